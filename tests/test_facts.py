from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.facts import PageFacts, bare_title, first_date, first_source, page_facts

TITLE = "云津桥明天通车"


@pytest.mark.parametrize(
    "title",
    [
        f"天天日报丨{TITLE}",
        f"全球快讯｜{TITLE}",
        f"【焦点资讯】{TITLE}",
        f"[每日热点] {TITLE}",
        f"焦点速讯：{TITLE}",
        f"每日短讯!{TITLE}",
        f"{TITLE}_全球速看",
        f"{TITLE} | 今日要闻",
        f"{TITLE} 环球热闻",
        f"{TITLE}-天天热点",
        f"每日看点|{TITLE}_全球速看",
        f"  {TITLE}\u3000",
    ],
)
def test_affixes_of_aggregators_are_taken_off(title: str) -> None:
    assert bare_title(title) == TITLE


@pytest.mark.parametrize(
    "title",
    [
        TITLE,
        "今日起云津桥试通车",
        "云津桥：一座老桥的三次重生",
        "云津桥明天通车 市民可步行参观",
        "河边茶馆重新开张|老街坊回来了",
        "【图集】云津桥通车",
        "H7-N9_test",
        "天天日报",
        "",
    ],
)
def test_ordinary_titles_are_left_alone(title: str) -> None:
    assert bare_title(title) == title


@given(st.text(st.sampled_from("天日报讯桥河｜丨_-:：! 【】全球"), max_size=24))
def test_a_bare_title_is_a_piece_of_the_title(title: str) -> None:
    bare = bare_title(title)
    assert bare in title
    assert bool(bare) == bool(title.strip())


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (["发布时间：2031-02-03 10:00"], "2031-02-03"),
        (["2031年2月3日"], "2031-02-03"),
        (["２０３１．１２．３１"], "2031-12-31"),
        (["2031/ 2/ 3"], "2031-02-03"),
        (["没有日期", "2032-02-29"], "2032-02-29"),
        (["2031-02-30", "2031-03-01"], "2031-03-01"),
        (["2031-13-01 后 2031-01-13"], "2031-01-13"),
        (["2031-00-10", "1831-01-01", "10:30"], ""),
        ([], ""),
    ],
)
def test_the_first_date_is_one_that_the_calendar_has(lines: list[str], date: str) -> None:
    assert first_date(lines) == date


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_date_of_two_centuries_is_read(day: date) -> None:
    assert first_date([f"时间：{day} 来源：云津晚报"]) == str(day)


@pytest.mark.parametrize(
    ("lines", "source"),
    [
        (["来源：云津晚报 编辑：李四"], "云津晚报"),
        (["（信息来源:云津网）"], "云津网"),
        (["2031-02-03 稿源 : 《云津日报》"], "云津日报"),
        (["本文转自“云津发布”"], "云津发布"),
        (["作者：张三", "出处：老茶馆"], "老茶馆"),
        (["作者：张三"], ""),
        ([], ""),
    ],
)
def test_the_first_named_source_is_read_without_its_brackets(lines: list[str], source: str) -> None:
    assert first_source(lines) == source


def test_a_pages_facts_come_from_its_title_and_metadata() -> None:
    texts = ["首页", f"天天日报丨{TITLE}", "2031-02-03 来源：云津晚报", "正文写于2030-01-01，来源：别处。"]
    roles = ["navigation", "title", "meta", "body"]
    assert page_facts(texts, roles, "声明的标题") == PageFacts(TITLE, "2031-02-03", "云津晚报")


def test_without_a_title_line_the_declared_title_stands() -> None:
    assert page_facts(["正文一段。"], ["body"], f"{TITLE}_全球速看").title == TITLE


def test_without_any_title_the_kept_text_begins_the_title() -> None:
    assert page_facts(["首页", "河" * 90], ["navigation", "body"]).title == "河" * 40


def test_without_metadata_the_date_is_looked_for_at_the_top_alone() -> None:
    assert page_facts(["2031-02-03"], ["body"]).date == "2031-02-03"
    assert page_facts(["甲"] * 20 + ["2031-02-03"], ["body"] * 21).date == ""


def test_a_page_without_lines_has_no_facts() -> None:
    assert page_facts([], []) == PageFacts("", "", "")


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("云津桥明天通车|快讯", "云津桥明天通车"),
        ("世界新消息 云津桥明天通车", "云津桥明天通车"),
        ("热点 云津桥明天通车", "云津桥明天通车"),
        ("[快讯]云津桥明天通车_天天日报", "云津桥明天通车"),
        ("世界杯|云津队出线", "世界杯|云津队出线"),
        ("全球首个|云津桥通车", "全球首个|云津桥通车"),
        ("云津桥明天通车|世界最长", "云津桥明天通车|世界最长"),
    ],
)
def test_only_affixes_are_taken_off(title: str, bare: str) -> None:
    assert bare_title(title) == bare


def test_a_label_is_no_source_and_digits_around_make_no_date() -> None:
    assert first_source(["来源： 作者：张三"]) == ""
    assert first_source(["来源于网络"]) == "网络"
    assert first_date(["2024-1-123"]) == ""
    assert first_date(["12024-05-01"]) == ""
