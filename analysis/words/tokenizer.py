"""Tokenizer: text to words.

Text is cut at punctuation, digits and line ends first, and only the runs of Han characters between them are
segmented: a segmenter that sees the text with its punctuation removed joins words across it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import KW_ONLY, dataclass, fields, replace
from functools import cache
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import Any, Self

import rjieba
from stopwordsiso import stopwords

from analysis.errors import BojiError
from analysis.reading.characters import HAN, fold
from analysis.words.segmenters import Segmenter, check, cut_all, name_of
from analysis.words.stopwords import stop_words

OWN = "own"  # what the description of a tokenizer calls a user's segmenter, which cannot be described
# Han runs, and Latin words with their digits ("5g", "h7n9"); what is neither separates.
RUN = rf"[{HAN}]+|(?:(?<![0-9])[0-9]++)?[a-z][a-z0-9]*"  # digits are looked at once: a page may be nothing else


class MissingSegmenterError(BojiError):
    """A description tells of a user's own segmenter, and none was given.

    Parameters
    ----------
    name : str
        Of the one that was used.
    """

    def __init__(self, name: str) -> None:
        super().__init__(
            f"the words of this model were cut by {name}, which is not saved with it; give it again: "
            "TopicAnalysis.load(folder, tokenizer=Tokenizer(that_callable))",
            f"此模型的词由 {name} 切分，它没有随模型保存；请再给出："
            "TopicAnalysis.load(folder, tokenizer=Tokenizer(那个函数))",
        )


@dataclass(frozen=True)
class Tokenizer:
    """Cut text into the words that carry meaning.

    Parameters
    ----------
    segmenter : {"rjieba", "jieba"} or callable
        The fast one, or the reference; both use jieba's dictionary and hidden Markov model and agree on Han runs. Or
        any function of a run of Han characters (Simplified) that gives its words, as those of spaCy or HanLP.
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
        For a segmenter that is not known, and for ``userwords`` beside a callable, which has its own.

    Notes
    -----
    Holds its parameters alone and builds the segmenter when first asked, so it can be copied and sent to processes; a
    callable is shared by copies, and must be one that can be sent (no ``lambda``) where there is more than one job.
    """

    segmenter: Segmenter = "rjieba"
    _: KW_ONLY
    userwords: tuple[str, ...] = ()
    stopwords: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    bound: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Fold and sort what was given."""
        check(self.segmenter, tuple(self.userwords))
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

    def __deepcopy__(self, _: object) -> Self:
        """Return the same: nothing in it changes, and a callable may hold a model of a gigabyte."""
        return self

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
        words, size, _ = self.runs_of([text])
        return [words[a:b] for a, b in pairwise(accumulate(size, initial=0))]

    def runs_of(self, texts: Iterable[str]) -> tuple[list[str], list[int], list[int]]:
        """Return the same for many texts, which are cut together.

        Returns
        -------
        words : list of str
            Those of all texts, one behind the other.
        size : list of int
            How many words each run has.
        many : list of int
            How many runs each text has.
        """
        mixed = _mixed(self.userwords)
        found = list(map(_runs(mixed).findall, texts))
        runs = list(chain.from_iterable(found))
        whole = {run for run in runs if run[0] <= "z"} | mixed
        cut, size = cut_all(self.segmenter, self.userwords, [run for run in runs if run not in whole])
        words, sizes = _with_whole(runs, whole, cut, size)
        return words, sizes, list(map(len, found))

    def stops(self) -> frozenset[str]:
        """Return the words that carry no meaning of their own."""
        return stop_words(self.stopwords)

    def with_phrases(self, phrases: Iterable[Sequence[str]], bound: Iterable[str] = ()) -> Tokenizer:
        """Return the same tokenizer that also gives each of these sequences of words as one word.

        The words of a phrase follow it, those that are ``bound`` left out: pieces of phrases that are no words.
        """
        return replace(self, phrases=tuple(map(tuple, phrases)), bound=tuple(bound))

    def describe(self) -> dict[str, Any]:
        """Return the parameters as plain data, for `from_description`; of a callable, its name."""
        said = {field.name: getattr(self, field.name) for field in fields(self)}
        return said if isinstance(self.segmenter, str) else said | {"segmenter": {OWN: name_of(self.segmenter)}}

    @classmethod
    def from_description(cls, described: Mapping[str, Any], segmenter: Segmenter | None = None) -> Tokenizer:
        """Build a tokenizer from what `describe` returned, perhaps by way of JSON.

        Parameters
        ----------
        described : mapping
        segmenter : callable, optional
            The one that was described by its name, if one was.

        Raises
        ------
        MissingSegmenterError
            When that is needed and not given.
        """
        said = described["segmenter"]
        if isinstance(said, str):
            return cls(**described)
        if not callable(segmenter):
            raise MissingSegmenterError(said[OWN])
        return cls(**{**described, "segmenter": segmenter})


def _with_whole(
    runs: Sequence[str], whole: Set[str], cut: list[str], size: Sequence[int]
) -> tuple[list[str], list[int]]:
    """Put the runs that are words themselves between the words, and their numbers, of those that were cut."""
    words, sizes, left = list[str](), list[int](), iter(size)
    start = stop = 0  # of the words since the last whole run: copied together, as whole runs are few
    for run in runs:
        if run in whole:
            words += cut[start:stop]
            words.append(run)
            sizes.append(1)
            start = stop
        else:
            sizes.append(next(left))
            stop += sizes[-1]
    return words + cut[start:], sizes


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
