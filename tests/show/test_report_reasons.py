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
    "said", [in_words(0.5, [3, 14], [7]), in_words(0.09, [], [1, 2, 3]), in_words(1.0, [], []), NOTHING]
)
def test_why_a_page_is_unsure_is_told_in_both_languages(said: Bilingual) -> None:
    assert doubt_in_both(said.zh) == doubt_in_both(said.en) == tuple(said)


def test_a_doubt_that_is_not_known_stands_as_it_is() -> None:
    assert doubt_in_both("两种判断不一") == ("两种判断不一", "两种判断不一")
    assert doubt_in_both("") == ""


def test_the_share_that_may_be_wrong_is_read_in_both_languages() -> None:
    said = in_words(0.43, [47], [92, 93])
    assert [share_in(doubt) for doubt in (*said, *NOTHING, "")] == [0.43, 0.43, 0.0, 0.0, 0.0]
