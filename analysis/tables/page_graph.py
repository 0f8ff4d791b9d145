"""Page graph: the pages and the ties between those that are alike, as GraphML for Gephi, Cytoscape or networkx."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pandas as pd
from scipy import sparse

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
FACTS = {
    "title": "string",
    "date": "string",
    "source": "string",
    "topic": "int",
    "cluster": "int",
    "noise_share": "double",
}
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_graph(pages: pd.DataFrame, ties: sparse.csr_matrix, path: Path) -> None:
    """Write pages as nodes and ties as edges, by hand, as the standard library has what it takes.

    Parameters
    ----------
    pages : DataFrame
        The table ``pages.csv``: ``page`` names the nodes, the columns `FACTS` are told of them.
    ties : CSR matrix, shape (n_pages, n_pages)
        Symmetric; the cosines of pages, told as ``weight``.
    path : path
        Its folder is made.
    """
    root = ET.Element("graphml", xmlns=NAMESPACE)
    for key, kind in FACTS.items():
        ET.SubElement(root, "key", {"id": key, "for": "node", "attr.name": key, "attr.type": kind})
    ET.SubElement(root, "key", {"id": "weight", "for": "edge", "attr.name": "weight", "attr.type": "double"})
    graph = ET.SubElement(root, "graph", edgedefault="undirected")
    names = [NOT_XML.sub("", name) for name in pages["page"]]
    for name, row in zip(names, pages[list(FACTS)].itertuples(index=False, name=None), strict=True):
        node = ET.SubElement(graph, "node", id=name)
        for key, value in zip(FACTS, row, strict=True):
            if not pd.isna(value) and value != "":
                ET.SubElement(node, "data", key=key).text = NOT_XML.sub("", str(value))
    upper = sparse.coo_matrix(sparse.triu(ties, 1))
    for i, j, weight in sorted(zip(upper.row.tolist(), upper.col.tolist(), upper.data.tolist(), strict=True)):
        edge = ET.SubElement(graph, "edge", source=names[i], target=names[j])
        ET.SubElement(edge, "data", key="weight").text = f"{weight:.4f}"
    ET.indent(root, " ")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(ET.tostring(root, "utf-8", xml_declaration=True) + b"\n")
