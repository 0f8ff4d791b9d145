import re
from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest

from analysis.separation.roles import KINDS, ROLES
from analysis.show import colours
from tests.paths import ROOT
from tests.show.seen import EYES, difference, lab, linear

BASE = (ROOT / "analysis/show/page/base.css").read_text(encoding="utf-8")
GREY_ON_LIGHT, GREY_ON_DARK = re.findall(r"--none: light-dark\((#\w+), (#\w+)\)", BASE)[0]


def closest(shown: Sequence[str], eyes: str) -> float:
    found = lab(shown, eyes)
    return float(min(difference(found[i], found[j]) for i, j in combinations(range(len(found)), 2)))


def test_roles_and_kinds_have_a_colour_each() -> None:
    for named, coloured in ((ROLES, colours.ROLE_COLOURS), (set(KINDS.values()), colours.KIND_COLOURS)):
        assert set(coloured) == set(named)
        assert len(set(coloured.values())) == len(coloured)


def test_groups_of_one_colour_have_other_marks() -> None:
    n = len(colours.GROUP_COLOURS)
    assert n >= 20
    assert colours.group_colour(n + 3) == colours.group_colour(3)
    assert len({(colours.group_colour(i), colours.group_mark(i)) for i in range(2 * n)}) == 2 * n


def test_a_topic_and_a_cluster_of_one_colour_have_other_shapes() -> None:
    n = len(colours.GROUP_COLOURS)
    shapes = [colours.group_swatch(group, kind) for group in (3, n + 3) for kind in ("topic", "cluster")]
    assert len(set(shapes)) == 4
    assert colours.group_swatch(2 * n + 3) == colours.group_swatch(3)


@pytest.mark.parametrize("shown", [
    pytest.param((*colours.GROUP_COLOURS, GREY_ON_LIGHT), id="light"),
    pytest.param((*colours.GROUP_COLOURS, colours.UNSURE), id="figures"),
    pytest.param((*colours.ON_DARK, GREY_ON_DARK), id="dark"),
])  # fmt: skip
@pytest.mark.parametrize("eyes", EYES)
def test_no_two_groups_look_alike_nor_like_none(shown: tuple[str, ...], eyes: str) -> None:
    assert closest(shown, eyes) > (13.5 if eyes == "all" else 8.5)


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("shown", [colours.GROUP_COLOURS, colours.ON_DARK])
def test_of_few_groups_none_is_near_another(shown: tuple[str, ...], eyes: str) -> None:
    assert closest(shown[:5], eyes) > 12.5


@pytest.mark.parametrize(("shown", "paper"), [(colours.GROUP_COLOURS, "#ffffff"), (colours.ON_DARK, "#1c1f25")])
def test_groups_stand_out_from_the_paper(shown: tuple[str, ...], paper: str) -> None:
    assert min(contrast(colour, paper) for colour in shown) > 2.1


def test_darker_colours_can_be_read_as_text() -> None:
    assert colours.darker("#ffffff") == "#9e9e9e"
    assert min(contrast(colours.darker(colour), "#ffffff") for colour in colours.GROUP_COLOURS) > 4.5  # WCAG 2.1, 1.4.3


def test_differences_are_those_published() -> None:
    one = np.array([[50.0, 2.6772, -79.7751], [50.0, 2.5, 0.0], [2.0776, 0.0795, -1.135]])
    other = np.array([[50.0, 0.0, -82.7485], [58.0, 24.0, 15.0], [0.9033, -0.0636, -0.5514]])
    np.testing.assert_allclose(difference(one, other), [2.0425, 19.4535, 0.9082], atol=1e-4)  # Sharma, Wu, Dalal 2005


def contrast(colour: str, paper: str) -> float:
    (one, other) = (float(light) for light in linear([colour, paper]) @ [0.2126, 0.7152, 0.0722])
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
