"""Lines and pages as tables, and the judgement on one line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.arrays import FloatArray, Labels
from analysis.articles.corpus import Corpus
from analysis.articles.facts import PageFacts
from analysis.languages import Bilingual
from analysis.separation.explanation import explain_line
from analysis.separation.page import Lines
from analysis.separation.roles import KINDS
from analysis.tables.contract import COLUMNS, DECIMALS, frame
from analysis.topics.nmf import assign

START = Bilingual("任何一行的起点", "where every line starts")


def line_frame(corpus: Corpus, weights: FloatArray, reasons: Sequence[Bilingual], lang: str) -> pd.DataFrame:
    """Return the table of lines, given their weights on the topics, shape (n_lines, n_topics)."""
    lines, judged = corpus.lines, corpus.judged
    return frame(
        "lines",
        {
            "page": [corpus.pages[i].name for i in lines.page.tolist()],
            "line": lines.number,
            "role": judged.role,
            "kind": [KINDS[r] for r in judged.role],
            "keep": judged.keep.astype(np.int64),
            "score": judged.score,
            "reason": [reason.said(lang) for reason in reasons],
            "topic": assign(weights)[0],
            "affinity": judged.affinity,
            "text": lines.text,
            "evidence": judged.weights(),
        },
    )


def page_frame(corpus: Corpus, topic: Labels, cluster: Labels, facts: Sequence[PageFacts], lang: str) -> pd.DataFrame:
    """Return the table of pages, given the topic, the cluster and the facts of each."""
    pages, n = corpus.pages, len(corpus.pages)
    return frame(
        "pages",
        {
            "page": [p.name for p in pages],
            "title": [f.title for f in facts],
            "date": [f.date for f in facts],
            "source": [f.source for f in facts],
            "encoding": [p.encoding for p in pages],
            "lines": np.bincount(corpus.lines.page, minlength=n),
            "kept": np.bincount(corpus.lines.page[corpus.judged.keep], minlength=n),
            "noise_share": corpus.noise_shares,
            "topic": topic,
            "cluster": cluster,
            "duplicate_of": ["" if o is None else pages[o].name for o in corpus.originals],
            "author": [f.author for f in facts],
            "review": [doubt.said(lang) for doubt in corpus.doubts],
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
    BojiError
        When the page has no such line, or a blank one.
    """
    found = explain_line(lines, number)
    rows = [("start", START.said(lang), found.start, "")]
    for p in found.pieces:
        facts = ", ".join(f"{name}={value:.3g}" for name, value, _ in p.facts)
        rows.append((p.piece, p.said.said(lang), p.weight, facts))
    made = frame("explanation", dict(zip(COLUMNS["explanation"], zip(*rows, strict=True), strict=True)))
    line = found.line
    made.attrs |= {"text": line.text, "role": line.role, "keep": line.keep, "score": round(line.score, DECIMALS)}
    return made
