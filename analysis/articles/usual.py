"""The usual recipe: the topics that all text gives, cut into plain words, without any separation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from analysis.reading.characters import n_letters
from analysis.reading.masks import without_masks
from analysis.reading.page import Page
from analysis.topics.model import Basis
from analysis.topics.nmf import TopicNMF
from analysis.topics.ranking import TOP_WORDS, top_terms
from analysis.words.tfidf import count_tokens
from analysis.words.tokenizer import plain_words

NOISE_WORTH_SHOWING = 0.02  # share of dropped characters from which "before and after" tells something
MOST_TO_LOOK_BACK = 2_000  # pages; beyond this the comparison costs more than it tells


class Usual(NamedTuple):
    """The words of each topic, and those of them that stand mostly in lines that were dropped."""

    words: list[list[str]]
    noise: list[list[str]]


def usual_recipe(pages: Sequence[Page], clean: Callable[[], Sequence[str]], n_topics: int) -> Usual:
    """Find the topics of all text of pages; none where hardly anything was dropped, and for very many pages.

    Parameters
    ----------
    pages : sequence of Page
    clean : callable
        Gives the kept text of each; not asked where pages are very many.
    n_topics : int
    """
    if len(pages) > MOST_TO_LOOK_BACK:
        return Usual([], [])
    kept = clean()
    dropped = 1 - sum(map(n_letters, kept)) / max(1, sum(n_letters(p.text) for p in pages))
    if dropped < NOISE_WORTH_SHOWING:
        return Usual([], [])
    words = [plain_words(without_masks(p.text)) for p in pages]
    topics = usual_topics(words, n_topics)
    noisy = _mostly_dropped(words, [plain_words(without_masks(text)) for text in kept])
    return Usual(topics, [[w for w in row if w in noisy] for row in topics])


def usual_topics(pages: Sequence[Sequence[str]], n_topics: int) -> list[list[str]]:
    """Return the words of the topics that plain TF-IDF and NMF give for the words of pages."""
    basis = Basis.of(count_tokens(pages))
    if not basis.weights.terms or n_topics < 1:
        return []
    topics = TopicNMF(n_topics)
    topics.learn(basis.X)
    return top_terms(topics.components_, basis.weights.terms, TOP_WORDS)


def _mostly_dropped(before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]) -> set[str]:
    """Return the words of which less than half is left."""
    total, left = (Counter(w for words in side for w in words) for side in (before, after))
    return {word for word, n in total.items() if left[word] < 0.5 * n}
