"""Records: the rows of JSON and CSV files, and the fields of them that hold text."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

TEXT_FIELDS = ("text", "content", "body", "正文", "内容")
TITLE_FIELDS = ("title", "headline", "标题")


def first_field(row: Mapping[str, object], names: Iterable[str]) -> str:
    """Return the first of the named fields that holds text."""
    for name in names:
        value = row.get(name)
        if isinstance(value, str) and value.strip():
            return value
    return ""


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of records that hold text, title and name; where none is named, those that usually do.

    Parameters
    ----------
    text, title : str
        Empty: the first of the usual names that holds text.
    id : str
        Empty: records are numbered.
    """

    text: str = ""
    title: str = ""
    id: str = ""

    def text_of(self, row: Mapping[str, object]) -> str:
        """Return the text of a record, empty where it has none."""
        return first_field(row, (self.text,) if self.text else TEXT_FIELDS)

    def title_of(self, row: Mapping[str, object]) -> str:
        """Return the title of a record, empty where it has none."""
        return first_field(row, (self.title,) if self.title else TITLE_FIELDS)

    def id_of(self, row: Mapping[str, object]) -> str:
        """Return the name of a record, empty where it has none."""
        value = row.get(self.id) if self.id else None
        return str(value).strip() if isinstance(value, str | int) else ""

    def columns(self, known: Iterable[str]) -> list[str]:
        """Return the columns of a table that may be asked for."""
        text = (self.text,) if self.text else TEXT_FIELDS
        title = (self.title,) if self.title else TITLE_FIELDS
        return [name for name in known if name in (*text, *title, self.id)]


LONGEST_FIELD = 2**31 - 1  # characters; the most that Windows takes, and more than memory mostly holds
Row = dict[str, object] | None
Rows = Iterator[tuple[int, Row]]


def bounded_lines(file: TextIO, longest: int) -> Iterator[str | None]:
    """Yield the lines of a file; None for one of more characters, of which no more is held."""
    while line := file.readline(longest):
        if len(line) < longest or line.endswith(("\n", "\r")):
            yield line
            continue
        while (more := file.readline(longest)) and not more.endswith(("\n", "\r")):
            pass
        yield None


def json_rows(lines: Iterable[str | None]) -> Rows:
    """Yield (1-based number, object) for each non-blank line; None where it is no JSON object."""
    number = 0
    for line in lines:
        if line is None or line.strip():
            number += 1
            yield number, None if line is None else _json_object(line)


def _json_object(line: str) -> Row:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):  # the second for hostile nesting
        return None
    return row if isinstance(row, dict) else None


def csv_rows(lines: Iterable[str | None], delimiter: str = ",", longest: int = LONGEST_FIELD) -> Rows:
    """Yield (1-based number, row) for each record below the header; None for one with a field that is too long."""
    usual = csv.field_size_limit(longest)  # one limit for the whole process, which is not ours alone
    try:
        reader = csv.DictReader((line or "\n" for line in lines), delimiter=delimiter)
        number = 0
        while True:
            number += 1
            try:
                row: Row = next(reader)
            except StopIteration:
                return
            except csv.Error:  # what follows is read on from the next line
                row = None
            yield number, row
    finally:
        csv.field_size_limit(usual)


def tsv_rows(path: Path) -> list[dict[str, str]]:
    """Read a tab-separated table of UTF-8 without quotes."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
