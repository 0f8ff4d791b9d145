import json

import numpy as np

from analysis.separation.judge import WEIGHTS
from analysis.separation.roles import CONTENT, KINDS, N_CONTENT, READILY, ROLES, likeliest_roles


def test_the_first_roles_are_those_of_content() -> None:
    assert {"title", "heading", "body", "caption"} == CONTENT == set(ROLES[:N_CONTENT])


def test_a_role_is_there_once_and_has_its_number_for_good() -> None:
    assert len(set(ROLES)) == len(ROLES) == 11
    assert [ROLES.index(role) for role in ("title", "body", "meta", "related", "marker")] == [0, 2, 4, 6, 10]


def test_each_role_is_content_metadata_or_noise() -> None:
    assert list(KINDS) == list(ROLES)
    assert {role for role, kind in KINDS.items() if kind == "content"} == CONTENT
    assert {role for role, kind in KINDS.items() if kind == "metadata"} == {"meta"}
    noise = {"navigation", "related", "advert", "widget", "legal", "marker"}
    assert {role for role, kind in KINDS.items() if kind == "noise"} == noise


def test_the_weights_that_ship_were_learned_for_these_roles_in_this_order() -> None:
    facts = json.loads((WEIGHTS / "separation.json").read_text(encoding="utf-8"))
    assert facts["roles"] == list(ROLES)
    assert facts["content"] == sorted(CONTENT)


def named(keep: bool, is_label: bool = False, **chances: float) -> str:
    row = np.array([[chances.get(role, 0.0) for role in ROLES]])
    return ROLES[int(likeliest_roles(row, np.array([keep]), np.array([is_label]))[0])]


def test_a_line_has_the_likeliest_role_of_those_that_its_being_kept_allows() -> None:
    assert named(True, body=0.3, title=0.2, navigation=0.5) == "body"
    assert named(False, body=0.6, navigation=0.1, meta=0.3) == "meta"


def test_rare_roles_are_named_more_readily_but_not_whatever_their_chance() -> None:
    assert READILY.keys() <= set(ROLES)
    assert named(True, body=0.7, caption=0.3) == "caption"
    assert named(True, body=0.8, caption=0.2) == "body"
    assert named(False, navigation=0.6, advert=0.35) == "advert"
    assert named(False, navigation=0.7, advert=0.3) == "navigation"


def test_what_leads_elsewhere_is_named_less_readily_than_a_tool() -> None:
    assert named(False, related=0.75, widget=0.25) == "widget"
    assert named(False, related=0.85, widget=0.15) == "related"
    assert named(False, related=0.6, legal=0.4) == "legal"
    assert named(False, related=0.7, legal=0.3) == "related"


def test_what_ends_with_a_colon_is_a_notice_only_if_that_is_much_likelier() -> None:
    chances = {"legal": 0.5, "marker": 0.3, "meta": 0.2}
    assert named(False, **chances) == "legal"
    assert named(False, is_label=True, **chances) == "marker"
    assert named(False, is_label=True, legal=0.75, marker=0.25) == "legal"
    assert named(True, is_label=True, legal=0.5, heading=0.1) == "heading"
