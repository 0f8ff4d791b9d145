from typing import Any

import pytest
from sklearn.base import clone
from sklearn.utils import estimator_checks

from analysis.errors import BojiError
from analysis.run.workflow import TopicAnalysis
from tests.run.test_separator import FREE_OF_DATA
from tests.samples import articles

WRONG: dict[str, list[Any]] = {
    "n_topics": [-1, None, True],
    "n_clusters": [False],
    "unit": ["line", None],
    "tokenizer": ["jieba", len],
    "progress": [3],
    "vectors": ["bge-small-zh", 3],
}


@pytest.mark.parametrize("check", FREE_OF_DATA)
def test_scikit_learns_own_checks_that_need_no_numbers(check: str) -> None:
    getattr(estimator_checks, check)("TopicAnalysis", TopicAnalysis())


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_parameters_are_stored_as_given_and_checked_when_fitted(name: str, value: object) -> None:
    made = TopicAnalysis(**{"n_topics": 2, name: value})
    assert made.get_params(deep=False)[name] is value
    assert getattr(clone(made), name) == value
    with pytest.raises(BojiError, match="must be"):
        made.fit(articles())
    assert made.get_params(deep=False)[name] is value


def test_a_second_fit_with_other_parameters_is_that_of_a_new_analysis() -> None:
    used = TopicAnalysis(n_topics=3, lang="en").fit(articles())
    used.set_params(n_topics=2, repaired=False).fit(articles())
    fresh = TopicAnalysis(n_topics=2, lang="en", repaired=False).fit(articles())
    assert used.topics_.equals(fresh.topics_)
    assert used.clean_ == fresh.clean_
