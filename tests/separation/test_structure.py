import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.arrays import FloatArray
from analysis.reading.characters import fold
from analysis.separation.columns import Columns
from analysis.separation.context import NEVER, LinePlaces
from analysis.separation.form import describe_form
from analysis.separation.structure import NAMES, describe_structure

PROSE = "河边的老茶馆重新开张，街坊们坐下来，聊起了当年的渡船和雨季，还说起了河对岸的集市。"
LINES = st.sampled_from(
    [PROSE, "首页", "1、洗净", "2、关火", "9:00 开幕", "地点：河湾", "回复", "相关阅读", "2012-3-4", "。"]
)


def described(*pages: list[str]) -> Columns:
    lines = [line for page in pages for line in page]
    folded = [fold(line) for line in lines]
    ends = np.cumsum([len(page) for page in pages]).tolist()
    places = LinePlaces.of(zip([0, *ends[:-1]], ends, strict=True))
    return describe_structure(folded, describe_form(folded, lines), places)


def values(page: list[str], name: str) -> list[float]:
    return described(page)[name].tolist()


@given(st.lists(LINES, min_size=1, max_size=30))
def test_any_page_has_finite_facts(page: list[str]) -> None:
    facts = described(page)
    assert tuple(facts) == NAMES
    assert all(fact.shape == (len(page),) and np.isfinite(fact).all() for fact in facts.values())


@given(st.lists(LINES, min_size=1, max_size=12), st.lists(LINES, min_size=1, max_size=12))
def test_a_page_is_described_alike_in_any_company(first: list[str], second: list[str]) -> None:
    both, alone = described(first, second), (described(first), described(second))
    for name in NAMES:
        assert both[name].tolist() == [*alone[0][name].tolist(), *alone[1][name].tolist()], name


def test_steps_that_count_on_are_one_list() -> None:
    page = ["做法", "1、洗净", "2、切段", "大火烧开", "3、关火", "5、装盘"]
    assert values(page, "step_list") == pytest.approx([0, np.log(3), np.log(3), 0, np.log(3), 0])
    assert values(page, "step_span") == pytest.approx([0, np.log(3), np.log(3), np.log(3), np.log(3), 0])


def test_two_styles_of_counting_are_two_lists() -> None:
    page = ["一、洗", "1、洗净", "2、切段", "二、煮", "1、大火", "2、小火"]
    assert values(page, "step_list") == pytest.approx([np.log(2)] * 6)


def test_times_that_ascend_are_a_list() -> None:
    page = ["9:00 开幕", "10:30 茶歇", "14:00 报告", "8:00 早餐"]
    assert values(page, "moment_list") == pytest.approx([np.log(3)] * 3 + [0])


def test_lines_of_one_shape_near_each_other_are_counted() -> None:
    page = ["李明远：云津大学", "渡船停航了，绕路。", "王雪：河湾医院", "周川：北坡中学"]
    assert values(page, "shape_near") == [2, 0, 2, 2]


def test_tools_are_counted_above_a_line_and_told_by_their_distance() -> None:
    page = ["渡口的夜", "回复", "雨季的桥", "回复"]
    assert values(page, "tool_above") == pytest.approx(np.log1p([0, 1, 1, 2]))
    assert values(page, "tool_since") == pytest.approx([NEVER, NEVER, np.log1p(1), np.log1p(2)])
    assert values(page, "tool_until") == pytest.approx([np.log1p(1), np.log1p(2), np.log1p(1), NEVER])


def test_labels_that_come_again_are_counted() -> None:
    found: FloatArray = described(["地点：河湾", "时间：晚上", "地点：云津", "茶馆"])["label_page"]
    assert found.tolist() == pytest.approx([np.log(2), 0, np.log(2), 0])
