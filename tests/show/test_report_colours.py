"""Colours of groups in a real browser: none looks like another, in light and dark, also where there are many."""

import numpy as np
import pandas as pd
import pytest

from analysis.show.colours import GROUP_COLOURS
from tests.show.made_report import made
from tests.show.opened_report import Open

pytestmark = pytest.mark.browser

MANY = 2 * len(GROUP_COLOURS)
DOTS = """() => [...document.querySelectorAll("main .card .dot")]
    .map(dot => getComputedStyle(dot).backgroundColor + getComputedStyle(dot).rotate)"""
STRIPS = """() => [...document.querySelectorAll("main .stack")].map(stack => [...stack.children]
    .map(part => getComputedStyle(part).backgroundColor + getComputedStyle(part).backgroundImage))"""


def of_many(n_pages: int, topics: int) -> dict[str, pd.DataFrame]:
    """Return made tables with so many topics, all of them in one cluster."""
    tables = {name: table.copy() for name, table in made(n_pages).items()}
    for name in ("topics", "clusters"):
        one = tables[name].iloc[[0] * topics].reset_index(drop=True)
        tables[name] = one.assign(**{name.rstrip("s"): range(topics), "label": [f"第{i}组" for i in range(topics)]})
    tables["pages"]["topic"] = np.arange(n_pages) % topics
    tables["pages"]["cluster"] = 0
    return tables


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_of_many_groups_each_looks_its_own_way(opened: Open, scheme: str) -> None:
    report = opened(tables=of_many(2 * MANY, MANY), scheme=scheme)
    report.go("topics")
    found = report.page.evaluate(DOTS)
    assert (len(found), len(set(found))) == (MANY, MANY)
    report.is_well()


def test_neighbours_in_a_strip_never_look_the_same(opened: Open) -> None:
    n, tables = len(GROUP_COLOURS), of_many(5, len(GROUP_COLOURS) + 1)
    tables["pages"]["topic"] = [0, 0, n, n, 1]  # the largest two of one colour
    report = opened(tables=tables)
    report.go("cluster/0")
    first, second, third = report.page.evaluate(STRIPS)[0]
    assert first.split(")")[0] == second.split(")")[0]
    assert len({first, second, third}) == 3
