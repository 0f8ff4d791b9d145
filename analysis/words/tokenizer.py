"""Tokenizer: text to words.

Text is cut at punctuation, digits and line ends first, and only the runs of Han characters between them are
segmented: a segmenter that sees the text with its punctuation removed joins words across it.
"""

from __future__ import annotations

import logging
import os
import re
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, asdict, dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import rjieba
from stopwordsiso import stopwords

from analysis.errors import BojiError
from analysis.reading.characters import HAN, fold
from analysis.words.stopwords import stop_words

SEGMENTERS = ("rjieba", "jieba")
# Han runs, and Latin words with their digits ("5g", "h7n9"); what is neither separates.
RUN = rf"[{HAN}]+|(?:(?<![0-9])[0-9]++)?[a-z][a-z0-9]*"  # digits are looked at once: a page may be nothing else
USER_WORD_COUNT = 5_000_000  # above the dictionary's most frequent word, so that a user's word is never cut


@dataclass(frozen=True)
class Tokenizer:
    """Cut text into the words that carry meaning.

    Parameters
    ----------
    segmenter : {"rjieba", "jieba"}
        The fast one, or the reference; both use jieba's dictionary and hidden Markov model and agree on Han runs.
    userwords : iterable of str
        Words that are never cut; see `from_files` for a user dictionary.
    stopwords : iterable of str
        Words that carry no meaning, beside those that are known.
    phrases : iterable of sequences of str
        Sequences of words that are one word each; see `with_phrases`.
    bound : iterable of str
        Words that are none outside these phrases.

    Raises
    ------
    BojiError
        For a segmenter that is not known.

    Notes
    -----
    Holds its parameters alone and builds the segmenter when first asked, so it can be copied and sent to processes.
    """

    segmenter: str = "rjieba"
    _: KW_ONLY
    userwords: tuple[str, ...] = ()
    stopwords: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    bound: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Fold and sort what was given."""
        if self.segmenter not in SEGMENTERS:
            raise BojiError(f"Tokenizer: segmenter must be one of {SEGMENTERS}, got {self.segmenter!r}")
        tidy = {
            "userwords": tuple(map(fold, self.userwords)),
            "stopwords": tuple(sorted(set(map(fold, self.stopwords)))),
            "phrases": tuple(sorted({tuple(p) for p in self.phrases})),
            "bound": tuple(sorted(set(self.bound))),
        }
        for name, value in tidy.items():
            object.__setattr__(self, name, value)  # the way of a frozen dataclass

    @classmethod
    def from_files(
        cls,
        userdict: str | os.PathLike[str] | None = None,
        stopwords: str | os.PathLike[str] | None = None,
        segmenter: str = "rjieba",
    ) -> Tokenizer:
        """Read a user's words from files.

        Parameters
        ----------
        userdict : path, optional
            A jieba user dictionary: a word a line, perhaps with a count and a part of speech, which are not used.
        stopwords : path, optional
            More stop words, one a line.
        segmenter : {"rjieba", "jieba"}
        """
        return cls(segmenter, userwords=tuple(_first_words(userdict)), stopwords=tuple(_first_words(stopwords)))

    def __call__(self, text: str) -> list[str]:
        """Return the words of a text: two or more characters, no stop word, Simplified and lower case."""
        return self.folded(fold(text))

    def folded(self, text: str) -> list[str]:
        """Return the words of text that `analysis.reading.characters.fold` has folded already."""
        return self.words_of(self.runs(text))

    def words_of(self, runs: Iterable[Sequence[str]]) -> list[str]:
        """Return the words of text that `runs` has cut already."""
        stop = stop_words(self.stopwords)
        words = chain.from_iterable(runs)
        if self.phrases:
            join, parts = _joiner(self.phrases), _free_parts(self.phrases, self.bound)
            joined = chain.from_iterable(map(join, runs))
            words = chain.from_iterable((w, *parts.get(w, ())) for w in joined)
        return [w for w in words if len(w) > 1 and w not in stop]

    def runs(self, text: str) -> list[list[str]]:
        """Return all words of folded text, stop words and single characters among them, by unbroken run of text."""
        cut = _cutter(self.segmenter, self.userwords)
        mixed = _mixed(self.userwords)
        found = _runs(mixed).findall(text)
        return [[run] if run[0] <= "z" or run in mixed else list(cut(run)) for run in found]

    def stops(self) -> frozenset[str]:
        """Return the words that carry no meaning of their own."""
        return stop_words(self.stopwords)

    def with_phrases(self, phrases: Iterable[Sequence[str]], bound: Iterable[str] = ()) -> Tokenizer:
        """Return the same tokenizer that also gives each of these sequences of words as one word.

        The words of a phrase follow it, those that are ``bound`` left out: pieces of phrases that are no words.
        """
        return replace(self, phrases=tuple(map(tuple, phrases)), bound=tuple(bound))

    def describe(self) -> dict[str, Any]:
        """Return the parameters as plain data, for `from_description`."""
        return asdict(self)

    @classmethod
    def from_description(cls, described: Mapping[str, Any]) -> Tokenizer:
        """Build a tokenizer from what `describe` returned, perhaps by way of JSON."""
        return cls(**described)


@cache
def _joiner(phrases: tuple[tuple[str, ...], ...]) -> PhraseJoiner:
    return PhraseJoiner(phrases)


@cache
def _free_parts(phrases: tuple[tuple[str, ...], ...], bound: tuple[str, ...]) -> dict[str, list[str]]:
    """Return the words of each phrase that are words by themselves as well."""
    pieces = frozenset(bound)
    return {"".join(phrase): [w for w in phrase if w not in pieces] for phrase in phrases}


@cache
def part_of_speech(word: str) -> str:
    """Return the part of speech that jieba's dictionary has for a word, as it names it; "x" for one it would cut.

    A word that it would cut behind a pronoun (这节 + 课) counts as one.
    """
    tagged = rjieba.tag(word)
    return str(tagged[0][1]) if len(tagged) == 1 or tagged[0][1] == "r" else "x"


@cache
def _mixed(userwords: tuple[str, ...]) -> frozenset[str]:
    """Return the user's words that are not of Han characters alone, which no segmenter of Han runs can keep whole."""
    return frozenset(w for w in userwords if not re.fullmatch(f"[{HAN}]+", w))


