import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reading.flattening import flatten, marked_lines
from analysis.reading.tags import NAMES, describe_tags


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>河边</p>茶馆<br>老桥", "河边\n茶馆\n老桥"),
        ("<ul><li>甲<li>乙</ul>", "甲\n乙"),
        ("<table><tr><td>甲</td><td>乙</td></tr></table>", "甲\n乙"),
        ("<p>一 <b>二</b>\n <i>三</i>四</p>", "一 二 三四"),
        ("<a href=x>首页</a><a href=x>要闻</a>", "首页要闻"),
        ("甲<a href=x>乙<div>丙</div>丁</a>戊", "甲乙\n丙\n丁戊"),
        ("<p> \n </p><div></div>", ""),
        ("只有文字", "只有文字"),
        ("", ""),
    ],
)
def test_each_block_or_break_is_a_line(html: str, text: str) -> None:
    assert flatten(html).text == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>&nbsp;甲&nbsp; 乙&nbsp;</p>", "甲\xa0 乙"),
        ("<p>甲</p><p>&nbsp;</p><p>乙</p>", "甲\n乙"),
        ("<p>\u3000\u3000甲\u3000乙</p>", "甲\u3000乙"),
        ("<p>甲\u200b乙</p><p>\u200b</p>", "甲\u200b乙\n\u200b"),
        ("<pre>甲\n\t乙\r\n丙</pre>", "甲 乙 丙"),
    ],
)
def test_wide_and_fixed_spaces_stay_inside_a_line_and_fall_at_its_ends(html: str, text: str) -> None:
    flat = flatten(html)
    assert flat.text == text
    assert len(flat.markup) == text.count("\n") + 1


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var a = '看不见'</script>",
        "<style>p{color:red}</style>",
        "<noscript>看不见</noscript>",
        "<template><p>看不见</p></template>",
        "<textarea>看不见</textarea>",
        "<svg><title>看不见</title></svg>",
        "<!-- 看不见 -->",
        "<p hidden>看不见</p>",
        "<div style='color:red; DISPLAY : none'><p>看不见</p></div>",
        "<p style='visibility:hidden'>看不见</p>",
    ],
)
def test_what_a_reader_cannot_see_is_left_out(hidden: str) -> None:
    flat = flatten(f"<p>前</p>{hidden}<p>后</p>")
    assert flat.text == "前\n后"
    assert flat.markup.tolist() == flatten("<p>前</p><p>后</p>").markup.tolist()


def test_the_declared_title_is_no_line() -> None:
    flat = flatten("<html><head><title> 老桥\n通车 </title></head><body><p>正文</p></body></html>")
    assert (flat.text, flat.title, len(flat.markup)) == ("正文", "老桥 通车", 1)


def test_entities_are_text_and_make_no_tags() -> None:
    assert flatten("<p>&lt;p&gt;甲&amp;乙&#x6865;</p>").text == "<p>甲&乙桥"


def test_nesting_deeper_than_the_stack_is_read() -> None:
    flat = flatten("<div>" * 20_000 + "深处" + "</div>" * 20_000)
    assert (flat.text, flat.markup.shape) == ("深处", (1, len(NAMES)))


def test_each_row_of_markup_is_that_of_its_line() -> None:
    flat = flatten("首页<h1>渡船</h1><p><b>停航</b></p> <p>……</p>街坊<br><a href=x>老桥</a><ul><li>集市</ul>")
    rows = dict(zip(flat.text.split("\n"), flat.markup, strict=True))
    for name, lines in {
        "html_in_heading": ["渡船"],
        "html_in_paragraph": ["停航", "……"],
        "html_bold": ["停航"],
        "html_linked": ["老桥"],
        "html_in_item": ["集市"],
    }.items():
        assert [line for line, row in rows.items() if row[NAMES.index(name)]] == lines


def test_marked_lines_are_what_the_markup_is_made_of() -> None:
    html = "<div class=nr><p>渡船<b>停航</b></p>街坊<br><a href=x>老桥</a></div>"
    marked = marked_lines(html)
    assert [line.text for line in marked] == ["渡船停航", "街坊", "老桥"]
    assert [(line.letters, line.bold, line.linked) for line in marked] == [(4, 2, 0), (2, 0, 0), (2, 0, 2)]
    assert marked[1].block is marked[2].block is marked[0].block.parent
    assert describe_tags(marked).tobytes() == flatten(html).markup.tobytes()
    assert marked_lines("") == []


def test_a_link_or_bold_type_ends_with_its_element() -> None:
    flat = flatten("<p><b>甲</b></p><p>乙<a href=x>丙</a></p><p>丁</p>")
    assert flat.markup[:, NAMES.index("html_bold")].tolist() == [1, 0, 0]
    assert flat.markup[:, NAMES.index("html_linked")].tolist() == [0, 0.5, 0]


@given(st.lists(st.text(st.sampled_from("河桥店a1，。"), min_size=1), max_size=8))
def test_paragraphs_come_back_as_lines(paragraphs: list[str]) -> None:
    flat = flatten("".join(f"<p>{p}</p>" for p in paragraphs))
    assert flat.text.split("\n") == (paragraphs or [""])
    assert flat.markup[:, NAMES.index("html_in_paragraph")].tolist() == [1] * len(paragraphs)


PARTS = ["<p>", "</p>", "<br>", "<a href=x>", "甲", "\xa0", " ", "\n"]


@given(st.text() | st.lists(st.sampled_from(PARTS)).map("".join))
def test_no_markup_gives_a_blank_line_and_each_line_has_a_row(html: str) -> None:
    flat = flatten(html)
    lines = flat.text.split("\n") if flat.text else []
    assert all(line.strip() for line in lines)
    assert flat.markup.shape == (len(lines), len(NAMES))
