import numpy as np
import pytest

from tests.benchmarks.intervals import NAMES, site_intervals


def test_all_right_everywhere_leaves_no_doubt() -> None:
    site, page = np.repeat(["a", "b", "c"], 4), np.repeat([0, 1, 2, 3, 4, 5], 2)
    gold = np.tile([True, False], 6)
    assert site_intervals(site, page, np.full(12, 10), gold, gold) == dict.fromkeys(NAMES, (1.0, 1.0))


def test_an_interval_holds_the_score_and_is_as_wide_as_sites_differ() -> None:
    rng = np.random.default_rng(1)
    site = np.repeat(np.arange(40), 10)
    gold = np.tile([True] * 5 + [False] * 5, 40)
    size = np.full(400, 20)
    evenly = gold ^ (np.arange(400) % 10 == 0)  # a line a site
    by_site = gold & ~np.isin(site, rng.permutation(40)[:8])  # a fifth of the sites lost whole
    low, high = site_intervals(site, site, size, gold, evenly)["char_f1"]
    assert low == high == pytest.approx(2 * 4 / (4 + 5), abs=1e-4)
    low, high = site_intervals(site, site, size, gold, by_site)["page_f1"]
    assert low < 0.8 < high
    assert 0.15 < high - low < 0.35  # twice 1.96 times the root of .8 * .2 / 40
