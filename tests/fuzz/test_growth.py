"""Growth: what takes the square of a line's length hangs on a long one. Four times the text, four times the time."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from analysis.articles.title import title
from analysis.reading.masks import mask_lines
from analysis.reading.page import Page, page_of, record_page
from analysis.run.cleaning import kept_text
from analysis.separation.repairs import decode_entities, repair
from tests.fuzz.pumps import once, patterns, pumped, seconds
from tests.samples import FERRY

MOST = 10  # times the time for four times the text: a square takes sixteen
TRIES = 3  # a square fails in all of them
NO_TIME = 0.003  # seconds for `LONG` characters below which nothing is looked at
LONG = 1_600
# Patterns that take the square of what they look at, and why that is little.
SHORT = {
    "articles.authors.AGO": "clipped lines (places.META_CLIP)",
    "articles.title.TRAILING": "titles up to title.LONGEST_AFFIXED",
    "reading.decoding.DECLARED": "the first 4,096 bytes",
    "separation.form.LINK": "form.MOST characters",
    "separation.claims.BOOK": "claims.LONGEST_HEARD characters",
    "separation.claims.CODED": "claims.LONGEST_HEARD characters",
    "separation.claims.NOTICE": "claims.LONGEST_NOTICE characters",
    "separation.claims.REFERENCES": "claims.LONGEST_LABEL characters",
    "separation.patterns.TOOL": "patterns.MOST_TOOL characters",
}
# Patterns that are tried at the beginning of a text alone, or on all of it, not at each character of it.
AT_THE_START = {
    "articles.authors.POSTED",
    "articles.authors.NICK",
    "articles.places.BYLINE",
    "articles.places.LABEL_ALONE",
    "articles.places.WRITTEN_BY",
    "articles.source.NO_MEDIUM",
    "reading.page.STARTS",
    "reading.page.WHOLE",
    "reading.subtitles.CUE",
    "reading.types.DOCUMENT",
    "reading.types.OBJECTS",
    "run.decided.WHOLE",
    "separation.decisions.SPAN",
    "separation.claims.DISCLAIMER",
    "separation.repairs.PARAGRAPH",
    "tables.contract.FORMULA",
}


def everywhere(pattern: re.Pattern[Any], text: Any) -> None:  # noqa: ANN401  # str or bytes
    for _ in pattern.finditer(text):
        pass


def at_the_start(pattern: re.Pattern[Any], text: Any) -> None:  # noqa: ANN401  # str or bytes
    pattern.match(text)
    pattern.fullmatch(text)


def linear(of: Callable[[int], Callable[[], object]], size: int) -> bool:
    """Tell whether a way of a size takes less than the square of its size, once in some tries."""
    return any(seconds(of(4 * size)) < MOST * seconds(of(size)) for _ in range(TRIES))


@pytest.mark.parametrize("name", [name for name in patterns() if name not in SHORT])
def test_no_pattern_takes_the_square_of_what_it_looks_at(name: str) -> None:
    pattern, way = patterns()[name], at_the_start if name in AT_THE_START else everywhere
    long = list(pumped(pattern, LONG))
    slow = [i for i, text in enumerate(long) if once(lambda text=text: way(pattern, text)) > NO_TIME]
    for i in slow:
        texts = {LONG: long[i], LONG // 4: list(pumped(pattern, LONG // 4))[i]}
        assert linear(lambda size: lambda: way(pattern, texts[size]), LONG // 4), long[i][:80]  # noqa: B023  # called at once


def test_what_is_said_of_patterns_is_said_of_those_that_are_there() -> None:
    assert set(SHORT) | AT_THE_START <= set(patterns())


NUMBERS = "、1234567"
HOSTILE: dict[str, Callable[[int], object]] = {
    # each round of a repair brought the next to light
    "an entity in an entity": lambda n: decode_entities("&" * n + "#" + "35;" * n),
    "an ampersand in an ampersand": lambda n: decode_entities("&" + "#38;" * n),
    "scraps behind a sentence": lambda n: repair(
        [FERRY[0] * 2 + "，甲", *["，甲"] * (n // 4)], ["body"] * (n // 4 + 1)
    ),
    "numbers of sections": lambda n: repair(["甲。1", "甲。2"] * (n // 2), ["body"] * (n // 2 * 2)),
    # what was hidden was the label of the next
    "a list of numbers": lambda n: mask_lines([f"电话：1234567{NUMBERS * n}"]),
    "mobile numbers between strokes": lambda n: mask_lines(["/13800138000" * (n // 4)]),
    "extensions": lambda n: mask_lines(["电话：1234567" + "转1" * n]),
    "digits before a letter": lambda n: mask_lines(["1" * 8 * n + "x", "1"]),
    "addresses": lambda n: mask_lines(["a@b.cn " * n]),
    # a line was compared with all others, or with a title without end
    "bars behind a title": lambda n: title(["正文"], ["body"], f"渡口纪事{'|' * 8 * n}云"),
    "titles": lambda n: title([f"渡口纪事{i}" for i in range(n)], ["title"] * n, "渡口纪事" * n),
    "lines and a title without end": lambda n: kept_text(
        page_of(f"<title>{'渡口' * n}</title>" + "<p>渡口" * (n // 4), True, Page("a.html", ""))
    ),
    "a record with a title without end": lambda n: kept_text(
        record_page({"title": "渡口" * n, "text": "渡口\n" * (n // 4)}, Page("a", ""))
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_takes_time_in_proportion_to_its_length(name: str) -> None:
    assert linear(lambda size: lambda: HOSTILE[name](size), 800)
