import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.context import COLUMN, NAMES, PROSE_COST, context, densest_run, prose
from analysis.form import form
from analysis.lines import fingerprints, fold
from analysis.tfidf import FloatArray

PROSE = "河边的老茶馆重新开张，街坊们坐下来，聊起了当年的渡船和雨季。"
LINES = st.lists(
    st.sampled_from([PROSE, "首页", "来源：云津晚报", "相关阅读", "123", "渡船停航之后，街坊们还要绕路…", "。"]),
    min_size=1,
)


def described(lines: list[str]) -> FloatArray:
    folded = [fold(line) for line in lines]
    return context(form(folded, lines), fingerprints(folded))


def column(lines: list[str], name: str) -> list[float]:
    return described(lines)[:, NAMES.index(name)].tolist()


def test_each_fact_has_a_name_of_its_own() -> None:
    assert len(set(NAMES)) == len(NAMES)


@given(LINES)
def test_any_page_has_finite_facts(lines: list[str]) -> None:
    facts = described(lines)
    assert facts.shape == (len(lines), len(NAMES))
    assert np.isfinite(facts).all()


def test_prose_is_what_is_long_punctuated_and_worded_like_sentences() -> None:
    lines = [PROSE, "河边老茶馆重新开张街坊坐下聊起当年渡船雨季", "首页", "2031-02-03 10:00"]
    value = prose(form([fold(line) for line in lines], lines))
    assert value[0] > value[1] > value[2] == value[3] == 0.0


@given(st.lists(st.floats(0, 5).map(lambda x: round(x, 2)), min_size=1, max_size=12))
def test_the_densest_run_gains_more_than_any_other(values: list[float]) -> None:
    array = np.array(values)
    start, stop = densest_run(array)
    gains = {(a, b): (array[a:b] - PROSE_COST).sum() for a in range(len(values)) for b in range(a + 1, len(values) + 1)}
    if max(gains.values()) > 0:
        assert gains[start, stop] == pytest.approx(max(gains.values()))
    else:
        assert (start, stop) == (0, len(values))


def test_the_densest_run_of_a_page_is_its_prose() -> None:
    long = PROSE * 12
    lines = ["首页", "要闻", long, "小标题", long, "相关阅读", "友情链接"]
    assert column(lines, "in_run") == [0, 0, 1, 1, 1, 0, 0]
    assert [x > 0 for x in column(lines, "before_run")] == [True, True, False, False, False, False, False]
    assert [x > 0 for x in column(lines, "after_run")] == [False, False, False, False, False, True, True]


def test_values_at_offsets_are_the_neighbours_and_minus_one_beyond_the_page() -> None:
    lines = ["首页", PROSE, "123"]
    length = form([fold(line) for line in lines], lines)[:, COLUMN["length"]].tolist()
    assert column(lines, "length_at_+1") == [*length[1:], -1]
    assert column(lines, "length_at_-2") == [-1, -1, length[0]]


def test_means_are_taken_within_the_page() -> None:
    lines = [PROSE, "123", "首页", "云津", "要闻"]
    length = form([fold(line) for line in lines], lines)[:, COLUMN["length"]]
    expected = [length[max(0, i - 2) : i + 3].mean() for i in range(5)]
    np.testing.assert_allclose(column(lines, "length_mean_2"), expected)


def test_labels_are_counted_from_both_sides_and_never_from_the_line_itself() -> None:
    lines = ["123", "相关阅读", "456", "789"]
    none = 6.0
    np.testing.assert_allclose(column(lines, "since_term_related"), [none, none, np.log1p(1), np.log1p(2)])
    np.testing.assert_allclose(column(lines, "until_term_related"), [np.log1p(1), none, none, none])


def test_twins_are_counted_in_the_page() -> None:
    lines = ["点我", PROSE, "点我！", "点我"]
    np.testing.assert_allclose(column(lines, "twin_in_page"), np.log([3, 1, 3, 3]))


def test_the_place_runs_from_the_first_line_to_the_last() -> None:
    assert column(["甲", "乙", "丙"], "place") == [0, 0.5, 1]
    assert column(["甲"], "place") == [0]
