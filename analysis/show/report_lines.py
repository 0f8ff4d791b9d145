"""Lines of the report: all that is told of the lines of some pages, as columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from analysis.separation.pieces import PLACE as PIECE
from analysis.separation.roles import ROLES
from analysis.show.report_mending import Edit, edits
from analysis.show.report_pack import groups, whole
from analysis.show.report_reasons import Dictionary

BLOCK_CHARACTERS = 400_000  # of page text in a block: some 300 kB on disk
NO_WEIGHT, MOST_FIFTHS = "P", 40  # letters of weights: up to eight log-odds
PLACE = {role: place for place, role in enumerate(ROLES)}


def spans(pages: pd.DataFrame, lines: pd.DataFrame) -> list[tuple[int, int]]:
    """Return the first row of each page's lines and the row past the last; equal for a page without lines."""
    names = lines["page"].to_numpy()
    starts = [0, *(i for i in range(1, len(names)) if names[i] != names[i - 1]), len(names)]
    found = {str(names[a]): (a, b) for a, b in pairwise(starts) if a < b}
    return [found.get(str(name), (0, 0)) for name in pages["page"]]


def cut(rows: Sequence[tuple[int, int]], sizes: Sequence[int]) -> list[int]:
    """Return the first page of each block, so that blocks hold about `BLOCK_CHARACTERS`, and the number of pages.

    Parameters
    ----------
    rows : sequence of (int, int)
        Of each page, see `spans`.
    sizes : sequence of int, shape (n_lines,)
        Characters.
    """
    starts, held = [0], 0
    for page, (a, b) in enumerate(rows):
        size = sum(sizes[a:b])
        if held and held + size > BLOCK_CHARACTERS:
            starts.append(page)
            held = 0
        held += size
    return [*starts, len(rows)]


def block(
    lines: pd.DataFrame, rows: Sequence[tuple[int, int]], dictionary: Dictionary, mended: bool = True
) -> dict[str, Any]:
    """Return the lines of some pages.

    Parameters
    ----------
    lines : DataFrame
        Of the output contract; that of an earlier version has no ``evidence``.
    rows : sequence of (int, int)
        Of each page, see `spans`.
    dictionary : Dictionary
    mended : bool
        Whether the clean text of these pages is the mended one.

    Returns
    -------
    dict
        ``n``: lines of each page. Then for each line ``step``: what its number is above that of the line before;
        ``role``: twice the role's place in `ROLES`, and 1 more if the line is kept; ``score``: percent; ``why``: a
        place in ``reasons``, which holds places of pieces; ``topic``: of kept lines, else -1; ``text``: the text, or
        the place of an earlier line of the block with the same. ``weigh``: for each piece of evidence a text with a
        letter a line, see `_weighed`. ``edits``: by the places of the pages that have some, see `report_mending`.
    """
    own = lines.iloc[[i for a, b in rows for i in range(a, b)]]
    kept = own["keep"].to_numpy() == 1
    reasons: dict[str, int] = {}
    evidence = own["evidence"] if "evidence" in own else [""] * len(own)
    return {
        "n": [b - a for a, b in rows],
        "step": list(_steps(own["line"].tolist(), [b - a for a, b in rows])),
        "role": [2 * PLACE[r] + int(k) for r, k in zip(own["role"], kept, strict=True)],
        "score": whole(own["score"], 100),
        "why": [reasons.setdefault(reason, len(reasons)) for reason in map(str, own["reason"])],
        "reasons": [dictionary.places(reason) for reason in reasons],
        "weigh": _weighed(map(str, evidence)),
        "topic": [t if k else -1 for t, k in zip(groups(own["topic"]), kept, strict=True)],
        "text": list(_once(map(str, own["text"]))),
        "edits": _edits(lines, rows) if mended else {},
    }


def _weighed(evidence: Iterable[str]) -> list[str]:
    """Return for each piece what it weighs on the lines, fifths of log-odds as letters behind or before `NO_WEIGHT`.

    Of all ways that were tried this packs best: the pieces of neighbouring lines are alike.
    """
    found: list[list[str]] = [[] for _ in PIECE]
    for told in evidence:
        for letters in found:
            letters.append(NO_WEIGHT)
        for piece, _, weight in (one.partition("=") for one in told.split()):
            if piece in PIECE:
                fifths = max(-MOST_FIFTHS, min(MOST_FIFTHS, round(5 * float(weight))))
                found[PIECE[piece]][-1] = chr(ord(NO_WEIGHT) + fifths)
    return ["".join(letters) for letters in found]


def _edits(lines: pd.DataFrame, rows: Sequence[tuple[int, int]]) -> dict[int, list[Edit]]:
    keep, role, text = (lines[name].to_numpy() for name in ("keep", "role", "text"))
    found = {}
    for page, (a, b) in enumerate(rows):
        kept = [row for row in range(a, b) if keep[row] == 1]
        if changes := edits([str(text[row]) for row in kept], [str(role[row]) for row in kept]):
            found[page] = changes
    return found


def _steps(numbers: Sequence[int], counts: Sequence[int]) -> Iterator[int]:
    at = 0
    for count in counts:
        before = 0
        for number in numbers[at : at + count]:
            yield int(number) - before
            before = int(number)
        at += count


def _once(said: Iterator[str]) -> Iterator[str | int]:
    places: dict[str, int] = {}
    for i, text in enumerate(said):
        first = places.setdefault(text, i)
        yield text if first == i or len(text) < len(str(first)) else first
