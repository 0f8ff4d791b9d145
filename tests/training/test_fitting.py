from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from analysis.arrays import FloatArray
from analysis.separation.roles import N_CONTENT, ROLES
from analysis.training import descent, fitting
from analysis.training.fitting import (
    ALL_BODY,
    CLEAN_SHARE,
    CUT_SHARE,
    KEEP_MODEL,
    KIND_ROLES,
    KIND_SHARE,
    KIND_SHARES,
    MADE_ROLES,
    ROLE_MODEL,
    ROLES_ALONE,
    SURE,
    TAIL_SHARE,
    THREAD_SHARE,
    UNHEARD,
    WRITTEN_ROLES,
    WRITTEN_SHARE,
    WRITTEN_TAGS,
    Gold,
    Lessons,
    fit,
    fit_wording,
    kind_examples,
    learn,
    made_examples,
)
from analysis.training.fixes import Fix
from analysis.training.gold import Examples, importance
from analysis.training.made_kinds import KINDS
from analysis.training.weighing import balanced, weighed
from tests.training.conftest import PLACES, WRITTEN_LINES
from tests.training.described import described

pytestmark = pytest.mark.usefixtures("grows_trees")
SMALL: dict[str, Any] = {
    "objective": "binary",
    "num_iterations": 20,
    "learning_rate": 0.3,
    "num_leaves": 4,
    "min_data_in_leaf": 5,
}
BODY, RELATED, META = (ROLES.index(role) for role in ("body", "related", "meta"))


def lines_of(n: int, target: Sequence[int]) -> Examples:
    return described(["渡船"] * n, target)


# what there is to learn from


def test_without_some_sites_none_of_their_lines_are_left_in_any_part() -> None:
    part = described(["甲", "乙", "丙"], [1, 0, 1], ["云津", "临川", "云津"])
    roles, named = described(["戊", "己"], [BODY, META], ["临川", "云津"]), described(["庚"], [META], "云津")
    written = described(["辛"], [BODY], "written:甲.txt")
    gold = Gold(part, described(["丁"], [1], "corpus"), part, roles, named, written)
    left = gold.without({"云津"})
    assert [found.site for found in left.parts()] == [["临川"], ["corpus"], ["临川"], ["临川"], [], written.site]
    assert [found.page for found in left.parts()] == [["page1"], ["page0"], ["page1"], ["page0"], [], ["page0"]]
    assert [found.target.tolist() for found in left.parts()] == [[0], [1], [0], [BODY], [], [BODY]]
    assert gold.without(set(written.site)).written.site == []
    assert [found.site for found in gold.within({"云津"}).parts()] == [
        ["云津"] * 2,
        [],
        ["云津"] * 2,
        ["云津"],
        ["云津"],
        [],
    ]
    assert (gold.sites(), left.sites()) == ({"云津", "临川"}, {"临川"})
    assert [found.site for found in gold.without(set()).parts()] == [found.site for found in gold.parts()]


def test_made_lines_are_content_or_not_and_weigh_less_than_real_ones(dev: Path) -> None:
    keep, roles = made_examples(dev, set(PLACES))
    kinds = np.array([page.partition(":")[0] for page in keep.page])
    shares = {"tail": TAIL_SHARE, "thread": THREAD_SHARE, "cut": CUT_SHARE}
    assert set(kinds.tolist()) == set(shares)
    for kind, share in ((kinds == name, share) for name, share in shares.items()):
        np.testing.assert_allclose(keep.weight[kind], share * importance(keep.size[kind]))
        assert set(keep.target[kind].tolist()) == {0, 1}
    in_threads = np.array([page.startswith("thread:") for page in roles.page])
    assert BODY in roles.target[in_threads]
    assert {page.partition(":")[0] for page in roles.page} == {"tail", "thread"}
    assert BODY not in roles.target[~in_threads]  # which is the article's, and as real as the article
    assert RELATED in roles.target[~in_threads]
    made = dict(zip(zip(keep.page, keep.line.tolist(), strict=True), keep.target.tolist(), strict=True))
    for page, line, role in zip(roles.page, roles.line.tolist(), roles.target.tolist(), strict=True):
        assert made[page, line] == (role < N_CONTENT)


def test_pages_are_made_of_the_golds_own_sites(gold: Gold, dev: Path) -> None:
    lessons = Lessons.of(gold.without({"云津"}), dev)
    for found in (lessons.text, lessons.roles):
        made = [page for page in found.page if page.startswith(("tail:", "thread:"))]
        assert made
        assert all(page.split(":")[1].startswith("临川-") for page in made)
        sites = {site for site in found.site if "/" not in site}  # the rest are made houses
        assert sites <= {"临川", "corpus", *gold.written.site}
    assert {page.split("-")[0] for page in Lessons.of(gold, dev).text.page if page.startswith("tail:")} == {
        "tail:云津",
        "tail:临川",
    }


