import numpy as np

from analysis.separation.roles import N_CONTENT
from analysis.training.made_house import BODY, TITLE, UNKNOWN, WIDGET, Pool
from analysis.training.made_inserts import ATTACHED, FILES, own_words, with_attachments, with_table
from analysis.training.made_marks import marks
from analysis.training.made_words import FIELDS
from tests.training.made_pool import RECORDS

POOL = Pool.of(RECORDS)
STORY = POOL.stories[0]


def test_the_article_is_whole_around_its_table() -> None:
    sizes = set()
    for i, house in enumerate(marks(False)):
        lines = list(with_table(house, STORY, POOL, np.random.default_rng(i)))
        left = iter(lines)
        assert all(line in left for line in STORY.told())
        added = len(lines) - len(STORY.told())
        assert added > 2
        sizes.add(added)
    assert len(sizes) > 15


def test_a_table_talks_of_the_articles_matters() -> None:
    field = own_words(STORY, FIELDS[0][0])
    text = STORY.title + STORY.lead
    assert all(word in text for word in field.matters)
    assert field.bodies == FIELDS[0][0].bodies


def test_notices_end_with_attachments_and_who_signs() -> None:
    for held_out in (False, True):
        for i, house in enumerate(marks(held_out)):
            lines = list(with_attachments(house, STORY, POOL, np.random.default_rng(i)))
            assert lines[0][1] == TITLE
            assert lines[0][0].startswith("关于")
            texts = [text for text, _ in lines]
            assert any(text in ATTACHED[held_out] for text in texts)
            assert all(0 <= role < N_CONTENT or role in (UNKNOWN, WIDGET) for _, role in lines)
            assert sum(role == BODY for _, role in lines) >= len(lines) - 3
    assert not set(ATTACHED[0]) & set(ATTACHED[1])
    assert not set(FILES[0]) & set(FILES[1])
