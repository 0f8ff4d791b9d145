import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.separation import repairs
from analysis.separation.repairs import TOP, decode_entities, headline_once, join_broken, repair, split_numerals

# Prose of one width is cut from this to make pages that are wrapped, or torn by columns.
PROSE = (
    "渡口的石阶一共四十七级，每年开春，守渡人都要把它们从上到下刷一遍，刷完再撒一层细沙，免得赶早市的人滑倒。"
    "今年刷到第二十级，他停了手，因为石缝里长出了一棵小小的构树，根扎得很深，拔起来要动两块条石。"
    "他想了半天，在树旁边钉了一块木牌，写上绕行两个字，又从家里搬来一只旧轮胎，把树围在中间，像给它戴了一顶帽子。"
    "过渡的孩子们都说这棵树有主人了，放学以后轮流给它浇水，到了夏天，它已经高过了栏杆，叶子遮住了半级台阶。"
)
WHOLE = [
    "县里的修桥匠今年七十三岁，从十六岁起，他补过的石桥加起来一共有一百四十座。",
    "他不用图纸，先在桥上走三个来回，听脚下的声音，再决定从哪一块石头动手。",
    "徒弟们起初不信，后来发现，凡是师父停下脚步的地方，凿开以后里面果然是空的。",
    "前年发大水，下游冲走了两座新桥，他补过的老桥却一座也没有少，这才出了名。",
    "如今来请他的人要排到后年，他只收三样东西：石料钱、饭钱、给徒弟的工钱。",
    "有人劝他开公司，他摇摇头说，桥是走的，不是卖的，走稳了就什么都有了。",
]
COMMA = "师父去世以后，他把那柄凿子挂在堂屋的正中间，每逢出门补桥，总要先对着它鞠一个躬，"
AFTER_COMMA = "再把自己的凿子磨上一遍，这个规矩他守了四十年。"
# long lines of several widths that end without a mark, and what follows them
BARE = [
    ("去年秋天，省里来了两位教授，想把他补桥的办法写成书，他却说办法都在脚底下，只能跟着他走一", "段路，走完就明白。"),
    ("两位教授真的跟他走了三天，从上游走到下游，过了十一座桥，回来以后商量了一夜，把带来的表", "格全收了起来。"),
    (
        "书后来还是写成了，薄薄的一本，没有一张图，写的全是桥上的声音，下雨时怎么响，下霜时怎么响，车过的时候又",
        "怎么响。",
    ),
    ("县里把书发给各乡，乡里又发给各村的护桥员，护桥员们照着书上说的去听，头一年的春汛以前就", "找出了七处空洞。"),
]
VERSE = ["河水不问渡船的来处，", "渡船不问客人的去处，", "客人不问灯火的深处，", "灯火只照着它的近处"]


def body(texts: list[str]) -> list[str]:
    return ["body"] * len(texts)


def joined(texts: list[str]) -> list[str]:
    return join_broken(texts, body(texts))[0]


def wrapped(text: str, width: int) -> list[str]:
    return [text[i : i + width] for i in range(0, len(text), width)]


# entities


@pytest.mark.parametrize(
    ("text", "decoded"),
    [
        ("渡口&nbsp;石阶", "渡口 石阶"),
        ("甲&amp;乙", "甲&乙"),
        ("&#8220;开船&#8221;", "“开船”"),
        ("&#x201C;开船&#x201d;", "“开船”"),
        ("&ldquo;开船&rdquo;", "“开船”"),
        ("水位&ge;4米", "水位≥4米"),
        ("甲&amp;amp;乙", "甲&乙"),
        ("甲&amp;amp;amp;amp;amp;amp;乙", "甲&乙"),
        ("不到&amp;frac12;里", "不到½里"),
        ("&amp;ldquo;开船&amp;#8221;", "“开船”"),
        ("沿河middot;两岸", "沿河·两岸"),
        ("ldquo;开船rdquo;mdash;mdash;他喊", "“开船”——他喊"),
        ("等了很久hellip;hellip;", "等了很久……"),
        ("甲 amp; 乙", "甲 & 乙"),
        ("不足amp;lt;5米", "不足<5米"),
        ("#8220;开船#8221;", "“开船”"),
        ("渡口& nbsp;石阶& ldquo ;新&rdquo；", "渡口 石阶“新”"),
        ("渡口&nbsp石阶&nbsp&nbsp桥", "渡口 石阶  桥"),
        ("&emsp;&emsp;渡口", "\u3000\u3000渡口"),
        ("渡口&#10;石阶&#13;&zwj;&shy;&#xe601;", "渡口 石阶 "),
    ],
)
def test_entities_and_their_debris_are_decoded(text: str, decoded: str) -> None:
    assert decode_entities(text) == decoded


