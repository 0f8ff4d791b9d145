import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.articles.facts import page_facts
from analysis.articles.title import bare_title
from tests.articles.made_page import PROSE, TITLE


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
        f"[老街茶馆]{TITLE}",
        f"正在阅读： {TITLE}",
        f"主题: {TITLE}",
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


@pytest.mark.parametrize(
    ("titles", "title"),
    [
        ([TITLE, "——三年工期提前两月"], TITLE),
        (["——三年工期提前两月", TITLE], TITLE),
        ([TITLE, "三年工期提前两月"], TITLE),
        (["一座老桥的重生：", TITLE], TITLE),
        (["【老桥新事】", TITLE], TITLE),
        (["云津桥通车系列报道（三）", TITLE], TITLE),
        (["YUNJIN BRIDGE OPENS", TITLE], TITLE),
        ([f"老街茶馆 {TITLE}", TITLE], TITLE),
        ([f"{TITLE}市民可步行参观", "市民可步行参观"], f"{TITLE}市民可步行参观"),
        (["通车", TITLE, TITLE], TITLE),
        (["一座老桥的重生："], "一座老桥的重生："),
        (["Yunjin Bridge"], "Yunjin Bridge"),
    ],
)
def test_the_headline_is_told_from_the_lines_around_it(titles: list[str], title: str) -> None:
    assert page_facts([*titles, PROSE], [*["title"] * len(titles), "body"]).title == title


def test_the_declared_title_tells_which_line_is_the_headline() -> None:
    texts, roles = ["老桥新事三十年", TITLE, PROSE], ["title", "title", "body"]
    assert page_facts(texts, roles).title == "老桥新事三十年"
    assert page_facts(texts, roles, f"{TITLE}_新闻中心_云津网").title == TITLE
    assert page_facts(["通车", TITLE, PROSE], roles, "通车").title == "通车"
    assert page_facts([TITLE, "通车", PROSE], roles, "通车").title == TITLE


def test_without_a_title_line_the_declared_title_stands() -> None:
    assert page_facts(["正文一段。"], ["body"], f"{TITLE}_全球速看").title == TITLE


def test_the_declared_title_loses_the_site_where_the_page_repeats_the_rest() -> None:
    texts = ["首页", "云津网", TITLE, PROSE]
    assert page_facts(texts, ["navigation", "marker", "related", "body"], f"{TITLE}-云津网").title == TITLE
    clipped = [f"{TITLE}市民", f"{TITLE}市民步行", PROSE]
    assert page_facts(clipped, ["related", "related", "body"], f"{TITLE}市民步行_云津网").title == clipped[1]


def test_without_any_title_the_kept_text_begins_the_title() -> None:
    assert page_facts(["首页", "河" * 90], ["navigation", "body"]).title == "河" * 40


def test_without_any_title_a_line_above_the_text_that_the_text_repeats_is_the_headline() -> None:
    roles = ["navigation", "related", "navigation", "meta", "body"]
    text = "城东的老渡口今年改成了一座小博物馆，周末免费。"
    texts = ["首页", "渡口夜航停了三年", "老渡口改成博物馆", "2019年5月3日", text]
    assert page_facts(texts, roles).title == "老渡口改成博物馆"
    assert page_facts([*texts[:2], "渡口改成：", *texts[3:]], roles).title == text
    far = [texts[2], *["更多"] * 12, text]
    assert page_facts(far, ["navigation"] * 13 + ["body"]).title == text
    assert page_facts(far[:12] + far[-1:], ["navigation"] * 12 + ["body"]).title == texts[2]
    assert page_facts(texts, ["navigation"] * 5).title == ""


@pytest.mark.parametrize("told", ["2019年5月3日 15:47", "来源：云津桥晚报"])
def test_metadata_is_no_headline_though_the_text_repeats_it(told: str) -> None:
    text = "云津桥晚报讯，2019年5月3日15:47，渡口的茶馆重新开张。"
    roles = ["navigation", "meta", "body"]
    assert page_facts(["首页", told, text], roles).title == text
    assert page_facts(["首页", told, text], ["navigation", "widget", "body"]).title == told


@pytest.mark.parametrize(
    ("headline", "told"),
    [("云津桥边的茶馆重新开张", "云津桥边的茶馆重新开张"), ("渡口报第十二期电子版目录", "——写在老茶馆重新开张之时")],
)
def test_a_subtitle_alone_gives_way_to_a_headline_that_the_text_repeats(headline: str, told: str) -> None:
    texts = [headline, "周渡", "——写在老茶馆重新开张之时", "云津桥边的茶馆昨天重新开张了，茶客坐满了河边。"]
    assert page_facts(texts, ["caption", "meta", "title", "body"]).title == told


def test_a_title_without_end_keeps_its_affix() -> None:
    affix = "天天日报丨"
    assert bare_title(affix + "渡口" * 400) == "渡口" * 400
    assert bare_title(affix + "渡口" * 500) == affix + "渡口" * 500
