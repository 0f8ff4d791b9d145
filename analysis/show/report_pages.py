"""Pages and sites of the report, as columns."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.reading.page_names import site_of
from analysis.separation.roles import ROLES
from analysis.show.map_places import spread
from analysis.show.report_pack import clipped, groups, texts, whole
from analysis.show.report_reasons import doubt_in_both, share_in

PLACES = 10_000  # steps on each axis of the map
NARROW = 0.2  # of the score: nearer than this to one half, a line was judged by a narrow margin
MOST_TEMPLATES = 8  # repeated lines shown of a site
MOST_EXAMPLES = 4  # dropped lines shown of a role
LONGEST = 120  # characters of such a line


def page_columns(pages: pd.DataFrame, lines: pd.DataFrame, places: pd.DataFrame) -> dict[str, list[Any]]:
    """Return what is told of each page.

    Parameters
    ----------
    pages, lines : DataFrame
        Of the output contract; a column ``review`` of ``pages`` says why the judgement on a page is unsure.
    places : DataFrame
        The table ``map``.
    """
    place = {str(name): i for i, name in enumerate(pages["page"])}
    sites, site = np.unique([site_of(str(name)) for name in pages["page"]], return_inverse=True)
    review = texts(pages["review"].fillna("")) if "review" in pages else [""] * len(pages)
    unsure = [(share_in(doubt) or narrow) for doubt, narrow in zip(review, doubts(pages, lines), strict=True)]
    return {
        "page": texts(pages["page"]),
        "title": texts(pages["title"]),
        "date": texts(pages["date"]),
        "source": texts(pages["source"]),
        "author": texts(pages["author"]) if "author" in pages else [""] * len(pages),
        "encoding": texts(pages["encoding"]),
        "site": site.tolist(),
        "sites": texts(sites),
        "lines": whole(pages["lines"]),
        "kept": whole(pages["kept"]),
        "noise": whole(pages["noise_share"], 1_000),
        "doubt": whole(unsure, 1_000),
        "topic": groups(pages["topic"]),
        "cluster": groups(pages["cluster"]),
        "copy": [place.get(str(name), -1) for name in pages["duplicate_of"]],
        "review": [doubt_in_both(doubt) for doubt in review],
        **_on_map(pages, places),
    }


def doubts(pages: pd.DataFrame, lines: pd.DataFrame) -> list[float]:
    """Return the share of each page's characters, 0..1, that was judged by a narrow margin."""
    size = lines["text"].str.len()
    narrow = size.where((lines["score"] - 0.5).abs() < NARROW, 0)
    sums = pd.DataFrame({"page": lines["page"], "size": size, "narrow": narrow}).groupby("page").sum()
    share = (sums["narrow"] / sums["size"].clip(lower=1)).reindex(pages["page"].tolist(), fill_value=0.0)
    return [float(s) for s in share]


def _on_map(pages: pd.DataFrame, places: pd.DataFrame) -> dict[str, list[int | None]]:
    """Return the places of the pages, `spread` on both axes from 0 to `PLACES`, nothing where the map tells none."""
    if places.empty:
        return {"x": [], "y": []}
    at = places.drop_duplicates("page").set_index("page")[["x", "y"]].reindex(pages["page"].tolist())
    return {axis: whole(spread(at[axis].to_numpy(np.float64)), PLACES) for axis in ("x", "y")}


def role_sums(lines: pd.DataFrame) -> dict[str, list[int]]:
    """Return for each role the numbers of kept and dropped lines and of their characters."""
    size = lines["text"].str.len()
    kept = lines["keep"] == 1
    sums = {
        "kept": lines.loc[kept, "role"].value_counts(),
        "dropped": lines.loc[~kept, "role"].value_counts(),
        "kept_size": size[kept].groupby(lines["role"]).sum(),
        "dropped_size": size[~kept].groupby(lines["role"]).sum(),
    }
    return {name: [int(column.get(role, 0)) for role in ROLES] for name, column in sums.items()}


def site_columns(lines: pd.DataFrame, sites: list[str]) -> dict[str, list[Any]]:
    """Return what is told of each site: kept characters, dropped ones by role, the dropped lines that pages share."""
    if lines.empty:
        return {"kept": [0] * len(sites), "dropped": [[0] * len(ROLES) for _ in sites], "shared": [[] for _ in sites]}
    names = {name: site_of(str(name)) for name in lines["page"].unique()}
    table = pd.DataFrame({
        "site": lines["page"].map(names), "page": lines["page"], "role": lines["role"],
        "text": lines["text"], "size": lines["text"].str.len(), "keep": lines["keep"],
    })  # fmt: skip
    out = table[table["keep"] == 0]
    kept = table[table["keep"] == 1].groupby("site")["size"].sum().reindex(sites, fill_value=0)
    dropped = out.pivot_table(index="site", columns="role", values="size", aggfunc="sum", fill_value=0)
    dropped = dropped.reindex(index=sites, columns=list(ROLES), fill_value=0).fillna(0).astype(int)
    shared = _shared(out)
    return {
        "kept": [int(k) for k in kept],
        "dropped": dropped.to_numpy().tolist(),
        "shared": [shared.get(site, []) for site in sites],
    }


def _shared(dropped: pd.DataFrame) -> dict[str, list[list[Any]]]:
    """Return by site the dropped lines that stand on most of its pages: text, pages, place of the role."""
    counted = dropped.groupby(["site", "text"], sort=True).agg(pages=("page", "nunique"), role=("role", "first"))
    counted = counted[counted["pages"] > 1].reset_index().sort_values("pages", ascending=False, kind="stable")
    found: dict[str, list[list[Any]]] = {}
    for row in counted.itertuples():
        own = found.setdefault(str(row.site), [])
        if len(own) < MOST_TEMPLATES:
            own.append([clipped(str(row.text), LONGEST), int(str(row.pages)), ROLES.index(str(row.role))])
    return found


def examples(lines: pd.DataFrame, pages: list[str]) -> list[list[Any]]:
    """Return for each role the longest different dropped lines: place of the page, line, text, where all is told.

    A line that has several roles, in several pages, is an example of the commonest of them.
    """
    place = {name: i for i, name in enumerate(pages)}
    out = lines[(lines["keep"] == 0) & lines["page"].isin(place)]
    size = out["text"].str.len().clip(upper=LONGEST)
    counted = out.groupby(["text", "role"], sort=True).size().sort_values(ascending=False, kind="stable").reset_index()
    usual = counted.drop_duplicates("text").set_index("text")["role"]
    out = out.assign(size=size)[out["text"].map(usual) == out["role"]]
    ordered = out.sort_values("size", ascending=False, kind="stable")
    found = []
    for role in ROLES:
        own = ordered[ordered["role"] == role].drop_duplicates("text").drop_duplicates("page").head(MOST_EXAMPLES)
        found.append([[place[str(r.page)], int(str(r.line)), clipped(str(r.text), LONGEST)] for r in own.itertuples()])
    return found
