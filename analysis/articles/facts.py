"""Facts of a page that its title and the lines around its text tell: title, date, source, author."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.articles.authors import authors
from analysis.articles.dates import publication_date
from analysis.articles.places import Places
from analysis.articles.source import source
from analysis.articles.title import title


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Title, ISO date, source and authors (``甲、乙``) of a page; empty where unknown."""

    title: str = ""
    date: str = ""
    source: str = ""
    author: str = ""


def page_facts(texts: Sequence[str], roles: Sequence[str], declared: str = "") -> PageFacts:
    """Read a page's facts from its judged lines.

    Parameters
    ----------
    texts, roles : sequences of str
        The page's non-blank lines and their roles.
    declared : str
        The title the HTML or the record declares.

    Returns
    -------
    PageFacts
    """
    places = Places.of(texts, roles)
    return PageFacts(
        title(texts, roles, declared), publication_date(places), source(places), "、".join(authors(places))
    )
