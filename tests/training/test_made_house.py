import numpy as np
import pytest

from analysis.training.made_house import (
    BODY,
    META,
    OTHER,
    TITLE,
    UNKNOWN,
    Pool,
    Script,
    Story,
    as_page,
    chance,
    pick,
    size,
    some,
    text_start,
)
from tests.training.made_pool import FOOT, HEAD, RECORDS, record


def drawn(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_a_story_is_the_article_between_its_head_and_foot() -> None:
    story = Story.read(RECORDS[0])
    assert story is not None
    assert (story.title, story.head, story.foot) == ("老桥0号重新开放了", tuple(HEAD), tuple(FOOT))
    assert [role for _, role in story.lines] == [TITLE, OTHER, *[BODY] * 6]
    assert len(story.paragraphs) == 6
    assert story.lead.startswith("桥0号的第一段")
    assert story.told() == list(story.lines)


def test_a_headline_that_is_no_content_is_told_with_the_byline_below() -> None:
    labels = ["noise"] * 4 + ["content"] * 6 + ["noise"] * 3
    story = Story.read(RECORDS[0] | {"labels": labels})
    assert story is not None
    assert story.head == tuple(HEAD)
    assert story.told()[:2] == [("老桥0号重新开放了", TITLE), ("2011年3月2日　本报记者", OTHER)]


def test_lines_in_doubt_stay_in_doubt() -> None:
    story = Story.read(RECORDS[0] | {"ambiguous": [6]})
    assert story is not None
    assert [role for _, role in story.lines][4] == UNKNOWN


@pytest.mark.parametrize(
    "changed",
    [
        {"title": ""},
        {"title": "_云津晚报"},
        {"labels": ["noise"] * 13},
        {"lines": ["短"] * 13},
    ],
)
def test_pages_with_too_little_are_no_stories(changed: dict[str, object]) -> None:
    assert Story.read(RECORDS[0] | changed) is None


@pytest.mark.parametrize("site", ["_云津晚报", "｜即時新聞", "-云津网", "――中新网", " - 文化"])
def test_the_sites_name_is_no_part_of_the_headline(site: str) -> None:
    story = Story.read(record(0) | {"title": f"老桥0号重新开放了{site}"})
    assert story is not None
    assert story.title == "老桥0号重新开放了"


def test_a_pool_holds_articles_alone() -> None:
    pool = Pool.of([record(0), record(1) | {"kind": "forum"}, record(2)], ["好"])
    assert [story.name for story in pool.stories] == ["page0", "page2"]
    assert pool.texts == ("好",)


def test_draws_are_what_was_asked_for() -> None:
    assert sorted(some(drawn(), "甲乙丙", 5)) == sorted("甲乙丙")
    assert len(set(some(drawn(), range(50), 20))) == 20
    assert {pick(drawn(i), "甲乙") for i in range(20)} == {"甲", "乙"}
    sizes = [size(drawn(i), 3, 300) for i in range(400)]
    assert 3 <= min(sizes) < 6
    assert 200 < max(sizes) <= 300
    assert 20 < np.median(sizes) < 45
    assert 0.2 < np.mean([chance(drawn(i), 0.3) for i in range(400)]) < 0.4


def test_a_page_is_written_in_one_script() -> None:
    script = Script()
    mixed = [("网络新闻", META), *[("這個國際機場的運輸時間還沒有發佈", BODY)] * 3]
    pages = [as_page("一", mixed, script, drawn(i))[0].text for i in range(30)]
    assert all(text.startswith("網路新聞") or text.startswith("網絡新聞") for text in pages)
    plain = [
        as_page("一", [("網", META), *[("这是一条很普通的新闻，没有什么特别的内容", BODY)] * 9], script, drawn(i))[
            0
        ].text
        for i in range(60)
    ]
    simplified = sum(text.startswith("网") for text in plain)
    assert 40 < simplified < 60
    assert 1 < sum("," in text for text in plain) < 20


def test_gold_names_every_line_but_those_in_doubt() -> None:
    page, roles = as_page("一", [("甲", TITLE), ("乙\n丙", BODY), ("丁", UNKNOWN), ("戊", OTHER)], Script(), drawn())
    assert page.text.split("\n") == ["甲", "乙 丙", "丁", "戊"]
    assert roles == {1: TITLE, 2: BODY, 4: OTHER}


@pytest.mark.parametrize(
    ("roles", "start"), [([TITLE, OTHER, BODY, BODY], 2), ([BODY, OTHER], 0), ([TITLE, UNKNOWN], 0), ([], 0)]
)
def test_the_text_of_an_article_starts_behind_its_headline_and_byline(roles: list[int], start: int) -> None:
    assert text_start([("行", role) for role in roles]) == start
