"""Quotes: the lines that speak most plainly of each topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np

from analysis.arrays import ALIKE, FloatArray
from analysis.articles.corpus import Corpus
from analysis.topics.nmf import assign

QUOTES = 3  # of a topic
QUOTED = (12, 120)  # characters of a line worth quoting
MAINLY = 0.5  # by eye: share of a line's weight that its topic must have


def quotes(corpus: Corpus, line_weights: FloatArray, apart: bool = True) -> list[tuple[int, int]]:
    """Return the lines that speak most plainly of each topic: kept, of quotable length, from different pages.

    Parameters
    ----------
    corpus : Corpus
    line_weights : array, shape (n_lines, n_topics)
        Of all lines on the topics.
    apart : bool
        Whether the lines of a topic must be from different pages; where there are few, some stand in one alone.

    Returns
    -------
    list of (int, int)
        Topic and line, topic after topic, the plainest first.
    """
    short, long = QUOTED
    rows = np.flatnonzero(corpus.judged.keep & (corpus.sizes >= short) & (corpus.sizes <= long))
    W = line_weights[rows]
    topic, share = assign(W)
    chosen: list[tuple[int, int]] = []
    for t in range(W.shape[1]):
        own = np.flatnonzero((topic == t) & (share.round(ALIKE) >= MAINLY))
        ranked = rows[own[np.argsort(-W[own, t].round(ALIKE), kind="stable")]]
        chosen += [(t, row) for row in islice(_unlike(corpus, ranked.tolist(), apart), QUOTES)]
    return chosen


def _unlike(corpus: Corpus, ranked: Iterable[int], apart: bool) -> Iterator[int]:
    """Yield lines in their order, but of equal lines one, and one a page if they are to be apart."""
    pages: set[int] = set()
    prints: set[int] = set()
    for row in ranked:
        page, fingerprint = int(corpus.lines.page[row]), int(corpus.prints[row])
        if not (apart and page in pages) and fingerprint not in prints:
            pages.add(page)
            prints.add(fingerprint)
            yield row
