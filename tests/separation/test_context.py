from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.arrays import FloatArray
from analysis.reading.characters import fold
from analysis.reading.lines import fingerprints
from analysis.reading.tags import NAMES as TAG_NAMES
from analysis.separation.columns import Columns
from analysis.separation.context import (
    LABEL_RADII,
    LABELS,
    NAMES,
    NEVER,
    OFFSETS,
    PROSE_COST,
    RADII,
    TAG_MEANS,
    TAG_RADII,
    TAGGED,
    LinePlaces,
    densest_run,
    describe_context,
    prose,
    tags_around,
)
from analysis.separation.form import describe_form

PROSE = "河边的老茶馆重新开张，街坊们坐下来，聊起了当年的渡船和雨季。"
LINES = st.lists(
    st.sampled_from([PROSE, "首页", "来源：云津晚报", "相关阅读", "123", "渡船停航之后，街坊们还要绕路…", "。"]),
    min_size=1,
)


def form(lines: list[str]) -> Columns:
    return describe_form([fold(line) for line in lines], lines)


def described(lines: list[str]) -> Columns:
    return describe_context(form(lines), fingerprints([fold(line) for line in lines]))


def column(lines: list[str], name: str) -> list[float]:
    return described(lines)[name].tolist()


def test_each_fact_has_a_name_of_its_own() -> None:
    assert len({*NAMES, *TAG_MEANS}) == len(NAMES) + len(TAG_MEANS)


@given(LINES)
def test_any_page_has_finite_facts(lines: list[str]) -> None:
    facts = described(lines)
    assert tuple(facts) == NAMES
    assert all(fact.shape == (len(lines),) and np.isfinite(fact).all() for fact in facts.values())


@given(st.lists(LINES, min_size=1, max_size=5))
def test_pages_side_by_side_are_described_as_each_alone(pages: list[list[str]]) -> None:
    together = [line for page in pages for line in page]
    ends = np.cumsum([len(page) for page in pages]).tolist()
    bounds = list(pairwise([0, *ends]))
    prints = fingerprints([fold(line) for line in together])
    found = describe_context(form(together), prints, LinePlaces.of(bounds))
    for (a, b), page in zip(bounds, pages, strict=True):
        np.testing.assert_equal({name: fact[a:b] for name, fact in found.items()}, described(page))


@pytest.mark.parametrize(
    ("page", "bounds"), [([4, 4, 2, 7, 7, 7], [(0, 2), (2, 3), (3, 6)]), ([0], [(0, 1)]), ([], [(0, 0)])]
)
def test_lines_are_placed_by_the_page_of_each(page: list[int], bounds: list[tuple[int, int]]) -> None:
    found = LinePlaces.of_pages(np.array(page, np.int64))
    wanted = LinePlaces.of(bounds)
    assert found.bounds == wanted.bounds
    np.testing.assert_array_equal([found.first, found.last], [wanted.first, wanted.last])


def test_prose_is_what_is_long_punctuated_and_worded_like_sentences() -> None:
    lines = [PROSE, "河边老茶馆重新开张街坊坐下聊起当年渡船雨季", "首页", "2031-02-03 10:00"]
    value = prose(form(lines))
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
    length = form(lines)["length"].tolist()
    assert column(lines, "length_at_+1") == [*length[1:], -1]
    assert column(lines, "length_at_-2") == [-1, -1, length[0]]


# A page on which no two of the facts under test are alike.
MIXED = [
    "首页",
    "123 要闻，",
    "来源：云津晚报 2031-02-03",
    PROSE,
    "渡船停航之后，街坊们每天还要绕路走过老桥才能到集市…",
    "相关阅读",
    "详见 www.example.com，版权所有",
    "街坊们每天还要绕路走过老桥才能到对岸的集市去买菜",
    PROSE[:12] + "。",
    "分享到",
    "云津",
    "桥",
    "登录",
    "每日快讯",
    PROSE * 2,
    "123",
]
FORM = form(MIXED)


def means(values: FloatArray, back: int, ahead: int) -> list[float]:
    return [values[max(0, i - back) : i + ahead + 1].mean() for i in range(len(values))]


