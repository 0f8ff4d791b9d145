from concurrent.futures import Future

import numpy as np
import pytest
from scipy import sparse

from analysis.arrays import UNASSIGNED
from analysis.topics.clusters import PageClusters
from analysis.topics.findings import Findings
from analysis.topics.model import Basis, Model, fit_model, row_shares
from analysis.topics.quality import diversity, redundancy, silhouette
from analysis.topics.stability import Redrawn, redraw, returns
from analysis.words.tfidf import count_tokens
from tests.samples import made_findings, made_model

GROUPS = (["茶园", "采茶", "春茶"], ["充电", "车位", "电价"], ["门诊", "医生", "患者"])
OF = [0] * 14 + [1] * 10 + [2] * 6  # groups of unlike sizes: the order of topics and clusters is that of these
PAGES = [[*GROUPS[g], *GROUPS[g][: i % 4]] for i, g in enumerate(OF)]
COMPUTED = (
    "weights topic pages cluster words cluster_words branch_words shares coherence returns by_site tree points places"
    " nearest quality weighed_words"
).split()


@pytest.fixture(scope="module")
def model() -> Model:
    return fit_model(Basis.of(count_tokens(PAGES)), 3, 3)


@pytest.fixture(scope="module")
def found(model: Model) -> Findings:
    """Findings in the fitted pages, the first of which is there twice, and in a page without a known word."""
    X = model.weigh(count_tokens([*PAGES, PAGES[0], ["没有"]]))
    return Findings(model, X, X[:30], np.array([*range(30), 31]), ["a"] * 20 + ["b"] * 12)


def test_nothing_is_computed_before_it_is_asked_for_and_then_once(model: Model) -> None:
    X = model.weigh(count_tokens(PAGES))
    fresh = Findings(model, X, X, np.arange(30), ["a"] * 30)
    assert set(vars(fresh)) == {"model", "X", "fitted", "once", "sites", "fitted_pages", "near", "drawn"}
    for name in COMPUTED:
        assert getattr(fresh, name) is getattr(fresh, name), name
    assert set(COMPUTED) <= set(vars(fresh))


def test_topics_of_resampled_pages_are_taken_as_they_were_found(model: Model) -> None:
    X, drawn = model.weigh(count_tokens(PAGES)), Future[Redrawn]()
    drawn.set_result(Redrawn([np.zeros((3, 1))], np.array([0])))  # no topic has a word
    assert Findings(model, X, X, np.arange(30), ["a"] * 30, drawn=drawn).returns.support.tolist() == [0.0, 0.0, 0.0]


def test_pages_are_of_the_topics_and_clusters_of_their_groups(found: Findings) -> None:
    assert found.topic[:30].tolist() == OF
    assert found.cluster[:30].tolist() == OF
    assert (found.topic[30], found.cluster[30]) == (0, 0)
    assert (found.topic[31], found.cluster[31]) == (UNASSIGNED, UNASSIGNED)


def test_weights_are_those_of_the_model(found: Findings) -> None:
    assert found.weights.tobytes() == found.model.topic_weights(found.X).tobytes()
    assert found.weights.shape == (32, 3)
    assert not found.weights[31].any()
    assert found.shares.tolist() == row_shares(found.weights).tolist()
    assert found.shares.sum() == pytest.approx(1)


def test_topics_and_clusters_are_told_by_the_words_of_their_groups(found: Findings) -> None:
    assert [set(words) for words in found.words] == [set(group) for group in GROUPS]
    assert [set(words) for words in found.cluster_words] == [set(group) for group in GROUPS]
    assert found.told_words() == sorted(word for group in GROUPS for word in group)


def test_words_have_their_shares_of_the_topic_and_of_all_topics(found: Findings) -> None:
    assert [{word for word, _, _ in words} for words in found.weighed_words] == [set(group) for group in GROUPS]
    assert [sum(own for _, own, _ in words) for words in found.weighed_words] == pytest.approx([1.0] * 3)
    assert sum(all_ for words in found.weighed_words for _, _, all_ in words) == pytest.approx(1.0)
    assert all(own > all_ > 0 for words in found.weighed_words for _, own, all_ in words)


def test_the_branches_of_the_tree_have_the_words_of_their_topics(found: Findings) -> None:
    assert len(found.tree.merges) == len(found.branch_words) == 2
    assert found.tree.merges[-1].members == 3
    assert set(found.branch_words[-1]) <= {word for group in GROUPS for word in group}


def test_coherence_and_stability_are_those_of_the_fitted_pages(found: Findings) -> None:
    assert found.coherence == pytest.approx([1.0, 1.0, 1.0])  # the words of a group are in the same pages
    again = returns(redraw(found.fitted, 3), found.words, found.model.words_of)
    assert found.returns.stability.tolist() == again.stability.tolist()
    assert found.returns.support.tolist() == [1.0, 1.0, 1.0]


