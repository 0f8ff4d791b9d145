"""Shares: the table of lines summed up, by site and for pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.reading.page_names import site_of

SHOWN_PAGES = 60  # a strip or bar chart of more rows is no longer read


def kept_share(lines: pd.DataFrame) -> float:
    """Return the share of the characters of lines, 0..1, that is kept."""
    size = lines["text"].str.len()
    return float(size[lines["keep"] == 1].sum() / max(1, size.sum()))


def noise_by_site(lines: pd.DataFrame) -> pd.DataFrame:
    """Return the share of characters of each kind that is dropped or kept, by site.

    Returns
    -------
    DataFrame
        Index ``site`` (most noise first), columns ``content metadata noise`` that sum to 1, and ``pages``.
    """
    sized = lines.assign(site=lines["page"].map(site_of), size=lines["text"].str.len())
    shares = sized.pivot_table(index="site", columns="kind", values="size", aggfunc="sum", fill_value=0)
    shares = shares.reindex(columns=["content", "metadata", "noise"], fill_value=0)
    shares = shares.div(shares.sum(axis=1), axis=0)
    shares["pages"] = sized.groupby("site")["page"].nunique()
    return shares.sort_values(["noise", "metadata"], ascending=False, kind="stable")


def strips(lines: pd.DataFrame) -> pd.DataFrame:
    """Return page and role of the lines of an even selection of the pages, `SHOWN_PAGES` at most."""
    return lines.loc[lines["page"].isin(_shown(lines)), ["page", "role"]]


def _shown(lines: pd.DataFrame) -> Sequence[str]:
    """Return an even selection of the pages, `SHOWN_PAGES` at most."""
    pages = lines["page"].unique().tolist()
    return pages[:: -(-len(pages) // SHOWN_PAGES) or 1]


def passages(lines: pd.DataFrame) -> pd.DataFrame:
    """Return page, topic and characters of the kept lines of the pages that `strips` shows."""
    shown = lines[lines["page"].isin(_shown(lines)) & (lines["keep"] == 1)]
    return shown[["page", "topic"]].assign(size=shown["text"].str.strip().str.len().astype("int64"))


def pictured(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return what figures show, small enough to be sent: the tables, but of ``lines`` sums alone."""
    lines = tables["lines"]
    summed = {"strips": strips(lines), "passages": passages(lines), "noise": noise_by_site(lines)}
    return {name: table for name, table in tables.items() if name != "lines"} | summed
