"""Opening: a stream and its name in, pages out, whatever it holds; container inside container, piece by piece."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, TextIO, cast

from analysis.reading.archives import distinct, members
from analysis.reading.decoding import decode
from analysis.reading.limits import Limits, Meter, UnreadableError
from analysis.reading.mhtml import body_of
from analysis.reading.page import Page, Skipped, cut_page, cut_record
from analysis.reading.page_names import file_name, record_name
from analysis.reading.records import (
    Fields,
    Row,
    Rows,
    bounded_lines,
    csv_rows,
    delimiter_of,
    json_objects,
    json_rows,
)
from analysis.reading.sheets import sheet_rows
from analysis.reading.subtitles import spoken
from analysis.reading.types import (
    ARCHIVE_TYPES,
    DELIMITERS,
    HTML_TYPES,
    PAGE_HEAD,
    READABLE_TYPES,
    RECORD_TYPES,
    SAVED_TYPES,
    SEEKING_TYPES,
    SHEET_TYPES,
    SUBTITLE_TYPES,
    is_document,
    sniff,
    type_of,
)
from analysis.reading.unpacking import PACKINGS, Behind, read_up_to, unpacked
from analysis.reading.warcs import responses
from analysis.reading.watch import Watch

HEAD = 2**22  # bytes of a file of records by which its encoding is told; smaller files are read whole
IN_MEMORY = 2**24  # bytes of a packed container that is held; a larger one goes to a file
ROWS = 256  # of a Parquet file that are held


@dataclass
class Opener:
    """Opens streams.

    Attributes
    ----------
    limits : Limits
    fields : Fields
        Of records.
    skipped, cut : list of Skipped
        Filled on the way: what could not be read, and what only in part.
    watch : Watch
        Told what is read.
    """

    limits: Limits = field(default_factory=Limits)
    fields: Fields = field(default_factory=Fields)
    skipped: list[Skipped] = field(default_factory=list)
    cut: list[Skipped] = field(default_factory=list)
    watch: Watch = field(default_factory=Watch)

    def pages(self, file: BinaryIO, name: str, size: int, sha256: str = "") -> Iterator[Page]:
        """Yield the pages of a file.

        Parameters
        ----------
        file : binary file
        name : str
            Its ending tells what is in it.
        size : int
            Bytes, packed as they are.
        sha256 : str
            Goes to a page that is a whole file.

        Raises
        ------
        UnreadableError
            When it cannot be read, or not further; pages may have come before.
        """
        yield from self._open(file, Page(name, "", "", sha256), Meter(self.limits.unpacked_bytes(size)), 1)

    def _open(self, file: BinaryIO, like: Page, meter: Meter, depth: int) -> Iterator[Page]:
        kind, packing = type_of(like.name)
        if not packing and (kind == ".txt" or kind not in READABLE_TYPES):
            kind, file = _by_content(kind, file)
        if kind not in READABLE_TYPES:
            raise UnreadableError("unsupported", kind)
        self.watch.note(like.name)
        if packing:
            file = unpacked(file, packing, meter)
        seekable = _seekable(file) if kind in SEEKING_TYPES and (packing or depth > 1) else nullcontext(file)
        with seekable as opened:
            yield from self._kind(kind)(opened, like, meter, depth)

    def _kind(self, kind: str) -> Callable[[BinaryIO, Page, Meter, int], Iterator[Page]]:
        if kind in ARCHIVE_TYPES:
            return lambda *given: self._archive(kind, *given)
        if kind in RECORD_TYPES:
            return lambda file, like, *_: self._records(kind, file, like)
        if kind == ".parquet":
            return lambda file, like, meter, _: self._rows(_parquet_rows(file, self.fields, meter), like)
        if kind in SHEET_TYPES:
            return lambda file, like, meter, _: self._rows(sheet_rows(file, meter), like)
        if kind == ".warc":
            return lambda file, like, *_: self._web(file, like)
        return lambda file, like, *_: self._whole(kind, file, like)

    def _whole(self, kind: str, file: BinaryIO, like: Page) -> Iterator[Page]:
        """Yield a page that is a file."""
        self.watch.begin(like.name)
        raw, more = read_up_to(file, self.limits.page_bytes)
        html = kind in HTML_TYPES
        if kind in SAVED_TYPES:
            raw, html = body_of(raw)
        yield self._page(raw, html, like, more, spoken if kind in SUBTITLE_TYPES else str)

    def _page(self, raw: bytes, html: bool, like: Page, more: bool, shown: Callable[[str], str] = str) -> Page:
        text, encoding = decode(raw, html=html)
        text = shown(text)
        page, cut = cut_page(text, html, replace(like, encoding=encoding), self.limits)
        if cut or more:
            self.cut.append(Skipped(page.name, "cut", cut or f"page > {self.limits.page}"))
        return page

    def _archive(self, kind: str, file: BinaryIO, like: Page, meter: Meter, depth: int) -> Iterator[Page]:
        if depth > self.limits.nested:
            raise UnreadableError("nested", f"> {self.limits.nested}")
        for member in members(file, kind):
            inner = replace(like, name=f"{like.name}/{member.name}", sha256="")
            try:
                if member.file is None:
                    raise UnreadableError("archive", member.trouble)
                plain = unpacked(member.file, "", meter)
                yield from self._open(plain, inner, meter, depth + 1)
            except UnreadableError as error:
                if error.args[0] == "unpacked":
                    raise
                self.skipped.append(Skipped(inner.name, *error.args))
            self.watch.note(like.name)

    def _web(self, file: BinaryIO, like: Page) -> Iterator[Page]:
        others: Counter[str] = Counter()
        try:
            for found in responses(file, self.limits.page_bytes, others):
                container = f"{like.name}/{found.host}" if found.host else like.name
                one = replace(like, name=record_name(container, found.number), sha256="")
                try:
                    self.watch.begin(one.name)
                    yield self._page(found.raw, found.html, one, found.more)
                except UnreadableError as error:
                    self.skipped.append(Skipped(one.name, *error.args))
                self.watch.note(like.name)
        finally:
            if others:
                told = ", ".join(f"{n} {kind}" for kind, n in sorted(others.items()))
                self.skipped.append(Skipped(like.name, "no_page", told[:500]))

    def _records(self, kind: str, file: BinaryIO, like: Page) -> Iterator[Page]:
        head, more = file.read(HEAD), True
        while len(head) < HEAD and (part := file.read(HEAD - len(head))):
            head += part
        more = len(head) == HEAD
        start = head[: head.rfind(b"\n") + 1] if more and b"\n" in head else head
        text, encoding = decode(start)
        if not text.strip() and not more:
            raise UnreadableError("empty", "")
        newline = "" if kind in DELIMITERS else "\n"
        if more:
            joined = io.BufferedReader(Behind(head, file), 2**16)
            lines: Any = io.TextIOWrapper(cast("BinaryIO", joined), encoding, "replace", newline)
        else:
            lines = io.StringIO(text, newline)
        yield from self._rows(self._rows_of(kind, lines, text), replace(like, encoding=encoding))

    def _rows_of(self, kind: str, lines: TextIO, start: str) -> Rows:
        """Return the rows of a file of records, given its beginning too."""
        if kind == ".json":
            return json_objects(lines, self.limits.row)
        bounded = bounded_lines(lines, self.limits.row)
        if kind not in DELIMITERS:
            return json_rows(bounded)
        return csv_rows(bounded, delimiter_of(start.partition("\n")[0], DELIMITERS[kind]), self.limits.page)

    def _rows(self, rows: Rows, like: Page) -> Iterator[Page]:
        taken: set[str] = set()
        for number, row in rows:
            name = self.name_of(row or {}, like.name, record_name(like.name, number), taken)
            yield from self.record(row, replace(like, name=name))
            self.watch.note(like.name)

    def name_of(self, row: Mapping[str, object], container: str, usual: str, taken: set[str]) -> str:
        """Return the name of a record: the usual one, or its own, made distinct from those taken."""
        given = self.fields.id_of(row)
        if not given:
            return usual
        own = file_name(given)
        made = record_name(container, distinct(own, taken))
        if made != record_name(container, own):
            self.cut.append(Skipped(made, "renamed", record_name(container, own)))
        return made

    def record(self, row: Row, like: Page) -> Iterator[Page]:
        """Yield the page of a record, if it is one; its name and encoding are those of another page."""
        try:
            self.watch.begin(like.name)
        except UnreadableError as error:
            self.skipped.append(Skipped(like.name, *error.args))
            return
        if row is None:
            self.skipped.append(Skipped(like.name, "record", ""))
            return
        if not self.fields.text_of(row) and (why := _why_empty(row, self.fields)):
            self.skipped.append(Skipped(like.name, why, ", ".join(map(str, row))[:200]))
            return
        try:
            page, cut = cut_record(row, like, self.fields, self.limits)
        except UnreadableError as error:
            self.skipped.append(Skipped(like.name, *error.args))
            return
        if cut:
            self.cut.append(Skipped(page.name, "cut", cut))
        yield page

    def text_page(self, text: str, name: str) -> Page:
        """Return a text as a page.

        Raises
        ------
        UnreadableError
            When it is empty.
        """
        page, cut = cut_page(text, False, Page(name, ""), self.limits)
        if cut:
            self.cut.append(Skipped(name, "cut", cut))
        return page


def _by_content(kind: str, file: BinaryIO) -> tuple[str, BinaryIO]:
    """Return ``.html`` for a file that begins as a page does, else its own type, and the file from its start."""
    head = file.read(PAGE_HEAD)
    behind = cast("BinaryIO", io.BufferedReader(Behind(head, file), 2**16))
    return ".html" if is_document(head) else kind, behind


def _why_empty(row: Mapping[str, object], fields: Fields) -> str:
    """Return why a record without text is no page, if it is none: its text may go by another name."""
    if not fields.has_text(map(str, row)):
        return "no_field"
    return "" if fields.title_of(row) else "empty"


def _seekable(file: BinaryIO) -> BinaryIO:
    """Return a stream as one that can be read from any place; what is large lies on disk meanwhile."""
    copy = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # whoever asked closes it
    while part := file.read(2**20):
        copy.write(part)
    copy.seek(0)
    return cast("BinaryIO", copy)


def _parquet_rows(file: BinaryIO, fields: Fields, meter: Meter) -> Rows:
    import pyarrow  # noqa: PLC0415  # heavy, and few inputs are of this kind
    from pyarrow import parquet  # noqa: PLC0415

    number = 0
    try:
        table = parquet.ParquetFile(file)
        names = table.schema_arrow.names
        known = fields.columns(names) if fields.has_text(names) else []
        for batch in table.iter_batches(ROWS, columns=known):
            meter.add(batch.nbytes)
            for row in batch.to_pylist() if known else [dict.fromkeys(names)] * batch.num_rows:
                number += 1
                yield number, row
    except UnreadableError:
        raise
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise UnreadableError("parquet", str(error).split("\n")[0][:200]) from error


def sniffed(head: bytes, file: BinaryIO) -> str:
    """Return the ending for a stream without a name, looked for behind its packing too."""
    ending = sniff(head)
    if ending not in PACKINGS:
        return ending
    try:
        inside = unpacked(file, ending, Meter(2**20)).read(600)
    except UnreadableError:
        inside = b""
    return sniff(inside) + ending