@cache
def _runs(mixed: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(mixed, key=lambda w: (-len(w), w))
    return re.compile("|".join([*map(re.escape, longest_first), RUN]))


def plain_words(text: str) -> list[str]:
    """Return the words that the usual recipe gives: all text to the segmenter, stop words and numbers taken out.

    Kept to show what that recipe leads to: it joins words across punctuation and keeps the scripts apart.
    """
    stop = stopwords(["zh"])
    return [w for w in rjieba.cut(text) if len(w) > 1 and w not in stop and not w.isdigit()]


def _first_words(path: str | os.PathLike[str] | None) -> list[str]:
    """Return the first field of each line of a word list."""
    if path is None:
        return []
    lines = Path(path).read_text(encoding="utf-8-sig").split("\n")
    return [line.split()[0] for line in lines if line.strip()]


@cache
def _cutter(segmenter: str, userwords: tuple[str, ...]) -> Callable[[str], Iterable[str]]:
    return _fast(userwords) if segmenter == "rjieba" else _reference(userwords)


def _fast(userwords: tuple[str, ...]) -> Callable[[str], Iterable[str]]:
    if not userwords:
        cut: Callable[[str], Iterable[str]] = rjieba.cut
        return cut
    own = rjieba.Jieba()
    for word in userwords:
        own.add_word(word, USER_WORD_COUNT, "nz")
    cut = own.cut
    return cut


def _reference(userwords: tuple[str, ...]) -> Callable[[str], Iterable[str]]:
    with warnings.catch_warnings():
        # jieba is unmaintained: it imports pkg_resources and holds invalid escapes, neither of which a user can mend.
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415  # only for those who ask for it: it takes a second to load
    jieba.setLogLevel(logging.WARNING)
    own = jieba.Tokenizer()
    for word in userwords:
        own.add_word(word, USER_WORD_COUNT)
    cut: Callable[[str], Iterable[str]] = own.lcut
    return cut


class PhraseJoiner:
    """Makes one word of each phrase in a run, from the left, the longest first; ``phrases`` keeps them, sorted."""

    def __init__(self, phrases: Iterable[Sequence[str]]) -> None:
        self.phrases = sorted({tuple(p) for p in phrases})
        wrong = [p for p in self.phrases if len(p) < 2 or not all(p)]
        if wrong:
            raise BojiError(f"PhraseJoiner: a phrase must be two words or more, none of them empty, got {wrong[0]!r}")
        self._of_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in sorted(self.phrases, key=len, reverse=True):
            self._of_first.setdefault(phrase[0], []).append(phrase)

    def __call__(self, tokens: Sequence[str]) -> list[str]:
        """Return the words of an unbroken run with its phrases joined."""
        joined: list[str] = []
        i = 0
        while i < len(tokens):
            starting = self._of_first.get(tokens[i], ())
            phrase = next((p for p in starting if tuple(tokens[i : i + len(p)]) == p), (tokens[i],))
            joined.append("".join(phrase))
            i += len(phrase)
        return joined
