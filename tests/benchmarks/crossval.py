"""Site-wise cross-validation of the judgement: each page is judged by weights that saw no line of its site.

The gate, the table of errors, the ablation and the comparison with extractors all take their judgements from here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from analysis.arrays import one_thread
from analysis.articles.facts import page_facts
from analysis.reading.characters import fold, n_letters
from analysis.reading.pages import Page
from analysis.reading.records import tsv_rows
from analysis.run.engine import Engine
from analysis.separation.claims import Claims
from analysis.separation.evidence import observe
from analysis.separation.judge import Separator, separate
from analysis.separation.roles import KINDS, N_CONTENT, ROLES
from analysis.separation.scores import separation_scores
from analysis.training.fitting import Gold, of_articles
from analysis.training.fixes import DOUBT, read_fixes
from analysis.training.gold import (
    CLEAN_DOCUMENTS,
    UNKNOWN,
    Examples,
    clean_text,
    examples,
    gold_lines,
    gold_pages,
    gold_records,
    html_gold,
    html_pages,
    join,
    more_roles,
    read_records,
    role_gold,
    role_pages,
    text_gold,
)
from analysis.training.made_cuts import with_cuts
from analysis.training.made_house import Pool
from analysis.training.made_kinds import KINDS as MADE_KINDS
from analysis.training.made_kinds import house_of, made, short_texts
from analysis.training.made_tags import tagged_pages
from analysis.training.stacking import FOLDS, JOBS, Apart, deal, fit_regions, learn_apart
from analysis.training.weighing import as_content
from analysis.training.written import written_examples
from analysis.words.tokenizer import Tokenizer
from tests.benchmarks import facts_gold
from tests.benchmarks.intervals import site_intervals
from tests.benchmarks.one_site import pages_of_one_site
from tests.paths import DATA, GOLD, SEEDS

DEV = DATA / "pages" / "dev.jsonl.gz"
MADE_PAGES = 12  # of each kind and fold
SCORES = ("char_f1", "line_f1", "page_f1")
PAGES = ("page_median", "page_good")


@dataclass(frozen=True)
class JudgedSet:
    """Examples, which of them were kept, as what (a number of `ROLES`), and their scores."""

    examples: Examples
    keep: np.ndarray
    role: np.ndarray
    score: np.ndarray

    def gold_roles(self) -> np.ndarray:
        """Return the roles of the gold; where a second one is as good, the one that was said, if it is that."""
        second = second_roles()
        also = np.array([second.get(key, -1) for key in zip(self.examples.page, self.examples.line, strict=True)])
        return np.where(also == self.role, also, self.examples.target)

    def against(self, gold: Mapping[tuple[str, int], bool]) -> JudgedSet:
        """Return the same decisions beside another gold, by page and 1-based line; lines without it are left out."""
        keys = list(zip(self.examples.page, self.examples.line.tolist(), strict=True))
        rows = np.array([key in gold for key in keys], bool)
        target = np.array([gold.get(key, False) for key in keys], np.int64)
        return JudgedSet(
            replace(self.examples, target=target)[rows], self.keep[rows], self.role[rows], self.score[rows]
        )

    def scores(self, rows: np.ndarray | None = None) -> dict[str, float]:
        """Score what was kept, of all rows or of some, by `SCORES`."""
        found = self.all_scores(rows)
        return {name: found[name] for name in SCORES}

    def intervals(self) -> dict[str, tuple[float, float]]:
        """Return where 95 % of the scores lie when other sites are drawn."""
        found = self.examples
        return site_intervals(np.array(found.site), np.array(found.page), found.size, found.target > 0, self.keep)

    def all_scores(self, rows: np.ndarray | None = None) -> dict[str, float]:
        """Return the same, and the median of the pages and the share of good ones."""
        found = self.examples if rows is None else self.examples[rows]
        keep = self.keep if rows is None else self.keep[rows]
        pages = np.unique(found.page, return_inverse=True)[1]
        scored = asdict(separation_scores(pages, found.size.astype(np.int64), found.target > 0, keep))
        return {name: round(scored[name], 4) for name in (*SCORES, *PAGES)}


def learn_fold(parts: tuple[Gold, set[str]]) -> Apart:
    """Learn from the gold without some sites; return what `learn_apart` does."""
    return learn_apart(parts[0], DEV, parts[1])


def judged_by(separator: Separator, test: Examples) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Judge examples: which are kept, the number of each one's role, its score."""
    no = Claims.none(len(test.target))  # titles that pages declare and labels of disclaimers have no say here
    page = np.unique(test.page, return_inverse=True)[1]
    claims = replace(no, cited=test.cited)
    judged = separator.judge(test.evidence, separator.wording.of_counts(test.counts), page, claims=claims)
    return judged.keep, np.array([ROLES.index(role) for role in judged.role]), judged.score


