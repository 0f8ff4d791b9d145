"""Workflow: the estimator that runs it all, pages in, tables out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from numbers import Integral
from pathlib import Path
from typing import Any, Self

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator
from sklearn.exceptions import NotFittedError

from analysis import store
from analysis.arrays import FloatArray
from analysis.articles.corpus import Corpus, kept_characters
from analysis.articles.duplicates import Hashes, sketch_of
from analysis.articles.units import Units
from analysis.articles.vectors import Encoder, vectors_of
from analysis.errors import BojiError
from analysis.reading.lines import Repeats
from analysis.reading.page import Page
from analysis.reading.page_names import natural_order
from analysis.run.ahead import Ahead
from analysis.run.cluster import engine_of
from analysis.run.decided import Source
from analysis.run.engine import CHUNK, Engine, chunked
from analysis.run.exports import Exported
from analysis.run.judged import Judged
from analysis.run.memory import give_back
from analysis.run.parameters import TakesPages, check_parts, check_unit, wanted_numbers
from analysis.separation.company import Company
from analysis.separation.evidence import Observation, merge, observe
from analysis.separation.judge import STORED, Judgement, load_separator, save_separator
from analysis.separation.shared import separate_shared
from analysis.tables.lines import line_frame, page_frame
from analysis.topics.findings import Findings
from analysis.topics.model import Basis, Model, find_topics, fit_model
from analysis.topics.nmf import assign
from analysis.topics.number import choose_numbers
from analysis.topics.stability import redraw
from analysis.words.segmenters import name_of
from analysis.words.tokenizer import MissingSegmenterError, Tokenizer

FORMAT = 2  # of a saved analysis
NOT_SAVED = (
    "tokenizer",
    "weights",
    "vectors",
    "progress",
    "jobs",
    "engine",
    "keep",
    "drop",
)  # the first two by themselves
Progress = Callable[[str, int, int], None]


class TopicAnalysis(TakesPages, Exported, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
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
    engine : distributed.Client, optional
        Where that is done instead: the client of a Dask cluster.
    tokenizer : Tokenizer, optional
        Of the user's words, stop words or segmenter.
    lang : {"zh", "en"}, optional
        Language of the reasons; by default the locale's.
    repaired : bool
        Mend the kept text (`analysis.separation.repairs`). The table of lines keeps the source lines.
    noise : bool
        Leave pages of no dense region without a cluster.
    unit : {"auto", "page", "paragraph"}
        What topics and clusters are fitted to; "auto" takes the paragraphs of the articles where pages are few (see
        `analysis.articles.units`).
    keep, drop : path or mapping, optional
        Lines that are kept or dropped whatever is judged: a table (see `analysis.run.decided.read_decisions`), or the
        lines of each page by its name, as ``{"a.txt": "3,5-9"}`` or ``{"a.txt": [3, 5, 6]}``.
    weights : path, optional
        A folder that `boji learn` wrote; by default the weights that ship. `save` puts them beside the model.
    mask : bool
        Hide what `analysis.mask_text` hides in all that is told and learned of the judged pages; their names stay.
    vectors : callable, optional
        A sentence encoder: called with a list of texts it gives an array of shape (n_texts, d). Pages are then
        neighbours, and start in clusters, by these (see `analysis.articles.vectors`); not saved, as placing needs none.
    progress : callable, optional
        Called with a stage's name, how far it has come, and of how much (0 where that is not known), as
        ``analysis.run.watching`` shows it.

    Attributes
    ----------
    model_ : Model
    company_ : Company
        What pages are judged by beside themselves: the fitted pages; not saved.
    tokenizer_ : Tokenizer
        With the phrases of the fitted pages.
    corpus_ : Corpus
        The fitted pages line by line, with their evidence; not saved.
    findings_ : Findings
        What the model tells of the fitted pages, computed when asked for; not saved.
    units_ : articles.units.Fitted
        What the model was fitted to, and how many; not saved.
    trials_ : dict of str to topics.number.Trial
        The candidate numbers of ``"topics"`` and ``"clusters"``, for those that were chosen.
    lines_, pages_, topics_, clusters_ : DataFrame
        The tables of the output contract, made when asked for, as are ``map_``, ``before_``, ``topic_lines_``,
        ``trends_``, ``sites_``, ``topic_tree_``, ``mixture_``, ``choice_``, ``clean_`` and ``quality_``.
    """

    def __init__(  # noqa: PLR0913  # each parameter is a choice of the user's, by keyword
        self,
        n_topics: int | str = "auto",
        *,
        n_clusters: int | str | None = None,
        jobs: int = 1,
        engine: object = None,
        tokenizer: Tokenizer | None = None,
        lang: str | None = None,
        repaired: bool = True,
        noise: bool = False,
        unit: str = "auto",
        keep: Source = None,
        drop: Source = None,
        weights: str | Path | None = None,
        mask: bool = False,
        vectors: Encoder | None = None,
        progress: Progress | None = None,
    ) -> None:
        self.n_topics = n_topics
        self.n_clusters = n_clusters
        self.jobs = jobs
        self.engine = engine
        self.tokenizer = tokenizer
        self.lang = lang
        self.repaired = repaired
        self.noise = noise
        self.unit = unit
        self.keep = keep
        self.drop = drop
        self.weights = weights
        self.mask = mask
        self.vectors = vectors
        self.progress = progress

    def fit(self, pages: Iterable[Page], y: None = None) -> Self:
        """Judge the pages and fit topics and clusters to their kept text.

        Parameters
        ----------
        pages : iterable of Page
            Such as `analysis.read_pages` gives; their order does not matter.
        y : None
            For scikit-learn.

        Raises
        ------
        BojiError
            For parameters out of range, and for no pages.
        """
        return self.fit_sample(pages)

    def fit_sample(self, pages: Iterable[Page], repeats: Repeats | None = None) -> Self:
        """Do as `fit` does with pages drawn from many more.

        Parameters
        ----------
        pages : iterable of Page
        repeats : Repeats, optional
            On how many of all pages lines stand; without it, the pages are all there are.

        Raises
        ------
        BojiError
            As `fit` does.
        """
        wanted = self._checked()
        engine = engine_of(self.engine, self.jobs)
        judged = self._judge(pages, repeats, engine)
        give_back()
        stays = isinstance(self.engine, Engine) and engine.running  # a client may be closed before tables are asked for
        ahead = Ahead.of(judged, self.repaired, engine) if stays else None
        self.tokenizer_, corpus = judged.compared().with_phrases(self.tokenizer or Tokenizer())
        units = Units.of(corpus, self.unit)
        basis, near = Basis.of(units.words), vectors_of(self.vectors, corpus, units)
        tell = partial(self._progress, "stage.choose")
        begin = engine.submit if engine.running else None
        numbers = choose_numbers(basis.X, basis.weights.terms, *wanted, tell, near.units, begin)
        self._progress("stage.topics", len(corpus.pages))
        begun = engine.submit(find_topics, basis, numbers.topics) if engine.running else None
        self.model_ = fit_model(basis, numbers.topics, numbers.clusters, self.noise, begun, near.units)
        model = self.model_
        drawn = engine.submit(redraw, basis.X, len(model.topics.components_)) if stays else None
        if self.engine is None:
            engine.close()
        rows = model.weigh(corpus.words())
        found = Findings(model, rows, basis.X, corpus.once(), corpus.sites, units.parts, near.pages, drawn)
        self._tell(corpus, found, numbers.trials, ahead)
        give_back()
        self.units_ = units.told()
        return self

    def transform(self, pages: Iterable[Page]) -> Judged:
        """Judge new pages and place them among the fitted topics and clusters."""
        model = self._fitted()
        with engine_of(self.engine, self.jobs) as engine:
            read, seen = self._observe(pages, self.tokenizer_.with_phrases(()), engine)
        corpus = Corpus.of(read, seen, self._separate(read, seen), self.mask).reworded(self.tokenizer_)
        X = model.weigh(corpus.words())
        return self._placed(corpus, X, model.topic_weights(X))

    def place(self, pages: Sequence[Page], company: Company) -> tuple[Judged, FloatArray, Hashes]:
        """Judge pages in the company that others were fitted in, each page by itself.

        What the pages repeat of each other is not asked.

        Parameters
        ----------
        pages : sequence of Page
        company : Company
            Of the fitted pages, which these belong to or were drawn with.

        Returns
        -------
        judged : Judged
        weights : array, shape (n_pages, n_topics)
            On the topics.
        sketches : uint64 array, shape (n_pages, MANY)
            Of the kept texts, by which near copies are found.
        """
        model = self._fitted()
        read = list(pages)
        seen = observe(read, self.tokenizer_.with_phrases(()))
        corpus = Corpus.apart(read, seen, self._separate(read, seen, company), self.mask).reworded(self.tokenizer_)
        X = model.weigh(corpus.words())
        W = model.topic_weights(X)
        kept = kept_characters(corpus.lines, corpus.judged.keep, len(read))
        return self._placed(corpus, X, W), W, np.array([sketch_of(text) for text in kept])

    def _placed(self, corpus: Corpus, X: sparse.csr_matrix, W: FloatArray) -> Judged:
        """Return the tables of judged pages, given their TF-IDF rows and their weights on the topics."""
        line_weights = self.model_.topic_weights(self.model_.weigh(corpus.line_words))
        lines = line_frame(corpus, line_weights, corpus.judged.reasons(), self.language())
        pages = page_frame(corpus, assign(W)[0], self.model_.cluster_of(X), corpus.facts, self.language())
        return Judged(lines, pages, corpus.clean(self.repaired))

    def save(self, folder: str | Path) -> None:
        """Write the fitted model (arrays and JSON, no pickle)."""
        model = self._fitted()
        parameters = {k: v for k, v in self.get_params(deep=False).items() if k not in NOT_SAVED}
        parameters |= {k: int(v) for k, v in parameters.items() if isinstance(v, Integral) and not isinstance(v, bool)}
        facts = {"tokenizer": self.tokenizer_.describe(), "parameters": parameters, "model": model.parameters()}
        store.save(Path(folder), "model", FORMAT, model.arrays(), facts)
        if self.weights is not None:
            save_separator(load_separator(self.weights), Path(folder))

    @classmethod
    def load(cls, folder: str | Path, **parameters: object) -> Self:
        """Read a model that `save` wrote, ready to `transform`.

        Parameters
        ----------
        folder : path
        **parameters
            In place of those that were saved, such as ``jobs`` or ``lang``; ``tokenizer`` where words were cut by a
            callable, which is not saved.

        Raises
        ------
        MissingFileError, BojiError
            When the folder holds no model, or one of another format, or one whose words were cut by a callable that
            is not given.
        """
        arrays, facts = store.load(Path(folder), "model", FORMAT)
        made = cls._restored(Path(folder), arrays, facts, parameters.get("tokenizer"))
        made.set_params(**parameters)
        return made

    @classmethod
    def _restored(cls, folder: Path, arrays: store.Arrays, facts: dict[str, Any], given: object) -> Self:
        """Return what was saved; whatever is wrong with it is one error."""
        segmenter = given.segmenter if isinstance(given, Tokenizer) else None
        try:
            tokenizer = Tokenizer.from_description(facts["tokenizer"], segmenter)
            made = cls(**{**facts["parameters"], "tokenizer": tokenizer.with_phrases(())})
            made.weights = folder if (folder / f"{STORED}.json").is_file() else None
            made.model_, made.tokenizer_ = Model.from_arrays(arrays, facts["model"]), tokenizer
            made.model_.check()
            tokenizer("试一试")
        except MissingSegmenterError:
            raise
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise store.damaged(folder, f"{type(error).__name__}: {error}") from error
        return made

    def _fitted(self) -> Model:
        if not hasattr(self, "model_"):
            raise NotFittedError(
                "this TopicAnalysis is not fitted; call fit(pages) or TopicAnalysis.load(folder) first"
            )
        return self.model_

    def _checked(self) -> tuple[int | str, int | str]:
        """Check the parameters, before any work; return the numbers of topics and clusters that are asked for."""
        check_unit(self.unit)
        check_parts(self.tokenizer, progress=self.progress, vectors=self.vectors)
        self.language(), self.decisions(), load_separator(self.weights)
        return wanted_numbers(self.n_topics, self.n_clusters)

    def _progress(self, stage: str, done: int, total: int = 0) -> None:
        if self.progress is not None:
            self.progress(stage, done, total)

    def _judge(self, pages: Iterable[Page], repeats: Repeats | None, engine: Engine) -> Corpus:
        """Judge the pages to be fitted, of which there must be some; they are not compared yet."""
        read, seen = self._observe(pages, self.tokenizer or Tokenizer(), engine)
        if not read:
            raise BojiError(
                "TopicAnalysis.fit got no page; give at least one readable page", "没有页面：请给出至少一个可读的页面"
            )
        self.company_ = Company.of(seen, len(read), repeats, engine.threads)
        return Corpus.apart(read, seen, self._separate(read, seen, self.company_, engine.threads), self.mask)

    def _separate(
        self, pages: Sequence[Page], seen: Observation, company: Company | None = None, threads: int = 1
    ) -> Judgement:
        known = company or Company.of(seen, len(pages))
        return separate_shared(pages, seen, known, self.decisions(), self.weights, threads=threads)

    def _observe(self, pages: Iterable[Page], tokenizer: Tokenizer, engine: Engine) -> tuple[list[Page], Observation]:
        """Sort the pages by name, and observe them chunk by chunk."""
        engine.check_sent(f"segmenter {name_of(tokenizer.segmenter)}", tokenizer.segmenter)
        read = sorted(pages, key=lambda p: natural_order(p.name))
        chunks = list(chunked(read, CHUNK)) or [[]]
        parts = []
        for part in engine.map(partial(observe, tokenizer=tokenizer), chunks):
            parts.append(part)
            self._progress("stage.read", min(len(read), len(parts) * CHUNK), len(read))
        self._progress("stage.separate", len(read))
        return read, merge(parts, [len(chunk) for chunk in chunks])
