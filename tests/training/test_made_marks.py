import numpy as np
import pytest

from analysis.training import made_marks
from analysis.training.made_marks import clock, han, marks, numbered


@pytest.mark.parametrize(
    ("n", "said"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (31, "三十一"), (100, "100")]
)
def test_numbers_in_chinese(n: int, said: str) -> None:
    assert han(n) == said


@pytest.mark.parametrize(
    ("form", "n", "said"),
    [
        ("{n}、", 3, "3、"),
        ("（{h}）", 11, "（十一）"),
        ("{c}", 2, "②"),
        ("{c}", 21, "21."),
        ("{nn} ", 4, "04 "),
        ("{k}", 1, "❶"),
        ("【{t}】", 1, "【题】"),
    ],
)
def test_things_are_numbered(form: str, n: int, said: str) -> None:
    assert numbered(form, n, "题") == said


@pytest.mark.parametrize(
    ("form", "said"),
    [("{a}:{b:02d}-{x}:{y:02d}", "13:05-13:50"), ("{half}{a12}:{b:02d}", "下午1:05"), ("{a}点{b:02d}分", "13点05分")],
)
def test_times_are_written(form: str, said: str) -> None:
    assert clock(form, 13 * 60 + 5, 45) == said


def test_houses_share_no_form_with_held_out_ones() -> None:
    ours, theirs = marks(False), marks(True)
    assert (len(ours), len(theirs)) == (40, 16)
    for name in ("name", "number", "section", "time", "date", "joint", "bracket", "separator"):
        assert not {getattr(m, name) for m in ours} & {getattr(m, name) for m in theirs}
    assert not {word for m in ours for word in m.words.values()} & {word for m in theirs for word in m.words.values()}
    assert marks(True) == theirs


def test_every_form_can_be_written() -> None:
    for split in (made_marks.NUMBERS, made_marks.SECTIONS):
        assert all(numbered(form, n, "题") for forms in split for form in forms for n in (1, 12, 40))
    assert all(clock(form, minute, 30) for forms in made_marks.TIMES for form in forms for minute in range(0, 1440, 35))
    assert all(m.day(733000) and m.label("time", "甲").endswith("甲") and "乙" in m.inside("乙") for m in marks(False))


def test_a_section_is_not_numbered_as_its_items_are() -> None:
    for m in (*marks(False), *marks(True)):
        assert not m.section.startswith(m.number.strip())
        assert m.item(3, "甲") == (numbered(m.number, 3) + "甲" if m.numbering else "甲")


def test_houses_differ() -> None:
    assert np.unique([m.flat for m in marks(False)]).tolist() == ["column", "line", "row"]
