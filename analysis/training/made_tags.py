"""Made tags: made pages as if they had come as HTML.

What a made page took of a real one keeps the elements that it stands in there; what was made gets elements as a site of
a drawn build would give them. So the judgement of HTML meets kinds of pages of which hardly any real HTML is at hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import numpy as np

from analysis.reading.flattening import marked_lines
from analysis.reading.tags import NAMES, Block, Marked, MarkupArray, describe_tags
from analysis.separation.roles import N_CONTENT
from analysis.training.fixes import AS_GIVEN, Fixes
from analysis.training.gold import aligned, gold_lines, html_records
from analysis.training.made_builds import Build
from analysis.training.made_house import (
    ADVERT,
    HEADING,
    LEGAL,
    NAVIGATION,
    RELATED,
    TITLE,
    WIDGET,
    Line,
    chance,
    one_line,
    pick,
)

LEAST_REAL = 5  # lines of a real page from which what is made stands where its article stood
FURTHEST = 400  # lines of the real page between two of its lines that follow each other here
SHORT = 16  # characters of a line of nobody's role that may be a link
LONG_CELL = 40  # characters of a line that is no cell of a table
LONG_LEAD = 60  # of what is told of another article: its text, no link
POSTED = {"threads", "questions", "members"}  # kinds whose content stands in posts, beside what tells of their writers
OF_ROLES = {RELATED: "related", WIDGET: "tool", ADVERT: "advert"}  # the box of a role
BELOW = {"comments": "said", "seconds": "second", "polls": "vote"}  # and of most that is no content, by the kind
WITH_TOOLS = {"said", "vote"}  # beside each comment, and what is voted for
LONGEST_TOOL = 6  # characters of a line in a poll that may be a link


@dataclass(frozen=True)
class Tagged:
    """A real page with gold, as HTML.

    Attributes
    ----------
    at : dict of int to Marked
        Its lines by their numbers in the gold, from 0.
    lines : dict of str to list of int
        The numbers of the lines of each text.
    holder : Block, optional
        The element that holds most of the article.
    """

    at: dict[int, Marked]
    lines: dict[str, list[int]]
    holder: Block | None

    @classmethod
    def read(cls, record: Mapping[str, Any], html: str) -> Self:
        """Lay the gold's lines over those of the HTML."""
        marked = marked_lines(html)
        at = {theirs: marked[ours] for ours, theirs in aligned([m.text for m in marked], record["lines"])}
        lines: dict[str, list[int]] = {}
        for i in at:
            lines.setdefault(record["lines"][i].strip(), []).append(i)
        gold = gold_lines(record)
        return cls(at, lines, _holder([m for i, m in at.items() if gold.get(i + 1)]))

    def found(self, texts: Sequence[str]) -> list[Marked | None]:
        """Return the line here that each of some lines was taken from, in order."""
        found: list[Marked | None] = []
        last = -1
        for text in texts:
            behind = next((i for i in self.lines.get(text, ()) if last < i < last + FURTHEST), None)
            found.append(None if behind is None else self.at[behind])
            last = last if behind is None else behind
        return found


def _holder(article: Sequence[Marked]) -> Block | None:
    letters: Counter[int] = Counter()
    blocks = {}
    for line in article:
        letters[id(line.block.holder)] += line.letters
        blocks[id(line.block.holder)] = line.block.holder
    return blocks[letters.most_common(1)[0][0]] if letters else None


def tagged_pages(pages: Path, fixes: Fixes = AS_GIVEN) -> dict[str, tuple[str, Tagged]]:
    """Read the HTML of ``dev.jsonl.gz``: the site and the lines of each page by its name."""
    return {str(r["id"]): (str(r["brand"]), Tagged.read(r, html)) for r, html in html_records(pages, fixes)}


