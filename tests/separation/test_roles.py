import json

from analysis.separation.judge import WEIGHTS
from analysis.separation.roles import CONTENT, KINDS, N_CONTENT, ROLES


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
