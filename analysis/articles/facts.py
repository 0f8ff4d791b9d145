"""Facts of a page that its title and the lines around its text tell: title, date, source, author."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.articles.authors import authors
from analysis.articles.dates import publication_date, stated_day
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


def page_facts(texts: Sequence[str], roles: Sequence[str], declared: str = "", date: str = "") -> PageFacts:
    """Read a page's facts from its judged lines.

    Parameters
    ----------
    texts, roles : sequences of str
        The page's non-blank lines and their roles.
    declared : str
        The title the HTML or the record declares.
    date : str
        The date the record declares; where it is one, it is the page's.

    Returns
    -------
    PageFacts
    """
    places = Places.of(texts, roles)
    day = stated_day(date) or publication_date(places)
    return PageFacts(title(texts, roles, declared), day, source(places), "、".join(authors(places)))
