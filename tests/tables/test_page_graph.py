from pathlib import Path

import networkx
import pandas as pd
from scipy import sparse

from analysis.tables.page_graph import write_graph

HOSTILE = '</data><script>"&\x00￿'


def pages() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "page": ["a/1.txt", "a/2.txt", "b.txt"],
            "title": ["渡船停航", HOSTILE, ""],
            "date": ["2024-01-02", "", ""],
            "source": "",
            "topic": pd.array([0, 1, pd.NA], dtype="Int64"),
            "cluster": pd.array([0, 0, 1], dtype="Int64"),
            "noise_share": [0.25, 0.5, 0.0],
        }
    )


TIES = sparse.csr_matrix([[0, 0.5, 0.25], [0.5, 0, 0], [0.25, 0, 0]])


def test_networkx_reads_pages_with_their_facts_and_ties_with_their_weights(tmp_path: Path) -> None:
    write_graph(pages(), TIES, tmp_path / "new" / "g.graphml")
    graph = networkx.read_graphml(tmp_path / "new" / "g.graphml")
    assert not graph.is_directed()
    assert graph.nodes["a/1.txt"] == {
        "title": "渡船停航", "date": "2024-01-02", "topic": 0, "cluster": 0, "noise_share": 0.25,
    }  # fmt: skip
    assert graph.nodes["b.txt"] == {"cluster": 1, "noise_share": 0.0}
    assert sorted(graph.edges(data="weight")) == [("a/1.txt", "a/2.txt", 0.5), ("a/1.txt", "b.txt", 0.25)]


def test_hostile_titles_are_text_and_what_xml_has_not_is_left_out(tmp_path: Path) -> None:
    write_graph(pages(), TIES, tmp_path / "g.graphml")
    assert networkx.read_graphml(tmp_path / "g.graphml").nodes["a/2.txt"]["title"] == '</data><script>"&'


def test_the_same_pages_give_the_same_bytes_and_no_pages_a_graph_of_none(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_graph(pages(), TIES, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    write_graph(pages().iloc[:0], sparse.csr_matrix((0, 0)), tmp_path / "c")
    assert len(networkx.read_graphml(tmp_path / "c")) == 0