@cache
def read_gold() -> Gold:
    return Gold.read(DATA, SEEDS, GOLD)


@cache
def second_roles() -> dict[tuple[str, int], int]:
    """Return the roles that the gold allows beside the first, by page and 1-based line."""
    rows = tsv_rows(DATA / "pages" / "roles_dev.tsv")
    return {(r["page_id"], int(r["line"]) + 1): ROLES.index(r["also"]) for r in rows if r["also"]}


def half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(str.maketrans("。、“”‘’", ".,\"\"''"))


def full_width(text: str) -> str:
    return text.translate({c: c + 0xFEE0 for c in range(0x21, 0x7F)})


def changed_pages(path: Path, change: Callable[[str], str]) -> Examples:
    """Read pages with gold, each line changed."""
    records = read_records(path)
    pages = [Page(r["id"], "\n".join(change(line) for line in r["lines"])) for r in records]
    gold = {(r["id"], n): int(mark) for r in records for n, mark in gold_lines(r).items()}
    return examples(pages, gold, {r["id"]: r["brand"] for r in records}, together=True)


def made_pages(folds: Mapping[str, int]) -> Examples:
    """Make pages that are no plain articles, in held-out houses, for each fold of what its own sites wrote.

    They come with tags. Their site is ``made:FOLD``. They are made of the gold as it came, so that they stay the same,
    and what it got wrong is right in theirs.
    """
    texts, tagged, parts = short_texts(DATA / "corpora"), tagged_pages(DATA / "pages").values(), []
    fixes = fixed_lines()
    for f in range(FOLDS):
        pool = Pool.of((r for r in read_records(DEV) if folds[r["brand"]] == f), texts)
        own = [page for site, page in tagged if folds[site] == f]
        for kind in MADE_KINDS:
            pages, gold = made(kind, pool, MADE_PAGES, held_out=True, seed=f, tagged=own)
            lines = {(page.name, n): line for page in pages for n, line in enumerate(page.text.split("\n"), 1)}
            marks = {key: fixes.get(fold(lines[key]), 0 <= role < N_CONTENT) for key, role in gold.items()}
            parts.append(examples(pages, marks, {page.name: f"made:{f}" for page in pages}, together=False))
    return join(parts)


def fixed_lines() -> dict[str, bool]:
    """Tell which lines of the development pages are content, folded, of those whose gold was corrected."""
    fixes = read_fixes(GOLD / "fixes.tsv")
    sure = ((r, fix) for r in read_records(DEV) for fix in fixes.get(r["id"], ()) if fix.label != DOUBT)
    return {fold(line): fix.label == "content" for r, fix in sure for line in r["lines"][fix.first : fix.last + 1]}


def cut_pages() -> Examples:
    """Return the development pages with little around their article, beside the corrected gold."""
    records = gold_records(DEV, read_fixes(GOLD / "fixes.tsv"))
    return as_content(of_articles("cut", with_cuts, records))


def crowded_pages(folds: Mapping[str, int]) -> Examples:
    """Return pages that have the lines around their article in common with nine others, beside the corrected gold."""
    records = gold_records(DEV, read_fixes(GOLD / "fixes.tsv"))
    by_fold = ([record for record in records if folds[record["brand"]] == f] for f in range(FOLDS))
    return join([examples(*pages_of_one_site(own), together=True) for own in by_fold])


def held_out_sets() -> dict[str, Examples]:
    """Return the development pages as text and as HTML, the pages with stubs, and lines whose role is known.

    And made pages of kinds that are rare among these, as text and as HTML, and the development pages in other forms.
    """
    sets = {name: gold_pages(DATA / "pages" / f"{name}.jsonl.gz", True) for name in ("dev", "stubs_dev")}
    folds = deal(DATA / "pages")
    tagged = made_pages(folds)
    written = as_content(written_examples(SEEDS))
    return {
        **sets,
        "made": replace(tagged, evidence=tagged.evidence.without_tags()),
        "made_html": tagged,
        "half_width": changed_pages(DEV, half_width),
        "full_width": changed_pages(DEV, full_width),
        "cut": cut_pages(),
        "crowded": crowded_pages(folds),
        "html": html_pages(DATA / "pages", True),
        "roles": role_pages(DATA, role_gold(DATA, GOLD)),
        "more_roles": role_pages(DATA, more_roles(GOLD)),
        "written": replace(written, evidence=written.evidence.without_tags()),
        "written_html": written,
    }


def folds_of(sets: Mapping[str, Examples]) -> dict[str, int]:
    """Deal the sites of all sets to folds."""
    return deal(DATA / "pages", sets["written"].site) | {f"made:{f}": f for f in range(FOLDS)}


