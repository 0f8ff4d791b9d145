"""Explanation: why one line was kept or dropped, piece of evidence by piece."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.separation.evidence import FROM_TEXT, NAMES
from analysis.separation.judge import Separator, load_separator
from analysis.separation.page import Line, Lines
from analysis.separation.reasons import COLUMN, OWNED, PIECES
from analysis.separation.roles import ROLES
from analysis.separation.trees import Evidence

MOST_FACTS = 3  # of a piece that are named


@dataclass(frozen=True, slots=True)
class Weighed:
    """A piece of evidence: what it says of the line, and what that adds to the log-odds that it is content.

    ``facts`` are the heaviest facts behind it, as (name, value, what it adds).
    """

    piece: str
    said: tuple[str, str]
    weight: float
    facts: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The judgement on one line taken apart.

    Attributes
    ----------
    line : Line
    start : float
        Log-odds of any line before the evidence is seen. With the weights of the pieces, it sums to the log-odds of
        the line's score (of a declared title: of the score it would have had).
    pieces : list of Weighed
        All that weigh something, the heaviest first.
    roles : dict of str to float
        Chances of the roles.
    """

    line: Line
    start: float
    pieces: list[Weighed]
    roles: dict[str, float]


def explain_line(lines: Lines, number: int) -> Explanation:
    """Take the judgement on one line apart (shares along the decision paths, Saabas 2014).

    Parameters
    ----------
    lines : Lines
        Of `analysis.separate_page`.
    number : int
        1-based, in the page's text.

    Raises
    ------
    ValueError
        When the page has no such line, or a blank one.
    """
    if number not in lines.numbers:
        span = f"{lines.numbers[0]} to {lines.numbers[-1]}" if lines.numbers else "no lines"
        raise ValueError(f"the page has no line {number} with text; it has {span}, blank ones left out")
    at = lines.numbers.index(number)
    judged = lines.judged[at : at + 1]
    row, weights = judged.evidence, judged.pieces[0].tolist()
    shares = _fact_shares(load_separator(), row)
    facts = row[0].tolist()
    pieces = [_weighed(i, weights[i], facts, shares) for i in range(len(PIECES))]
    return Explanation(
        lines[at],
        weights[-1],
        sorted((p for p in pieces if p.weight), key=lambda p: -abs(p.weight)),
        dict(zip(ROLES, judged.chances[0].tolist(), strict=True)),
    )


def _fact_shares(separator: Separator, row: Evidence) -> list[float]:
    """Return what each fact adds to the log-odds of one line."""
    marked = not np.isnan(row[0, FROM_TEXT])
    trees, width = (separator.tagged, len(NAMES)) if marked else (separator.keep, FROM_TEXT)
    shares: list[float] = trees.add_up(row[:, :width], trees.shares(len(NAMES)))[0].tolist()
    return shares


def _weighed(i: int, weight: float, facts: list[float], shares: list[float]) -> Weighed:
    owned = [c for c in OWNED[PIECES[i].name] if shares[c]]
    heaviest = sorted(owned, key=lambda c: -abs(shares[c]))[:MOST_FACTS]
    said = PIECES[i].says(lambda name: facts[COLUMN[name]], weight > 0)
    return Weighed(PIECES[i].name, said, weight, tuple((NAMES[c], facts[c], shares[c]) for c in heaviest))
