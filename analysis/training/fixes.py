"""Fixes: corrections of the development gold and doubts about it, read from a table, and records with them applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.errors import BojiError
from analysis.reading.records import tsv_rows

FIRST, LAST = "first (from 0)", "last (from 0)"
DOUBT = "doubt"
LABELS = ("content", "noise", DOUBT)


@dataclass(frozen=True, slots=True)
class Fix:
    """What a run of lines of one page is (one of `LABELS`); ``first`` and ``last`` are 0-based, both included."""

    first: int
    last: int
    label: str


Fixes = Mapping[str, Sequence[Fix]]
AS_GIVEN: Fixes = {}  # the gold as it came


def read_fixes(path: Path) -> Fixes:
    """Read a table of fixes: page, first and last line, label, and a reason that is for people.

    Raises
    ------
    BojiError
        If a label is unknown, or a run ends before it starts or reaches into the one above it.
    """
    fixes: dict[str, list[Fix]] = {}
    for row in tsv_rows(path):
        fix = Fix(int(row[FIRST]), int(row[LAST]), row["label"])
        mine = fixes.setdefault(row["page_id"], [])
        if fix.label not in LABELS:
            raise BojiError(f"{path}: label {fix.label!r} of {row['page_id']}; it must be one of {', '.join(LABELS)}")
        if fix.first > fix.last or (mine and fix.first <= mine[-1].last):
            raise BojiError(
                f"{path}: lines {fix.first} to {fix.last} of {row['page_id']}; "
                "the runs of a page must be in order and must not overlap"
            )
        mine.append(fix)
    return fixes


def fixed(record: Mapping[str, Any], fixes: Fixes) -> dict[str, Any]:
    """Return a record with its fixes in ``labels`` and its doubts in ``ambiguous``.

    A line that was ambiguous stays so, whatever a fix says: fixes take lines out of the scoring and never put any in,
    so that the same decisions can be scored on the gold as given and on the fixed one.

    Raises
    ------
    BojiError
        If the page has fewer lines than its fixes speak of: they were made for another flattening.
    """
    labels, ambiguous = list(record["labels"]), set(record.get("ambiguous", []))
    for fix in fixes.get(record["id"], ()):
        if fix.last >= len(labels):
            raise BojiError(f"{record['id']} has {len(labels)} lines, a fix speaks of line {fix.last} (from 0)")
        run = range(fix.first, fix.last + 1)
        if fix.label == DOUBT:
            ambiguous.update(run)
        else:
            labels[fix.first : fix.last + 1] = [fix.label] * len(run)
    return {**record, "labels": labels, "ambiguous": sorted(ambiguous)}
