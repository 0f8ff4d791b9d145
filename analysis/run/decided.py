"""Decided: the lines that a user keeps or drops, read from a table or taken as they are given."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from analysis.errors import BojiError, MissingFileError
from analysis.reading.characters import fold
from analysis.reading.decoding import decode
from analysis.reading.limits import UnreadableError
from analysis.reading.records import LONGEST_FIELD
from analysis.separation.decisions import Decisions, Given, spans_of
from analysis.separation.roles import CONTENT
from analysis.tables.contract import DEFUSED

Source = str | Path | Given | None
YES, NO = ("1", "1.0", "true", "yes", "是", "留"), ("0", "0.0", "false", "no", "否", "弃")  # what spreadsheets write
WHOLE = re.compile(r"[0-9]+\.0")


def read_decisions(keep: Source = None, drop: Source = None) -> Decisions:
    """Take what a user decided.

    A file is a table in any encoding that pages may have, its cells apart by tabs, commas or semicolons. Either its
    rows are a page and its lines (``a.txt`` and ``3,5-9``), without a header; or it has a header with the columns
    ``page``, ``line`` and perhaps ``keep`` or else ``role``, as ``lines.csv`` does. Of rows with ``keep``, those with 1
    are lines to keep and those with 0 lines to drop, so that an edited ``lines.csv`` may be given as both; empty cells
    decide nothing. Without ``keep``, lines whose ``role`` is one of content are to keep and others to drop.

    Parameters
    ----------
    keep, drop : path or mapping, optional
        A file, or lines by the name of their page: ``{"a.txt": "3,5-9"}`` or ``{"a.txt": [3, 5, 6]}``.

    Raises
    ------
    MissingFileError
        When a file is missing.
    BojiError
        For a row that cannot be understood, and for a line that is kept and dropped.
    """
    return Decisions.of(_given(keep, wanted=True), _given(drop, wanted=False))


def _given(source: Source, wanted: bool) -> Given:
    if source is None:
        return {}
    if isinstance(source, Mapping):
        return source
    path, found = Path(source), dict[str, list[str]]()
    for page, lines in _rows_of(path, _text(path), wanted):
        found.setdefault(page, []).append(lines)
    return {page: ",".join(lines) for page, lines in found.items()}


def _text(path: Path) -> str:
    if not path.is_file():
        raise MissingFileError(
            f"{path} is missing; give a table of pages and lines", f"找不到 {path}：请给出写有 page 与 line 的表"
        )
    try:
        return decode(path.read_bytes())[0]
    except UnreadableError as error:
        raise BojiError(
            f"{path} is no table of text ({error.args[0]})", f"{path} 不是文字表格（{error.args[0]}）"
        ) from error


def _rows_of(path: Path, text: str, wanted: bool) -> Iterator[tuple[str, str]]:
    """Yield the page and the lines of each row that decides what is wanted."""
    rows = _cells(text)
    header = [fold(cell).strip() for cell in next(iter(rows), [])]
    named = {"page", "line"} <= set(header)
    for number, row in enumerate(rows[1:] if named else rows, 2 if named else 1):
        cells = dict(zip(header, row, strict=False)) if named else {"page": row[0], "line": ",".join(row[1:])}
        line, keep = cells.get("line", "").strip(), fold(cells.get("keep", "")).strip()
        line = line.removesuffix(".0") if WHOLE.fullmatch(line) else line
        role = cells.get("role", "").strip()
        if "keep" not in header and role:
            keep = YES[0] if role in CONTENT else NO[0]
        try:
            if not spans_of(line):
                raise _unread(line)
            if keep not in (*YES, *NO, ""):
                raise _unread(keep)
        except BojiError as error:
            raise BojiError(f"{path}, row {number}: {error}", f"{path} 第 {number} 行：{error.said('zh')}") from error
        if keep in (YES if wanted else NO) or not {"keep", "role"} & set(header):
            yield re.sub(DEFUSED, "", cells["page"]), line


def _cells(text: str) -> list[list[str]]:
    """Return the rows of a table that hold something; its first row tells what stands between cells."""
    start = text.lstrip("\ufeff\r\n").split("\n", 1)[0]
    between = next((mark for mark in "\t,;" if mark in start), "\t")
    usual = csv.field_size_limit(LONGEST_FIELD)
    try:
        reader: Iterable[Sequence[str]] = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=between)
        return [list(row) for row in reader if any(cell.strip() for cell in row)]
    finally:
        csv.field_size_limit(usual)


def _unread(cell: str) -> BojiError:
    return BojiError(
        f"expected a page, its line, and 1, 0 or nothing as keep, got {cell!r}",
        f"应有 page、line，keep 为 1、0 或空，得到 {cell!r}",
    )
