from typing import Any

import pytest

from analysis.articles.facts import page_facts
from analysis.articles.places import Places
from analysis.articles.source import source as medium
from analysis.articles.source import unquoted
from analysis.reading.characters import fold
from tests.articles.made_page import PROSE, lines, read


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("来源：云津晚报 编辑：李四", "云津晚报"),
        ("（信息来源:云津网）", "云津网"),
        ("來源：雲津晚報 編輯：李四", "雲津晚報"),
        ("2031-02-03 稿源 : 《云津日报》", "云津日报"),
        ("来源: 云津证券报·云津网(北京)", "云津证券报·云津网"),
        ("来源：云津网-《云津日报》2031-02-03 10:22", "云津网-《云津日报》"),
        ("来源：云津网作者：李云津", "云津网"),
        ("来源：21世纪云津报道 参与互动(0)", "21世纪云津报道"),
        ("来源Yunjin News| 0 条评论", "Yunjin News"),
        ("[來源：Friends of Bridges]", "Friends of Bridges"),
        ("来源：桥梁所、水利所等", "桥梁所、水利所等"),
        ("来源：《云津晚报 [打印]", "云津晚报"),
        ("来源于网络", "网络"),
        ("出处：老茶馆", "老茶馆"),
        ("本文转自“云津发布”", "云津发布"),
        ("摘自云津晚报", "云津晚报"),
        ("摘自《云津文摘》2031年第3期", "云津文摘"),
        ("本文原载于《云津文摘》", "云津文摘"),
        ("刊于《桥》2031年第3期", "桥"),
        ("来自云津晚报", "云津晚报"),
        ("来自 云津", ""),
        ("Source: Yunjin News", "Yunjin News"),
        ("供稿：教科室", "教科室"),
        ("供稿：李云津", ""),
        ("2031-2-3 13:04 云津晚报", "云津晚报"),
        ("http://www.yunjin.example2031-02-03云津晚报", "云津晚报"),
        ("2031-02-03 13:04:22 新浪科技 [打印]", "新浪科技"),
        ("雲津時報╱記者李云津／台北報導", "雲津時報"),
        ("云津教育周报 | 行走 | 第6版", "云津教育周报"),
        ("云津晚报", "云津晚报"),
        ("【云津日报记者李云津/台北报导】", "云津日报"),
        ("云津广播电台李云津报导", "云津广播电台"),
        ("——《云津之春》2031年6月号", "云津之春"),
        ("数据来源：云津晚报", ""),
        ("图片来源：摄图网", ""),
        ("来源： 作者：张三", ""),
        ('来源： size="20" 发布日期：', ""),
        ("来源：未知", ""),
        ("来源：http://www.yunjin.example/1", ""),
        ("作者：张三", ""),
        ("2031-02-03 我要举报 手机上网", ""),
        ("关键词：云津网 2031-02-03", ""),
        ("2031-02-03 云津网友评论", ""),
        (f"2031-02-03 {'云津' * 10}网", ""),
        (f"云津网{' 桥' * 60} 2031-02-03", ""),
        ("老桥；云津网；渡船", ""),
    ],
)
def test_the_source_is_a_medium_without_brackets_and_labels(line: str, source: str) -> None:
    assert read(line).source == source


@pytest.mark.parametrize(
    ("first", "last", "source"),
    [
        (f"云津社云津12月10日电（记者李云津）{PROSE}", PROSE, "云津社"),
        (f"《云津通讯社１５日专讯》{PROSE}", PROSE, "云津通讯社"),
        (f"【云津日报 李云津】{PROSE}", PROSE, "云津日报"),
        (f"云津日报讯 （记者 李云津）{PROSE}", PROSE, "云津日报"),
        (f"云津网实习记者李云津报道 {PROSE}", PROSE, "云津网"),
        (f"据《云津晚报》2月3日报道，{PROSE}", PROSE, "云津晚报"),
        (f"本报讯（记者 李云津）{PROSE}", PROSE, ""),
        (PROSE, f"{PROSE}（云津晚报）", "云津晚报"),
        (PROSE, f"{PROSE}（摘自：云津晚报）", "云津晚报"),
        (PROSE, f"{PROSE}（完）", ""),
        (f"桥头立着云津社的牌子。{PROSE}", f"来源：别处。{PROSE}", ""),
    ],
)
def test_the_first_and_last_lines_of_text_tell_a_source(first: str, last: str, source: str) -> None:
    assert read(first=first, last=last).source == source


