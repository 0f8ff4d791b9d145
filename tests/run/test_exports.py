import sys
from pathlib import Path

import networkx
import numpy as np
import openpyxl
import pandas as pd
import pytest

from analysis import TopicAnalysis
from analysis.errors import BojiError
from tests.samples import N_TOPICS, of_seeds


def test_the_workbook_has_every_table(tmp_path: Path) -> None:
    frames = of_seeds().frames()
    path = of_seeds().to_excel(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path, read_only=True)
    assert book.sheetnames[1:] == list(frames)
    rows = list(book["topics"].iter_rows(values_only=True))
    assert rows[0] == tuple(frames["topics"].columns)
    assert [row[2] for row in rows[1:]] == frames["topics"]["words"].tolist()


def test_parquet_has_every_table(tmp_path: Path) -> None:
    frames = of_seeds().frames()
    paths = of_seeds().to_parquet(tmp_path)
    assert [path.stem for path in paths] == list(frames)
    assert pd.read_parquet(tmp_path / "lines.parquet")["text"].tolist() == frames["lines"]["text"].tolist()


def test_the_graph_ties_pages_that_are_alike(tmp_path: Path) -> None:
    graph = networkx.read_graphml(of_seeds().to_graphml(tmp_path / "g.graphml"))
    pages = of_seeds().pages_.set_index("page")
    assert set(graph) == set(pages.index)
    heavy = sorted(graph.edges(data="weight"), key=lambda edge: -edge[2])[:20]
    alike = np.mean([pages.loc[a, "cluster"] == pages.loc[b, "cluster"] for a, b, _ in heavy])
    assert alike > 0.8
    assert all(0 < weight <= 1 for *_, weight in graph.edges(data="weight"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_methods_tell_this_analysis(lang: str) -> None:
    told = of_seeds().methods(lang)
    assert f" {len(of_seeds().pages_)} " in told
    assert str(N_TOPICS) in told
    assert ("由作者指定" if lang == "zh" else "was given") in told
    assert of_seeds().methods() == of_seeds().methods("zh")


def test_pyldavis_gets_the_topics_under_their_numbers() -> None:
    pytest.importorskip("pyLDAvis", reason="pyLDAvis is among the peers, not installed here")
    prepared = of_seeds().to_pyldavis()
    assert prepared.topic_order == list(range(N_TOPICS))
    first = prepared.topic_info[prepared.topic_info["Category"] == "Topic0"].head(10)["Term"]
    assert len(set(first) & set(of_seeds().topics_["words"].iloc[0].split())) >= 5


def test_topicwizard_gets_the_topics_under_their_numbers() -> None:
    told, topics = of_seeds().to_topicwizard(), of_seeds().topics_
    assert [name.split(" ", 1) for name in told["topic_names"]] == [
        [str(i), label] for i, label in enumerate(topics["label"])
    ]
    n_pages, n_terms = told["document_term_matrix"].shape
    assert len(told["corpus"]) == len(told["document_topic_matrix"]) == n_pages == len(of_seeds().pages_)
    assert told["topic_term_matrix"].shape == (N_TOPICS, n_terms) == (N_TOPICS, len(told["vocab"]))
    heaviest = told["vocab"][told["topic_term_matrix"][0].argsort()[::-1][:10]]
    assert len(set(heaviest) & set(topics["words"].iloc[0].split())) >= 5
    again = told["transform"](told["corpus"])
    assert again.shape == (n_pages, N_TOPICS)
    assert np.mean(again.argmax(axis=1) == told["document_topic_matrix"].argmax(axis=1)) > 0.9
    assert [len(axis) for axis in told["document_positions"]] == [n_pages] * 2


def test_topicwizard_draws_what_it_is_given() -> None:
    figures = pytest.importorskip("topicwizard.figures", reason="topicwizard is among the peers, not installed here")
    told = of_seeds().to_topicwizard()
    names = [axis.text for axis in figures.topic_barcharts(told).layout.annotations]
    assert len(names) == N_TOPICS
    assert figures.document_topic_distribution(told, told["corpus"][0]).data
    timeline = figures.document_topic_timeline(told, told["corpus"][0])
    assert timeline.data


def test_without_pyldavis_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyLDAvis", None)
    with pytest.raises(BojiError, match="pip install pyldavis"):
        of_seeds().to_pyldavis()


def test_an_analysis_shows_itself_once_it_is_fitted() -> None:
    shown = of_seeds()._repr_mimebundle_()
    assert shown["text/plain"] == repr(of_seeds())
    assert of_seeds().topics_["words"].iloc[0] in shown["text/html"]
    unfitted = TopicAnalysis(3)._repr_mimebundle_()
    assert "TopicAnalysis" in unfitted["text/html"]
    assert "result.show()" not in unfitted["text/html"]


def test_a_table_is_shown_by_its_name() -> None:
    assert of_seeds().styled("clusters").table.equals(of_seeds().clusters_)
    with pytest.raises(BojiError, match="no table is called 'topic'; there are lines, pages, topics"):
        of_seeds().styled("topic")


def test_the_report_stands_in_a_frame() -> None:
    framed = of_seeds().show(500)
    assert framed.height == 500
    assert "</html>" in framed.html
    assert framed._repr_html_().count("<") == 2  # the frame's own tags
