import re
from dataclasses import replace

import numpy as np

from analysis.training.made_house import BODY, HEADING
from analysis.training.made_marks import marks
from analysis.training.made_rolls import names, ranking, recipe, scores
from analysis.training.made_words import FIELDS

HOUSE, FIELD = replace(marks(False)[0], number="{n}、", numbering=True, order=1, separator="|"), FIELDS[0][0]


def drawn(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_ranks_count_up_and_scores_fall() -> None:
    lines = [text for text, _ in ranking(HOUSE, FIELD, drawn(2)) if re.match(r"\d+、", text)]
    assert [int(text.split("、")[0]) for text in lines] == list(range(1, len(lines) + 1))
    values = [float(text.split("|")[1]) for text in lines]
    assert values == sorted(values, reverse=True)


def test_names_are_numbered_anew_under_each_heading() -> None:
    for seed in range(9):
        lines = list(names(HOUSE, FIELD, drawn(seed)))
        firsts = [text for text, role in lines if role == BODY and text.startswith("1、")]
        heads = sum(role == HEADING for _, role in lines)
        assert len(firsts) in (0, heads)


def test_nobody_plays_against_himself() -> None:
    house = replace(HOUSE, flat="column")
    cells = [text for text, role in scores(house, FIELD, drawn(3)) if role == BODY]
    for i, cell in enumerate(cells):
        if re.fullmatch(r"\d:\d", cell):
            assert cells[i - 1] != cells[i + 1]


def test_every_step_of_a_recipe_is_about_what_it_needs() -> None:
    house = replace(HOUSE, flat="line", joint="：")
    lines = [text for text, role in recipe(house, FIELD, drawn(5)) if role == BODY]
    needs = [text.split("：")[0] for text in lines if "：" in text]
    assert len(needs) >= 5
    assert len(set(needs)) == len(needs)
