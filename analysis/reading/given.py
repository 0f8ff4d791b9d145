"""Given: pages that are handed in: texts, pairs, records, tables and open files."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import weakref
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, Protocol, cast

from analysis.errors import BojiError
from analysis.reading.archives import distinct
from analysis.reading.limits import UnreadableError
from analysis.reading.opening import IN_MEMORY, Opener, sniffed
from analysis.reading.page import Page, Skipped
from analysis.reading.page_names import record_name, safe_name
from analysis.reading.types import READABLE_TYPES, type_of

HANDED = "pages"  # the container that numbered texts and records go by
HEAD = 600


class Source(Protocol):
    """Something that pages come from, as often as it is asked."""

    def pages(self, opener: Opener, inputs: dict[str, str]) -> Iterator[Page]:
        """Yield its pages and note the hashes of what was read."""
        ...


@dataclass
class Stream:
    """An open file, or the standard input; read once, and kept (on disk when large) for the next time.

    Parameters
    ----------
    file : file object
        Of bytes or of text.
    name : str
        By its ending the type is told; without one it is told by the first bytes.
    """

    file: Any
    name: str
    _kept: BinaryIO | None = None

    def pages(self, opener: Opener, inputs: dict[str, str]) -> Iterator[Page]:
        """Yield the pages of the file."""
        kept = self._kept = self._kept or self._copy()
        size = kept.seek(0, io.SEEK_END)
        kept.seek(0)
        inputs[self.name] = hashlib.file_digest(cast("Any", kept), "sha256").hexdigest()
        kept.seek(0)
        try:
            yield from opener.pages(kept, self.name, size, inputs[self.name])
        except UnreadableError as error:
            opener.skipped.append(Skipped(self.name, *error.args))

    def store(self, path: Path) -> None:
        """Write the file to a place on disk; its name then tells its type."""
        kept = self._kept = self._kept or self._copy()
        kept.seek(0)
        with path.open("wb") as place:
            shutil.copyfileobj(kept, place)

    def _copy(self) -> BinaryIO:
        copy = cast("BinaryIO", SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115  # closed with this object
        weakref.finalize(self, copy.close)
        while part := self.file.read(2**20):
            copy.write(part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part)
        copy.seek(0)
        if type_of(self.name)[0] not in READABLE_TYPES:
            head = copy.read(HEAD)
            copy.seek(0)
            self.name += sniffed(head, copy)
        return copy


def stream_of(file: Any) -> Stream:  # noqa: ANN401  # whatever has ``read``
    """Return an open file as a source, under the name it was opened by."""
    name = getattr(file, "name", "")
    return Stream(file, safe_name(Path(name).name) if isinstance(name, str) and name else "stream")


@dataclass
class Handed:
    """Texts, pairs of name and text, records or pages, one after another.

    Parameters
    ----------
    items : iterable
    """

    items: Iterable[Any]
    _walked: bool = False

    def pages(self, opener: Opener, inputs: dict[str, str]) -> Iterator[Page]:
        """Yield a page for each item.

        Raises
        ------
        BojiError
            For what is none, and for an iterator that was read already.
        """
        stream = iter(self.items)
        if stream is self.items and self._walked:
            raise BojiError("read_pages was given an iterator, which was read already; give a list to read it again")
        self._walked = True
        taken: set[str] = set()
        first = list(islice(stream, 1))
        _check_paths(first)
        for number, item in enumerate(chain(first, stream), 1):
            name = record_name(HANDED, number)
            try:
                yield from _pages_of(item, name, taken, opener)
            except UnreadableError as error:
                opener.skipped.append(Skipped(name, *error.args))


def _pages_of(item: Any, name: str, taken: set[str], opener: Opener) -> Iterator[Page]:  # noqa: ANN401  # a user's
    if isinstance(item, Page):
        yield item
    elif isinstance(item, str):
        yield opener.text_page(item, name)
    elif isinstance(item, Mapping):
        row = {str(key): value for key, value in item.items()}
        yield from opener.record(row, Page(opener.name_of(row, HANDED, name, taken), ""))
    elif isinstance(item, tuple) and len(item) == 2 and all(isinstance(part, str) for part in item):
        wanted = safe_name(item[0])
        made = distinct(wanted, taken)
        if made != item[0]:
            opener.cut.append(Skipped(made, "renamed", item[0]))
        yield opener.text_page(item[1], made)
    else:
        raise BojiError(
            f"read_pages: {name} is {type(item).__name__}; give texts, pairs of (name, text), dicts or pages"
        )


def _check_paths(first: list[Any]) -> None:
    """Refuse a list of paths, which as texts would be very short pages."""
    one = first[0] if first else ""
    path = isinstance(one, os.PathLike) or (
        isinstance(one, str) and len(one) < 1000 and "\n" not in one and type_of(one)[0] in READABLE_TYPES
    )
    if path and os.path.exists(one):  # noqa: PTH110  # Path(...).exists() raises for names that are too long
        raise BojiError(
            f"read_pages was given a list that begins with the path {one}; give paths as read_pages(*paths)"
        )


def rows_of(table: Any) -> Iterable[Any] | None:  # noqa: ANN401  # this room knows no pandas
    """Return an iterable over the rows of a data frame (pandas or polars) as records, None for anything else."""
    if hasattr(table, "itertuples") and hasattr(table, "columns"):
        return _Rows(table)
    return table.iter_rows(named=True) if hasattr(table, "iter_rows") else None


@dataclass
class _Rows:
    """The rows of a pandas frame as records, as often as they are asked for."""

    table: Any

    def __iter__(self) -> Iterator[dict[str, Any]]:
        columns = list(map(str, self.table.columns))
        for values in self.table.itertuples(index=False, name=None):
            yield dict(zip(columns, values, strict=True))
