import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.form import LEXICON, NAMES, form
from analysis.lines import fold

LINE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n")).filter(str.strip)


def facts(source: str) -> dict[str, float]:
    [row] = form([fold(source).strip()], [source])
    return dict(zip(NAMES, row.tolist(), strict=True))


def test_each_fact_has_a_name_of_its_own() -> None:
    assert len(set(NAMES)) == len(NAMES)


def test_no_lines_have_no_facts() -> None:
    assert form([], []).shape == (0, len(NAMES))


def test_lines_folded_and_unfolded_must_be_as_many() -> None:
    with pytest.raises(ValueError, match="shorter"):
        form(["河", "桥"], ["河"])


@given(st.lists(LINE, max_size=5))
def test_any_line_has_finite_facts_of_its_own(lines: list[str]) -> None:
    folded = [fold(line).strip() for line in lines]
    whole = form(folded, lines)
    assert whole.shape == (len(lines), len(NAMES))
    assert np.isfinite(whole).all()
    for row, text, line in zip(whole, folded, lines, strict=True):
        assert row.tolist() == form([text], [line])[0].tolist()


def test_length_is_the_logarithm_of_the_words_characters() -> None:
    assert facts("河边，3 boats。")["length"] == pytest.approx(np.log1p(8))


def test_a_line_of_two_megabytes_is_described_by_its_beginning() -> None:
    assert facts("河" * 700_000) == facts("河" * 2_000)


@pytest.mark.parametrize(
    ("name", "shows", "lacks"),
    [
        ("sentence_end", "渡船停航了。”", "渡船停航了"),
        ("sentence_end", "渡船停航了？", "渡船停航了：“"),
        ("clipped", "渡船停航之后，街坊们…", "渡船停航…之后"),
        ("dates", "二月 2031年2月3日", "2031人次"),
        ("clock", "发车 7:45", "比分 7 45"),
        ("link", "详见 www.example.com", "详见附图"),
        ("phone", "拨打 0100-1234567", "约 1234 人"),
        ("term_legal", "版权所有 未经授权不得转载", "渡船停航三日"),
        ("term_navigation", "首页 > 要闻", "渡船停航三日"),
        ("term_widget", "分享到：打印 收藏", "渡船停航三日"),
        ("term_related", "相关阅读", "渡船停航三日"),
        ("term_meta", "来源：云津晚报", "渡船停航三日"),
        ("term_advert", "扫一扫下载客户端", "渡船停航三日"),
        ("term_affix", "天天日报丨渡船停航三日", "渡船停航三日"),
        ("term_caption", "图为停航的渡船", "渡船停航三日"),
        ("term_question", "渡船停航怎么办", "渡船停航三日"),
    ],
)
def test_a_fact_is_shown_by_one_line_and_not_by_the_other(name: str, shows: str, lacks: str) -> None:
    assert facts(shows)[name] > 0
    assert facts(lacks)[name] == 0


def test_full_width_and_traditional_lines_show_what_simplified_lines_show() -> None:
    assert facts("來源：雲津晚報　２０３１－０２－０３") == facts("来源:云津晚报 2031-02-03")


def test_every_word_list_is_a_fact() -> None:
    assert {f"term_{name}" for name in LEXICON} <= set(NAMES)