def test_pages_are_made_of_the_corrected_gold(gold: Gold, dev: Path) -> None:
    def first_lines(told: Gold) -> set[int]:
        text = Lessons.of(told, dev).text
        made = zip(text.page, text.line.tolist(), text.target.tolist(), strict=True)
        return {target for page, line, target in made if page == "tail:临川-庙" and line == 1}

    fixed = replace(gold, fixes={"临川-庙": [Fix(0, 0, "content")]})
    assert (first_lines(gold), first_lines(fixed)) == ({0}, {1})
    assert first_lines(fixed.without({"云津"})) == {1}  # the fixes go with what is left


def test_what_is_learned_is_weighed(gold: Gold, dev: Path) -> None:
    lessons = Lessons.of(gold, dev)
    text = lessons.text
    clean = np.array([site == "corpus" for site in text.site])
    kinds = np.array(["/" in site for site in text.site])
    written = np.isin(text.page, gold.written.page)
    noisy = text.weight[~clean & ~kinds & ~written]
    assert text.weight[clean].sum() == pytest.approx(CLEAN_SHARE * noisy.sum())
    assert set(text.target.tolist()) == {0, 1}


def test_roles_are_learned_from_all_that_are_known_and_made_ones_weigh_less(gold: Gold, dev: Path) -> None:
    roles = Lessons.of(gold, dev).roles
    known = [gold.roles, gold.named]
    n = sum(len(found.page) for found in known)
    assert roles.page[:n] == [page for found in known for page in found.page]
    assert roles.target[:n].tolist() == [BODY, RELATED, META, BODY, RELATED]
    assert roles.weight[:n].tolist() == [1.0, 1.0, np.sqrt(2.0), 1.0, 1.0]
    made = made_examples(dev, set(PLACES))[1]
    most = np.bincount(made.target).max()
    expected = [MADE_ROLES * np.sqrt(most / (made.target == role).sum()) for role in made.target.tolist()]
    assert roles.page[n : n + len(made.page)] == made.page
    np.testing.assert_allclose(roles.weight[n : n + len(made.page)], expected)


def kinds_of(found: Examples) -> set[str]:
    return {site.split("/")[0] for site in found.site}


def test_pages_of_other_kinds_are_made_of_the_golds_own_sites_and_weigh_less(gold: Gold, dev: Path) -> None:
    found, tagged, roles = kind_examples(gold.without({"临川"}), dev)
    pages = {kind: len({page for page in found.page if page.startswith(f"made:{kind}/")}) for kind in KINDS}
    assert pages == dict.fromkeys(KINDS, 2) | dict.fromkeys((*ROLES_ALONE, *UNHEARD), 0)
    heard = set(KINDS) - UNHEARD
    assert kinds_of(roles) == heard
    assert set(found.target.tolist()) == {0, 1}
    shares = [KIND_SHARES.get(site.split("/")[0], KIND_SHARE) for site in found.site]
    assert set(shares) == {KIND_SHARE, *KIND_SHARES.values()}
    np.testing.assert_allclose(found.weight, shares * importance(found.size))
    body = {page.split("/")[0] for page, role in zip(roles.page, roles.target.tolist(), strict=True) if role == BODY}
    assert body == {f"made:{kind}" for kind in ALL_BODY}
    lessons = Lessons.of(gold.without({"临川"}), dev)
    n = len(WRITTEN_LINES)
    for taught, made in ((lessons.text, found), (lessons.tagged, tagged), (lessons.roles, roles)):
        own = slice(len(taught.page) - n - len(made.page), len(taught.page) - n)
        assert taught.page[own] == made.page
        np.testing.assert_allclose(taught.weight[own], made.weight)


def test_written_pages_teach_and_threads_among_them_weigh_more(gold: Gold, dev: Path) -> None:
    gold = replace(gold, written=weighed(gold.written, importance(gold.written.size) * np.array([1.0, 3.0, 3.0])))
    lessons, n = Lessons.of(gold, dev), len(WRITTEN_LINES)
    for taught, share in ((lessons.text, WRITTEN_SHARE), (lessons.tagged, WRITTEN_TAGS)):
        assert taught.page[-n:] == gold.written.page
        assert taught.target[-n:].tolist() == [1, 1, 0]
        np.testing.assert_allclose(taught.weight[-n:], share * gold.written.weight)
    assert not lessons.text.evidence.has_tags.any()
    assert lessons.roles.target[-n:].tolist() == [BODY, BODY, META]
    np.testing.assert_allclose(lessons.roles.weight[-n:], WRITTEN_ROLES * np.array([1.0, 3.0, 3.0 * np.sqrt(2.0)]))


def test_kinds_that_teach_roles_alone_are_balanced_apart(gold: Gold, dev: Path) -> None:
    roles = kind_examples(gold.without({"临川"}), dev).roles
    kinds = np.array([site.split("/")[0] for site in roles.site])
    shared = roles[~np.isin(kinds, list(ROLES_ALONE))]
    assert set(shared.target.tolist()) <= SURE
    assert {META, *SURE} <= set(roles.target.tolist())
    np.testing.assert_allclose(shared.weight, KIND_ROLES * balanced(shared).weight)
    for kind, share in ROLES_ALONE.items():
        np.testing.assert_allclose(roles.weight[kinds == kind], share * balanced(roles[kinds == kind]).weight)


