"""Plots of the sites: what their pages look like, their noise, their topics. Each returns the Axes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle

from analysis.arrays import FloatArray
from analysis.show.colours import INK, NOISY, PALE, QUIET, ROLE_COLOURS
from analysis.show.lettering import LARGE, SMALL, TINY, Heading, ems, squeeze, topic_names
from analysis.show.messages import say
from analysis.show.style import Margins, blank, inner, point, room_of, sheet, styled
from analysis.tables.shares import NOISE, portraits

LEAST, MOST, HIGH, BETWEEN, NUMBERS = 5.0, 7.5, 9.0, 1.4, 3.4  # ems of portraits, between two, of what is written
ARTICLE = "#d0e4f1"  # so pale that what is noise stands out
BAR, STEP, APART = 1.0, 1.5, 0.7  # ems of a bar, from one to the next, and below the one of all sites
MOST_SITES = 24  # rows or columns that stay readable
NAME, WIDE, LONG = 9.0, 0.19, 15.0  # ems of a site's name, or this share of the width; ems of a topic's
HEAT = LinearSegmentedColormap.from_list("heat", ("#f7f9fb", "#c6dbef", "#4292c6", "#08306b"))
DARK = 0.7  # of the highest share, from which white is easier to read than black
ROW = 1.9  # ems of a heat map's row
CELL = 1.5  # ems that a number in a cell needs
SLANT = 40  # degrees


@styled
def plot_strip(
    lines: pd.DataFrame, ax: Axes | None = None, lang: str = "zh", *, by: str = "site", size: str = "screen"
) -> Axes:
    """Draw what a page of each site looks like from top to bottom, coloured by role; or each page by itself.

    Where the pages of a site differ, a row is parted by how many of them have which role at that depth.

    Parameters
    ----------
    lines : DataFrame
        The table ``lines.csv``, or some of its rows.
    ax : Axes, optional
    lang : {"zh", "en"}
    by : {"site", "page"}
    size : {"screen", "column", "page", "slide"}

    Returns
    -------
    Axes
    """
    return draw_portraits(portraits(lines, by), ax, lang, size=size)


@styled
def draw_portraits(made: pd.DataFrame, ax: Axes | None = None, lang: str = "zh", *, size: str = "screen") -> Axes:
    """Draw what `analysis.tables.shares.portraits` tells."""
    present = set(made["role"])
    key = [(say(f"role.{role}", lang), colour) for role, colour in ROLE_COLOURS.items() if role in present]
    alone = "_pages" if len(made) and (made["pages"] == 1).all() else ""  # each panel is of one page
    head = Heading(inner(size), say(f"plot.separation{alone}", lang), say(f"plot.separation{alone}_said", lang), key)
    panels = list(made.groupby("name", sort=False))
    room = room_of(ax)[0] if ax else inner(size)
    across = max(1, min(len(panels), int((room + BETWEEN) / (LEAST + BETWEEN))))
    across = -(-len(panels) // max(1, -(-len(panels) // across))) or 1  # rows alike
    panel = HIGH + NUMBERS + 0.6
    height = max(1, -(-len(panels) // across)) * panel
    ax = ax or sheet(size, height, head)
    step = min((blank(ax, height) + BETWEEN) / across, MOST + BETWEEN)
    for place, (name, rows) in enumerate(panels):
        x, y = place % across * step, place // across * panel
        _write_portrait(ax, (x, y), str(name), rows.iloc[0].to_dict(), (step - BETWEEN + 0.4, lang))
        _draw_portrait(ax, (x, y + NUMBERS), step - BETWEEN, rows)
    head.write(ax, point())
    return ax


def _write_portrait(
    ax: Axes, place: tuple[float, float], name: str, row: dict[Any, Any], told: tuple[float, str]
) -> None:
    """Write a site's share of noise, its name, and how many pages of how many lines it has."""
    (x, y), font, (wide, lang) = place, point(), told
    ax.text(x, y + 0.6, f"{row['noise']:.0%}", fontsize=LARGE * font, color=NOISY, va="center")
    ax.text(x, y + 1.8, squeeze(_named(name, lang), wide / SMALL), fontsize=SMALL * font, va="center")
    pages = say("plot.pages_lines", lang, pages=int(row["pages"]), lines=round(row["lines"]))
    ax.text(x, y + 2.75, pages, fontsize=TINY * font, color=QUIET, va="center")


