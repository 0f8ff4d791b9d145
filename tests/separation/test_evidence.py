import re
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from analysis.reading import tags
from analysis.reading.flattening import flatten
from analysis.reading.pages import Page
from analysis.separation import company
from analysis.separation import evidence as module
from analysis.separation.columns import Columns, stacked
from analysis.separation.context import TAG_MEANS, tags_around
from analysis.separation.evidence import (
    GROUPS,
    NAMES,
    PAGE_NAMES,
    TAG_NAMES,
    TEXT_NAMES,
    Evidence,
    Observation,
    merge,
    observe,
    page_sums,
)
from analysis.words.tokenizer import Tokenizer
from tests.samples import gather

PAGES = [
    Page(
        "tea",
        "首页 要闻\n老茶馆重新开张\n河边的老茶馆重新开张了，街坊们坐下来，聊起了当年的渡船和雨季。\n" * 3 + "版权所有",
    ),
    Page("blank", " \n\n"),
    Page("boat", "渡船停航\n\n因为河水上涨，渡船从昨天起停航，船长说要等到雨季过去之后再开。\n相关阅读\n版权所有"),
    Page("numbers", "123\n。。。\n2031-02-03"),
    Page("fair", "庙会\n今年的庙会在城南的广场上举行，糖画和皮影戏的摊位前排起了长队，孩子们看得出神。"),
]
HTML = flatten(
    "<ul><li><a href=x>首页</a><li>要闻</ul><div class='content'><h1>渡船停航</h1><p>河水上涨，渡船停航。</p></div>"
)
TAGGED = Page("tagged", HTML.text, markup=HTML.markup)
TOKENIZER = Tokenizer()


def seen(pages: list[Page]) -> Observation:
    return observe(pages, TOKENIZER)


def known(pages: list[Page]) -> Evidence:
    return gather(seen(pages), len(pages))


def alike(a: Evidence, b: Evidence) -> None:
    np.testing.assert_array_equal(a.whole(), b.whole())
    np.testing.assert_array_equal(a.has_tags, b.has_tags)


def test_every_fact_has_one_name_and_one_group() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert [name for names in GROUPS.values() for name in names] == list(NAMES)


def test_the_facts_of_tags_stand_last_and_those_of_the_page_alone_first() -> None:
    assert NAMES == TEXT_NAMES + TAG_NAMES
    assert GROUPS["tags"] == TAG_NAMES
    assert [name.startswith("html_") for name in NAMES] == [name in TAG_NAMES for name in NAMES]
    assert TEXT_NAMES[: len(PAGE_NAMES)] == PAGE_NAMES


# facts by name

MIXED = [TAGGED, PAGES[2]]
EVIDENCE = known(MIXED)
TELLERS = {
    "describe_form": GROUPS["form"],
    "describe_context": GROUPS["context"],
    "describe_affinity": GROUPS["affinity"],
    "unknown_topics": GROUPS["topics"],
    "tags_around": TAG_MEANS,
}


def told(monkeypatch: pytest.MonkeyPatch, teller: str, change: Callable[[Columns], Columns]) -> Evidence:
    """Describe the mixed pages while the facts that one function tells are changed on their way."""
    room = module if hasattr(module, teller) else company
    tell = getattr(room, teller)
    with monkeypatch.context() as patch:
        patch.setattr(room, teller, lambda *given: change(tell(*given)))
        return known(MIXED)


def swapped(columns: Columns) -> Columns:
    first, second, *rest = columns
    return {name: columns[name] for name in (second, first, *rest)}


@pytest.mark.parametrize("teller", TELLERS)
@pytest.mark.parametrize("change", [swapped, lambda columns: dict(reversed(columns.items()))])
def test_facts_told_in_another_order_are_the_same_evidence(
    monkeypatch: pytest.MonkeyPatch, teller: str, change: Callable[[Columns], Columns]
) -> None:
    alike(told(monkeypatch, teller, change), EVIDENCE)


