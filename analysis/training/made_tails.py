"""Made tails: pages for training, an article with a list of read-more stubs behind it."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.reading.page import Page
from analysis.separation.roles import ROLES
from analysis.training.gold import gold_lines

HALF_WIDTH = 0.5  # of the made pages are folded to half-width forms, as some aggregators do
LABELS = ("相关阅读", "", "更多关于本地的资讯:", "标签:", "推荐阅读")
LEAST_LINES = 4  # of content that a page needs to get a tail
SHORTEST_HEADLINE = 6
SHORTEST_LEAD = 30
BODY, RELATED, MARKER = (ROLES.index(role) for role in ("body", "related", "marker"))
OTHER = -1  # a line of the page above the tail that is no content


@dataclass(frozen=True, slots=True)
class Stub:
    """What a read-more list shows of another page: its headline and its lead."""

    title: str
    lead: str


@dataclass(frozen=True, slots=True)
class Layout:
    """How one read-more list is set: a clip length, with dots or dates or without, with leads or headlines alone."""

    label: str
    length: int
    dots: bool
    dated: bool
    with_lead: bool
    headline_cut: int

    @classmethod
    def drawn(cls, draw: np.random.Generator) -> Layout:
        """Draw one of the layouts that aggregators and snapshot sites use."""
        return cls(
            str(draw.choice(LABELS)),
            int(draw.integers(38, 92)),
            bool(draw.random() < 0.3),
            bool(draw.random() < 0.5),
            bool(draw.random() < 0.85),
            int(draw.choice([0, 0, 0, 14, 20])),
        )


def with_tails(records: Sequence[Mapping[str, Any]]) -> tuple[list[Page], dict[tuple[str, int], int]]:
    """Make pages with a tail of read-more stubs: each an article and, behind it, headlines, clipped leads and dates.

    Drawn from a fixed seed for each page.

    Parameters
    ----------
    records : sequence of mappings
        Pages with gold. The tails are made of their headlines and leads: to test on a site, leave it out here.

    Returns
    -------
    pages : list of Page
    gold : dict of (page name, 1-based line) to role
        ``body`` for all of the article that is content.
    """
    articles = [r for r in records if r["kind"] == "article"]
    stubs = [Stub(_headline(r), _lead(r)) for r in articles]
    pages: list[Page] = []
    gold: dict[tuple[str, int], int] = {}
    for number, record in enumerate(articles):
        kept = [n for n, mark in gold_lines(record).items() if mark]
        if len(kept) < LEAST_LINES:
            continue
        draw = np.random.default_rng(zlib.crc32(record["id"].encode()))
        others = [s for i, s in enumerate(stubs) if i != number and len(s.title) >= SHORTEST_HEADLINE]
        tail = _tail(others, draw)
        name = f"tail:{record['id']}"
        lines = [*record["lines"][: kept[-1]], *(line for line, _ in tail)]
        text = "\n".join(lines)
        pages.append(Page(name, unicodedata.normalize("NFKC", text) if draw.random() < HALF_WIDTH else text))
        gold |= {(name, n): BODY if mark else OTHER for n, mark in gold_lines(record).items() if n <= kept[-1]}
        gold |= {(name, kept[-1] + i): role for i, (_, role) in enumerate(tail, 1)}
    return pages, gold


def _headline(record: Mapping[str, Any]) -> str:
    return str(re.split(r"[_|-]", record["title"])[0]).strip()


def _lead(record: Mapping[str, Any]) -> str:
    content = [t.strip() for t, y in zip(record["lines"], record["labels"], strict=True) if y == "content"]
    return "".join(content)[:200]


def _tail(others: Sequence[Stub], draw: np.random.Generator) -> list[tuple[str, int]]:
    """Return the lines of one tail and their roles: stubs of a headline and perhaps a clipped lead and a date."""
    layout = Layout.drawn(draw)
    tail = [(layout.label, MARKER)] if layout.label else []
    for i in draw.permutation(len(others))[: int(draw.integers(8, 36))].tolist():
        tail += [(line, RELATED) for line in _stub_lines(others[i], layout, draw)]
    return tail


def _stub_lines(stub: Stub, layout: Layout, draw: np.random.Generator) -> Iterator[str]:
    cut = layout.headline_cut
    yield stub.title[:cut] + "..." if 0 < cut < len(stub.title) else stub.title
    if layout.with_lead and len(stub.lead) > SHORTEST_LEAD:
        start = int(draw.integers(0, 30)) if layout.dots and draw.random() < 0.4 else 0
        clip = stub.lead[start : start + layout.length]
        yield ("..." if start else "") + clip + ("..." if layout.dots and not start else "")
    if layout.dated:
        day = f"20{draw.integers(10, 25)}-{draw.integers(1, 13):02d}-{draw.integers(1, 29):02d}"
        yield f"{day} {draw.integers(8, 22):02d}:{draw.integers(0, 60):02d}:00"
