"""Segmenters: what cuts a run of Han characters into words, two that are known and any that a user has."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import chain, pairwise

import rjieba

from analysis.errors import BojiError

SEGMENTERS = ("rjieba", "jieba")
USER_WORD_COUNT = 5_000_000  # above the dictionary's most frequent word, so that a user's word is never cut

Cut = Callable[[str], Iterable[str]]
Segmenter = str | Cut


def check(segmenter: object, userwords: tuple[str, ...]) -> None:
    """Check what a user asks for.

    Raises
    ------
    BojiError
        For a segmenter that is neither known nor callable, and for a user's words that are meant for a callable.
    """
    if callable(segmenter):
        if userwords:
            raise BojiError(
                f"Tokenizer: {name_of(segmenter)} has a dictionary of its own; give userwords to it, not to Tokenizer"
            )
    elif segmenter not in SEGMENTERS:
        raise BojiError(
            f"Tokenizer: segmenter must be one of {SEGMENTERS} or a callable that gives the words of a text, "
            f"got {segmenter!r}"
        )


def name_of(segmenter: Segmenter) -> str:
    """Return the name of a segmenter; of a callable its module and name, or those of its class."""
    if isinstance(segmenter, str):
        return segmenter
    named = segmenter if hasattr(segmenter, "__qualname__") else type(segmenter)
    return f"{named.__module__}.{named.__qualname__}"


def cutter(segmenter: Segmenter, userwords: tuple[str, ...]) -> Cut:
    """Return what cuts a run of folded Han characters into words."""
    return _known(segmenter, userwords) if isinstance(segmenter, str) else lambda run: _own(segmenter, run)


def cut_all(segmenter: Segmenter, userwords: tuple[str, ...], runs: Sequence[str]) -> tuple[list[str], list[int]]:
    """Cut many runs of folded Han characters into words.

    The fast one gets them in one piece, a line each, which takes it half the time: no word goes beyond a line's end.

    Returns
    -------
    words : list of str
        Those of all runs, one behind the other.
    size : list of int
        How many each run has.
    """
    cut = cutter(segmenter, userwords)
    if segmenter != "rjieba" or not runs:
        each = [list(cut(run)) for run in runs]
        return list(chain.from_iterable(each)), list(map(len, each))
    found = [*cut("\n".join(runs)), "\n"]
    ends = [-1, *(i for i, word in enumerate(found) if word == "\n")]
    return [word for word in found if word != "\n"], [b - a - 1 for a, b in pairwise(ends)]


def _own(segmenter: Cut, run: str) -> list[str]:
    """Return the words that a user's callable gives for a run, those that are blank left out.

    Raises
    ------
    BojiError
        When it gives anything else than words.
    """
    given: object = segmenter(run)
    words = list(given) if isinstance(given, Iterable) and not isinstance(given, str) else given
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise BojiError(
            f"segmenter {name_of(segmenter)} gave {words!r} for {run!r}; it must give words one by one, as "
            "['渡船', '码头']; of spaCy: lambda text: [token.text for token in nlp.make_doc(text)]"
        )
    return [word.strip() for word in words if word.strip()]


@cache
def _known(segmenter: str, userwords: tuple[str, ...]) -> Cut:
    return _fast(userwords) if segmenter == "rjieba" else _reference(userwords)


def _fast(userwords: tuple[str, ...]) -> Cut:
    if not userwords:
        cut: Cut = rjieba.cut
        return cut
    own = rjieba.Jieba()
    for word in userwords:
        own.add_word(word, USER_WORD_COUNT, "nz")
    cut = own.cut
    return cut


def _reference(userwords: tuple[str, ...]) -> Cut:
    with warnings.catch_warnings():
        # jieba is unmaintained: it imports pkg_resources and holds invalid escapes, neither of which a user can mend.
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415  # only for those who ask for it: it takes a second to load
    jieba.setLogLevel(logging.WARNING)
    own = jieba.Tokenizer()
    for word in userwords:
        own.add_word(word, USER_WORD_COUNT)
    cut: Cut = own.lcut
    return cut
