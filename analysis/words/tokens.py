"""Tokens: lines cut into words once, each word a number from then on."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.arrays import BoolArray, Int32Array, IntArray
from analysis.words.tfidf import Counts
from analysis.words.tokenizer import Tokenizer

NO_PHRASE = -1


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of some lines, stop words and single characters among them, by unbroken run of text.

    A text that stands in several lines is held once.

    Attributes
    ----------
    words : list of str
        Each once.
    token : int32 array, shape (n_tokens,)
        Numbers of words.
    run : int array, shape (n_runs + 1,)
        The first token of each run, and the number of tokens.
    text : int array, shape (n_texts + 1,)
        The first run of each text, and the number of runs.
    of : int array, shape (n_lines,)
        The text of each line.
    """

    words: list[str]
    token: Int32Array
    run: IntArray
    text: IntArray
    of: IntArray

    @classmethod
    def cut(cls, tokenizer: Tokenizer, lines: Sequence[str]) -> Tokens:
        """Cut folded lines."""
        number = _numbering()
        of = array("q", [number[line] for line in lines])
        words, *sizes = tokenizer.runs_of(number)
        token, known = _numbered(words)
        run, text = (np.cumsum([0, *size], dtype=np.int64) for size in sizes)
        return cls(known, token, run, text, np.asarray(of, np.int64))

    @classmethod
    def of_runs(cls, lines: Iterable[Sequence[Sequence[str]]]) -> Tokens:
        """Return the words of lines that are cut already."""
        texts = list(lines)
        runs = list(chain.from_iterable(texts))
        token, known = _numbered(list(chain.from_iterable(runs)))
        run, text = (np.cumsum([0, *map(len, parts)], dtype=np.int64) for parts in (runs, texts))
        return cls(known, token, run, text, np.arange(len(texts)))

    @classmethod
    def join(cls, parts: Sequence[Tokens]) -> Tokens:
        """Put the lines of chunks one behind the other."""
        number = _numbering()
        place = [np.fromiter(map(number.__getitem__, p.words), np.int32, len(p.words)) for p in parts]
        return cls(
            list(number),
            np.concatenate([np.zeros(0, np.int32), *(to[p.token] for to, p in zip(place, parts, strict=True))]),
            _joined_ends([p.run for p in parts]),
            _joined_ends([p.text for p in parts]),
            _shifted([p.of for p in parts], [len(p.text) - 1 for p in parts]),
        )

    def recut(self, tokenizer: Tokenizer, lines: Sequence[str], rows: Sequence[int]) -> Tokens:
        """Return the same with the lines of some rows cut anew, from other text."""
        if not rows:
            return self
        both = Tokens.join([self, Tokens.cut(tokenizer, lines)])
        of = both.of[: len(self.of)].copy()
        of[list(rows)] = both.of[len(self.of) :]
        return Tokens(both.words, both.token, both.run, both.text, of)

    def runs_of(self, rows: npt.NDArray[np.intp]) -> tuple[IntArray, IntArray]:
        """Return the runs of some lines, one behind the other, and the position in ``rows`` that each stems from."""
        text = self.of[rows]
        many = self.text[text + 1] - self.text[text]
        return ranges(self.text[text], many), np.repeat(np.arange(len(rows)), many)

    def counts(self, tokenizer: Tokenizer) -> Counts:
        """Count the words of each line that a tokenizer gives: what carries meaning, and its phrases."""
        words, token, text = self._meant(tokenizer)
        used = np.flatnonzero(np.bincount(token, minlength=len(words)))
        terms = sorted(words[i] for i in used.tolist())
        rank = np.zeros(len(words), np.int64)
        place = {word: i for i, word in enumerate(terms)}
        rank[used] = [place[words[i]] for i in used.tolist()]
        ones = np.ones(len(token), np.int64)
        matrix = sparse.csr_matrix((ones, (text, rank[token])), shape=(len(self.text) - 1, len(terms)))
        return Counts(sparse.csr_matrix(matrix[self.of]), terms)

    def _meant(self, tokenizer: Tokenizer) -> tuple[list[str], IntArray, IntArray]:
        """Return words, the numbers of those that carry meaning, phrases among them, and the text of each of these."""
        text_of_run = np.repeat(np.arange(len(self.text) - 1), np.diff(self.text))
        text = np.repeat(text_of_run, np.diff(self.run))
        words, token = self.words, self.token.astype(np.int64)
        if tokenizer.phrases:
            found = Found.of(self, tokenizer.phrases)
            at, part = found.parts(self, tokenizer.bound)
            alone = ~found.within(self)
            words = [*found.words, *found.spelled()]
            token = np.concatenate([token[alone], len(found.words) + found.which, part])
            text = np.concatenate([text[alone], text[found.start], text[at]])
        stop = tokenizer.stops()
        meant = np.array([len(word) > 1 and word not in stop for word in words], np.bool_)[token]
        return words, token[meant], text[meant]


