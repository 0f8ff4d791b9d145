import re
from dataclasses import replace

import numpy as np
import pytest

from analysis.training import made_records
from analysis.training.made_house import MARKER, META, TITLE, WIDGET, Line, Pool
from analysis.training.made_records import Registry, recorded, registries
from analysis.training.made_words import FIELDS
from tests.training.made_pool import RECORDS

POOL = Pool.of(RECORDS)
STORY = POOL.stories[0]
BARE = Registry("a", False, (), "{l}：{v}", (), (), "标签：", apart=True, tagged=0.0, carded=0.0)


def told(registry: Registry, seed: int = 0) -> list[Line]:
    return list(recorded(registry, STORY, POOL, np.random.default_rng(seed)))


@pytest.mark.parametrize("name", ["REGISTERS", "SIGNS", "TAGS", "WRITERS", "BUTTONS"])
def test_registries_share_no_words_with_held_out_ones(name: str) -> None:
    ours, theirs = getattr(made_records, name)
    assert not set(ours) & set(theirs)
    assert (len(registries(False)), len(registries(True))) == (32, 12)


@pytest.mark.parametrize("held_out", [False, True])
def test_what_is_told_of_an_article_stands_around_it_and_leaves_it_whole(held_out: bool) -> None:
    above = below = 0
    for i, registry in enumerate(registries(held_out)):
        lines = told(registry, i)
        left = iter(lines)
        assert all(line in left for line in STORY.told())
        added = [line for line in lines if line not in STORY.told()]
        assert {role for _, role in added} <= {META, MARKER, WIDGET}
        assert not any(re.search(r"[{}]", text) for text, _ in added)
        above += lines[0] != STORY.told()[0]
        below += lines[-1] != STORY.told()[-1]
    assert above >= 1
    assert below > above


def test_an_article_of_which_nothing_is_told_stands_alone() -> None:
    assert told(BARE) == STORY.told()


@pytest.mark.parametrize("seed", range(4))
def test_a_value_below_its_label_is_metadata_but_for_the_title(seed: int) -> None:
    kept = replace(BARE, register=(("标题", "{title}"), ("有效性", "有效")), setting="{l}：\n{v}")
    expected = [("标题：", META), (STORY.title, TITLE), ("有效性：", META), ("有效", META)]
    lines = told(kept, seed)
    start = lines.index(expected[0])
    assert start in {0, 1}  # above the headline or below it
    assert lines[start : start + 4] == expected
    beside = told(replace(kept, setting="{l}：{v}"), seed)
    assert (f"标题：{STORY.title}", META) in beside


def test_tags_stand_below_their_label_or_in_its_line() -> None:
    words = {word for field in FIELDS[False] for word in (*field.matters, *field.bodies)}
    apart = told(replace(BARE, tagged=1.0))[len(STORY.told()) :]
    assert apart[0] == ("标签：", MARKER)
    assert {role for _, role in apart[1:]} == {META}
    assert all(text in words or text in "".join(text for text, _ in STORY.told()) for text, _ in apart[1:])
    [(line, role)] = told(replace(BARE, tagged=1.0, apart=False))[len(STORY.told()) :]
    assert (line.startswith("标签："), role) == (True, META)


def test_the_card_of_a_writer_has_a_label() -> None:
    label, *card = told(replace(BARE, carded=1.0))[len(STORY.told()) :]
    assert label[1] == MARKER
    assert label[0] in {name for name, _ in made_records.WRITERS[False]}
    assert {role for _, role in card} <= {META, WIDGET}
