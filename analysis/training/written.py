"""Written: pages of sites that do not exist, each of another, written by hand in the manner of real ones."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from analysis.reading.page import Page
from analysis.reading.pages import read_pages
from analysis.training.gold import THREAD_WEIGHT, Examples, Roles, examples, roles_by_run
from analysis.training.made_house import BODY, META, UNKNOWN, Line
from analysis.training.made_tags import markup_of

WRITTEN = "written:"  # begins their names
SITES, LATER = "sites", "later"  # folders of pages, with tables of their roles; weights learn from the first alone
THREADS = "threads"  # of the kinds that `made_tags` builds as posts
LEAST_POSTS = 3  # runs of text, what tells of its writer between them
SHORT, MOSTLY = 30, 0.7  # characters of a line of text that may be a cell or an item; the share of such lines


def written_pages(seeds: Path, held_out: bool = True, part: str = SITES) -> tuple[list[Page], Roles]:
    """Read those of a folder, with tags of drawn builds whose names no training uses, and the role of each line.

    Returns
    -------
    pages : list of Page
    roles : dict of (page name, 1-based line) to number
    """
    roles = {(WRITTEN + page, n): role for (page, n), role in roles_by_run(seeds / f"{part}.tsv").items()}
    named = (replace(page, name=WRITTEN + page.name) for page in read_pages(seeds / part))
    return [_tagged(page, roles, held_out) for page in named], roles


def written_examples(seeds: Path, held_out: bool = True, part: str = SITES) -> Examples:
    """Describe their lines, each page judged alone; each is a site of its own, and threads weigh more, as real ones."""
    pages, roles = written_pages(seeds, held_out, part)
    found = examples(pages, roles, {page.name: page.name for page in pages}, together=False)
    threads = {page.name for page in pages if _kind(_lines(page, roles)) == THREADS}
    return replace(found, weight=found.weight * np.where([page in threads for page in found.page], THREAD_WEIGHT, 1.0))


def theme_of(site: str) -> str:
    """Return what the written pages of a name have in common: what they are about, and whose hand wrote them."""
    return site.removeprefix(WRITTEN).split("_")[0]


def _tagged(page: Page, roles: Roles, held_out: bool) -> Page:
    lines = _lines(page, roles)
    draw = np.random.default_rng(zlib.crc32(page.name.encode()))
    return replace(page, markup=markup_of(_kind(lines), lines, (), held_out, draw))


def _lines(page: Page, roles: Roles) -> list[Line]:
    return [(text, roles.get((page.name, n), UNKNOWN)) for n, text in enumerate(page.text.split("\n"), 1)]


def _kind(lines: Sequence[Line]) -> str:
    """Tell as which of the made kinds a site would build such a page."""
    told = [role for _, role in lines if role in {BODY, META}]
    posts = sum(role == BODY and above != BODY for above, role in zip([META, *told], told, strict=False))
    text = [line for line, role in lines if role == BODY]
    if posts >= LEAST_POSTS:
        return THREADS
    return "listing" if sum(len(line) < SHORT for line in text) > MOSTLY * len(text) else "article"