@cache
def cross_validated() -> dict[str, JudgedSet]:
    """Judge each set by weights that saw nothing of the page's site."""
    sets = held_out_sets()
    test = join(list(sets.values()))
    folds = folds_of(sets)
    away = [{site for site in folds if folds[site] == f} for f in range(FOLDS)]
    fold = np.array([folds[site] for site in test.site])
    paired = FOLDS - FOLDS % JOBS  # of what is left over, the parts are learned side by side
    with Engine(JOBS) as engine:
        learned = list(engine.map(learn_fold, ((read_gold(), sites) for sites in away[:paired])))
    learned += [learn_apart(read_gold(), DEV, sites, JOBS) for sites in away[paired:]]
    keep, role, score = np.zeros(len(fold), bool), np.zeros(len(fold), np.int64), np.zeros(len(fold))
    for f, separator in enumerate(judging_again(learned)):
        keep[fold == f], role[fold == f], score[fold == f] = judged_by(separator, test[fold == f])
    result, start = {}, 0
    for name, found in sets.items():
        stop = start + len(found.target)
        known = found.target != UNKNOWN  # the network reads whole pages, whatever the gold knows of them
        judged = (part[start:stop][known] for part in (keep, role, score))
        result[name] = JudgedSet(found[known], *judged)
        start = stop
    return result


@cache
def cross_validated_fixed() -> dict[str, JudgedSet]:
    """Return the decisions of `cross_validated` beside the corrected gold, on which the floors stand."""
    fixes = read_fixes(GOLD / "fixes.tsv")
    gold = {name: text_gold(DATA / "pages" / f"{name}.jsonl.gz", fixes) for name in ("dev", "stubs_dev")}
    gold["html"] = html_gold(DATA / "pages", fixes)[1]
    return {f"{name}_fixed": cross_validated()[name].against(marks) for name, marks in gold.items()}


def judging_again(learned: list[Apart]) -> list[Separator]:
    """Return the first judgement of each fold with second ones, learned from what was said of the other folds."""
    others = [[apart for apart in learned if apart is not own] for own in learned]
    with one_thread(), ThreadPoolExecutor(JOBS) as pool:
        regions = pool.map(fit_regions, ([apart.tagged for apart in heard] for heard in others))
        passages = pool.map(fit_regions, ([apart.text for apart in heard] for heard in others))
        seconds = zip(learned, regions, passages, strict=True)
        return [replace(own.first, regions=region, passages=passage) for own, region, passage in seconds]


def kinds_cross_validated(name: str = "made") -> dict[str, dict[str, float]]:
    """Score the made pages of each kind, in houses that no training saw; those with tags are ``made_html``."""
    judged = cross_validated()[name]
    kinds = np.array([house_of(page).split("/")[0] for page in judged.examples.page])
    return {kind: judged.all_scores(kinds == kind) for kind in MADE_KINDS}


def corpora() -> list[Path]:
    return sorted((DATA / "corpora").glob("*.jsonl.gz"))


def kept_of_unseen(path: Path, most: int = 300) -> float:
    """Return the share of characters that is kept of a corpus' documents behind those that were learned from.

    A corpus that is in training whole is judged all the same.
    """
    records = read_records(path)
    unseen = records[CLEAN_DOCUMENTS : CLEAN_DOCUMENTS + most] or records
    pages = [Page(str(i), clean_text(r)) for i, r in enumerate(unseen)]
    seen = observe(pages, Tokenizer())
    judged = separate(pages, seen)
    sizes = np.array([n_letters(text) for text in seen.lines.text])
    return round(float(sizes[judged.keep].sum() / sizes.sum()), 4)


@cache
def facts_cross_validated() -> dict[str, dict[str, float]]:
    """Score the page facts that are read with the cross-validated roles."""
    judged = cross_validated()["roles"]
    roles: dict[str, list[str]] = {}
    for name, role in zip(judged.examples.page, judged.role.tolist(), strict=True):
        roles.setdefault(name, []).append(ROLES[role])
    gold = facts_gold.read_gold()
    found = {name: page_facts(page.lines, roles[name]) for name, page in gold.items()}
    return facts_gold.fact_scores(found, {name: page.facts for name, page in gold.items()})


def role_scores(gold: np.ndarray, said: np.ndarray) -> dict[str, float]:
    """Return the accuracy and macro-F1 of roles, and the accuracy of kinds."""
    f1 = []
    for role in np.unique(gold).tolist():
        both = np.sum((gold == role) & (said == role))
        f1.append(2 * both / (np.sum(gold == role) + np.sum(said == role)))
    kinds = np.array([KINDS[role] for role in ROLES])
    found = {
        "accuracy": np.mean(gold == said),
        "macro_f1": np.mean(f1),
        "kind_accuracy": np.mean(kinds[gold] == kinds[said]),
    }
    return {name: round(float(value), 4) for name, value in found.items()}
