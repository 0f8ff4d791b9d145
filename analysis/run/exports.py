"""Exports: an analysis in the forms that other tools take, as a paragraph for a paper, and shown in a notebook."""

from __future__ import annotations

import platform
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from analysis import run as room
from analysis.errors import BojiError
from analysis.reading.page_names import site_of
from analysis.run.told import Told
from analysis.show.cards import Framed, card
from analysis.show.methods import paragraph
from analysis.tables.contract import SUPPORTED
from analysis.tables.page_graph import write_graph
from analysis.tables.shares import kept_share
from analysis.tables.workbook import write_parquet, write_workbook
from analysis.topics.proportions import proportions
from analysis.topics.resamples import RESAMPLES
from analysis.words.segmenters import name_of
from analysis.words.tokenizer import Tokenizer

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
        found = self._found()
        counts = self._judged().words().restrict(found.model.terms).matrix
        told = proportions(found, counts)
        try:
            from pyLDAvis import prepare  # noqa: PLC0415  # not ours to need
        except ImportError as error:
            raise BojiError(*NO_VIEWER) from error
        words = [self._forms.get(word, word) for word in told.vocab]
        return prepare(
            told.topic_term, told.doc_topic, told.doc_lengths, words, told.term_frequency,
            n_jobs=1, sort_topics=False, start_index=0,
        )  # fmt: skip

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
        facts = {"counts": counts, "skipped": [], "notes": [], "parameters": {"lang": self.language()}}
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
