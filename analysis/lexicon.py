"""Lexicon: the words of a corpus, its own terms and names kept whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analysis.phrases import find_phrases
from analysis.tokens import Tokenizer, part_of_speech

TIED = 0.25  # share of the uses of its rarest word that a phrase must account for, to be counted as one word
MANY = 1_000_000  # words of a corpus in which three occurrences say little


def corpus_lexicon(tokenizer: Tokenizer, lines: Sequence[str], pages: Sequence[int]) -> Tokenizer:
    """Return the tokenizer that also knows the phrases of a corpus.

    Parameters
    ----------
    tokenizer : Tokenizer
    lines : sequence of str
        Folded.
    pages : sequence of int
        The page of each line.
    """
    runs = [tokenizer.runs(line) for line in lines]
    uses = Counter(word for line in runs for run in line for word in run)
    least = 5 if uses.total() >= MANY else 3
    found = find_phrases(runs, pages, tokenizer.stops(), part_of_speech, min_count=least)
    return tokenizer.with_phrases(p.words for p in found if p.count >= TIED * min(uses[w] for w in p.words))