# fitting


def test_trees_learn_what_two_facts_tell_together() -> None:
    facts = np.random.default_rng(4).normal(size=(120, 30)).astype(np.float32)
    target = ((facts[:, 0] > 0) ^ (facts[:, 1] > 0)).astype(int)
    trees = fit(facts, lines_of(120, target.tolist()), SMALL)
    assert ((trees.raw(facts)[:, 0] > 0) == target).mean() > 0.95


def test_trees_look_at_the_facts_they_are_given_alone() -> None:
    told = (np.arange(80) % 2).astype(np.float32)[:, None]
    found = lines_of(80, [i % 2 for i in range(80)])
    blind, seeing = (fit(facts, found, SMALL).raw(facts)[:, 0] for facts in (np.zeros_like(told), told))
    np.testing.assert_allclose(blind, 0.0, atol=1e-12)
    assert ((seeing > 1) == found.target).all()


def test_trees_heed_the_weights() -> None:
    facts, found = np.zeros((40, 5), np.float32), lines_of(40, [0, 1] * 20)
    found.weight[found.target == 1] = 3.0
    raw = fit(facts, found, SMALL).raw(facts)
    np.testing.assert_allclose(raw, np.log(3), atol=1e-6)


def test_wording_learns_the_characters_of_content_and_of_roles() -> None:
    talk, menus, names = (
        "渡船停航了 街坊走老桥 河水又上涨".split(),
        "首页 要闻 更多".split(),
        "记者周亭 编辑河生".split(),
    )
    text = described([*talk, *menus] * 5, ([1] * 3 + [0] * 3) * 5)
    roles = described([*talk, *menus, *names] * 5, ([BODY] * 3 + [RELATED] * 3 + [META] * 2) * 5)
    lines = ["渡船和河水", "更多要闻", "记者河生"]
    scored = fit_wording(text, roles).score(lines, np.arange(3))
    assert scored.shape == (3, 1 + 3)
    assert (scored[:2, 0] > 0).tolist() == [True, False]
    learned = sorted({BODY, RELATED, META})
    assert [learned[i] for i in scored[:, 1:].argmax(axis=1)] == [BODY, RELATED, META]


def test_wording_heeds_the_weights_but_not_their_unit() -> None:
    lines = ["渡船", "要闻", "渡船"] * 4
    roles = described(["渡船", "要闻", "记者"] * 2, [BODY, RELATED, META] * 2)

    def learned(*weights: float) -> FloatArray:
        text = described(lines, [1, 0, 0] * 4)
        text.weight[:] = [*weights] * 4
        return fit_wording(text, roles).score(["渡船"], np.zeros(1, np.int64))[:, 0]

    assert learned(9, 1, 1) > 0 > learned(1, 1, 9)
    np.testing.assert_array_equal(learned(9, 1, 1), learned(18, 2, 2))


def test_all_that_is_learned_judges_every_role_and_comes_out_the_same_in_more_threads(
    gold: Gold, dev: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for model in (KEEP_MODEL, ROLE_MODEL):
        monkeypatch.setitem(model, "num_iterations", 4)
    monkeypatch.setattr(fitting, "WORDING_ROUNDS", 4)
    monkeypatch.setattr(descent, "ROUNDS", 1)
    every = described([f"第{role}种" for role in ROLES], range(len(ROLES)))
    known = Gold(gold.noisy, gold.clean, gold.tagged, every, every, gold.written)
    one, two = (learn(known, dev, threads) for threads in (1, 2))
    trees = (one.keep, one.tagged, one.role)
    assert [len(each.baseline) for each in trees] == [1, 1, len(ROLES)]
    assert one.wording.bias.shape == (1 + len(ROLES),)
    assert one.network.read(every.evidence.text, np.arange(len(ROLES))).shape == (len(ROLES),)
    for name in ("keep", "tagged", "role", "wording", "network"):
        first, again = (getattr(found, name).arrays(name) for found in (one, two))
        assert {key: array.tobytes() for key, array in first.items()} == {k: a.tobytes() for k, a in again.items()}


def test_the_same_pages_of_other_kinds_come_with_tags_as_well(gold: Gold, dev: Path) -> None:
    keep, tagged, _ = kind_examples(gold.without({"临川"}), dev)
    assert (keep.page, keep.line.tolist()) == (tagged.page, tagged.line.tolist())
    assert keep.evidence.text.tobytes() == tagged.evidence.text.tobytes()
    assert (keep.evidence.has_tags.any(), tagged.evidence.has_tags.all()) == (False, True)
    assert not keep.evidence.tags.any()
    assert tagged.weight.tolist() == keep.weight.tolist()
