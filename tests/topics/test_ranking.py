import numpy as np
import pytest
from scipy import sparse

from analysis.topics.ranking import (
    APART,
    EVEN,
    RANKINGS,
    TOP_WORDS,
    TRACE,
    Ranking,
    choose_ranking,
    label,
    relevance,
    top_terms,
    weighed_terms,
)

H = np.array([[3.0, 1.0, 0.0], [1.0, 1.0, 0.0]])
IDF = np.log([4.0, 1.0, 2.0])


def words(text: str) -> list[str]:
    return text.split()


@pytest.mark.parametrize(
    ("ranking", "ranked"),
    [
        (Ranking(0.0, 0.0), H.tolist()),
        (Ranking(0.0, 1.0), [[3 * 3 / 4, 1 / 2, 0], [1 / 4, 1 / 2, 0]]),  # times the topic's share of the term
        (Ranking(1.0, 0.0), [[3 / 4, 1, 0], [1 / 4, 1, 0]]),  # times the pages that have it
        (Ranking(0.5, 0.5), [[3 * (3 / 4) ** 0.5 / 2, 0.5**0.5, 0], [(1 / 4) ** 0.5 / 2, 0.5**0.5, 0]]),
    ],
)
def test_relevance_is_as_by_hand(ranking: Ranking, ranked: list[list[float]]) -> None:
    np.testing.assert_allclose(relevance(H, IDF, ranking), ranked)


def test_usually_the_share_of_a_term_counts_by_its_root_and_its_pages_not_at_all() -> None:
    assert Ranking() == (0.0, 0.5)
    assert relevance(H, IDF, Ranking())[0, 0] == pytest.approx(3 * (3 / 4) ** 0.5)


def test_a_topics_own_words_come_before_those_that_all_topics_share() -> None:
    shared = np.array([[5.0, 4.0, 0.0], [5.0, 0.0, 4.0]])
    even = np.zeros(3)
    terms = words("记者 渡船 茶园")
    assert top_terms(relevance(shared, even, Ranking(own=0.0)), terms, 1) == [["记者"], ["记者"]]
    assert top_terms(relevance(shared, even, Ranking(own=1.0)), terms, 1) == [["渡船"], ["茶园"]]


def test_relevance_leaves_the_weights_as_they_are() -> None:
    before = H.copy()
    relevance(H, IDF, Ranking(1.0, 1.0))
    np.testing.assert_array_equal(H, before)


def test_top_terms_are_the_heaviest_and_ties_stand_in_the_order_of_the_terms() -> None:
    weights = np.array([[1.0, 2.0, 1.0, 2.0], [0.5, 0.1, 0.4, 0.2]])
    terms = words("渡船 茶园 码头 鲜叶")
    assert top_terms(weights, terms, 3) == [["茶园", "鲜叶", "渡船"], ["渡船", "码头", "鲜叶"]]
    assert top_terms(weights, terms, 0) == [[], []]
    many = [f"渡{i:02d}" for i in range(60)]
    assert top_terms(np.array([[1.0, 2.0] * 30]), many, 31) == [[*many[1::2], many[0]]]


def test_traces_of_a_term_are_not_told() -> None:
    weights = np.array([[2.0, 2.0 * TRACE, 2.1 * TRACE], [0.0, 0.0, 0.0], [0.0, 1e-9, 0.0]])
    assert top_terms(weights, words("渡船 茶园 码头"), 3) == [["渡船", "码头"], [], ["茶园"]]


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("渡船 码头 风浪 雨季", "渡船·码头·风浪"),
        ("渡船 码头", "渡船·码头"),
        ("党建 党建共同体 渡船", "党建共同体·渡船"),
        ("党建共同体 党建 共同体 渡船", "党建共同体·渡船"),
        (
            "党建 渡船 共同体 党建共同体 码头",
            "党建共同体·渡船·码头",
        ),  # two pieces become one name, and one more has room
        ("党建 渡船 码头 党建共同体 风浪", "党建共同体·渡船·码头"),  # the longer word comes late
        ("渡船 渡船 码头", "渡船·码头"),
        ("黨建 黨建共同體 渡船", "黨建共同體·渡船"),
        ("", ""),
    ],
)
def test_a_label_is_three_words_none_of_which_holds_another(told: str, name: str) -> None:
    assert label(words(told)) == name


