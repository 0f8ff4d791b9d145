"""Inputs that are led by coverage: whatever reaches new code of ours is kept and changed further.

    python -m tests.fuzz.guided CORPUS [-runs=100000] [-max_total_time=600] ...    # the options of libFuzzer

The first byte of an input tells its type. Needs ``pip install atheris``, which has wheels for Linux and Python 3.11 to
3.13; `million` needs nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(
    include=["analysis.reading", "analysis.separation", "zipfile", "tarfile", "email", "csv"]
):
    from tests.fuzz.inputs import ENDINGS, Input, seeds
    from tests.fuzz.way import judge_alone, pages_of


def one(raw: bytes) -> None:
    """Send an input the way through reader and separator."""
    if raw:
        pages = pages_of(Input(f"a{ENDINGS[raw[0] % len(ENDINGS)]}", raw[1:]))
        if pages and sum(len(page.text) for page in pages) < 20_000:
            judge_alone(pages)


def main() -> None:
    """Write the first corpus, and begin."""
    corpus = Path(next((word for word in sys.argv[1:] if not word.startswith("-")), "out/corpus"))
    corpus.mkdir(parents=True, exist_ok=True)
    for i, seed in enumerate(seeds()):
        ending = seed.name.removeprefix("a")
        if ending in ENDINGS:
            (corpus / f"seed-{i}").write_bytes(bytes([ENDINGS.index(ending)]) + seed.raw)
    atheris.Setup([*sys.argv, *([] if str(corpus) in sys.argv else [str(corpus)])], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
