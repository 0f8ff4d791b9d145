"""Made tables: grids of cells flattened one cell a line, by row or by column, or one row a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np

from analysis.training.made_house import BODY, HEADING, Line, chance, pick, size, some
from analysis.training.made_marks import Marks, clock
from analysis.training.made_words import PLACES, Field, body, person, phone, talk

REMARKS = (*[""] * 4, *"备用 仅限当日 需提前预约 女 男 定向 — 见附件 免费 另行通知 含早餐".split())
DEGREES = "本科及以上 硕士研究生 大专 不限 全日制本科".split()
SIZES = "大 中 小 普通 精装 标准 A型 B型 一级 二级".split()
ROADS = [a + b for a, b in product("人民 建设 和平 新华 胜利 学院 滨江 迎宾".split(), "路 街 大道 巷".split())]
LONGEST_DAY = 840  # minutes of a timetable
Grid = list[list[str]]


def flattened(rows: Sequence[Sequence[str]], marks: Marks) -> Iterator[Line]:
    """Yield the lines of a grid as a house flattens it: empty cells leave no line."""
    for row in list(zip(*rows, strict=True)) if marks.flat == "column" else rows:
        yield from spread(marks, row)


def spread(marks: Marks, cells: Sequence[str]) -> Iterator[Line]:
    """Yield cells one a line, or in one line."""
    filled = [cell for cell in cells if cell]
    yield from ((line, BODY) for line in ([marks.separator.join(filled)] if marks.flat == "line" else filled))


def grid(marks: Marks, field: Field, draw: np.random.Generator, most: int = 60) -> Grid:
    """Make up a table with a head: of one of five sorts, three to sixty rows long."""
    sort = pick(draw, (staff, fees, places, timetable, results))
    return sort(marks, field, draw, size(draw, 3, most))


def staff(marks: Marks, field: Field, draw: np.random.Generator, n: int) -> Grid:
    """Make up posts or subjects with the numbers wanted, as in a notice of admission or of jobs."""
    w, code = marks.words, int(draw.integers(1, 900)) * 100
    head = [w["rank"], w["unit"], w["name"], w["count"], "学历要求" if chance(draw, 0.5) else w["note"]]
    kind, coded = pick(draw, ("方向", "专业", "岗", "")), chance(draw, 0.5)
    rows = [
        [
            str(code + i if coded else i),
            body(field, draw),
            pick(draw, field.matters) + kind,
            str(size(draw, 1, 80)),
            pick(draw, DEGREES),
        ]
        for i in range(1, n + 1)
    ]
    return [head, *rows]


def fees(marks: Marks, field: Field, draw: np.random.Generator, n: int) -> Grid:
    """Make up goods and prices."""
    base = pick(draw, (1, 10, 100))
    head = [marks.words["name"], "规格", f"{marks.words['price']}({pick(draw, field.units)})", marks.words["note"]]
    wares = some(draw, list(product(field.goods, SIZES)), n)
    return [head] + [[*ware, f"{draw.integers(10, 999) * base / 10:g}", pick(draw, REMARKS)] for ware in wares]


def places(marks: Marks, field: Field, draw: np.random.Generator, n: int) -> Grid:
    """Make up offices with addresses and telephones, each in its own town."""
    head = [marks.words["unit"], marks.words["place"], marks.words["contact"]]
    towns = [pick(draw, PLACES) for _ in range(n)]
    return [head] + [
        [town + pick(draw, field.bodies), f"{town}市{pick(draw, ROADS)}{draw.integers(1, 400)}号", phone(draw)]
        for town in towns
    ]


def timetable(marks: Marks, field: Field, draw: np.random.Generator, n: int) -> Grid:
    """Make up events, their times that ascend, and rooms."""
    minute, rows = int(draw.integers(84, 120)) * 5, []
    longest = max(1, min(12, LONGEST_DAY // n // 10))
    for _ in range(n):
        length = int(draw.integers(1, longest + 1)) * 10
        rows.append([clock(marks.time, minute, length), talk(field, draw), pick(draw, field.rooms), person(draw)])
        minute += length
    return [[marks.words[key] for key in ("time", "topic", "place", "speaker")], *rows]


def results(marks: Marks, field: Field, draw: np.random.Generator, n: int) -> Grid:
    """Make up ranks, names, scores."""
    score, rows = float(draw.uniform(80, 99)), []
    for i in range(1, n + 1):
        score -= float(draw.uniform(0, 30 / n))
        rows.append([str(i), person(draw), body(field, draw), f"{score:.1f}"])
    return [[marks.words[key] for key in ("rank", "name", "unit", "score")], *rows]


def captioned(marks: Marks, field: Field, draw: np.random.Generator, most: int = 60) -> list[Line]:
    """Return a flattened table, perhaps below a line that names it."""
    rows = list(flattened(grid(marks, field, draw, most), marks))
    name = f"{pick(draw, field.matters)}{pick(draw, ('一览表', '情况表', '明细', '安排表', '汇总'))}"
    caption = pick(draw, ("表{n}　{t}", "{t}", "附表{n}：{t}", "表{n} {t}")).format(n=draw.integers(1, 9), t=name)
    return [(caption, HEADING), *rows] if chance(draw, 0.5) else rows
