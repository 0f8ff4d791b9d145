import re
import sys

import pytest

from analysis.articles.facts import page_facts
from analysis.articles.places import BEHIND, CLIP, EDGE, META_CLIP, NEAR, REPORTER, FoldedLine, Places, signed
from analysis.reading.characters import fold
from tests.articles.made_page import PROSE, TITLE, read

PAGE = [
    ("navigation", "首頁 要聞"),
    ("meta", "2031-02-01"),
    ("title", TITLE),
    ("meta", "來源：雲津晚報"),
    ("widget", "字號：大 中 小"),
    ("related", "渡船停航"),
    ("marker", "正文"),
    ("body", "第一段。"),
    ("meta", "記者 王橋"),
    ("body", "第二段。"),
    ("body", "第三段。（記者 李雲津）"),
    ("body", "第四段。"),
    ("body", "第五段。"),
    ("widget", "分享"),
    ("meta", "責任編輯：陳津"),
]


def placed(page: list[tuple[str, str]]) -> Places:
    return Places.of([text for _, text in page], [role for role, _ in page])


def shown(lines: list[FoldedLine]) -> list[str]:
    return [line.shown for line in lines]


def test_metadata_stand_at_the_head_or_the_tail_and_what_follows_comes_first() -> None:
    places = placed(PAGE)
    assert shown(places.head) == ["來源:雲津晚報"]
    assert shown(places.tail) == ["記者 王橋", "責任編輯:陳津", "2031-02-01"]


def test_text_is_looked_at_from_both_ends_and_where_a_byline_stands_in_brackets() -> None:
    places = placed(PAGE)
    assert shown(places.first) == ["第一段。", "第二段。", "第三段。(記者 李雲津)"]
    assert shown(places.last) == ["第五段。", "第四段。", "第三段。(記者 李雲津)"]
    assert len(placed([("body", "一段。")] * 9).first) == len(placed([("body", "一段。")] * 9).last) == EDGE


def test_what_is_easily_taken_for_something_else_is_near_only_between_title_and_text() -> None:
    assert shown(placed(PAGE).near) == ["字號:大 中 小", "正文"]
    far = [("title", TITLE), *[("widget", f"第{i}行") for i in range(NEAR + 5)], ("body", "一段。")]
    assert shown(placed(far).near) == [f"第{i}行" for i in range(NEAR - 1)]


def test_without_a_title_the_page_begins_with_its_metadata_and_without_text_all_are_the_head() -> None:
    untitled = [("meta", "來源：雲津晚報"), ("body", "一段。"), ("meta", "記者 王橋")]
    assert shown(placed(untitled).head) == ["來源:雲津晚報"]
    assert shown(placed(untitled).tail) == ["記者 王橋"]
    bare = placed([line for line in PAGE if line[0] != "body"])
    assert shown(bare.head) == ["來源:雲津晚報", "記者 王橋", "責任編輯:陳津"]
    assert bare.first == bare.last == []


def test_of_long_lines_the_end_that_is_asked_for_is_looked_at() -> None:
    text, meta = "河" * 500 + "岸", "源" * 500
    places = placed([("title", TITLE), ("meta", meta), ("body", text)])
    assert shown(places.head) == ["源" * META_CLIP]
    assert shown(places.first) == ["河" * CLIP]
    assert shown(places.last) == ["河" * (CLIP - 1) + "岸"]


def test_every_line_needs_its_role() -> None:
    with pytest.raises(ValueError, match="zip"):
        Places.of([TITLE, PROSE], ["title"])


def test_a_label_on_a_line_of_its_own_names_what_follows() -> None:
    assert read("来源：", "云津县财政局").source == "云津县财政局"
    assert read("作者：", "云中客").author == "云中客"
    assert page_facts([TITLE, "作者：", "分享", "云中客"], ["title", "meta", "widget", "meta"]).author == ""


def test_a_label_alone_is_joined_with_the_next_line_and_with_no_other() -> None:
    joined = placed([("title", TITLE), ("meta", "來源："), ("meta", "雲津縣財政局"), ("meta", "記者 王橋")])
    assert shown(joined.head) == ["來源: 雲津縣財政局", "記者 王橋"]
    assert [line.flat for line in joined.head] == ["来源: 云津县财政局", "记者 王桥"]
    apart = placed([("title", TITLE), ("meta", "來源："), ("widget", "分享"), ("meta", "雲津縣財政局")])
    assert shown(apart.head) == ["來源:", "雲津縣財政局"]
    assert shown(placed([("title", TITLE), ("meta", "記者 王橋"), ("meta", "作者：")]).head) == ["記者 王橋", "作者:"]


