from dataclasses import replace

import numpy as np
import pytest

from analysis.training import made_bilingual
from analysis.training.made_bilingual import Reader, bilingual, in_english, readers
from analysis.training.made_house import BODY, HEADING, Line, Pool
from tests.training.made_pool import RECORDS

POOL = Pool.of(RECORDS)
STORY = POOL.stories[0]
TOLD = STORY.told()
READER = Reader("a", False, True, False, "", "{word}：{said}", "{n}.", numbering=True)


def lines_of(reader: Reader, seed: int = 0) -> list[Line]:
    return list(bilingual(reader, STORY, POOL, np.random.default_rng(seed)))


@pytest.mark.parametrize("name", ["GLOSSARIES", "WORDS"])
def test_readers_share_no_words_with_held_out_ones(name: str) -> None:
    ours, theirs = getattr(made_bilingual, name)
    assert {way for way in ours if way} & {way for way in theirs if way} == set()
    assert (len(readers(False)), len(readers(True))) == (24, 10)


@pytest.mark.parametrize("held_out", [False, True])
def test_both_languages_are_content_and_the_article_stays_whole(held_out: bool) -> None:
    for i, reader in enumerate(readers(held_out)):
        lines = lines_of(reader, i)
        left = iter(lines)
        assert all(line in left for line in TOLD)
        added = [line for line in lines if line not in TOLD]
        assert {role for _, role in added} <= {BODY, HEADING}
        assert sum(text.isascii() for text, _ in added) >= 6


@pytest.mark.parametrize(
    ("english_first", "apart", "order"),
    [
        (True, False, "ez" * 6),
        (False, False, "ze" * 6),
        (True, True, "e" * 6 + "z" * 6),
        (False, True, "z" * 6 + "e" * 6),
    ],
)
def test_the_languages_stand_in_the_order_of_the_house(english_first: bool, apart: bool, order: str) -> None:
    reader = replace(READER, english_first=english_first, apart=apart)
    texts = [text for text, role in lines_of(reader) if role == BODY]
    assert "".join("e" if text.isascii() else "z" for text in texts) == order


def test_what_is_short_or_no_text_is_not_said_twice() -> None:
    draw = np.random.default_rng(0)
    assert in_english("雨" * 19, BODY, draw) == in_english("雨" * 90, HEADING, draw) == []
    [(short, _)], [(long, _)] = (in_english("雨" * n, BODY, draw) for n in (20, 200))
    assert (short.count(". ") + 1, long.count(". ") + 1) == (1, 4)


def test_a_list_of_words_is_counted() -> None:
    head, *words = lines_of(replace(READER, glossary="生词"))[len(TOLD) + 6 :]
    assert head == ("生词", HEADING)
    assert len(words) >= 4
    assert [text.split(".")[0] for text, _ in words] == [str(i) for i in range(1, len(words) + 1)]
    assert all("：" in text for text, _ in words)
