"""Report: one offline HTML file that shows what was kept, what was dropped, and why."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined

from analysis.show.colours import ROLE_COLOURS, UNSURE, group_colour
from analysis.show.fonts import subset_font
from analysis.show.messages import say
from analysis.tables.contract import SUPPORTED
from analysis.topics.resamples import RESAMPLES

MOST_PAGES = 120
MOST_EXAMPLES = 3
LONGEST_QUOTE = 60  # characters
MOST_QUOTES = 2  # lines that speak of a topic
DROPPED_ROLES = ("related", "navigation", "advert", "widget", "legal", "marker", "meta")


def render(  # a report holds all of these
    tables: Mapping[str, pd.DataFrame],
    figures: Callable[[], Mapping[str, bytes]],
    skipped: Sequence[tuple[str, str]],
    notes: Sequence[str],
    counts: Mapping[str, float],
    lang: str,
) -> str:
    """Write the report.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        ``lines``, ``pages``, ``topics`` and ``clusters`` of the output contract, and ``topic_lines``.
    figures : callable
        Returns PNG images by name; called last, as they may still be drawn.
    skipped : sequence of (name, reason)
        Files that were not read.
    notes : sequence of str
        Sentences under the numbers.
    counts : mapping of str to number
        ``pages``, ``lines`` and ``kept_share`` of ``run.json``; tables may hold those of a sample alone.
    lang : {"zh", "en"}

    Returns
    -------
    str
        HTML that needs nothing else. All text from pages is escaped by the template engine.
    """
    environment = Environment(loader=PackageLoader("analysis.show"), autoescape=True, undefined=StrictUndefined)
    lines, pages = tables["lines"], tables["pages"]
    speak = partial(_say, lang)
    page = environment.get_template("report.html")
    content = dict(
        lang=lang,
        say=speak,
        colour=group_colour,
        numbers=_numbers(tables, counts, speak),
        notes=list(notes),
        topics=[_topic(t, tables["topic_lines"]) for t in tables["topics"].itertuples()],
        resamples=RESAMPLES,
        clusters=list(tables["clusters"].itertuples()),
        dropped=_dropped(lines, speak),
        skipped=list(skipped),
        pages=_pages(lines, pages, speak),
        total_pages=counts["pages"],
    )
    font = _base64(subset_font(frozenset(page.render(font="", figures=[], **content))))
    return page.render(font=font, figures=[(name, _base64(image)) for name, image in figures().items()], **content)


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _topic(topic: Any, lines: pd.DataFrame) -> dict[str, Any]:  # noqa: ANN401  # a row
    """Return what the report tells of a topic: its row, its colour, the lines that speak of it and where they stand."""
    own = lines[lines["topic"] == topic.topic].head(MOST_QUOTES)
    quotes = [(_cut(str(r.text)), f"{r.page}:{r.line}") for r in own.itertuples()]
    sure = topic.support >= SUPPORTED
    return {"row": topic, "sure": sure, "colour": group_colour(topic.topic) if sure else UNSURE, "quotes": quotes}


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + "…"


def _say(lang: str, key: str, **values: object) -> str:
    return say(key, lang, **values)


def _numbers(
    tables: Mapping[str, pd.DataFrame],
    counts: Mapping[str, float],
    speak: Any,  # noqa: ANN401  # a partial
) -> list[tuple[str, str]]:
    return [
        (f"{counts['pages']:,}", speak("report.pages")),
        (f"{counts['lines']:,}", speak("report.lines")),
        (f"{counts['kept_share']:.0%}", speak("report.kept")),
        (f"{len(tables['topics']):,}", speak("report.topics")),
        (f"{len(tables['clusters']):,}", speak("report.clusters")),
    ]


def _dropped(lines: pd.DataFrame, speak: Any) -> list[dict[str, Any]]:  # noqa: ANN401  # a partial
    """Count the dropped lines of each role and pick the longest different ones as examples."""
    size = lines["text"].str.len()
    total = max(1, int(size.sum()))
    rows = []
    for role in DROPPED_ROLES:
        these = lines[(lines["role"] == role) & (lines["keep"] == 0)]
        if these.empty:
            continue
        unlike = these.drop_duplicates("text")
        best = unlike.assign(size=unlike["text"].str.len()).sort_values("size", ascending=False, kind="stable")
        examples = [(_cut(t), r) for t, r in zip(best["text"], best["reason"], strict=True)]
        share = float(size[these.index].sum() / total)
        named = {"name": speak(f"role.{role}"), "colour": ROLE_COLOURS[role]}
        rows.append({**named, "lines": len(these), "share": share, "examples": examples[:MOST_EXAMPLES]})
    return rows


def _pages(lines: pd.DataFrame, pages: pd.DataFrame, speak: Any) -> list[dict[str, Any]]:  # noqa: ANN401  # a partial
    shown = pages.head(MOST_PAGES)
    wanted = lines[lines["page"].isin(set(shown["page"]))]
    by_page = {str(name): rows for name, rows in wanted.groupby("page", sort=False)}
    result = []
    for page in shown.itertuples():
        rows = by_page.get(str(page.page), lines.iloc[:0])
        said = [
            {"line": r.line, "text": r.text, "role": speak(f"role.{r.role}"), "keep": r.keep == 1, "reason": r.reason}
            for r in rows.itertuples()
        ]
        result.append({"page": page.page, "title": page.title, "kept": page.kept, "lines": said})
    return result