def _draw_portrait(ax: Axes, corner: tuple[float, float], wide: float, rows: pd.DataFrame) -> None:
    """Draw the roles at each depth side by side, those of the article left; each covers what is right of it."""
    x, y = corner
    shares = rows.pivot_table(index="depth", columns="role", values="share", fill_value=0.0)
    shares = shares.reindex(columns=list(ROLE_COLOURS), fill_value=0.0)
    edges = np.append(shares.index.to_numpy(), len(shares)) / len(shares) * HIGH + y
    ends = np.cumsum(shares.to_numpy(), axis=1)
    for i in reversed(range(len(ROLE_COLOURS))):
        if shares.iloc[:, i].any():
            reach = x + wide * np.append(ends[:, i], ends[-1, i])
            ax.fill_betweenx(edges, x, reach, step="post", color=ROLE_COLOURS[shares.columns[i]], linewidth=0)


@styled
def plot_noise(shares: pd.DataFrame, ax: Axes | None = None, lang: str = "zh", *, size: str = "screen") -> Axes:
    """Draw how much of each site is noise, and of which roles, as stacked bars; all sites together on top.

    Parameters
    ----------
    shares : DataFrame
        Of `analysis.noise_by_site`.
    ax : Axes, optional
    lang : {"zh", "en"}
    size : {"screen", "column", "page", "slide"}

    Returns
    -------
    Axes
    """
    whole = _together(shares)
    roles = sorted((role for role in NOISE if whole[role] > 0), key=lambda role: -whole[role])
    key = [(f"{say(f'role.{role}', lang)} {_percent(whole[role])}", ROLE_COLOURS[role]) for role in roles]
    rest = [("metadata", PALE), ("content", ARTICLE)]
    key += [(f"{say(f'kind.{kind}', lang)} {_percent(whole[kind])}", colour) for kind, colour in rest]
    said = say("plot.noise_said", lang, noise=f"{whole['noise']:.0%}", n=len(shares))
    head, rows = Heading(inner(size), say("plot.noise", lang), said, key), _shown(shares, whole, lang)
    names = [f"{squeeze(_named(name, lang), _room(size))}  {row['pages']:,.0f}" for name, row in rows]
    left = max(map(ems, names), default=0.0) + 0.8
    height = STEP * len(rows) + APART
    free = Margins(left=left, right=3.0)
    ax = ax or sheet(size, height, head, free)
    for i, (_, row) in enumerate(rows):
        y = i * STEP + (APART if i else 0.0) + STEP / 2
        start = 0.0
        for part, colour in (*((role, ROLE_COLOURS[role]) for role in roles), *rest):
            ax.barh(y, row[part], left=start, color=colour, height=BAR)
            start += row[part]
        ax.text(1.01, y, f"{row['noise']:.0%}", va="center", color=NOISY)
    ax.set_yticks([i * STEP + (APART if i else 0.0) + STEP / 2 for i in range(len(rows))], names)
    ax.set_xlim(0, 1)
    ax.set_ylim(height, 0)
    ax.set_xticks([])
    ax.tick_params(axis="y", length=0)
    ax.spines[:].set_visible(False)
    head.write(ax, point(), left)
    return ax


def _percent(share: float) -> str:
    return f"{share:.0%}" if share >= 0.01 else "<1%"


def _together(shares: pd.DataFrame) -> pd.Series[float]:
    """Return the shares of sites together, each weighed by its characters."""
    part = shares["characters"] / max(1, shares["characters"].sum())
    whole = shares.mul(part, axis=0).sum()
    whole["pages"] = shares["pages"].sum()
    return whole


def _shown(shares: pd.DataFrame, whole: pd.Series[float], lang: str) -> list[tuple[str, pd.Series[float]]]:
    """Return the rows of bars: all sites, those of most characters with most noise first, and all others as one."""
    large = shares["characters"].sort_values(ascending=False, kind="stable").index[:MOST_SITES]
    rows = [(str(site), row) for site, row in shares.iterrows() if site in set(large)]
    rest = shares[~shares.index.isin(large)]
    if len(rest):
        rows.append((say("plot.other_sites", lang, n=len(rest)), _together(rest)))
    return [(say("plot.all_sites", lang), whole), *rows] if len(rows) > 1 else rows


