import re
from dataclasses import replace

import numpy as np

from analysis.separation.roles import N_CONTENT
from analysis.training.made_house import BODY, HEADING, Pool
from analysis.training.made_short_lines import CAPTIONS, CLOSINGS, SLOGANS, SUBHEADS, accounts, short_lines
from tests.training.made_pool import RECORDS

POOL = Pool.of(RECORDS)
STORY = POOL.stories[0]


def test_accounts_share_nothing_with_held_out_ones() -> None:
    for split in (SUBHEADS, CAPTIONS):
        assert not set(split[0]) & set(split[1])
    for split in (SLOGANS, CLOSINGS):
        assert not {line for lines in split[0] for line in lines} & {line for lines in split[1] for line in lines}
    assert (len(accounts(False)), len(accounts(True))) == (24, 10)


def test_every_clause_of_the_article_is_told_in_its_order() -> None:
    wanted = re.sub(r"\W", "", "".join(STORY.paragraphs))
    for i, account in enumerate((*accounts(False), *accounts(True))):
        plain = replace(account, slogan_share=0.0, mark_share=0.0)
        lines = list(short_lines(plain, STORY, POOL, np.random.default_rng(i)))
        text = re.sub(r"\W", "", "".join(text for text, role in lines if role == BODY))
        assert text == wanted


def test_most_lines_are_short_and_end_openly() -> None:
    account = replace(accounts(False)[0], end="", clauses=1, whole=0.0)
    body = [text for text, role in short_lines(account, STORY, POOL, np.random.default_rng(0)) if role == BODY]
    assert len(body) > 3 * len(STORY.paragraphs)
    assert not any(text.endswith(("，", "。")) for text in body)


def test_calls_to_subscribe_are_noise_and_headings_content() -> None:
    seen = set()
    for i, account in enumerate(accounts(False)):
        lines = list(short_lines(account, STORY, POOL, np.random.default_rng(i)))
        calls = [role for text, role in lines if "关注" in text or "二维码" in text]
        assert all(role >= N_CONTENT for role in calls)
        seen |= {role for _, role in lines}
    assert HEADING in seen
