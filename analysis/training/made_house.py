"""Houses: what all made pages share, an article or none, and the furniture of a page around it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import opencc

from analysis.reading.page import Page
from analysis.separation.roles import ROLES
from analysis.training.gold import gold_lines

TITLE, HEADING, BODY, CAPTION, META, NAVIGATION, RELATED, ADVERT, WIDGET, LEGAL, MARKER = range(len(ROLES))
OTHER = -1  # no content, and nobody says which of the roles
UNKNOWN = -2  # left out of the gold
LEAST_LETTERS = 200  # of an article's content
LEAST_LINES = 3
TITLE_WITHIN = 3  # lines of content among which the headline stands, when it is content at all
LEAST_TITLE = 6  # characters of a line that may be the headline
NEAR = (60, 120)  # lines of a real page's furniture that are used, above and below at most
HALF_WIDTH, TRADITIONAL = 0.12, 0.12  # of the made pages are folded, or written in Traditional script
TELLING = 0.05  # of the characters differ in Simplified script where a page is written in Traditional
FOOT_TOLD = 12  # lines of its furniture at most that stand between an article and what is made behind it
LONGEST_BYLINE = 8  # lines between a headline and its text
SITE_NAME = re.compile(r"[_|｜]|\s-\s|--|[―—-]+(?=[^-―—]{2,8}$)")  # begins there, behind a headline
Line = tuple[str, int]
T = TypeVar("T")
Split = tuple[Sequence[T], Sequence[T]]  # what training styles choose from, and what held-out styles do


def pick(draw: np.random.Generator, choices: Sequence[T]) -> T:
    """Draw one."""
    return choices[int(draw.integers(len(choices)))]


def some(draw: np.random.Generator, choices: Sequence[T], n: int) -> list[T]:
    """Draw so many different ones, in a random order, or all."""
    return [choices[i] for i in draw.permutation(len(choices))[:n].tolist()]


def chance(draw: np.random.Generator, share: float) -> bool:
    """Say yes in such a share of all cases."""
    return bool(draw.random() < share)


def size(draw: np.random.Generator, least: int, most: int) -> int:
    """Draw a number of things, small ones more often: as often from one step of a growing ladder as from another."""
    steps = [least]
    while steps[-1] < most:
        steps.append(min(most, steps[-1] * 3 // 2 + 1))
    step = int(draw.integers(max(1, len(steps) - 1)))
    return int(draw.integers(steps[step], steps[min(step + 1, len(steps) - 1)] + 1))


@dataclass(frozen=True, slots=True)
class Story:
    """A real page: its article from the first to the last line of content, and what stands around it."""

    name: str
    title: str
    lines: tuple[Line, ...]
    head: tuple[str, ...]
    byline: tuple[str, ...]
    foot: tuple[str, ...]

    @property
    def paragraphs(self) -> list[str]:
        """The lines of content but the headline."""
        return [text.strip() for text, role in self.lines if role == BODY and text.strip()]

    @property
    def lead(self) -> str:
        """How the text begins."""
        return "".join(self.paragraphs)[:400]

    def told(self) -> list[Line]:
        """Return the article with its headline and byline as it stands on its own page."""
        if any(role == TITLE for _, role in self.lines):
            return list(self.lines)
        return [(self.title, TITLE), *((text, OTHER) for text in self.byline), *self.lines]

    @classmethod
    def read(cls, record: Mapping[str, Any]) -> Story | None:
        """Read a page with gold; nothing when it has no title or too little content to build on."""
        texts, gold, title = record["lines"], gold_lines(record), SITE_NAME.split(record["title"])[0].strip()
        kept = [n - 1 for n, mark in gold.items() if mark]
        if min(len(title) - LEAST_TITLE, len(kept) - LEAST_LINES, sum(len(texts[i]) for i in kept) - LEAST_LETTERS) < 0:
            return None
        above = enumerate(texts[: kept[TITLE_WITHIN - 1] + 1])
        top = max((i for i, text in above if _is_title(text, title)), default=None)
        first = kept[0] if top is None or top < kept[0] else top
        roles = {n - 1: (TITLE if n - 1 == top else BODY) if mark else OTHER for n, mark in gold.items()}
        lines = [(text, roles.get(i, UNKNOWN)) for i, text in enumerate(texts)]
        split = kept[0] if top is None else min(top, kept[0])
        return cls(
            str(record["id"]),
            title,
            tuple(lines[first : kept[-1] + 1]),
            tuple(text for text, role in lines[:split] if role == OTHER)[-NEAR[0] :],
            tuple(text for text, role in lines[split + 1 : first] if role == OTHER)[-LONGEST_BYLINE:],
            tuple(text for text, role in lines[kept[-1] + 1 :] if role == OTHER)[: NEAR[1]],
        )


def _is_title(text: str, title: str) -> bool:
    text = text.strip()
    return len(text) >= LEAST_TITLE and (title.startswith(text) or text == title)


def text_start(told: Sequence[Line]) -> int:
    """Return which line of an article is the first of its text, behind headline and byline; 0 where it has none."""
    return next((i for i, (_, role) in enumerate(told) if role == BODY), 0)


@dataclass(frozen=True, slots=True)
class Pool:
    """The real text that made pages may use: to test on a site, leave its pages out here.

    Attributes
    ----------
    stories : tuple of Story
    texts : tuple of str
        Short texts of many writers, as people comment: opinions on goods, questions to doctors and their answers.
    """

    stories: tuple[Story, ...]
    texts: tuple[str, ...] = ()

    @classmethod
    def of(cls, records: Iterable[Mapping[str, Any]], texts: Iterable[str] = ()) -> Pool:
        """Take the articles among pages with gold."""
        found = (Story.read(r) for r in records if r["kind"] == "article")
        return cls(tuple(story for story in found if story is not None), tuple(texts))


class Script:
    """How a page is written: in the script of most of its text or another, in full-width forms or folded."""

    def __init__(self) -> None:
        self.traditional, self.simplified = opencc.OpenCC("s2tw"), opencc.OpenCC("t2s")

    def write(self, text: str, draw: np.random.Generator) -> str:
        """Draw a script and write in it: no site writes its menus in one and its articles in the other."""
        plain = str(self.simplified.convert(text))
        is_traditional = sum(a != b for a, b in zip(text, plain, strict=False)) > TELLING * len(text)
        text = str(self.traditional.convert(text)) if is_traditional or chance(draw, TRADITIONAL) else plain
        return unicodedata.normalize("NFKC", text) if chance(draw, HALF_WIDTH) else text


def one_line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split("\n"))


def as_page(
    name: str, lines: Sequence[Line], script: Script, draw: np.random.Generator
) -> tuple[Page, Mapping[int, int]]:
    """Write lines as a page; gold is the role by 1-based line."""
    flat = [(one_line(text), role) for text, role in lines]
    page = Page(name, script.write("\n".join(text for text, _ in flat), draw))
    return page, {n: role for n, (_, role) in enumerate(flat, 1) if role != UNKNOWN}
