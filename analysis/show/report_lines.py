"""Lines of the report: all that is told of the lines of some pages, as columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any

import pandas as pd

from analysis.separation.pieces import PLACE as PIECE
from analysis.separation.roles import ROLES
from analysis.show.report_mending import Edit, edits
from analysis.show.report_pack import groups, pack, whole
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


@dataclass(frozen=True, slots=True)
class Stretch:
    """The lines of some pages, apart from their table: small enough to be sent elsewhere.

    Attributes
    ----------
    n : list of int
        Lines of each page.
    columns : dict of str to list
        ``line``, ``role``, ``keep``, ``score``, ``why``, ``topic``, ``text`` and ``evidence`` of each line.
    reasons : list of list of int
        The places of their pieces.
    mended : bool
        Whether the clean text of these pages is the mended one.
    """

    n: list[int]
    columns: dict[str, list[Any]]
    reasons: list[list[int]]
    mended: bool

    def block(self) -> dict[str, Any]:
        """Return what the report tells of them.

        Returns
        -------
        dict
            ``n``: lines of each page. Then for each line ``step``: what its number is above that of the line before;
            ``role``: twice the role's place in `ROLES`, and 1 more if the line is kept; ``score``: percent; ``why``: a
            place in ``reasons``, which holds places of pieces; ``topic``: of kept lines, else -1; ``text``: the text,
            or the place of an earlier line of the block with the same. ``weigh``: for each piece of evidence a text
            with a letter a line, see `_weighed`. ``edits``: by the places of the pages that have some, see
            `report_mending`.
        """
        own = self.columns
        kept = [keep == 1 for keep in own["keep"]]
        return {
            "n": self.n,
            "step": list(_steps(own["line"], self.n)),
            "role": [2 * PLACE[r] + int(k) for r, k in zip(own["role"], kept, strict=True)],
            "score": whole(own["score"], 100),
            "why": own["why"],
            "reasons": self.reasons,
            "weigh": _weighed(own["evidence"]),
            "topic": [t if k else -1 for t, k in zip(own["topic"], kept, strict=True)],
            "text": list(_once(own["text"])),
            "edits": self._edits(kept) if self.mended else {},
        }

    def packed(self) -> str:
        """Return the same as the page reads it."""
        return pack(self.block())

    def _edits(self, kept: Sequence[bool]) -> dict[int, list[Edit]]:
        text, role = self.columns["text"], self.columns["role"]
        found = {}
        for page, (a, b) in enumerate(pairwise(accumulate(self.n, initial=0))):
            rows = [row for row in range(a, b) if kept[row]]
            if changes := edits([text[row] for row in rows], [role[row] for row in rows]):
                found[page] = changes
        return found


def stretches(
    lines: pd.DataFrame, parts: Iterable[Sequence[tuple[int, int]]], dictionary: Dictionary, mended: bool = True
) -> Iterator[Stretch]:
    """Yield the lines of some pages, and of the next ones.

    Parameters
    ----------
    lines : DataFrame
        Of the output contract; that of an earlier version has no ``evidence``.
    parts : iterable of sequences of (int, int)
        The rows of each page, see `spans`.
    dictionary : Dictionary
    mended : bool
        Whether the clean text of these pages is the mended one.
    """
    said = {name: list(map(str, lines[name].tolist())) for name in ("role", "reason", "text")}
    said["evidence"] = list(map(str, lines["evidence"].tolist())) if "evidence" in lines else [""] * len(lines)
    numbers = {name: lines[name].tolist() for name in ("line", "keep", "score")}
    table: dict[str, list[Any]] = {**said, **numbers, "topic": groups(lines["topic"])}
    for rows in parts:
        columns = {name: [cell for a, b in rows for cell in column[a:b]] for name, column in table.items()}
        reasons: dict[str, int] = {}
        columns["why"] = [reasons.setdefault(reason, len(reasons)) for reason in columns.pop("reason")]
        yield Stretch([b - a for a, b in rows], columns, [dictionary.places(reason) for reason in reasons], mended)


def _weighed(evidence: Sequence[str]) -> list[str]:
    """Return for each piece what it weighs on the lines, fifths of log-odds as letters behind or before `NO_WEIGHT`.

    Of all ways that were tried this packs best: the pieces of neighbouring lines are alike.
    """
    found = [bytearray(NO_WEIGHT.encode() * len(evidence)) for _ in PIECE]
    for line, told in enumerate(evidence):
        for one in told.split():
            if known := _bar(one):
                found[known[0]][line] = known[1]
    return [letters.decode("ascii") for letters in found]


@lru_cache(maxsize=10_000)
def _bar(told: str) -> tuple[int, int] | None:
    """Return the place of a piece and the letter of its weight, told as ``run=-1.2``."""
    piece, _, weight = told.partition("=")
    if piece not in PIECE:
        return None
    return PIECE[piece], ord(NO_WEIGHT) + max(-MOST_FIFTHS, min(MOST_FIFTHS, round(5 * float(weight))))


def _steps(numbers: Sequence[int], counts: Sequence[int]) -> Iterator[int]:
    at = 0
    for count in counts:
        before = 0
        for number in numbers[at : at + count]:
            yield int(number) - before
            before = int(number)
        at += count


def _once(said: Iterable[str]) -> Iterator[str | int]:
    places: dict[str, int] = {}
    for i, text in enumerate(said):
        first = places.setdefault(text, i)
        yield text if first == i or len(text) < len(str(first)) else first
