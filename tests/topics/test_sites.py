import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.topics.sites import by_site, pages_worth
from tests.topics.made_pages import of_one


def test_sites_shares_and_parts_are_as_by_hand() -> None:
    found = by_site(["b", "a", "b", ""], np.array([[4.0, 0], [1, 3], [1, 1], [0, 9]]))
    assert found.sites == ["b", "a"]
    assert found.pages.tolist() == [2, 1]
    assert found.share.tolist() == [[0.75, 0.25], [0.25, 0.75]]
    assert found.held[:, 0].tolist() == pytest.approx([1.5 / 1.75, 0.25 / 1.75])
    assert found.held[:, 1].tolist() == pytest.approx([0.4, 0.6])


def test_sites_of_equal_pages_stand_by_name() -> None:
    assert by_site(["c", "a", "b"], of_one([0, 0, 1])).sites == ["a", "b", "c"]


def test_effective_number_of_sites_is_one_to_all() -> None:
    found = by_site(["a", "b", "c", "d"], of_one([0, 0, 0, 1], 3))
    assert found.effective.tolist() == pytest.approx([3.0, 1.0, 0.0])
    assert found.held[:, 2].tolist() == [0.0] * 4


def test_pages_worth_counts_shared_pages_less() -> None:
    assert pages_worth(np.array([1.0, 1.0, 0.0])) == pytest.approx(2.0)
    assert pages_worth(np.array([1.0, 0.5])) == pytest.approx(2.25 / 1.25)
    assert pages_worth(np.zeros(3)) == 0.0


def owners(*sites: tuple[str, int, int]) -> list[str]:
    """Return the owners when each site has so many pages of the first and of the second topic."""
    names = [name for name, first, second in sites for _ in range(first + second)]
    topics = [topic for _, first, second in sites for topic in [0] * first + [1] * second]
    return by_site(names, of_one(topics)).owner


def test_a_topic_of_one_small_site_is_owned() -> None:
    assert owners(("a", 0, 40), ("b", 0, 40), ("c", 10, 0)) == ["c", ""]


def test_a_topic_that_most_sites_share_is_not_owned() -> None:
    assert owners(("a", 10, 10), ("b", 10, 10), ("c", 10, 10)) == ["", ""]


def test_less_than_two_thirds_is_not_owned() -> None:
    assert owners(("a", 7, 40), ("b", 0, 40), ("c", 13, 0)) == ["", ""]
    assert owners(("a", 6, 40), ("b", 0, 40), ("c", 14, 0)) == ["c", ""]


def test_a_site_of_most_pages_owns_nothing() -> None:
    assert owners(("a", 50, 20), ("b", 0, 20), ("c", 0, 20)) == ["", ""]


def test_two_sites_own_nothing() -> None:
    assert owners(("a", 0, 40), ("b", 10, 0)) == ["", ""]


def test_what_chance_gives_is_not_owned() -> None:
    # three sites of a third of the pages each: 5 of 5 pages are no surprise, 6 of 6 are (3 * 3 ** -6 < .01)
    assert owners(("a", 5, 10), ("b", 0, 15), ("c", 0, 15)) == ["", ""]
    assert owners(("a", 6, 9), ("b", 0, 15), ("c", 0, 15)) == ["a", ""]


def test_two_pages_are_owned_by_nobody_however_small_their_site() -> None:
    assert owners(("a", 0, 5000), ("b", 0, 5000), ("c", 2, 0)) == ["", ""]
    assert owners(("a", 0, 5000), ("b", 0, 5000), ("c", 3, 0)) == ["c", ""]


@pytest.mark.parametrize("sites", [[], [""], ["a"]])
def test_nothing_or_one_page_has_no_owner(sites: list[str]) -> None:
    found = by_site(sites, of_one([0] * len(sites)))
    known = [site for site in sites if site]
    assert (found.sites, found.pages.tolist(), found.owner) == (known, [1] * len(known), ["", ""])
    assert found.share.shape == found.held.shape == (len(known), 2)
    assert found.effective.tolist() == [float(len(known)), 0.0]


def test_a_site_is_needed_for_each_page() -> None:
    with pytest.raises(ValueError, match="got a column of 2 rows, expected 1"):
        by_site(["a"], of_one([0, 1]))


@given(st.permutations(range(40)))
def test_the_order_of_the_pages_does_not_show(order: list[int]) -> None:
    rng = np.random.default_rng(5)
    W = rng.random((40, 3))
    sites = [f"s{n}" for n in rng.integers(0, 4, 40)]
    here, there = by_site(sites, W), by_site([sites[i] for i in order], W[order])
    assert (here.sites, here.owner) == (there.sites, there.owner)
    assert here.share.tobytes() == there.share.tobytes()
    assert here.held.tobytes() == there.held.tobytes()