def test_what_is_found_in_the_folded_line_is_cut_out_of_the_line_as_it_stands() -> None:
    line = FoldedLine.of("　來源：《雲津Ｎｅｗｓ》　")
    assert (line.shown, line.flat) == ("來源:《雲津News》", "来源:《云津news》")
    found = re.search("《(?P<value>.*)》", line.flat)
    assert found is not None
    assert line.group(found, "value") == "雲津News"
    assert line.group(found) == "《雲津News》"
    assert line.cut(3) == FoldedLine("《雲津News》", "《云津news》")
    assert line.cut(4, 6) == FoldedLine("雲津", "云津")


def test_a_line_that_folding_lengthens_is_shown_folded() -> None:
    line = FoldedLine.of("İ 來源")
    assert line.shown == line.flat
    assert line.flat.endswith("来源")


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("路燈亮了。（記者 王橋）", ["記者 王橋"]),
        ("路灯亮了（李云津 王桥）。", ["李云津 王桥"]),
        ("路燈亮了。本報記者 王橋", ["本報記者 王橋"]),
        ("路灯亮了！”李云津", ["李云津"]),
        ("李云津", ["李云津"]),
        ("路灯亮了。", []),
        ("路灯亮了。（完）", ["(完)"]),  # too short to be taken out of its brackets
        (f"路灯亮了。（{'桥' * 61}）", []),
        (f"路灯亮了。{'桥' * 41}", []),
        ("路灯（老街口）亮了。两岸通车。", []),
    ],
)
def test_a_text_is_signed_in_brackets_or_behind_its_last_sentence(text: str, signs: list[str]) -> None:
    assert [line.shown for line in signed([FoldedLine.of(text)])] == signs


def test_signs_of_one_kind_alone_are_asked_for() -> None:
    lines = [FoldedLine.of("路燈亮了。（記者 王橋）"), FoldedLine.of("路燈亮了。陳津")]
    assert [line.shown for line in signed(lines, "brackets")] == ["記者 王橋"]
    assert [line.shown for line in signed(lines, "rest")] == ["陳津"]


@pytest.mark.parametrize(
    "line",
    [
        "來源：雲津晚報",
        "本文作者：李雲津",
        "记者 王桥 李云津",
        "云津晚报/王桥",
        "整合 云津晚报记者 王桥",
        "云津晚报王桥报道",
    ],
)
def test_a_byline_beside_the_text_is_metadata_whatever_its_role(line: str) -> None:
    above = placed([("title", TITLE), ("related", line), ("body", PROSE)])
    below = placed([("title", TITLE), ("body", PROSE), ("body", PROSE), ("widget", line)])
    assert shown(above.head) == shown(below.tail) == [FoldedLine.of(line).shown]


def test_a_line_far_from_the_text_and_one_with_sentences_are_no_bylines() -> None:
    far = [("title", TITLE), ("body", PROSE), *[("related", f"第{i}行") for i in range(BEHIND)]]
    assert shown(placed([*far, ("related", "来源：云津晚报")]).tail) == []
    assert shown(placed([*far[:-1], ("related", "来源：云津晚报")]).tail) == ["来源:云津晚报"]
    assert shown(placed([("title", TITLE), ("body", PROSE), ("body", "来源：别处。灯亮了。")]).tail) == []


def test_who_wrote_the_text_may_stand_inside_it() -> None:
    page = [("title", TITLE), ("body", PROSE), ("body", "本版文/记者王桥李云津"), ("body", PROSE), ("body", PROSE)]
    assert shown(placed(page).tail) == ["本版文/记者王桥李云津"]
    page[2] = ("body", "记者：桥什么时候通车？")
    assert shown(placed(page).tail) == []


def test_whatever_folds_to_the_last_character_of_a_reporter_is_known() -> None:
    every = "".join(chr(c) for c in range(sys.maxunicode + 1) if not 0xD800 <= c <= 0xDFFF)
    near = [every[i : i + 256] for i in range(0, len(every), 256)]
    assert {c for some in near if "者" in fold(some) for c in some if "者" in fold(c)} == set(REPORTER.findall(every))
