"""Styled: a table for a notebook, shares as bars, groups in their colours. By hand, as pandas' Styler needs Jinja."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from analysis.show.colours import group_colour, group_swatch

SHARES = ("share", "coherence", "stability", "support", "noise_share", "score", "affinity")  # bars from 0 to 1
GROUPS = ("topic", "cluster")
MOST_ROWS = 60
LONGEST = 120  # characters of a cell
BAR = "#9ec5e3"


@dataclass(frozen=True, slots=True)
class Styled:
    """A table that shows itself as HTML; ``table`` is the frame itself."""

    table: pd.DataFrame

    def _repr_html_(self) -> str:
        """Return the first `MOST_ROWS` rows; all text is escaped, and each cell keeps its direction."""
        head = "".join(f'<th style="text-align:left">{escape(str(name))}</th>' for name in self.table.columns)
        rows = "".join(map(_row, self.table.head(MOST_ROWS).to_dict("records")))
        left = len(self.table) - MOST_ROWS
        more = f'<div style="opacity:.7">… {left:,}</div>' if left > 0 else ""
        box = "max-width:100%;max-height:36em;overflow:auto;line-height:1.5"
        return f'<div style="{box}"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}</div>'


def _row(row: dict[Any, Any]) -> str:
    return "<tr>" + "".join(_cell(str(name), value) for name, value in row.items()) + "</tr>"


def _cell(name: str, value: Any) -> str:  # noqa: ANN401  # whatever a table holds
    if pd.isna(value):
        return "<td></td>"
    if name in GROUPS:
        mark = f'<span style="color:{group_colour(value)}">{group_swatch(value, name)}</span>'
        return f'<td style="white-space:nowrap">{mark} {value}</td>'
    if name in SHARES:
        wide = 100 * min(1.0, max(0.0, float(value)))
        bar = f"background:linear-gradient(90deg,{BAR}88 {wide:.0f}%,transparent 0)"
        return f'<td style="text-align:right;min-width:4.5em;{bar}">{float(value):.2f}</td>'
    if isinstance(value, int | float):
        return f'<td style="text-align:right">{value:,}</td>'
    text = str(value)
    short = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    return f'<td style="text-align:left"><bdi>{escape(short)}</bdi></td>'
