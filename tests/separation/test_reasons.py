import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from analysis.arrays import FloatArray
from analysis.languages import Bilingual
from analysis.reading.flattening import flatten
from analysis.reading.pages import Page
from analysis.separation.evidence import NAMES, TEXT_NAMES, Evidence, observe
from analysis.separation.pieces import PIECES, PLACE
from analysis.separation.reasons import MOST_PIECES, OVERRULED, WORTH_SAYING, by_piece, reasons_for, weights_of
from analysis.words.tokenizer import Tokenizer
from tests.samples import gather


def row(**facts: float) -> Evidence:
    """Return one line's evidence, zero but for the facts named."""
    assert set(facts) <= set(NAMES)
    text, tags = np.split(np.array([[facts.get(name, 0.0) for name in NAMES]], np.float32), [len(TEXT_NAMES)], axis=1)
    return Evidence(text, tags, np.array([False]))


def pushes(**pieces: float) -> FloatArray:
    """Return what each piece adds to one line's log-odds, nothing but for the pieces named."""
    return np.array([[pieces.get(piece.name, 0.0) for piece in PIECES]])


def said(evidence: Evidence, pieces: FloatArray, keep: bool, n: int = MOST_PIECES, rule: str = "") -> Bilingual:
    [reason] = reasons_for(evidence, pieces, np.array([keep]), [rule], n)
    return reason


@given(hnp.arrays(np.float64, (2, len(NAMES)), elements=st.integers(-9, 9), fill=st.just(0.0)))
def test_the_pieces_share_out_all_contributions(contributions: FloatArray) -> None:
    weights = by_piece(contributions)
    assert weights.shape == (2, len(PIECES))
    np.testing.assert_allclose(weights.sum(axis=1), contributions.sum(axis=1))


@pytest.mark.parametrize("piece", PLACE)
def test_a_piece_weighs_what_its_facts_contribute(piece: str) -> None:
    contributions, columns = np.zeros((1, len(NAMES))), PIECES[PLACE[piece]].columns
    contributions[0, columns] = 0.5
    assert by_piece(contributions).tolist() == pushes(**{piece: 0.5 * len(columns)}).tolist()


