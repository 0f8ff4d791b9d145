import re
from dataclasses import replace

import numpy as np
import pytest

from analysis.training import made_papers
from analysis.training.made_house import BODY, HEADING, MARKER, RELATED, TITLE, UNKNOWN, WIDGET, Line, Pool
from analysis.training.made_papers import Journal, journals, printed, referred, sectioned
from analysis.training.made_words import FIELDS
from tests.training.made_pool import RECORDS

POOL = Pool.of(RECORDS)
STORY = POOL.stories[0]
FIELD = FIELDS[False][0]
JOURNAL = Journal(
    "a", False, ("摘要：", "关键词："), ("Abstract: ", "Keywords: "), "；", ("{n}. {t}", "{n}.{m}. {t}"), "参考文献",
    "[{n}] {t}", ("{who}. {t}[J]. {journal}, {year}({small}): {p}-{q}.",), "相似文献",
)  # fmt: skip


def lines_of(journal: Journal, seed: int = 0) -> list[Line]:
    return list(printed(journal, STORY, POOL, np.random.default_rng(seed)))


@pytest.mark.parametrize(
    "name", ["ABSTRACTS", "IN_ENGLISH", "JOINTS", "HEADS", "NUMBERS", "ENDS", "ITEMS", "REFERENCES", "ALIKE"]
)
def test_journals_share_no_words_with_held_out_ones(name: str) -> None:
    ours, theirs = getattr(made_papers, name)
    assert not set(ours) & set(theirs)
    assert (len(journals(False)), len(journals(True))) == (32, 12)


@pytest.mark.parametrize("held_out", [False, True])
def test_a_journal_prints_the_whole_article_and_only_other_papers_are_no_content(held_out: bool) -> None:
    for i, journal in enumerate(journals(held_out)):
        lines = lines_of(journal, i)
        left = iter(lines)
        assert all(line in left for line in STORY.told())
        added = [line for line in lines if line not in STORY.told()]
        assert not any(re.search(r"[{}]", text) for text, _ in added)
        behind = next((i for i, (_, role) in enumerate(added) if role == MARKER), len(added))
        assert {role for _, role in added[:behind]} <= {TITLE, HEADING, BODY, UNKNOWN}
        assert {role for _, role in added[behind:]} <= {MARKER, RELATED, WIDGET}


def test_an_abstract_begins_as_the_article_does_and_its_key_words_are_the_articles() -> None:
    lines = lines_of(JOURNAL)
    [abstract] = [text.removeprefix("摘要：") for text, _ in lines if text.startswith("摘要：")]
    assert STORY.lead.startswith(abstract)
    assert len(abstract) >= 80
    [words] = [text.removeprefix("关键词：") for text, _ in lines if text.startswith("关键词：")]
    assert 2 <= len(words.split("；")) <= 5
    assert all(word in STORY.lead for word in words.split("；"))


def test_heads_are_counted_and_those_below_them_too() -> None:
    texts = [("段", BODY)] * 40
    heads = [text for text, role in sectioned(JOURNAL, texts, FIELD, np.random.default_rng(4)) if role == HEADING]
    numbers = [tuple(map(int, re.findall(r"\d+", head))) for head in heads]
    assert numbers == sorted(set(numbers))
    assert {len(number) for number in numbers} == {1, 2}
    assert numbers[0] == (1,)


@pytest.mark.parametrize(("item", "a_reference"), [("[{n}] {t}", 1), ("[{n}]\n{t}", 2)])
def test_references_stand_behind_their_number_or_below_it(item: str, a_reference: int) -> None:
    head, *lines = referred(replace(JOURNAL, item=item), FIELD, np.random.default_rng(0))
    assert head == ("参考文献", HEADING)
    texts = ["".join(text for text, _ in lines[i : i + a_reference]) for i in range(0, len(lines), a_reference)]
    assert len(texts) >= 3
    form = re.compile(r"\[(\d+)\] ?[^.]+\. .+\[J\]\. .+, \d{4}\(\d\): (\d+)-(\d+)\.")
    found = [form.fullmatch(text) for text in texts]
    assert [match and int(match[1]) for match in found] == list(range(1, len(texts) + 1))
    assert all(match and int(match[2]) < int(match[3]) for match in found)


def test_other_papers_stand_below_a_label() -> None:
    label, *papers = made_papers.alike(JOURNAL, FIELD, np.random.default_rng(5))
    assert label == ("相似文献", MARKER)
    assert sum(role == RELATED for _, role in papers) >= 3
