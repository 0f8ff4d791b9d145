"""What the second judgement learns from (`stacking.py`)."""

import gzip
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from analysis.separation.judge import Separator, load_separator
from analysis.separation.regions import NAMES, describe_regions
from analysis.separation.roles import ROLES
from analysis.training import stacking
from analysis.training.fitting import Gold, Heard
from analysis.training.gold import Examples, join
from analysis.training.stacking import FOLDS, deal, fit_regions, fold_of, heard_of, learn_both
from analysis.training.weighing import plain
from tests.training.described import described

pytestmark = pytest.mark.usefixtures("grows_trees")
SITES = [f"站{i}" for i in range(7)]


def tagged_pages() -> Examples:
    """Return pages of three lines, one of each site, in company and once more alone."""
    lines = ["首页 要闻", "渡船停航了，街坊们绕路回家，河边的灯火一夜未熄。", "版权所有"] * len(SITES)
    sites = [site for site in SITES for _ in range(3)]
    once = replace(
        described(lines, [0, 1, 0] * len(SITES), sites), page=sites, line=np.array([1, 2, 3] * len(SITES), np.int64)
    )
    once.evidence.has_tags[:] = True
    return join([once, once])


def test_sites_are_dealt_the_largest_first_to_the_fold_with_the_fewest_lines() -> None:
    sites = [site for site, lines in zip(SITES, (9, 8, 3, 3, 2, 2, 1), strict=True) for _ in range(lines)]
    folds = fold_of(sites[::-1])
    assert folds == {"站0": 0, "站1": 1, "站2": 2, "站3": 3, "站4": 4, "站5": 4, "站6": 2}
    assert set(folds.values()) == set(range(FOLDS))


def test_sites_are_dealt_by_their_lines_with_gold_and_written_pages_by_theme(tmp_path: Path) -> None:
    for name, sites in (("dev", ("甲", "乙", "乙", "丙")), ("stubs_dev", ("丙", "丙", "丁"))):
        records = [{"brand": site, "labels": ["content", "noise"], "ambiguous": []} for site in sites]
        lines = "".join(json.dumps(record) + "\n" for record in records)
        (tmp_path / f"{name}.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    written = [f"written:{theme}_{n}.txt" for theme in "fabcdee" for n in (1, 2)]
    folds = deal(tmp_path, written)
    assert {site: folds.pop(site) for site in "丙乙甲丁"} == {"丙": 0, "乙": 1, "丁": 2, "甲": 3}
    assert folds == {f"written:{theme}_{n}.txt": i % FOLDS for i, theme in enumerate("abcdef") for n in (1, 2)}


def test_a_page_that_comes_twice_is_looked_at_twice() -> None:
    first, found = load_separator(), tagged_pages()
    facts = heard_of(first, found).facts
    pages = np.repeat(np.arange(len(found.page) // 3), 3)
    look = first.look(found.evidence, first.wording.of_counts(found.counts), pages)[-1]
    for start in range(0, len(found.page), 3):
        rows = np.isin(np.arange(len(found.page)), np.arange(start, start + 3))
        np.testing.assert_array_equal(facts[rows], describe_regions(look[rows], np.zeros(3, np.int64)))
    one = found[np.array([site == SITES[0] for site in found.site])]  # whose two copies stand together
    np.testing.assert_array_equal(heard_of(first, one).facts, np.vstack([facts[:3]] * 2))


def test_the_second_judgement_hears_of_each_site_from_a_first_that_does_not_know_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tagged = tagged_pages()
    roles = described(ROLES, range(len(ROLES)))
    gold = Gold(tagged, described(["甲"], [1], "corpus"), tagged, roles, roles, tagged)
    known: list[set[str]] = []
    shipped = load_separator()

    def learn(told: Gold, _: Path, __: int = 1) -> Separator:
        known.append(told.sites())
        return shipped

    heard: list[Sequence[Heard]] = []
    monkeypatch.setattr(stacking, "learn", learn)
    monkeypatch.setattr(stacking, "lessons_again", lambda told, _, part: (told.tagged, plain(told.noisy)))
    folds = fold_of(tagged.site)
    monkeypatch.setattr(stacking, "deal", lambda *_: folds)
    monkeypatch.setattr(stacking, "ProcessPoolExecutor", lambda *_, **__: ThreadPoolExecutor(1))
    seconds = iter((shipped.regions, shipped.passages))
    monkeypatch.setattr(stacking, "fit_regions", lambda parts: heard.append(parts) or next(seconds))
    separator = learn_both(gold, Path("dev"))
    assert (separator.keep, separator.regions, separator.passages) == (shipped.keep, shipped.regions, shipped.passages)
    assert known[0] == set(SITES)
    assert known[1:] == [{site for site in SITES if folds[site] != f} for f in range(FOLDS)]
    for parts, found in zip(heard, (tagged, plain(tagged)), strict=True):
        for f, part in enumerate(parts):
            own = found[np.array([folds[site] == f for site in found.site])]
            np.testing.assert_array_equal(part.facts, heard_of(shipped, own).facts)
            assert (part.target.tolist(), part.weight.tolist()) == (own.target.tolist(), own.weight.tolist())
            assert part.facts.shape == (len(own.page), len(NAMES))


def test_a_second_judgement_learns_from_all_that_was_heard() -> None:
    facts = np.array([[0.0], [1.0]] * 200, np.float32)
    parts = [Heard(facts, np.array([0, 1] * 200), np.ones(400)), Heard(facts + 2, np.array([1, 0] * 200), np.ones(400))]
    said = fit_regions(parts).raw(np.array([[0.0], [1.0], [2.0], [3.0]], np.float32))[:, 0]
    assert (said > 0).tolist() == [False, True, True, False]
