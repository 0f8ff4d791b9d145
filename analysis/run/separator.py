"""Separator: pages in, clean texts out, as a step of a scikit-learn pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, Self

from sklearn.base import BaseEstimator, TransformerMixin

from analysis.errors import BojiError
from analysis.reading.limits import UnreadableError
from analysis.reading.page import Page, page_of, record_page
from analysis.run.cleaning import CHUNK_PAGES, kept_text
from analysis.run.engine import Engine, chunked
from analysis.run.parameters import TakesPages

Given = Page | str | Mapping[str, Any]


class Separator(TakesPages, TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Keep the article of each page and drop the noise, as the first step of a scikit-learn ``Pipeline``.

    Each page is judged by itself and gives exactly one text, empty where nothing is kept, so that texts stay beside
    their labels and folds of a cross-validation know nothing of each other. What needs the other pages (lines that
    repeat across them) is not seen; `TopicAnalysis` sees it. There is nothing to fit.

    Parameters
    ----------
    html : bool
        Texts that are given are HTML.
    repaired : bool
        Mend the kept text (see `analysis.separation.repairs`).
    jobs : int
        Processes; the result does not depend on it.
    """

    def __init__(self, *, html: bool = False, repaired: bool = True, jobs: int = 1) -> None:
        self.html = html
        self.repaired = repaired
        self.jobs = jobs

    def fit(self, X: Iterable[Given], y: object = None) -> Self:
        """Check the parameters.

        Parameters
        ----------
        X : iterable
            As `transform` takes it; it is not read.
        y : object
            For scikit-learn.

        Raises
        ------
        BojiError
            When ``jobs`` is below 1, and for a single text.
        """
        _check_many(X)
        Engine(self.jobs)
        return self

    def transform(self, X: Iterable[Given]) -> list[str]:
        r"""Return the kept text of each page, its lines with a ``\n`` behind each.

        Parameters
        ----------
        X : iterable of str, Page or mapping
            Texts, pages of `analysis.read_pages`, or records with a field ``text`` and perhaps ``title``.

        Raises
        ------
        BojiError
            For a single text, and for what is no page.
        """
        _check_many(X)
        clean = partial(_clean, html=self.html, repaired=self.repaired)
        with Engine(self.jobs) as engine:
            return [text for part in engine.map(clean, chunked(X, CHUNK_PAGES)) for text in part]

    def __sklearn_is_fitted__(self) -> bool:
        """Return True: there is nothing to fit."""
        return True

    def __sklearn_tags__(self) -> Any:  # noqa: ANN401  # scikit-learn has no types
        """Say that there is nothing to fit."""
        tags = super().__sklearn_tags__()
        tags.requires_fit = False
        return tags


def _check_many(X: object) -> None:
    if isinstance(X, str | Page | Mapping) or not isinstance(X, Iterable):
        raise BojiError(f"Separator takes many pages, got {type(X).__name__}; give a list of pages or texts")


def _clean(given: list[Given], html: bool, repaired: bool) -> list[str]:
    return [kept_text(_page(one, html), repaired) for one in given]


def _page(given: Given, html: bool) -> Page:
    """Return what is given as a page, an empty one for what holds no text."""
    empty = Page("page", "")
    if isinstance(given, Page):
        return given
    if not isinstance(given, str | Mapping):
        raise BojiError(f"Separator: a page must be a text, a Page or a record, got {type(given).__name__}")
    try:
        return record_page(given, empty) if isinstance(given, Mapping) else page_of(given, html, empty)
    except UnreadableError:
        return empty
