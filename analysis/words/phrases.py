"""Phrases: the terms and names of a corpus that a general segmenter cuts in pieces.

A phrase is a run of two to four words that hold together (cohesion) and stand freely among their neighbours
(freedom). So do many verbs with their objects, and what is wanted are names: no phrase begins or ends with a word
that the corpus itself uses as a verb.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.arrays import BoolArray, FloatArray, IntArray
from analysis.errors import BojiError
from analysis.words.tokenizer import Tokenizer, part_of_speech
from analysis.words.tokens import Found, Tokens, ranges

MIX, SPREAD = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)  # of the golden ratio, of splitmix64
Runs = tuple[list[IntArray], list[IntArray]]
CODES = sys.maxunicode + 1
MOST_WORDS = 4
MOST_CHARACTERS = 10
COHESION = (0.55, 0.6, 0.85, np.inf)  # at least, with no doubt about the words, with one, with two, with more
FREEDOM = 1.0  # at least: three different neighbours
USED_AS_VERB = 0.05  # share of a word's uses; nouns have some too, where a run was cut wrongly
USED_AS_ADJECTIVE = 0.15
BEHIND_VERBS = "了 着 过".split()
BEFORE_VERBS = (  # and before adjectives
    "不 没 没有 未 要 会 能 能够 可以 应 应该 应当 已 已经 正在 进一步 不断 必须 需 需要 地 再 又 还 就 才 便 曾 "
    "很 更 更加 最 非常 十分 较 比较 太 越 越来越".split()
)
AROUND_NAMES = frozenset(["", *"的 和 与 及 或 是 在 为 对 等 了".split()])  # beside them, as at an end, a word is free
NAMING = frozenset("大小人区")  # found in lists of stop words, and in names
TITLES = tuple("长 书记 主席 总统 总理 首相 教授 院士 主任 委员 代表 大使 老师 先生 女士 同志 同学 医生 博士".split())
MEASURES = frozenset("个位名件张条支架辆座股台首份项枚届次批轮句行页本样点场种些家只把块段片多余干两亿万")
# Initials of parts of speech in jieba's dictionary: words of no name, numbers and times, verbs and adjectives.
NEVER, NUMBERS, VERBS, ADJECTIVES = list("cdefopqruy"), list("mt"), list("vaiz"), list("az")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that was found.

    ``count`` is that of its occurrences, those of copied text once; ``cohesion`` the normalised pointwise mutual
    information (Bouma 2009) where it is weakest, at most 1; ``freedom`` the entropy in nats of the character before or
    behind, the smaller one (Jin & Tanaka-Ishii 2006).
    """

    words: tuple[str, ...]
    count: int
    pages: int
    cohesion: float
    freedom: float


@dataclass(frozen=True, slots=True)
class _Text:
    """The words, sorted, the first empty, and by position, the empty word between runs: word, page, whether no copy."""

    words: npt.NDArray[np.str_]
    token: IntArray
    page: IntArray
    fresh: BoolArray

    def uses(self, where: BoolArray | None = None) -> IntArray:
        """Count the words, or those at some positions, shape (n_words,); copies do not count."""
        return np.bincount(self.token[self.fresh if where is None else self.fresh & where], minlength=len(self.words))


@dataclass(frozen=True, slots=True)
class _Fit:
    """What is known by position: may begin and end phrases, with how many doubts, may stand before the next word."""

    edge: BoolArray
    doubt: IntArray
    joint: BoolArray


