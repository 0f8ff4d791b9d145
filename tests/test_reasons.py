from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from analysis.evidence import NAMES, gather, observe
from analysis.pages import Page
from analysis.reasons import OWNED, PIECES, piece_weights, reasons
from analysis.tokens import Tokenizer

COLUMN = {name: i for i, name in enumerate(NAMES)}


def row(**facts: float) -> np.ndarray:
    """Return one line's row, zero but for the facts named."""
    values = np.zeros((1, len(NAMES)))
    for name, value in facts.items():
        values[0, COLUMN[name]] = value
    return values


def said(evidence: np.ndarray, contributions: np.ndarray, keep: bool, n: int = 2) -> tuple[str, str]:
    [pair] = reasons(evidence, contributions, np.array([keep]), n)
    return pair


def test_every_fact_is_owned_by_exactly_one_piece() -> None:
    owners = Counter(column for columns in OWNED.values() for column in columns)
    assert owners == Counter(range(len(NAMES)))


def test_every_piece_has_a_name_of_its_own_and_owns_something() -> None:
    assert list(OWNED) == [piece.name for piece in PIECES]
    assert len(OWNED) == len(PIECES)
    assert all(OWNED.values())


@pytest.mark.parametrize(
    ("fact", "piece"),
    [
        ("repeats", "repeats"),
        ("core_cosine", "affinity"),
        ("term_legal", "terms"),
        ("since_term_legal", "labels"),
        ("in_run", "run"),
        ("place", "place"),
        ("sentence_end", "sentence"),
        ("length", "length"),
    ],
)
def test_a_fact_belongs_where_its_name_says(fact: str, piece: str) -> None:
    assert COLUMN[fact] in OWNED[piece]


@given(hnp.arrays(np.float64, (2, len(NAMES)), elements=st.integers(-9, 9), fill=st.just(0.0)))
def test_the_pieces_share_out_all_contributions(contributions: np.ndarray) -> None:
    weights = piece_weights(contributions)
    assert weights.shape == (2, len(PIECES))
    np.testing.assert_allclose(weights.sum(axis=1), contributions.sum(axis=1))


@pytest.mark.parametrize(
    ("facts", "towards", "keep", "zh", "en"),
    [
        ({"repeats": np.log(3)}, "repeats", False, "在3个页面重复", "repeated on 3 pages"),
        ({"core_words": 1.0}, "core_cosine", True, "与本页主题相近", "close to the page's subject"),
        ({"core_words": 1.0}, "core_cosine", False, "与本页主题疏远", "far from the page's subject"),
        ({"term_legal": 1.0}, "term_legal", False, "含版权、备案用语", "has legal terms"),
        ({"in_run": 1.0}, "in_run", True, "在正文密集段内", "inside the densest run of prose"),
        ({"sentence_end": 1.0}, "sentence_end", True, "句末有标点", "ends like a sentence"),
        ({"length": np.log1p(31)}, "length", True, "31字", "31 characters"),
        ({"place": 0.5}, "place", False, "位于页面50%处", "at 50% of the page"),
    ],
)
def test_a_reason_is_said_in_chinese_and_in_english(
    facts: dict[str, float], towards: str, keep: bool, zh: str, en: str
) -> None:
    assert said(row(**facts), row(**{towards: 1.0 if keep else -1.0}), keep) == (zh, en)


def test_the_weightiest_pieces_are_said_first_and_no_more_than_asked() -> None:
    evidence = row(repeats=np.log(2), sentence_end=1.0, place=1.0)
    contributions = row(repeats=1.0, sentence_end=3.0, place=2.0)
    ending, place, repeats = "ends like a sentence", "at 100% of the page", "repeated on 2 pages"
    assert said(evidence, contributions, True)[1] == f"{ending}; {place}"
    assert said(evidence, contributions, True, n=1)[1] == ending
    assert said(evidence, contributions, True, n=3)[1] == f"{ending}; {place}; {repeats}"
    assert said(evidence, contributions, True)[0] == "句末有标点；位于页面100%处"


def test_a_piece_that_pushed_the_other_way_is_not_said() -> None:
    evidence = row(repeats=np.log(2), sentence_end=1.0)
    contributions = row(repeats=-2.0, sentence_end=1.0)
    assert said(evidence, contributions, True) == ("句末有标点", "ends like a sentence")
    assert said(evidence, contributions, False) == ("在2个页面重复", "repeated on 2 pages")


def test_where_nothing_pushed_nothing_is_said() -> None:
    assert said(row(), row(), True) == ("", "")
    assert said(row(), row(repeats=1.0), False) == ("", "")


def test_each_line_is_said_from_its_own_facts() -> None:
    evidence = np.vstack([row(length=np.log1p(5)), row(length=np.log1p(8))])
    pairs = reasons(evidence, np.vstack([row(length=1.0)] * 2), np.array([True, True]))
    assert [zh for zh, _ in pairs] == ["5字", "8字"]


@pytest.mark.parametrize("piece", [piece.name for piece in PIECES])
@pytest.mark.parametrize("keep", [True, False])
def test_every_piece_can_speak_of_any_line_in_both_languages(piece: str, keep: bool) -> None:
    texts = [
        "首页 要闻",
        "河边的老茶馆重新开张了，街坊们坐下来，聊起了当年的渡船。",
        "版权所有",
        "2031-02-03 10:00",
        "渡船停航之后…",
    ]
    evidence = gather(observe([Page("page", "\n".join(texts))], Tokenizer()), 1)
    contributions = np.zeros_like(evidence)
    contributions[:, OWNED[piece]] = 1.0 if keep else -1.0
    for zh, en in reasons(evidence, contributions, np.full(len(texts), keep)):
        assert any("\u4e00" <= c <= "\u9fff" for c in zh)
        assert en.isascii()
        assert en.strip()
