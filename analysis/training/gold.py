"""Gold: pages with gold, read and described, to learn from and to be measured on."""

from __future__ import annotations

import gzip
import json
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.arrays import BoolArray, FloatArray, IntArray
from analysis.reading.characters import n_letters
from analysis.reading.decoding import decode
from analysis.reading.flattening import flatten
from analysis.reading.page import Page
from analysis.reading.pages import read_pages
from analysis.reading.records import tsv_rows
from analysis.separation.claims import references
from analysis.separation.company import Company
from analysis.separation.evidence import Evidence, observe
from analysis.separation.roles import ROLES
from analysis.separation.wording import counts
from analysis.training.fixes import AS_GIVEN, Fixes, fixed
from analysis.words.tokenizer import Tokenizer

THREAD_WEIGHT = 3.0  # of a page that is a discussion, against an article
UNKNOWN = -2  # the target of a line that gold says nothing of; -1 is that of one whose role alone it does not say
CLEAN_DOCUMENTS = 300  # of each corpus: documents without noise teach that not every page has some


@dataclass(frozen=True, slots=True)
class Examples:
    """Lines with gold.

    Attributes
    ----------
    evidence : Evidence
    counts : CSR matrix, shape (n_lines, n_counts)
        Of `analysis.separation.wording.counts`.
    target : int array, shape (n_lines,)
        1 for content and 0 for the rest, or the number of the role.
    size : array, shape (n_lines,)
        Letters, digits and Han characters of each line.
    weight : array, shape (n_lines,)
        What each line counts in fitting.
    site : list of str, length n_lines
        What must not be in training and test at once.
    page : list of str, length n_lines
    line : int array, shape (n_lines,)
        1-based, in the page's text.
    cited : bool array, shape (n_lines,)
        Which lines are references (`analysis.separation.claims`).
    """

    evidence: Evidence
    counts: sparse.csr_matrix
    target: npt.NDArray[np.int64]
    size: FloatArray
    weight: FloatArray
    site: list[str]
    page: list[str]
    line: IntArray
    cited: BoolArray

    def __getitem__(self, rows: npt.NDArray[np.bool_]) -> Examples:
        """Return the rows where the mask holds."""
        pick = np.flatnonzero(rows)
        return Examples(
            self.evidence[pick],
            self.counts[pick],
            self.target[pick],
            self.size[pick],
            self.weight[pick],
            [self.site[i] for i in pick],
            [self.page[i] for i in pick],
            self.line[pick],
            self.cited[pick],
        )


def importance(sizes: FloatArray) -> FloatArray:
    """Weigh a line between "every line alike" and "every character alike": both are scored."""
    root: FloatArray = np.sqrt(sizes + 5)
    return root


def join(parts: Sequence[Examples]) -> Examples:
    """Stack examples."""
    return Examples(
        Evidence.join([p.evidence for p in parts]),
        sparse.csr_matrix(sparse.vstack([p.counts for p in parts])),
        np.concatenate([p.target for p in parts]),
        np.concatenate([p.size for p in parts]),
        np.concatenate([p.weight for p in parts]),
        [s for p in parts for s in p.site],
        [s for p in parts for s in p.page],
        np.concatenate([p.line for p in parts]),
        np.concatenate([p.cited for p in parts]),
    )


def pages_in_turn(found: Examples) -> IntArray:
    """Return the number of each line's page, in turn; a page may come twice, in company and alone.

    Returns
    -------
    int array, shape (n_lines,)
    """
    page, line = np.unique(found.page, return_inverse=True)[1], np.asarray(found.line)
    begins = (np.diff(page) != 0) | (np.diff(line) <= 0)
    return np.concatenate([[0], np.cumsum(begins)])


