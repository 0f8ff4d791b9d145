import numpy as np
import pytest
from scipy import sparse

from analysis.errors import BojiError
from analysis.topics.proportions import UNSEEN, proportions
from tests.samples import made_findings, made_model

H = [[2.0, 2.0, 0.0, 0.0], [0.0, 1.0, 3.0, 0.0]]
W = [[1.0, 0.0], [1.0, 3.0], [0.0, 0.0]]
COUNTS = sparse.csr_matrix([[3, 1, 0, 5], [1, 1, 2, 0], [0, 0, 0, 1]])


def test_topics_and_pages_are_distributions_and_counts_are_kept() -> None:
    told = proportions(made_findings(W, model=made_model(H)), COUNTS)
    assert told.vocab == ["t0", "t1", "t2"]  # no topic has the fourth
    np.testing.assert_allclose(told.topic_term, [[0.5, 0.5, UNSEEN], [UNSEEN, 0.25, 0.75]], atol=2e-9)
    np.testing.assert_allclose(told.topic_term.sum(axis=1), 1.0)
    np.testing.assert_allclose(told.doc_topic, [[1.0, 0.0], [0.25, 0.75]], atol=1e-3)
    assert told.doc_lengths.tolist() == [4, 4]
    assert told.term_frequency.tolist() == [4, 2, 2]
    assert told.counts.toarray().tolist() == [[3, 1, 0], [1, 1, 2]]
    assert told.pages.tolist() == [0, 1]


def test_one_topic_is_no_view() -> None:
    with pytest.raises(BojiError, match="needs 2 topics or more, this analysis has 1"):
        proportions(made_findings([[1.0]]), sparse.csr_matrix([[1]]))
