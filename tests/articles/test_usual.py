from typing import NoReturn

import pytest

from analysis.articles import usual
from analysis.articles.usual import Usual, usual_recipe, usual_topics
from analysis.reading.pages import Page

GROUPS = (["茶园", "采茶", "春茶"], ["充电", "车位", "电价"], ["门诊", "医生", "患者"])
# groups of unlike sizes: alike ones have equal singular values, and any mixture of them starts as well
WORDS = [[*GROUPS[g], "大家", *GROUPS[g][: i % 4]] for i, g in enumerate([0] * 14 + [1] * 10 + [2] * 6)]
FERRY, MENU = "守渡人撑船过江，渡口的铃铛响了。", "下载客户端，扫描二维码，关注公众号。"


def pages(n: int = 6) -> list[Page]:
    return [Page(f"{i}.txt", f"{FERRY}{'渡船' * i}\n{MENU}") for i in range(n)]


def clean(n: int = 6) -> list[str]:
    return [f"{FERRY}{'渡船' * i}\n" for i in range(n)]


def test_usual_topics_are_plain_nmf() -> None:
    assert {frozenset(w) for w in usual_topics(WORDS, 3)} == {frozenset(g) for g in GROUPS}


@pytest.mark.parametrize(("words", "n_topics"), [([], 3), ([[], []], 3), (WORDS, 0)])
def test_without_words_or_topics_there_are_no_usual_topics(words: list[list[str]], n_topics: int) -> None:
    assert usual_topics(words, n_topics) == []


def test_words_that_stand_mostly_in_dropped_lines_are_noise() -> None:
    found = usual_recipe(pages(3), lambda: clean(3), 1)
    assert len(found.words) == len(found.noise) == 1
    assert {"客户端", "二维码", "关注"} <= set(found.noise[0])
    assert not set(found.noise[0]) & {"守渡", "渡口", "铃铛", "过江"}
    assert [word for word in found.words[0] if word in found.noise[0]] == found.noise[0]


def test_a_word_of_which_half_is_kept_is_no_noise() -> None:
    found = usual_recipe([Page("a", "铃铛\n铃铛\n渡口\n渡口\n渡口")], lambda: ["铃铛\n渡口\n"], 1)
    assert set(found.words[0]) == {"铃铛", "渡口"}
    assert found.noise == [["渡口"]]


def test_nothing_is_told_where_hardly_anything_was_dropped() -> None:
    whole = [page.text for page in pages()]
    assert usual_recipe(pages(), lambda: whole, 2) == Usual([], [])
    assert usual_recipe(pages(), clean, 2).words != []


def never() -> NoReturn:
    raise AssertionError("the kept text of very many pages is not needed")


def test_nothing_is_told_of_very_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usual, "MOST_TO_LOOK_BACK", 5)
    assert usual_recipe(pages(6), never, 2) == Usual([], [])
    assert len(usual_recipe(pages(5), lambda: clean(5), 2).words) == 2


def test_no_pages_have_no_usual_topics() -> None:
    assert usual_recipe([], list, 2) == Usual([], [])
