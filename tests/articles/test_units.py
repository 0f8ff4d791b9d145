from dataclasses import replace
from random import Random

import numpy as np
import pytest

from analysis.articles.corpus import Corpus
from analysis.articles.units import FEW_PAGES, PARAGRAPH, Units, paragraphs
from analysis.reading.pages import Page
from tests.samples import FERRY, TEA, articles, corpus_of

LONG = "".join(TEA)  # more than a paragraph's characters


def corpus(*bodies: list[str]) -> Corpus:
    return corpus_of([Page(f"{i}.txt", "\n".join(body)) for i, body in enumerate(bodies)], dropped=[])


def test_a_paragraph_begins_behind_enough_characters_and_with_each_page() -> None:
    found = corpus([LONG, *TEA[:2], LONG[::-1], FERRY[0]], [FERRY[1]])
    sizes = found.sizes.tolist()
    assert sizes[0] >= PARAGRAPH > sizes[1] + sizes[2] > PARAGRAPH // 2
    assert paragraphs(found).tolist() == [0, 1, 1, 1, 2, 3]


@pytest.mark.parametrize(("role", "expected"), [("heading", [0, 0, 1, 1]), ("body", [0, 0, 0, 0])])
def test_a_heading_begins_one_sooner(role: str, expected: list[int]) -> None:
    found = corpus([*TEA[:2], FERRY[0], FERRY[1]])
    found = replace(found, judged=replace(found.judged, role=["body", "body", role, "body"]))
    assert paragraphs(found).tolist() == expected


def test_few_pages_are_cut_into_paragraphs() -> None:
    found = corpus([LONG, "".join(FERRY)], [LONG[::-1]])
    units = Units.of(found)
    assert units.told() == ("paragraph", 3)
    assert units.page.tolist() == [0, 0, 1]
    assert units.words.matrix.shape[0] == 3
    whole = found.words_once()
    assert units.words.terms == whole.terms
    sums = np.vstack([units.words.matrix[:2].sum(axis=0), units.words.matrix[2:].sum(axis=0)])
    assert np.array_equal(sums, whole.matrix.toarray())


def test_pages_of_one_paragraph_stay_pages() -> None:
    units = Units.of(corpus_of(articles()))
    assert units.told() == ("page", len(articles()))
    assert Units.of(corpus_of(articles()), "paragraph").kind == "paragraph"


def test_pages_stay_pages_where_they_are_wanted_or_many() -> None:
    draw = Random(0)
    bodies = [
        ["".join(map(chr, draw.sample(range(0x4E00, 0x9000), PARAGRAPH))) for _ in "ab"] for _ in range(FEW_PAGES)
    ]
    assert Units.of(corpus(*bodies)).kind == "page"
    assert Units.of(corpus(*bodies[1:])).told() == ("paragraph", 2 * (FEW_PAGES - 1))
    assert Units.of(corpus(*bodies[1:]), "page").told() == ("page", FEW_PAGES - 1)
    assert Units.of(corpus(*bodies), "paragraph").told() == ("paragraph", 2 * FEW_PAGES)


def test_what_repeats_another_page_is_no_unit() -> None:
    found = corpus([LONG, "".join(FERRY)], [LONG, "".join(FERRY)], [LONG[::-1]])
    assert found.originals == [None, 0, None]
    assert Units.of(found, "paragraph").page.tolist() == [0, 0, 2]


def test_no_text_gives_no_unit() -> None:
    units = Units.of(corpus_of([Page("a", "首页 新闻")], dropped=[0]), "paragraph")
    assert units.told() == ("paragraph", 0)
