import pytest

from analysis.reading.pages import read_pages
from analysis.run import ahead
from analysis.run.ahead import Ahead
from analysis.run.engine import Engine
from tests.samples import PAGES, corpus_of


def test_what_is_worked_out_elsewhere_is_what_the_corpus_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "PART_PAGES", 3)
    corpus = corpus_of(list(read_pages(PAGES)))
    with Engine(2) as engine:
        found = Ahead.of(corpus, True, engine)
        assert len(found.parts) > 2
        assert found.facts() == corpus.facts
        assert found.clean() == corpus.clean(True)
        assert found.reasons() == corpus.judged.reasons()
