"""Reasons: the evidence that weighed most on a line, in words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.arrays import BoolArray, FloatArray
from analysis.languages import Bilingual
from analysis.separation.evidence import NAMES, Evidence
from analysis.separation.pieces import PIECES

MOST_PIECES = 3
WORTH_SAYING = 0.3  # by eye: of the heaviest piece of a line
OVERRULED = {
    "declared": Bilingual("网页声明的标题", "the title that the page declares"),
    "title": Bilingual("角色为标题", "reads as the title"),
    "legal": Bilingual("以声明字样开头", "starts with the label of a disclaimer"),
}


def by_piece(contributions: FloatArray) -> FloatArray:
    """Sum the facts' contributions by piece of evidence, shape (n_rows, len(PIECES))."""
    return np.column_stack([contributions[:, piece.columns].sum(axis=1) for piece in PIECES])


def reasons_for(
    evidence: Evidence, pieces: FloatArray, keep: BoolArray, rules: Sequence[str], n: int = MOST_PIECES
) -> list[Bilingual]:
    """Say for each line what overruled its score, and which pieces of evidence weighed most towards the decision.

    Parameters
    ----------
    evidence : Evidence
    pieces : array, shape (n_lines, len(PIECES))
        What each piece adds to the log-odds that the line is content.
    keep : bool array, shape (n_lines,)
    rules : sequence of str
        A key of `OVERRULED` for lines whose score did not decide, an empty string for the others.
    n : int
        How much is said at most.
    """
    weights = pieces * np.where(keep, 1.0, -1.0)[:, None]
    best = np.argsort(-weights, axis=1, kind="stable")[:, :n]
    rows = zip(evidence.whole().tolist(), best.tolist(), weights, rules, keep.tolist(), strict=True)
    return [
        _reason(facts, [i for i in order if _is_worth(weight, i, order)], rule, kept, n)
        for facts, order, weight, rule, kept in rows
    ]


def _is_worth(weight: FloatArray, i: int, order: Sequence[int]) -> bool:
    return bool(weight[i] > max(0.0, WORTH_SAYING * weight[order[0]]))


def _reason(facts: list[float], heaviest: Sequence[int], rule: str, keep: bool, n: int) -> Bilingual:
    """Put a line's heaviest pieces into words, behind the rule that overruled its score."""
    by_name = dict(zip(NAMES, facts, strict=True)).__getitem__
    said = [OVERRULED[rule]] if rule else []
    said += [PIECES[i].says(by_name, keep) for i in heaviest]
    return Bilingual("；".join(one.zh for one in said[:n]), "; ".join(one.en for one in said[:n]))
