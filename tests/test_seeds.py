"""The corpus in seeds/: what its README promises."""

import csv
import re
from collections import Counter

from analysis.reading.characters import HAN, n_letters
from analysis.reading.pages import read_pages
from analysis.separation.roles import ROLES
from tests.paths import SEEDS

HAN_LETTER = re.compile(f"[{HAN}]")
PAGES = list(read_pages(SEEDS / "pages"))
with (SEEDS / "gold.tsv").open(encoding="utf-8", newline="") as file:
    GOLD = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_enough_pages_sites_subjects_and_encodings() -> None:
    assert len(PAGES) >= 48
    assert len({p.name.split("/")[0] for p in PAGES}) >= 12
    assert len({p.name.split("/")[1].split("_")[0] for p in PAGES}) >= 6
    assert {"utf-8", "gb18030", "big5hkscs"} <= {p.encoding for p in PAGES}
    assert {p.name.rsplit(".", 1)[1] for p in PAGES} == {"txt", "html"}


def test_gold_has_every_line_once_with_its_text_and_a_role() -> None:
    lines = {(p.name, str(n)): t for p in PAGES for n, t in enumerate(p.text.split("\n"), 1) if t.strip()}
    assert Counter((g["page"], g["line"]) for g in GOLD) == Counter(lines.keys())
    assert all(" ".join(lines[g["page"], g["line"]].split())[:24] == g["head"] for g in GOLD)
    assert {g["role"] for g in GOLD} == set(ROLES)


def test_bodies_are_of_real_length() -> None:
    texts = {p.name: p.text.split("\n") for p in PAGES}
    sizes: Counter[str] = Counter()
    for g in GOLD:
        if g["role"] == "body":
            sizes[g["page"]] += n_letters(texts[g["page"]][int(g["line"]) - 1])
    assert set(sizes) == set(texts)
    assert min(sizes.values()) >= 700
    assert max(sizes.values()) <= 2_500


def test_no_body_line_stands_on_two_pages() -> None:
    texts = {p.name: p.text.split("\n") for p in PAGES}
    bodies = Counter(texts[g["page"]][int(g["line"]) - 1] for g in GOLD if g["role"] == "body")
    assert [t for t, n in bodies.items() if n > 1 and n_letters(t) > 6] == []


def roles_of(table: str) -> list[tuple[str, int, str]]:
    with (SEEDS / table).open(encoding="utf-8", newline="") as file:
        return [
            (run["page_id"], n, run["role"])
            for run in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            for n in range(int(run["first"]), int(run["last"]) + 1)
        ]


PARTS = ("sites", "later")
SITES = {page.name: page.text.rstrip("\n").split("\n") for part in PARTS for page in read_pages(SEEDS / part)}
ROLES_OF_SITES = [each for part in PARTS for each in roles_of(f"{part}.tsv")]


def test_each_line_of_each_site_has_one_role() -> None:
    told = Counter((page, n) for page, n, _ in ROLES_OF_SITES)
    assert told == Counter((page, n) for page, lines in SITES.items() for n in range(len(lines)))
    assert {role for _, _, role in ROLES_OF_SITES} == set(ROLES)
    assert all(line.strip() for lines in SITES.values() for line in lines)


def test_every_site_has_an_article_and_something_else() -> None:
    roles: dict[str, set[str]] = {page: set() for page in SITES}
    for page, _, role in ROLES_OF_SITES:
        roles[page].add(role)
    assert len(roles) >= 1060
    assert all("body" in found and len(found) >= 3 for found in roles.values())


def test_no_text_stands_on_two_sites() -> None:
    text = {(page, SITES[page][n]) for page, n, role in ROLES_OF_SITES if role in {"title", "body"}}
    pages = Counter(line for _, line in text if len(HAN_LETTER.findall(line)) > 12)  # code is alike anywhere
    assert [line for line, n in pages.items() if n > 1] == []
