"""Lexicon: the words of a corpus, its own terms and names kept whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analysis.phrases import PhraseJoiner, find_phrases
from analysis.tokens import Tokenizer, part_of_speech

TIED = 0.25  # share of the uses of its rarest word that a phrase must account for, to be a word of the corpus
BOUND = 0.7  # share of a word's uses within phrases from which it is a piece of them and no word of its own
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
    phrases = [p.words for p in found if p.count >= TIED * min(uses[w] for w in p.words)]
    join, parts = PhraseJoiner(phrases), {"".join(p): p for p in phrases}
    joined = (parts.get(word, ()) for line in runs for run in line for word in join(run))
    within = Counter(word for words in joined for word in words)
    return tokenizer.with_phrases(phrases, (w for w in within if within[w] > BOUND * uses[w]))
