"""Pages: paths in, decoded and flattened text out.

One unreadable file never stops a run: it is counted and named in ``Pages.skipped``.
"""

from __future__ import annotations

import hashlib
import io
import math
import os
import stat
import sys
from collections.abc import Generator, Iterable, Iterator
from dataclasses import KW_ONLY, dataclass, field
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from analysis.errors import BojiError
from analysis.reading.finding import find
from analysis.reading.given import Handed, Source, Stream, rows_of, stream_of
from analysis.reading.limits import Limits, UnreadableError
from analysis.reading.opening import Opener
from analysis.reading.page import Page, Skipped
from analysis.reading.records import Fields
from analysis.reading.types import PAGE_TYPES, SEEKING_TYPES, type_of
from analysis.reading.watch import Watch

AT_ONCE = 2**24  # bytes up to which a file is read in one piece
STDIN = "-"
Given = str | os.PathLike[str] | IO[Any] | Iterable[Any]


@dataclass
class Pages:
    """A lazy, re-iterable, sorted collection of pages.

    ``skipped``, ``cut`` (what was read in part or goes by another name) and ``inputs`` (file name to sha256) are filled
    by the latest complete iteration.
    """

    files: list[tuple[str, Path]]
    given: list[Source] = field(default_factory=list)
    _: KW_ONLY
    limits: Limits = field(default_factory=Limits)
    fields: Fields = field(default_factory=Fields)
    left_out: list[Skipped] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    cut: list[Skipped] = field(default_factory=list)
    inputs: dict[str, str] = field(default_factory=dict)
    watch: Watch = field(default_factory=Watch)

    def __iter__(self) -> Generator[Page, None, None]:
        """Read the files one after another, in the order of their names, then what was handed in."""
        self.skipped[:] = self.left_out
        self.cut.clear()
        self.inputs.clear()
        opener = Opener(self.limits, self.fields, self.skipped, self.cut, self.watch)
        for name, path in self.files:
            try:
                yield from self._pages_of(opener, name, path)
            except UnreadableError as error:
                self.skipped.append(Skipped(name, *error.args))
            except OSError as error:
                self.skipped.append(Skipped(name, "unreadable", error.strerror or str(error)))
        for source in self.given:
            yield from source.pages(opener, self.inputs)

    def most(self) -> float:
        """Return the most pages there can be: one a file; any number where one holds more or is a stream."""
        kinds = {type_of(path.name)[0] for _, path in self.files}
        return len(self.files) if kinds <= PAGE_TYPES and not self.given else math.inf

    def without(self, folder: Path) -> Pages:
        """Return the pages that do not lie below a folder: what a run wrote is none of its input."""
        away = folder.resolve()
        files = [(name, path) for name, path in self.files if away not in path.parents]
        return Pages(files, self.given, limits=self.limits, fields=self.fields, left_out=self.left_out)

    def _pages_of(self, opener: Opener, name: str, path: Path) -> Iterator[Page]:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe would be waited for
            raise UnreadableError("special", "")
        with path.open("rb") as file:
            if status.st_size <= AT_ONCE:
                raw = file.read()
                self.inputs[name] = hashlib.sha256(raw).hexdigest()
                yield from opener.pages(io.BytesIO(raw), name, len(raw), self.inputs[name])
            elif type_of(name)[0] in SEEKING_TYPES:
                self.inputs[name] = Hashed(file, self.watch).whole()
                file.seek(0)
                yield from opener.pages(file, name, status.st_size)
            else:
                hashed = Hashed(file, self.watch)
                try:
                    yield from opener.pages(cast("BinaryIO", io.BufferedReader(hashed, 2**20)), name, status.st_size)
                finally:
                    self.inputs[name] = hashed.whole()


class Hashed(io.RawIOBase):
    """A file that is hashed while it is read, so that it is read once."""

    def __init__(self, file: BinaryIO, watch: Watch) -> None:
        super().__init__()
        self._file, self._hash, self._watch = file, hashlib.sha256(), watch

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  # whatever has the buffer protocol
        """Fill a buffer; return how many bytes there were."""
        part = self._file.read(len(buffer))
        self._watch.tick()
        self._hash.update(part)
        buffer[: len(part)] = part
        return len(part)

    def whole(self) -> str:
        """Return the hash of all, the rest that was not read included."""
        while part := self._file.read(2**20):
            self._watch.tick()
            self._hash.update(part)
        return self._hash.hexdigest()


def read_pages(*paths: Given, limits: Limits | None = None, fields: Fields | None = None) -> Pages:
    """Find the pages below files, folders and glob patterns, or take those that are handed in.

    Parameters
    ----------
    *paths : str, path, file object, DataFrame or iterable
        Files, folders (searched to the bottom, hidden files left out) or glob patterns; ``-`` for the standard input.
        Text (``.txt .md .srt .vtt``), HTML (``.html .htm .mhtml``, and whatever begins as a whole page does), records
        (``.json .jsonl .csv .tsv .parquet .xlsx`` with a field for the text and perhaps for title and date, see
        `Fields`; HTML in them is flattened), web archives (``.warc``), each also packed (``.gz .zst .bz2 .xz``), and
        archives of all these (``.zip .tar``, ``.tar.gz`` and so on). Or pages themselves: open files, data frames,
        iterables of texts, of ``(name, text)``, of dicts like records, of `Page`.
    limits : Limits, optional
        Bounds on files, pages and lines.
    fields : Fields, optional
        The fields of records, where they are not the usual ones.

    Returns
    -------
    Pages
        Sorted by name, read when iterated.

    Raises
    ------
    FileNotFoundError
        When a path does not exist or a pattern matches nothing.
    BojiError
        For what is none of these.
    """
    if not paths:
        raise FileNotFoundError("read_pages() got no path; give at least one file, folder or pattern")
    names = [str(p) for p in paths if isinstance(p, str | os.PathLike) and str(p) != STDIN]
    given = [_source(p) for p in paths if not isinstance(p, str | os.PathLike) or str(p) == STDIN]
    found = find(names)
    return Pages(found.files, given, limits=limits or Limits(), fields=fields or Fields(), left_out=found.left_out)


def _source(given: Given) -> Source:
    if isinstance(given, str | os.PathLike):
        return Stream(sys.stdin.buffer, "stdin")
    if hasattr(given, "read"):
        return stream_of(given)
    rows = rows_of(given)
    if rows is None and not isinstance(given, Iterable):
        raise BojiError(
            f"read_pages got {type(given).__name__}; give paths, files, a data frame or an iterable of texts"
        )
    return Handed(given if rows is None else rows)
