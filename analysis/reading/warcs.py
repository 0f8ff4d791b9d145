"""WARC: the pages of a web archive."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple
from urllib.parse import urlsplit

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from analysis.reading.limits import UnreadableError
from analysis.reading.unpacking import read_up_to

RECORDS = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
HTML = ("text/html", "application/xhtml+xml")
READ = (*HTML, "text/plain")


class Response(NamedTuple):
    """The body of a record, the host of its address, and whether there was more than is read."""

    number: int
    host: str
    html: bool
    raw: bytes
    more: bool


def responses(file: BinaryIO, most: int, others: Counter[str]) -> Iterator[Response]:
    """Yield the pages of a WARC file.

    Parameters
    ----------
    file : binary file
        Unpacked.
    most : int
        Bytes of a page that are read.
    others : Counter
        Told what was left out: types that are no pages, and answers that are errors.

    Raises
    ------
    UnreadableError
        When the file is damaged or no WARC.
    """
    number, stream = 0, _Forward(file)
    try:
        for record in ArchiveIterator(stream, record_types=RECORDS, parse_http=True, auto_decode="all"):
            number += 1
            kind, status = _type_of(record), _status_of(record)
            if status is not None and status >= 300:
                others[f"HTTP {status}"] += 1
            elif kind not in READ:
                others[kind] += 1
            else:
                raw, more = read_up_to(record.reader, most)
                yield Response(number, _host_of(record), kind in HTML, raw, more)
    except BaseException as error:
        if stream.trouble is not None:
            raise stream.trouble from error
        # What goes wrong in Rust comes as a panic, which is no Exception, so that nobody takes it for one by chance.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise UnreadableError("warc", f"{number}: {error}"[:200]) from error
    if not number:
        raise UnreadableError("warc", "")


class _Forward(io.RawIOBase):
    """A stream that knows how far it was read, as the iterator asks; what its reading raised is kept."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file, self._done = file, 0
        self.trouble: UnreadableError | None = None

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._done

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if offset != (self._done if whence == io.SEEK_SET else 0) or whence == io.SEEK_END:
            raise io.UnsupportedOperation("seek")
        return self._done

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  # whatever has the buffer protocol
        try:
            part = self._file.read(len(buffer))
        except UnreadableError as error:
            self.trouble = error
            raise
        buffer[: len(part)] = part
        self._done += len(part)
        return len(part)


def _status_of(record: WarcRecord) -> int | None:
    return record.http_headers.status_code if record.is_http_parsed else None


def _type_of(record: WarcRecord) -> str:
    told = record.http_content_type if record.is_http_parsed else record.headers.get("Content-Type")
    return (told or "").partition(";")[0].strip().lower()[:100] or "?"


def _host_of(record: WarcRecord) -> str:
    try:
        return urlsplit((record.headers.get("WARC-Target-URI") or "").strip("<>")).hostname or ""
    except ValueError:
        return ""
