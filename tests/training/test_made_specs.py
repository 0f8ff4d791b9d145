import re
from dataclasses import replace

import numpy as np
import pytest

from analysis.training import made_specs
from analysis.training.made_house import BODY, HEADING, MARKER, OTHER, RELATED, WIDGET, Line, Pool
from analysis.training.made_specs import Card, cards, labels_of, others, specified
from analysis.training.made_words import FIELDS
from tests.training.made_pool import RECORDS

POOL = Pool.of(RECORDS)
STORY = POOL.stories[0]
TOLD = STORY.told()
CARD = Card(
    "a", False, "图书", (("作者", "{who}"), ("页数", "{many}")), "", "{l}：{v}", 1, "below", "更多图书", ("购买",)
)


def listed(card: Card, seed: int = 0) -> list[Line]:
    return list(specified(card, STORY, POOL, np.random.default_rng(seed)))


@pytest.mark.parametrize("name", ["ABOUT", "SETTINGS", "OTHERS", "TOOLS"])
def test_cards_share_no_words_with_held_out_ones(name: str) -> None:
    ours, theirs = getattr(made_specs, name)
    assert {way for way in ours if way} & {way for way in theirs if way} == set()
    assert (len(cards(False)), len(cards(True))) == (40, 14)


def test_no_label_and_no_sort_of_things_is_held_out_and_trained_with() -> None:
    ours, theirs = labels_of(False), labels_of(True)
    assert not ours.keys() & theirs.keys()
    names = [{label for pairs in labels.values() for label, _ in pairs} for labels in (ours, theirs)]
    assert not names[0] & names[1]
    assert min(map(len, names)) > 25


@pytest.mark.parametrize("held_out", [False, True])
def test_what_things_are_is_content_and_leaves_the_article_whole(held_out: bool) -> None:
    for i, card in enumerate(cards(held_out)):
        lines = listed(card, i)
        left = iter(lines)
        assert all(line in left for line in TOLD)
        added = [line for line in lines if line not in TOLD]
        assert {role for _, role in added} <= {HEADING, BODY, MARKER, OTHER, RELATED, WIDGET}
        assert not any(re.search(r"[{}]", text) for text, _ in added)
        assert sum(role == BODY for _, role in added) >= len(card.labels) // card.a_line


@pytest.mark.parametrize(
    ("place", "before", "after"), [("above", 1, 6), ("below", 7, 0)], ids=["below the headline", "behind the text"]
)
def test_what_things_are_stands_where_the_house_puts_it(place: str, before: int, after: int) -> None:
    lines = listed(replace(CARD, place=place))
    own = [i for i, (text, role) in enumerate(lines) if role == BODY and text.startswith(("作者：", "页数："))]
    assert sum(line in TOLD and line[1] >= 0 for line in lines[: own[0]]) == before
    assert sum(line in TOLD for line in lines[own[-1] + 1 :]) == after


@pytest.mark.parametrize(
    ("setting", "a_line", "rows"),
    [("{l}：{v}", 1, 2), ("{l}：{v}", 2, 1), ("{l}\n{v}", 1, 4), ("{l}\n{v}", 3, 4)],
)
def test_labels_stand_beside_their_values_or_above_them(setting: str, a_line: int, rows: int) -> None:
    card = replace(CARD, setting=setting, a_line=a_line)
    found = list(made_specs.listed(card, FIELDS[False][0], np.random.default_rng(0)))
    assert len(found) == rows
    assert found[0].startswith("作者")
    assert re.fullmatch(r"\d{3}", re.split(r"\n|：", found[-1])[-1])


def test_other_things_are_no_content() -> None:
    lines = list(others(CARD, FIELDS[False][0], np.random.default_rng(1)))
    assert lines[0] == ("更多图书", MARKER)
    assert {role for _, role in lines[1:]} <= {RELATED, OTHER, WIDGET}
    assert sum(role == RELATED for _, role in lines) == sum(line == ("购买", WIDGET) for line in lines) >= 3
