"""Archives: the files in ``.zip`` and ``.tar``, one after another, under names that lead nowhere else."""

from __future__ import annotations

import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple, cast

from analysis.reading.limits import UnreadableError
from analysis.reading.page_names import safe_name

ZIP_UTF8, ZIP_ENCRYPTED = 0x800, 0x1
DAMAGED = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, struct.error, OSError, EOFError, ValueError, RuntimeError,
    OverflowError, LookupError,
)  # fmt: skip  # what zipfile and tarfile raise for bad data; NotImplementedError is a RuntimeError
LEFT_OUT = ("__MACOSX/", "./__MACOSX/")  # what macOS adds of its own


class Member(NamedTuple):
    """A file in an archive: its name, its size and how to read it; without a reader, why not."""

    name: str
    size: int
    file: BinaryIO | None
    trouble: str = ""


def members(file: BinaryIO, kind: str) -> Iterator[Member]:
    """Yield the files of an archive, hidden ones left out; each is to be read before the next one is asked for.

    Parameters
    ----------
    file : binary file
        Of a ``.zip`` one that can seek; of a ``.tar`` any.
    kind : str
        ``.zip`` or ``.tar``.

    Raises
    ------
    UnreadableError
        When the archive is damaged.
    """
    taken: set[str] = set()
    try:
        for member in _zip(file) if kind == ".zip" else _tar(file):
            name = safe_name(member.name)
            if member.name.startswith(LEFT_OUT) or any(part.startswith(".") for part in name.split("/")):
                continue
            yield member._replace(name=distinct(name, taken))
    except UnreadableError:
        raise
    except DAMAGED as error:
        raise UnreadableError("archive", str(error)) from error


def distinct(name: str, taken: set[str]) -> str:
    """Return a name that is not taken, and take it: a second ``a.txt`` is ``a~2.txt``."""
    stem, dot, ending = name.rpartition(".")
    made, number = name, 1
    while made in taken:
        number += 1
        made = f"{stem}~{number}.{ending}" if dot and "/" not in ending else f"{name}~{number}"
    taken.add(made)
    return made


def _zip(file: BinaryIO) -> Iterator[Member]:
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            name = info.filename if info.flag_bits & ZIP_UTF8 else _zip_name(info.filename)
            if info.flag_bits & ZIP_ENCRYPTED:
                yield Member(name, info.file_size, None, "encrypted")
                continue
            try:
                opened = archive.open(info)
            except DAMAGED as error:
                yield Member(name, info.file_size, None, str(error) or type(error).__name__)
                continue
            with opened:
                yield Member(name, info.file_size, cast("BinaryIO", opened))


def _zip_name(name: str) -> str:
    """Return a name whose encoding the archive does not tell; Windows in Chinese writes GBK."""
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


def _tar(file: BinaryIO) -> Iterator[Member]:
    with tarfile.open(fileobj=file, mode="r|", errors="surrogateescape") as archive:
        for info in archive:
            opened = archive.extractfile(info) if info.isreg() and not info.issparse() else None
            if opened is not None:
                yield Member(info.name, info.size, cast("BinaryIO", opened))
            elif not info.isdir():
                yield Member(info.name, info.size, None, "no regular file")
            archive.members = []  # type: ignore[attr-defined]  # else all are kept