@pytest.mark.parametrize("series", ["length", "punctuation", "sentence_end", "function_words", "date_share", "link"])
def test_each_series_is_shown_at_its_offsets_and_in_means_within_the_page(series: str) -> None:
    values = FORM[series]
    assert np.ptp(values) > 0
    for offset in OFFSETS:
        at = [values[i + offset] if 0 <= i + offset < len(values) else -1 for i in range(len(values))]
        assert column(MIXED, f"{series}_at_{offset:+d}") == pytest.approx(at)
    for radius in RADII:
        assert column(MIXED, f"{series}_mean_{radius}") == pytest.approx(means(values, radius, radius))
    assert column(MIXED, f"{series}_before_5") == pytest.approx(means(values, 5, 0))
    assert column(MIXED, f"{series}_after_5") == pytest.approx(means(values, 0, 5))


@pytest.mark.parametrize("label", LABELS)
def test_each_label_is_averaged_and_its_distance_counted(label: str) -> None:
    values = FORM[label]
    assert 0 < values.sum() < len(values)
    for radius in LABEL_RADII:
        assert column(MIXED, f"{label}_mean_{radius}") == pytest.approx(means(values, radius, radius))
    for where, flags in (("since", values), ("until", values[::-1])):
        steps = [next((np.log1p(d) for d in range(1, i + 1) if flags[i - d]), NEVER) for i in range(len(flags))]
        assert column(MIXED, f"{where}_{label}") == pytest.approx(steps if where == "since" else steps[::-1])


def test_long_lines_are_told_by_how_they_end() -> None:
    lines = [PROSE, PROSE[:-1], PROSE[:-1] + "…", "渡船停航。", "渡船停航", ""]
    assert column(lines, "open_long_at_+1")[:-1] == [1, 1, 0, 0, 0]
    assert column(lines, "closed_long_at_-1")[1:] == [1, 0, 0, 0, 0]


def test_the_rhythm_of_lines_in_turns() -> None:
    turns = [PROSE[:16], "123", "首页"] * 6
    assert max(column(turns, "like_lag_3")[3:]) == pytest.approx(0)
    assert min(column(turns, "like_lag_1")) > 0.1
    assert column(turns, "like_lag_2")[:2] == [4, 4]
    assert min(column(turns, "period_3")[6:]) > 0 > min(column(turns, "period_2")[6:])


def test_lines_clipped_at_one_length_are_counted() -> None:
    lines = [PROSE[:22], "首页", PROSE[1:23], PROSE * 2, PROSE[2:24]]
    assert column(lines, "same_length") == pytest.approx([np.log1p(2), 0, np.log1p(2), 0, np.log1p(2)])


MARKED = np.random.default_rng(0).random((len(MIXED), len(TAG_NAMES))).astype(np.float32)


def test_chosen_facts_of_tags_have_their_means_around_each_line() -> None:
    around = tags_around(MARKED)
    assert tuple(around) == TAG_MEANS
    assert len(TAG_MEANS) == len(TAGGED) * len(TAG_RADII)
    for name in TAGGED:
        for radius in TAG_RADII:
            wanted = means(MARKED[:, TAG_NAMES.index(name)], radius, radius)
            assert around[f"{name}_mean_{radius}"] == pytest.approx(wanted)


def test_labels_are_counted_from_both_sides_and_never_from_the_line_itself() -> None:
    lines = ["123", "相关阅读", "456", "789"]
    np.testing.assert_allclose(column(lines, "since_term_related"), [NEVER, NEVER, np.log1p(1), np.log1p(2)])
    np.testing.assert_allclose(column(lines, "until_term_related"), [np.log1p(1), NEVER, NEVER, NEVER])


def test_a_line_is_never_further_from_a_label_than_from_one_that_is_not_there() -> None:
    lines = ["相关阅读", *["123"] * 1_999]
    for steps in (column(lines, "since_term_related")[1:], column(lines[::-1], "until_term_related")[-2::-1]):
        assert steps == sorted(steps)
        assert steps[0] < steps[400] < NEVER == steps[402] == steps[-1]


def test_twins_are_counted_in_the_page() -> None:
    lines = ["点我", PROSE, "点我！", "点我"]
    np.testing.assert_allclose(column(lines, "twin_in_page"), np.log([3, 1, 3, 3]))


def test_the_place_runs_from_the_first_line_to_the_last() -> None:
    assert column(["甲", "乙", "丙"], "place") == [0, 0.5, 1]
    assert column(["甲"], "place") == [0]
