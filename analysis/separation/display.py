"""Display: the lines of a page as HTML for a notebook, those that were dropped coloured and struck from the reading."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from analysis.languages import Bilingual

COLOURS = {"content": "#4292c6", "metadata": "#9a9a9a", "noise": "#f28e2b"}
KINDS = {
    "content": Bilingual("正文", "article"),
    "metadata": Bilingual("元信息", "metadata"),
    "noise": Bilingual("杂讯", "noise"),
}
MOST_LINES = 2_000
PALE = 0.55  # of what was dropped


class Shown(NamedTuple):
    """What is shown of a line."""

    number: int
    text: str
    kind: str
    keep: bool
    score: float
    reason: str


def as_html(lines: Iterable[Shown], lang: str) -> str:
    """Return lines below each other in a box that scrolls; all text is escaped, and each line keeps its direction."""
    shown = list(lines)
    key = " ".join(f'<span style="color:{COLOURS[k]}">■</span> {name.said(lang)}' for k, name in KINDS.items())
    kept = sum(line.keep for line in shown)
    told = Bilingual("{n} 行，留下 {kept} 行", "{n} lines, {kept} kept").said(lang).format(n=len(shown), kept=kept)
    rows = "".join(map(_row, shown[:MOST_LINES]))
    more = f"<p>… {len(shown) - MOST_LINES}</p>" if len(shown) > MOST_LINES else ""
    return (
        f'<div style="max-width:60em"><div>{told}　{key}</div>'
        f'<div style="max-height:32em;overflow:auto;line-height:1.6">{rows}{more}</div></div>'
    )


def _row(line: Shown) -> str:
    pale = "" if line.keep else f"opacity:{PALE};font-size:.9em;"
    style = f"{pale}display:flex;border-left:4px solid {COLOURS[line.kind]};padding:1px 0 1px 8px;margin:2px 0"
    reason = escape(f"{line.score:.2f} · {line.reason}", quote=True)
    return (
        f'<div title="{reason}" style="{style}">'
        f'<span style="opacity:.5;flex:0 0 3em">{line.number}</span>'
        f"<bdi>{escape(line.text.strip())}</bdi></div>"
    )
