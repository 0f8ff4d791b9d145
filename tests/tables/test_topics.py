from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from analysis.articles.quotes import QUOTES
from analysis.articles.usual import Usual
from analysis.reading.characters import fold
from analysis.reading.page_names import site_of
from analysis.reading.pages import Page, read_pages
from analysis.run.workflow import TopicAnalysis
from analysis.tables.contract import COLUMNS
from analysis.tables.topics import (
    before_frame,
    choice_frame,
    cluster_frame,
    map_frame,
    mixture_frame,
    sites_frame,
    topic_frame,
    topic_lines_frame,
    tree_frame,
    trends_frame,
    written,
)
from analysis.topics.number import TOPIC_MEASURES, Trial
from analysis.topics.ranking import label
from tests.samples import N_TOPICS, PAGES, corpus_of, made_findings, made_model, of_seeds

MEASURED = [
    [[0.5, 0.8, 0.1, 0.2], [0.7, 0.8, 0.1, 0.0]],  # 1.4 1.4
    [[0.6, 0.9, 0.0, 0.3], [0.8, 0.7, 0.2, 0.3]],  # 1.8 1.6
    [[0.1, 0.2, 0.3, 0.4], [0.1, 0.2, 0.3, 0.0]],  # 0.4 0.0
]
FERRY, TEA = "渡口的石阶一共四十七级年年都刷", "茶园里的新芽比去年早了整整六天"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("渡船 码头 风浪", "渡船·码头·风浪"),
        ("渡船 码头 风浪 水位 降雨", "渡船·码头·风浪"),
        ("渡船", "渡船"),
        ("", ""),
        ("茶园 客人 茶园", "茶园·客人"),
        ("党建 书记 党建共同体", "党建共同体·书记"),
        ("党建共同体 党建 书记", "党建共同体·书记"),
        ("共同体 党建共同体 党建 书记 会议", "党建共同体·书记·会议"),
        ("茶园 客人 一斤 合作社 老茶园", "老茶园·客人·一斤"),
    ],
)
def test_a_label_is_the_first_three_words_a_phrase_for_its_part(words: str, name: str) -> None:
    assert label(words.split()) == name


@given(st.lists(st.text("甲乙丙", min_size=1, max_size=4), max_size=10))
def test_a_label_has_three_of_the_words_at_most_and_each_once(words: list[str]) -> None:
    parts = label(words).split("·") if words else []
    assert len(parts) == len(set(parts)) <= 3
    assert set(parts) <= set(words)
    assert bool(parts) == bool(words)


# the choice of the number


def trial(values: ArrayLike, measures: Sequence[str] = TOPIC_MEASURES) -> Trial:
    found = np.asarray(values, np.float64)
    return Trial((2, 3, 5)[: len(found)], tuple(measures), found)


def test_no_trial_gives_an_empty_table_of_choice() -> None:
    found = choice_frame(None)
    assert len(found) == 0
    assert tuple(found.columns) == COLUMNS["choice"]


def test_choice_holds_means_and_standard_errors_of_the_halves() -> None:
    found = choice_frame(trial(MEASURED))
    assert tuple(found.columns) == COLUMNS["choice"]
    assert found["n_topics"].tolist() == [2, 3, 5]
    assert found["score"].tolist() == pytest.approx([1.4, 1.7, 0.2])
    assert found["coherence"].tolist() == pytest.approx([0.6, 0.7, 0.1])
    assert found["stability"].tolist() == pytest.approx([0.8, 0.8, 0.2])
    assert found["redundancy"].tolist() == pytest.approx([0.1, 0.1, 0.3])
    assert found["modularity"].tolist() == pytest.approx([0.1, 0.3, 0.2])
    # of two halves half their difference
    assert found["score_error"].tolist() == pytest.approx([0.0, 0.1, 0.2])
    assert found["coherence_error"].tolist() == pytest.approx([0.1, 0.1, 0.0])
    assert found["stability_error"].tolist() == pytest.approx([0.0, 0.1, 0.0])


def test_choice_does_not_depend_on_the_order_of_the_measures() -> None:
    turned = trial(np.array(MEASURED)[:, :, ::-1], TOPIC_MEASURES[::-1])
    pd.testing.assert_frame_equal(choice_frame(turned), choice_frame(trial(MEASURED)))


def test_choice_flags_the_chosen_the_runner_up_and_a_clear_lead() -> None:
    found = choice_frame(trial(MEASURED))
    assert found["chosen"].tolist() == [False, True, False]
    assert found["runner_up"].tolist() == [True, False, False]
    assert found["clear"].tolist() == [True] * 3


