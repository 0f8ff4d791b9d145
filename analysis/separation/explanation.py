"""Explanation: why one line was kept or dropped, piece of evidence by piece."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.errors import BojiError
from analysis.languages import Bilingual
from analysis.separation.evidence import NAMES, Evidence
from analysis.separation.judge import Separator, load_separator
from analysis.separation.page import Line, Lines
from analysis.separation.pieces import PIECES, Piece
from analysis.separation.roles import ROLES
from analysis.separation.trees import Spread

MOST_FACTS = 3  # of a piece that are named


@dataclass(frozen=True, slots=True)
class Weighed:
    """A piece of evidence: what it says of the line, and what that adds to the log-odds that it is content.

    ``facts`` are the heaviest facts behind it, as (name, value, what it adds).
    """

    piece: str
    said: Bilingual
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
        Chances of the roles; rare ones are named from less (`roles.READILY`).
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
    BojiError
        When the page has no such line, or a blank one.
    """
    if number not in lines.numbers:
        first, last = (lines.numbers[0], lines.numbers[-1]) if lines.numbers else (0, 0)
        span = f"{first} to {last}" if lines.numbers else "no lines"
        raise BojiError(
            f"the page has no line {number} with text; it has {span}, blank ones left out",
            f"页面没有第 {number} 行文字；有字的行在 {first} 到 {last} 之间",
        )
    at = lines.numbers.index(number)
    judged = lines.judged[at : at + 1]
    facts = judged.evidence.whole()[0].tolist()
    shares = _fact_shares(load_separator(), judged.evidence)
    pieces = [_weighed(piece, weight, facts, shares) for piece, weight in zip(PIECES, judged.pieces[0], strict=True)]
    return Explanation(
        lines[at],
        float(judged.start[0]),
        sorted((p for p in pieces if p.weight), key=lambda p: -abs(p.weight)),
        dict(zip(ROLES, judged.chances[0].tolist(), strict=True)),
    )


def _fact_shares(separator: Separator, line: Evidence) -> list[float]:
    """Return what each fact adds to the log-odds of one line, in the order of `evidence.NAMES`."""
    shares = (Spread.of(trees.shares(len(NAMES))) for trees in (separator.keep, separator.tagged))
    added: list[float] = separator.add_up(line, *shares)[0].tolist()
    return added


def _weighed(piece: Piece, weight: float, facts: list[float], shares: list[float]) -> Weighed:
    owned = [c for c in piece.columns if shares[c]]
    heaviest = sorted(owned, key=lambda c: -abs(shares[c]))[:MOST_FACTS]
    said = piece.says(dict(zip(NAMES, facts, strict=True)).__getitem__, weight > 0)
    return Weighed(piece.name, said, float(weight), tuple((NAMES[c], facts[c], shares[c]) for c in heaviest))
