"""What lines count in fitting (`weighing.py`)."""

from dataclasses import replace

import numpy as np

from analysis.separation.roles import ROLES
from analysis.training.made_kinds import KINDS
from analysis.training.weighing import (
    LOUD,
    LOUDER,
    TREES_HEAR,
    as_content,
    as_network_hears,
    as_trees_hear,
    balanced,
    plain,
)
from analysis.training.written import WRITTEN
from tests.training.described import described

BODY, RELATED, META = (ROLES.index(role) for role in ("body", "related", "meta"))


def test_rare_roles_weigh_more_by_the_root_of_how_rare_they_are() -> None:
    found = balanced(described(["甲"] * 11, [BODY] * 9 + [META] + [RELATED]))
    assert found.weight.tolist() == [1.0] * 9 + [3.0] * 2
    assert found.target.tolist() == [BODY] * 9 + [META] + [RELATED]


def test_roles_that_are_as_frequent_weigh_alike_whatever_they_weighed() -> None:
    before = described(["甲", "乙"], [BODY, META])
    before.weight[:] = [7.0, 0.1]
    assert balanced(before).weight.tolist() == [1.0, 1.0]
    assert before.weight.tolist() == [7.0, 0.1]


def test_trees_and_the_network_hear_made_and_written_pages_louder_or_less() -> None:
    one = described(["甲"] * 4, [0, 1, 0, 1])
    pages = ["made:polls/a/0-1", "made:specs/b/0-1", "tail:made", "written:a.txt"]
    found = replace(one, page=pages, weight=np.full(4, 0.1))
    trees = [TREES_HEAR["polls"], 1.0, 1.0, TREES_HEAR[WRITTEN]]
    network = [LOUDER["polls"], LOUD, 1.0, LOUDER[WRITTEN]]
    np.testing.assert_allclose(as_trees_hear(found).weight, np.multiply(0.1, trees))
    np.testing.assert_allclose(as_network_hears(found).weight, np.multiply(0.1, network))
    assert {*TREES_HEAR, *LOUDER} < {*KINDS, WRITTEN}


def test_roles_become_content_or_none_and_weigh_a_share() -> None:
    found = as_content(replace(described(["甲"] * 4, [BODY, META, -1, -2]), weight=np.array([1.0, 2.0, 3.0, 4.0])), 0.5)
    assert found.target.tolist() == [1, 0, 0, 0]
    assert found.weight.tolist() == [0.5, 1.0, 1.5, 2.0]


def test_a_plain_page_has_no_tags() -> None:
    found = described(["甲"], [1])
    found.evidence.has_tags[:] = True
    found.evidence.tags[:] = 1.0
    bare = plain(found)
    assert (bare.evidence.has_tags.any(), bare.evidence.tags.any()) == (False, False)
    assert found.evidence.has_tags.all()