@pytest.mark.parametrize(
    "text",
    [
        "R&D;B&G",
        "http://example.org/?a=1&lt=2&copy=3&times=4",
        "see the clamp; lamp; and damp; room",
        "at all times; in each copy; a bull; not a not;",
        "调用 vamp; 和 xldquo; 以及 _nbsp; 三个名字",
        "颜色 #333; 编号 #8888; 第#38页",
        "&notary; &unknownname; &;",
        "甲；乙; 丙 & 丁",
    ],
)
def test_what_only_looks_like_an_entity_stays(text: str) -> None:
    assert decode_entities(text) == text


@given(
    st.lists(st.sampled_from(["&", "amp;", "#", "8220;", "lt", "nbsp", ";", "；", " ", "河", "a", "&#10;", "x"])).map(
        "".join
    )
    | st.text(st.characters(exclude_categories=["Cs"]))
)
def test_decoding_comes_to_an_end_and_makes_no_lines(text: str) -> None:
    decoded = decode_entities(text)
    assert decode_entities(decoded) == decoded
    assert len(decoded) <= len(text)
    assert decoded.count("\n") == text.count("\n")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="&;；")))
def test_text_without_ampersands_and_semicolons_stays(text: str) -> None:
    assert decode_entities(text) == text


# numerals

SECTIONS = [
    "石阶今年要重修。{}",
    "先量尺寸",
    "量了三天才量完。{}",
    "再选石料",
    "石料来自北山。{}",
    "最后铺设",
    "铺完正好立夏。",
]
SECTION_ROLES = ["body", "heading"] * 3 + ["body"]


