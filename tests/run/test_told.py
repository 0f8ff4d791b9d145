"""The tables of a fitted analysis: each is made when it is asked for, once, and forgotten when another fit is made."""

from functools import cached_property
from typing import NoReturn

import numpy as np
import pandas as pd
import pytest
from sklearn.exceptions import NotFittedError

from analysis.reading.pages import Page
from analysis.run.told import Told
from analysis.run.workflow import TopicAnalysis
from analysis.tables.contract import COLUMNS, CONTRACT, SHOWN
from analysis.topics.nmf import assign
from tests.samples import FERRY, TEA, articles

TABLES = {
    **{name: f"{name}_" for name in (*CONTRACT, *SHOWN)}, "topics_before": "before_",
}  # fmt: skip
TOLD = sorted([*TABLES.values(), "clean_", "quality_"])
COSTLY = {  # what is computed for one table alone, and where it is looked up
    "map_": "analysis.topics.findings.page_map",
    "topic_lines_": "analysis.run.told.quotes",
    "before_": "analysis.run.told.usual_recipe",
    "trends_": "analysis.topics.findings.over_time",
    "topic_tree_": "analysis.topics.findings.topic_tree",
}


class AskedForError(Exception):
    """Says that something was computed."""


def refuse(*_: object, **__: object) -> NoReturn:
    raise AskedForError


def fitted() -> TopicAnalysis:
    return TopicAnalysis(n_topics=2, lang="en").fit(articles())


@pytest.fixture(scope="module")
def tiny() -> TopicAnalysis:
    return fitted()


def test_every_table_has_the_columns_of_its_name(tiny: TopicAnalysis) -> None:
    frames = tiny.frames()
    assert list(frames) == [*CONTRACT, *SHOWN]
    assert {name: tuple(table.columns) for name, table in frames.items()} == {name: COLUMNS[name] for name in frames}
    for name, attribute in TABLES.items():
        assert frames[name] is getattr(tiny, attribute), name


def test_a_table_is_made_once(tiny: TopicAnalysis) -> None:
    for name in set(TOLD) - {"quality_"}:
        assert getattr(tiny, name) is getattr(tiny, name), name


@pytest.mark.parametrize("table", sorted(COSTLY))
def test_what_is_not_asked_for_is_not_computed(monkeypatch: pytest.MonkeyPatch, table: str) -> None:
    monkeypatch.setattr(COSTLY[table], refuse)
    analysis = fitted()
    for name in set(TOLD) - {table}:
        assert len(getattr(analysis, name)) >= 0
    assert analysis.topics_["topic"].tolist() == [0, 1]
    with pytest.raises(AskedForError):
        getattr(analysis, table)


def test_fitting_makes_no_table_at_all() -> None:
    made = {name for name, kind in vars(Told).items() if isinstance(kind, cached_property)}
    analysis = fitted()
    assert made >= set(TOLD) - {"quality_"}
    assert not made & set(vars(analysis))
    assert len(analysis.topics_) == 2
    assert "map_" not in vars(analysis)


def test_a_table_that_failed_once_is_made_when_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    analysis = fitted()
    with monkeypatch.context() as patch:
        patch.setattr("analysis.topics.findings.page_map", refuse)
        with pytest.raises(AskedForError):
            _ = analysis.map_
    assert len(analysis.map_) == 8


def test_another_fit_forgets_the_tables_of_the_first() -> None:
    analysis = fitted()
    before, clean, quality = analysis.frames(), analysis.clean_, analysis.quality_
    assert len(before["pages"]) == 8
    analysis.set_params(n_topics=1, lang="zh").fit([Page("x/a.txt", "\n".join(TEA)), Page("y/b.txt", FERRY[0])])
    after = analysis.frames()
    assert after["pages"]["page"].tolist() == ["x/a.txt", "y/b.txt"]
    assert after["lines"]["page"].tolist() == ["x/a.txt"] * 4 + ["y/b.txt"]
    assert after["topics"]["share"].tolist() == [1.0]
    assert after["map"]["page"].tolist() == ["x/a.txt", "y/b.txt"]
    assert set(analysis.clean_) == {"x/a.txt", "y/b.txt"} != set(clean)
    assert analysis.quality_ != quality
    assert len(before["pages"]) == 8  # what was handed out stays as it was


def test_a_fit_that_fails_keeps_the_tables_of_the_one_before() -> None:
    analysis = fitted()
    topics = analysis.topics_
    with pytest.raises(ValueError, match="got no page"):
        analysis.fit([])
    assert analysis.topics_ is topics
    assert len(analysis.pages_) == 8


@pytest.mark.parametrize("name", TOLD)
def test_no_table_without_a_fit(name: str) -> None:
    with pytest.raises(NotFittedError, match=r"holds no judged pages; call fit\(pages\)"):
        getattr(TopicAnalysis(), name)


def test_no_frames_without_a_fit() -> None:
    with pytest.raises(NotFittedError, match=r"call fit\(pages\)"):
        TopicAnalysis().frames()


def test_the_lines_are_of_the_topics_that_their_words_speak_of(tiny: TopicAnalysis) -> None:
    model, lines = tiny.model_, tiny.lines_
    topic, _ = assign(model.topic_weights(model.weigh(tiny.corpus_.line_words)))
    assert lines["topic"].tolist() == topic.tolist()
    of = {text: topic for text, topic in zip(lines["text"], lines["topic"], strict=True)}
    assert {of[text] for text in TEA} & {of[text] for text in FERRY} == set()


def test_the_pages_are_of_the_topics_and_clusters_that_were_found(tiny: TopicAnalysis) -> None:
    found, pages = tiny.findings_, tiny.pages_
    assert pages["topic"].tolist() == found.topic.tolist()
    assert pages["cluster"].fillna(-1).tolist() == found.cluster.tolist()
    assert pages["kept"].tolist() == [3] * 8
    assert pages["noise_share"].tolist() == [0.0] * 8


def test_quality_is_that_of_the_findings(tiny: TopicAnalysis) -> None:
    assert tiny.quality_ == tiny.findings_.quality
    assert tiny.quality_["coherence"] == pytest.approx(tiny.topics_["coherence"].mean(), abs=1e-3)
    assert tiny.quality_["stability"] == pytest.approx(tiny.topics_["stability"].mean(), abs=1e-3)


def test_findings_stand_on_the_pages_of_the_corpus(tiny: TopicAnalysis) -> None:
    assert tiny.findings_.X.shape == (8, len(tiny.model_.terms))
    assert tiny.findings_.fitted.shape == (len(tiny.corpus_.once()), len(tiny.model_.terms))
    assert tiny.findings_.once.tolist() == tiny.corpus_.once().tolist()
    assert list(tiny.findings_.sites) == tiny.corpus_.sites == ["."] * 8
    assert np.isfinite(tiny.map_[["x", "y"]].to_numpy()).all()


def test_reasons_speak_the_language_of_each_fit() -> None:
    analysis = fitted()
    assert not analysis.lines_["reason"].str.contains("[一-鿿]").any()
    again = analysis.set_params(lang="zh").fit(articles()).lines_
    assert again["reason"].str.contains("[一-鿿]").all()
    pd.testing.assert_frame_equal(again.drop(columns="reason"), fitted().lines_.drop(columns="reason"))
