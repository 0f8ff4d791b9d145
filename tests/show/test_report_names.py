"""Names on the map, in a real browser: where their groups are, and not over points that they would hide."""

import numpy as np
import pandas as pd
import pytest

from tests.show.made_report import made
from tests.show.opened_report import Open, Opened

pytestmark = pytest.mark.browser

WIDE, FAR = (
    60,
    4,
)  # pages of a group that lie in a broad field, and of the same group far from it and close to each other


def in_two_fields() -> dict[str, pd.DataFrame]:
    """Return made tables of two topics: one on the left but for a few pages at the right, one in the middle."""
    n = 2 * WIDE + FAR
    tables = {name: table.copy() for name, table in made(n).items()}
    field = np.arange(WIDE)
    x = np.concatenate([field % 8, field % 8 + 12.0, np.full(FAR, 30.0) + 0.01 * np.arange(FAR)])
    y = np.concatenate([field // 8, field // 8, np.full(FAR, 3.0)])
    tables["pages"]["topic"] = [0] * WIDE + [1] * WIDE + [0] * FAR
    tables["map"] = tables["map"].assign(x=x, y=y)
    return tables


def named(report: Opened) -> dict[str, tuple[float, float]]:
    report.page.wait_for_timeout(250)
    return {one["text"]: (one["x"], one["y"]) for one in report.page.evaluate("boji.map().named")}


def places(report: Opened, pages: range) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = report.page.evaluate("pages => pages.map(boji.map().at)", list(pages))
    return found


def test_a_name_stands_where_most_of_its_pages_are(opened: Open) -> None:
    report = opened(tables=in_two_fields())
    report.go("map")
    x, _ = named(report)["茶园·采茶·春茶"]
    left, middle = ([px for px, _ in places(report, part)] for part in (range(WIDE), range(WIDE, 2 * WIDE)))
    assert min(left) < x < max(left) < min(middle)


def test_titles_hide_no_page(opened: Open) -> None:
    report = opened(tables=in_two_fields())
    report.go("map")
    report.page.focus("canvas")
    for _ in range(3):
        report.page.keyboard.press("+")
    titles = {text: place for text, place in named(report).items() if "：" in text}
    assert len(titles) > 3
    points = places(report, range(2 * WIDE + FAR))
    hidden = [(text, p) for text, (x, y) in titles.items() for p in points if abs(p[0] - x) < 40 and abs(p[1] - y) < 7]
    assert hidden == []
