"""Piped: what comes through the standard input, cleaned as it comes; never more of it held than the limits allow."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from analysis.reading.decoding import decode
from analysis.reading.given import Stream
from analysis.reading.limits import UnreadableError
from analysis.reading.page import Skipped
from analysis.reading.pages import Pages
from analysis.reading.records import bounded_lines, json_objects
from analysis.reading.types import sniff
from analysis.reading.unpacking import Behind, read_up_to
from analysis.run.cleaning import Cleaned, Records, cleaned_records, kept_text
from analysis.run.watched import Watched

ARRAY, FIRST = b"[", 2**20  # how an array may begin, and the bytes behind it that tell the encoding
SNIFFED = {".jsonl": "jsonl", ".json": "json", ".html": "html"}  # else text


@dataclass
class Piped:
    """A stream of bytes, of which the first line that is not blank has been read.

    Attributes
    ----------
    head : bytes
    records : Records
        Fields, limits and weights.
    """

    stream: BinaryIO
    head: bytes
    records: Records

    @classmethod
    def of(cls, stream: BinaryIO, records: Records) -> Piped:
        """Read the first line, or so much of it as a page may have; of an array on many lines the first of them."""
        lines = iter(lambda: stream.readline(records.limits.page_bytes), b"")
        head = next((line for line in lines if line.strip()), b"")
        if head.strip() == ARRAY:
            head += b"".join(stream.readlines(FIRST))
        return cls(stream, head, records)

    def kind(self) -> str:
        """Tell by the first line whether ``jsonl``, ``json``, ``html`` or ``text`` comes."""
        return SNIFFED.get(sniff(self.head), "text")

    def page(self, html: bool, repaired: bool) -> tuple[str, list[Skipped]]:
        """Return the kept text of the one page that comes, and what was cut of it.

        Raises
        ------
        UnreadableError
            When it cannot be read.
        """
        limits = self.records.limits
        rest, more = read_up_to(self.stream, max(0, limits.page_bytes - len(self.head)))
        source = Stream(io.BytesIO(self.head + rest), "-.html" if html else "-.text")
        pages = Watched.of(Pages([], [source], limits=limits))
        texts = [kept_text(page, repaired, self.records.weights, mask=self.records.mask) for page in pages]
        if pages.skipped:
            raise UnreadableError(pages.skipped[0].reason, pages.skipped[0].detail)
        cut = [Skipped(source.name, "cut", f"page > {limits.page}")] if more and not pages.cut else []
        return "".join(texts), pages.cut + cut

    def rows(self, repaired: bool, jobs: int, array: bool = False) -> Iterator[Cleaned]:
        """Clean JSON records as they come, one a line or in an array, in the encoding of the first line."""
        try:
            first, encoding = decode(self.head)
        except UnreadableError:
            first, encoding = "?", "utf-8"
        most = self.records.limits.row
        if array:
            whole = io.BufferedReader(Behind(self.head, self.stream), 2**16)
            found = json_objects(io.TextIOWrapper(whole, encoding, "replace"), most)
            lines = (None if row is None else json.dumps(row) for _, row in found)
            return cleaned_records(lines, self.records, repaired, jobs)
        rest = bounded_lines(io.TextIOWrapper(self.stream, encoding, "replace", newline="\n"), most)
        return cleaned_records(chain([first if len(first) < most else None], rest), self.records, repaired, jobs)
