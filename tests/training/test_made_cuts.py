from typing import Any

from analysis.training.made_cuts import MOST_AROUND, with_cuts
from analysis.training.made_tails import BODY, LEAST_LINES, OTHER
from tests.training.test_made_tails import record

MENU = [f"栏目{i}" for i in range(9)]


def framed(number: int) -> dict[str, Any]:
    """Return a page with nine lines of a menu above and below what `record` tells of a place, one of them in doubt."""
    page = record(number)
    lines = [*MENU, "", *page["lines"], *MENU]
    labels = [*["noise"] * 10, *page["labels"], *["noise"] * 9]
    return page | {"lines": lines, "labels": labels, "ambiguous": [13]}


RECORDS = [framed(i) for i in range(40)]
PAGES, GOLD = with_cuts(RECORDS)


def test_the_same_records_give_the_same_pages() -> None:
    assert with_cuts(RECORDS) == (PAGES, GOLD)
    assert [page.name for page in PAGES] == [f"cut:page{i}" for i in range(40)]
    assert with_cuts(RECORDS[::-7])[0] == PAGES[::-7]


def test_the_article_keeps_no_more_than_a_few_lines_around_it() -> None:
    above, below = set(), set()
    for page, made_of in zip(PAGES, RECORDS, strict=True):
        lines = page.text.split("\n")
        shown = [line for line in made_of["lines"] if line]
        start = lines.index(shown[10])
        rest = len(lines) - start - 5
        assert lines == shown[10 - start : 15 + rest]
        above.add(start)
        below.add(rest)
    assert above == below == set(range(MOST_AROUND + 1))


def test_lines_have_the_marks_of_the_gold_and_doubtful_ones_none() -> None:
    for page, made_of in zip(PAGES, RECORDS, strict=True):
        lines = page.text.split("\n")
        article = made_of["lines"][11:16]
        for n, line in enumerate(lines, 1):
            wanted = None if line == made_of["lines"][13] else BODY if line in article else OTHER
            assert GOLD.get((page.name, n)) == wanted


def test_a_page_with_too_little_content_is_left_out() -> None:
    short = record(0, lines=["一"] * LEAST_LINES, labels=["content"] * (LEAST_LINES - 1) + ["noise"])
    assert with_cuts([short]) == ([], {})
