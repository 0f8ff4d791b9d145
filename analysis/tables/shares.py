"""Shares: the table of lines summed up, by site and for pictures."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.arrays import Labels
from analysis.reading.page_names import site_of
from analysis.separation.roles import KINDS
from analysis.tables.contract import DECIMALS

MOST_PORTRAITS = 24  # more are no longer read
MOST_PAGES = 60  # a figure of more rows is no longer read
WRAPPED = 38  # characters of a row on a screen
DEPTHS = 80  # rows of a portrait
NOISE = tuple(role for role, kind in KINDS.items() if kind == "noise")


def kept_share(lines: pd.DataFrame) -> float:
    """Return the share of the characters of lines, 0..1, that is kept."""
    size = lines["text"].str.len()
    return float(size[lines["keep"] == 1].sum() / max(1, size.sum()))


def noise_by_site(lines: pd.DataFrame) -> pd.DataFrame:
    """Return the share of characters of each kind and each role of noise, by site.

    Returns
    -------
    DataFrame
        Index ``site`` (most noise first), columns ``content metadata noise`` that sum to 1, ``pages`` and
        ``characters``, and the roles of noise, which sum to ``noise``.
    """
    sized = lines.assign(site=_sites(lines["page"]), size=lines["text"].str.len())
    kinds, roles = (_summed(sized, column) for column in ("kind", "role"))
    shares = kinds.reindex(columns=["content", "metadata", "noise"], fill_value=0)
    total = shares.sum(axis=1)
    shares = shares.div(total, axis=0)
    shares["pages"] = sized.groupby("site")["page"].nunique()
    shares["characters"] = total
    shares[list(NOISE)] = roles.reindex(columns=list(NOISE), fill_value=0).div(total, axis=0)
    return shares.sort_values(["noise", "metadata"], ascending=False, kind="stable")


def _sites(pages: pd.Series) -> pd.Series:
    """Return the site of each line's page."""
    return pages.map({page: site_of(page) for page in pages.unique()})


def _summed(sized: pd.DataFrame, column: str) -> pd.DataFrame:
    return sized.pivot_table(index="site", columns=column, values="size", aggfunc="sum", fill_value=0)


def portraits(lines: pd.DataFrame, by: str = "site") -> pd.DataFrame:
    """Return what pages look like from top to bottom: the part of them that has each role at each depth.

    A line is as high as it is on a screen `WRAPPED` characters wide.

    Parameters
    ----------
    lines : DataFrame
        With the columns ``page role kind``, and ``text``, without which each line is a row high.
    by : {"site", "page"}
        Whether the pages of a site are laid upon each other. Of sites those of most pages are told, `MOST_PORTRAITS`
        at most, most noise first; of pages an even selection, as they come.

    Returns
    -------
    DataFrame
        A row a name, depth and role: ``name pages lines noise depth role share``; ``lines`` a page on the average,
        ``noise`` as a share of the rows.
    """
    page, names = pd.factorize(lines["page"])
    group, groups = pd.factorize(names if by == "page" else names.map(site_of))
    high, n = _heights(lines), len(groups)
    told = pd.DataFrame({"name": groups, "pages": np.bincount(group, minlength=n)})
    told["lines"] = np.bincount(group[page], minlength=n) / told["pages"]
    noisy = np.bincount(group[page], high * (lines["kind"] == "noise"), minlength=n)
    told["noise"] = (noisy / np.bincount(group[page], high, minlength=n)).round(DECIMALS)
    depth = np.tile(np.arange(DEPTHS), len(names))
    role = lines["role"].to_numpy()[_crossed(page, high, len(names))]
    seen = pd.DataFrame({"name": groups.to_numpy()[np.repeat(group, DEPTHS)], "depth": depth, "role": role})
    counted = seen.groupby(["name", "depth", "role"], sort=False).size().rename("share").reset_index()
    made = _chosen(told, by).merge(counted, on="name", how="left")
    made["share"] = (made["share"] / made["pages"]).round(DECIMALS)
    return made[["name", "pages", "lines", "noise", "depth", "role", "share"]]


def _heights(lines: pd.DataFrame) -> Labels:
    """Return how many rows of a screen each line takes."""
    if "text" not in lines:
        return np.ones(len(lines), np.int64)
    return np.maximum(1, -(-lines["text"].str.len().to_numpy(np.int64) // WRAPPED))


def _crossed(page: Labels, high: Labels, n_pages: int) -> Labels:
    """Return the line that stands at each depth of each page, shape (n_pages * DEPTHS,), given each line's page."""
    order = np.argsort(page, kind="stable")  # a page's lines may lie apart
    end = np.cumsum(high[order])
    rows = np.bincount(page, high, minlength=n_pages)
    start = np.cumsum(rows) - rows
    wanted = (start[:, None] + rows[:, None] * (np.arange(DEPTHS) + 0.5) / DEPTHS).ravel()
    return order[np.searchsorted(end, wanted, side="right")]


def _chosen(told: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the sites or pages that are shown, in their order."""
    if by == "page":
        return told.iloc[:: -(-len(told) // MOST_PORTRAITS) or 1]
    most = told.sort_values("pages", ascending=False, kind="stable").head(MOST_PORTRAITS)
    return most.sort_values("noise", ascending=False, kind="stable")


def passages(lines: pd.DataFrame) -> pd.DataFrame:
    """Return page, topic and characters of the kept lines of an even selection of the pages, `MOST_PAGES` at most.

    ``attrs["of"]`` is the number of all pages.
    """
    pages = lines["page"].unique().tolist()
    chosen = pages[:: -(-len(pages) // MOST_PAGES) or 1]
    shown = lines[lines["page"].isin(chosen) & (lines["keep"] == 1)]
    made = shown[["page", "topic"]].assign(size=shown["text"].str.strip().str.len().astype("int64"))
    made.attrs["of"] = len(pages)
    return made


def pictured(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return what figures show, small enough to be sent: the tables, but of ``lines`` sums alone."""
    lines = tables["lines"]
    by = "site" if len(set(map(site_of, lines["page"].unique()))) > 1 else "page"  # of one site its pages say more
    summed = {"portraits": portraits(lines, by), "passages": passages(lines), "noise": noise_by_site(lines)}
    return {name: table for name, table in tables.items() if name != "lines"} | summed
