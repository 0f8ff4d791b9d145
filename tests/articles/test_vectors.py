from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from analysis.articles.units import Units
from analysis.articles.vectors import Vectors, encoded, vectors_of
from analysis.errors import BojiError
from analysis.reading.page import Page
from analysis.run.workflow import TopicAnalysis
from tests.samples import FERRY, TEA, articles, corpus_of


def by_ferry(texts: list[str]) -> np.ndarray:
    """Put texts of the ferry to one side, others to the other; the length makes no two alike."""
    return np.array([[1.0 if "渡" in text else -1.0, len(text) / 1e6] for text in texts], np.float32)


def test_points_have_length_one_around_the_mean_and_blank_texts_none() -> None:
    points = encoded(lambda texts: np.array([[5.0, 1.0], [5.0, 3.0]]), ["茶", " ", "船", "茶"])
    assert points.tolist() == [[0.0, -1.0], [0.0, 0.0], [0.0, 1.0], [0.0, -1.0]]


def test_each_text_is_encoded_once_and_all_in_one_call() -> None:
    calls: list[list[str]] = []

    def encode(texts: list[str]) -> list[list[float]]:
        calls.append(texts)
        return [[1.0], [2.0]]

    encoded(encode, ["茶", "", "船", "茶"])
    assert calls == [["茶", "船"]]
    assert encoded(encode, ["", " "]).any() == np.False_
    assert len(calls) == 1


@pytest.mark.parametrize(
    ("encode", "said"),
    [
        (lambda texts: [[1.0]], r"2 texts were given, an array of shape \(2, d\) must come back, got \(1, 1\)"),
        (lambda texts: [1.0, 2.0], r"must come back, got \(2,\)"),
        (lambda texts: np.zeros((2, 0)), r"must come back, got \(2, 0\)"),
        (lambda texts: [[1.0], [np.nan]], "1 of 2 texts got numbers that are not finite"),
        (lambda texts: [["a"], ["b"]], "no array of numbers"),
        (lambda texts: None, "must come back, got"),
    ],
)
def test_what_is_no_array_of_finite_numbers_is_refused(encode: Callable[[list[str]], Any], said: str) -> None:
    with pytest.raises(BojiError, match=said):
        encoded(encode, ["茶", "船"])


def test_pages_and_paragraphs_are_encoded_by_the_text_that_is_kept() -> None:
    corpus = corpus_of([Page("a", "\n".join([*TEA, "首页", *FERRY])), Page("b", TEA[0])], dropped=[4])
    paragraphs, pages = Units.of(corpus, "paragraph"), Units.of(corpus, "page")
    assert corpus.kept_texts() == ["\n".join([*TEA, *FERRY]), TEA[0]]
    assert "".join(paragraphs.texts(corpus)).replace("\n", "") == "".join([*TEA, *FERRY])
    assert len(paragraphs.texts(corpus)) == len(paragraphs.page) > 1
    assert pages.texts(corpus) == [corpus.kept_texts()[page] for page in pages.page]
    found = vectors_of(by_ferry, corpus, paragraphs)
    assert found.pages is not None and found.units is not None
    assert (len(found.pages), len(found.units)) == (2, len(paragraphs.page))
    assert vectors_of(None, corpus, pages) == Vectors()


def test_clusters_begin_where_the_encoder_says_and_pages_are_tied_so() -> None:
    given = TopicAnalysis(n_topics=2, lang="en", unit="page", vectors=by_ferry).fit(articles())
    groups = given.pages_["cluster"].tolist()
    assert len(set(groups[:4])) == len(set(groups[4:])) == 1
    assert groups[0] != groups[4]
    ties = given.findings_.ties.toarray()
    assert ties[:4, 4:].sum() == 0 < ties[:4, :4].sum()


def test_the_same_vectors_give_the_same_and_new_pages_need_none() -> None:
    one, two = (TopicAnalysis(n_topics=2, lang="en", vectors=by_ferry).fit(articles()[::step]) for step in (1, -1))
    assert one.pages_.equals(two.pages_)
    one.set_params(vectors=lambda texts: 1 / 0)
    assert one.transform(articles()).pages["cluster"].tolist() == one.pages_["cluster"].tolist()