def renamed(lost: str, name: str) -> Callable[[Columns], Columns]:
    """Return the change that tells one fact under another name, or not at all if the name is empty."""
    return lambda columns: {name if k == lost else k: v for k, v in columns.items() if name or k != lost}


@pytest.mark.parametrize(("teller", "names"), TELLERS.items())
@pytest.mark.parametrize("name", ["", "misnamed"])
def test_a_fact_left_out_or_misnamed_is_an_error(
    monkeypatch: pytest.MonkeyPatch, teller: str, names: tuple[str, ...], name: str
) -> None:
    for lost in names:
        with pytest.raises(KeyError, match=re.escape(f"'{lost}'")):
            told(monkeypatch, teller, renamed(lost, name))


def test_a_fact_is_found_by_its_name() -> None:
    whole = EVIDENCE.whole()
    assert whole.shape == (len(EVIDENCE), len(NAMES))
    for i, name in enumerate(NAMES):
        np.testing.assert_array_equal(EVIDENCE.fact(name), whole[:, i])


def test_evidence_cut_in_parts_and_joined_is_the_whole() -> None:
    alike(Evidence.join([EVIDENCE[:2], EVIDENCE[2:2], EVIDENCE[2:]]), EVIDENCE)
    alike(Evidence.join([EVIDENCE[EVIDENCE.has_tags], EVIDENCE[~EVIDENCE.has_tags]]), EVIDENCE)
    picked = EVIDENCE[np.array([5, 0])]
    np.testing.assert_array_equal(picked.whole(), EVIDENCE.whole()[[5, 0]])
    assert picked.has_tags.tolist() == [False, True]


# what is seen


def test_what_is_seen_has_a_row_for_every_line() -> None:
    all_seen = seen(PAGES)
    n = sum(bool(line.strip()) for page in PAGES for line in page.text.split("\n"))
    assert len(all_seen.lines) == len(all_seen.prints) == len(all_seen.core) == n
    assert all_seen.local.shape == (n, len(PAGE_NAMES))
    assert all_seen.words.matrix.shape[0] == n
    assert all_seen.tags.shape == (n, len(TAG_NAMES))
    evidence = gather(all_seen, len(PAGES))
    assert len(evidence) == len(evidence.has_tags) == n
    assert (evidence.text.shape, evidence.tags.shape) == ((n, len(TEXT_NAMES)), (n, len(TAG_NAMES)))
    assert evidence.text.dtype == evidence.tags.dtype == all_seen.local.dtype == np.float32


@pytest.mark.parametrize("cuts", [[0, 1, 5], [0, 2, 3, 5], [0, 1, 2, 3, 4, 5]])
def test_chunks_seen_and_merged_are_the_whole(cuts: list[int]) -> None:
    pages = [*PAGES[:3], TAGGED, PAGES[4]]
    chunks = [pages[a:b] for a, b in pairwise(cuts)]
    merged, whole = merge([seen(chunk) for chunk in chunks], [len(chunk) for chunk in chunks]), seen(pages)
    assert merged.lines.text == whole.lines.text
    assert merged.lines.folded == whole.lines.folded
    assert merged.words.terms == whole.words.terms
    for a, b in [
        (merged.lines.page, whole.lines.page),
        (merged.lines.number, whole.lines.number),
        (merged.prints, whole.prints),
        (merged.local, whole.local),
        (merged.tags, whole.tags),
        (merged.has_tags, whole.has_tags),
        (merged.core, whole.core),
        (merged.words.matrix.toarray(), whole.words.matrix.toarray()),
    ]:
        np.testing.assert_array_equal(a, b)
    both = [gather(one, len(pages)).whole() for one in (merged, whole)]
    np.testing.assert_allclose(*both, rtol=1e-6, atol=1e-6)


