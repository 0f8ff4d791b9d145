from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import pytest
from numpy.typing import ArrayLike

from analysis.arrays import FloatArray
from analysis.reading.page_names import site_of
from analysis.tables.contract import COLUMNS, frame
from analysis.tables.whole import whole_tables
from analysis.topics.nmf import assign
from tests.samples import of_seeds
from tests.topics.made_pages import days, of_one

TOPICS = frame(
    "topics",
    {
        "topic": [0, 1], "label": ["渡船", "茶园"], "words": ["渡船 码头", "茶园 新芽"], "share": [0.9, 0.1],
        "coherence": [0.5, 0.4], "stability": [1.0, 0.8], "pages": [9, 1], "support": [1.0, 0.7],
        "site": ["x", "x"], "weights": ["1", "1"],
    },
)  # fmt: skip
CLUSTERS = frame(
    "clusters",
    {
        "cluster": [0, 1, 2], "label": ["甲", "乙", "丙"], "pages": [5, 4, 1], "words": ["甲 甲", "乙 乙", "丙 丙"],
        "nearest": ["a", "b", ""],
    },
)  # fmt: skip


def made(
    W: ArrayLike,
    once: list[bool] | None = None,
    site: list[str] | None = None,
    date: list[str] | None = None,
    cluster: list[int | None] | None = None,
) -> dict[str, pd.DataFrame]:
    """Tell pages that have the given weights on the topics."""
    weights = np.asarray(W, np.float64)
    n = len(weights)
    pages = pd.DataFrame(
        {
            "date": date or [""] * n,
            "site": site or ["."] * n,
            "topic": pd.array([None if t < 0 else t for t in assign(weights)[0].tolist()], dtype="Int64"),
            "cluster": pd.array(cluster or [0] * n, dtype="Int64"),
            "once": once or [True] * n,
        }
    )
    with TemporaryDirectory() as folder:
        return whole_tables(TOPICS, CLUSTERS, in_parts(pages, weights), Path(folder) / "shares")


def in_parts(pages: pd.DataFrame, weights: FloatArray, together: int = 7) -> Iterator[tuple[pd.DataFrame, FloatArray]]:
    for i in range(0, len(pages), together):
        yield pages[i : i + together], weights[i : i + together]


def test_tables_have_the_columns_of_the_contract() -> None:
    found = made([[1, 0], [1, 3]])
    assert list(found) == ["topics", "clusters", "trends", "sites"]
    assert {name: tuple(table.columns) for name, table in found.items()} == {name: COLUMNS[name] for name in found}


def test_words_and_what_was_measured_stay_those_of_the_sample() -> None:
    before = TOPICS.copy(), CLUSTERS.copy()
    found = made([[1, 0], [1, 3]])
    for name, table, told in (("topics", TOPICS, ["share", "pages", "site"]), ("clusters", CLUSTERS, ["pages"])):
        pd.testing.assert_frame_equal(found[name].drop(columns=told), table.drop(columns=told))
    pd.testing.assert_frame_equal(TOPICS, before[0])
    pd.testing.assert_frame_equal(CLUSTERS, before[1])


def test_shares_are_of_the_weight_of_all_pages() -> None:
    assert made([[1, 0], [1, 3], [0, 1]])["topics"]["share"].tolist() == [0.3333, 0.6667]
    zeros = made(np.zeros((2, 2)))["topics"]["share"]
    assert zeros.astype(str).tolist() == ["0.0", "0.0"]


def test_pages_are_counted_by_their_strongest_topic_and_those_without_weight_are_not() -> None:
    assert made([[1, 0], [1, 3], [0, 1], [0, 0]])["topics"]["pages"].tolist() == [1, 2]
    assert made([[0, 0], [0, 2]])["topics"]["pages"].tolist() == [0, 1]


def test_clusters_count_their_pages_and_strays_are_in_none() -> None:
    found = made(of_one([0] * 5), cluster=[2, 0, None, 2, 2])["clusters"]
    assert found["pages"].tolist() == [1, 0, 3]


# a site of 20 pages on one topic among sites on the other
SITES = [*["a"] * 20, *["b"] * 20, *["c"] * 20]
OF = of_one([0] * 20 + [1] * 40)


def test_a_topic_of_one_site_has_it_as_its_owner() -> None:
    found = made(OF, site=SITES)
    assert found["topics"]["site"].tolist() == ["a", ""]
    assert found["sites"].to_dict("list") == {
        "site": ["a", "a", "b", "b", "c", "c"],
        "topic": [0, 1] * 3,
        "pages": [20] * 6,
        "share": [1.0, 0.0, 0.0, 1.0, 0.0, 1.0],
    }


def test_sites_leave_copies_out_and_shares_and_counts_do_not() -> None:
    once = [i == 0 or i >= 20 for i in range(60)]
    found = made(OF, once, SITES)
    assert found["topics"]["site"].tolist() == ["", ""]  # of one page left no owner can be told
    assert found["sites"]["pages"].tolist() == [20, 20, 20, 20, 1, 1]
    assert found["sites"]["site"].tolist() == ["b", "b", "c", "c", "a", "a"]
    assert found["topics"]["pages"].tolist() == [20, 40]
    assert found["topics"]["share"].tolist() == [0.3333, 0.6667]
    assert found["clusters"]["pages"].tolist() == [60, 0, 0]


def test_copies_belong_to_their_own_rows() -> None:
    found = made(of_one([0, 1, 1, 0]), [False, True, True, True], ["a", "b", "b", "c"])["sites"]
    assert found["site"].tolist() == ["b", "b", "c", "c"]
    assert found["share"].tolist() == [0.0, 1.0, 1.0, 0.0]


def test_trends_run_over_all_pages_but_copies() -> None:
    date = days("2024-03-01", [0, 0, 0, 1, 1, 1, 2, 2, 2, 2])
    weights = of_one([0, 0, 1, 1, 1, 0, 0, 0, 0, 1])
    found = made(weights, date=date)["trends"]
    assert found["period"].tolist() == [d for d in days("2024-03-01", range(3)) for _ in range(2)]
    assert found["pages"].tolist() == [3, 3, 3, 3, 4, 4]
    assert found["share"].tolist() == pytest.approx([2 / 3, 1 / 3, 1 / 3, 2 / 3, 0.75, 0.25], abs=1e-4)
    once = [True] * 9 + [False]
    fewer = made(weights, once, date=date)["trends"]
    assert fewer["pages"].tolist() == [3] * 6
    assert fewer["share"].tolist()[-2:] == [1.0, 0.0]


def test_without_dates_there_are_no_trends() -> None:
    assert len(made(of_one([0, 1] * 5))["trends"]) == 0


@pytest.mark.parametrize("together", [1, 4, 1000])
def test_where_the_sample_is_all_there_is_its_tables_are_told_again(together: int, tmp_path: Path) -> None:
    analysis = of_seeds()
    known = analysis.pages_[["date", "topic", "cluster"]].assign(
        site=analysis.pages_["page"].map(site_of), once=analysis.pages_["duplicate_of"] == ""
    )
    frames = analysis.frames()
    shuffled = frames["topics"].assign(share=0.0, pages=0, site="?")
    parts = in_parts(known, analysis.findings_.weights, together)
    found = whole_tables(shuffled, frames["clusters"].assign(pages=0), parts, tmp_path)
    for name, table in found.items():
        pd.testing.assert_frame_equal(table, frames[name])
