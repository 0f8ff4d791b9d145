import re

import numpy as np
import pytest

from analysis.training import made_words
from analysis.training.made_words import (
    FIELDS,
    NOTICES,
    REMARKS,
    TALKS,
    Field,
    a_day,
    english,
    filled,
    person,
    prose,
    written,
)


def drawn(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_fields_are_read_from_lines_of_words() -> None:
    assert Field.read("matters 甲 乙\ngoods 丙\nmatters 丁") == Field(matters=("甲", "乙", "丁"), goods=("丙",))


def test_training_knows_no_held_out_field() -> None:
    ours, theirs = (
        {word for field in split for word in (*field.matters, *field.bodies, *field.goods)} for split in FIELDS
    )
    assert not ours & theirs
    assert [len(split) for split in FIELDS] == [8, 4]
    assert all(
        len(getattr(f, name)) >= 3
        for split in FIELDS
        for f in split
        for name in Field.__dataclass_fields__
        if name != "units"
    )


def test_days_are_written_with_their_weekdays() -> None:
    day = made_words.date(2011, 3, 2).toordinal()
    assert written(day, "{y}年{mo:02d}月{d}日（周{w}）") == "2011年03月2日（周三）"
    assert all(re.fullmatch(r"20[0-2]\d-\d{1,2}-\d{1,2}", a_day(drawn(i), "{y}-{mo}-{d}")) for i in range(50))


def test_forms_are_filled_with_words_of_the_field() -> None:
    field = Field(("甲",), ("局",), ("长",), ("会",), ("厅",), ("物",), ("元",))
    for form in (*NOTICES, *REMARKS):
        text = filled(form, field, drawn())
        assert "{" not in text
        assert ("甲" in text) == ("{a}" in form or "{b}" in form)
    assert len(TALKS) == len(set(TALKS))


def test_no_two_sentences_of_a_paragraph_are_of_one_form() -> None:
    field = FIELDS[0][0]
    for i in range(20):
        text = prose(field, drawn(i), 6)
        assert text.count("现将有关事项通知如下。") <= 1
        assert text.count("。") >= 6


def test_names_are_of_two_or_three_characters() -> None:
    assert {len(person(drawn(i))) for i in range(60)} == {2, 3}


@pytest.mark.parametrize("most", [2, 9])
def test_english_words_are_as_many_as_wanted_or_fewer(most: int) -> None:
    counts = {len(english(np.random.default_rng(seed), most).split()) for seed in range(40)}
    assert counts == set(range(most // 2 + 1, most + 1))
