"""Topic coherence as gensim's ``CoherenceModel`` (4.4) measures it, counted in one pass over the documents.

Neighbouring windows have nearly the same words, so no window is looked at by itself: each occurrence of a word gives a
run of windows, and two words share as many windows as their runs overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, repeat

import numpy as np
from scipy import sparse

from analysis.arrays import FloatArray, IntArray
from analysis.errors import BojiError


def npmi(
    topics: Sequence[Sequence[str]], presence: sparse.csr_matrix, terms: Sequence[str], smoothing: float = 0.01
) -> list[float]:
    """Return each topic's coherence: mean normalised pointwise mutual information of its word pairs (Bouma 2009).

    Counts are smoothed, by a hundredth of a page unless told otherwise, so that a pair never seen together is never
    undefined.

    Parameters
    ----------
    topics : sequences of words
    presence : CSR matrix, shape (n_pages, n_terms)
        Anything but zero where a page has the term.
    terms : sequence of str
        The columns' terms.
    smoothing : float
        In pages; the less, the nearer a pair never seen together comes to -1.

    Returns
    -------
    list of float
        -1..1; 0 for a topic of fewer than two known words.
    """
    place = {t: i for i, t in enumerate(terms)}
    columns = sorted({place[w] for words in topics for w in words if w in place})
    n = presence.shape[0]
    if not columns or not n:
        return [0.0 for _ in topics]
    seen = sparse.csc_matrix(presence)[:, columns].astype(bool).astype(np.float64)
    together = np.asarray((seen.T @ seen).todense())
    at = {terms[c]: i for i, c in enumerate(columns)}
    return [_mean_npmi([at[w] for w in words if w in at], together, n, smoothing) for words in topics]


def _mean_npmi(words: list[int], together: FloatArray, n: int, extra: float) -> float:
    values = []
    for a, b in combinations(words, 2):
        joint = (together[a, b] + extra) / (n + extra)
        alone = (together[a, a] + extra) * (together[b, b] + extra) / (n + extra) ** 2
        values.append(1.0 if joint >= 1.0 else float(np.log(joint / alone) / -np.log(joint)))
    return float(np.clip(np.mean(values), -1.0, 1.0)) if values else 0.0


WHOLE = 1 << 62  # a window wider than any document: the document is the one window
WINDOWS = {"c_npmi": 10, "c_v": 110, "c_uci": 10, "u_mass": WHOLE}  # gensim's own widths, in words
COHERENCES = tuple(WINDOWS)
EPSILON = 1e-12  # gensim's; a pair never seen together has a logarithm
CHUNK = 1 << 18  # words of the documents that are counted at a time
Runs = tuple[IntArray, IntArray, IntArray]


def coherence(
    topics: Sequence[Sequence[str]],
    documents: Sequence[Sequence[str]],
    measure: str = "c_npmi",
    window: int | None = None,
) -> list[float]:
    """Return each topic's coherence over all its words: gensim's, to rounding, for topics of different words.

    A word no document has is left out, as gensim leaves out what its dictionary lacks. A word listed twice counts once
    (gensim pairs it with itself). A topic with fewer than two words left is 0 (gensim: nan, an error, or 1 for "c_v"),
    so every topic is without documents. Two words in every window have the NPMI -1, not 1: gensim's epsilon decides.

    Parameters
    ----------
    topics : sequences of words
        Best first, which matters to "u_mass" only. Memory grows with the square of the number of different words.
    documents : sequences of words
        In the order of the text. A document without words is one empty window.
    measure : str
        "c_npmi": mean normalised pointwise mutual information of the pairs (Bouma 2009), -1..1; "c_v": cosine of each
        word's NPMI with all words and the sum over the topic (Röder, Both & Hinneburg 2015), -1..1; "c_uci": mean
        pointwise mutual information of the pairs (Newman et al. 2010); "u_mass": mean log conditional probability of
        a word given a better one of the topic, by documents (Mimno et al. 2011), about -28..0.
    window : int, optional
        Words in a sliding window; without it 10, for "c_v" 110. A shorter document is one window. Not for "u_mass".

    Returns
    -------
    list of float
        One finite value per topic.
    """
    width = _width(measure, window)
    _refuse_strings(topics, "topic")
    place = {w: i for i, w in enumerate(dict.fromkeys(chain.from_iterable(topics)))}
    together, n = _count(documents, place, width)
    ids = ([place[w] for w in dict.fromkeys(words)] for words in topics)
    seen = [[i for i in topic if together[i, i]] for topic in ids]
    return [_score(together[np.ix_(topic, topic)] / n, measure) if len(topic) > 1 else 0.0 for topic in seen]


def _width(measure: str, window: int | None) -> int:
    if measure not in COHERENCES:
        raise BojiError(f"measure: got {measure!r}, expected one of {', '.join(COHERENCES)}")
    if window is None:
        return WINDOWS[measure]
    if measure == "u_mass":
        raise BojiError(f"window: got {window!r}, expected None, because u_mass counts whole documents")
    if not isinstance(window, int | np.integer) or window < 1:
        raise BojiError(f"window: got {window!r}, expected a whole number of words, 1 or more")
    return min(int(window), WHOLE)


def _refuse_strings(sequences: Iterable[Sequence[str]], name: str) -> None:
    """Refuse text where words belong: Python would take each character for a word, and say nothing."""
    for words in sequences:
        if isinstance(words, str):
            raise BojiError(f"{name}: got the string {words[:20]!r}, expected a sequence of words")


def _chunks(documents: Iterable[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    """Yield documents of about `CHUNK` words together, so that memory does not grow with their number."""
    held: list[Sequence[str]] = []
    size = 0
    for words in documents:
        held.append(words)
        size += len(words) + 1  # an empty document takes room too
        if size >= CHUNK:
            yield held
            held, size = [], 0
    if held:
        yield held


def _count(documents: Iterable[Sequence[str]], place: dict[str, int], width: int) -> tuple[IntArray, int]:
    """Count windows.

    Parameters
    ----------
    documents : sequences of words
    place : dict
        The row of each word that counts.
    width : int

    Returns
    -------
    together : array, shape (n_words, n_words)
        Windows that have both words; on the diagonal, windows that have the word.
    n : int
        All windows, those without any of the words too.
    """
    together = np.zeros((len(place), len(place)), np.int64)
    n = 0
    for chunk in _chunks(documents):
        _refuse_strings(chunk, "document")
        lengths = np.array([len(words) for words in chunk], np.int64)
        tokens = np.fromiter(map(place.get, chain.from_iterable(chunk), repeat(-1)), np.int64, lengths.sum())
        _add(together, _runs(tokens, lengths, width))
        n += int(_windows(lengths, width).sum())
    return together + together.T - np.diag(np.diag(together)), n  # a pair was counted in the order of its runs


def _windows(lengths: IntArray, width: int) -> IntArray:
    """Return the number of windows of documents of these lengths."""
    return np.maximum(lengths - width + 1, 1)


def _runs(tokens: IntArray, lengths: IntArray, width: int) -> Runs:
    """Find the runs of windows that have a word.

    The word at position p enters with window p - width + 1. gensim takes a word out when any occurrence of it leaves
    the window, although another may still be inside: a run ends at the first occurrence in its first window. That is
    no part of the definition, but of all values measured with gensim, so it is kept.

    Parameters
    ----------
    tokens : array, shape (n_tokens,)
        Rows of words, -1 for any other, document after document.
    lengths : array, shape (n_documents,)
    width : int

    Returns
    -------
    word, start, end : arrays, shape (n_runs,)
        Windows ``start`` to ``end - 1`` have ``word``; numbered through all documents; no two runs of a word overlap.
    """
    here = np.flatnonzero(tokens >= 0)
    here = here[np.argsort(tokens[here], kind="stable")]  # by word, then in the order of the text
    word = tokens[here]
    document = np.repeat(np.arange(len(lengths)), lengths)[here]
    text_start = (np.cumsum(lengths) - lengths)[document]
    start = np.maximum(here - text_start - width + 1, 0)
    leaving = np.searchsorted(word * len(tokens) + here, word * len(tokens) + text_start + start)
    new = np.diff(leaving, prepend=-1) > 0  # occurrences that leave together are one run, from the first one's start
    windows = _windows(lengths, width)
    end = np.minimum(here[leaving] - text_start + 1, windows[document])
    offset = (np.cumsum(windows) - windows)[document]
    return word[new], (offset + start)[new], (offset + end)[new]


def _add(together: IntArray, runs: Runs) -> None:
    """Add the windows of each word, and of each two words in the order their runs start."""
    order = np.argsort(runs[1], kind="stable")
    word, start, end = (a[order] for a in runs)
    cells = together.reshape(-1)  # the same memory
    np.add.at(cells, word * (len(together) + 1), end - start)
    furthest = np.maximum.accumulate(end)
    later, lag = np.arange(1, len(word)), 1
    while len(later):  # a run that starts after all runs so many places back have ended is done
        later = later[start[later] < furthest[later - lag]]
        earlier = later - lag
        overlap = np.minimum(end[earlier], end[later]) - start[later]
        np.add.at(cells, word[earlier] * len(together) + word[later], np.maximum(overlap, 0))
        lag += 1
        later = later[later >= lag]


def _score(shares: FloatArray, measure: str) -> float:
    """Return one topic's coherence from the shares of windows that have both words, shape (n_words, n_words)."""
    joint, alone = shares + EPSILON, np.diag(shares)
    better = np.tril_indices(len(joint), -1)  # each word with those before it
    if measure == "u_mass":
        return float(np.log(joint / alone)[better].mean())
    pmi = np.log(joint / np.outer(alone, alone))
    if measure == "c_uci":
        return float(pmi[better].mean())
    npmi = pmi / -np.log(joint)
    return float(npmi[better].mean()) if measure == "c_npmi" else _mean_cosine(npmi)


def _mean_cosine(vectors: FloatArray) -> float:
    """Return the mean cosine of the rows with their sum; with a vector of zeros it is 0."""
    whole = vectors.sum(axis=0)
    norms = np.sqrt((vectors**2).sum(axis=1) * (whole**2).sum())
    return float(((vectors * whole).sum(axis=1) / np.where(norms > 0, norms, 1.0)).mean())
