from collections import Counter

import numpy as np
import pytest

from analysis.separation import affinity, context, form
from analysis.separation.context import NEVER
from analysis.separation.evidence import NAMES
from analysis.separation.pieces import LABELS, PIECES, PLACE, SOURCES, TERMS


def says(piece: str, for_content: bool = True, **facts: float) -> tuple[str, str]:
    """Return a piece's words for a line without any fact but those given, as exact as evidence keeps them."""
    return PIECES[PLACE[piece]].says(lambda name: float(np.float32(facts.get(name, 0.0))), for_content)


def test_every_fact_belongs_to_exactly_one_piece() -> None:
    owners = Counter(NAMES[column] for piece in PIECES for column in piece.columns)
    assert owners == Counter(NAMES)


def test_every_piece_has_a_name_of_its_own_and_three_own_no_facts() -> None:
    assert list(PLACE) == [piece.name for piece in PIECES]
    assert [PIECES[place].name for place in PLACE.values()] == list(PLACE)
    assert [piece.name for piece in PIECES if not piece.columns] == ["wording", "role", "regions", "network"]


def test_facts_are_given_to_no_piece_that_is_not_there() -> None:
    assert {name for source in SOURCES for name in source} <= set(PLACE)


@pytest.mark.parametrize(
    ("names", "given"),
    [
        (form.NAMES, form.PIECES),
        (context.NAMES + context.TAG_MEANS, context.PIECES),
        (affinity.NAMES + affinity.TOPIC_NAMES, affinity.PIECES),
    ],
)
def test_a_module_gives_away_each_fact_that_it_tells_once(
    names: tuple[str, ...], given: dict[str, tuple[str, ...]]
) -> None:
    assert Counter(fact for facts in given.values() for fact in facts) == Counter(names)


@pytest.mark.parametrize(
    ("fact", "piece"),
    [
        ("html_linked", "tags"),
        ("html_in_best_mean_4", "tags"),
        ("repeats", "repeats"),
        ("core_cosine", "affinity"),
        ("topic_own", "affinity"),
        ("term_legal", "terms"),
        ("term_legal_mean_3", "labels"),
        ("since_term_legal", "labels"),
        ("clipped_mean_3", "around"),
        ("in_run", "run"),
        ("place", "place"),
        ("sentence_end", "sentence"),
        ("length", "length"),
    ],
)
def test_a_fact_belongs_where_its_name_says(fact: str, piece: str) -> None:
    assert NAMES.index(fact) in PIECES[PLACE[piece]].columns


def test_every_list_of_words_and_every_label_made_of_one_can_be_named() -> None:
    assert set(TERMS) == set(form.LEXICON)
    assert {f"term_{name}" for name in LABELS} == {name for name in context.LABELS if name in form.PIECES["terms"]}


@pytest.mark.parametrize("name", TERMS)
def test_stock_phrases_are_named_by_their_kind(name: str) -> None:
    zh, en = TERMS[name]
    assert says("terms", **{f"term_{name}": 1.0}) == (f"含{zh}", f"has {en}")


def test_at_most_two_kinds_of_stock_phrases_are_named() -> None:
    one, two, *_ = TERMS.values()
    every = dict.fromkeys((f"term_{name}" for name in TERMS), 1.0)
    assert says("terms", **every) == (f"含{one.zh}、{two.zh}", f"has {one.en} and {two.en}")
    assert says("terms") == ("没有网页套话", "no stock phrases of web pages")


def labels(**steps: float) -> tuple[str, str]:
    """Return what is said of a line so many steps from some labels, and without any other."""
    away = {f"{way}_{label}": NEVER for way in ("since", "until") for label in context.LABELS}
    return says("labels", **away | {name: float(np.log1p(n)) for name, n in steps.items()})


@pytest.mark.parametrize("label", LABELS)
def test_a_label_is_said_to_stand_above_or_below_the_line(label: str) -> None:
    zh, en = LABELS[label]
    assert labels(**{f"since_term_{label}": 2}) == (f"在{zh}之后", f"after {en}")
    assert labels(**{f"until_term_{label}": 2}) == (f"在{zh}之前", f"before {en}")


def test_the_nearest_label_is_said_and_none_where_there_is_none() -> None:
    assert labels(since_term_legal=3, until_term_meta=2, since_term_meta=4)[1] == "before a byline or source"
    assert labels(since_term_legal=3, until_term_legal=3)[1] == "after a legal line"
    assert labels()[1] == "no stock phrases near it"
