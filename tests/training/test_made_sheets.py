import re
from dataclasses import replace
from itertools import pairwise

import numpy as np

from analysis.training.made_house import BODY
from analysis.training.made_marks import marks
from analysis.training.made_sheets import SHEET_LABELS, WORK, chronicle, programme, sheet
from analysis.training.made_words import FIELDS

HOUSE, FIELD = replace(marks(False)[0], date="{y}-{mo:02d}-{d:02d}", flat="row", time="{a:02d}:{b:02d}"), FIELDS[0][0]


def test_labels_share_nothing_with_held_out_ones() -> None:
    assert not set(SHEET_LABELS[0]) & set(SHEET_LABELS[1])
    assert not {label for labels in WORK[0] for label in labels} & {label for labels in WORK[1] for label in labels}


def test_days_of_a_chronicle_go_one_way() -> None:
    for seed in range(8):
        days = [
            t for t, _ in chronicle(HOUSE, FIELD, np.random.default_rng(seed)) if re.fullmatch(r"\d{4}-\d\d-\d\d", t)
        ]
        assert len(days) >= 6
        assert days in (sorted(days), sorted(days, reverse=True))


def test_the_labels_of_a_sheet_recur_for_each_thing() -> None:
    for seed in range(12):
        lines = [text for text, role in sheet(HOUSE, FIELD, np.random.default_rng(seed)) if role == BODY]
        counts = {label: lines.count(label) for label in SHEET_LABELS[0] if label in lines}
        assert len(counts) >= 5
        assert len(set(counts.values())) == 1


def test_times_of_a_programme_ascend() -> None:
    lines = [text for text, _ in programme(replace(HOUSE, order=0, flat="row"), FIELD, np.random.default_rng(2))]
    times = [i for i, text in enumerate(lines) if re.fullmatch(r"\d\d:\d\d", text)]
    assert all(lines[i] < lines[j] or j - i > 2 or lines[j] < "05" for i, j in pairwise(times))
