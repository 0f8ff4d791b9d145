"""The table of lines summed up."""

import pandas as pd
import pytest

from analysis.separation.roles import KINDS
from analysis.tables.contract import CONTRACT, SHOWN
from analysis.tables.shares import (
    DEPTHS,
    MOST_PORTRAITS,
    NOISE,
    WRAPPED,
    kept_share,
    noise_by_site,
    pictured,
    portraits,
)
from tests.samples import of_seeds


def table(**columns: list[str] | list[int]) -> pd.DataFrame:
    return pd.DataFrame(columns)


def test_kept_share_counts_characters() -> None:
    assert kept_share(table(text=["四个汉字", "两字"], keep=[1, 0])) == 4 / 6
    assert kept_share(table(text=["字"], keep=[0]).iloc[:0]) == 0.0


def test_what_a_page_drops_is_what_is_not_kept_of_its_lines() -> None:
    seeds = of_seeds()
    kept = {page: kept_share(own) for page, own in seeds.lines_.groupby("page")}
    assert min(kept.values()) < 0.5
    shares = seeds.pages_.set_index("page")["noise_share"].to_dict()
    assert shares == pytest.approx({page: 1.0 - share for page, share in kept.items()}, abs=1e-4)


def test_noise_by_site_sums_to_one_and_ranks_by_noise() -> None:
    lines = table(
        page=["a/1.txt", "b/1.txt"], role=["body", "related"], kind=["content", "noise"], text=["四个汉字", "两字"]
    )
    shares = noise_by_site(lines)
    assert shares.index.tolist() == ["b", "a"]
    assert shares[["content", "metadata", "noise"]].sum(axis=1).tolist() == [1.0, 1.0]
    assert shares["pages"].tolist() == [1, 1]
    assert shares["characters"].tolist() == [2, 4]
    assert shares["related"].tolist() == [1.0, 0.0]
    assert shares[list(NOISE)].sum(axis=1).tolist() == shares["noise"].tolist()


def pages(**rows: list[tuple[str, int]]) -> pd.DataFrame:
    """Lines of pages, each given as its role and how many characters it has."""
    lines = [(page.replace("_", "/"), role, "字" * n) for page, lines in rows.items() for role, n in lines]
    made = pd.DataFrame(lines, columns=["page", "role", "text"])
    return made.assign(kind=made["role"].map(KINDS))


def column(made: pd.DataFrame, name: str, role: str) -> list[float]:
    own = made[(made["name"] == name) & (made["role"] == role)].set_index("depth")["share"]
    return own.reindex(range(DEPTHS), fill_value=0.0).tolist()


def test_a_page_is_seen_from_top_to_bottom_by_the_rows_its_lines_take() -> None:
    made = portraits(pages(a_1=[("title", 5), ("body", 2 * WRAPPED + 1)]), by="page")
    assert column(made, "a/1", "title") == [1.0] * (DEPTHS // 4) + [0.0] * (DEPTHS * 3 // 4)
    assert column(made, "a/1", "body") == [0.0] * (DEPTHS // 4) + [1.0] * (DEPTHS * 3 // 4)


def test_pages_of_a_site_are_laid_upon_each_other() -> None:
    made = portraits(pages(a_1=[("navigation", 1), ("body", 1)], a_2=[("body", 1)], b_1=[("body", 9)]))
    assert column(made, "a", "navigation") == [0.5] * (DEPTHS // 2) + [0.0] * (DEPTHS // 2)
    assert column(made, "a", "body") == [0.5] * (DEPTHS // 2) + [1.0] * (DEPTHS // 2)
    assert made.drop_duplicates("name")[["name", "pages", "lines", "noise"]].to_numpy().tolist() == [
        ["a", 2, 1.5, 0.3333],
        ["b", 1, 1.0, 0.0],
    ]


def test_lines_of_a_page_that_lie_apart_are_seen_together() -> None:
    lines = pages(a_1=[("title", 1), ("body", 1)], b_1=[("navigation", 1), ("body", 1)]).iloc[[0, 2, 1, 3]]
    assert portraits(lines).equals(portraits(lines.sort_values("page", kind="stable")).loc[lambda t: t.index])


def test_without_text_each_line_is_a_row() -> None:
    lines = pages(a_1=[("title", 1), ("body", 9 * WRAPPED)]).drop(columns="text")
    assert column(portraits(lines), "a", "title").count(1.0) == DEPTHS // 2


def test_many_sites_are_those_of_most_pages_and_many_pages_an_even_selection() -> None:
    n = MOST_PORTRAITS + 6
    rows = {f"s{i:02d}_{j}": [("body", 1)] for i in range(n) for j in range(1 + (i >= 6))}
    assert portraits(pages(**rows))["name"].unique().tolist() == [f"s{i:02d}" for i in range(6, n)]
    single = {f"s_{i:02d}": [("body", 1)] for i in range(2 * MOST_PORTRAITS)}
    shown = portraits(pages(**single), by="page")["name"].unique()
    assert shown.tolist() == [f"s/{i:02d}" for i in range(0, 2 * MOST_PORTRAITS, 2)]
    assert portraits(pages(**single).iloc[:0]).empty


def test_what_figures_show_is_small_and_holds_no_text_of_lines() -> None:
    shown = pictured(of_seeds().frames())
    assert set(shown) == {*CONTRACT, *SHOWN, "portraits", "passages", "noise"} - {"lines"}
    assert list(shown["portraits"].columns) == ["name", "pages", "lines", "noise", "depth", "role", "share"]


def test_of_one_site_a_picture_shows_its_pages() -> None:
    tables = of_seeds().frames()
    names = tables["lines"]["page"].str.replace("/", "_")  # all in the top folder
    shown = pictured(tables | {"lines": tables["lines"].assign(page=names)})["portraits"]
    assert set(shown["name"]) <= set(names)
    assert shown["pages"].eq(1).all()
    assert pictured(tables)["portraits"]["pages"].max() > 1
