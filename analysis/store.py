"""Store: fitted state on disk as ``.npz`` arrays and JSON. No pickle: a model may come from someone else."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.errors import BojiError, MissingFileError

Arrays = dict[str, npt.NDArray[Any]]
EFFORT = 2  # of packing, 1..9


def save(
    folder: Path, name: str, form: int, arrays: Mapping[str, npt.NDArray[Any]], facts: Mapping[str, object]
) -> None:
    """Write ``name.npz`` and ``name.json`` into a folder; the same state gives the same bytes.

    Parameters
    ----------
    folder : path
    name : str
    form : int
        Number of the format; another one for each change of what the arrays and facts are.
    arrays : mapping of str to array
    facts : mapping of str to what JSON holds

    Raises
    ------
    TypeError
        For an array of objects, which only pickle could hold.
    """
    for key, array in arrays.items():
        if array.dtype.hasobject:
            raise TypeError(f"store.save: array {key!r} holds objects; give numbers or fixed-width strings")
    packed = _packed({key: np.asarray(arrays[key], order="C") for key in sorted(arrays)})
    text = _as_json({"format": form, **facts}, sort_keys=True)
    write_bytes(folder / f"{name}.npz", packed)
    write_text(folder / f"{name}.json", text)


def _packed(arrays: Mapping[str, npt.NDArray[Any]]) -> bytes:
    """Return what numpy's ``savez_compressed`` would write, which packs for three times as long to gain a tenth."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for key, array in arrays.items():
            part = io.BytesIO()
            np.save(part, array, allow_pickle=False)
            entry = zipfile.ZipInfo(f"{key}.npy")  # of 1980, not of today
            archive.writestr(entry, part.getvalue(), zipfile.ZIP_DEFLATED, EFFORT)
    return file.getvalue()


def load(folder: Path, name: str, form: int) -> tuple[Arrays, dict[str, Any]]:
    """Read what `save` wrote in this format.

    Raises
    ------
    MissingFileError
        When a file is missing.
    BojiError
        When it is of another format.
    """
    for file in (folder / f"{name}.json", folder / f"{name}.npz"):
        if not file.is_file():
            raise MissingFileError(
                f"no model in {folder}: {file.name} is missing; give a folder that `boji run` wrote",
                f"{folder} 里没有模型：缺 {file.name}；请给出 boji run 写出的 model 文件夹",
            )
    facts = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    if facts.get("format") != form:
        raise BojiError(
            f"{folder}: {name} has format {facts.get('format')!r}, this version reads {form}; fit it again",
            f"{folder}：{name} 的格式是 {facts.get('format')!r}，本版本只读 {form}；请重新运行 boji run",
        )
    with np.load(folder / f"{name}.npz", allow_pickle=False) as file:
        return {key: file[key] for key in file.files}, facts


def pack_words(words: Sequence[str]) -> npt.NDArray[np.uint8]:
    """Return words as an array; numpy's own arrays of words are as wide throughout as the longest."""
    return np.frombuffer("\n".join(words).encode("utf-8", "surrogatepass"), np.uint8)


def unpack_words(packed: npt.NDArray[np.uint8]) -> list[str]:
    """Return the words that `pack_words` packed."""
    text = packed.tobytes().decode("utf-8", "surrogatepass")
    return text.split("\n") if text else []


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: beside its place first, then moved there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(content)
    os.replace(beside, path)  # noqa: PTH105  # the very call that is atomic on every system


def write_text(path: Path, text: str) -> None:
    r"""Write UTF-8 with ``\n`` between lines, whole or not at all."""
    write_bytes(path, text.encode("utf-8"))


def write_json(path: Path, facts: object) -> None:
    """Write JSON that people can read, whole or not at all."""
    write_text(path, _as_json(facts))


def _as_json(facts: object, sort_keys: bool = False) -> str:
    return json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=sort_keys) + "\n"
