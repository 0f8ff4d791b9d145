import re
from dataclasses import replace

import numpy as np
import pytest

from analysis.training import made_code
from analysis.training.made_code import Manual, block, coded, languages, manuals, taught
from analysis.training.made_house import BODY, OTHER, UNKNOWN, WIDGET, Pool
from analysis.training.made_words import FIELDS
from tests.training.made_pool import RECORDS

POOL = Pool.of(RECORDS)
STORY = POOL.stories[0]
FIELD = FIELDS[False][0]
MANUAL = Manual("a", False, "Python", "", "", indented=True)


@pytest.mark.parametrize("name", ["INTROS", "TOOLS", "COUNTED"])
def test_manuals_share_no_words_with_held_out_ones(name: str) -> None:
    ours, theirs = getattr(made_code, name)
    assert {way for way in ours if way} & {way for way in theirs if way} == set()
    assert (len(manuals(False)), len(manuals(True))) == (40, 14)
    assert not languages(False).keys() & languages(True).keys()


@pytest.mark.parametrize("language", [*languages(False), *languages(True)])
def test_every_line_of_a_language_can_be_written(language: str) -> None:
    forms = languages(language in languages(True))[language]
    assert len(forms) >= 10
    for seed, form in enumerate(forms):
        line = coded(form, FIELD, np.random.default_rng(seed))
        assert line.strip()
        assert not re.search(r"\{(w|w2|w3|W|W2|zh|n|small)\}|\{\{|\}\}", line)


@pytest.mark.parametrize("held_out", [False, True])
def test_code_is_content_and_leaves_the_article_whole_and_scripts_around_it_are_none(held_out: bool) -> None:
    scripted = 0
    for i, manual in enumerate(manuals(held_out)):
        lines = list(taught(manual, STORY, POOL, np.random.default_rng(i)))
        left = iter(lines)
        assert all(line in left for line in STORY.told())
        added = [role for text, role in lines if (text, role) not in STORY.told()]
        assert set(added) <= {BODY, OTHER, UNKNOWN, WIDGET}
        assert BODY in added
        scripted += lines[0][1] == OTHER or lines[-1][1] == OTHER
    assert 1 <= scripted <= len(manuals(held_out)) // 2


def test_numbers_of_lines_stand_above_them_or_in_them() -> None:
    draw = np.random.default_rng(1)
    beside = [text for text, role in block(replace(MANUAL, counted="{i}. {t}"), FIELD, draw) if role == BODY]
    numbered = [text for text in beside if re.match(r"\d+\. ", text)]
    assert [int(text.split(".")[0]) for text in numbered] == list(range(1, len(numbered) + 1))
    above = list(block(replace(MANUAL, counted="{i}\n{t}"), FIELD, draw))
    numbers = [text for text, role in above if role == UNKNOWN]
    assert numbers == [str(i) for i in range(1, len(numbers) + 1)]
    assert all(above[i + 1][1] == BODY for i, (_, role) in enumerate(above) if role == UNKNOWN)


@pytest.mark.parametrize("indented", [True, False])
def test_a_house_keeps_indentation_or_not(indented: bool) -> None:
    manual, draw = replace(MANUAL, indented=indented), np.random.default_rng(2)
    texts = [text for _ in range(10) for text, _ in block(manual, FIELD, draw)]
    assert any(text.startswith("    ") for text in texts) is indented


def test_a_tool_names_the_language() -> None:
    lines = list(block(replace(MANUAL, tool="{language}复制代码"), FIELD, np.random.default_rng(0)))
    assert ("Python复制代码", WIDGET) in lines[:2]