def test_sites_are_told_of_pages_that_repeat_no_other(found: Findings) -> None:
    assert found.by_site.sites == ["a", "b"]
    assert found.by_site.pages.tolist() == [20, 10]  # the repost and the page without a word are of b
    assert found.by_site.share[0].tolist() == pytest.approx([0.7, 0.3, 0.0])


def test_periods_are_told_of_pages_that_repeat_no_other() -> None:
    found = made_findings(np.eye(2)[[0, 0, 1, 1, 1, 0]], once=[0, 1, 2, 3, 4])
    periods = found.periods(["2024-03"] * 2 + ["2024-04"] * 3 + ["2024-05"])
    assert (periods.labels, periods.pages.tolist()) == (["2024-03", "2024-04"], [2, 3])
    assert periods.share.tolist() == [[1.0, 0.0], [0.0, 1.0]]


def test_points_and_places_are_one_a_page(found: Findings) -> None:
    assert found.points.tobytes() == found.model.points(found.X).tobytes()
    x, y = found.places
    assert (x.shape, y.shape) == ((32,), (32,))
    assert max(np.abs(x).max(), np.abs(y).max()) == pytest.approx(1.0)


def test_the_page_nearest_to_a_centre_is_one_of_the_cluster_and_of_equals_the_first(found: Findings) -> None:
    for number, page in enumerate(found.nearest):
        members = np.flatnonzero(found.cluster == number)
        gaps = ((found.points[members] - found.model.clusters.cluster_centers_[number]) ** 2).sum(axis=1).round(9)
        assert page == members[np.flatnonzero(gaps == gaps.min())[0]]


def test_a_cluster_without_pages_has_no_nearest_page_and_no_words() -> None:
    empty = made_findings(np.zeros((2, 2)))
    assert (empty.nearest, empty.cluster_words) == ([-1], [[]])
    assert empty.cluster.tolist() == [UNASSIGNED] * 2


def test_strays_of_the_fit_are_left_without_a_cluster() -> None:
    rng = np.random.default_rng(3)
    dense = np.zeros((240, 24))
    for i in range(240):
        dense[i, 7 * (i % 3) : 7 * (i % 3) + 7] = rng.random(7) * (rng.random(7) > 0.3)
        dense[i, 21:] = 0.2 * rng.random(3)
    X = sparse.csr_matrix(sparse.vstack([dense, sparse.random(30, 24, 0.5, random_state=0)]))
    model = made_model(np.eye(24))
    noisy = Model(model.weights, model.topics, PageClusters(3, noise=True).learn(X), model.ranking)
    repeated = sparse.csr_matrix(sparse.vstack([X[:1], X]))  # the first page repeats the second and was not fitted
    found = Findings(noisy, repeated, X, np.arange(1, 271), ["a"] * 271)
    stray = noisy.strays()
    assert len(stray) > 0
    assert np.flatnonzero(found.cluster == UNASSIGNED).tolist() == (stray + 1).tolist()
    assert noisy.cluster_of(repeated).min() >= 0
    whole = np.flatnonzero(~np.isin(np.arange(270), stray))[0]
    of = np.arange(270)
    of[stray[0]] = of[whole]  # a stray part beside one that is none
    parts = Findings(noisy, X, X, np.arange(270), ["a"] * 270, of)
    assert np.flatnonzero(parts.cluster == UNASSIGNED).tolist() == stray[1:].tolist()


def test_a_topic_has_the_pages_whose_strongest_it_is_or_those_of_its_parts() -> None:
    model = made_model(np.eye(3))
    X = sparse.csr_matrix([[3.0, 1, 0], [2, 1, 0], [0, 0, 0]])
    assert Findings(model, X, X, np.arange(3), [""] * 3).pages.tolist() == [2, 0, 0]
    parts = sparse.csr_matrix([[3.0, 0, 0], [0, 1, 0], [2, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 0]])
    of = np.array([0, 0, 1, 1, 1, 2])
    assert Findings(model, X, parts, np.arange(3), [""] * 3, of).pages.tolist() == [2, 2, 0]


def test_quality_is_what_its_measures_say(found: Findings) -> None:
    assert found.quality == {
        "coherence": 1.0,
        "stability": round(float(found.returns.stability.mean()), 4),
        "diversity": diversity(found.words),
        "redundancy": redundancy(found.words),
        "silhouette": round(silhouette(found.points, found.cluster), 4),
    }
    assert found.quality["silhouette"] > 0.9


def test_without_topics_there_is_nothing_to_be_found() -> None:
    model = fit_model(Basis.of(count_tokens([[], []])), 3, 3)
    X = model.weigh(count_tokens([[], []]))
    found = Findings(model, X, X, np.arange(2), ["a", "b"])
    assert (found.words, found.coherence, found.branch_words, found.told_words()) == ([], [], [], [])
    assert found.topic.tolist() == found.cluster.tolist() == [UNASSIGNED] * 2
    assert found.quality["coherence"] == found.quality["stability"] == found.quality["silhouette"] == 0.0
    assert [len(axis) for axis in found.places] == [2, 2]
