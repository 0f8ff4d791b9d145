"""Inputs that are led by coverage: whatever reaches new code of ours is kept and changed further.

    python -m tests.fuzz.guided pages|models CORPUS [-max_total_time=600] [-runs=100000] ...    # libFuzzer's options

Of pages, the first byte of an input tells its type, the rest are its bytes. Of model folders, the first byte tells
which part of a sound one is changed (its facts, its file of arrays, one array), the rest how. Needs the group ``fuzz``
(atheris, which has wheels for Linux); `million` and `models` need nothing. The fuzzer itself keeps some 270 kB an input
(without it, memory stays level over 1,200 changed inputs): give ``-rss_limit_mb=0`` for more than some 6,000.
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
def _sound() -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return the files of a sound model without its checksum, and the arrays in one of them."""
    with tempfile.TemporaryDirectory(prefix="boji-") as made:
        folder = Path(made) / "model"
        shutil.copytree(models.SAVED, folder)
        models.unsealed(folder)
        files = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    with zipfile.ZipFile(io.BytesIO(files["model.npz"])) as packed:
        return files, {name: packed.read(name) for name in packed.namelist()}


def model(raw: bytes) -> None:
    """Load a model of which one part was changed, and judge with it."""
    if not raw:
        return
    files, arrays = _sound()
    part = [*files, *arrays][raw[0] % (len(files) + len(arrays))]
    if part in arrays:
        changed = {"model.npz": _packed(arrays | {part: edited(arrays[part], raw[1:])})}
    else:
        changed = {part: edited(files[part], raw[1:])}
    with tempfile.TemporaryDirectory(prefix="boji-") as made:
        for name, content in (files | changed).items():
            (Path(made) / name).write_bytes(content)
        models.check(Path(made))


def edited(sound: bytes, edits: bytes) -> bytes:
    """Change bytes in places, each told by two bytes for the place, one each for how many go and come, and those."""
    made = bytearray(sound)
    while len(edits) >= 4:
        place, gone, come = int.from_bytes(edits[:2]) % (len(made) + 1), edits[2] % 32, edits[3] % 32
        made[place : place + gone] = edits[4 : 4 + come]
        edits = edits[4 + come :]
    return bytes(made)


def _packed(arrays: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, raw in arrays.items():
            packed.writestr(name, raw)
    return made.getvalue()


def first_models() -> Iterator[bytes]:
    """Yield a change of each part that changes nothing, and one that takes its last byte."""
    files, arrays = _sound()
    for place, raw in enumerate((files | arrays).values()):
        yield bytes([place])
        yield bytes([place, *(len(raw) - 1).to_bytes(2), 1, 0])


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
