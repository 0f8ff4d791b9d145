"""Workflow: the object that runs it all, pages in, frames out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple, Self

import pandas as pd
from scipy import sparse

from analysis import quality, store, summary, tables
from analysis.engine import chunked, map_chunks
from analysis.evidence import Observation, merge, observe
from analysis.messages import LANGUAGES, default_language
from analysis.model import Model, fit_model
from analysis.pages import Page
from analysis.separation import separate
from analysis.summary import JudgedPages
from analysis.tokens import Tokenizer
from analysis.topics import assign

CHUNK_PAGES = 64
Progress = Callable[[str, int], None]


class Judged(NamedTuple):
    """Frames of lines and of pages, and the kept text of each page."""

    lines: pd.DataFrame
    pages: pd.DataFrame
    clean: dict[str, str]


class TopicAnalysis:
    """Separate the article from the noise, find topics, group the pages.

    Parameters
    ----------
    n_topics : int or "auto"
        Number of topics; "auto" chooses by coherence, stability and redundancy.
    n_clusters : int, optional
        Number of clusters; as many as topics when not given.
    jobs : int
        Processes for splitting and counting. The results do not depend on it. With more than one, a script needs the
        guard ``if __name__ == "__main__":``.
    tokenizer : Tokenizer, optional
    lang : {"zh", "en"}, optional
        Language of the reasons; by default the locale's.
    progress : callable, optional
        Called with a stage's name and how far it has come.

    Attributes
    ----------
    repaired : bool
        Mend the kept text (see `analysis.repairs`); true unless it is set. The table of lines keeps the source lines.
    lines_, pages_, topics_, clusters_ : DataFrame
        The tables of the output contract.
    map_, before_ : DataFrame
        Two-dimensional map of the pages; topics that the usual recipe gives for the same pages (empty where hardly
        anything was dropped).
    choices_ : list of quality.TopicChoice
        The candidate numbers of topics, when "auto" chose.
    clean_ : dict of str to str
        The kept text of each page.
    model_ : Model
    judged_ : JudgedPages
        The fitted pages line by line, with their evidence; not saved.

    Raises
    ------
    ValueError
        For parameters out of range, and from `fit` for no pages.
    """

    def __init__(  # each parameter is a choice of the user's
        self,
        n_topics: int | str = "auto",
        n_clusters: int | None = None,
        jobs: int = 1,
        tokenizer: Tokenizer | None = None,
        lang: str | None = None,
        progress: Progress | None = None,
    ) -> None:
        if n_topics != "auto" and (isinstance(n_topics, str) or n_topics < 1):
            raise ValueError(f'TopicAnalysis: n_topics must be "auto" or 1 or more, got {n_topics!r}')
        if lang is not None and lang not in LANGUAGES:
            raise ValueError(f"TopicAnalysis: lang must be one of {LANGUAGES}, got {lang!r}")
        self.n_topics = n_topics
        self.n_clusters = n_clusters
        self.jobs = jobs
        self.tokenizer = tokenizer or Tokenizer()
        self.lang = lang or default_language()
        self.progress = progress or (lambda stage, done: None)
        self.repaired = True

    def fit(self, pages: Iterable[Page]) -> Self:
        """Judge the pages and fit topics and clusters to their kept text.

        Parameters
        ----------
        pages : iterable of Page
            Such as `analysis.read_pages` gives; their order does not matter.
        """
        judged = self._judge(pages)
        if not judged.pages:
            raise ValueError("TopicAnalysis.fit got no page; give at least one readable page")
        words = judged.words_once()
        self.choices_: list[quality.TopicChoice] = []
        self.model_ = fit_model(words, self._number_of_topics, self.n_clusters)
        self._describe(judged, self.model_.weigh(words))
        self.judged_ = judged
        return self

    def explain(self, page: str, line: int) -> pd.DataFrame:
        """Tell what weighed in the judgement on one line of the fitted pages.

        Parameters
        ----------
        page, line : str, int
            As in ``lines_``.

        Returns
        -------
        DataFrame
            See `analysis.explain`.

        Raises
        ------
        ValueError
            When nothing was fitted in this session, or there is no such page or line.
        """
        if not hasattr(self, "judged_"):
            raise ValueError("this TopicAnalysis holds no judged pages; call fit(pages) in this session first")
        return tables.explain(self.judged_.of_page(page), line, self.lang)

    def transform(self, pages: Iterable[Page]) -> Judged:
        """Judge new pages and place them among the fitted topics and clusters."""
        model = self._fitted()
        judged = self._judge(pages)
        X = model.weigh(judged.words())
        topic, _ = assign(model.topic_weights(X))
        lines = summary.line_frame(judged, model, self.lang)
        return Judged(lines, summary.page_frame(judged, topic, model.cluster_of(X)), judged.clean(self.repaired))

    def save(self, folder: str | Path) -> None:
        """Write the fitted model (arrays and JSON, no pickle)."""
        parameters = {"n_topics": self.n_topics, "n_clusters": self.n_clusters}
        labels = {"topics": [summary.label(w) for w in self._fitted().words()]}
        store.save(Path(folder), self.model_.arrays(), {"tokenizer": self.tokenizer.describe(), **parameters, **labels})

    @classmethod
    def load(cls, folder: str | Path, jobs: int = 1, lang: str | None = None, progress: Progress | None = None) -> Self:
        """Read a model that `save` wrote, ready to `transform`.

        Raises
        ------
        FileNotFoundError, ValueError
            When the folder holds no model, or one of another format.
        """
        arrays, facts = store.load(Path(folder))
        tokenizer = Tokenizer.from_description(facts["tokenizer"])
        made = cls(facts["n_topics"], facts["n_clusters"], jobs, tokenizer, lang, progress)
        made.model_ = Model.from_arrays(arrays)
        return made

    def _fitted(self) -> Model:
        if not hasattr(self, "model_"):
            raise ValueError("this TopicAnalysis is not fitted; call fit(pages) or TopicAnalysis.load(folder) first")
        return self.model_

    def _judge(self, pages: Iterable[Page]) -> JudgedPages:
        """Observe the pages, sorted by name, chunk by chunk, and judge their lines together."""
        read = sorted(pages, key=lambda p: _natural(p.name))
        chunks = list(chunked(read, CHUNK_PAGES)) or [[]]
        parts = []
        for part in map_chunks(partial(_observe, self.tokenizer), chunks, self.jobs):
            parts.append(part)
            self.progress("stage.read", min(len(read), len(parts) * CHUNK_PAGES))
        seen = merge(parts, [len(chunk) for chunk in chunks])
        self.progress("stage.separate", len(read))
        return JudgedPages.of(read, seen, separate(read, seen))

    def _number_of_topics(self, X: sparse.csr_matrix, terms: list[str]) -> int:
        if isinstance(self.n_topics, int):
            return self.n_topics
        numbers = quality.candidates(X.shape[0])
        if len(numbers) < 2 or not X.nnz:
            return numbers[0]
        self.choices_ = quality.try_topics(X, terms, numbers, partial(self.progress, "stage.choose"))
        return quality.choose(self.choices_)[0].n_topics

    def _describe(self, judged: JudgedPages, fitted: sparse.csr_matrix) -> None:
        """Make the frames of the fitted pages."""
        self.progress("stage.topics", len(judged.pages))
        model, names = self.model_, [p.name for p in judged.pages]
        X = model.weigh(judged.words())
        W = model.topic_weights(X)
        topic, _ = assign(W)
        cluster = model.cluster_of(X)
        self.lines_ = summary.line_frame(judged, model, self.lang)
        self.pages_ = summary.page_frame(judged, topic, cluster)
        self.topics_ = summary.topic_frame(model, fitted, W)
        self.clusters_ = summary.cluster_frame(model, names, X, cluster)
        self.clean_ = judged.clean(self.repaired)
        self.map_ = summary.map_frame(model, names, X)
        self.before_ = summary.before_frame(judged.pages, self.clean_, len(self.topics_))


def _observe(tokenizer: Tokenizer, pages: list[Page]) -> Observation:
    return observe(pages, tokenizer)


def _natural(name: str) -> tuple[str, int]:
    """Sort records of a container by number, everything else by name."""
    container, mark, number = name.rpartition("#")
    return (container, int(number)) if mark and number.isdigit() else (name, 0)
