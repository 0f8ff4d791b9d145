"""Score page facts against the gold: the lines that show a page's title, date, source and authors.

    python -m tests.benchmarks.facts_gold      # the facts read with the roles of the gold, by halves of the sites

Only the first half of the sites was looked at when the patterns were written, except for titles that no line was judged
to be, for bylines such as 甲/某地报道 and 甲 编译, and for a date taken for a link, where all were.

Needs the real pages of ../shared, which a user's clone does not have; `tests/gold/facts.tsv` holds places in them,
never their text.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.articles.facts import PageFacts, page_facts
from tests.paths import DATA, GOLD

PAGES = DATA / "pages"
FACTS = ("title", "title_lenient", "date", "source", "author")
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")

Values = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class GoldPage:
    """A page's site, its non-blank lines, their roles, and the values of each fact that it shows."""

    site: str
    lines: list[str]
    roles: list[str]
    facts: Values

    @property
    def half(self) -> int:
        """Return 0 for the sites that the patterns were written on and 1 for the others."""
        return zlib.crc32(self.site.encode()) % 2


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def gold_roles() -> dict[str, dict[int, str]]:
    """Return the roles of each page's lines, 0-based."""
    roles: dict[str, dict[int, str]] = defaultdict(dict)
    for row in table(PAGES / "roles_dev.tsv"):
        roles[row["page_id"]][int(row["line"])] = row["role"]
    for row in table(GOLD / "roles.tsv"):
        roles[row["page_id"]] |= dict.fromkeys(range(int(row["first"]), int(row["last"]) + 1), row["role"])
    return roles


def read_gold() -> dict[str, GoldPage]:
    """Read the pages whose facts are known."""
    with gzip.open(PAGES / "dev.jsonl.gz", "rt", encoding="utf-8") as file:
        records = {record["id"]: record for record in map(json.loads, file)}
    facts: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for row in table(GOLD / "facts.tsv"):
        found, line = facts[row["page_id"]], records[row["page_id"]]["lines"][int(row["line"])]
        value = line[int(row["start"]) : int(row["end"])]
        found[row["fact"]] = (*found.get(row["fact"], ()), value)
    roles = gold_roles()
    pages = {}
    for name, values in facts.items():
        shown = [(text, roles[name][n]) for n, text in enumerate(records[name]["lines"]) if text.strip()]
        pages[name] = GoldPage(records[name]["brand"], [t for t, _ in shown], [r for _, r in shown], values)
    return pages


def plain(value: str) -> str:
    """Normalise a title, a source or a name."""
    return re.sub(r"[\s《》]+", "", unicodedata.normalize("NFKC", value)).lower()


def readings(value: str) -> set[str]:
    """Return a date as ISO, in both orders where day and month cannot be told apart.

    Written apart from `analysis.articles.dates`, so that a date read wrongly there is not read wrongly here too.
    """
    text = unicodedata.normalize("NFKC", value).lower()
    text = re.sub(r"[a-z]{3,}", lambda m: f" {MONTHS.index(m[0][:3]) + 1} " if m[0][:3] in MONTHS else " ", text)
    text = re.sub(r"二?十(?=[一二三四五六七八九])", lambda m: "2" if len(m[0]) > 1 else "1", text)
    text = text.replace("二十", "20").replace("三十", "30").replace("十", "10").translate(DIGITS)
    numbers = [int(n) for n in re.findall(r"\d+", text)][:3]
    year = max(numbers)
    rest = [n for n in numbers if n != year]
    if year == numbers[0] or len(rest) < 2 or max(rest) > 12:
        orders = [rest if year == numbers[0] else sorted(rest)]
    else:
        orders = [rest, rest[::-1]]
    return {"-".join([f"{year:04}", *(f"{n:02}" for n in order)]) for order in orders}


def normal(fact: str, values: Iterable[str]) -> set[str]:
    """Return what is compared of a fact's values."""
    if fact == "title_lenient":
        return {re.sub(r"[\W_]+", "", plain(v)) for v in values}
    return {plain(v) for v in values}


def counts(fact: str, found: PageFacts, gold: Values) -> tuple[int, int, int]:
    """Return how many values are right, how many were found and how many there are."""
    field = fact.removesuffix("_lenient")
    value, known = getattr(found, field), gold.get(field, ())
    if field == "date":
        right = bool(value and known and value in readings(known[0]))
        return int(right), int(bool(value)), int(bool(known))
    ours, theirs = normal(fact, value.split("、") if field == "author" else [value]) - {""}, normal(fact, known)
    return len(ours & theirs), len(ours), len(theirs)


def fact_scores(predicted: Mapping[str, PageFacts], gold: Mapping[str, Values]) -> dict[str, dict[str, float]]:
    """Score facts.

    Parameters
    ----------
    predicted : mapping of str to PageFacts
        By page; a page that is missing has no facts.
    gold : mapping of str to mapping
        By page, the values of each fact that it shows: `GoldPage.facts`.

    Returns
    -------
    dict of str to dict
        Precision, recall and F1 of each of `FACTS`; authors are counted by name.
    """
    scores = {}
    for fact in FACTS:
        rows = [counts(fact, predicted.get(page, PageFacts()), known) for page, known in gold.items()]
        right, found, known = (sum(row[i] for row in rows) for i in range(3))
        scores[fact] = {
            "precision": right / found if found else 1.0,
            "recall": right / known if known else 1.0,
            "f1": 2 * right / (found + known) if found + known else 1.0,
        }
    return scores


def main() -> None:
    """Print the scores of each half of the sites."""
    if not PAGES.is_dir():
        sys.exit(f"{PAGES}: the real pages of ../shared are not in a user's clone; nothing to score")
    pages = read_gold()
    found = {name: page_facts(page.lines, page.roles) for name, page in pages.items()}
    print("sites   pages  fact            precision  recall  f1")
    for label, halves in (("first", {0}), ("second", {1}), ("all", {0, 1})):
        part = {name: page.facts for name, page in pages.items() if page.half in halves}
        scores = fact_scores(found, part)
        for fact, score in scores.items():
            numbers = "      ".join(f"{score[key]:.3f}" for key in ("precision", "recall", "f1"))
            print(f"{label:7} {len(part):5}  {fact:15} {numbers}")


if __name__ == "__main__":
    main()