def find_phrases(
    lines: Iterable[Sequence[Sequence[str]]],
    page: Iterable[int],
    stop: frozenset[str],
    part_of: Callable[[str], str] | None = None,
    min_count: int = 3,
    min_pages: int = 2,
) -> list[Phrase]:
    """Find the phrases of a corpus.

    Parameters
    ----------
    lines : iterable of sequences of sequences of str
        The unbroken runs of Han characters of each line, each cut into all its words. Of equal lines, and of equal
        runs of more than `MOST_WORDS` words, one counts.
    page : iterable of int
        The page of each line, from 0.
    stop : frozenset of str
        Words that are part of no phrase.
    part_of : callable, optional
        Gives the part of speech of a word as jieba's dictionary names it. Without it more is found, less of it names.
    min_count, min_pages : int
        Fewer occurrences do not make a phrase; those within a longer phrase do not count.

    Returns
    -------
    list of Phrase
        By falling count, ties in order of the words; the same for lines in any order.

    Raises
    ------
    BojiError
        When ``min_count`` or ``min_pages`` is below 1.
    """
    if min(min_count, min_pages) < 1:
        raise BojiError(f"find_phrases: min_count and min_pages must be 1 or more, got {min_count} and {min_pages}")
    known = Tokens.of_runs(lines)
    return _found(known, np.arange(len(known.of)), list(page), stop, part_of, (min_count, min_pages))


def _found(
    tokens: Tokens,
    rows: npt.NDArray[np.intp],
    page: Sequence[int],
    stop: frozenset[str],
    part_of: Callable[[str], str] | None,
    least: tuple[int, int],
) -> list[Phrase]:
    """Find the phrases of some lines, given the page of each."""
    text = _encode(tokens, rows, page)
    runs, fit = _count_runs(text, least[0]), _judge_words(text, stop, part_of, least[0])
    alone = np.ones((MOST_WORDS + 1, len(text.token)), np.bool_)  # by size: not within a longer phrase
    found: list[Phrase] = []
    for size in range(MOST_WORDS, 1, -1):
        phrases, starts = _choose(text, runs, fit, size, alone[size], least)
        found += phrases
        for shorter in range(2, size):
            for place in range(size - shorter + 1):
                alone[shorter, starts + place] = False
    return sorted(found, key=lambda p: (-p.count, p.words))


def _encode(tokens: Tokens, rows: npt.NDArray[np.intp], page: Sequence[int]) -> _Text:
    """Lay the words of some lines out by position, and tell copies apart."""
    if len(rows) != len(page):
        raise ValueError(f"got {len(rows)} lines and the pages of {len(page)}; give the page of each line")
    run, line = tokens.runs_of(rows)
    size = np.diff(tokens.run)[run]
    number = tokens.token[ranges(tokens.run[run], size)]
    there = np.bincount(number, minlength=len(tokens.words)) > 0
    used, token = np.flatnonzero(there), (np.cumsum(there) - 1)[number]
    known = [tokens.words[i] for i in used.tolist()]
    order = sorted(range(len(known)), key=known.__getitem__)
    rank = np.empty(len(used), np.int64)
    rank[order] = np.arange(1, len(used) + 1)
    first = 1 + np.cumsum(size + 1) - (size + 1)
    laid = np.zeros(1 + int((size + 1).sum()) + MOST_WORDS, np.int64)
    laid[ranges(first, size)] = rank[token]
    fresh = np.append(False, _fresh(token, size, line))
    pages = np.append(0, np.asarray(page, np.int64)[line])
    length = np.append(1, size + 1)
    length[-1] += MOST_WORDS
    words = ["", *(known[i] for i in order)]
    return _Text(np.array(words), laid, np.repeat(pages, length), np.repeat(fresh, length))


def _fresh(token: IntArray, size: IntArray, line: IntArray) -> BoolArray:
    """Mark the runs that copy nothing: of equal lines, and of equal long runs, the first is none."""
    kinds = _first_alike(token, size)
    original = (kinds == np.arange(len(kinds))) | (size <= MOST_WORDS)
    runs = np.unique(line, return_counts=True)[1]
    first = _first_alike(kinds, runs) == np.arange(len(runs))
    fresh: BoolArray = original & np.repeat(first, runs)
    return fresh


def _first_alike(numbers: IntArray, size: IntArray) -> IntArray:
    """Return for each row of numbers, so long and one behind the other, the first row that is equal to it.

    Compared are sums of 64 bits, in which each number is mixed and weighs by its place.
    """
    start, full = np.cumsum(size) - size, size > 0
    place = np.arange(len(numbers)) - np.repeat(start, size)
    weight = np.cumprod(np.full(int(size.max(initial=0)), MIX, np.uint64))
    mixed = (numbers.astype(np.uint64) + np.uint64(1)) * MIX
    mixed = (mixed ^ (mixed >> np.uint64(30))) * SPREAD
    sums = np.zeros(len(size), np.uint64)
    if full.any():
        sums[full] = np.add.reduceat((mixed ^ (mixed >> np.uint64(31))) * weight[place], start[full])
    _, first, kind = np.unique(sums, return_index=True, return_inverse=True)
    alike: IntArray = first[kind]
    return alike