def read_records(path: Path) -> list[dict[str, Any]]:
    """Read a gzipped JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def gold_records(path: Path, fixes: Fixes = AS_GIVEN) -> list[dict[str, Any]]:
    """Read records with gold, corrected where there are fixes."""
    return [fixed(record, fixes) for record in read_records(path)]


def gold_pages(path: Path, together: bool, fixes: Fixes = AS_GIVEN) -> Examples:
    """Read pages whose lines are marked content or noise; ambiguous lines are left out."""
    records = gold_records(path, fixes)
    found = examples(
        [text_page(r) for r in records], _marks(records), {r["id"]: r["brand"] for r in records}, together=together
    )
    return threads_weighed(found, records)


Marks = dict[tuple[str, int], bool]


def text_gold(path: Path, fixes: Fixes = AS_GIVEN) -> Marks:
    """Return which lines are content, by page and 1-based line; ambiguous ones are left out."""
    return _marks(gold_records(path, fixes))


def html_gold(pages: Path, fixes: Fixes = AS_GIVEN) -> tuple[list[Page], Marks]:
    """Flatten the HTML of ``dev.jsonl.gz`` and mark the lines that its flattened gold has too."""
    found, gold = [], {}
    for record, html in html_records(pages, fixes):
        flat = flatten(html)
        found.append(Page(record["id"], flat.text, markup=flat.markup))
        marks = gold_lines(record)
        for ours, theirs in aligned(flat.text.split("\n"), record["lines"]):
            if theirs + 1 in marks:
                gold[record["id"], ours + 1] = marks[theirs + 1]
    return found, gold


def html_records(pages: Path, fixes: Fixes = AS_GIVEN) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield the records of ``dev.jsonl.gz`` that have HTML, each with that, by the names of its files."""
    records = {r["html"]: r for r in gold_records(pages / "dev.jsonl.gz", fixes) if r.get("html")}
    with tarfile.open(pages / "dev_html.tar.gz") as archive:
        for name, raw in sorted(_members(archive).items()):
            yield records[name], decode(raw, html=True)[0]


def html_pages(pages: Path, together: bool, fixes: Fixes = AS_GIVEN) -> Examples:
    """Read the HTML of ``dev.jsonl.gz``; lines that the flattened gold does not have are left out."""
    records = read_records(pages / "dev.jsonl.gz")
    described = examples(*html_gold(pages, fixes), {r["id"]: r["brand"] for r in records}, together=together)
    return threads_weighed(described, records)


def threads_weighed(found: Examples, records: Sequence[Mapping[str, Any]]) -> Examples:
    """Let the few pages that are threads weigh more."""
    threads = {r["id"] for r in records if r.get("kind") == "forum"}
    return replace(found, weight=found.weight * np.where([page in threads for page in found.page], THREAD_WEIGHT, 1.0))


def _marks(records: Sequence[Mapping[str, Any]]) -> Marks:
    return {(r["id"], n): mark for r in records for n, mark in gold_lines(r).items()}


def _members(archive: tarfile.TarFile) -> dict[str, bytes]:
    """Return the files of an archive by their names without folders."""
    files = ((Path(m.name).name, archive.extractfile(m)) for m in archive.getmembers() if m.isfile())
    return {name: file.read() for name, file in files if file is not None}


