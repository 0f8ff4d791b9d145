"""Evidence: all that is known of each line before it is judged, one named column a fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.arrays import BoolArray, Float32Array
from analysis.reading import tags
from analysis.reading.lines import LineTable, fingerprints, split_lines
from analysis.reading.masks import without_masks
from analysis.reading.page import Page
from analysis.separation import affinity, context, form, structure
from analysis.separation.columns import stacked
from analysis.separation.context import LinePlaces, describe_context, tags_around
from analysis.separation.form import describe_form
from analysis.separation.structure import describe_structure
from analysis.words.tfidf import Counts
from analysis.words.tokenizer import Tokenizer
from analysis.words.tokens import Tokens

GROUPS: dict[str, tuple[str, ...]] = {
    "form": form.NAMES,
    "context": context.NAMES,
    "structure": structure.NAMES,
    "repetition": ("repeats",),
    "affinity": affinity.NAMES,
    "topics": affinity.TOPIC_NAMES,
    "tags": (*tags.NAMES, *context.TAG_MEANS),
}
TAG_NAMES = GROUPS["tags"]
TEXT_NAMES = tuple(name for group, names in GROUPS.items() if group != "tags" for name in names)
NAMES = TEXT_NAMES + TAG_NAMES
PAGE_NAMES = form.NAMES + context.NAMES + structure.NAMES  # facts that need no other page
CORE_PROSE = 0.8  # by eye: what a line of the densest run must have of prose to count as its page's core


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """The facts on some lines.

    Attributes
    ----------
    text : float32 array, shape (n_lines, len(TEXT_NAMES))
        What any text shows.
    tags : float32 array, shape (n_lines, len(TAG_NAMES))
        What the tags of a page that came as HTML show; zeros for other pages.
    has_tags : bool array, shape (n_lines,)
        Lines of pages that came as HTML.
    """

    text: Float32Array
    tags: Float32Array
    has_tags: BoolArray

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self.text)

    def __getitem__(self, rows: Any) -> Evidence:  # noqa: ANN401  # what picks rows of an array
        """Return the facts on some lines."""
        return Evidence(self.text[rows], self.tags[rows], self.has_tags[rows])

    def fact(self, name: str) -> Float32Array:
        """Return one fact of all lines, shape (n_lines,)."""
        if name in TEXT_NAMES:
            return self.text[:, TEXT_NAMES.index(name)]
        return self.tags[:, TAG_NAMES.index(name)]

    def whole(self) -> Float32Array:
        """Return all facts side by side, in the order of `NAMES`."""
        return np.hstack([self.text, self.tags])

    def without_tags(self) -> Evidence:
        """Return what the same lines show as plain text."""
        return Evidence(self.text, np.zeros_like(self.tags), np.zeros_like(self.has_tags))

    @classmethod
    def join(cls, parts: Sequence[Evidence]) -> Evidence:
        """Put the facts on several sets of lines one under the other."""
        return cls(
            np.vstack([p.text for p in parts]),
            np.vstack([p.tags for p in parts]),
            np.concatenate([p.has_tags for p in parts]),
        )


@dataclass(frozen=True)
class Observation:
    """What some pages show by themselves: their lines, and the facts that need no other page.

    Attributes
    ----------
    lines : LineTable
    prints : uint64 array, shape (n_lines,)
        Fingerprints.
    local : float32 array, shape (n_lines, len(PAGE_NAMES))
    tags : float32 array, shape (n_lines, len(TAG_NAMES))
        Zeros for lines of pages that did not come as HTML.
    has_tags : bool array, shape (n_lines,)
    core : bool array, shape (n_lines,)
        Lines of prose in their page's densest run.
    tokens : Tokens
        The words of the lines.
    tokenizer : Tokenizer
        That cut them.
    """

    lines: LineTable
    prints: npt.NDArray[np.uint64]
    local: Float32Array
    tags: Float32Array
    has_tags: BoolArray
    core: BoolArray
    tokens: Tokens
    tokenizer: Tokenizer

    @cached_property
    def words(self) -> Counts:
        """The counts of the lines' words."""
        return self.tokens.counts(self.tokenizer)

    def part(self, start: int, stop: int) -> Observation:
        """Return the same of the pages from one place to before another, which are counted from 0."""
        rows = self.lines.rows_of(start, stop)
        own = Observation(
            self.lines.part(start, stop),
            self.prints[rows],
            self.local[rows],
            self.tags[rows],
            self.has_tags[rows],
            self.core[rows],
            replace(self.tokens, of=self.tokens.of[rows]),
            self.tokenizer,
        )
        vars(own)["words"] = Counts(sparse.csr_matrix(self.words.matrix[rows]), self.words.terms)  # counted already
        return own

    def masked(self) -> Observation:
        """Return the same with masked lines and their words; the facts, which are numbers, stay."""
        lines = self.lines.masked()
        rows = [i for i, (new, old) in enumerate(zip(lines.text, self.lines.text, strict=True)) if new != old]
        tokens = self.tokens.recut(self.tokenizer, [without_masks(lines.folded[i]) for i in rows], rows)
        return replace(self, lines=lines, tokens=tokens)


def observe(pages: Sequence[Page], tokenizer: Tokenizer) -> Observation:
    """Split pages into lines and describe each by its form, its context, its tags and its words."""
    lines = split_lines(pages)
    prints = fingerprints(lines.folded)
    local, core = _describe(lines, prints)
    tokens = Tokens.cut(tokenizer, lines.folded)
    return Observation(lines, prints, local, *_tagged(pages, lines), core, tokens, tokenizer)


def _describe(lines: LineTable, prints: npt.NDArray[np.uint64]) -> tuple[Float32Array, BoolArray]:
    """Return the facts that need no other page, and which lines are prose in their page's densest run."""
    if not len(lines):
        return np.zeros((0, len(PAGE_NAMES)), np.float32), np.zeros(0, np.bool_)
    shape = describe_form(lines.folded, lines.text)
    places = LinePlaces.of(lines.spans())
    around = describe_context(shape, prints, places)
    continued = describe_structure(lines.folded, shape, places)
    core = (around["in_run"] > 0) & (around["prose"] > CORE_PROSE)
    return stacked(shape | around | continued, PAGE_NAMES), core


def _tagged(pages: Sequence[Page], lines: LineTable) -> tuple[Float32Array, BoolArray]:
    """Return what the tags tell of each line, zeros where there are none, and which lines have some."""
    facts, has_tags = np.zeros((len(lines), len(TAG_NAMES)), np.float32), np.zeros(len(lines), np.bool_)
    for a, b in lines.spans():
        markup = pages[int(lines.page[a])].markup
        if markup is not None:
            has_tags[a:b] = True
            own = markup[lines.number[a:b] - 1]
            facts[a:b] = np.hstack([own, stacked(tags_around(own), context.TAG_MEANS)])
    return facts, has_tags


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
        np.concatenate([p.has_tags for p in parts]),
        np.concatenate([p.core for p in parts]),
        Tokens.join([p.tokens for p in parts]),
        parts[0].tokenizer,
    )


def page_sums(lines: LineTable, chosen: BoolArray, n_pages: int) -> sparse.csr_matrix:
    """Return the matrix, shape (n_pages, n_lines), that sums the chosen lines of each page."""
    rows = np.flatnonzero(chosen)
    return sparse.csr_matrix((np.ones(len(rows), np.int64), (lines.page[rows], rows)), shape=(n_pages, len(lines)))
