import pytest

from analysis.languages import Bilingual
from analysis.separation.doubts import NOTHING, in_words
from analysis.show.report_reasons import Dictionary, doubt_in_both, in_both, language_of, share_in
from tests.samples import of_seeds


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("位于页面43%处", "at 43% of the page"),
        ("在12个页面重复", "repeated on 12 pages"),
        ("35字", "35 characters"),
        ("含推荐栏用语、推广用语", "has read-more terms and advertising terms"),
        ("在版权行之后", "after a legal line"),
        ("附近无网页套话", "no stock phrases near it"),
        ("在正文密集段内", "inside the densest run of prose"),
        ("角色为标题", "reads as the title"),
    ],
)
def test_a_piece_is_told_in_the_other_language(zh: str, en: str) -> None:
    assert in_both(zh, "zh") == in_both(en, "en") == (zh, en)


def test_what_is_not_known_stays_as_it_stands() -> None:
    assert in_both("一句别的话 7", "zh") == ("一句别的话 7", "一句别的话 7")


def test_every_reason_of_the_seeds_is_known() -> None:
    dictionary = Dictionary("zh")
    for reason in of_seeds().lines_["reason"]:
        dictionary.places(reason)
    assert [piece for piece in dictionary.pieces if piece[0] == piece[1]] == []


def test_each_piece_stands_once_and_a_reason_is_their_places() -> None:
    dictionary = Dictionary("en")
    assert dictionary.places("not repeated; 4 characters") == [0, 1]
    assert dictionary.places("4 characters; no sentence end") == [1, 2]
    assert dictionary.places("") == []
    assert [en for _, en in dictionary.pieces] == ["not repeated", "4 characters", "no sentence end"]


def test_the_language_of_reasons_is_seen() -> None:
    assert language_of(["", "标点像行文"]) == "zh"
    assert language_of(["", "4 characters"]) == language_of([]) == "en"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (in_words(0.5, [3, 14], [7]), "约 50% 的字可能判错；留下的第 3、14 行可能该扬掉；扬掉的第 7 行可能是正文"),
        (in_words(0.09, [], [1, 2, 3]), "约 9% 的字可能判错；扬掉的第 1、2、3 行可能是正文"),
        (in_words(1.0, [], []), "约 100% 的字可能判错"),
        (NOTHING, "一行也没有留下"),
    ],
)
def test_why_a_page_is_unsure_is_told_in_both_languages(said: Bilingual, told: str) -> None:
    assert doubt_in_both(said.zh) == doubt_in_both(said.en)
    assert doubt_in_both(said.zh)[0] == told


def test_lines_in_doubt_are_said_to_be_kept_or_dropped() -> None:
    assert doubt_in_both(in_words(0.5, [3, 14], [7]).zh)[1] == (
        "about 50% of the characters may be misjudged; kept but perhaps to be dropped: lines 3, 14; "
        "dropped but perhaps article: line 7"
    )


def test_a_doubt_that_is_not_known_stands_as_it_is() -> None:
    assert doubt_in_both("两种判断不一") == ("两种判断不一", "两种判断不一")
    assert doubt_in_both("") == ""


def test_the_share_that_may_be_wrong_is_read_in_both_languages() -> None:
    said = in_words(0.43, [47], [92, 93])
    assert [share_in(doubt) for doubt in (*said, *NOTHING, "")] == [0.43, 0.43, 0.0, 0.0, 0.0]
