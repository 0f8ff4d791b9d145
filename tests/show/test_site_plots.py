from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike

from analysis.show import colours, site_plots
from analysis.show.messages import say
from analysis.show.sizes import SIZES
from analysis.tables import shares
from tests.show.drawn import as_svg, outside, overlaps, ticks

LABELS = "渡船·码头·风浪", "茶园·采茶·鲜叶", "球队·比赛·主场"


def judged(n_sites: int = 2, pages: int = 3) -> pd.DataFrame:
    """Pages of a line of navigation, three of article and as many recommendations as their site's number says."""
    rows = [
        (f"site{s}/{p}.txt", role, kind, "字" * 30)
        for s in range(n_sites)
        for p in range(pages)
        for role, kind in [("navigation", "noise"), *[("body", "content")] * 3, *[("related", "noise")] * s]
    ]
    return pd.DataFrame(rows, columns=["page", "role", "kind", "text"])


def written(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


# portraits


def test_a_portrait_tells_the_noise_the_name_and_the_size_of_a_site_the_noisiest_first() -> None:
    ax = site_plots.plot_strip(judged(3))
    told = [text for text in written(ax) if text.endswith("%") or text.startswith("site")]
    assert told == ["50%", "site2", "40%", "site1", "25%", "site0"]
    assert say("plot.pages_lines", "zh", pages=3, lines=6) in written(ax)


def test_a_portrait_has_the_roles_from_top_to_bottom() -> None:
    ax = site_plots.plot_strip(judged(1))
    body, navigation = (
        next(c for c in ax.collections if to_hex(c.get_facecolor()[0]) == colours.ROLE_COLOURS[role])
        for role in ("body", "navigation")
    )
    broad = {}
    for name, part in (("body", body), ("navigation", navigation)):
        corners = part.get_paths()[0].vertices
        y = corners[corners[:, 0] > corners[:, 0].min()][:, 1]
        broad[name] = (y.min() - site_plots.NUMBERS) / site_plots.HIGH, (y.max() - site_plots.NUMBERS) / site_plots.HIGH
    assert broad["body"] == pytest.approx((0.25, 1.0), abs=0.02)
    assert broad["navigation"][0] == pytest.approx(0.0)


def test_pages_may_stand_by_themselves() -> None:
    ax = site_plots.plot_strip(judged(1, 2), by="page")
    assert [text for text in written(ax) if text.endswith(".txt")] == ["site0/0.txt", "site0/1.txt"]


def test_the_key_has_the_roles_that_are_there() -> None:
    roles = {say(f"role.{role}", "en") for role in colours.ROLE_COLOURS}
    assert roles & set(written(site_plots.plot_strip(judged(), lang="en"))) == {"body", "navigation", "related"}


def test_of_many_sites_those_of_most_pages_are_shown() -> None:
    ax = site_plots.plot_strip(judged(shares.MOST_PORTRAITS + 6, 1))
    assert sum(text.startswith("site") for text in written(ax)) == shares.MOST_PORTRAITS


# noise


def test_bars_are_the_roles_of_noise_and_fill_the_width() -> None:
    ax = site_plots.plot_noise(shares.noise_by_site(judged(2)))
    assert ticks(ax.yaxis) == [f"{say('plot.all_sites', 'zh')}  6", "site1  3", "site0  3"]
    bars = [p for p in ax.patches if isinstance(p, Rectangle)]
    assert max(p.get_x() + p.get_width() for p in bars) == pytest.approx(1.0)
    first = [(to_hex(p.get_facecolor()), p.get_width()) for p in bars[:2]]
    assert first == [
        (colours.ROLE_COLOURS["navigation"], pytest.approx(2 / 9)),
        (colours.ROLE_COLOURS["related"], pytest.approx(1 / 9)),
    ]
    assert written(ax)[:3] == ["33%", "40%", "25%"]


def test_the_key_has_the_share_of_each_role_the_largest_first() -> None:
    told = written(site_plots.plot_noise(shares.noise_by_site(judged(2)), lang="en"))
    assert [text for text in told if text.startswith(("navigation", "related"))] == ["navigation 22%", "related 11%"]


def test_sites_that_are_not_shown_are_one_row() -> None:
    n = site_plots.MOST_SITES
    ax = site_plots.plot_noise(shares.noise_by_site(judged(n + 5, 1)), lang="en")
    assert len(ticks(ax.yaxis)) == n + 2
    assert ticks(ax.yaxis)[-1] == f"{say('plot.other_sites', 'en', n=5)}  5"


def test_one_site_is_one_row() -> None:
    assert ticks(site_plots.plot_noise(shares.noise_by_site(judged(1))).yaxis) == ["site0  3"]


# topics


def sites(names: Sequence[str], values: ArrayLike, pages: Sequence[int]) -> pd.DataFrame:
    told = np.asarray(values, np.float64)
    k = told.shape[1]
    columns = {"site": np.repeat(names, k), "topic": np.tile(range(k), len(names)), "pages": np.repeat(pages, k)}
    return pd.DataFrame({**columns, "share": told.ravel()})


def topics(n: int = 3, owners: Sequence[str] = ()) -> pd.DataFrame:
    site = [*owners, *[""] * (n - len(owners))]
    return pd.DataFrame({"topic": range(n), "label": [LABELS[i % len(LABELS)] for i in range(n)], "site": site})


def even_sites(n: int, k: int) -> pd.DataFrame:
    return sites([f"站点{i:02d}.cn" for i in range(n)], np.full((n, k), 1 / max(1, k)), range(2 * n, n, -1))


def cells(ax: Axes) -> list[list[float]]:
    mesh: Any = ax.collections[0]
    return np.asarray(mesh.get_array()).reshape(len(ax.get_yticks()), -1).round(4).tolist()


def test_sites_of_one_topic_stand_side_by_side() -> None:
    frame = sites(["甲网", "乙报", "丙台"], [[0.2, 0.8], [0.9, 0.1], [0.004, 0.996]], [4, 9, 6])
    ax = site_plots.plot_sites(frame, topics(2))
    assert ticks(ax.xaxis) == ["乙报 9", "丙台 6", "甲网 4"]
    assert cells(ax) == [[0.9, 0.004, 0.2], [0.1, 0.996, 0.8]]
    assert written(ax)[:5] == ["90", "20", "10", "100", "80"]


def test_sites_in_any_order_of_rows_look_the_same() -> None:
    frame = sites(["甲网", "乙报", "丙台"], [[0.2, 0.8], [0.1, 0.9], [0.5, 0.5]], [4, 9, 6])
    one, other = (site_plots.plot_sites(f, topics(2)) for f in (frame, frame.iloc[[3, 0, 5, 2, 4, 1]]))
    assert cells(one) == cells(other)
    assert ticks(one.xaxis) == ticks(other.xaxis)


def frames(ax: Axes) -> list[tuple[float, float]]:
    return [p.get_xy() for p in ax.patches if isinstance(p, Rectangle)]


def test_owned_topics_are_framed_at_their_site() -> None:
    ax = site_plots.plot_sites(even_sites(3, 3), topics(3, ["", "站点02.cn"]), lang="en")
    assert frames(ax) == [(2, 1)]
    assert say("plot.owned", "en") in written(ax)


def test_no_frame_without_an_owner() -> None:
    ax = site_plots.plot_sites(even_sites(3, 3), topics(3))
    assert frames(ax) == []
    assert say("plot.owned", "zh") not in written(ax)


def test_of_many_sites_the_owners_and_the_largest_are_shown() -> None:
    n = site_plots.MOST_SITES + 5
    owner = f"站点{n - 1:02d}.cn"  # the one of fewest pages
    ax = site_plots.plot_sites(even_sites(n, 2), topics(2, [owner]), lang="en")
    assert len(ticks(ax.xaxis)) == site_plots.MOST_SITES
    assert ticks(ax.xaxis)[-1].startswith(owner)
    assert frames(ax) == [(site_plots.MOST_SITES - 1, 0)]
    assert say("plot.sites_more", "en", n=5).replace(" ", "") in "".join(written(ax)).replace(" ", "")


def test_cells_too_narrow_for_a_number_have_none() -> None:
    ax = site_plots.plot_sites(even_sites(24, 2), topics(2), size="column")
    assert not any(text.isdigit() for text in written(ax))


def test_numbers_are_white_on_dark_cells() -> None:
    ax = site_plots.plot_sites(sites(["甲网"], [[0.8, 0.2]], [4]), topics(2))
    assert [(text.get_text(), text.get_color()) for text in ax.texts[:2]] == [("80", "white"), ("20", colours.INK)]


# all of them


def draw_all(lang: str, n: int = 5, ax: Axes | None = None, size: str = "screen") -> dict[str, Axes]:
    return {
        "separation": site_plots.plot_strip(judged(n), ax, lang, size=size),
        "noise": site_plots.plot_noise(shares.noise_by_site(judged(n)), ax, lang, size=size),
        "sites": site_plots.plot_sites(even_sites(n, 4), topics(4, ["站点01.cn"]), ax, lang, size=size),
    }


@pytest.mark.parametrize("n", [1, 5, 40])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_or_written_over_something_else(n: int, size: str, lang: str) -> None:
    for name, ax in draw_all(lang, n, size=size).items():
        assert (overlaps(ax), outside(ax)) == ([], []), name


def test_the_same_data_give_the_same_bytes() -> None:
    assert as_svg(draw_all("zh")) == as_svg(draw_all("zh"))


@pytest.mark.parametrize("name", ["separation", "noise", "sites"])
def test_a_plot_draws_into_the_axes_it_is_given(name: str) -> None:
    ax = Figure().add_subplot()
    assert draw_all("en", ax=ax)[name] is ax
    assert ax.has_data()


def test_nothing_to_draw_gives_a_titled_plot(lang: str) -> None:
    empty = judged().iloc[:0]
    drawn = {
        "separation": site_plots.plot_strip(empty, lang=lang),
        "noise": site_plots.plot_noise(shares.noise_by_site(empty), lang=lang),
        "sites": site_plots.plot_sites(even_sites(0, 0), topics(0), lang=lang),
    }
    assert [ax.get_title(loc="left") for ax in drawn.values()] == [say(f"plot.{name}", lang) for name in drawn]
