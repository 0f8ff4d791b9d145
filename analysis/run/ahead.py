"""Ahead: what pages tell one by one, worked out by other processes while topics are found."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from analysis.articles.corpus import Corpus
from analysis.articles.facts import PageFacts
from analysis.articles.parts import Said, say
from analysis.languages import Bilingual
from analysis.run.engine import Engine

PART_PAGES = 500


@dataclass(frozen=True, slots=True)
class Ahead:
    """What all pages tell, as it comes; the same that a corpus tells when it is asked."""

    parts: Sequence[Future[Said]]

    @classmethod
    def of(cls, corpus: Corpus, repaired: bool, engine: Engine) -> Ahead:
        """Have the engine begin."""
        return cls([engine.submit(say, part, repaired) for part in corpus.parts(PART_PAGES)])

    def facts(self) -> list[PageFacts]:
        """Return the facts of each page."""
        return [one for part in self.parts for one in part.result().facts]

    def clean(self) -> dict[str, str]:
        """Return the kept text of each page by its name."""
        return {name: text for part in self.parts for name, text in part.result().clean.items()}

    def reasons(self) -> list[Bilingual]:
        """Return the reason for the decision on each line."""
        return [one for part in self.parts for one in part.result().reasons]
