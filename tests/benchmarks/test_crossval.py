"""How judged lines are scored beside one gold and beside another (`crossval.py`)."""

import numpy as np
import pytest
from scipy import sparse

from analysis.separation.evidence import TAG_NAMES, TEXT_NAMES, Evidence
from analysis.training.fixes import DOUBT, Fix
from analysis.training.gold import Examples
from tests.benchmarks import crossval
from tests.benchmarks.crossval import JudgedSet


def judged() -> JudgedSet:
    """Two pages of two lines; the second line of each is kept."""
    evidence = Evidence(
        np.zeros((4, len(TEXT_NAMES)), np.float32), np.zeros((4, len(TAG_NAMES)), np.float32), np.zeros(4, bool)
    )
    size, line = np.array([10.0, 30.0, 5.0, 20.0]), np.array([1, 2, 1, 2])
    pages = ["boat", "boat", "fair", "fair"]
    target, weight, cited = np.array([0, 1, 1, 1]), np.ones(4), np.zeros(4, bool)
    found = Examples(evidence, sparse.csr_matrix((4, 1)), target, size, weight, pages, pages, line, cited)
    return JudgedSet(found, np.array([False, True, False, True]), np.arange(4), np.zeros(4))


def test_the_same_decisions_are_scored_beside_another_gold() -> None:
    given = judged()
    assert given.scores() == {"char_f1": 0.9524, "line_f1": 0.8, "page_f1": 0.9444}
    other = given.against({("boat", 1): True, ("boat", 2): False, ("fair", 2): True})
    assert (other.examples.page, other.examples.line.tolist()) == (["boat", "boat", "fair"], [1, 2, 2])
    assert other.examples.target.tolist() == [1, 0, 1]
    assert (other.keep.tolist(), other.role.tolist()) == ([False, True, True], [0, 1, 3])
    assert other.scores() == {"char_f1": 0.5, "line_f1": 0.5, "page_f1": 0.5}
    assert given.examples.target.tolist() == [0, 1, 1, 1]


def test_lines_whose_gold_was_corrected_are_known_by_their_folded_text(monkeypatch: pytest.MonkeyPatch) -> None:
    records = [{"id": "boat", "lines": ["首页", "免責聲明", "渡船停航", "更多"]}, {"id": "fair", "lines": ["庙会"]}]
    fixes = {"boat": [Fix(1, 1, "noise"), Fix(2, 2, "content"), Fix(3, 3, DOUBT)]}
    monkeypatch.setattr(crossval, "read_records", lambda _: records)
    monkeypatch.setattr(crossval, "read_fixes", lambda _: fixes)
    assert crossval.fixed_lines() == {"免责声明": False, "渡船停航": True}
