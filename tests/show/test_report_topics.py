from analysis.show.report_topics import cluster_columns, topic_columns
from tests.show.made_report import made, name_of, title_of

MADE = made(24)
NAMES = [name_of(i) for i in range(24)]


def test_topics_tell_their_words_weights_lines_time_and_sites() -> None:
    told = topic_columns(MADE, NAMES)
    assert told["words"][0] == ["茶园", "采茶", "春茶", "炒茶"]
    assert told["support"][:2] == [1000, 300]
    assert told["terms"][0][0] == ["茶园", 40_000, 6_667]
    assert told["quotes"][1] == [[1, 5, f"{title_of(1)}。"], [7, 5, f"{title_of(7)}。"]]
    assert told["trend"]["periods"] == ["2021", "2022", "2023"]
    assert told["trend"]["share"][0] == [167, 167, 167]
    assert len(told["sites"][0]) == 10


def test_lines_of_pages_that_are_not_shown_are_left_out() -> None:
    assert topic_columns(MADE, NAMES[:3])["quotes"][3] == []


def test_clusters_tell_the_place_of_their_nearest_page() -> None:
    told = cluster_columns(MADE["clusters"], NAMES[1:])
    assert told["nearest"][:2] == [-1, 0]