def test_a_labelled_source_goes_before_a_bare_one_and_that_before_a_dateline() -> None:
    wire = f"云津社12月10日电 {PROSE}"
    assert read("2031-02-03 云津晚报", first=wire, tail=("来源：云津网",)).source == "云津网"
    assert read("2031-02-03 云津晚报", first=wire).source == "云津晚报"
    assert read("2031-02-03", first=wire, tail=("云津晚报",)).source == "云津社"
    assert read("2031-02-03", tail=(",云津晚报",)).source == "云津晚报"
    assert page_facts([PROSE, "（摘自：云津网）", "（摘自：云津晚报）"], ["body"] * 3).source == "云津晚报"


def named(*meta: str, **around: Any) -> str:  # noqa: ANN401  # what `lines` takes
    return medium(Places.of(*lines(*meta, **around)))


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("文章來源：雲津網 編輯：王橋", "文章来源：云津网 编辑：王桥"),
        ("轉載自雲津新聞網", "转载自云津新闻网"),
        ("轉自：雲津日報", "转自：云津日报"),
        ("出處：《雲津文摘》", "出处：《云津文摘》"),
        ("來源｜雲津晚報", "来源丨云津晚报"),
        ("【雲津時報／綜合報導】", "【云津时报/综合报道】"),
        ("雲津新聞網 2031/02/03 10:10", "云津新闻网 2031-02-03 10:10"),
        ("供稿單位：雲津縣財政局", "供稿单位：云津县财政局"),
        ("圖片來源：雲津社", "图片来源：云津社"),
        ("資料來源：雲津晚報", "资料来源：云津晚报"),
    ],
)
def test_a_source_is_told_alike_in_both_scripts_and_as_it_is_written(traditional: str, simplified: str) -> None:
    there, here = named(traditional), named(simplified)
    assert fold(there) == here
    assert there in traditional
    assert bool(here) == ("图片" not in simplified and "资料" not in simplified)


def test_the_first_label_with_a_medium_behind_it_is_believed() -> None:
    assert named("來源：未知", "來源：雲津網", "來源：渡口日報") == "雲津網"
    assert named("轉載自渡口日報", tail=("來源：雲津網",)) == "渡口日報"


def test_a_sign_off_tells_a_source_but_the_text_before_it_does_not() -> None:
    assert named(last=f"{PROSE}（來源：雲津晚報）") == "雲津晚報"
    assert named(last=f"來源：雲津晚報的消息說，橋修好了。{PROSE}") == ""


@pytest.mark.parametrize(
    ("value", "bare"),
    [
        ("《雲津晚報》", "雲津晚報"),
        ("「雲津晚報」", "雲津晚報"),
        ("“云津发布”微信公众号", "云津发布"),
        ("《云津晚报", "云津晚报"),
        ("云津晚报》", "云津晚报"),
        ("云津网-《云津日报》", "云津网-《云津日报》"),
        (" — 云津网·", "云津网"),
        ("“ 云津 网 ”", "云津 网"),
        ("", ""),
    ],
)
def test_quotation_marks_around_a_value_are_taken_off_and_those_within_are_left(value: str, bare: str) -> None:
    assert unquoted(value) == bare


def test_a_medium_below_the_title_is_believed_where_nothing_else_tells_a_source() -> None:
    texts = ["云津大桥通车", "2031-02-03", "云津晚报", PROSE]
    assert page_facts(texts, ["title", "meta", "navigation", "body"]).source == "云津晚报"
    assert page_facts(["来源：云津网", *texts], ["meta", "title", "meta", "widget", "body"]).source == "云津网"
    assert page_facts([*texts[:2], "返回云津网", PROSE], ["title", "meta", "widget", "body"]).source == ""
