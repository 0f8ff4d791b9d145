"""Separation: the judgement on each line, its role, and the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from analysis import store
from analysis.evidence import NAMES, Observation, gather, observe
from analysis.lines import fold
from analysis.pages import Page
from analysis.reasons import reasons
from analysis.tfidf import FloatArray
from analysis.tokens import Tokenizer
from analysis.trees import Trees

ROLES = (
    "title", "heading", "body", "caption", "meta", "navigation", "related", "advert", "widget", "legal", "marker",
)  # fmt: skip
CONTENT = frozenset(ROLES[:4])
KINDS = {role: "content" if role in CONTENT else "metadata" if role == "meta" else "noise" for role in ROLES}
WEIGHTS = Path(__file__).parent / "weights"
KEEP_FROM = 0.45  # a line kept wrongly costs its reader less than one lost
MIN_TITLE = 6  # characters; a shorter match may be a menu's word
TITLE_FROM = 0.5  # of the roles' probabilities: kept whatever the score
META_FROM = 0.7  # of the roles' probabilities: dropped whatever the score
FURNITURE = ("navigation", "widget", "legal", "marker")
FURNITURE_FROM = 0.9  # of the roles' probabilities: dropped below a score of as much


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was decided of each line.

    Attributes
    ----------
    role : list of str
        Of `ROLES`.
    keep : bool array, shape (n_lines,)
    score : float array, shape (n_lines,)
        0..1, that the line is article content.
    affinity : float array, shape (n_lines,)
        0..1, cosine of the line with the core of its page.
    reasons : list of (Chinese, English)
    """

    role: list[str]
    keep: npt.NDArray[np.bool_]
    score: FloatArray
    affinity: FloatArray
    reasons: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Separator:
    """The learned weights: one ensemble says content or not, one says which role."""

    keep: Trees
    role: Trees

    def judge(self, evidence: FloatArray, declared: npt.NDArray[np.bool_]) -> Judgement:
        """Judge lines by their evidence.

        Parameters
        ----------
        evidence : array, shape (n_lines, len(evidence.NAMES))
        declared : bool array, shape (n_lines,)
            Lines that the record or the HTML declares to be the title.

        Returns
        -------
        Judgement
        """
        score = 1.0 / (1.0 + np.exp(-self.keep.raw(evidence)[:, 0]))
        chances = softmax(self.role.raw(evidence))
        furniture = chances[:, [ROLES.index(role) for role in FURNITURE]].max(axis=1, initial=0.0)
        keep = (score >= KEEP_FROM) & (chances[:, ROLES.index("meta")] < META_FROM)
        keep &= (furniture < FURNITURE_FROM) | (score >= FURNITURE_FROM)
        keep = keep | declared | (chances[:, ROLES.index("title")] >= TITLE_FROM)
        allowed = np.array([role in CONTENT for role in ROLES])
        chosen = np.where(keep[:, None] == allowed[None, :], chances, -1.0).argmax(axis=1)
        chosen = np.where(declared, 0, chosen)
        return Judgement(
            [ROLES[i] for i in chosen.tolist()],
            keep,
            np.where(declared, 1.0, score),
            np.clip(evidence[:, NAMES.index("core_cosine")], 0.0, 1.0),
            reasons(evidence, self.keep.contributions(evidence), keep),
        )


@cache
def load_separator() -> Separator:
    """Load the weights that ship with the package."""
    arrays, facts = store.load(WEIGHTS, "separation")
    if tuple(facts["features"]) != NAMES or tuple(facts["roles"]) != ROLES:
        raise ValueError("the learned weights were made for other evidence; run `make weights`")
    return Separator(Trees.from_arrays(arrays, "keep"), Trees.from_arrays(arrays, "role"))


def softmax(raw: FloatArray) -> FloatArray:
    """Return each row's probabilities."""
    powers = np.exp(raw - raw.max(axis=1, keepdims=True, initial=-np.inf)) if len(raw) else raw
    shares: FloatArray = powers / powers.sum(axis=1, keepdims=True)
    return shares


def declared_titles(pages: Sequence[Page], seen: Observation) -> npt.NDArray[np.bool_]:
    """Mark the line of each page that its record or its HTML declares to be the title, shape (n_lines,)."""
    marked = np.zeros(len(seen.lines), bool)
    for start, stop in seen.lines.spans():
        page = pages[int(seen.lines.page[start])]
        if page.titled:
            marked[start] = True
        elif page.title:
            matches = [i for i in range(start, stop) if is_title(seen.lines.text[i], page.title)]
            marked[matches[:1]] = True
    return marked


def is_title(line: str, declared: str) -> bool:
    """Tell whether a line is the declared title, whole or without the site's name behind it."""
    a, b = fold(line).strip(), fold(declared).strip()
    return len(a) >= MIN_TITLE and b.startswith(a)


def separate(pages: Sequence[Page], seen: Observation) -> Judgement:
    """Judge the lines of all pages together."""
    return load_separator().judge(gather(seen, len(pages)), declared_titles(pages, seen))


def separate_page(text: str) -> list[tuple[str, str, bool]]:
    """Judge one page of plain text by itself.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of (line, role, keep)
        One for each non-blank line.
    """
    pages = [Page("page", text)]
    seen = observe(pages, Tokenizer())
    if not len(seen.lines):
        return []
    judged = separate(pages, seen)
    return list(zip(seen.lines.text, judged.role, judged.keep.tolist(), strict=True))