def test_choice_is_unclear_when_a_half_alone_says_otherwise() -> None:
    values = np.array(MEASURED)
    values[0, 1, 3] = 0.5  # the second half of 2 topics: 1.9
    found = choice_frame(trial(values))
    assert found["chosen"].tolist() == [False, True, False]
    assert found["clear"].tolist() == [False] * 3


def test_a_lone_candidate_has_no_runner_up() -> None:
    found = choice_frame(trial(MEASURED[:1]))
    assert (found["chosen"].tolist(), found["runner_up"].tolist(), found["clear"].tolist()) == ([True], [False], [True])


# words and lines


def test_words_are_shown_as_the_pages_write_them() -> None:
    assert written(["渡船", "码头"], {"码头": "碼頭", "茶园": "茶園"}) == ["渡船", "碼頭"]


def test_the_table_of_topics_shows_what_was_found() -> None:
    terms = ["渡船", "码头", "茶园"]
    found = made_findings([[2, 0], [4, 0], [0, 2], [0, 0]], ["a"] * 4, model=made_model([[1, 1, 0], [0, 0, 1]], terms))
    table = topic_frame(found, {"码头": "碼頭"})
    assert tuple(table.columns) == COLUMNS["topics"]
    assert table["topic"].tolist() == [0, 1]
    assert table["words"].tolist() == ["渡船 碼頭", "茶园"]
    assert table["label"].tolist() == ["渡船·碼頭", "茶园"]
    assert table["share"].tolist() == [0.75, 0.25]
    assert table["pages"].tolist() == [2, 1]  # a page without weight is of no topic
    assert table["coherence"].tolist() == pytest.approx(found.coherence, abs=5.1e-5)
    assert table["stability"].tolist() == pytest.approx(found.returns.stability.tolist(), abs=5.1e-5)
    assert table["support"].tolist() == found.returns.support.tolist()
    assert table["site"].tolist() == ["", ""]


def test_the_table_of_clusters_names_words_pages_and_the_nearest_page() -> None:
    found = made_findings([[1, 0], [3, 0], [0, 0]], model=made_model([[1, 0], [0, 1]], ["码头", "茶园"]))
    table = cluster_frame(found, ["a", "b", "c"], {"码头": "碼頭"})
    assert tuple(table.columns) == COLUMNS["clusters"]
    assert table.to_numpy().tolist() == [[0, "碼頭", 2, "碼頭", "a"]]


def test_a_cluster_without_pages_has_no_nearest_page() -> None:
    found = made_findings(np.zeros((2, 2)))
    assert cluster_frame(found, ["a", "b"], {})[["pages", "nearest", "words"]].to_numpy().tolist() == [[0, "", ""]]


def test_quotes_are_told_with_their_place_and_without_white_space_around_them() -> None:
    corpus = corpus_of([Page("a", f"{FERRY}\n\n　{TEA} "), Page("b", TEA)])
    weights = np.array([[0.5, 0.0], [0.25, 0.123456], [0.0, 1.0]])
    table = topic_lines_frame(corpus, [(0, 0), (1, 2), (1, 1)], weights)
    assert tuple(table.columns) == COLUMNS["topic_lines"]
    assert table.to_numpy().tolist() == [[0, "a", 1, 0.5, FERRY], [1, "b", 1, 1.0, TEA], [1, "a", 3, 0.1235, TEA]]
    assert len(topic_lines_frame(corpus, [], weights)) == 0


def test_the_topics_of_the_usual_recipe_are_told_with_their_noise() -> None:
    table = before_frame(Usual([["渡船", "编辑"], ["茶园"]], [["编辑"], []]))
    assert tuple(table.columns) == COLUMNS["topics_before"]
    assert table.to_numpy().tolist() == [[0, "渡船 编辑", "编辑"], [1, "茶园", ""]]
    assert len(before_frame(Usual([], []))) == 0


def test_places_on_the_map_are_those_of_the_pages() -> None:
    found = made_findings([[3, 0], [0, 2], [1, 1]])
    table = map_frame(found, ["a", "b", "c"])
    assert tuple(table.columns) == COLUMNS["map"]
    assert table["page"].tolist() == ["a", "b", "c"]
    assert table["x"].tolist() == pytest.approx(found.places[0].tolist(), abs=5.1e-5)
    assert table["y"].tolist() == pytest.approx(found.places[1].tolist(), abs=5.1e-5)


