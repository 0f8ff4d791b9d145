import re

import pytest

from analysis.articles.names import end_of, people, split_names
from analysis.articles.places import FoldedLine


@pytest.mark.parametrize(
    ("run", "names"),
    [
        ("李云津", ["李云津"]),
        ("李云", ["李云"]),
        ("欧阳云津", ["欧阳云津"]),
        ("欧阳津", ["欧阳津"]),
        ("李云津王桥", ["李云津", "王桥"]),
        ("王桥李云津", ["王桥", "李云津"]),
        ("李云江王桥", ["李云江", "王桥"]),  # not 李云, 江王桥: names of three are tried first
        ("李云王桥陈津", ["李云", "王桥", "陈津"]),
        ("尉迟云津陈桥", ["尉迟云津", "陈桥"]),
        ("云中客", []),  # no such surname
        ("李", []),
        ("李云津大桥上", []),  # what is left over is no name
        ("李 云津", []),
        ("Li云津", []),
        ("", []),
        ("王桥" * 6, ["王桥"] * 6),
        ("王桥" * 7, []),  # more than names are ever glued
    ],
)
def test_glued_names_are_split_at_surnames(run: str, names: list[str]) -> None:
    assert split_names(run) == names


@pytest.mark.parametrize(
    ("text", "start", "names"),
    [
        ("李云津 王桥 编辑 陈津", 0, ["李云津", "王桥"]),
        ("李雲津、歐陽橋　編輯：陳津", 0, ["李雲津", "歐陽橋"]),
        ("记者 李云津", 3, ["李云津"]),
        ("记者 莘望", 3, ["莘望"]),  # a rare surname behind a label
        ("莘望", 0, []),  # the same without one
        ("陳津、莘望", 0, ["陳津", "莘望"]),
        ("李 津", 0, ["李津"]),
        ("Tom Lee, 王橋", 0, []),  # a nickname where none is asked for
        ("李云津 摄", 0, []),
    ],
)
def test_names_are_read_until_something_else_follows(text: str, start: int, names: list[str]) -> None:
    assert people(FoldedLine.of(text), start) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("云中客 2031-02-03", ["云中客"]),
        ("雲中客", ["雲中客"]),
        ("Tom Lee", ["Tom Lee"]),
        ("佚名", []),
        ("本站原创", []),
        ("雲津縣財政局", []),  # an office
        ("12345", []),
        ("李云津 云中客来了", ["李云津"]),  # a nickname stands alone
    ],
)
def test_a_nickname_is_a_name_where_one_may_stand(text: str, names: list[str]) -> None:
    assert people(FoldedLine.of(text), 0, nicks=True) == names


def test_a_pattern_that_does_not_match_ends_where_it_starts() -> None:
    assert end_of(re.compile(r"\W+"), "□■李云津", 0) == 2
    assert end_of(re.compile(r"\W+"), "□■李云津", 2) == 2
