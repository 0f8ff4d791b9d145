import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.flatten import flatten


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>河边</p>茶馆<br>老桥", "河边\n茶馆\n老桥"),
        ("<ul><li>甲<li>乙</ul>", "甲\n乙"),
        ("<table><tr><td>甲</td><td>乙</td></tr></table>", "甲\n乙"),
        ("<p>一 <b>二</b>\n <i>三</i>四</p>", "一 二 三四"),
        ("<a>首页</a><a>要闻</a>", "首页要闻"),
        ("<p> \n </p><div></div>", ""),
        ("只有文字", "只有文字"),
        ("", ""),
    ],
)
def test_each_block_or_break_is_a_line(html: str, text: str) -> None:
    assert flatten(html)[0] == text


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
    assert flatten(f"<p>前</p>{hidden}<p>后</p>")[0] == "前\n后"


def test_the_declared_title_is_no_line() -> None:
    html = "<html><head><title> 老桥\n通车 </title></head><body><p>正文</p></body></html>"
    assert flatten(html) == ("正文", "老桥 通车")


def test_entities_are_text_and_make_no_tags() -> None:
    assert flatten("<p>&lt;p&gt;甲&amp;乙&#x6865;</p>")[0] == "<p>甲&乙桥"


def test_nesting_deeper_than_the_stack_is_read() -> None:
    assert flatten("<div>" * 20_000 + "深处" + "</div>" * 20_000)[0] == "深处"


@given(st.lists(st.text(st.sampled_from("河桥店a1，。"), min_size=1), max_size=8))
def test_paragraphs_come_back_as_lines(paragraphs: list[str]) -> None:
    assert flatten("".join(f"<p>{p}</p>" for p in paragraphs))[0].split("\n") == (paragraphs or [""])


@given(st.text())
def test_no_markup_gives_a_blank_line(html: str) -> None:
    text, _ = flatten(html)
    assert not text or all(line.strip() for line in text.split("\n"))
