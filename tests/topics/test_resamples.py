import numpy as np

from analysis.topics.resamples import RESAMPLES, SAMPLE_PAGES, halves, resamples


def test_resamples_are_fixed_and_smaller_than_the_whole() -> None:
    one, two = resamples(50), resamples(50)
    assert len(one) == RESAMPLES
    assert all(np.array_equal(a, b) for a, b in zip(one, two, strict=True))
    assert {len(r) for r in one} == {40}
    assert not np.array_equal(one[0], one[1])


def test_halves_are_disjoint_unless_pages_are_few() -> None:
    for a, b in halves(1_000):
        assert len(a) == len(b) == 500
        assert not set(a) & set(b)
    for a, b in halves(20):
        assert len(a) == len(b) == 18
    assert all(len(a) == SAMPLE_PAGES // 2 for a, _ in halves(50_000))
