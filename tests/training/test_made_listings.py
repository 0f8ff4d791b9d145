import re
from dataclasses import replace

import numpy as np
import pytest

from analysis.separation.roles import N_CONTENT
from analysis.training.made_house import TITLE
from analysis.training.made_kinds import FORMS
from analysis.training.made_listings import agenda
from analysis.training.made_marks import marks
from analysis.training.made_words import FIELDS


@pytest.mark.parametrize("form", dict.fromkeys(FORMS))
@pytest.mark.parametrize("held_out", [False, True])
def test_a_listing_is_content_below_one_title(form, held_out: bool) -> None:  # noqa: ANN001
    sizes = set()
    for seed in range(12):
        draw = np.random.default_rng(seed)
        house = marks(held_out)[seed]
        lines = list(form(house, FIELDS[held_out][seed % 4], draw))
        assert lines[0][1] == TITLE
        assert all(0 <= role < N_CONTENT for _, role in lines)
        assert all(text.strip() and "{" not in text and "\n" not in text for text, _ in lines)
        assert [role for _, role in lines].count(TITLE) == 1
        sizes.add(len(lines))
    assert len(sizes) > 5


def test_an_agendas_times_ascend_within_a_day() -> None:
    house = replace(marks(False)[0], time="{a:02d}:{b:02d}", flat="row", order=0, numbering=False, date="第{d}日")
    times = [
        text
        for text, _ in agenda(house, FIELDS[0][0], np.random.default_rng(5))
        if re.fullmatch(r"\d\d:\d\d|第\d+日", text)
    ]
    days = "|".join(times).split("第")[1:]
    assert days
    for day in days:
        hours = re.findall(r"\d\d:\d\d", day)
        assert hours == sorted(hours)
