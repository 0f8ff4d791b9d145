"""Inputs that are led by coverage: whatever reaches new code of ours is kept and changed further.

    python -m tests.fuzz.guided pages|models CORPUS [-max_total_time=600] [-runs=100000] ...    # libFuzzer's options

Of pages, the first byte of an input tells its type, the rest are its bytes. Of model folders, the first byte tells
what the rest replaces: the facts, the file of arrays, or one array of it. Needs the group ``fuzz`` (atheris, which
has wheels for Linux); `million` and `models` need nothing.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import atheris

OURS = [f"analysis.{room}" for room in ("reading", "separation", "articles", "tables", "run", "store")]
with atheris.instrument_imports(include=[*OURS, "zipfile", "tarfile", "email", "csv", "json"]):
    from tests.fuzz import models
    from tests.fuzz.inputs import ENDINGS, Input, seeds
    from tests.fuzz.way import judge, judge_alone, pages_of

LONGEST = 20_000  # characters that are judged: many small inputs find more than a few large ones


def pages(raw: bytes) -> None:
    """Send an input the way through reader and separator to rows."""
    if not raw:
        return
    found = pages_of(Input(f"a{ENDINGS[raw[0] % len(ENDINGS)]}", raw[1:]))
    if found and sum(len(page.text) for page in found) < LONGEST:
        judge_alone(found)
        judge(found)


def first_pages() -> Iterator[bytes]:
    """Yield the seeds, each behind the byte of its type."""
    for seed in seeds():
        ending = seed.name.removeprefix("a")
        if ending in ENDINGS:
            yield bytes([ENDINGS.index(ending)]) + seed.raw


@cache
def _arrays() -> dict[str, bytes]:
    """Return the arrays of a sound model as they stand in their file."""
    with zipfile.ZipFile(models.SAVED / "model.npz") as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def model(raw: bytes) -> None:
    """Load a model of which the input replaces a part, and judge with it."""
    if not raw:
        return
    with tempfile.TemporaryDirectory(prefix="boji-") as made:
        folder = Path(made) / "model"
        shutil.copytree(models.SAVED, folder)
        models.unsealed(folder)
        names = list(_arrays())
        if raw[0] == 0:
            (folder / "model.json").write_bytes(raw[1:])
        elif raw[0] == 1:
            (folder / "model.npz").write_bytes(raw[1:])
        else:
            (folder / "model.npz").write_bytes(_packed({names[raw[0] % len(names)]: raw[1:]}))
        models.check(folder)


def _packed(changed: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, raw in (_arrays() | changed).items():
            packed.writestr(name, raw)
    return made.getvalue()


def first_models() -> Iterator[bytes]:
    """Yield the parts of a sound model, each behind the byte that tells which it is."""
    with tempfile.TemporaryDirectory(prefix="boji-") as made:
        folder = Path(made) / "model"
        shutil.copytree(models.SAVED, folder)
        models.unsealed(folder)
        yield b"\0" + (folder / "model.json").read_bytes()
        yield b"\1" + (folder / "model.npz").read_bytes()
    for place, raw in enumerate(_arrays().values(), len(_arrays())):
        yield bytes([place]) + raw


WAYS: dict[str, tuple[Callable[[bytes], None], Callable[[], Iterator[bytes]]]] = {
    "pages": (pages, first_pages),
    "models": (model, first_models),
}


def main() -> None:
    """Write the first corpus, and begin."""
    if len(sys.argv) < 3 or sys.argv[1] not in WAYS:
        raise SystemExit(f"usage: python -m tests.fuzz.guided {'|'.join(WAYS)} CORPUS [-max_total_time=600 ...]")
    way, firsts = WAYS[sys.argv.pop(1)]
    corpus = Path(sys.argv[1])
    corpus.mkdir(parents=True, exist_ok=True)
    for number, raw in enumerate(firsts()):
        (corpus / f"seed-{number}").write_bytes(raw)
    atheris.Setup(sys.argv, way)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
