import pandas as pd
import pytest

from analysis.separation.roles import ROLES
from analysis.show.report_pages import (
    LONGEST,
    PLACES,
    doubts,
    examples,
    page_columns,
    role_sums,
    site_columns,
)
from tests.show.made_report import made, name_of

MADE = made(24)


def test_columns_tell_sites_copies_and_shares() -> None:
    told = page_columns(MADE["pages"], MADE["lines"], MADE["map"])
    assert told["sites"] == sorted({name.split("/")[0] for name in told["page"]})
    assert told["sites"][told["site"][0]] == "江村"
    assert (told["copy"][4], told["copy"][5]) == (0, -1)
    assert told["noise"][7] == 700
    assert told["cluster"][11] == -1


def test_places_on_the_map_are_whole_and_fill_it() -> None:
    places = MADE["map"].assign(x=[0.0, 2.0] * 12, y=[1.0, 1.5] * 12)
    told = page_columns(MADE["pages"], MADE["lines"], places)
    assert set(told["x"]) == {0, PLACES}
    assert set(told["y"]) == {0, PLACES}


def test_a_page_that_the_map_does_not_know_has_no_place() -> None:
    told = page_columns(MADE["pages"], MADE["lines"], MADE["map"].iloc[1:])
    assert told["x"][0] is None
    assert told["x"][1] is not None


@pytest.mark.parametrize(("score", "doubt"), [(0.5, 1.0), (0.31, 1.0), (0.25, 0.0), (0.9, 0.0)])
def test_doubt_is_the_share_of_characters_judged_by_a_narrow_margin(score: float, doubt: float) -> None:
    found = doubts(MADE["pages"], MADE["lines"].assign(score=score))
    assert found == [doubt] * 24


def test_doubt_is_what_is_said_where_it_is_said() -> None:
    told = page_columns(MADE["pages"], MADE["lines"].assign(score=0.5), MADE["map"])
    assert told["review"][5][0] == "约 12% 的字可能判错"
    assert told["doubt"][4:6] == [1_000, 120]


def test_roles_are_summed_kept_and_dropped() -> None:
    sums = role_sums(MADE["lines"])
    assert sums["kept"][ROLES.index("body")] == 72
    assert sums["dropped"][ROLES.index("legal")] == 24
    assert sums["dropped_size"][ROLES.index("legal")] == 24 * len("本页文字转载须注明出处")
    assert sum(sums["kept"]) + sum(sums["dropped"]) == len(MADE["lines"])


def test_a_site_tells_what_its_pages_share() -> None:
    sites = ["江村", "河湾"]
    told = site_columns(MADE["lines"], sites)
    texts = [text for text, _, _ in told["shared"][0]]
    assert "本页文字转载须注明出处" in texts
    assert "你可能还想看：江村的夜市为什么半夜才开" in texts
    assert max(pages for _, pages, _ in told["shared"][0]) == 3
    assert min(pages for _, pages, _ in told["shared"][0]) > 1
    assert sum(told["dropped"][0]) > 0
    assert site_columns(MADE["lines"].iloc[:0], sites)["kept"] == [0, 0]


def test_examples_are_the_longest_different_dropped_lines_of_other_pages() -> None:
    long = MADE["lines"].copy()
    long.loc[long["role"] == "related", "text"] = [f"{i}" * (LONGEST + i) for i in range(10)] + ["短"] * 14
    found = examples(long, MADE["pages"]["page"].tolist())
    own = found[ROLES.index("related")]
    assert len({page for page, _, _ in own}) == len(own) == 4
    assert all(len(text) == LONGEST for _, _, text in own)
    assert [text[-1] for _, _, text in own] == ["0", "…", "…", "…"]
    assert found[ROLES.index("body")] == []
    assert examples(long, [name_of(3)])[ROLES.index("legal")][0][0] == 0


def test_a_line_of_several_roles_is_an_example_of_the_commonest_alone() -> None:
    lines = MADE["lines"].copy()
    lines.loc[lines["role"] == "legal", "text"] = "一行常见的话"
    lines.loc[(lines["role"] == "widget") & (lines["page"] < name_of(3)), "text"] = "一行常见的话"
    found = examples(lines, MADE["pages"]["page"].tolist())
    having = [ROLES[i] for i, own in enumerate(found) if any("常见" in text for _, _, text in own)]
    assert having == ["legal"]


def test_an_empty_table_of_lines_gives_empty_columns() -> None:
    nothing = pd.DataFrame(MADE["lines"].iloc[:0])
    assert role_sums(nothing)["kept"] == [0] * len(ROLES)
    assert doubts(MADE["pages"].iloc[:2], nothing) == [0.0, 0.0]