def test_a_page_is_a_mixture_of_the_topics_that_it_has() -> None:
    table = mixture_frame(made_findings([[3, 1, 0], [0, 0, 0], [0, 1, 1]]), ["a", "b", "c"])
    assert table.to_numpy().tolist() == [["a", 0, 0.75], ["a", 1, 0.25], ["c", 1, 0.5], ["c", 2, 0.5]]
    assert tuple(table.columns) == COLUMNS["mixture"]


# time, sites, tree


def test_trends_have_a_row_for_each_period_and_topic_zeros_in_a_gap() -> None:
    dates = ["2024-03-04"] * 3 + ["2024-03-06"] * 2
    found = trends_frame(made_findings([[2, 0], [0, 5], [1, 1], [0, 1], [0, 7]]).periods(dates))
    assert tuple(found.columns) == COLUMNS["trends"]
    assert found["period"].tolist() == [f"2024-03-0{day}" for day in (4, 4, 5, 5, 6, 6)]
    assert found["topic"].tolist() == [0, 1] * 3
    assert found["pages"].tolist() == [3, 3, 0, 0, 2, 2]
    assert found["share"].tolist() == [0.5, 0.5, 0.0, 0.0, 0.0, 1.0]
    assert (found["error"] > 0).tolist() == [True, True, False, False, True, True]


def test_pages_without_dates_have_no_trends() -> None:
    found = trends_frame(made_findings(np.ones((6, 2))).periods([""] * 6))
    assert len(found) == 0
    assert tuple(found.columns) == COLUMNS["trends"]


def test_reposts_do_not_count_in_trends() -> None:
    dates = ["2024-03-04"] * 3 + ["2024-03-05"] * 3
    W = [[1, 0], [1, 0], [0, 1], [0, 1], [1, 0], [1, 0]]
    found = trends_frame(made_findings(W, once=[0, 1, 2, 3, 4]).periods(dates))
    assert found["pages"].tolist() == [3, 3, 2, 2]
    assert found["share"].tolist() == pytest.approx([2 / 3, 1 / 3, 1 / 2, 1 / 2], abs=1e-4)


def test_sites_have_a_row_for_each_site_and_topic_most_pages_first() -> None:
    found = sites_frame(made_findings([[1, 3], [4, 0], [1, 1]], ["a", "b", "b"]).by_site)
    assert tuple(found.columns) == COLUMNS["sites"]
    assert list(zip(*(found[c] for c in ("site", "topic", "pages", "share")), strict=True)) == [
        ("b", 0, 2, 0.75),
        ("b", 1, 2, 0.25),
        ("a", 0, 1, 0.25),
        ("a", 1, 1, 0.75),
    ]


def test_reposts_do_not_count_for_a_site() -> None:
    found = sites_frame(made_findings([[1, 0], [0, 1], [1, 0]], ["a", "b", "b"], once=[0, 1]).by_site)
    assert found["pages"].tolist() == [1] * 4
    assert found["share"].tolist() == [1.0, 0.0, 0.0, 1.0]


def test_the_tree_names_its_branches_by_their_words() -> None:
    model = made_model([[3, 4, 0, 0], [0, 0, 0, 1], [4, 3, 0, 0]], ["渡船", "码头", "风浪", "茶园"])
    found = tree_frame(made_findings(np.eye(3), model=model), {"码头": "碼頭"})
    assert tuple(found.columns) == COLUMNS["topic_tree"]
    assert [set(row) for row in found[["left", "right"]].to_numpy().tolist()] == [{0, 2}, {1, 3}]
    assert found["distance"].tolist() == pytest.approx([0.04, 1.0])
    assert found["members"].tolist() == [2, 3]
    assert found["words"].str.split().map(set).tolist() == [{"渡船", "碼頭"}, {"渡船", "碼頭", "茶园"}]


# the seeds


@pytest.fixture(scope="module")
def fitted() -> TopicAnalysis:
    return of_seeds()


def test_quotes_stand_verbatim_in_the_kept_lines(fitted: TopicAnalysis) -> None:
    lines = fitted.lines_.set_index(["page", "line"])
    found = fitted.topic_lines_
    rows = lines.loc[list(zip(found["page"], found["line"], strict=True))]
    assert found["text"].tolist() == rows["text"].str.strip().tolist()
    assert found["topic"].tolist() == rows["topic"].tolist()
    assert rows["keep"].tolist() == [1] * len(found)


