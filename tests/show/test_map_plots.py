import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from analysis.show import colours, map_plots
from analysis.show.lettering import SMALL, ems
from analysis.show.map_plots import Region, plot_map, settled
from analysis.show.messages import say
from analysis.show.sizes import SIZES
from tests.show.drawn import as_svg, outside, overlaps

ROOM = (60.0, 36.0)


def groups(n: int = 40, k: int = 4, stray: int = 0) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Pages about the corners of a triangle, and the clusters they belong to."""
    rng = np.random.default_rng(0)
    cluster = np.arange(n) % k
    x, y = np.cos(cluster * 2.4), np.sin(cluster * 2.4)
    near = rng.normal(0, 0.1, (n, 2))
    pages = pd.DataFrame({"x": x + near[:, 0], "y": y + near[:, 1], "cluster": pd.array(cluster, dtype="Int64")})
    pages.loc[: stray - 1, "cluster"] = pd.NA
    labels = [f"渡船{i}·码头·风浪" for i in range(k)]
    return pages, pd.DataFrame({"cluster": range(k), "label": labels})


def names(ax: Axes, clusters: pd.DataFrame) -> dict[str, tuple[float, float]]:
    heads = tuple(label.split("·")[0] for label in clusters["label"])
    return {t.get_text(): t.get_position() for t in ax.texts if t.get_text().startswith(heads)}


def test_each_page_is_a_point_of_its_cluster_s_colour() -> None:
    ax = plot_map(*groups(41, 4, stray=1))
    found = {to_hex(c.get_facecolor()[0]): len(np.asarray(c.get_offsets())) for c in ax.collections}
    assert found == {colours.UNSURE: 1, **{colours.group_colour(i): 10 for i in range(4)}}
    assert f"{say('report.unassigned', 'zh')} 1" in [text.get_text() for text in ax.texts]


def test_names_with_their_pages_stand_on_their_regions() -> None:
    pages, clusters = groups()
    ax = plot_map(pages, clusters)
    found = names(ax, clusters)
    assert sorted(found) == [f"渡船{i}·码头·风浪 10" for i in range(4)]
    for points, (x, y) in zip(ax.collections, found.values(), strict=True):
        middle = np.asarray(points.get_offsets()).mean(axis=0)
        assert np.hypot(*(middle - (x, y))) < 7


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("k", [1, 4, 12])
def test_no_name_is_upon_another_or_cut(size: str, k: int) -> None:
    ax = plot_map(*groups(200, k), size=size)
    assert (overlaps(ax), outside(ax)) == ([], [])


def test_a_name_gives_way_to_points_where_there_is_room_beside_them() -> None:
    region = Region(0, "渡船 9", (30.0, 18.0), 9)
    crowd = np.array([[30.0 + dx, 18.0] for dx in (-1, 0, 1)])
    ((x, y),) = settled([region], ROOM, crowd)
    assert (x, y) != (30.0, 18.0)
    assert settled([region], ROOM, np.array([[1.0, 1.0]])) == [(30.0, 18.0)]


def test_of_few_pages_none_is_hidden_by_a_name_though_it_goes_some_way_for_it() -> None:
    column = np.array([(30.0, 18.0 + dy) for dy in range(-6, 7, 2)])
    region = Region(0, "党组织会议・校长办公会 9", (30.0, 18.0), 9)
    half = SMALL * ems(region.name) / 2
    ((x, y),) = settled([region], ROOM, np.concatenate([column, np.ones((42, 2))]))
    assert (np.abs(column - (x, y)) > (half, 0.5)).any(axis=1).all()


def test_names_of_one_place_are_set_apart_the_largest_region_s_first() -> None:
    regions = [Region(i, "渡船 9", (30.0, 18.0), 9 + i) for i in range(3)]
    found = settled(regions, ROOM, np.empty((0, 2)))
    assert found[2] == (30.0, 18.0)
    assert len(set(found)) == 3


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_title_tells_the_numbers(lang: str) -> None:
    assert plot_map(*groups(), lang=lang).get_title(loc="left") == say("plot.map", lang, pages=40, n=4)
    pages, clusters = groups()
    empty = plot_map(pages.iloc[:0], clusters.iloc[:0], lang=lang)
    assert empty.get_title(loc="left") == say("plot.map", lang, pages=0, n=0)


def test_points_are_smaller_where_there_are_more() -> None:
    few, many = (float(plot_map(*groups(n)).collections[0].get_sizes()[0]) for n in (8, 4_000))
    assert few == pytest.approx((map_plots.LARGEST * 10) ** 2, rel=0.01)
    assert many == pytest.approx((map_plots.SMALLEST * 10) ** 2, rel=0.01)


def test_pages_of_one_place_and_any_index_are_drawn() -> None:
    pages, clusters = groups()
    same = pages.assign(x=0.0, y=0.0).set_index(np.arange(40)[::-1])
    assert np.ptp(np.asarray(plot_map(same, clusters).collections[0].get_offsets()), axis=0).tolist() == [0, 0]


def test_it_draws_into_the_axes_it_is_given_and_the_same_data_give_the_same_bytes() -> None:
    ax = Figure().add_subplot()
    assert plot_map(*groups(), ax) is ax
    first, second = (as_svg({"a": plot_map(*groups())}) for _ in range(2))
    assert first == second
