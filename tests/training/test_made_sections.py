from itertools import pairwise

import numpy as np

from analysis.training.made_house import BODY, HEADING, TITLE, Pool
from analysis.training.made_marks import marks
from analysis.training.made_sections import BULLETS, ENTRIES, SUBHEADS, data_sheet, grouped, groups, subheaded
from analysis.training.made_words import FIELDS
from tests.training.made_pool import RECORDS

POOL = Pool.of(RECORDS)
STORY = POOL.stories[0]


def test_houses_share_no_words_with_held_out_ones() -> None:
    for ours, theirs in (SUBHEADS, ENTRIES, BULLETS):
        assert not set(ours) & set(theirs)


def test_subheads_stand_above_paragraphs_of_an_article_that_stays_whole() -> None:
    own = 0
    for i, house in enumerate(marks(False)):
        lines = list(subheaded(house, STORY, POOL, np.random.default_rng(i)))
        assert [line for line in lines if line[1] != HEADING] == STORY.told()
        for at, (text, role) in enumerate(lines):
            if role == HEADING:
                assert lines[at + 1][1] == BODY
                assert len(text) < 40
                own += any(text in paragraph for paragraph in STORY.paragraphs)
    assert own > 10


def test_groups_repeat_one_form() -> None:
    for i, house in enumerate(marks(True)):
        lines = list(groups(house, FIELDS[1][0], np.random.default_rng(i)))
        roles = [role for _, role in lines]
        assert set(roles) <= {HEADING, BODY}
        heads = [at for at, role in enumerate(roles) if role == HEADING]
        assert len({b - a for a, b in pairwise(heads)}) <= 1
        assert not any("{" in text for text, _ in lines)


def test_an_article_ends_with_groups_or_has_its_sheet_below_the_headline() -> None:
    ends, tops = 0, 0
    for i, house in enumerate(marks(False)):
        lines = list(grouped(house, STORY, POOL, np.random.default_rng(i)))
        assert lines[0][1] == TITLE
        assert lines[1] == STORY.told()[1]
        whole = lines[-3:] == STORY.told()[-3:]
        tops += whole
        ends += not whole
    assert min(ends, tops) > 5


def test_sheets_have_labels_and_values() -> None:
    for i, house in enumerate(marks(False)):
        lines = list(data_sheet(house, FIELDS[0][1], np.random.default_rng(i)))
        assert len(lines) >= 4
        assert {role for _, role in lines} == {BODY}
        assert len({text for text, _ in lines}) > 3