def test_each_topic_has_quotes_of_different_pages_heaviest_first(fitted: TopicAnalysis) -> None:
    assert fitted.topic_lines_["topic"].unique().tolist() == list(range(N_TOPICS))
    for _, found in fitted.topic_lines_.groupby("topic"):
        assert 1 <= len(found) <= QUOTES
        assert found["page"].is_unique
        assert found["text"].is_unique
        assert found["weight"].is_monotonic_decreasing
        assert found["weight"].min() > 0


def test_measures_of_topics_are_within_their_bounds(fitted: TopicAnalysis) -> None:
    topics = fitted.topics_
    assert topics["topic"].tolist() == list(range(N_TOPICS))
    for column in ("share", "stability", "support"):
        assert topics[column].between(0, 1).all(), column
    assert topics["coherence"].between(-1, 1).all()
    assert set(topics["site"]) <= {"", *fitted.sites_["site"]}


@pytest.mark.parametrize("name", ["topics_", "clusters_"])
def test_words_are_written_in_the_kept_text_and_name_their_row(fitted: TopicAnalysis, name: str) -> None:
    kept = "\n".join(fitted.clean_.values())
    for words, named in zip(getattr(fitted, name)["words"], getattr(fitted, name)["label"], strict=True):
        assert [w for w in words.split() if w not in kept] == []
        assert named == label(words.split())


def test_shares_of_a_period_with_pages_sum_to_one(fitted: TopicAnalysis) -> None:
    periods = fitted.trends_.groupby("period").agg({"topic": list, "pages": ["min", "max"], "share": "sum"})
    assert len(periods) >= 2
    assert all(topics == list(range(N_TOPICS)) for topics in periods["topic", "list"])
    assert periods["pages", "min"].tolist() == periods["pages", "max"].tolist()
    assert periods["share", "sum"].tolist() == pytest.approx((periods["pages", "min"] > 0).astype(float), abs=1e-3)
    assert 0 < periods["pages", "min"].sum() <= (fitted.pages_["date"] != "").sum()
    assert fitted.trends_["period"].is_monotonic_increasing


def test_shares_of_a_site_sum_to_one(fitted: TopicAnalysis) -> None:
    sites = fitted.sites_.groupby("site").agg({"pages": "first", "share": "sum"})
    counted = fitted.pages_[fitted.pages_["topic"].notna() & (fitted.pages_["duplicate_of"] == "")]
    assert sites["share"].tolist() == pytest.approx([1.0] * len(sites), abs=1e-3)
    assert sites["pages"].to_dict() == counted["page"].map(site_of).value_counts().to_dict()


def test_the_tree_merges_all_topics_nearest_first(fitted: TopicAnalysis) -> None:
    tree = fitted.topic_tree_
    assert len(tree) == N_TOPICS - 1
    assert sorted([*tree["left"], *tree["right"]]) == list(range(2 * N_TOPICS - 2))
    assert tree["distance"].is_monotonic_increasing
    assert tree["distance"].between(0, 1).all()
    assert tree["members"].iloc[-1] == N_TOPICS
    kept = fold("\n".join(fitted.clean_.values()))
    assert [word for words in tree["words"] for word in words.split() if fold(word) not in kept] == []
    assert tree["words"].str.split().map(len).tolist() == [5] * len(tree)


def test_words_of_topics_have_their_weights_in_thousandths(fitted: TopicAnalysis) -> None:
    words = fitted.topic_words_
    assert sorted(set(words["topic"])) == list(range(N_TOPICS))
    assert (words["weight"] > 0).all()
    assert (words.groupby("topic")["weight"].sum() <= 1_000.01).all()
    shown = {(t, word) for t, row in enumerate(fitted.topics_["words"]) for word in row.split()[:5]}
    assert shown <= set(zip(words["topic"], words["word"], strict=True))
    kept = fold("\n".join(fitted.clean_.values()))
    assert [word for word in words["word"] if fold(word) not in kept] == []


def test_a_given_number_of_topics_leaves_nothing_to_choose(fitted: TopicAnalysis) -> None:
    assert len(fitted.choice_) == 0
    assert tuple(fitted.choice_.columns) == COLUMNS["choice"]


def test_one_topic_of_one_site_has_the_same_tables() -> None:
    found = TopicAnalysis(n_topics=1, lang="zh").fit(read_pages(PAGES / "zhiyuan"))
    assert len(found.topic_tree_) == 0
    assert found.sites_["share"].tolist() == [1.0]
    assert found.topics_["share"].tolist() == [1.0]
    assert found.topics_["site"].tolist() == [""]
    for name, table in found.frames().items():
        assert tuple(table.columns) == COLUMNS[name]