def test_only_lines_that_came_as_html_have_facts_of_tags() -> None:
    together = seen([PAGES[0], TAGGED, PAGES[2]])
    evidence = gather(together, 3)
    np.testing.assert_array_equal(evidence.has_tags, together.lines.page == 1)
    tagged = evidence[evidence.has_tags]
    assert not evidence[~evidence.has_tags].tags.any()
    assert np.isfinite(evidence.text).all()
    around = stacked(tags_around(HTML.markup), TAG_MEANS)
    np.testing.assert_array_equal(tagged.tags, np.hstack([HTML.markup, around]))
    assert tagged.fact("html_in_item").tolist() == [1, 1, 0, 0]
    assert tagged.fact("html_linked_mean_1") == pytest.approx([0.5, 1 / 3, 0, 0])


def test_tags_change_no_fact_that_needs_none() -> None:
    tagged, plain = seen([TAGGED, PAGES[2]]), seen([Page("tagged", HTML.text), PAGES[2]])
    np.testing.assert_array_equal(gather(tagged, 2).text, gather(plain, 2).text)
    np.testing.assert_array_equal(tagged.core, plain.core)
    alike(gather(tagged, 2).without_tags(), gather(plain, 2))


def test_the_facts_of_tags_are_found_by_line_number() -> None:
    markup = np.zeros((4, len(tags.NAMES)), np.float32)
    markup[:, tags.NAMES.index("html_depth")] = [1, 2, 3, 4]
    assert known([Page("blanks", "渡船\n\n \n老桥", markup=markup)]).fact("html_depth").tolist() == [1, 4]


def test_a_page_alone_has_the_same_local_facts_as_in_company() -> None:
    pages = [*PAGES, TAGGED]
    together = seen(pages)
    for i, page in enumerate(pages):
        alone = seen([page])
        rows = together.lines.page == i
        np.testing.assert_array_equal(alone.local, together.local[rows])
        np.testing.assert_array_equal(alone.tags, together.tags[rows])
        np.testing.assert_array_equal(alone.core, together.core[rows])
        np.testing.assert_array_equal(alone.prints, together.prints[rows])


def test_the_core_is_long_prose_and_no_furniture() -> None:
    all_seen = seen(PAGES)
    core = {text for text, chosen in zip(all_seen.lines.text, all_seen.core, strict=True) if chosen}
    assert core == {PAGES[0].text.split("\n")[2], PAGES[2].text.split("\n")[2], PAGES[4].text.split("\n")[1]}


def test_repeats_count_the_pages_with_a_line() -> None:
    all_seen = seen(PAGES)
    repeats = dict(zip(all_seen.lines.text, gather(all_seen, len(PAGES)).fact("repeats").tolist(), strict=True))
    assert repeats["版权所有"] == pytest.approx(np.log(2))
    assert repeats["首页 要闻"] == 0
    assert repeats["123"] == 0


def test_a_line_about_its_pages_subject_is_closer_to_it_than_another() -> None:
    cosines = known([Page("boat", PAGES[2].text + "\n渡船停航，河水上涨\n糖画摊位")]).fact("core_cosine")
    assert cosines[-2] > 0.1
    assert cosines[-1] == 0


@pytest.mark.parametrize("texts", [[], [""], [" \n"], ["123\n。。。"], ["——", "2031", "!"]])
def test_pages_without_a_word_have_finite_facts(texts: list[str]) -> None:
    evidence = known([Page(str(i), text) for i, text in enumerate(texts)])
    assert evidence.whole().shape == (sum(len(text.split()) for text in texts), len(NAMES))
    assert np.isfinite(evidence.text).all()
    assert not any(evidence.fact(name).any() for name in GROUPS["affinity"])


def test_page_sums_add_the_chosen_lines_of_each_page() -> None:
    all_seen = seen([Page("a", "甲\n乙\n丙"), Page("b", ""), Page("c", "丁")])
    sums = page_sums(all_seen.lines, np.array([True, False, True, True]), 3)
    assert sums.toarray().tolist() == [[1, 0, 1, 0], [0, 0, 0, 0], [0, 0, 0, 1]]
