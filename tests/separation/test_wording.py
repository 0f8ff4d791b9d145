import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from analysis.separation.wording import BUCKETS, LONGEST, PLACES, Wording, buckets, counts, shifted

LINES = st.lists(st.text(st.characters(exclude_categories=(), exclude_characters="\n"), max_size=8), max_size=6)
PAGE = ["旧渡口的摆渡船", "责任编辑：周亭", "上一篇", "旧渡口的摆渡船"]
N_OUTPUTS = 3


def hashes(*lines: str) -> list[int]:
    return buckets(lines)[0].tolist()


def pages(*numbers: int) -> np.ndarray:
    return np.array(numbers, np.int64)


def wording() -> Wording:
    weights = np.random.default_rng(5).normal(size=(len(PLACES), BUCKETS, N_OUTPUTS))
    return Wording(weights.astype(np.float16), np.array([0.5, -1.0, 2.0]))


def block(counted: sparse.csr_matrix, place: int) -> np.ndarray:
    """Return the counts of the neighbours at a place."""
    start = PLACES.index(place) * BUCKETS
    return counted[:, start : start + BUCKETS].toarray()


# buckets


def test_the_hashes_are_those_the_weights_were_learned_for() -> None:
    found, lines = buckets(["河边1", "甲"])
    assert found.tolist() == [4220, 5277, 2037, 6762, 4733, 6240, 6910, 4220, 3165, 5757]
    assert lines.tolist() == [0] * 7 + [1] * 3


def test_all_digits_are_alike_and_letters_are_not() -> None:
    assert hashes("2031年5月") == hashes("1998年7月")
    assert hashes("2031年5月") != hashes("2031年5日")
    assert hashes("a") != hashes("0")


def test_the_order_of_characters_is_seen() -> None:
    assert sorted(hashes("渡船")) != sorted(hashes("船渡"))


@given(LINES)
def test_each_line_is_hashed_by_itself(lines: list[str]) -> None:
    found, line = buckets(lines)
    assert found.tolist() == [h for text in lines for h in hashes(text)]
    assert line.tolist() == [i for i, text in enumerate(lines) for _ in hashes(text)]


@given(LINES)
def test_hashes_fit_the_table_and_a_line_has_all_its_n_grams(lines: list[str]) -> None:
    found, line = buckets(lines)
    assert (found < BUCKETS).all()
    assert np.bincount(line, minlength=len(lines)).tolist() == [2 * len(text) + 1 for text in lines]


def test_no_more_of_a_line_is_looked_at_than_its_start() -> None:
    start = "河" * LONGEST
    assert hashes(start + "水上涨") == hashes(start)
    assert hashes(start[1:] + "水上涨") != hashes(start)


# counts


def test_a_line_counts_what_it_holds_whatever_its_length() -> None:
    own = block(counts(["渡船", "渡船渡船渡船"], pages(0, 0)), 0)
    np.testing.assert_allclose(own.sum(axis=1), np.sqrt([5, 13]), rtol=1e-6)
    assert set(np.flatnonzero(own[0])) == set(hashes("渡船"))


def test_neighbours_stand_beside_the_line_and_stop_at_the_border_of_the_page() -> None:
    counted = counts(PAGE, pages(0, 0, 1, 1))
    own, before, after = (block(counted, place) for place in (0, -1, 1))
    nothing = np.zeros(BUCKETS)
    np.testing.assert_array_equal(before, [nothing, own[0], nothing, own[2]])
    np.testing.assert_array_equal(after, [own[1], nothing, own[3], nothing])


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        (0, [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
        (-1, [[0, 0, 0], [1, 0, 0], [0, 0, 0]]),
        (1, [[0, 1, 0], [0, 0, 0], [0, 0, 0]]),
        (5, [[0, 0, 0]] * 3),
    ],
)
def test_a_shift_keeps_to_the_page(place: int, wanted: list[list[int]]) -> None:
    assert shifted(pages(0, 0, 1), place).toarray().tolist() == wanted


# scores


@given(LINES, st.data())
def test_scores_are_those_of_the_counts(lines: list[str], data: st.DataObject) -> None:
    page = np.cumsum(data.draw(st.lists(st.sampled_from([0, 1]), min_size=len(lines), max_size=len(lines))))
    learned, page = wording(), page.astype(np.int64)
    scored = learned.score(lines, page)
    assert scored.shape == (len(lines), N_OUTPUTS)
    np.testing.assert_allclose(scored, learned.of_counts(counts(lines, page)), atol=1e-5)


def test_a_page_is_scored_alike_in_any_company() -> None:
    learned = wording()
    together = learned.score([*PAGE, "旁的一页", *PAGE], pages(0, 0, 0, 0, 1, 2, 2, 2, 2))
    alone = learned.score(PAGE, pages(0, 0, 0, 0))
    np.testing.assert_allclose(together[:4], alone, atol=1e-12)
    np.testing.assert_allclose(together[5:], alone, atol=1e-12)
    assert np.abs(alone[0] - alone[3]).max() > 1e-3  # the same line, with other neighbours


def test_the_arrays_give_the_same_weights_back() -> None:
    learned = wording()
    kept = learned.arrays("words")
    assert set(kept) == {"words_weights", "words_bias"}
    again = Wording.from_arrays({**kept, "other_weights": np.zeros(1)}, "words")
    assert again.weights.dtype == np.float16
    assert again.score(PAGE, pages(0, 0, 1, 1)).tobytes() == learned.score(PAGE, pages(0, 0, 1, 1)).tobytes()


def test_no_lines_give_no_scores() -> None:
    found, lines = buckets([])
    assert len(found) == len(lines) == 0
    assert counts([], pages()).shape == (0, len(PLACES) * BUCKETS)
    assert wording().score([], pages()).shape == (0, N_OUTPUTS)