def _count_runs(text: _Text, least: int) -> Runs:
    """Return the number and the count of the run of each size that starts at each position, 0 for one too rare."""
    words = text.uses()
    number, count = [text.token] * 2, [words[text.token]] * 2  # no size is 0
    for size in range(2, MOST_WORDS + 1):
        last = np.roll(text.token, 1 - size)
        # Only a run whose first words and whose last words are common enough can be so itself.
        at = np.flatnonzero((number[-1] > 0) & (np.roll(number[-1], -1) > 0) & (last > 0))
        _, kind = np.unique(number[-1][at] * len(words) + last[at], return_inverse=True)
        counts = np.bincount(kind[text.fresh[at]], minlength=int(kind.max(initial=-1)) + 1)
        often = counts >= least
        for row, values in ((number, np.cumsum(often) * often), (count, counts * often)):
            row.append(np.zeros_like(text.token))
            row[size][at] = values[kind]
    return number, count


def _judge_words(text: _Text, stop: frozenset[str], part_of: Callable[[str], str] | None, least: int) -> _Fit:
    """Judge each word by the words that stand beside it, and by its part of speech; one too rare is in no phrase."""
    words, (before, behind) = text.words, (np.roll(text.token, 1), np.roll(text.token, -1))
    total, of, width = text.uses(), words == "的", np.char.str_len(words)
    asked = zip(words.tolist(), (total >= least).tolist(), strict=True)
    part = np.array([part_of(w) if part_of and w and often else "" for w, often in asked])
    initial = part.astype("U1")
    # Behind 的 stand nouns, and verbs that are used as nouns; before it, adjectives more than others.
    nominal, described = text.uses(of[before]), text.uses(of[behind])
    verbal = text.uses(np.isin(words, BEHIND_VERBS)[behind]) + text.uses(np.isin(words, BEFORE_VERBS)[before])
    used = (verbal > 1) & (verbal > nominal) & (verbal >= USED_AS_VERB * total)
    used |= np.isin(initial, ADJECTIVES) & (described >= USED_AS_ADJECTIVE * total)
    verb = np.isin(initial, VERBS) & ~np.isin(part, ["vn", "an"]) | (part == "l") & (width == 4)  # l: 落到实处
    unproven = verb & ((nominal <= verbal) | (width == 1))
    numeral, measure = np.isin(initial, NUMBERS), np.array([w[-1:] in MEASURES for w in words.tolist()])
    inner = ~np.isin(initial, NEVER) & ~(numeral & measure) & ~np.isin(words, ["", *(stop - NAMING)])
    person = (part.astype("U2") == "nr") & (width > 1)
    title = np.array([w.endswith(TITLES) for w in words.tolist()])
    parted = person[text.token] & title[behind] | title[text.token] & person[behind]
    doubt = np.where(unproven | numeral, 2, verb)
    return _Fit((inner & ~used)[text.token], doubt[text.token], inner[text.token] & ~parted)


