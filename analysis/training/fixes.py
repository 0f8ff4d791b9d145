"""Fixes: corrections of the development gold and doubts about it, read from a table, and records with them applied.

The table, ``tests/gold/fixes.tsv``, was made by reading without sight of any judgement: all pages on which judgement
and gold differ by more than a tenth, a sample of the rest, and lines of all pages found by their wording or by a second
reading (``roles.tsv``). A line was corrected where two careful readers would agree, else doubted, by the gold's rules:

- Content is what the page is there for: paragraphs, headings, lists, tables, notes and verse of the article to its last
  line, below a button that unfolds it too. Where the page is a thread (numbered posts, names, dates), so is the text of
  every post, however short; elsewhere comments are noise, and so is another text that the site added below.
- Noise is what the site or an advertiser puts on the page, also between two paragraphs: labels of buttons and players,
  numbers of comments, adverts, disclaimers, headlines and leads of others, and names, dates and tools around a post.
- Headlines, kickers, bylines, sources and repeats of the article are not scored: the gold is of two minds about them.
  So it is about captions, abstracts, tables of data about a document, signatures and titles of posts: doubted where
  one that is counted as noise was met. A page with nothing but an error message is doubted whole.
"""

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
