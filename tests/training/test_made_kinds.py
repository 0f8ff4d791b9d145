import pytest

from analysis.separation.roles import N_CONTENT
from analysis.training.made_house import Pool
from analysis.training.made_kinds import KINDS, house_of, made
from tests.training.made_pool import RECORDS, TEXTS

POOL = Pool.of(RECORDS, TEXTS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("held_out", [False, True])
def test_the_same_call_gives_the_same_pages_whatever_their_number(kind: str, held_out: bool) -> None:
    few, some_gold = made(kind, POOL, 3, held_out=held_out)
    more, gold = made(kind, POOL, 6, held_out=held_out)
    assert more[:3] == few
    assert some_gold.items() <= gold.items()
    other, _ = made(kind, POOL, 3, held_out=held_out, seed=1)
    assert [page.text for page in other] != [page.text for page in few]


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_has_content_and_noise_and_gold_of_its_own_lines(kind: str) -> None:
    pages, gold = made(kind, POOL, 12, held_out=False)
    for page in pages:
        lines = page.text.split("\n")
        roles = {n: role for (name, n), role in gold.items() if name == page.name}
        assert roles.keys() <= set(range(1, len(lines) + 1))
        content = sum(0 <= role < N_CONTENT for role in roles.values())
        assert 2 < content < len(roles)


@pytest.mark.parametrize("kind", KINDS)
def test_houses_for_training_and_held_out_ones_are_apart(kind: str) -> None:
    ours = {house_of(page.name) for page in made(kind, POOL, 60, held_out=False)[0]}
    theirs = {house_of(page.name) for page in made(kind, POOL, 60, held_out=True)[0]}
    assert not ours & theirs
    assert len(ours) >= 8
    assert len(theirs) >= 4


def test_a_pool_without_articles_is_refused() -> None:
    with pytest.raises(ValueError, match="pool with articles"):
        made("listing", Pool.of([]), 1, held_out=False)