@pytest.mark.parametrize("numerals", ["123", "一二三", ["01", "02", "03"], "121", "112", "245"[:2] + "4", "234"])
def test_rising_numerals_before_headings_become_lines(numerals: list[str]) -> None:
    texts = [text.format(numerals[i // 2]) if "{" in text else text for i, text in enumerate(SECTIONS)]
    split, roles = split_numerals(texts, SECTION_ROLES)
    assert split == [
        "石阶今年要重修。",
        numerals[0],
        "先量尺寸",
        "量了三天才量完。",
        numerals[1],
        "再选石料",
        "石料来自北山。",
        numerals[2],
        "最后铺设",
        "铺完正好立夏。",
    ]
    assert roles == ["body", "heading", "heading"] * 3 + ["body"]


@pytest.mark.parametrize("numerals", ["321", "789", ["1", "5", "9"], ["12", "3", "45"], ["00", "01", "02"], "一四七"])
def test_numerals_that_do_not_rise_stay(numerals: list[str]) -> None:
    texts = [text.format(numerals[i // 2]) if "{" in text else text for i, text in enumerate(SECTIONS)]
    assert split_numerals(texts, SECTION_ROLES) == (texts, SECTION_ROLES)


def test_headings_need_not_be_known_as_such_if_two_thirds_look_like_it() -> None:
    texts = [
        "石阶要重修。1",
        "先量尺寸",
        "量了三天。2",
        "再选石料",
        "来自北山。3",
        "北山的石头发青，下雨天不滑。",
        "完工。",
    ]
    assert len(split_numerals(texts, body(texts))[0]) == len(texts) + 3
    texts[3] = "石料选了五天，跑了三座山。"
    assert split_numerals(texts, body(texts))[0] == texts


def test_footnotes_of_paragraphs_that_follow_each_other_stay() -> None:
    texts = [f"{whole}{i}" for i, whole in enumerate(WHOLE, 1)]
    assert split_numerals(texts, body(texts))[0] == texts


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("石阶今年要重修。1", ["石阶今年要重修。", "1"]),
        ("他问：“石阶要重修吗？”一 ", ["他问：“石阶要重修吗？”", "一"]),
        ("石阶要重修!01", ["石阶要重修!", "01"]),
        ("石阶今年要重修。3", None),
        ("石阶今年要重修。001", None),
        ("全班他考了第1", None),
        ("石阶完工于2031", None),
        ("石阶完工。2031", None),
        ("石阶完成了九成。1%", None),
        ("软件升到 v2.1", None),
        ("水位涨了3.1", None),
        ("第一章　石阶……1", None),
        ("地址是 example.org/?1", None),
        ("步骤依次为1,2,1", None),
        ("“第一，石阶”一", None),
    ],
)
def test_a_single_numeral_is_split_off_right_behind_a_final_mark_before_a_heading(
    text: str, split: list[str] | None
) -> None:
    assert split_numerals([text, "先量尺寸"], ["body", "heading"])[0] == [*(split or [text]), "先量尺寸"]
    assert split_numerals([text, "先量尺寸"], ["body", "body"])[0] == [text, "先量尺寸"]
    assert split_numerals([text, "先量尺寸"], ["caption", "heading"])[0] == [text, "先量尺寸"]
    assert split_numerals(["先量尺寸", text], ["heading", "body"])[0] == ["先量尺寸", text]


@given(st.text(st.sampled_from("。！？!?”）一十二0179٣²五百 \u3000\t汉a"), max_size=12))
def test_no_numeral_at_the_end_of_a_line_is_overlooked(text: str) -> None:
    found, wanted = repairs._glued(text), repairs.GLUED.search(text)
    assert (found.span(1) if found else None) == (wanted.span(1) if wanted else None)


def test_han_numerals_and_digits_are_judged_apart() -> None:
    texts = ["先修北岸。一", "北岸", "水深四米。9", "石阶", "再修南岸。二", "南岸", "完工。"]
    roles = ["body", "heading"] * 3 + ["body"]
    assert split_numerals(texts, roles)[0] == [
        *["先修北岸。", "一", "北岸", "水深四米。9", "石阶", "再修南岸。", "二", "南岸", "完工。"]
    ]


# joints


def test_a_page_torn_by_columns_is_joined() -> None:
    texts = [*WHOLE, COMMA, AFTER_COMMA, *WHOLE, *(part for pair in BARE for part in pair)]
    assert joined(texts) == [*WHOLE, COMMA + AFTER_COMMA, *WHOLE, *("".join(pair) for pair in BARE)]


def test_what_ends_without_a_mark_is_joined_only_on_pages_that_are_plainly_and_often_torn() -> None:
    bare = [part for pair in BARE for part in pair]
    assert joined([*WHOLE, *WHOLE, *bare]) == [*WHOLE, *WHOLE, *bare]
    assert joined([*WHOLE, COMMA, AFTER_COMMA, *bare[:4]]) == [*WHOLE, COMMA + AFTER_COMMA, *bare[:4]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("渡口北岸的石阶今年一定要修，南岸和下游的石阶，还有桥边的栏杆，还要等", "两年，等石料运到。"),
        (BARE[0][0], "段路走完就明白"),
        (BARE[0][0], " 段路，走完就明白。"),
        (BARE[0][0].replace("，", "和"), "段路，走完就明白。"),
    ],
    ids="narrow unfinished indented listing".split(),
)
def test_on_a_torn_page_too_a_line_without_a_mark_must_be_long_prose_before_a_sentence(first: str, second: str) -> None:
    torn = [*WHOLE, *WHOLE, COMMA, AFTER_COMMA, *(part for pair in BARE[1:] for part in pair)]
    assert len(joined(torn)) == len(torn) - 4
    assert joined([*torn, first, second])[-2:] == [first, second]


def test_where_people_end_their_posts_without_marks_nothing_is_joined() -> None:
    posts = [*(post for post, _ in BARE), COMMA, AFTER_COMMA, *WHOLE[:4]]
    assert joined(posts) == posts
    torn = [COMMA[:-1], "，走了。"]
    assert joined([*(part for pair in BARE for part in pair), *torn]) == [
        *(part for pair in BARE for part in pair),
        "".join(torn),
    ]


def test_a_question_that_ends_with_a_comma_is_not_joined_to_its_answer() -> None:
    thread = ["石阶松了怎么办", COMMA, "您好，先看看下面的土是不是被水掏空了。"]
    assert joined(thread) == thread


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (COMMA[:-1], "，再把自己的凿子磨上一遍。"),
        (COMMA[:-1], "。"),
        (COMMA[:-1] + "，说“桥", "是走的”，说完才出门。"),
        (COMMA[:-1] + "（这是", "规矩）以后才出门。"),
        ("那年他补的桥有十一座，名气最大的是《石桥补记》里写到的《", "青桥》和《白桥》。"),
    ],
)
def test_plain_tears_are_joined_on_any_page(first: str, second: str) -> None:
    assert joined([first, second]) == [first + second]


@pytest.mark.parametrize(
    "second", ["“桥是走的”，他说。", "再把凿子磨上一遍", "1998年以后改成两遍。", "和徒弟们一起出门。"]
)
def test_a_comma_is_a_tear_on_an_orderly_page(second: str) -> None:
    assert joined([*WHOLE, COMMA, second]) == [*WHOLE, COMMA + second]


@pytest.mark.parametrize("end", [*"，,、“《（和与及或把被将"])
def test_some_marks_and_words_end_no_paragraph(end: str) -> None:
    first = COMMA[:-1] + end
    assert joined([*WHOLE, first, "徒弟和凿子都在等他。"]) == [*WHOLE, first + "徒弟和凿子都在等他。"]


def test_long_verse_and_foreign_lines_are_no_prose() -> None:
    for first in (
        "我从桥的那一头走来时河水正从桥的下面缓缓地流过去，",
        "桥（bridge），said the old man with the chisel in his hand，",
    ):
        assert joined([*WHOLE, first, "桥还在那里等着我。"]) == [*WHOLE, first, "桥还在那里等着我。"]


def test_a_line_torn_twice_is_joined_twice() -> None:
    assert joined([*WHOLE, COMMA, "再把凿子磨", "，走了。"]) == [*WHOLE, COMMA + "再把凿子磨，走了。"]


@pytest.mark.parametrize(
    "second",
    [
        "\u3000再把凿子磨上一遍。",
        "  再把凿子磨上一遍。",
        "1、再把凿子磨上一遍。",
        "2. 再把凿子磨上一遍。",
        "（三）再把凿子磨上一遍。",
        "三、再把凿子磨上一遍。",
        "三是再把凿子磨上一遍。",
        " 第二，再把凿子磨上一遍。",
        "第三章 再把凿子磨上一遍。",
        "其次，再把凿子磨上一遍。",
        "●再把凿子磨上一遍。",
        "——再把凿子磨上一遍。",
        "【再记】把凿子磨上一遍。",
        "记者：再把凿子磨上一遍？",
        "修桥匠:再把凿子磨上一遍。",
        "http://example.org/",
        "Then he sharpened his own chisel once more.",
    ],
)
def test_what_starts_like_a_paragraph_is_not_joined(second: str) -> None:
    assert joined([*WHOLE, COMMA, second]) == [*WHOLE, COMMA, second]


@pytest.mark.parametrize("end", [*"。！？；…：.!?;:—", "。”", "”", "）", "。1", "。[2]", "。①"])
def test_a_line_that_is_over_is_not_joined(end: str) -> None:
    first = COMMA[:-1] + end
    assert joined([*WHOLE, first, AFTER_COMMA]) == [*WHOLE, first, AFTER_COMMA]
    assert joined([*WHOLE, first, AFTER_COMMA] * 4) == [*WHOLE, first, AFTER_COMMA] * 4


def test_an_example_is_not_joined_to_what_announces_it() -> None:
    assert joined([*WHOLE, COMMA + "例如，", "他补过青桥。"]) == [*WHOLE, COMMA + "例如，", "他补过青桥。"]


@pytest.mark.parametrize("other", ["title", "heading", "caption"])
def test_only_body_is_joined(other: str) -> None:
    for roles in (["body", other], [other, "body"], [other, other]):
        assert join_broken([COMMA[:-1], "，走了。"], roles) == ([COMMA[:-1], "，走了。"], roles)


@pytest.mark.parametrize(
    "lines",
    [
        VERSE,
        ["春岸潮平新月上，一篙点破万重山，", "归人莫问来时路，灯在江村第几湾。"] * 4,
        ["青石三十方", "细沙二十担", "桐油十二桶", "麻绳六捆，粗细各半", "木牌一块"],
        ["北山县渡口镇石阶路47号", "渡口管理所二楼东侧第三间办公室，凭证件进入", "邮编 999047", "联系人 老构"],
        ["记者：石阶今年修不修，从哪一头修起，什么时候能走人", "守渡人：修，从北岸修起，立夏以前一定让大家都走上新石阶"]
        * 3,
        ["日期\t水位，米\t过渡人数，单位为人，不含孩子", "三月一日\t四点二，涨\t三百一十，比上月同日多"] * 4,
        ["三月一日  水位四点二米，涨  过渡三百一十人，多  晴", "三月二日  水位四点一米，落  过渡二百九十人，少  阴"]
        * 4,
        ["The river does not ask the ferry where it comes from, nor where it goes,"] * 6,
        ["渡口的石阶一共有四十七级，修成于2031", "守渡人今年七十三岁，在渡口住了整整五十年。"],
        ["今年要修的石阶和桥", "渡口北岸的石阶", "下游的老石桥，两座", "守渡人的小屋和门前的路"],
    ],
    ids="verse couplets list address interview table columns english year headings".split(),
)
def test_lines_that_stand_by_themselves_are_not_joined(lines: list[str]) -> None:
    assert joined(lines) == lines
    assert joined([*WHOLE, *lines]) == [*WHOLE, *lines]


@pytest.mark.parametrize("width", [22, 30, 38])
def test_wrapped_prose_is_joined(width: int) -> None:
    lines = wrapped(PROSE.replace("。", "，"), width)
    assert joined(lines) == ["".join(lines)]


@pytest.mark.parametrize("indent", ["\u3000\u3000", "    ", ""])
def test_wrapped_paragraphs_stay_apart_with_and_without_their_indent(indent: str) -> None:
    paragraphs = re.findall("[^。]+。", PROSE)
    lines = [line for p in paragraphs for line in (indent + p[:22], *wrapped(p[22:], 25))]
    assert not any(re.search("[，、]$|^[，、。]", line) for line in lines)
    assert joined(lines) == [indent + p for p in paragraphs]


def test_a_line_much_wider_or_narrower_than_wrapped_ones_is_not_joined() -> None:
    lines = wrapped(PROSE.replace("。", "，")[:-1] + "。", 30) * 2
    for other in (BARE[2][0], "石阶修好的那天，全村都来了", "1"):
        assert joined([*lines, other, "桥还在那里等着我。"])[-2:] == [other, "桥还在那里等着我。"]


def test_a_number_on_a_line_of_its_own_is_not_joined() -> None:
    assert joined(["1", WHOLE[0], "2", WHOLE[1]]) == ["1", WHOLE[0], "2", WHOLE[1]]


def test_verse_and_headings_between_wrapped_prose_stay() -> None:
    lines = wrapped(PROSE.replace("。", "，")[:-1] + "。", 30)
    assert joined([*lines, *VERSE, "石阶记", *lines]) == ["".join(lines), *VERSE, "石阶记", "".join(lines)]


def test_lines_of_many_widths_are_not_wrapped() -> None:
    lines = [first for first, _ in BARE]
    assert joined(lines) == lines


def test_a_few_lines_of_one_width_among_wider_ones_are_chance() -> None:
    lines = [BARE[0][0], WHOLE[0]] * 4
    for others in ([PROSE] * 4, [BARE[0][0][i:] for i in (5, 9, 15, 18, 20)]):
        assert joined([*lines, *others]) == [*lines, *others]


def test_equal_lines_without_any_comma_are_a_list_and_not_wrapped() -> None:
    lines = ["北岸石阶第一段至第七段的尺寸与石料来源登记表"] * 8
    assert joined(lines) == lines


@pytest.mark.parametrize(
    ("first", "second", "between"),
    [("石", "阶", ""), ("stone", "stairs", " "), ("石", "stairs", ""), ("20", "31年", ""), ("Pad ", " Pro", " ")],
)
def test_only_latin_words_are_joined_with_a_space(first: str, second: str, between: str) -> None:
    start = "守渡人把石阶刷完以后，在木牌上写了一行字（那是"
    assert joined([start + first, second + "）。"]) == [start + first.strip() + between + second.strip() + "）。"]


# all together


def test_repairs_follow_each_other() -> None:
    texts = ["　　&nbsp;石阶 amp; 桥", "石阶要重修。1", "先量&nbsp;尺寸", *WHOLE[:3], COMMA, AFTER_COMMA, "&nbsp;"]
    roles = ["title", "body", "heading", *["body"] * 6]
    assert repair(texts, roles) == ["石阶 & 桥", "石阶要重修。", "1", "先量 尺寸", *WHOLE[:3], COMMA + AFTER_COMMA]


def test_a_decoded_indent_starts_a_paragraph() -> None:
    assert repair([*WHOLE, COMMA, "&emsp;&emsp;石阶修好了。"], ["body"] * 8) == [*WHOLE, COMMA, "石阶修好了。"]


def test_no_lines_are_no_lines() -> None:
    assert repair([], []) == []


def test_each_line_has_its_role() -> None:
    with pytest.raises(ValueError, match="shorter"):
        repair(["石阶", "桥"], ["body"])


PIECE = st.sampled_from(
    [*WHOLE, *VERSE, COMMA, AFTER_COMMA, *BARE[0], *BARE[1], *wrapped(PROSE, 30), "先量尺寸", "，走了。"]
)
LOOSE = st.text(st.sampled_from("河桥，。、“”（）：12一 \u3000a"), min_size=1, max_size=50)
GLUED = st.builds("{}{}".format, st.sampled_from(["完工。", "修吗？", "石阶"]), st.sampled_from("123一二三"))
LINES = st.lists(
    st.tuples(PIECE | LOOSE | GLUED, st.sampled_from(["body", "body", "body", "heading", "title", "caption"])),
    max_size=25,
)


def columns(lines: list[tuple[str, str]]) -> tuple[list[str], list[str]]:
    return [text for text, _ in lines], [role for _, role in lines]


@given(LINES)
def test_nothing_but_white_space_is_lost_or_added(lines: list[tuple[str, str]]) -> None:
    texts, roles = columns(lines)
    repaired = repair(texts, roles)
    assert "".join("".join(repaired).split()) == "".join("".join(texts).split())
    assert all(text == text.strip() != "" for text in repaired)


@given(LINES)
def test_lines_of_other_roles_stay_as_they_are(lines: list[tuple[str, str]]) -> None:
    after = [pair for pair in zip(*join_broken(*columns(lines)), strict=True) if pair[1] != "body"]
    assert after == [pair for pair in lines if pair[1] != "body"]


@given(LINES)
def test_each_step_taken_twice_is_taken_once(lines: list[tuple[str, str]]) -> None:
    for step in (split_numerals, join_broken):
        once = step(*columns(lines))
        assert step(*once) == once


@given(LINES)
def test_repairing_the_repaired_changes_nothing(lines: list[tuple[str, str]]) -> None:
    texts, roles = columns([(text.strip(), role) for text, role in lines if text.strip()])
    split = split_numerals(texts, roles)
    again = join_broken(*split)
    assert repair(*again) == [text.strip() for text in again[0]] == repair(texts, roles)


HEADLINE = "山脚小学把旧锅炉房改成了图书馆"


@pytest.mark.parametrize(
    ("texts", "roles", "expected"),
    [
        ([HEADLINE, HEADLINE, "正文。"], ["title", "title", "body"], [HEADLINE, "正文。"]),
        (
            [HEADLINE, "导语。", f" {HEADLINE}！", "正文。"],
            ["title", "body", "body", "body"],
            [HEADLINE, "导语。", "正文。"],
        ),
        (["山腳小學把舊鍋爐房改成了圖書館", HEADLINE], ["heading", "title"], ["山腳小學把舊鍋爐房改成了圖書館"]),
        ([HEADLINE, "甲。"], ["body", "body"], [HEADLINE, "甲。"]),
        (["短标题", "短标题", "正文。"], ["title", "heading", "body"], ["短标题", "短标题", "正文。"]),
    ],
)
def test_a_headline_that_stands_twice_at_the_top_stands_once(
    texts: list[str], roles: list[str], expected: list[str]
) -> None:
    assert [text.strip("！ ") for text in headline_once(texts, roles)[0]] == expected


def test_a_line_that_is_no_headline_and_a_headline_further_down_stay() -> None:
    refrain = "风吹过来的时候，船就开了。"
    assert headline_once([refrain, refrain], ["body", "body"]) == ([refrain, refrain], ["body", "body"])
    far = [HEADLINE, *(f"第{i}段。" for i in range(TOP)), HEADLINE]
    assert headline_once(far, ["title"] + ["body"] * (TOP + 1))[0] == far


def test_what_is_escaped_many_times_is_decoded_and_without_end_only_so_far() -> None:
    assert decode_entities("&" + "amp;" * 200 + "lt;") == "<"
    assert decode_entities("&" * 100 + "#" + "35;" * 100) == "#"
    long = decode_entities("&" * 100_000 + "#" + "35;" * 100_000)
    assert long == "&" * 99_980 + "#" + "35;" * 99_980


def test_scraps_behind_a_sentence_are_joined_one_after_another() -> None:
    joined = repair(["渡口的石阶一共四十七级，守渡人每年开春都要把它们从上到下刷一遍", *["，上"] * 300], ["body"] * 301)
    assert joined == ["渡口的石阶一共四十七级，守渡人每年开春都要把它们从上到下刷一遍" + "，上" * 300]
