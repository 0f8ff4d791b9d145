"""Records: the rows of JSON and CSV files, and the fields of them that hold text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

TEXT_FIELDS = ("text", "content", "body", "正文", "内容")
TITLE_FIELDS = ("title", "headline", "标题")


def first_field(row: Mapping[str, object], names: Iterable[str]) -> str:
    """Return the first of the named fields that holds text."""
    for name in names:
        value = row.get(name)
        if isinstance(value, str) and value.strip():
            return value
    return ""


LONGEST_FIELD = 2**31 - 1  # characters; the most that Windows takes, and more than memory mostly holds
Rows = Iterator[tuple[int, dict[str, object] | None]]


def json_rows(text: str) -> Rows:
    """Yield (1-based number, object) for each non-blank line; None where it is no JSON object."""
    for number, line in enumerate((x for x in text.split("\n") if x.strip()), 1):
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):  # the second for hostile nesting
            row = None
        yield number, row if isinstance(row, dict) else None


def csv_rows(text: str) -> Rows:
    """Yield (1-based number, row) for each record below the header."""
    usual = csv.field_size_limit(LONGEST_FIELD)  # one limit for the whole process, which is not ours alone
    try:
        reader: Iterable[dict[str, object]] = csv.DictReader(io.StringIO(text, newline=""))
        yield from enumerate(reader, 1)
    finally:
        csv.field_size_limit(usual)


def tsv_rows(path: Path) -> list[dict[str, str]]:
    """Read a tab-separated table of UTF-8 without quotes."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
