"""Evidence: all that is known of each line before it is judged, one named column a fact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis import affinity, context, form
from analysis.lines import Lines, fingerprints, pages_with, split_lines
from analysis.pages import Page
from analysis.tfidf import Counts, FloatArray, count_tokens, fit_weights, merge_counts, weigh
from analysis.tokens import Tokenizer

GROUPS: dict[str, tuple[str, ...]] = {
    "form": tuple(form.NAMES),
    "context": tuple(context.NAMES),
    "repetition": ("repeats",),
    "affinity": affinity.NAMES,
}
NAMES: tuple[str, ...] = tuple(name for names in GROUPS.values() for name in names)
CORE_PROSE = 0.8  # what a line of the densest run must have of prose to count as its page's core


@dataclass(frozen=True, slots=True)
class Observation:
    """What some pages show by themselves: their lines, and the facts that need no other page.

    Attributes
    ----------
    lines : Lines
    prints : uint64 array, shape (n_lines,)
        Fingerprints.
    local : array, shape (n_lines, n_form + n_context)
    core : bool array, shape (n_lines,)
        Lines of prose in their page's densest run.
    words : Counts
        Of the lines.
    """

    lines: Lines
    prints: npt.NDArray[np.uint64]
    local: FloatArray
    core: npt.NDArray[np.bool_]
    words: Counts


def observe(pages: Iterable[Page], tokenizer: Tokenizer) -> Observation:
    """Split pages into lines and describe each by its form, its context and its words."""
    lines = split_lines(pages)
    prints = fingerprints(lines.folded)
    shape = form.form(lines.folded, lines.text)
    around = [context.context(shape[a:b], prints[a:b]) for a, b in lines.spans()]
    core = np.zeros(len(lines), bool)
    for a, b in lines.spans():
        value = context.prose(shape[a:b])
        start, stop = context.densest_run(value)
        core[a + start : a + stop] = value[start:stop] > CORE_PROSE
    local = np.hstack([shape, np.vstack(around)]) if around else np.zeros((0, len(form.NAMES) + len(context.NAMES)))
    return Observation(lines, prints, local, core, count_tokens(map(tokenizer.folded, lines.folded)))


def merge(parts: Sequence[Observation], pages_in_part: Sequence[int]) -> Observation:
    """Join the observations of chunks of pages, in order."""
    offsets = np.concatenate([[0], np.cumsum(pages_in_part)])
    lines = Lines(
        np.concatenate([p.lines.page + o for p, o in zip(parts, offsets, strict=False)]),
        np.concatenate([p.lines.number for p in parts]),
        [t for p in parts for t in p.lines.text],
        [t for p in parts for t in p.lines.folded],
    )
    return Observation(
        lines,
        np.concatenate([p.prints for p in parts]),
        np.vstack([p.local for p in parts]),
        np.concatenate([p.core for p in parts]),
        merge_counts([p.words for p in parts]),
    )


def page_sums(lines: Lines, chosen: npt.NDArray[np.bool_], n_pages: int) -> sparse.csr_matrix:
    """Return the matrix, shape (n_pages, n_lines), that sums the chosen lines of each page."""
    rows = np.flatnonzero(chosen)
    return sparse.csr_matrix((np.ones(len(rows), np.int64), (lines.page[rows], rows)), shape=(n_pages, len(lines)))


def gather(seen: Observation, n_pages: int) -> FloatArray:
    """Add to the facts of each page alone those that need the others: repetition and topic affinity.

    Parameters
    ----------
    seen : Observation
        Of all pages.
    n_pages : int

    Returns
    -------
    array, shape (n_lines, len(NAMES))
    """
    everything = np.ones(len(seen.lines), bool)
    in_pages = seen.words.rows(page_sums(seen.lines, everything, n_pages))
    weighted = weigh(seen.words, fit_weights(in_pages, unit=False))
    repeats = np.log(pages_with(seen.prints, seen.lines.page))
    return np.column_stack([seen.local, repeats, affinity.affinity(weighted, seen.lines.page, seen.core)])
