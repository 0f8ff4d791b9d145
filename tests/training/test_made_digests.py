import re

import numpy as np
import pytest

from analysis.training import made_digests
from analysis.training.made_digests import Digest, digested, digests, sentences
from analysis.training.made_house import BODY, HEADING, TITLE, Line, Pool
from tests.training.made_pool import RECORDS

POOL = Pool.of(RECORDS)
STORY = POOL.stories[0]
DIGEST = Digest("a", False, ("{n}{t}", "{lead}"), "{n}、", "【{t}】", parted=False)


def lines_of(digest: Digest, seed: int = 0) -> list[Line]:
    return list(digested(digest, STORY, POOL, np.random.default_rng(seed)))


@pytest.mark.parametrize("name", ["TITLES", "SETTINGS", "GREETINGS", "PARTS"])
def test_digests_share_no_words_with_held_out_ones(name: str) -> None:
    ours, theirs = getattr(made_digests, name)
    assert not set(ours) & set(theirs)
    assert (len(digests(False)), len(digests(True))) == (33, 15)


@pytest.mark.parametrize("held_out", [False, True])
def test_all_of_a_digest_is_content_below_its_own_title(held_out: bool) -> None:
    parted = 0
    for i, digest in enumerate(digests(held_out)):
        title, *lines = lines_of(digest, i)
        assert title[1] == TITLE
        assert {role for _, role in lines} <= {HEADING, BODY}
        assert not any(re.search(r"[{}]", text) for text, _ in (title, *lines))
        told = "".join(text for text, _ in lines)
        assert sum(story.title in told or sentences(story.lead)[0] in told for story in POOL.stories) >= 4
        parted += any(part in text for text, role in lines if role == HEADING for part in made_digests.PARTS[held_out])
    assert 3 <= parted < len(digests(held_out))


def test_items_are_counted_and_say_what_their_articles_say_first() -> None:
    lines = [line for line in lines_of(DIGEST) if line[1] != TITLE]
    heads = [i for i, (_, role) in enumerate(lines) if role == HEADING]
    assert [int(lines[i][0].split("、")[0]) for i in heads] == list(range(1, len(heads) + 1))
    by_title = {story.title: story for story in POOL.stories}
    for i in heads:
        story = by_title[lines[i][0].split("、", 1)[1]]
        assert lines[i + 1] == (sentences(story.lead)[0], BODY)


@pytest.mark.parametrize(
    ("lead", "cut"),
    [
        ("雨" * 50 + "。" + "河" * 20 + "。", ("雨" * 50 + "。", "河" * 20)),
        ("短句。" + "雨" * 60 + "！余", ("短句。" + "雨" * 60 + "！", "")),
        ("雨" * 300, ("雨" * 161, "")),
    ],
    ids=["one sentence", "a short one is not enough", "no end"],
)
def test_a_lead_ends_with_a_sentence(lead: str, cut: tuple[str, str]) -> None:
    assert sentences(lead) == cut