def _choose(
    text: _Text, runs: Runs, fit: _Fit, size: int, alone: BoolArray, least: tuple[int, int]
) -> tuple[list[Phrase], IntArray]:
    """Return the phrases of a size, and all positions where one starts."""
    at, cohesion = _cohesive(text, runs, fit, size)
    _, one, kind = np.unique(runs[0][size][at], return_index=True, return_inverse=True)
    new, n = text.fresh[at], len(one)
    n_pages = int(text.page.max()) + 1
    pages = np.bincount(np.unique(kind * n_pages + text.page[at]) // n_pages, minlength=n)
    freedom = _freedom(text, size, at[new], kind[new], n)
    count = np.bincount(kind[new & alone[at]], minlength=n)
    good = (count >= least[0]) & (pages >= least[1]) & (freedom >= FREEDOM)
    phrases = []
    for i in np.flatnonzero(good):
        words, times = text.words[text.token[at[one[i]] :][:size]].tolist(), int(runs[1][size][at[one[i]]])
        phrases.append(Phrase(tuple(words), times, int(pages[i]), float(cohesion[one[i]]), float(freedom[i])))
    return phrases, at[good[kind]]


def _cohesive(text: _Text, runs: Runs, fit: _Fit, size: int) -> tuple[IntArray, FloatArray]:
    """Return the positions where words start that are fit for a phrase and hold together, and how much they do."""
    number, count = runs
    at = np.flatnonzero((number[size] > 0) & fit.edge & np.roll(fit.edge, 1 - size))
    at = at[np.all([fit.joint[at + place] for place in range(size - 1)], axis=0)]
    whole, total = count[size][at], max(int(text.uses()[1:].sum()), 2)
    apart = np.max([count[i][at] * count[size - i][at + i] for i in range(1, size)], axis=0)
    cohesion = np.log(whole * total / apart) / np.log(total / np.minimum(whole, total - 1))
    lengths = np.char.str_len(text.words)[text.token]
    width, doubts = (np.sum([of[at + i] for i in range(size)], axis=0) for of in (lengths, fit.doubt))
    held = (width <= MOST_CHARACTERS) & (cohesion >= np.array(COHESION)[np.minimum(doubts, len(COHESION) - 1)])
    return at[held], cohesion[held]


def _freedom(text: _Text, size: int, at: IntArray, kind: IntArray, n: int) -> FloatArray:
    """Return the entropy of the characters beside each of n kinds of runs; ends of runs are each their own."""
    count = np.bincount(kind, minlength=n)
    codes = text.words.view(np.uint32).reshape(len(text.words), -1).astype(np.int64)
    codes[np.isin(text.words, sorted(AROUND_NAMES))] = 0
    first, last = codes[:, 0], codes[np.arange(len(codes)), np.char.str_len(text.words) - 1]
    sides = []
    for beside in (last[text.token[at - 1]], first[text.token[at + size]]):
        pairs, times = np.unique((kind * CODES + beside)[beside > 0], return_counts=True)
        sides.append(np.log(count) - np.bincount(pairs // CODES, times * np.log(times), minlength=n) / count)
    return np.asarray(np.minimum(*sides))


TIED = 0.25  # share of the uses of its rarest word that a phrase must account for, to be a word of the corpus
BOUND = 0.7  # share of a word's uses within phrases from which it is a piece of them and no word of its own
MANY = 1_000_000  # words of a corpus in which three occurrences say little


def corpus_lexicon(tokenizer: Tokenizer, tokens: Tokens, rows: npt.NDArray[np.intp], pages: Sequence[int]) -> Tokenizer:
    """Return the tokenizer that also knows the phrases of a corpus.

    Parameters
    ----------
    tokenizer : Tokenizer
    tokens : Tokens
        Of folded lines.
    rows : int array
        The lines to find phrases in.
    pages : sequence of int
        The page of each of these.
    """
    run, _ = tokens.runs_of(rows)
    size = np.diff(tokens.run)[run]
    chosen = Tokens(
        tokens.words,
        tokens.token[ranges(tokens.run[run], size)],
        np.append(0, np.cumsum(size)),
        np.array([0, len(run)]),
        np.zeros(1, np.int64),
    )
    uses = np.bincount(chosen.token, minlength=len(tokens.words))
    least = 5 if len(chosen.token) >= MANY else 3
    found = _found(tokens, rows, pages, tokenizer.stops(), part_of_speech, (least, 2))
    number = {word: i for i, word in enumerate(tokens.words)}
    phrases = sorted({p.words for p in found if p.count >= TIED * min(uses[number[w]] for w in p.words)})
    standing = Found.of(chosen, phrases)
    within = np.bincount(standing.parts(chosen)[1], minlength=len(standing.words))
    bound = np.flatnonzero(within > BOUND * uses)
    return tokenizer.with_phrases(phrases, (standing.words[i] for i in bound.tolist()))
