import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reading.characters import fold
from analysis.separation.patterns import number_of, read_signs, shapes_of


@pytest.mark.parametrize(
    ("text", "other", "alike"),
    [
        ("第三场：李明远，云津大学", "第12场：王雪，河湾医院", True),
        ("2024年3月5日 14:30", "1998年12月15日 9:05", True),
        ("一、渡船", "十二、老桥", True),
        ("茶叶 12.50元", "竹椅  1,280元", True),
        ("茶叶！！！", "竹椅！", True),
        ("河边茶馆", "河边茶馆。", False),
        ("12.", "12.5", True),
        ("茶.5", "茶5", False),
        ("", "茶", False),
    ],
)
def test_a_shape_forgets_lengths(text: str, other: str, alike: bool) -> None:
    one, two = shapes_of([fold(text), fold(other)])[0].tolist()
    assert (one == two) == alike


def test_a_shapes_classes_are_counted_up_to_fourteen() -> None:
    assert shapes_of(["河边茶馆", "第9场:汉 a", "", "1a" * 20])[1].tolist() == [1, 6, 0, 14]


@pytest.mark.parametrize(
    ("han", "number"), [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("九十九", 99), ("一二", 0), ("十十", 0)]
)
def test_han_numerals_are_read(han: str, number: int) -> None:
    assert number_of(han) == number


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("1、洗净河虾", 1),
        ("（二）报名条件", 2),
        ("第十一条 渡口", 11),
        ("③ 关火", 3),
        ("3.5元一斤", -1),
        ("2024年的渡口", -1),
        ("河边", -1),
    ],
)
def test_steps_start_with_their_number(text: str, step: int) -> None:
    assert read_signs([fold(text)]).step.tolist() == [step]


def test_counting_is_of_one_style_whatever_the_number() -> None:
    style = read_signs([fold(t) for t in ("1、洗净", "12、关火", "（1）洗净", "一、洗净", "河边")]).style
    assert style[0] == style[1]
    assert len(set(style.tolist())) == 4
    assert style[4] == -1


def test_moments_are_minutes_in_order() -> None:
    early, late, day, none = read_signs(["9:00 开幕", "14:30 茶歇", "3月5日 报到", "茶歇"]).moment.tolist()
    assert 0 < early < late < day
    assert none == -1


def test_labels_are_what_stands_before_a_colon_or_in_brackets() -> None:
    label = read_signs([fold(t) for t in ("地点：河湾", "地点：云津", "【提示】带伞", "14:30 茶歇", "河边茶馆")]).label
    assert label[0] == label[1] != label[2]
    assert label[2] >= 0
    assert label[3:].tolist() == [-1, -1]


@pytest.mark.parametrize(
    "text",
    ["回复 踩0 赞23 举报", "3小时前", "12楼", "沙发", "# re: 渡船 2004-12-27 13:39", "发表于 2012-3-4", "只看该作者"],
)
def test_tools_of_discussions_are_known(text: str) -> None:
    assert read_signs([fold(text)]).tool.tolist() == [True]


@pytest.mark.parametrize("text", ["河边的茶馆在三楼的尽头", "他说，会尽快回复大家的来信。", "渡口今天支持手机付款"])
def test_sentences_are_no_tools(text: str) -> None:
    assert read_signs([fold(text)]).tool.tolist() == [False]


@given(st.lists(st.text(max_size=40), min_size=1, max_size=8))
def test_any_lines_have_signs(lines: list[str]) -> None:
    signs = read_signs([fold(line) for line in lines])
    assert {len(part) for part in (signs.shape, signs.style, signs.label, signs.step, signs.moment)} == {len(lines)}
