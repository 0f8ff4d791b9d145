from collections import Counter
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.words.tfidf import count_tokens
from analysis.words.tokenizer import PhraseJoiner, Tokenizer
from analysis.words.tokens import Found, Tokens, ranges

LINES = ["渡船今天停航，街坊们要绕路。", "abc 街坊们", "", "渡船今天停航，街坊们要绕路。", "2024年的茶园"]
RUNS = st.lists(st.lists(st.lists(st.sampled_from(["甲", "乙", "丙丁", "甲乙"]), min_size=1, max_size=6), max_size=3))
PHRASES = st.lists(st.lists(st.sampled_from(["甲", "乙", "丙丁", "戊"]), min_size=2, max_size=4), max_size=5)


def runs_of(tokens: Tokens, line: int) -> list[list[str]]:
    runs = range(tokens.text[tokens.of[line]], tokens.text[tokens.of[line] + 1])
    return [[tokens.words[i] for i in tokens.token[tokens.run[r] : tokens.run[r + 1]]] for r in runs]


def test_lines_are_cut_as_the_tokenizer_does_and_equal_ones_once() -> None:
    tokens = Tokens.cut(Tokenizer(), LINES)
    assert [runs_of(tokens, i) for i in range(len(LINES))] == list(map(Tokenizer().runs, LINES))
    assert tokens.of.tolist() == [0, 1, 2, 0, 3]
    assert len(set(tokens.words)) == len(tokens.words)


@given(RUNS, st.integers(0, 9))
def test_chunks_joined_are_the_whole(lines: list[list[list[str]]], edge: int) -> None:
    parts = [Tokens.of_runs(lines[a:b]) for a, b in pairwise([0, edge, max(edge, len(lines))])]
    joined = Tokens.join(parts)
    assert [runs_of(joined, i) for i in range(len(lines))] == lines


def test_lines_cut_anew_take_the_place_of_the_others() -> None:
    tokens = Tokens.cut(Tokenizer(), LINES).recut(Tokenizer(), ["茶园的渡船"], [3])
    assert runs_of(tokens, 3) == Tokenizer().runs("茶园的渡船")
    assert [runs_of(tokens, i) for i in (0, 1, 2, 4)] == [Tokenizer().runs(LINES[i]) for i in (0, 1, 2, 4)]


@given(RUNS, PHRASES, st.sets(st.sampled_from(["甲", "乙", "丙丁"])))
def test_words_are_counted_as_the_tokenizer_gives_them(
    lines: list[list[list[str]]], phrases: list[list[str]], bound: set[str]
) -> None:
    tokenizer = Tokenizer(stopwords=["甲丙丁"]).with_phrases(phrases, bound)
    expected = count_tokens(map(tokenizer.words_of, lines))
    counts = Tokens.of_runs(lines).counts(tokenizer)
    assert counts.terms == expected.terms
    assert counts.matrix.toarray().tolist() == expected.matrix.toarray().tolist()
    assert counts.matrix.has_sorted_indices


@given(RUNS, PHRASES)
def test_phrases_are_found_where_they_are_joined(lines: list[list[list[str]]], phrases: list[list[str]]) -> None:
    tokens = Tokens.of_runs(lines)
    found = Found.of(tokens, sorted({tuple(p) for p in phrases}))
    join = PhraseJoiner(phrases)
    runs = [run for line in lines for run in line]
    longer = sum(len(run) - len(join(run)) for run in runs)
    assert sum(len(found.phrases[i]) - 1 for i in found.which) == longer
    for at, which in zip(found.start.tolist(), found.which.tolist(), strict=True):
        assert [tokens.words[i] for i in tokens.token[at:][: len(found.phrases[which])]] == [
            found.words[i] for i in found.phrases[which]
        ]


def test_parts_of_phrases_and_of_words_spelled_like_them_but_for_the_bound() -> None:
    tokens = Tokens.of_runs([[["甲", "乙", "丙"], ["甲乙"]]])
    found = Found.of(tokens, [("甲", "乙")])
    at, parts = found.parts(tokens, ["乙"])
    assert at.tolist() == [0, 3]
    assert [found.words[i] for i in parts] == ["甲", "甲"]
    assert Counter(found.words[i] for i in found.parts(tokens)[1]) == {"甲": 2, "乙": 2}


def test_ranges_stand_one_behind_the_other() -> None:
    assert ranges(np.array([5, 0, 9]), np.array([2, 0, 3])).tolist() == [5, 6, 9, 10, 11]
    assert ranges(np.zeros(0, np.int64), np.zeros(0, np.int64)).tolist() == []
