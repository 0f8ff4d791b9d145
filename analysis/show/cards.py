"""Cards: an analysis at a glance, and a report in a frame, as HTML for a notebook. All text of pages is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from analysis.languages import Bilingual
from analysis.show.colours import UNSURE, begins_anew, group_colour, group_swatch
from analysis.tables.contract import SUPPORTED
from analysis.topics.resamples import RESAMPLES

NUMBERS: dict[str, Bilingual] = {
    "pages": Bilingual("页面", "pages"),
    "lines": Bilingual("行", "lines"),
    "kept": Bilingual("留下的字", "of characters kept"),
    "topics": Bilingual("主题", "topics"),
    "clusters": Bilingual("聚类", "clusters"),
}
NEXT = Bilingual("看报告：result.show()　表格：result.topics_　图：plot_topics(result.topics_)",
                 "report: result.show()  tables: result.topics_  figures: plot_topics(result.topics_)")  # fmt: skip
MOST_TOPICS = 30


@dataclass(frozen=True, slots=True)
class Framed:
    """HTML of its own in a frame of so many pixels, which a notebook shows; ``html`` is what stands in it."""

    html: str
    height: int

    def _repr_html_(self) -> str:
        """Return the frame; scripts in it run apart from the notebook's."""
        source = escape(self.html, quote=True)
        style = f"width:100%;height:{self.height}px;border:1px solid #8885;border-radius:4px"
        return f'<iframe sandbox="allow-scripts allow-downloads" style="{style}" srcdoc="{source}"></iframe>'


def card(numbers: Mapping[str, str], topics: pd.DataFrame, lang: str) -> str:
    """Return the numbers of an analysis and its topics as a strip, each as broad as its share, and a list.

    Parameters
    ----------
    numbers : mapping of str to str
        By the keys of `NUMBERS`.
    topics : DataFrame
        The table ``topics.csv``.
    lang : {"zh", "en"}
    """
    told = "".join(
        f'<span style="margin-right:1.6em"><b>{escape(numbers[key])}</b> {name.said(lang)}</span>'
        for key, name in NUMBERS.items()
    )
    rows = topics.head(MOST_TOPICS).to_dict("records")
    strip = "".join(
        f'<span title="{escape(str(row["label"]), quote=True)}" '
        f'style="width:{100 * row["share"]:.2f}%;background:{_filling(row)}"></span>'
        for row in rows
    )
    return (
        f'<div style="max-width:56em;line-height:1.6"><div>{told}</div>'
        f'<div style="display:flex;height:12px;margin:6px 0;gap:1px">{strip}</div>'
        f"<table>{''.join(map(_row, rows))}</table>"
        f'<div style="opacity:.7;font-size:.9em">{escape(NEXT.said(lang))}</div></div>'
    )


def _colour(row: dict[Any, Any]) -> str:
    return group_colour(row["topic"]) if row["support"] >= SUPPORTED else UNSURE


def _filling(row: dict[Any, Any]) -> str:
    """Return the colour, in stripes where it is that of a topic before."""
    colour = _colour(row)
    if colour == UNSURE or not begins_anew(row["topic"]):
        return colour
    return f"repeating-linear-gradient(135deg,{colour} 0 4px,#fff 4px 6px)"


def _row(row: dict[Any, Any]) -> str:
    """Return a topic's row: number, share, words, and a dot for each resample in which it came back."""
    back = round(row["support"] * RESAMPLES)
    dots = "●" * back + "○" * (RESAMPLES - back)
    cells = (
        f'<td style="color:{_colour(row)}">{group_swatch(row["topic"])}</td><td>{row["topic"]}</td>',
        f'<td style="text-align:right">{row["share"]:.0%}</td>',
        f'<td style="text-align:left"><bdi>{escape(str(row["words"]))}</bdi></td>',
        f'<td style="white-space:nowrap">{dots}</td>',
    )
    return f"<tr>{''.join(cells)}</tr>"
