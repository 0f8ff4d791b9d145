import re
import re._parser as parser  # type: ignore[import-untyped]  # of the standard library, without types
from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import BojiError
from analysis.reading.characters import fold
from analysis.separation.form import BARS, CLOCK, DATE, HINTS, LEXICON, LINK, MOST, NAMES, describe_form

LINE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n")).filter(str.strip)


def facts(source: str) -> dict[str, float]:
    return {name: float(value) for name, [value] in describe_form([fold(source).strip()], [source]).items()}


def test_each_fact_has_a_name_of_its_own() -> None:
    assert len(set(NAMES)) == len(NAMES)


def test_no_lines_have_no_facts() -> None:
    np.testing.assert_equal(describe_form([], []), dict.fromkeys(NAMES, np.zeros(0)))


def test_lines_folded_and_unfolded_must_be_as_many() -> None:
    with pytest.raises(BojiError, match="got 2 folded lines and 1 as they stand"):
        describe_form(["河", "桥"], ["河"])


def test_half_a_character_is_a_character() -> None:
    assert describe_form(["河\ud800桥"], ["河\ud800桥"])["length"] == pytest.approx(np.log1p(2))


@given(st.lists(LINE, max_size=5))
def test_any_line_has_finite_facts_of_its_own(lines: list[str]) -> None:
    folded = [fold(line).strip() for line in lines]
    whole = describe_form(folded, lines)
    assert tuple(whole) == NAMES
    assert all(column.shape == (len(lines),) and np.isfinite(column).all() for column in whole.values())
    for i, (text, line) in enumerate(zip(folded, lines, strict=True)):
        alone = {name: column[i : i + 1] for name, column in whole.items()}
        np.testing.assert_equal(alone, describe_form([text], [line]))


def per_line(text: str, source: str) -> dict[str, float]:
    """Count in one line what `describe_form` counts in all at once."""
    han = len(re.findall(r"[\u3400-\u9fff\uf900-\ufaff]", text))
    digits, latin = len(re.findall("[0-9]", text)), len(re.findall("[a-z]", text))
    stops, commas = len(re.findall(r"[。!?;…]|\.(?=\s|$)", text)), len(re.findall("[,、:：]", text))
    words, size, parts = han + digits + latin, max(1, len(text)), len(text.split())
    return {
        "length": np.log1p(words),
        "han": np.log1p(han),
        "digits": digits / size,
        "latin": latin / size,
        "symbols": 1 - words / size,
        "stops": np.log1p(stops),
        "commas": np.log1p(commas),
        "punctuation": (stops + commas) / max(1, words) * 10,
        "parts": parts,
        "part_length": np.log1p(han / max(1, parts)),
        "indented": float(source[:1].isspace()),
        "longest_clause": np.log1p(max(map(len, re.split(r"[。!?;,、\s]", text)))),
        "function_words": len(re.findall("[的了在是着过把被让与和及为从到对将就也都而但又这那]", text)) / size * 10,
        "quotes": len(re.findall('[“”"「」『』《》]', text)) / size * 10,
    }


MANNERED = st.text(st.sampled_from("河桥的了。.,、：；!…“》 \u3000\xa0\t9a$鬧﨎ꀀ\U00020000"), min_size=1)


@given(st.lists(LINE | MANNERED, min_size=1, max_size=6))
def test_what_is_counted_in_all_lines_at_once_is_what_each_line_holds(lines: list[str]) -> None:
    folded = [fold(line).strip() for line in lines]
    whole = describe_form(folded, lines)
    for i, (text, line) in enumerate(zip(folded, lines, strict=True)):
        wanted = per_line(text, line)
        assert {name: whole[name][i] for name in wanted} == pytest.approx(wanted)


def test_a_point_ends_a_sentence_only_before_white_space_or_the_end() -> None:
    assert facts("v2.0 ok. 3.5.")["stops"] == pytest.approx(np.log1p(2))
    texts = ["end.", "next", "a.b"]
    assert describe_form(texts, texts)["stops"] == pytest.approx([np.log1p(1), 0, 0])


