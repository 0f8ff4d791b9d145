"""Store: fitted state on disk as ``.npz`` arrays and JSON. No pickle: a model may come from someone else."""

from __future__ import annotations

import hashlib
import io
import json
import math
import os
import struct
import sys
import tokenize
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import numpy.typing as npt

from analysis.errors import BojiError, MissingFileError

Arrays = dict[str, npt.NDArray[Any]]
EFFORT = 2  # of packing, 1..9
SUM = "sha256"  # of the arrays' file, among the facts
MOST_BYTES = 2**31  # of a model's arrays; fifty thousand terms by two hundred topics take a twentieth of it
BAD_ARRAYS = (
    zipfile.BadZipFile, zlib.error, struct.error, tokenize.TokenError, OSError, EOFError, ValueError, RuntimeError,
    OverflowError, LookupError, SyntaxError, TypeError,
)  # fmt: skip  # what zipfile and numpy raise for bad data


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
    text = _as_json({"format": form, **facts, SUM: hashlib.sha256(packed).hexdigest()}, sort_keys=True)
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
    """Read what `save` wrote in this format. Nothing is believed: a model may come from someone else.

    Raises
    ------
    MissingFileError
        When a file is missing.
    BojiError
        When it is of another format, is damaged, or holds what no model holds.
    """
    for file in (folder / f"{name}.json", folder / f"{name}.npz"):
        if not file.is_file():
            raise MissingFileError(
                f"no model in {folder}: {file.name} is missing; give a folder that `boji run` wrote",
                f"{folder} 里没有模型：缺 {file.name}；请给出 boji run 写出的 model 文件夹",
            )
    facts = _facts(folder / f"{name}.json")
    _check_format(folder, name, facts.get("format"), form)
    return _arrays(folder / f"{name}.npz", facts.pop(SUM, None)), facts


def damaged(path: Path, why: object) -> BojiError:
    """Return the error for a file or folder that is no sound model."""
    return BojiError(
        f"{path} is damaged, or no model of boji: {why}; copy it again, or fit it again",
        f"{path} 已损坏，或不是簸箕的模型：{why}；请重新复制，或重新运行 boji run",
    )


def _check_format(folder: Path, name: str, found: object, form: int) -> None:
    if type(found) is int and found > form:
        raise BojiError(
            f"{folder}: {name} has format {found}, this version reads {form}; it is from a newer boji: update boji",
            f"{folder}：{name} 的格式是 {found}，本版本只读 {form}；它来自更新的版本，请升级 boji",
        )
    if type(found) is not int or found != form:
        raise BojiError(
            f"{folder}: {name} has format {found!r}, this version reads {form}; fit it again",
            f"{folder}：{name} 的格式是 {found!r}，本版本只读 {form}；请重新运行 boji run",
        )


def _facts(path: Path) -> dict[str, Any]:
    if path.stat().st_size > MOST_BYTES:
        raise damaged(path, f"larger than {MOST_BYTES} bytes")

    def refuse(constant: str) -> NoReturn:
        raise ValueError(f"{constant} is no number")

    try:
        facts = json.loads(path.read_text(encoding="utf-8"), parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        raise damaged(path, error) from error
    if not isinstance(facts, dict):
        raise damaged(path, f"a JSON object was expected, got {type(facts).__name__}")
    return facts


def _arrays(path: Path, known: object) -> Arrays:
    """Read arrays, after their checksum (files of older versions have none) and their sizes."""
    with path.open("rb") as file:
        if known is not None and hashlib.file_digest(file, "sha256").hexdigest() != known:
            raise damaged(path, "its checksum is another")
        try:
            with zipfile.ZipFile(file) as archive:
                _check_sizes(archive)
                arrays = {info.filename.removesuffix(".npy"): _array(archive, info) for info in archive.infolist()}
        except BAD_ARRAYS as error:
            raise damaged(path, error or type(error).__name__) from error
    for key, array in arrays.items():
        if array.dtype.kind == "f" and not np.isfinite(array).all():
            raise damaged(path, f"{key} holds numbers that are not finite")
        if array.dtype.kind == "U" and not _is_text(array):
            raise damaged(path, f"{key} holds numbers that are no characters")
    return arrays


def _is_text(array: npt.NDArray[Any]) -> bool:
    """Tell whether all characters of an array exist: numpy does not look, and Python fails on others in odd ways."""
    if not array.nbytes:
        return True
    codes = np.ascontiguousarray(array).reshape(-1).view(array.dtype.str[0] + "u4")
    return int(codes.max()) <= sys.maxunicode


def _check_sizes(archive: zipfile.ZipFile) -> None:
    total = sum(info.file_size for info in archive.infolist())
    if total > MOST_BYTES:
        raise ValueError(f"{total} bytes, more than {MOST_BYTES}")


def _array(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> npt.NDArray[Any]:
    """Read an array whose header promises no more than what is there, so that nothing is made that cannot be filled."""
    with archive.open(info) as file:
        version = np.lib.format.read_magic(file)
        read = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
        shape, _, dtype = read(file)
        promised, there = dtype.itemsize * math.prod(shape), info.file_size - file.tell()
        if dtype.hasobject or promised != there:
            raise ValueError(f"{info.filename}: {dtype} of shape {shape} is not {there} bytes")
    with archive.open(info) as file:
        array: npt.NDArray[Any] = np.lib.format.read_array(file, allow_pickle=False)
    return array


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
