"""Records: the rows of JSON and CSV files, and the fields of them that hold text."""

from __future__ import annotations

import csv
import datetime
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

TEXT_FIELDS = (*"text content body 正文 内容".split(), *"文章内容 文章正文 微博正文 全文 文本 article html".split())
TITLE_FIELDS = (*"title headline 标题".split(), *"文章标题 新闻标题 题目".split())
DATE_FIELDS = (
    *"date published published_at publish_date publish_time pub_date pubdate datepublished".split(),
    *"发布时间 发布日期 发表时间 发表日期 日期 时间".split(),
)


def named_field(row: Mapping[str, object], names: Sequence[str]) -> str | None:
    """Return the key of the first of the named fields that holds text; else of one named so but for case and spaces."""
    alike = {_like(str(key)): key for key in row}
    found = [*names, *(alike.get(_like(name), "") for name in names)]
    return next((key for key in found if isinstance(value := row.get(key), str) and value.strip()), None)


def _like(name: str) -> str:
    return name.strip().lower()


def _alike(names: Iterable[str]) -> set[str]:
    return set(map(_like, names))


def first_field(row: Mapping[str, object], names: Sequence[str]) -> str:
    """Return the first of the named fields that holds text."""
    key = named_field(row, names)
    return "" if key is None else str(row[key])


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of records that hold text, title, name and date; where none is named, those that usually do.

    Parameters
    ----------
    text, title, date : str
        Empty: the first of the usual names that holds text.
    id : str
        Empty: records are numbered.
    """

    text: str = ""
    title: str = ""
    id: str = ""
    date: str = ""

    def has_text(self, known: Iterable[str]) -> bool:
        """Tell whether one of these fields is called as one that holds the text."""
        return not _alike((self.text,) if self.text else TEXT_FIELDS).isdisjoint(_alike(known))

    def text_key(self, row: Mapping[str, object]) -> str | None:
        """Return the key of the field that holds the text of a record, None where it has none."""
        return named_field(row, (self.text,) if self.text else TEXT_FIELDS)

    def text_of(self, row: Mapping[str, object]) -> str:
        """Return the text of a record, empty where it has none."""
        return first_field(row, (self.text,) if self.text else TEXT_FIELDS)

    def title_of(self, row: Mapping[str, object]) -> str:
        """Return the title of a record, empty where it has none."""
        return first_field(row, (self.title,) if self.title else TITLE_FIELDS)

    def date_of(self, row: Mapping[str, object]) -> str:
        """Return the date of a record as it is written there, empty where it has none."""
        told = {key: str(value) if isinstance(value, DATES) else value for key, value in row.items()}
        return first_field(told, (self.date,) if self.date else DATE_FIELDS)[:LONGEST_DATE]

    def id_of(self, row: Mapping[str, object]) -> str:
        """Return the name of a record, empty where it has none."""
        value = row.get(self.id) if self.id else None
        return str(value).strip() if isinstance(value, str | int) else ""

    def columns(self, known: Iterable[str]) -> list[str]:
        """Return the columns of a table that may be asked for."""
        chosen = ((self.text, TEXT_FIELDS), (self.title, TITLE_FIELDS), (self.date, DATE_FIELDS))
        asked = _alike(name for given, usual in chosen for name in ((given,) if given else usual))
        return [name for name in known if name == self.id or _like(name) in asked]


DATES = (datetime.date, int)  # values that tell a date beside text; a whole number is the seconds since 1970
LONGEST_DATE = 100  # characters
BETWEEN = re.compile(r"[\s,\[\]\ufeff]*")  # values of a JSON file
PIECE = 2**16  # characters that are read of it at a time, at least
OTHER_DELIMITERS = "\t;|"
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


def json_objects(file: TextIO, longest: int) -> Rows:
    """Yield (1-based number, object) for each value of a JSON file: of an array, or one behind another.

    None stands for what is no object, and at the end for what is no JSON or longer than so many characters.
    """
    decoder = json.JSONDecoder()  # does the parsing; a library for streams (ijson) would spare the loop alone
    buffer, at, number, ended = "", 0, 0, False
    while True:
        at = BETWEEN.match(buffer, at).end()  # type: ignore[union-attr]  # it matches nothing as well
        try:
            value, end = decoder.raw_decode(buffer, at)
        except (ValueError, RecursionError):
            end = -1
        if end > at and (ended or end < len(buffer)):  # else it may go on in what was not read
            number, at = number + 1, end
            yield number, value if isinstance(value, dict) else None
        elif ended or len(buffer) - at > longest:
            if at < len(buffer):
                yield number + 1, None
            return
        else:
            more = file.read(max(PIECE, len(buffer) - at))
            buffer, at, ended = buffer[at:] + more, 0, not more


def _json_object(line: str) -> Row:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):  # the second for hostile nesting
        return None
    return row if isinstance(row, dict) else None


def delimiter_of(header: str, usual: str) -> str:
    """Return what parts the fields of a header: the usual sign, or another one where that does not occur."""
    return next((sign for sign in (usual, *OTHER_DELIMITERS) if sign in header), usual)


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