@dataclass(frozen=True, slots=True)
class Found:
    """Where phrases stand in lines, from the left, the longest first.

    Attributes
    ----------
    words : list of str
        Those of the lines, behind them those of phrases that no line has.
    phrases : list of tuples of int
        As numbers of words.
    start : int array, shape (n_found,)
        The token where each begins.
    which : int array, shape (n_found,)
        Its place in ``phrases``.
    """

    words: list[str]
    phrases: list[tuple[int, ...]]
    start: IntArray
    which: IntArray

    @classmethod
    def of(cls, tokens: Tokens, phrases: Iterable[Sequence[str]]) -> Found:
        """Find phrases, which are sequences of two words or more."""
        number = _numbering(tokens.words)
        numbered = [tuple(number[word] for word in phrase) for phrase in phrases]
        at, which = _matches(tokens, numbered, len(number))
        start, which = _leftmost(at, which, [len(p) for p in numbered])
        return cls(list(number), numbered, start, which)

    def parts(self, tokens: Tokens, bound: Iterable[str] = ()) -> tuple[IntArray, IntArray]:
        """Return the tokens at which a phrase stands, and numbers of its words, those that are ``bound`` left out.

        A word that is spelled like a phrase counts as one.
        """
        spelled = self.spelled()
        last = {word: i for i, word in enumerate(spelled)}  # of phrases that are spelled alike, one has the say
        alike = np.array([last.get(word, NO_PHRASE) for word in self.words], np.int64)
        single = np.flatnonzero(~self.within(tokens) & (alike[tokens.token] != NO_PHRASE))
        having = np.array([last[word] for word in spelled], np.int64)
        which = np.concatenate([having[self.which], alike[tokens.token[single]]])
        pieces = frozenset(bound)
        free = [[i for i in phrase if self.words[i] not in pieces] for phrase in self.phrases]
        first = np.cumsum([0, *map(len, free)])
        many = np.diff(first)[which]
        flat = np.array([i for phrase in free for i in phrase], np.int64)
        return np.repeat(np.concatenate([self.start, single]), many), flat[ranges(first[which], many)]

    def spelled(self) -> list[str]:
        """Return each phrase as one word."""
        return ["".join(self.words[i] for i in phrase) for phrase in self.phrases]

    def within(self, tokens: Tokens) -> BoolArray:
        """Mark the tokens that belong to a phrase."""
        size = np.array([len(p) for p in self.phrases], np.int64)
        inside = np.zeros(len(tokens.token), np.bool_)
        inside[ranges(self.start, size[self.which])] = True
        return inside


def ranges(start: IntArray, size: IntArray) -> IntArray:
    """Return the numbers from each start on, so many of each, one behind the other."""
    before = np.cumsum(size) - size
    return np.repeat(start - before, size) + np.arange(int(size.sum()))


def _numbering(known: Sequence[str] = ()) -> defaultdict[str, int]:
    """Return a dictionary that numbers what it is asked for, in order, behind what is known."""
    fresh = count(len(known))
    return defaultdict(fresh.__next__, zip(known, range(len(known)), strict=True))


def _numbered(words: Sequence[str]) -> tuple[Int32Array, list[str]]:
    """Return words as numbers, and the word that each number stands for."""
    number = _numbering()
    token = np.fromiter(map(number.__getitem__, words), np.int32, len(words))
    return token, list(number)


def _joined_ends(parts: Sequence[IntArray]) -> IntArray:
    """Join arrays of first places, each of which ends with the number of places."""
    return np.append(_shifted([p[:-1] for p in parts], [int(p[-1]) for p in parts]), sum(int(p[-1]) for p in parts))


def _shifted(parts: Sequence[IntArray], sizes: Sequence[int]) -> IntArray:
    """Join arrays of numbers, each raised by the sizes of those before it."""
    starts = np.cumsum([0, *sizes])[:-1]
    return np.concatenate([np.zeros(0, np.int64), *(p + a for p, a in zip(parts, starts.tolist(), strict=True))])


def _matches(tokens: Tokens, phrases: Sequence[tuple[int, ...]], n_words: int) -> tuple[IntArray, IntArray]:
    """Return all tokens at which a phrase begins that ends in the same run, and which phrase: the longest there.

    All tokens walk down the tree of the phrases' words at once; few go beyond its root.
    """
    room = np.repeat(tokens.run[1:], np.diff(tokens.run)) - np.arange(len(tokens.token))
    best = np.full(len(tokens.token), NO_PHRASE, np.int64)
    at, node = np.arange(len(tokens.token)), np.zeros(len(tokens.token), np.int64)
    nodes: dict[tuple[int, ...], int] = {(): 0}
    for depth in range(1, max(map(len, phrases), default=0) + 1):
        stems = sorted({p[:depth] for p in phrases if len(p) >= depth})
        ways = {nodes[stem[:-1]] * n_words + stem[-1]: i for i, stem in enumerate(stems)}
        nodes = {stem: i for i, stem in enumerate(stems)}
        ends = np.full(len(stems), NO_PHRASE, np.int64)
        ends[[nodes[p] for p in phrases if len(p) == depth]] = [i for i, p in enumerate(phrases) if len(p) == depth]
        at, node = at[room[at] >= depth], node[room[at] >= depth]
        keys = np.array(sorted(ways), np.int64)
        key = node * n_words + tokens.token[at + depth - 1]
        place = np.minimum(np.searchsorted(keys, key), len(keys) - 1)
        there = keys[place] == key
        at, node = at[there], np.array([ways[k] for k in keys.tolist()], np.int64)[place[there]]
        best[at] = np.where(ends[node] == NO_PHRASE, best[at], ends[node])
    start = np.flatnonzero(best != NO_PHRASE)
    return start, best[start]


def _leftmost(start: IntArray, which: IntArray, sizes: Sequence[int]) -> tuple[IntArray, IntArray]:
    """Leave out the phrases that begin within one that is left in before them."""
    chosen, free = [], 0
    for i, (at, phrase) in enumerate(zip(start.tolist(), which.tolist(), strict=True)):
        if at >= free:
            chosen.append(i)
            free = at + sizes[phrase]
    rows = np.array(chosen, np.int64)
    return start[rows], which[rows]
