"""Learning: weights of the wording, beside those that ship, from lines that a user has marked.

Maximum a posteriori with the weights that ship as the mean of the prior (Chelba & Acero 2004). The lines of the same
pages that nobody marked pull towards what is judged of them now, so that a mark does not change what stands beside it
(Li & Hoiem 2016). Trees and roles stay: a hundred marked lines say little of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import minimize
from scipy.special import expit, logit

from analysis.arrays import BoolArray, FloatArray, IntArray, one_thread
from analysis.separation.decisions import KEPT
from analysis.separation.evidence import Observation
from analysis.separation.judge import KEEP_FROM, TAUGHT_WORDING, Judgement, Separator
from analysis.separation.wording import BUCKETS, PLACES, Wording, counts

# By site, half of the pages of fifteen sites marked, the others judged: .985 / .949 / .971 (F1 of characters, of lines,
# mean of pages) to .986 / .950 / .976; at 4 to .987 / .952 / .977, but there four marks move a line by 5 in
# log-odds, and surely kept ones stand at 9.
SPREAD = 16.0  # standard deviation of the prior, of each weight of the wording
UNMARKED = 1.0  # what a line without a mark weighs against one with
ROUNDS = 100


@dataclass(frozen=True, slots=True)
class Lesson:
    """Lines to learn from.

    Attributes
    ----------
    counts : CSR matrix, shape (n_lines, n_counts)
        Of the wording.
    odds : array, shape (n_lines,)
        The log-odds that each is content, as judged so far.
    marks : int array, shape (n_lines,)
        `decisions.KEPT`, `decisions.DROPPED`, or 0 for a line without a mark.
    """

    counts: sparse.csr_matrix
    odds: FloatArray
    marks: npt.NDArray[np.int8]

    @classmethod
    def of(cls, seen: Observation, judged: Judgement, marks: npt.NDArray[np.int8]) -> Self:
        """Gather what is known of observed and judged lines."""
        return cls(counts(seen.lines.folded, seen.lines.page), judged.pieces.sum(axis=1) + judged.start, marks)

    def __getitem__(self, rows: BoolArray) -> Lesson:
        """Return some lines."""
        return Lesson(self.counts[rows], self.odds[rows], self.marks[rows])

    def right(self, step: FloatArray | None = None) -> float:
        """Return the share of the marked lines that are judged as marked, perhaps with a step of the weights."""
        odds = self.odds if step is None else self.odds + TAUGHT_WORDING * (self.counts @ step)
        marked = self.marks != 0
        return float(np.mean((odds >= logit(KEEP_FROM))[marked] == (self.marks == KEPT)[marked]))


def step_towards(lesson: Lesson) -> FloatArray:
    """Return by how much the wording's weights of content move, shape (n_counts,)."""
    wanted = np.where(lesson.marks == 0, expit(lesson.odds), lesson.marks == KEPT)
    weight = np.where(lesson.marks == 0, UNMARKED, 1.0)

    def loss(step: FloatArray) -> tuple[float, FloatArray]:
        odds = lesson.odds + TAUGHT_WORDING * (lesson.counts @ step)
        cost = weight @ (np.logaddexp(0.0, odds) - wanted * odds) + step @ step / (2 * SPREAD**2)
        slope = TAUGHT_WORDING * (lesson.counts.T @ (weight * (expit(odds) - wanted))) + step / SPREAD**2
        return float(cost), slope

    with one_thread():
        start = np.zeros(lesson.counts.shape[1])
        found: FloatArray = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x
    return found


def held_out(lesson: Lesson, page: IntArray, parts: int) -> float:
    """Return the share of marked lines that is judged right by what was learned from other pages.

    Parameters
    ----------
    lesson : Lesson
    page : int array, shape (n_lines,)
        Of each line, from 0.
    parts : int
        That the pages are dealt into.
    """
    right = 0.0
    for part in range(parts):
        here = page % parts == part
        marked = int(np.count_nonzero(lesson.marks[here]))
        if marked:
            right += marked * lesson[here].right(step_towards(lesson[~here]))
    return float(right / np.count_nonzero(lesson.marks))


def moved(separator: Separator, step: FloatArray) -> Separator:
    """Return the separator with a step added to what it was taught."""
    taught = step.reshape(len(PLACES), BUCKETS, 1)
    if separator.taught is not None:
        taught = taught + separator.taught.weights
    return replace(separator, taught=Wording(taught.astype(np.float16), np.zeros(1)))
