"""Models: changed folders of a saved model. Each loads to one that judges, or is refused with a reason.

python -m tests.fuzz.models --count 20000 [--seed N]
"""

from __future__ import annotations

import argparse
import io
import json
import shutil
import sys
import tempfile
import time
import zipfile
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from analysis.errors import BojiError
from analysis.run.workflow import TopicAnalysis
from tests.paths import ROOT
from tests.samples import articles

SAVED = ROOT / "tests" / "run" / "saved_model_2"
VALUES: tuple[object, ...] = (
    None,
    True,
    -1,
    0,
    1,
    2,
    10**18,
    1.5,
    1e308,
    "",
    "x",
    "\0",
    "auto",
    [],
    [1],
    ["x"],
    {},
    {"x": 1},
)


def changed(draw: Random, folder: Path) -> None:
    """Change a copy of the model: its bytes, its facts or its arrays; with its checksum made right, mostly."""
    way = draw.choice((_bytes, _facts, _facts, _arrays, _arrays, _headers))
    way(draw, folder)


def _bytes(draw: Random, folder: Path) -> None:
    path = folder / draw.choice(("model.json", "model.npz"))
    raw = bytearray(path.read_bytes())
    for _ in range(draw.choice((1, 3, 30))):
        raw[draw.randrange(len(raw))] = draw.randrange(256)
    path.write_bytes(bytes(raw[: draw.randrange(len(raw))] if draw.random() < 0.2 else raw))
    if path.suffix == ".npz" and draw.random() < 0.8:
        unsealed(folder)


def _read_facts(folder: Path) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    return facts


def _write_facts(folder: Path, facts: dict[str, Any]) -> None:
    facts.pop("sha256", None)  # then the arrays are taken as they are
    (folder / "model.json").write_text(json.dumps(facts), encoding="utf-8")


def unsealed(folder: Path) -> None:
    """Take the checksum from a model's facts, so that its arrays are taken as they are."""
    _write_facts(folder, _read_facts(folder))


def _facts(draw: Random, folder: Path) -> None:
    facts = _read_facts(folder)
    for _ in range(draw.choice((1, 1, 3))):
        inner: Any = facts
        while True:
            key = draw.choice(list(inner))
            if not isinstance(inner[key], dict) or not inner[key] or draw.random() < 0.2:
                break
            inner = inner[key]
        if draw.random() < 0.2:
            del inner[key]
        else:
            inner[draw.choice((key, key, key, "x"))] = draw.choice(VALUES)
        if not inner:
            break
    _write_facts(folder, facts)


def _arrays(draw: Random, folder: Path) -> None:
    with np.load(folder / "model.npz") as file:
        arrays = dict(file)
    key = draw.choice(list(arrays))
    array = arrays[key]
    made = draw.choice(
        (
            lambda: array[:-1],
            lambda: np.concatenate([array, array]),
            lambda: array[..., None],
            lambda: array[:0],
            lambda: array.ravel()[:1].reshape(()) if array.size else array,
            lambda: -array if array.dtype.kind == "f" else array[::-1],
            lambda: array * 0,
            lambda: array.astype(draw.choice(("i8", "f2", "f8", "?", "u1"))),
            lambda: np.full_like(array, draw.choice((200, 255))) if array.dtype.kind in "iu" else array * 1e300,
            lambda: array * np.nan if array.dtype.kind == "f" else array + 1,
            lambda: np.zeros(array.shape, "U3"),
        )
    )
    with np.errstate(all="ignore"), suppress(ValueError, IndexError, TypeError):  # what cannot be changed so, stays
        arrays[draw.choice((key, key, key, key, "x"))] = made()
    if draw.random() < 0.1:
        del arrays[key]
    np.savez_compressed(folder / "model.npz", **arrays)
    unsealed(folder)


def _headers(draw: Random, folder: Path) -> None:
    """Promise in the header of an array what is not there: a huge shape, objects, another order."""
    header = draw.choice(
        (
            "{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000,), }",
            "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }",
            "{'descr': '<f8', 'fortran_order': True, 'shape': (-1, 3), }",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (0, 10**18), }",
            "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,), }",
            "__import__('os').abort()",
            "(" * 3_000,
        )
    )
    raw = b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header.encode() + bytes(draw.choice((0, 8, 64)))
    packed = io.BytesIO()
    with zipfile.ZipFile(folder / "model.npz") as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = draw.choice(names)
        for name in names:
            new.writestr(name, raw if name == chosen else old.read(name))
    (folder / "model.npz").write_bytes(packed.getvalue())
    unsealed(folder)


def check(folder: Path) -> bool:
    """Load a model and judge with it, or have it refused; tell whether it was loaded.

    Raises
    ------
    AssertionError
        When a model that was loaded gives numbers that are none.
    """
    try:
        loaded = TopicAnalysis.load(folder, lang="en")
    except BojiError as refusal:
        assert refusal.said("zh") != str(refusal)
        return False
    judged = loaded.transform(articles()[:3])
    assert judged.lines["score"].between(0, 1).all()
    assert len(judged.pages) == 3
    return True


def once(number: int, seed: int, folder: Path) -> bool:
    """Change and check the model of a number."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SAVED, folder)
    changed(Random(f"{seed}/{number}"), folder)
    return check(folder)


def main() -> int:
    """Run the program; stop at the first that breaks, with its number."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("count", 20_000), ("start", 0), ("seed", 0)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    options = parser.parse_args()
    loaded, broken, began = 0, list[int](), time.monotonic()
    with tempfile.TemporaryDirectory() as made:
        for number in range(options.start, options.start + options.count):
            try:
                loaded += once(number, options.seed, Path(made) / "model")
            except Exception as error:
                broken.append(number)
                print(number, type(error).__name__, error, file=sys.stderr)
    rate = options.count / (time.monotonic() - began)
    print(json.dumps({"folders": options.count, "loaded": loaded, "a_second": round(rate, 1), "broken": broken}))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