def test_a_clause_does_not_run_on_into_the_next_line() -> None:
    texts = ["河边的茶馆", "，", "老桥。渡船停航", "街"]
    clauses = describe_form([fold(t) for t in texts], texts)["longest_clause"]
    assert np.expm1(clauses) == pytest.approx([5, 0, 4, 1])


def test_lines_alike_are_described_alike_but_for_their_indent() -> None:
    whole = describe_form(["渡船停航三日"] * 3, ["渡船停航三日", "\u3000渡船停航三日", "渡船停航三日 "])
    assert [name for name, column in whole.items() if np.ptp(column)] == ["indented"]
    assert whole["indented"].tolist() == [0, 1, 0]


def test_length_is_the_logarithm_of_the_words_characters() -> None:
    assert facts("河边，3 boats。")["length"] == pytest.approx(np.log1p(8))


def test_a_line_of_two_megabytes_is_described_by_its_beginning() -> None:
    assert facts("河" * 700_000) == facts("河" * MOST)
    assert facts("河" * MOST) != facts("河" * (MOST - 1))


@pytest.mark.parametrize(
    ("name", "shows", "lacks"),
    [
        ("sentence_end", "渡船停航了。”", "渡船停航了"),
        ("sentence_end", "渡船停航了？", "渡船停航了：“"),
        ("sentence_inside", "渡船停航。街坊绕路", "渡船停航。"),
        ("speech", "船长表示，雨季将近", "船长与雨季"),
        ("leading_dots", "...渡船停航", "渡船停航..."),
        ("bullet", "· 渡船停航", "渡船·停航"),
        ("numbered", "一、渡船停航", "第一渡船停航"),
        ("bars", "首页 | 要闻", "首页 要闻"),
        ("bracketed", "【渡船停航】", "【渡船】停航"),
        ("personal", "我们绕路走", "街坊绕路走"),
        ("colon_end", "船长介绍：", "船长：介绍"),
        ("meta_start", "责任编辑：河生", "请找责任编辑：河生"),
        ("date_share", "2031-02-03 10:00", "渡船停航三日"),
        ("unbalanced", "渡船（停航三日", "渡船（停航）三日"),
        ("unbalanced", "“渡船停航三日", "“渡船”停航三日"),
        ("clipped", "渡船停航之后，街坊们…", "渡船停航…之后"),
        ("dates", "二月 2031年2月3日", "2031人次"),
        ("clock", "发车 7:45", "比分 7 45"),
        ("link", "详见 www.example.com", "详见附图"),
        ("link", "写信给 @boat", "写信给 boat@"),
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


def needs_one(parts: Iterable[tuple[Any, Any]], hints: str) -> bool:
    """Tell whether what a parsed pattern matches has one of the hints in it, whichever way it matches."""
    return any(asks_for_one(str(kind), what, hints) for kind, what in parts)


def asks_for_one(kind: str, what: Any, hints: str) -> bool:  # noqa: ANN401  # whatever the parser has for a kind
    if kind == "LITERAL":
        return chr(what) in hints
    if kind == "IN":
        return all(str(inner) == "LITERAL" and chr(c) in hints for inner, c in what)
    if kind == "BRANCH":
        return all(needs_one(way, hints) for way in what[1])
    if kind == "SUBPATTERN":
        return needs_one(what[3], hints)
    return kind == "MAX_REPEAT" and what[0] > 0 and needs_one(what[2], hints)


@pytest.mark.parametrize("name", HINTS)
def test_no_pattern_matches_without_one_of_its_hints(name: str) -> None:
    patterns = {**LEXICON, "date": DATE, "clock": CLOCK, "link": LINK, "bars": BARS}
    assert needs_one(parser.parse(patterns[name].pattern), HINTS[name])
