"""Company: what the judgement on a page draws from other pages: lines that repeat, rare words, topics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from analysis.reading.lines import Repeats
from analysis.separation.affinity import CoreTopics, cores_of, describe_affinity, unknown_topics
from analysis.separation.columns import stacked
from analysis.separation.evidence import PAGE_NAMES, TEXT_NAMES, Evidence, Observation, page_sums
from analysis.store import pack_words, unpack_words
from analysis.words.tfidf import Weights, logarithms


@dataclass(frozen=True)
class Company:
    """The pages among which others are judged; for most corpora, the judged pages themselves.

    Attributes
    ----------
    n_pages : int
    repeats : Repeats
        On how many pages each line stands.
    weights : Weights
        How rare words are among the pages.
    topics : CoreTopics or None
        Of the pages; None for few pages.
    """

    n_pages: int
    repeats: Repeats
    weights: Weights
    topics: CoreTopics | None

    @classmethod
    def of(cls, seen: Observation, n_pages: int, repeats: Repeats | None = None, threads: int = 1) -> Self:
        """Learn from observed pages; lines may be known to repeat on more pages than these."""
        lines = seen.lines
        everything = np.ones(len(lines), np.bool_)
        weights = Weights.fit(seen.words.rows(page_sums(lines, everything, n_pages)))
        weighted = weights.weigh(seen.words, unit=False)
        topics = CoreTopics.of(cores_of(weighted, lines.page, seen.core, n_pages), weights.terms, threads)
        return cls(n_pages, repeats or Repeats.of(seen.prints, lines.page), weights, topics)

    @cached_property
    def _idf(self) -> dict[str, float]:
        return dict(zip(self.weights.terms, self.weights.idf.tolist(), strict=True))

    def weights_of(self, terms: Sequence[str]) -> Weights:
        """Return the weights of some terms, a term of none of the pages weighing as one of a page that is not there."""
        if terms == self.weights.terms:
            return self.weights
        unseen = float(logarithms(self.n_pages + 1.0)) + 1.0
        return Weights(list(terms), np.array([self._idf.get(term, unseen) for term in terms]))

    def gather(self, seen: Observation, n_pages: int) -> Evidence:
        """Add to the facts of each page alone those that need the others: repetition and topic affinity.

        Parameters
        ----------
        seen : Observation
            Of some pages.
        n_pages : int
            How many these are.
        """
        lines, terms = seen.lines, seen.words.terms
        weighted = self.weights_of(terms).weigh(seen.words, unit=False)
        cores = cores_of(weighted, lines.page, seen.core, n_pages)
        others = {
            "repeats": np.log(self.repeats.among(seen.prints)),
            **describe_affinity(weighted, lines.page, seen.core),
            **(self.topics.describe(weighted, terms, cores, lines.page) if self.topics else unknown_topics(len(lines))),
        }
        text = np.hstack([seen.local, stacked(others, TEXT_NAMES[len(PAGE_NAMES) :])])
        return Evidence(text, seen.tags, seen.has_tags)

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Return the state as arrays, for `analysis.store`."""
        topics = self.topics or CoreTopics([], np.zeros((0, 0)), np.zeros(0))
        return {
            "n_pages": np.array(self.n_pages),
            "prints": self.repeats.prints,
            "print_pages": self.repeats.pages,
            "terms": pack_words(self.weights.terms),
            "idf": self.weights.idf,
            "core_terms": pack_words(topics.terms),
            "place": topics.place,
            "scale": topics.scale,
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]]) -> Self:
        """Build from what `arrays` returned."""
        topics = CoreTopics(unpack_words(arrays["core_terms"]), arrays["place"], arrays["scale"])
        return cls(
            int(arrays["n_pages"]),
            Repeats(arrays["prints"], arrays["print_pages"]),
            Weights(unpack_words(arrays["terms"]), arrays["idf"]),
            topics if topics.terms else None,
        )
