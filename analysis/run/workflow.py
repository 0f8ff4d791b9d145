"""Workflow: the object that runs it all, pages in, frames out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple, Self

import pandas as pd
from scipy import sparse

from analysis import store
from analysis.articles.corpus import Corpus
from analysis.reading.pages import Page
from analysis.run.parallel import chunked, map_chunks
from analysis.separation.evidence import Observation, merge, observe
from analysis.separation.judge import separate
from analysis.show.messages import LANGUAGES, default_language
from analysis.tables.before import before_frame
from analysis.tables.lines import explain, line_frame, page_frame
from analysis.tables.topics import (
    Placed,
    choice_frame,
    cluster_frame,
    map_frame,
    quality_of,
    sites_frame,
    topic_frame,
    topic_lines_frame,
    tree_frame,
    trends_frame,
)
from analysis.topics.model import Model, fit_model
from analysis.topics.nmf import assign
from analysis.topics.number import Trial, candidates, try_numbers
from analysis.words.tokenizer import Tokenizer

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
        Number of topics; "auto" chooses it (see `analysis.topics.number`).
    n_clusters : int or "auto", optional
        Number of clusters; when not given, as many as topics where those were given, else "auto".
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
        Mend the kept text (`analysis.separation.repairs`); true unless it is set. The table of lines keeps the source
        lines.
    noise : bool
        Leave pages of no dense region without a cluster; false unless it is set.
    lines_, pages_, topics_, clusters_ : DataFrame
        The tables of the output contract.
    map_, before_ : DataFrame
        Two-dimensional map of the pages; topics that the usual recipe gives for the same pages (empty where hardly
        anything was dropped).
    topic_lines_, trends_, sites_, topic_tree_, choice_ : DataFrame
        The lines that speak most plainly of each topic; topics over time (empty without dates) and by site; the tree
        of topics; what was measured with each number of topics (empty when it was given).
    trials_ : dict of str to choice.Trial
        The candidate numbers of ``"topics"`` and ``"clusters"``, for those that were chosen.
    clean_ : dict of str to str
        The kept text of each page.
    quality_ : dict of str to float
        Mean coherence (NPMI) and stability, diversity and redundancy of topics; silhouette of clusters.
    model_ : Model
    tokenizer_ : Tokenizer
        With the phrases of the fitted pages.
    judged_ : Corpus
        The fitted pages line by line, with their evidence; not saved.

    Raises
    ------
    ValueError
        For parameters out of range, and from `fit` for no pages.
    """

    def __init__(  # each parameter is a choice of the user's
        self,
        n_topics: int | str = "auto",
        n_clusters: int | str | None = None,
        jobs: int = 1,
        tokenizer: Tokenizer | None = None,
        lang: str | None = None,
        progress: Progress | None = None,
    ) -> None:
        if n_topics != "auto" and (isinstance(n_topics, str) or n_topics < 1):
            raise ValueError(f'TopicAnalysis: n_topics must be "auto" or 1 or more, got {n_topics!r}')
        if n_clusters not in (None, "auto") and (isinstance(n_clusters, str) or n_clusters < 1):
            raise ValueError(f'TopicAnalysis: n_clusters must be "auto", None or 1 or more, got {n_clusters!r}')
        if lang is not None and lang not in LANGUAGES:
            raise ValueError(f"TopicAnalysis: lang must be one of {LANGUAGES}, got {lang!r}")
        self.n_topics = n_topics
        self.n_clusters = n_clusters
        self.jobs = jobs
        self.tokenizer = tokenizer or Tokenizer()
        self.lang = lang or default_language()
        self.progress = progress or (lambda stage, done: None)
        self.repaired = True
        self.noise = False

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
        self.tokenizer_ = judged.lexicon(self.tokenizer)
        judged = judged.reworded(self.tokenizer_)
        words = judged.words_once()
        self.trials_: dict[str, Trial] = {}
        self.model_ = fit_model(words, self._numbers, self.noise)
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
        return explain(self.judged_.of_page(page), line, self.lang)

    def transform(self, pages: Iterable[Page]) -> Judged:
        """Judge new pages and place them among the fitted topics and clusters."""
        model = self._fitted()
        judged = self._judge(pages).reworded(self.tokenizer_)
        X = model.weigh(judged.words())
        topic, _ = assign(model.topic_weights(X))
        lines = line_frame(judged, model.topic_weights(model.weigh(judged.line_words)), self.lang)
        return Judged(lines, page_frame(judged, topic, model.cluster_of(X)), judged.clean(self.repaired))

    def save(self, folder: str | Path) -> None:
        """Write the fitted model (arrays and JSON, no pickle)."""
        parameters = {"n_topics": self.n_topics, "n_clusters": self.n_clusters}
        model = self._fitted()
        facts = {"tokenizer": self.tokenizer_.describe(), **parameters, "topics": self._labels}
        store.save(Path(folder), model.arrays(), facts)

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
        made = cls(facts["n_topics"], facts["n_clusters"], jobs, tokenizer.with_phrases(()), lang, progress)
        made.model_, made.tokenizer_, made._labels = Model.from_arrays(arrays), tokenizer, facts["topics"]
        return made

    def _fitted(self) -> Model:
        if not hasattr(self, "model_"):
            raise ValueError("this TopicAnalysis is not fitted; call fit(pages) or TopicAnalysis.load(folder) first")
        return self.model_

    def _judge(self, pages: Iterable[Page]) -> Corpus:
        """Observe the pages, sorted by name, chunk by chunk, and judge their lines together."""
        read = sorted(pages, key=lambda p: _natural(p.name))
        chunks = list(chunked(read, CHUNK_PAGES)) or [[]]
        parts = []
        for part in map_chunks(partial(_observe, self.tokenizer), chunks, self.jobs):
            parts.append(part)
            self.progress("stage.read", min(len(read), len(parts) * CHUNK_PAGES))
        seen = merge(parts, [len(chunk) for chunk in chunks])
        self.progress("stage.separate", len(read))
        return Corpus.of(read, seen, separate(read, seen))

    def _numbers(self, X: sparse.csr_matrix, terms: list[str]) -> tuple[int, int]:
        """Return the numbers of topics and clusters, those left to us found on the TF-IDF rows."""
        clusters = self.n_clusters if self.n_clusters is not None else self.n_topics
        if isinstance(self.n_topics, int) and isinstance(clusters, int):
            return self.n_topics, clusters
        numbers = candidates(X.shape[0])
        if len(numbers) > 1 and X.nnz:
            trials = try_numbers(X, terms, numbers, partial(self.progress, "stage.choose"))
            asked = {"topics": self.n_topics, "clusters": clusters}
            self.trials_ = {name: t for (name, n), t in zip(asked.items(), trials, strict=True) if n == "auto"}
        best = {name: trial.best for name, trial in self.trials_.items()}
        given = [n if isinstance(n, int) else numbers[0] for n in (self.n_topics, clusters)]
        return best.get("topics", given[0]), best.get("clusters", given[1])

    def _describe(self, judged: Corpus, fitted: sparse.csr_matrix) -> None:
        """Make the frames of the fitted pages."""
        self.progress("stage.topics", len(judged.pages))
        model = self.model_
        placed = Placed.of(model, judged, fitted)
        line_weights = model.topic_weights(model.weigh(judged.line_words))
        self.lines_ = line_frame(judged, line_weights, self.lang)
        self.pages_ = page_frame(judged, placed.topic, placed.cluster)
        self.topics_ = topic_frame(placed)
        self.clusters_ = cluster_frame(placed)
        self.topic_lines_ = topic_lines_frame(placed, judged, line_weights)
        self.trends_ = trends_frame(placed, self.pages_["date"].tolist())
        self.sites_ = sites_frame(placed)
        self.topic_tree_ = tree_frame(placed)
        self.choice_ = choice_frame(self.trials_.get("topics"))
        self.quality_ = quality_of(placed, self.topics_)
        self.clean_ = judged.clean(self.repaired)
        self.map_ = map_frame(model, placed.names, placed.X)
        self.before_ = before_frame(judged.pages, self.clean_, len(self.topics_))
        self._labels: list[str] = self.topics_["label"].tolist()


def _observe(tokenizer: Tokenizer, pages: list[Page]) -> Observation:
    return observe(pages, tokenizer)


def _natural(name: str) -> tuple[str, int]:
    """Sort records of a container by number, everything else by name."""
    container, mark, number = name.rpartition("#")
    return (container, int(number)) if mark and number.isdigit() else (name, 0)
