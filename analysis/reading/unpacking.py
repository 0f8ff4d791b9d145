"""Unpacking: packed streams as streams of their content, so many bytes and no more."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, Protocol, cast

from analysis.reading.limits import Meter, UnreadableError

PACKINGS = (".gz", ".zst", ".bz2", ".xz")
DICTIONARY = 2**28  # bytes that unpacking .xz may need; `xz -9` needs a quarter of it
DAMAGED = (
    OSError, EOFError, ValueError, RuntimeError, OverflowError, zlib.error, lzma.LZMAError, zipfile.BadZipFile,
    tarfile.TarError,
)  # fmt: skip  # what the unpackers raise for bad data


class Readable(Protocol):
    """Whatever bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """Return up to so many bytes, none at the end."""
        ...


class Unpacked(io.RawIOBase):
    """The content of a packed stream, metered.

    Parameters
    ----------
    read : callable
        Returns up to so many bytes, none at the end.
    meter : Meter
    packing : str
        For the error.
    """

    def __init__(self, read: Callable[[int], bytes], meter: Meter, packing: str) -> None:
        super().__init__()
        self._unpack, self._meter, self._packing = read, meter, packing

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill a buffer; return how many bytes there were.

        Raises
        ------
        UnreadableError
            When data are damaged, or unpack to too much.
        """
        view = memoryview(cast("bytearray", buffer))
        try:
            got = self._unpack(len(view))
        except UnreadableError:
            raise
        except DAMAGED as error:
            raise UnreadableError("packed", f"{self._packing}: {error}") from error
        self._meter.add(len(got))
        view[: len(got)] = got
        return len(got)


def unpacked(file: BinaryIO, packing: str, meter: Meter) -> BinaryIO:
    """Return the content of a stream that was packed with one of `PACKINGS`, or, as a member, by its archive ("")."""
    read = {".gz": _gzip, ".zst": _zstd, ".bz2": _bz2, ".xz": _xz, "": _plain}[packing](file)
    return cast("BinaryIO", io.BufferedReader(Unpacked(read, meter, packing.lstrip(".") or "archive"), 2**16))


def _gzip(file: BinaryIO) -> Callable[[int], bytes]:
    return gzip.GzipFile(fileobj=file, mode="rb").read


def _plain(file: BinaryIO) -> Callable[[int], bytes]:
    return file.read


def _bz2(file: BinaryIO) -> Callable[[int], bytes]:
    return bz2.BZ2File(file).read


class _Borrowed:
    """A file that stays open: pyarrow closes what it has read, and its owner may want it once more."""

    closed = False

    def __init__(self, file: BinaryIO) -> None:
        self.read = file.read

    def close(self) -> None:
        pass


def _zstd(file: BinaryIO) -> Callable[[int], bytes]:
    import pyarrow  # noqa: PLC0415  # heavy, and few inputs are packed so

    stream = pyarrow.CompressedInputStream(pyarrow.PythonFile(_Borrowed(file), mode="r"), "zstd")
    return lambda size: bytes(stream.read(size))


def _xz(file: BinaryIO) -> Callable[[int], bytes]:
    """Return the reader of an xz stream; ``lzma.LZMAFile`` sets no limit to the memory that hostile data ask for."""
    state = lzma.LZMADecompressor(memlimit=DICTIONARY)

    def read(size: int) -> bytes:
        nonlocal state
        while True:
            raw = file.read(2**16) if state.needs_input and not state.eof else b""
            if state.eof:
                rest = state.unused_data.lstrip(b"\0") or file.read(2**16).lstrip(b"\0")
                if not rest:
                    return b""
                state, raw = lzma.LZMADecompressor(memlimit=DICTIONARY), rest
            got = state.decompress(raw, size)
            if got:
                return got
            if not raw and state.needs_input and not state.eof:
                raise EOFError("ends too early")

    return read


class Behind(io.RawIOBase):
    """A stream whose beginning was read already, with that beginning."""

    def __init__(self, head: bytes, file: BinaryIO) -> None:
        super().__init__()
        self._head, self._file = memoryview(head), file

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  # whatever has the buffer protocol
        """Fill a buffer; return how many bytes there were."""
        part = self._head[: len(buffer)] or self._file.read(len(buffer))
        self._head = self._head[len(part) :]
        buffer[: len(part)] = part
        return len(part)


def read_up_to(file: Readable, most: int) -> tuple[bytes, bool]:
    """Read a stream to its end, or so many bytes; tell whether there was more."""
    parts, left = [], most
    while left and (part := file.read(min(left, 2**20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts), bool(not left and file.read(1))
