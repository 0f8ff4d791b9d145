"""Exports: an analysis in the forms that other tools take, as a paragraph for a paper, and shown in a notebook."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pandas as pd

from analysis import run as room
from analysis.arrays import FloatArray
from analysis.errors import BojiError
from analysis.reading.characters import fold
from analysis.reading.page_names import site_of
from analysis.run.told import Told
from analysis.show.cards import Framed, card
from analysis.show.methods import paragraph
from analysis.show.styled import Styled
from analysis.tables.contract import SUPPORTED
from analysis.tables.lines import explain
from analysis.tables.page_graph import write_graph
from analysis.tables.shares import kept_share
from analysis.tables.workbook import write_parquet, write_workbook
from analysis.topics.proportions import Proportions, proportions
from analysis.topics.resamples import RESAMPLES
from analysis.words.segmenters import name_of
from analysis.words.tokenizer import Tokenizer
from analysis.words.tokens import Tokens

CITED_LIBRARIES = ("numpy", "scipy", "scikit-learn", "rjieba")
NO_VIEWER = (
    "pyLDAvis is not installed: pip install pyldavis",
    "没有安装 pyLDAvis：pip install pyldavis",
)


class Exported(Told):
    """What can be made of a fitted analysis beside its tables."""

    tokenizer_: Tokenizer

    def methods(self, lang: str | None = None) -> str:
        """Return a paragraph for a paper: what was done, with parameters, versions and citations.

        Parameters
        ----------
        lang : {"zh", "en"}, optional
            By default that of the analysis.
        """
        found, trial = self._found(), self.trials_.get("topics")
        topics, lines = self.topics_, self.lines_
        libraries = [f"{name} {version(name)}" for name in CITED_LIBRARIES]
        facts = {
            "boji": version("boji"), "python": platform.python_version(), "libraries": ", ".join(libraries),
            "pages": len(self._names), "sites": len({site_of(name) for name in self._names}), "lines": len(lines),
            "kept": f"{kept_share(lines):.0%}", "segmenter": name_of(self.tokenizer_.segmenter),
            "phrases": len(self.tokenizer_.phrases), "terms": len(found.model.terms),
            "n_topics": len(topics), "n_clusters": len(self.clusters_),
            "tried": list(trial.numbers) if trial else [], "clear": bool(trial and trial.clear),
            "coherence": f"{self.quality_['coherence']:.2f}", "stability": f"{self.quality_['stability']:.2f}",
            "firm": int((topics["support"] >= SUPPORTED).sum()), "resamples": RESAMPLES,
        }  # fmt: skip
        return paragraph(facts, lang or self.language())

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
        NotFittedError
            When nothing was fitted in this session.
        BojiError
            When there is no such page or line.
        """
        return explain(self._judged().of_page(page), line, self.language())

    def to_excel(self, path: str | Path) -> Path:
        """Write all tables as sheets of one workbook; needs ``boji[excel]``. Return its path."""
        write_workbook(self.frames(), Path(path), self.language())
        return Path(path)

    def to_parquet(self, folder: str | Path) -> list[Path]:
        """Write each table as a Parquet file into a folder; return the paths."""
        return write_parquet(self.frames(), Path(folder))

    def to_graphml(self, path: str | Path) -> Path:
        """Write the pages and the ties between those that are alike, for Gephi and others; return the path."""
        write_graph(self.pages_, self._found().ties, Path(path))
        return Path(path)

    def to_pyldavis(self) -> Any:  # noqa: ANN401  # pyLDAvis has no types
        """Return the topics prepared for pyLDAvis, under the numbers that they have here.

        Raises
        ------
        BojiError
            When pyLDAvis is not installed, and for fewer than two topics.
        """
        told = self._proportions()
        try:
            from pyLDAvis import prepare  # noqa: PLC0415  # not ours to need
        except ImportError as error:
            raise BojiError(*NO_VIEWER) from error
        return prepare(
            told.topic_term, told.doc_topic, told.doc_lengths, self._written(told.vocab), told.term_frequency,
            n_jobs=1, sort_topics=False, start_index=0,
        )  # fmt: skip

    def to_topicwizard(self) -> dict[str, Any]:
        """Return what topicwizard calls ``TopicData``, under the numbers that the topics have here.

        ``topicwizard.visualize(topic_data=result.to_topicwizard())``. Pages without a word of a topic are left out.

        Returns
        -------
        dict
            ``corpus`` (clean texts), ``vocab``, ``document_term_matrix`` (counts), ``document_topic_matrix`` and
            ``topic_term_matrix`` (rows sum to 1), ``document_representation`` (the counts), ``transform`` (texts to
            weights on the topics), ``topic_names`` (number and label), and ``document_positions`` where all pages are
            on the map; topicwizard works out the places that it is not given.

        Raises
        ------
        BojiError
            For fewer than two topics.
        """
        told, clean = self._proportions(), self.clean_
        places = self.map_.set_index("page").reindex([self._names[i] for i in told.pages.tolist()])
        on_map = {} if places.isna().any(axis=None) else {"document_positions": (places["x"].array, places["y"].array)}
        return on_map | {
            "corpus": [clean[self._names[i]] for i in told.pages.tolist()],
            "vocab": np.array(self._written(told.vocab)),
            "document_term_matrix": told.counts,
            "document_topic_matrix": told.doc_topic,
            "topic_term_matrix": told.topic_term,
            "document_representation": told.counts,
            "transform": self._weights_of,
            "topic_names": [f"{i} {label}" for i, label in enumerate(self.topics_["label"])],
        }

    def _proportions(self) -> Proportions:
        found = self._found()
        return proportions(found, self._judged().words().restrict(found.model.terms).matrix)

    def _written(self, words: Sequence[str]) -> list[str]:
        return [self._forms.get(word, word) for word in words]

    def _weights_of(self, texts: Sequence[str]) -> FloatArray:
        """Return the weights of clean texts on the topics, shape (n_texts, n_topics)."""
        model = self._found().model
        words = Tokens.cut(self.tokenizer_, [fold(text) for text in texts]).counts(self.tokenizer_)
        return model.topic_weights(model.weigh(words))

    def styled(self, table: str = "topics") -> Styled:
        """Return one of the tables as a notebook shows it best: shares as bars, groups in their colours.

        Parameters
        ----------
        table : str
            A key of ``frames()``.

        Raises
        ------
        BojiError
            When there is no such table.
        """
        frames = self.frames()
        if table not in frames:
            known = ", ".join(frames)
            raise BojiError(f"no table is called {table!r}; there are {known}", f"没有名为 {table!r} 的表；有 {known}")
        return Styled(frames[table])

    def show(self, height: int = 800) -> Framed:
        """Return the report in a frame, which a notebook shows.

        Parameters
        ----------
        height : int
            Pixels.

        Raises
        ------
        BojiError
            When the report of so many pages is more than one file; `boji run` writes it then.
        """
        counts = {key: int(n) for key, n in self._sizes().items()} | {"kept_share": kept_share(self.lines_)}
        facts = {"counts": counts, "skipped": [], "notes": [], "parameters": {"as_is": not self.repaired}}
        with TemporaryDirectory() as folder:
            path = room.folder.write_report(self.frames(), facts, Path(folder), self.language())
            if sum(1 for file in Path(folder).rglob("*") if file.is_file()) > 1:
                raise BojiError(
                    f"the report of {counts['pages']:,} pages is more than one file: write it with `boji run`",
                    f"{counts['pages']:,} 个页面的报告不止一个文件：请用 boji run 写出",
                )
            return Framed(path.read_text(encoding="utf-8"), height)

    def _sizes(self) -> dict[str, int]:
        lines = self.lines_
        sizes = {"pages": len(self._names), "lines": len(lines), "kept": int(lines["keep"].sum()), "skipped": 0}
        return sizes | {"topics": len(self.topics_), "clusters": len(self.clusters_)}

    def _card(self) -> str:
        numbers = {key: f"{n:,}" for key, n in self._sizes().items()} | {"kept": f"{kept_share(self.lines_):.0%}"}
        return card(numbers, self.topics_, self.language())

    def _repr_mimebundle_(self, **wanted: Any) -> dict[str, str]:  # noqa: ANN401  # of IPython
        """Show what was found where pages were fitted, else the estimator as scikit-learn does."""
        if not hasattr(self, "corpus_"):
            told: dict[str, str] = super()._repr_mimebundle_(**wanted)  # type: ignore[misc]  # of BaseEstimator
            return told
        return {"text/plain": repr(self), "text/html": self._card()}
