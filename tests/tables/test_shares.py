"""The table of lines summed up."""

import pandas as pd

from analysis.tables.contract import CONTRACT, SHOWN
from analysis.tables.shares import SHOWN_PAGES, kept_share, noise_by_site, pictured, strips
from tests.samples import of_seeds


def table(**columns: list[str] | list[int]) -> pd.DataFrame:
    return pd.DataFrame(columns)


def test_kept_share_counts_characters() -> None:
    assert kept_share(table(text=["四个汉字", "两字"], keep=[1, 0])) == 4 / 6
    assert kept_share(table(text=["字"], keep=[0]).iloc[:0]) == 0.0


def test_noise_by_site_sums_to_one_and_ranks_by_noise() -> None:
    shares = noise_by_site(table(page=["a/1.txt", "b/1.txt"], kind=["content", "noise"], text=["四个汉字", "两字"]))
    assert shares.index.tolist() == ["b", "a"]
    assert shares[["content", "metadata", "noise"]].sum(axis=1).tolist() == [1.0, 1.0]
    assert shares["pages"].tolist() == [1, 1]


def test_strips_are_those_of_an_even_selection_of_the_pages() -> None:
    few = table(page=["b", "b", "a"], role=["title", "body", "body"], text=["x", "y", "z"])
    assert strips(few).to_numpy().tolist() == [["b", "title"], ["b", "body"], ["a", "body"]]
    many = table(page=[f"{i}" for i in range(3 * SHOWN_PAGES)], role=["body"] * 3 * SHOWN_PAGES)
    assert strips(many)["page"].tolist() == [f"{i}" for i in range(0, 3 * SHOWN_PAGES, 3)]
    assert strips(strips(many)).equals(strips(many))
    assert strips(few.iloc[:0]).empty


def test_what_figures_show_is_small_and_holds_no_text_of_lines() -> None:
    shown = pictured(of_seeds().frames())
    assert set(shown) == {*CONTRACT, *SHOWN, "strips", "passages", "noise"} - {"lines"}
    assert list(shown["strips"].columns) == ["page", "role"]
