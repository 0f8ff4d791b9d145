"""Store: fitted state on disk as ``.npz`` arrays and JSON. No pickle: a model may come from someone else."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

FORMAT = 1
Arrays = dict[str, npt.NDArray[Any]]


def save(
    folder: Path, arrays: Mapping[str, npt.NDArray[Any]], facts: Mapping[str, object], name: str = "model"
) -> None:
    """Write ``name.npz`` and ``name.json`` into a folder; the same state gives the same bytes.

    Raises
    ------
    TypeError
        For an array of objects, which only pickle could hold.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for key, array in arrays.items():
        if array.dtype.hasobject:
            raise TypeError(f"store.save: array {key!r} holds objects; give numbers or fixed-width strings")
    packed = io.BytesIO()
    np.savez_compressed(packed, allow_pickle=False, **{k: np.ascontiguousarray(arrays[k]) for k in sorted(arrays)})
    (folder / f"{name}.npz").write_bytes(packed.getvalue())
    text = json.dumps({"format": FORMAT, **facts}, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def load(folder: Path, name: str = "model") -> tuple[Arrays, dict[str, Any]]:
    """Read what `save` wrote.

    Raises
    ------
    FileNotFoundError
        When a file is missing.
    ValueError
        When the format number is not the one this version reads.
    """
    for file in (folder / f"{name}.json", folder / f"{name}.npz"):
        if not file.is_file():
            raise FileNotFoundError(
                f"no model in {folder}: {file.name} is missing; give a folder that `boji run` wrote"
            )
    facts = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    if facts.get("format") != FORMAT:
        raise ValueError(f"{folder}: model format {facts.get('format')!r}, this version reads {FORMAT}; fit it again")
    with np.load(folder / f"{name}.npz", allow_pickle=False) as file:
        return {key: file[key] for key in file.files}, facts