def aligned(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the positions of lines that two flattenings of one page share, white space aside."""
    a, b = ([" ".join(line.split()) for line in lines] for lines in (ours, theirs))
    for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
        yield from ((block.a + i, block.b + i) for i in range(block.size))


def text_page(record: dict[str, Any]) -> Page:
    """Return a record with flattened lines as a page of plain text."""
    return Page(record["id"], "\n".join(record["lines"]))


def gold_lines(record: Mapping[str, Any]) -> dict[int, bool]:
    """Return which 1-based lines of a record are content; ambiguous ones are left out."""
    skip = set(record.get("ambiguous", []))
    return {i + 1: label == "content" for i, label in enumerate(record["labels"]) if i not in skip}


def examples(
    pages: Sequence[Page],
    gold: Mapping[tuple[str, int], int],
    sites: Mapping[str, str],
    *,
    together: bool,
    whole: bool = False,
) -> Examples:
    """Describe the lines of pages that have gold.

    Parameters
    ----------
    pages : sequence of Page
    gold : mapping of (page name, 1-based line) to target
    sites : mapping of page name to site
    together : bool
        Judge the pages in each other's company, or each alone.
    whole : bool
        Keep the lines without gold as well, with a target of `UNKNOWN`.
    """
    tokenizer = Tokenizer()
    parts = []
    for group in [pages] if together else [[page] for page in pages]:
        seen = observe(group, tokenizer)
        names = [group[p].name for p in seen.lines.page.tolist()]
        keys = list(zip(names, seen.lines.number.tolist(), strict=True))
        sizes = np.array([n_letters(text) for text in seen.lines.text], np.float64)
        described = Examples(
            Company.of(seen, len(group)).gather(seen, len(group)),
            counts(seen.lines.folded, seen.lines.page),
            np.array([gold.get(key, UNKNOWN) for key in keys], np.int64),
            sizes,
            importance(sizes),
            [sites[name] for name in names],
            names,
            seen.lines.number,
            references(seen),
        )
        parts.append(described if whole else described[described.target != UNKNOWN])
    return join(parts)


def clean_documents(path: Path, most: int = CLEAN_DOCUMENTS) -> Examples:
    """Read documents that are content from the first line to the last."""
    records = read_records(path)[:most]
    pages = [Page(f"{path.stem}#{i}", clean_text(r)) for i, r in enumerate(records, 1)]
    gold = {(p.name, n): 1 for p in pages for n in range(1, p.text.count("\n") + 2)}
    return examples(pages, gold, {p.name: path.stem for p in pages}, together=True)


def clean_text(record: Mapping[str, Any]) -> str:
    """Return a document with its title, if it has one, as line 1."""
    return f"{record['title']}\n{record['text']}" if record.get("title") else str(record["text"])


Roles = dict[tuple[str, int], int]


def role_gold(data: Path, gold: Path) -> Roles:
    """Read the roles of lines by which naming is measured, as numbers, by page and 1-based line."""
    by_line = {
        (r["page_id"], int(r["line"]) + 1): ROLES.index(r["role"]) for r in tsv_rows(data / "pages/roles_dev.tsv")
    }
    return by_line | roles_by_run(gold / "roles.tsv")


def more_roles(gold: Path) -> Roles:
    """Read the roles of the lines of all other development pages, in the same form."""
    return roles_by_run(gold / "more_roles.tsv")


def roles_by_run(path: Path) -> Roles:
    """Read roles of runs of lines: columns ``page_id``, ``first``, ``last`` (from 0, inclusive) and ``role``."""
    lines = ((r, n) for r in tsv_rows(path) for n in range(int(r["first"]), int(r["last"]) + 1))
    return {(r["page_id"], n + 1): ROLES.index(r["role"]) for r, n in lines}


def role_pages(data: Path, wanted: Roles) -> Examples:
    """Read the development pages of which some lines' roles are known, with all their lines."""
    names = {page for page, _ in wanted}
    records = [r for r in read_records(data / "pages/dev.jsonl.gz") if r["id"] in names]
    sites = {r["id"]: r["brand"] for r in records}
    return examples([text_page(r) for r in records], wanted, sites, together=True, whole=True)


def role_examples(data: Path, seeds: Path, gold: Path) -> Examples:
    """Read the lines whose role is known: a part of the development pages, and our own seeds."""
    real = role_pages(data, role_gold(data, gold))
    real = real[real.target != UNKNOWN]
    ours = list(read_pages(seeds / "pages"))
    known = {(r["page"], int(r["line"])): ROLES.index(r["role"]) for r in tsv_rows(seeds / "gold.tsv")}
    mine = examples(ours, known, {p.name: p.name.split("/")[0] for p in ours}, together=True)
    return join([real, mine])
