"""Evidence: all that is known of each line before it is judged, one named column a fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.reading import tags
from analysis.reading.lines import LineTable, fingerprints, pages_with, split_lines
from analysis.reading.pages import Page
from analysis.separation import affinity, context, form
from analysis.separation.trees import Evidence
from analysis.words.tfidf import Counts, count_tokens, fit_weights, merge_counts, weigh
from analysis.words.tokenizer import Tokenizer

GROUPS: dict[str, tuple[str, ...]] = {
    "form": tuple(form.NAMES),
    "context": tuple(context.NAMES),
    "repetition": ("repeats",),
    "affinity": affinity.NAMES,
    "topics": affinity.TOPIC_NAMES,
    "markup": (*tags.NAMES, *context.MARKUP_NAMES),
}
NAMES: tuple[str, ...] = tuple(name for names in GROUPS.values() for name in names)
FROM_TEXT = len(NAMES) - len(GROUPS["markup"])  # so many facts, the first, need no HTML
CORE_PROSE = 0.8  # what a line of the densest run must have of prose to count as its page's core


@dataclass(frozen=True, slots=True)
class Observation:
    """What some pages show by themselves: their lines, and the facts that need no other page.

    Attributes
    ----------
    lines : LineTable
    prints : uint64 array, shape (n_lines,)
        Fingerprints.
    local : float32 array, shape (n_lines, n_form + n_context)
    tags : float32 array, shape (n_lines, n_markup)
        Not a number for lines of pages that did not come as HTML.
    core : bool array, shape (n_lines,)
        Lines of prose in their page's densest run.
    words : Counts
        Of the lines.
    """

    lines: LineTable
    prints: npt.NDArray[np.uint64]
    local: Evidence
    tags: Evidence
    core: npt.NDArray[np.bool_]
    words: Counts


def observe(pages: Sequence[Page], tokenizer: Tokenizer) -> Observation:
    """Split pages into lines and describe each by its form, its context, its tags and its words."""
    lines = split_lines(pages)
    prints = fingerprints(lines.folded)
    shape = form.form(lines.folded, lines.text)
    local = np.zeros((len(lines), len(form.NAMES) + len(context.NAMES)), np.float32)
    tags = np.full((len(lines), len(GROUPS["markup"])), np.nan, np.float32)
    core = np.zeros(len(lines), bool)
    for a, b in lines.spans():
        local[a:b] = np.hstack([shape[a:b], context.context(shape[a:b], prints[a:b])])
        value = context.prose(shape[a:b])
        start, stop = context.densest_run(value)
        core[a + start : a + stop] = value[start:stop] > CORE_PROSE
        marked = pages[int(lines.page[a])].markup
        if marked is not None:
            tags[a:b] = context.with_neighbours(marked[lines.number[a:b] - 1])
    return Observation(lines, prints, local, tags, core, count_tokens(map(tokenizer.folded, lines.folded)))


def merge(parts: Sequence[Observation], pages_in_part: Sequence[int]) -> Observation:
    """Join the observations of chunks of pages, in order."""
    offsets = np.concatenate([[0], np.cumsum(pages_in_part)])
    lines = LineTable(
        np.concatenate([p.lines.page + o for p, o in zip(parts, offsets, strict=False)]),
        np.concatenate([p.lines.number for p in parts]),
        [t for p in parts for t in p.lines.text],
        [t for p in parts for t in p.lines.folded],
    )
    return Observation(
        lines,
        np.concatenate([p.prints for p in parts]),
        np.vstack([p.local for p in parts]),
        np.vstack([p.tags for p in parts]),
        np.concatenate([p.core for p in parts]),
        merge_counts([p.words for p in parts]),
    )


def page_sums(lines: LineTable, chosen: npt.NDArray[np.bool_], n_pages: int) -> sparse.csr_matrix:
    """Return the matrix, shape (n_pages, n_lines), that sums the chosen lines of each page."""
    rows = np.flatnonzero(chosen)
    return sparse.csr_matrix((np.ones(len(rows), np.int64), (lines.page[rows], rows)), shape=(n_pages, len(lines)))


def gather(seen: Observation, n_pages: int) -> Evidence:
    """Add to the facts of each page alone those that need the others: repetition and topic affinity.

    Parameters
    ----------
    seen : Observation
        Of all pages.
    n_pages : int

    Returns
    -------
    float32 array, shape (n_lines, len(NAMES))
    """
    everything = np.ones(len(seen.lines), bool)
    in_pages = seen.words.rows(page_sums(seen.lines, everything, n_pages))
    weighted = weigh(seen.words, fit_weights(in_pages, unit=False))
    repeats = np.log(pages_with(seen.prints, seen.lines.page))
    likeness = affinity.affinity(weighted, seen.lines.page, seen.core)
    topics = affinity.topic_affinity(weighted, seen.lines.page, seen.core, n_pages)
    return np.hstack([seen.local, np.column_stack([repeats, likeness, topics]).astype(np.float32), seen.tags])