def corpus(*pages: str) -> tuple[sparse.csr_matrix, list[str]]:
    terms = sorted({word for page in pages for word in page.split()})
    return sparse.csr_matrix([[page.split().count(term) for term in terms] for page in pages]), terms


def weighed(terms: list[str], *topics: dict[str, float]) -> np.ndarray:
    return np.array([[topic.get(term, 0.0) for term in terms] for topic in topics])


def test_of_equally_good_rankings_the_first_is_chosen() -> None:
    X, terms = corpus("渡船 码头", "渡船 码头 风浪")
    assert choose_ranking(np.ones((1, 3)), np.zeros(3), X, terms) == RANKINGS[0] == (0.0, 0.25)


def test_a_ranking_that_tells_the_topics_apart_is_taken_before_more_coherent_ones() -> None:
    own = [[f"{name}{i}" for i in range(TOP_WORDS)] for name in ("渡", "茶")]
    shared = [f"闻{i}" for i in range(5)]  # in every page, so more coherent than what stands in some
    X, terms = corpus(*(" ".join([*half, *shared]) for names in own for half in (names[:6], names[4:])))
    topics = [dict.fromkeys(names, 1.0) | dict.fromkeys(shared, 1.6) for names in own]
    found = choose_ranking(weighed(terms, *topics), np.zeros(len(terms)), X, terms)
    assert found == (0.0, 0.75)  # the first power of the share 1/2 that takes 1.6 below 1
    told = top_terms(relevance(weighed(terms, *topics), np.zeros(len(terms)), found), terms, TOP_WORDS)
    assert len({word for topic in told for word in topic}) >= APART * 2 * TOP_WORDS


def test_among_rankings_that_tell_topics_apart_the_most_coherent_is_chosen() -> None:
    often = [f"渡{i}" for i in range(TOP_WORDS)]
    rare = ["孤舟", "野渡", "远帆"]  # each in a page of its own, beside none of the others
    X, terms = corpus(*[" ".join(often)] * 20, *rare)
    idf = np.array([2.0 if term in rare else 0.0 for term in terms])
    topic = weighed(terms, dict.fromkeys(often, 1.0) | dict.fromkeys(rare, 1.3))
    assert choose_ranking(topic, idf, X, terms) == (0.25, 0.25)
    assert choose_ranking(topic, np.zeros(len(terms)), X, terms) == RANKINGS[0]  # nothing tells the rare ones


def test_terms_of_a_topic_are_those_that_weigh_much_and_those_that_set_it_apart() -> None:
    n = 60
    own = np.zeros((2, n))
    own[0, :30], own[0, 30] = 0.03, 0.1  # thirty that both have, and one
    own[1, :30], own[1, 31:51] = 0.03, 0.005  # twenty light ones of its own
    found = weighed_terms(own, own.mean(axis=0))
    assert found[0][:3] == [30, 0, 1]
    assert set(range(31, 51)) < set(found[1])
    assert found[1][:20] == list(range(20))
    assert not set(found[0]) & set(range(31, 51))


def test_a_topic_without_weight_has_no_terms() -> None:
    assert weighed_terms(np.zeros((1, 3)), np.zeros(3)) == [[]]


def test_words_that_follow_each_other_closely_stand_in_the_order_of_terms() -> None:
    H = np.array([[0.502, 0.498, 1.0, 0.489]])
    assert top_terms(H, ["甲", "乙", "丙", "丁"], 4) == [["丙", "甲", "乙", "丁"]]
    assert top_terms(H[:, [1, 0, 2, 3]], ["甲", "乙", "丙", "丁"], 4) == [["丙", "乙", "甲", "丁"]]
    assert top_terms(H[:, [1, 0, 2, 3]], ["甲", "乙", "丙", "丁"], 4, EVEN) == [["丙", "甲", "乙", "丁"]]
    assert top_terms(H[:, [1, 0, 2, 3]], ["甲", "乙", "丙", "丁"], 2, EVEN) == [["丙", "乙"]]  # the same as without
    steps = np.array([[0.486, 0.5, 1.0, 0.493]])  # one behind the other, the ends further apart
    assert top_terms(steps, ["甲", "乙", "丙", "丁"], 4, EVEN) == [["丙", "甲", "乙", "丁"]]
    assert top_terms(steps, ["甲", "乙", "丙", "丁"], 4, EVEN / 2) == [["丙", "乙", "丁", "甲"]]
