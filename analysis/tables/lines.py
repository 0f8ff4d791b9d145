"""Lines and pages as tables, and the judgement on one line."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.arrays import FloatArray, Labels
from analysis.articles.corpus import Corpus
from analysis.articles.facts import page_facts
from analysis.reading.characters import n_letters
from analysis.separation.explanation import explain_line
from analysis.separation.page import Lines
from analysis.separation.reasons import LANGUAGES
from analysis.separation.roles import KINDS
from analysis.tables.contract import COLUMNS, DECIMALS, frame
from analysis.topics.nmf import assign


def line_frame(judged: Corpus, weights: FloatArray, lang: str) -> pd.DataFrame:
    """Return the table of lines, given their weights on the topics, shape (n_lines, n_topics)."""
    lines, said = judged.lines, judged.judged
    topic, _ = assign(weights)
    spoken = LANGUAGES.index(lang)
    return frame(
        "lines",
        {
            "page": [judged.pages[i].name for i in lines.page.tolist()],
            "line": lines.number,
            "role": said.role,
            "kind": [KINDS[r] for r in said.role],
            "keep": said.keep.astype(np.int64),
            "score": said.score,
            "reason": [r[spoken] for r in said.reasons()],
            "topic": topic,
            "affinity": said.affinity,
            "text": lines.text,
        },
    )


def page_frame(judged: Corpus, topic: Labels, cluster: Labels) -> pd.DataFrame:
    """Return the table of pages."""
    text, pages, spans = judged.lines.text, judged.pages, judged.spans()
    columns = ("title", "date", "source", "author", "lines", "kept", "noise_share")
    rows: dict[str, list[Any]] = {c: [] for c in columns}
    for page in pages:
        a, b = spans.get(page.name, (0, 0))
        facts = page_facts(text[a:b], judged.judged.role[a:b], page.title)
        sizes = np.array([n_letters(t) for t in text[a:b]], np.float64)
        keep = judged.judged.keep[a:b]
        noise = float(sizes[~keep].sum() / max(1.0, sizes.sum()))
        values = (facts.title, facts.date, facts.source, facts.author, b - a, int(keep.sum()), noise)
        for column, value in zip(rows, values, strict=True):
            rows[column].append(value)
    return frame(
        "pages",
        {
            "page": [p.name for p in pages],
            "encoding": [p.encoding for p in pages],
            "topic": topic,
            "cluster": cluster,
            "duplicate_of": ["" if o is None else pages[o].name for o in judged.originals],
            **rows,
        },
    )


def explain(lines: Lines, number: int, lang: str = "zh") -> pd.DataFrame:
    """Tell what weighed in the judgement on one line.

    Parameters
    ----------
    lines : Lines
        Of `analysis.separate_page`.
    number : int
        1-based, in the page's text.
    lang : {"zh", "en"}

    Returns
    -------
    DataFrame
        A row for each piece of evidence, the heaviest first: ``piece``, ``said`` (in words), ``weight`` (what it adds
        to the log-odds that the line is content) and ``facts`` (the heaviest facts behind it and their values). The
        first row is where every line starts from. ``attrs`` holds ``text``, ``role``, ``keep`` and ``score``.

    Raises
    ------
    ValueError
        When the page has no such line, or a blank one.
    """
    found = explain_line(lines, number)
    start = {"zh": "任何一行的起点", "en": "where every line starts"}[lang]
    rows = [("start", start, found.start, "")]
    for p in found.pieces:
        facts = ", ".join(f"{name}={value:.3g}" for name, value, _ in p.facts)
        rows.append((p.piece, p.said[LANGUAGES.index(lang)], p.weight, facts))
    made = frame("explanation", dict(zip(COLUMNS["explanation"], zip(*rows, strict=True), strict=True)))
    line = found.line
    made.attrs |= {"text": line.text, "role": line.role, "keep": line.keep, "score": round(line.score, DECIMALS)}
    return made


def site_of(page: str) -> str:
    """Return the folder a page lies in, which stands for its site; the container of a record."""
    return page.rsplit("#", 1)[0] if "#" in page else page.rpartition("/")[0] or "."


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