@styled
def plot_sites(
    sites: pd.DataFrame, topics: pd.DataFrame, ax: Axes | None = None, lang: str = "zh", *, size: str = "screen"
) -> Axes:
    """Draw which topics each site writes about as a heat map; a topic that is one site's own is framed there.

    Parameters
    ----------
    sites : DataFrame
        A row a site and topic: ``site topic pages share``, the share of the topic in the site's pages. Of more than
        `MOST_SITES` sites those that own a topic are shown, and those with most pages.
    topics : DataFrame
        The table ``topics.csv`` with the column ``site``: the owner, or empty.
    ax : Axes, optional
    lang : {"zh", "en"}
    size : {"screen", "column", "page", "slide"}

    Returns
    -------
    Axes
    """
    owners = dict(zip(topics["topic"], topics["site"], strict=True))
    pages = sites.groupby("site")["pages"].first().sort_values(ascending=False, kind="stable")
    shares = sites.pivot_table(index="topic", columns="site", values="share")
    shares = shares.reindex(columns=_columns(pages, shares, owners))
    names = topic_names(topics, min(LONG, 0.3 * inner(size)))
    labels = [squeeze(f"{_named(site, lang)} {pages[site]}", _room(size)) for site in shares.columns]
    slanted = SMALL * max(map(ems, labels), default=0.0)
    left = max((ems(names[topic]) for topic in shares.index), default=0.0) + 0.8
    free = Margins(left=left, bottom=slanted * float(np.sin(np.radians(SLANT))) + 1.2)
    left_out = say("plot.sites_more", lang, n=len(pages) - len(labels)) if len(pages) > len(labels) else ""
    owned = [(say("plot.owned", lang), NOISY)] if any(owners[t] in shares.columns for t in shares.index) else []
    head = Heading(inner(size), say("plot.sites", lang), say("plot.sites_said", lang) + left_out, owned)
    ax = ax or sheet(size, max(1, len(shares)) * ROW, head, free)
    _draw_cells(ax, shares.to_numpy())
    ax.set_yticks(np.arange(len(shares)) + 0.5, [names[topic] for topic in shares.index])
    ax.set_xticks(np.arange(len(labels)) + 0.5, labels, fontsize=SMALL * point())
    for text in ax.get_xticklabels():
        text.set(rotation=SLANT, ha="right", rotation_mode="anchor")
    ax.tick_params(length=0)
    ax.set_ylim(max(1, len(shares)), 0)
    ax.spines[:].set_visible(False)
    for y, topic in enumerate(shares.index):
        if owners[topic] in shares.columns:
            frame: dict[str, Any] = {"fill": False, "edgecolor": NOISY, "linewidth": 0.25 * point(), "clip_on": False}
            ax.add_patch(Rectangle((shares.columns.tolist().index(owners[topic]), y), 1, 1, **frame))
    head.write(ax, point(), left)
    return ax


def _named(site: str, lang: str) -> str:
    return say("plot.top_folder", lang) if site == "." else site


def _room(size: str) -> float:
    """Return how long a site's name may be."""
    return max(NAME, WIDE * inner(size))


def _columns(pages: pd.Series[int], shares: pd.DataFrame, owners: dict[int, str]) -> list[str]:
    """Return the sites that are shown, those of one topic side by side, the more of it the further left."""
    first = sorted(pages.index, key=lambda site: site not in set(owners.values()))[:MOST_SITES]
    shown = [site for site in pages.index if site in first]
    strongest = {site: int(np.argmax(shares[site])) for site in shown}
    return sorted(shown, key=lambda site: (strongest[site], -round(float(np.max(shares[site])), 4)))


def _draw_cells(ax: Axes, shares: FloatArray) -> None:
    """Colour the cells, and where there is room write them as percents, white on dark; nothing where it would say 0."""
    if not shares.size:
        return
    highest = max(float(shares.max()), 1e-9)
    ax.pcolormesh(shares, cmap=HEAT, vmin=0, vmax=highest, edgecolors="white", linewidth=0.12 * point())
    if room_of(ax)[0] / shares.shape[1] < CELL:
        return
    for (y, x), share in np.ndenumerate(shares):
        if share >= 0.005:
            style: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": SMALL * point()}
            colour = "white" if share > DARK * highest else INK
            ax.text(x + 0.5, y + 0.5, f"{100 * share:.0f}", color=colour, **style)