@pytest.mark.parametrize(
    ("facts", "piece", "keep", "zh", "en"),
    [
        ({"html_linked": 0.6, "html_in_best": 1.0}, "tags", False, "多为链接文字", "mostly link text"),
        ({"html_in_best": 1.0}, "tags", True, "在正文元素内", "inside the element with the most prose"),
        ({"html_linked": 0.4}, "tags", False, "在正文元素外", "outside the element with the most prose"),
        ({}, "wording", True, "用字像正文", "characters usual in articles"),
        ({}, "wording", False, "用字像套话", "characters usual in furniture"),
        ({}, "role", True, "像正文或标题一类的行", "likely a line of an article"),
        ({}, "role", False, "像导航、页脚一类的行", "likely a line of menus, footers or the like"),
        ({"repeats": np.log(3)}, "repeats", False, "在3个页面重复", "repeated on 3 pages"),
        ({"core_words": 1.0}, "affinity", True, "与本页主题相近", "close to the page's subject"),
        ({"core_words": 1.0}, "affinity", False, "与本页主题疏远", "far from the page's subject"),
        ({"term_legal": 1.0}, "terms", False, "含版权、备案用语", "has legal terms"),
        ({"in_run": 1.0}, "run", True, "在正文密集段内", "inside the densest run of prose"),
        ({"sentence_end": 1.0}, "sentence", True, "句末有标点", "ends like a sentence"),
        ({"length": np.log1p(31)}, "length", True, "31字", "31 characters"),
        ({"place": 0.5}, "place", False, "位于页面50%处", "at 50% of the page"),
    ],
)
def test_a_reason_is_said_in_chinese_and_in_english(
    facts: dict[str, float], piece: str, keep: bool, zh: str, en: str
) -> None:
    reason = said(row(**facts), pushes(**{piece: 1.0 if keep else -1.0}), keep)
    assert (reason.said("zh"), reason.said("en")) == (reason.zh, reason.en) == (zh, en)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("zh_CN.UTF-8", "在2个页面重复；9字"),
        ("zh_TW.UTF-8", "在2个页面重复；9字"),
        ("en_GB.UTF-8", "repeated on 2 pages; 9 characters"),
        ("C", "repeated on 2 pages; 9 characters"),
    ],
)
def test_a_reason_shown_as_text_is_in_the_language_of_the_locale(
    monkeypatch: pytest.MonkeyPatch, locale: str, text: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    reason = said(row(repeats=np.log(2), length=np.log1p(9)), pushes(repeats=-2.0, length=-1.0), keep=False)
    assert str(reason) == f"{reason}" == text


def test_the_weightiest_pieces_are_said_first_and_no_more_than_asked() -> None:
    evidence = row(repeats=np.log(2), sentence_end=1.0, place=1.0)
    pieces = pushes(repeats=1.0, sentence=3.0, place=2.0)
    ending, place, repeats = "ends like a sentence", "at 100% of the page", "repeated on 2 pages"
    assert said(evidence, pieces, True).en == f"{ending}; {place}; {repeats}"
    assert said(evidence, pieces, True, n=2) == ("句末有标点；位于页面100%处", f"{ending}; {place}")
    assert said(evidence, pieces, True, n=1).en == ending


def test_three_pieces_are_said_if_nothing_is_asked() -> None:
    evidence, pieces = row(length=np.log1p(9)), np.ones((1, len(PIECES)))
    [(zh, en)] = reasons_for(evidence, pieces, np.array([True]), [""])
    assert (zh.count("；"), en.count("; ")) == (2, 2)


@pytest.mark.parametrize("keep", [True, False])
def test_a_piece_that_weighed_little_against_the_heaviest_is_not_said(keep: bool) -> None:
    evidence = row(repeats=np.log(2), length=np.log1p(9))
    towards = 4.0 if keep else -4.0

    def lighter(share: float) -> str:
        return said(evidence, pushes(repeats=towards, length=towards * share), keep).en

    assert lighter(WORTH_SAYING + 0.01) == "repeated on 2 pages; 9 characters"
    assert lighter(WORTH_SAYING - 0.01) == "repeated on 2 pages"


@pytest.mark.parametrize("rule", OVERRULED)
def test_what_overruled_the_score_is_said_first_and_counts_as_one(rule: str) -> None:
    zh, en = OVERRULED[rule]
    evidence, pieces = row(repeats=np.log(2), length=np.log1p(9)), pushes(repeats=2.0, length=1.0)
    assert said(evidence, pieces, True, rule=rule).en == f"{en}; repeated on 2 pages; 9 characters"
    assert said(evidence, pieces, True, n=2, rule=rule) == (f"{zh}；在2个页面重复", f"{en}; repeated on 2 pages")
    assert said(evidence, pushes(), False, rule=rule) == (zh, en)


def test_a_piece_that_pushed_the_other_way_is_not_said() -> None:
    evidence = row(repeats=np.log(2), sentence_end=1.0)
    pieces = pushes(repeats=-2.0, sentence=1.0)
    assert said(evidence, pieces, True) == ("句末有标点", "ends like a sentence")
    assert said(evidence, pieces, False) == ("在2个页面重复", "repeated on 2 pages")


def test_where_nothing_pushed_nothing_is_said() -> None:
    assert said(row(), pushes(), True) == ("", "")
    assert said(row(), pushes(repeats=1.0), False) == ("", "")


def test_each_line_is_said_from_its_own_facts() -> None:
    evidence = Evidence.join([row(length=np.log1p(5)), row(length=np.log1p(8))])
    pieces = np.vstack([pushes(length=1.0), pushes(length=-1.0)])
    told = reasons_for(evidence, pieces, np.array([True, False]), ["", "title"])
    assert [reason.en for reason in told] == ["5 characters", f"{OVERRULED['title'].en}; 8 characters"]


def test_no_lines_have_no_reasons() -> None:
    assert reasons_for(row()[:0], pushes()[:0], np.zeros(0, bool), []) == []


@pytest.mark.parametrize("piece", PLACE)
@pytest.mark.parametrize("keep", [True, False])
@pytest.mark.parametrize("marked", [True, False])
def test_every_piece_can_speak_of_any_line_in_both_languages(piece: str, marked: bool, keep: bool) -> None:
    texts = [
        "首页 要闻",
        "河边的老茶馆重新开张了，街坊们坐下来，聊起了当年的渡船。",
        "版权所有",
        "2031-02-03 10:00",
        "渡船停航之后…",
    ]
    flat = flatten("".join(f"<p>{text}</p>" for text in texts))
    page = Page("page", flat.text, markup=flat.markup if marked else None)
    evidence = gather(observe([page], Tokenizer()), 1)
    pieces = np.repeat(pushes(**{piece: 1.0 if keep else -1.0}), len(texts), axis=0)
    for zh, en in reasons_for(evidence, pieces, np.full(len(texts), keep), [""] * len(texts)):
        assert any("\u4e00" <= c <= "\u9fff" for c in zh)
        assert en.isascii()
        assert en.strip()


def test_weights_are_told_the_heaviest_first_whichever_way_they_point() -> None:
    told = weights_of(pushes(length=0.44, labels=-1.81, run=0.04, tags=0.4, role=-0.4))
    assert told == ["labels=-1.8 tags=+0.4 length=+0.4 role=-0.4"]
    assert weights_of(pushes(length=0.44, labels=-1.81), 1) == ["labels=-1.8"]
    assert weights_of(pushes()) == [""]
