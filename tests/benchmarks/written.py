"""Written: pages of sites that do not exist, each of another, written by hand in the manner of real ones."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from analysis.reading.page import Page
from analysis.reading.pages import read_pages
from analysis.training.gold import Examples, Roles, examples, roles_by_run
from analysis.training.made_house import BODY, META, UNKNOWN, Line
from analysis.training.made_tags import markup_of

WRITTEN = "written:"  # begins their names
SITES = "sites"  # the folder of the pages; their roles are in the table of that name
LEAST_POSTS = 3  # runs of text, what tells of its writer between them
SHORT, MOSTLY = 30, 0.7  # characters of a line of text that may be a cell or an item; the share of such lines


def written_pages(seeds: Path) -> tuple[list[Page], Roles]:
    """Read them, with tags of drawn builds whose names no training uses, and the role of each line.

    Returns
    -------
    pages : list of Page
    roles : dict of (page name, 1-based line) to number
    """
    roles = {(WRITTEN + page, n): role for (page, n), role in roles_by_run(seeds / f"{SITES}.tsv").items()}
    named = (replace(page, name=WRITTEN + page.name) for page in read_pages(seeds / SITES))
    return [_tagged(page, roles) for page in named], roles


def written_examples(seeds: Path) -> Examples:
    """Describe their lines, each page judged alone; each is a site of its own."""
    pages, roles = written_pages(seeds)
    return examples(pages, roles, {page.name: page.name for page in pages}, together=False)


def _tagged(page: Page, roles: Roles) -> Page:
    lines = [(text, roles.get((page.name, n), UNKNOWN)) for n, text in enumerate(page.text.split("\n"), 1)]
    draw = np.random.default_rng(zlib.crc32(page.name.encode()))
    return replace(page, markup=markup_of(_kind(lines), lines, (), True, draw))


def _kind(lines: Sequence[Line]) -> str:
    """Tell as which of the made kinds a site would build such a page."""
    told = [role for _, role in lines if role in {BODY, META}]
    posts = sum(role == BODY and above != BODY for above, role in zip([META, *told], told, strict=False))
    text = [line for line, role in lines if role == BODY]
    if posts >= LEAST_POSTS:
        return "threads"
    return "listing" if sum(len(line) < SHORT for line in text) > MOSTLY * len(text) else "article"