@dataclass
class Draft:
    """A page that is being built, line by line.

    Attributes
    ----------
    build : Build
    posted : bool
        Whether its content stands in posts.
    below : str
        The box of what is no content and of no such role.
    draw : numpy.random.Generator
    holder, around : Block
        The article's element, and the one above.
    """

    build: Build
    posted: bool
    below: str
    draw: np.random.Generator
    holder: Block
    around: Block
    last: str = ""
    run: Block | None = None
    row: Block | None = None
    posts: Block | None = None
    post: Block | None = None
    answered: bool = False
    n_cells: int = 0
    boxes: dict[str, Block] = field(default_factory=dict)
    linked: dict[tuple[int, int], float] = field(default_factory=dict)
    copies: dict[int, Block] = field(default_factory=dict)

    def real(self, text: str, line: Marked) -> Marked:
        """Set a line where it stands on its real page."""
        self.last = "real"
        return Marked(text, copied(line.block, self.copies), line.letters, line.linked, line.bold, line.links)

    def made(self, text: str, role: int) -> Marked:
        """Set a line that was made."""
        if role == TITLE:
            self.last = "title"
            above = self.holder if chance(self.draw, 0.4) else self.around
            return _plain(text, above.inner(self.build.title, "title"), bold=chance(self.draw, 0.2))
        return self._text(text, role) if 0 <= role < N_CONTENT else self._other(text, role)

    def _text(self, text: str, role: int) -> Marked:
        box, first = self._post_of("text") if self.posted else self.holder, self.last != "text"
        self.last = "text"
        build = self.build
        if role == HEADING and build.heading != "p" and build.text not in {"td", "li"}:
            bold = build.heading == "strong"
            return _plain(text, box.inner("p" if bold else build.heading, ""), bold=bold)
        if build.text in {"td", "li"}:
            return _plain(text, self._cell(text, box, first))
        if build.text == "section":
            box = box.inner("section", "").inner("p", "")
        elif build.text != "br":
            box = box.inner(build.text, "")
        return _plain(text, box)

    def _cell(self, text: str, box: Block, first: bool) -> Block:
        """Return the item of a list, or the cell of a table; what is long stands in none."""
        if self.build.text == "li":
            self.row = box.inner("ul", "") if first or self.row is None else self.row
            return self.row.inner("li", "")
        if len(text) > LONG_CELL:
            self.row = None
            return box.inner("p", "")
        if first or self.row is None or self.n_cells % self.build.cells == 0:
            table = box.inner("table", "").inner("tbody", "") if first or self.row is None else self.row.parent
            self.row = (table or box).inner("tr", "")
            self.n_cells = 0
        self.n_cells += 1
        return self.row.inner("td", "")

    def _post_of(self, what: str) -> Block:
        """Return the element of a post's text, or of what tells of its writer; another post begins above its text."""
        build = self.build
        if self.last == what and self.run is not None:
            return self.run
        if self.posts is None:
            self.posts = self.holder if build.deeper else self.holder.inner("ul" if build.item == "li" else "div", "")
        if self.post is None or self.answered:
            self.post, self.answered = self.posts.inner(build.item, build.post), False
        self.answered |= what == "text"
        self.run = self.post.inner("div", build.words if what == "text" else build.writer)
        return self.run

    def _other(self, text: str, role: int) -> Marked:
        linked = self._linked(text, role)
        if self.posted and role not in {NAVIGATION, RELATED, ADVERT, LEGAL} and self.posts is not None:
            box = self._post_of("writer")
            block, self.last = box if self.build.item == "dl" else box.inner("div", ""), "writer"
        else:
            block, self.last = self._boxed(text, role), "other"
        letters = _letters(text)
        many = 1 + text.count(" ") + text.count("|") if role in {NAVIGATION, WIDGET} else 1
        return Marked(text, block, letters, round(letters * linked), 0, many if linked else 0)

    def _boxed(self, text: str, role: int) -> Block:
        """Return an element in the box of lines of a role, which is another one behind the article's text."""
        group = OF_ROLES.get(role, self.below)
        if group == "tool" and self.below in WITH_TOOLS:
            group = self.below
        listed = group == "related" or self.build.item == "li"
        if self.last != "other" or group not in self.boxes:
            top = self.holder if chance(self.draw, self.build.within) else self.around
            box = top.inner("form" if group == "vote" and self.build.deeper else "div", self.build.boxes[group])
            self.boxes[group] = box.inner("ul", "") if listed else box
        return self.boxes[group].inner("li" if listed else "p" if len(text) > LONG_CELL else "div", "")

    def _linked(self, text: str, role: int) -> float:
        """Return which share of a line leads elsewhere: of lines of one role and about one length the same."""
        if self.below == "vote" and role == WIDGET and len(text) > LONGEST_TOOL:
            return 0.0
        if role in {RELATED, NAVIGATION}:
            return 0.0 if role == RELATED and len(text) > LONG_LEAD else 1.0
        shares = (0.0, 0.0, 1.0, 1.0, 0.6) if role in {WIDGET, ADVERT} else (0.0, 0.0, 0.0, 1.0, 0.5)
        if role not in {WIDGET, ADVERT, LEGAL} and len(text) >= SHORT:
            return 0.0
        key = role, min(len(text) // 4, 4)
        if key not in self.linked:
            self.linked[key] = pick(self.draw, shares)
        return self.linked[key]


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))  # as `flattening` counts them


