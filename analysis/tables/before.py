"""Before: the topics that the usual recipe gives for the same pages."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.reading.characters import n_letters
from analysis.reading.pages import Page
from analysis.tables.contract import frame
from analysis.topics.model import vocabulary
from analysis.topics.nmf import TopicNMF
from analysis.topics.ranking import TOP_WORDS, top_terms
from analysis.words.tfidf import count_tokens, fit_weights, weigh
from analysis.words.tokenizer import plain_words


def usual_topics(pages: Sequence[Sequence[str]], n_topics: int) -> list[list[str]]:
    """Return the words of the topics that plain TF-IDF and NMF give for the words of pages."""
    words = count_tokens(pages)
    terms = vocabulary(words)
    if not terms or n_topics < 1:
        return []
    counted = words.restrict(terms)
    X = weigh(counted, fit_weights(counted))
    return top_terms(TopicNMF(n_topics).fit(X).components_, terms, TOP_WORDS)


NOISE_WORTH_SHOWING = 0.02  # share of dropped characters from which "before and after" tells something
MOST_TO_LOOK_BACK = 2_000  # pages; beyond this the comparison costs more than it tells


def before_frame(pages: Sequence[Page], clean: dict[str, str], n_topics: int) -> pd.DataFrame:
    """Return the topics that the usual recipe gives for the same pages: plain words, no separation.

    Empty where hardly anything was dropped, and for very many pages.
    """
    dropped = 1 - sum(map(n_letters, clean.values())) / max(1, sum(n_letters(p.text) for p in pages))
    topics: list[list[str]] = []
    noisy: set[str] = set()
    if dropped >= NOISE_WORTH_SHOWING and len(pages) <= MOST_TO_LOOK_BACK:
        words = [plain_words(p.text) for p in pages]
        topics = usual_topics(words, n_topics)
        noisy = _mostly_dropped(words, [plain_words(text) for text in clean.values()])
    marked = [[w for w in row if w in noisy] for row in topics]
    columns = {"words": [" ".join(w) for w in topics], "noise_words": [" ".join(w) for w in marked]}
    return frame("topics_before", {"topic": range(len(topics)), **columns})


def _mostly_dropped(before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]) -> set[str]:
    """Return the words of which less than half is left."""
    total, left = (
        pd.Series([w for words in side for w in words], dtype=object).value_counts() for side in (before, after)
    )
    return set(total.index[left.reindex(total.index, fill_value=0) < 0.5 * total])
