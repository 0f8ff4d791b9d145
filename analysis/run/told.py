"""Told: the tables of a fitted analysis, each made when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import pandas as pd
from sklearn.exceptions import NotFittedError

from analysis.arrays import FloatArray
from analysis.articles.corpus import Corpus
from analysis.articles.facts import PageFacts
from analysis.articles.quotes import quotes
from analysis.articles.units import Fitted
from analysis.articles.usual import usual_recipe
from analysis.errors import BojiError
from analysis.languages import LANGUAGES, Bilingual, default_language
from analysis.run.ahead import Ahead
from analysis.run.decided import Source, read_decisions
from analysis.separation.decisions import Decisions
from analysis.tables.lines import line_frame, page_frame
from analysis.tables.topics import (
    before_frame,
    choice_frame,
    cluster_frame,
    map_frame,
    mixture_frame,
    sites_frame,
    topic_frame,
    topic_lines_frame,
    topic_words_frame,
    tree_frame,
    trends_frame,
)
from analysis.topics.findings import Findings
from analysis.topics.number import Trial


class Told:
    """What was found in fitted pages, as tables.

    Whoever fits calls `_tell` with what the tables are made from. ``lang``, ``repaired``, ``keep`` and ``drop`` are
    parameters of the estimator.
    """

    lang: str | None
    repaired: bool
    keep: Source
    drop: Source
    trials_: Mapping[str, Trial]
    units_: Fitted

    def _tell(self, corpus: Corpus, found: Findings, trials: Mapping[str, Trial], ahead: Ahead | None) -> None:
        """Keep what the tables are made from, and forget those of an earlier fit."""
        self.ahead_ = ahead
        self._forget_tables()
        self.corpus_, self.findings_, self.trials_ = corpus, found, trials

    def forget(self) -> None:
        """Forget the fitted pages and all that was told of them; the model stays."""
        self._forget_tables()
        for name in ("corpus_", "findings_", "ahead_"):
            self.__dict__.pop(name, None)

    def _forget_tables(self) -> None:
        for name in [name for name, kind in vars(Told).items() if isinstance(kind, cached_property)]:
            self.__dict__.pop(name, None)

    def language(self) -> str:
        """Return the language of reasons: the chosen one, or the locale's.

        Raises
        ------
        BojiError
            For another language.
        """
        lang = self.lang or default_language()
        if lang not in LANGUAGES:
            raise BojiError(f"TopicAnalysis: lang must be one of {LANGUAGES}, got {lang!r}")
        return lang

    def decisions(self) -> Decisions:
        """Return what the user decided of lines.

        Raises
        ------
        BojiError
            See `analysis.run.decided.read_decisions`.
        """
        return read_decisions(self.keep, self.drop)

    def _judged(self) -> Corpus:
        if not hasattr(self, "corpus_"):
            raise NotFittedError("this TopicAnalysis holds no judged pages; call fit(pages) in this session first")
        return self.corpus_

    def _found(self) -> Findings:
        self._judged()
        return self.findings_

    def frames(self) -> dict[str, pd.DataFrame]:
        """Return all tables by their names in `analysis.tables.contract`."""
        return {
            "lines": self.lines_,
            "pages": self.pages_,
            "topics": self.topics_,
            "clusters": self.clusters_,
            "map": self.map_,
            "topics_before": self.before_,
            "topic_lines": self.topic_lines_,
            "trends": self.trends_,
            "sites": self.sites_,
            "topic_tree": self.topic_tree_,
            "choice": self.choice_,
            "mixture": self.mixture_,
            "topic_words": self.topic_words_,
        }

    @cached_property
    def _line_weights(self) -> FloatArray:
        """The weights of all lines on the topics, shape (n_lines, n_topics)."""
        model = self._found().model
        return model.topic_weights(model.weigh(self._judged().line_words))

    @cached_property
    def _forms(self) -> dict[str, str]:
        """How the pages write the words of topics and clusters."""
        return self._judged().written(self._found().told_words())

    @cached_property
    def _facts(self) -> list[PageFacts]:
        corpus = self._judged()
        return self.ahead_.facts() if self.ahead_ else corpus.facts

    @cached_property
    def _reasons(self) -> list[Bilingual]:
        corpus = self._judged()
        return self.ahead_.reasons() if self.ahead_ else corpus.judged.reasons()

    @property
    def _quotes(self) -> list[tuple[int, int]]:
        return quotes(self._judged(), self._line_weights, self.units_.unit == "page")

    @property
    def _names(self) -> list[str]:
        return [page.name for page in self._judged().pages]

    @cached_property
    def lines_(self) -> pd.DataFrame:
        """Every line with its role, whether it was kept, score, reason, topic and affinity."""
        return line_frame(self._judged(), self._line_weights, self._reasons, self.language())

    @cached_property
    def pages_(self) -> pd.DataFrame:
        """Every page with its facts, its share of noise, its topic and its cluster."""
        return page_frame(self._judged(), self._found().topic, self._found().cluster, self._facts, self.language())

    @cached_property
    def topics_(self) -> pd.DataFrame:
        """The topics with their words, shares, coherence, stability and support."""
        return topic_frame(self._found(), self._forms)

    @cached_property
    def clusters_(self) -> pd.DataFrame:
        """The clusters with their words and the page nearest to each centre."""
        return cluster_frame(self._found(), self._names, self._forms)

    @cached_property
    def topic_lines_(self) -> pd.DataFrame:
        """The lines that speak most plainly of each topic."""
        return topic_lines_frame(self._judged(), self._quotes, self._line_weights)

    @cached_property
    def topic_words_(self) -> pd.DataFrame:
        """The words of each topic and how much they weigh in it and in all topics."""
        return topic_words_frame(self._found(), self._forms)

    @cached_property
    def trends_(self) -> pd.DataFrame:
        """Topics over time; empty without dates."""
        return trends_frame(self._found().periods([facts.date for facts in self._facts]))

    @cached_property
    def sites_(self) -> pd.DataFrame:
        """Topics by site."""
        return sites_frame(self._found().by_site)

    @cached_property
    def topic_tree_(self) -> pd.DataFrame:
        """The tree of topics."""
        return tree_frame(self._found(), self._forms)

    @cached_property
    def mixture_(self) -> pd.DataFrame:
        """The share of each topic in each page."""
        return mixture_frame(self._found(), self._names)

    @cached_property
    def map_(self) -> pd.DataFrame:
        """The pages' places on a map in two dimensions."""
        return map_frame(self._found(), self._names)

    @cached_property
    def choice_(self) -> pd.DataFrame:
        """What was measured with each candidate number of topics; empty when the number was given."""
        self._judged()
        return choice_frame(self.trials_.get("topics"))

    @cached_property
    def before_(self) -> pd.DataFrame:
        """Topics that the usual recipe gives for the same pages; empty where hardly anything was dropped."""
        corpus = self._judged()

        def clean() -> list[str]:
            return [*corpus.clean(repaired=False).values()]  # mended, a headline may stand once instead of twice

        return before_frame(usual_recipe(corpus.pages, clean, len(self._found().words)))

    @cached_property
    def clean_(self) -> dict[str, str]:
        """The kept text of each page."""
        corpus = self._judged()
        return self.ahead_.clean() if self.ahead_ else corpus.clean(self.repaired)

    @property
    def quality_(self) -> dict[str, float]:
        """Mean coherence (NPMI) and stability, diversity and redundancy of topics; silhouette of clusters."""
        return self._found().quality
