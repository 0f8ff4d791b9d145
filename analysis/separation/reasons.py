"""Reasons: the evidence that weighed most on a line, in words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.arrays import BoolArray, Float32Array, FloatArray
from analysis.languages import Bilingual
from analysis.separation.evidence import NAMES, Evidence
from analysis.separation.pieces import PIECES

MOST_PIECES = 3
PLACE_OF = {name: i for i, name in enumerate(NAMES)}
WORTH_SAYING = 0.3  # by eye: of the heaviest piece of a line
MOST_WEIGHED = 5  # pieces whose weights are told of a line: they hold nine tenths of what all weigh
OVERRULED = {
    "decided": Bilingual("由你决定", "decided by you"),
    "declared": Bilingual("网页声明的标题", "the title that the page declares"),
    "title": Bilingual("角色为标题", "reads as the title"),
    "legal": Bilingual("以声明字样开头", "starts with the label of a disclaimer"),
    "cited": Bilingual("参考文献的一条", "an entry of the references"),
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
    weight = np.take_along_axis(weights, best, axis=1)
    worth = weight > np.maximum(0.0, WORTH_SAYING * weight[:, :1])
    facts = evidence.whole()
    rows = zip(facts, best.tolist(), worth.sum(axis=1).tolist(), rules, keep.tolist(), strict=True)
    return [_reason(row, order[:many], rule, kept, n) for row, order, many, rule, kept in rows]


def _reason(facts: Float32Array, heaviest: Sequence[int], rule: str, keep: bool, n: int) -> Bilingual:
    """Put a line's heaviest pieces into words, behind the rule that overruled its score."""
    said = [OVERRULED[rule]] if rule else []
    said += [PIECES[i].says(lambda name: float(facts[PLACE_OF[name]]), keep) for i in heaviest]
    return Bilingual("；".join(one.zh for one in said[:n]), "; ".join(one.en for one in said[:n]))


def weights_of(pieces: FloatArray, n: int = MOST_WEIGHED) -> list[str]:
    """Tell for each line what its heaviest pieces of evidence add to the log-odds, whichever way they point.

    Parameters
    ----------
    pieces : array, shape (n_lines, len(PIECES))
        As in `reasons_for`.
    n : int
        How many are told at most.

    Returns
    -------
    list of str
        As ``labels=-1.8 run=-1.2 length=+0.4``, the heaviest first; pieces that weigh less than .05 are left out.
    """
    tenths = np.rint(10 * pieces).astype(np.int64)
    best = np.argsort(-np.abs(tenths), axis=1, kind="stable")[:, :n]
    heavy = np.take_along_axis(tenths, best, axis=1)
    codes = np.where(heavy == 0, 0, heavy * len(PIECES) + best)  # a number for each piece and weight; 0 is no weight
    words = {code: _weighs(code) for code in np.unique(codes).tolist()}
    return [" ".join(filter(None, map(words.__getitem__, row))) for row in codes.tolist()]


def _weighs(code: int) -> str:
    weight, piece = divmod(code, len(PIECES))
    return f"{PIECES[piece].name}={weight / 10:+.1f}" if weight else ""
