import numpy as np
import pytest

from analysis.separation.roles import ROLES
from analysis.training.made_credits import CREDITS, DISCLAIMERS, credited_lines
from analysis.training.made_house import Line

META, LEGAL = ROLES.index("meta"), ROLES.index("legal")


def drawn(held_out: bool, n: int = 200) -> list[list[Line]]:
    return [list(credited_lines(held_out, np.random.default_rng([7, i]))) for i in range(n)]


@pytest.mark.parametrize("held_out", [False, True])
def test_some_pages_have_credits_some_a_disclaimer_and_some_nothing(held_out: bool) -> None:
    kinds = {frozenset(role for _, role in lines) for lines in drawn(held_out)}
    assert kinds == {frozenset(), frozenset({META}), frozenset({LEGAL}), frozenset({META, LEGAL})}
    assert all(text.strip() and "{" not in text for lines in drawn(held_out) for text, _ in lines)


def test_houses_for_training_and_held_out_ones_share_no_credit() -> None:
    ours, theirs = ({line for group in CREDITS[side] for line in group} for side in (False, True))
    assert not ours & theirs
    assert not {*DISCLAIMERS[False]} & {*DISCLAIMERS[True]}