def _plain(text: str, block: Block, *, bold: bool = False) -> Marked:
    letters = _letters(text)
    return Marked(text, block, letters, 0, letters if bold else 0, 0)


def copied(block: Block, copies: dict[int, Block]) -> Block:
    """Return a block and those above it anew, each once, to be counted in again."""
    if id(block) not in copies:
        above = copied(block.parent, copies) if block.parent else None
        copies[id(block)] = Block(above, block.depth, block.holds_text, block.regions, block.good, block.bad)
    return copies[id(block)]


def markup_of(
    kind: str, lines: Sequence[Line], pages: Sequence[Tagged], held_out: bool, draw: np.random.Generator
) -> MarkupArray:
    """Return what the tags of a made page tell.

    Parameters
    ----------
    kind : str
        Of `made_kinds.KINDS`.
    lines : sequence of (text, role)
    pages : sequence of Tagged
        Real pages, the one among them of which most was taken; none where all was made.
    held_out : bool
        Whether names are those kept for measuring.
    draw : numpy.random.Generator

    Returns
    -------
    float32 array, shape (n_lines, len(reading.tags.NAMES))
        Zeros for a blank line.
    """
    texts = [one_line(text).strip() for text, _ in lines]
    source = max(pages, key=lambda page: sum(len(text) > 1 and text in page.lines for text in texts), default=None)
    real = source.found(texts) if source else [None] * len(texts)
    build = Build.drawn(kind, held_out, draw)
    page = _begun(build, kind, source if sum(line is not None for line in real) >= LEAST_REAL else None, draw)
    marked = [
        page.real(text, line) if line else page.made(text, role)
        for text, line, (_, role) in zip(texts, real, lines, strict=True)
        if text
    ]
    facts = np.zeros((len(lines), len(NAMES)), np.float32)
    facts[[i for i, text in enumerate(texts) if text]] = describe_tags(marked)
    return facts


def _begun(build: Build, kind: str, source: Tagged | None, draw: np.random.Generator) -> Draft:
    """Begin a page: where a real one has its article, or on a page of its own."""
    copies: dict[int, Block] = {}
    if source is not None and source.holder is not None:
        holder = copied(source.holder, copies)
        around = holder.parent or holder
    else:
        around = Block()
        for _ in range(int(draw.integers(1, 6))):
            around = around.inner("div", "")
        holder = around.inner("div", build.words)
        for _ in range(build.deeper):
            holder = holder.inner("div", "")
    return Draft(build, kind in POSTED, BELOW.get(kind, "other"), draw, holder, around, copies=copies)
