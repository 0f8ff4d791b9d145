"""boji beside extractors of main text from HTML: the same pages, the same scoring, one run, with the time per page.

    python -m pip install --group extractors    # pip 25.1 or newer, beside boji itself
    python -m tests.benchmarks.extractors [--out FILE.md] [--fixed]    # beside the corrected gold

The pages are those of ../shared/data/pages, with a label for each line of their flattened text. An extractor returns
text of its own making, so its text is mapped to those lines (`kept_lines`): it kept a line when its text has it.

- Both sides are folded as boji folds text, and only letters, digits and Han characters are compared: what an
  extractor does with white space, punctuation, bullets and the width of characters is neither praised nor blamed.
- Extractors keep the order of the page. So of all ways to find lines in the text in order and without overlap, the one
  that explains most characters is taken. A greedy search would lose the article to one early headline that recurs
  below it; the best alignment passes over such a line. Among equals, content wins: the headline that the text has
  once and the page twice is the article's.
- A long line may stand anywhere, also beside others on one line of the text. A line shorter than SHORT occurs inside
  prose by chance (首页, 评论), so it must be a line of the text, or several.
- What the text has beyond the labelled lines (hidden elements, code) costs nothing. Lines without a letter, digit or
  Han character are not scored, for boji neither, nor are those whose label is in doubt.

To count also long lines of which the text has more than half, and short lines joined to a found neighbour, was tried:
it moves the character F1 by .003 at most and finds more noise than content, so the simpler rule favours extractors.
So do the rest of the choices: all get the pages decoded by boji, jusText gets thresholds chosen on these very pages.
Two controls are printed below the table: what the mapping makes of the gold, and of all text of a page.
"""

from __future__ import annotations

import argparse
import logging
import re
import sys
import tarfile
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from resiliparse.extract.html2text import extract_plain_text

from analysis.reading.characters import NOT_WORD, fold, n_letters
from analysis.reading.decoding import decode
from analysis.reading.flattening import flatten
from analysis.reading.pages import Page
from analysis.separation.page import separate_page
from analysis.separation.scores import SeparationScores, separation_scores
from analysis.training.fixes import AS_GIVEN, Fixes, read_fixes
from analysis.training.gold import aligned, gold_records
from tests.benchmarks.crossval import cross_validated
from tests.paths import DATA, GOLD

PAGES = DATA / "pages"
PACKAGES = {"readability": "readability-lxml", "trafilatura": "trafilatura", "justext": "justext"}
SHORT = 8  # characters below which a line of a page must be a whole line of the text
LINE_BREAKS = re.compile(r"[\r\n\u2028\t|]")  # a tab or a bar stands between the cells of a table
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")  # contradicts a decoded page; lxml would believe it
# jusText's thresholds are lengths in characters, made for European languages, and shares of stop words. There is no
# stop list for Chinese: an empty one with shares of 0 leaves the decision to lengths and links. A block is bad below
# `length_low` or with more links than `max_link_density`, good above `length_high`; between, its neighbours decide;
# headings are taken within `max_heading_distance`. First the lengths 70 and 200 brought down to Chinese, the rest as it
# comes; then the best found on these pages among lengths of 10 to 50 and 40 to 120, link densities of .1, .2 and .4,
# and distances of 0 to 400: it is flat from (30, 70) to (50, 80), and .2 is within .002 of the best everywhere.
JUSTEXT = (
    {"length_low": 10, "length_high": 40, "max_heading_distance": 200},
    {"length_low": 40, "length_high": 70, "max_heading_distance": 0},
)
NO_STOP_WORDS = {"stopwords_low": 0.0, "stopwords_high": 0.0, "max_link_density": 0.2}

Extract = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A page as HTML, its labelled lines, and which of them (0-based) are content and which are scored."""

    name: str
    html: str
    lines: list[str]
    content: frozenset[int]
    scored: list[int]

    @classmethod
    def of(cls, record: dict[str, Any], raw: bytes) -> GoldPage:
        """Make a page of a record and the bytes of its HTML."""
        lines, doubtful = record["lines"], set(record.get("ambiguous", []))
        return cls(
            record["id"],
            XML_DECLARATION.sub("", decode(raw, html=True)[0]),
            lines,
            frozenset(i for i, label in enumerate(record["labels"]) if label == "content"),
            [i for i, line in enumerate(lines) if i not in doubtful and n_letters(line)],
        )


@dataclass(frozen=True, slots=True)
class Chain:
    """Matches in order, linked from the last; ``score`` is their characters, and those of content among them."""

    score: tuple[int, int] = (0, 0)
    stop: int = 0
    line: int = -1
    before: Chain | None = None

    def lines(self) -> Iterator[int]:
        """Yield the lines from last to first."""
        chain = self
        while chain.before is not None:
            yield chain.line
            chain = chain.before


@dataclass(frozen=True, slots=True)
class Text:
    """What an extractor returned: its letters, digits and Han characters, and the places where its lines meet."""

    letters: str
    edges: frozenset[int]

    @classmethod
    def of(cls, output: str) -> Text:
        """Normalise an extractor's output."""
        pieces = [letters(piece) for piece in LINE_BREAKS.split(output)]
        return cls("".join(pieces), frozenset(np.cumsum([0, *map(len, pieces)]).tolist()))

    def places(self, line: str) -> Iterator[int]:
        """Yield where a normalised line may stand."""
        start = self.letters.find(line) if line else -1
        while start >= 0:
            if len(line) >= SHORT or (start in self.edges and start + len(line) in self.edges):
                yield start
            start = self.letters.find(line, start + 1)


def letters(text: str) -> str:
    """Return the letters, digits and Han characters of a folded text."""
    return NOT_WORD.sub("", fold(text))


def kept_lines(lines: Sequence[str], output: str, content: Collection[int] = ()) -> set[int]:
    """Tell which lines of a page an extractor kept; the module says how.

    Parameters
    ----------
    lines : sequence of str
        The page, in order.
    output : str
        What was extracted from it, block elements on lines of their own.
    content : collection of int
        0-based lines that win ties.

    Returns
    -------
    set of int
        0-based lines.
    """
    text = Text.of(output)
    best = [Chain()]  # of the chains that end at or before each place, those of the highest score; both rise
    for i, line in enumerate(map(letters, lines)):
        gain = len(line), len(line) * (i in content)
        for chain in [extend(best, i, start, gain) for start in text.places(line)]:
            enter(best, chain)
    return set(best[-1].lines())


def extend(best: Sequence[Chain], line: int, start: int, gain: tuple[int, int]) -> Chain:
    """Add a match to the best chain that ends before it."""
    before = best[bisect_right(best, start, key=lambda c: c.stop) - 1]
    score = before.score[0] + gain[0], before.score[1] + gain[1]
    return Chain(score, start + gain[0], line, before)


def enter(best: list[Chain], chain: Chain) -> None:
    """Put a chain among the best, in place of those that it beats, unless one that ends as early is as good."""
    if best[bisect_right(best, chain.stop, key=lambda c: c.stop) - 1].score >= chain.score:
        return
    first = last = bisect_left(best, chain.stop, key=lambda c: c.stop)
    while last < len(best) and best[last].score <= chain.score:
        last += 1
    best[first:last] = [chain]


def read_gold(folder: Path = PAGES, fixes: Fixes = AS_GIVEN) -> list[GoldPage]:
    """Read the labelled pages that have HTML, in the order of the file, corrected where there are fixes."""
    with tarfile.open(folder / "dev_html.tar.gz") as archive:
        files = {Path(m.name).name: archive.extractfile(m) for m in archive.getmembers()}
        raw = {name: file.read() for name, file in files.items() if file is not None}
    records = gold_records(folder / "dev.jsonl.gz", fixes)
    return [GoldPage.of(r, raw[r["html"]]) for r in records if r.get("html")]


def plain(html: str, main_content: bool = False) -> str:
    """Return the text of HTML, block elements on lines of their own, without text of images and made-up bullets."""
    text: str = extract_plain_text(html, main_content=main_content, list_bullets=False, alt_texts=False)
    return text


def extractors() -> dict[str, Extract]:
    """Return what is compared; each takes a decoded page and returns its main text, a block element a line."""
    readability, trafilatura, justext = map(import_module, PACKAGES)

    def block_text(settings: dict[str, int], html: str) -> str:
        blocks = justext.justext(html, frozenset(), **settings, **NO_STOP_WORDS)
        return "\n".join(block.text for block in blocks if not block.is_boilerplate)

    def article(html: str, precise: bool) -> str:
        return trafilatura.extract(html, favor_precision=precise) or ""

    usual, tuned = JUSTEXT
    return {
        "readability-lxml": lambda html: plain(readability.Document(html).summary()),
        "trafilatura, favor_precision": partial(article, precise=True),
        "trafilatura": partial(article, precise=False),
        "jusText, lengths for Chinese": partial(block_text, usual),
        "jusText, tuned on these pages": partial(block_text, tuned),
        "resiliparse, main_content": partial(plain, main_content=True),
    }


def boji_kept(mode: str, pages: Sequence[GoldPage]) -> dict[str, set[int]]:
    """Return the lines that boji keeps, judged by weights that saw no page of the same site.

    The weights that ship were fitted to these pages, so they say nothing here.

    Parameters
    ----------
    mode : {"text", "html"}
        Whether boji sees the flattened lines alone or the HTML, which it flattens itself.
    pages : sequence of GoldPage

    Returns
    -------
    dict
        For the id of each page in ``dev.jsonl.gz``, the 0-based numbers of the kept lines among its ``lines``.
    """
    judged = cross_validated()["dev" if mode == "text" else "html"]
    kept: dict[str, set[int]] = {name: set() for name in judged.examples.page}
    for name, line, keep in zip(judged.examples.page, judged.examples.line.tolist(), judged.keep, strict=True):
        if keep:
            kept[name].add(line - 1)
    if mode == "text":
        return kept
    return {page.name: {b for a, b in aligned(own_lines(page), page.lines) if a in kept[page.name]} for page in pages}


def own_lines(page: GoldPage) -> list[str]:
    """Return the lines of boji's own flattening."""
    return flatten(page.html).text.split("\n")


def boji_alone(mode: str, page: GoldPage) -> object:
    """Judge one page by itself with the weights that ship: the work whose time is boji's."""
    if mode == "text":
        return separate_page("\n".join(page.lines))
    flat = flatten(page.html)
    return separate_page(Page(page.name, flat.text, title=flat.title, markup=flat.markup))


def timed(work: Callable[[GoldPage], Any], pages: Sequence[GoldPage]) -> tuple[list[Any], float]:
    """Do some work on each page and return what came of it, and the mean time in ms after one page to warm up."""
    work(pages[0])
    start = time.perf_counter()
    done = [work(page) for page in pages]
    return done, 1000 * (time.perf_counter() - start) / len(pages)


def score(pages: Sequence[GoldPage], kept: Sequence[Collection[int]]) -> SeparationScores:
    """Score the kept lines of each page."""
    rows = [(p, i) for p, page in enumerate(pages) for i in page.scored]
    return separation_scores(
        np.array([p for p, _ in rows]),
        np.array([n_letters(pages[p].lines[i]) for p, i in rows]),
        np.array([i in pages[p].content for p, i in rows]),
        np.array([i in kept[p] for p, i in rows]),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A method, what it sees, how it scored, its time and the pages of which it kept nothing."""

    method: str
    sees: str
    scores: SeparationScores
    ms: float
    empty: int

    def __str__(self) -> str:
        """Write the row of the table."""
        s = self.scores
        numbers = f"{s.char_f1:.3f} | {s.line_f1:.3f} | {s.page_f1:.3f} | {self.ms:.1f}"
        return f"| {self.method} | {self.sees} | {numbers} |"


def measure(method: str, extract: Extract, pages: Sequence[GoldPage]) -> Row:
    """Run an extractor on all pages, map its texts to their lines and score them."""
    outputs, ms = timed(lambda page: extract(page.html), pages)
    kept = [kept_lines(page.lines, text, page.content) for page, text in zip(pages, outputs, strict=True)]
    return Row(method, "HTML", score(pages, kept), ms, sum(not lines for lines in kept))


def measure_boji(mode: str, pages: Sequence[GoldPage]) -> Row:
    """Score boji's decisions."""
    by_name = boji_kept(mode, pages)
    kept = [by_name[page.name] for page in pages]
    ms = timed(lambda page: boji_alone(mode, page), pages)[1]
    sees = {"text": "text", "html": "HTML"}[mode]
    return Row("boji, cross-validated by site", sees, score(pages, kept), ms, sum(not lines for lines in kept))


def controls(pages: Sequence[GoldPage]) -> list[str]:
    """Say what the mapping makes of the gold itself and of all text of a page."""
    gold = ["\n".join(line for i, line in enumerate(page.lines) if i in page.content) for page in pages]
    whole = [plain(page.html) for page in pages]
    said = []
    for name, texts in (("the gold content", gold), ("all text of the page by resiliparse", whole)):
        found = score(pages, [kept_lines(p.lines, text, p.content) for p, text in zip(pages, texts, strict=True)])
        said.append(f"{name}: {precision_recall(found)}")
    share = score(pages, [range(len(page.lines)) for page in pages])
    return [*said, f"every line, without mapping: {precision_recall(share)}"]


def precision_recall(found: SeparationScores) -> str:
    """Write precision and recall."""
    by_char = f"{found.char_precision:.4f} and {found.char_recall:.4f} by characters"
    return f"precision and recall {by_char}, {found.line_precision:.4f} and {found.line_recall:.4f} by lines"


def compare(pages: Sequence[GoldPage]) -> list[Row]:
    """Score boji, from the text and from the HTML, and the extractors."""
    own = [measure_boji(mode, pages) for mode in ("text", "html")]
    return own + [measure(method, extract, pages) for method, extract in extractors().items()]


def in_markdown(rows: Sequence[Row], pages: Sequence[GoldPage]) -> str:
    """Return the table in Markdown, with notes."""
    versions = ", ".join(f"{package} {version(package)}" for package in (*PACKAGES.values(), "resiliparse"))
    notes = [f"Versions: {versions}"]
    notes += [f"Pages of which nothing was kept, {row.method}: {row.empty}" for row in rows if row.empty]
    notes += [f"Control of the mapping, {line}" for line in controls(pages)]
    lines = sum(len(page.scored) for page in pages)
    return "\n".join(
        [
            f"{len(pages)} pages, {lines:,} scored lines; times of one process, without decoding and mapping.",
            "",
            "| method | sees | character F1 | line F1 | page F1 | ms/page |",
            "| --- | --- | ---: | ---: | ---: | ---: |",
            *map(str, rows),
            "",
            *(f"- {note}." for note in notes),
        ]
    )


def missing() -> str:
    """Say what the comparison needs and does not find; empty when all is there."""
    if not (PAGES / "dev_html.tar.gz").is_file():
        return f"{PAGES}: the real pages of ../shared are not in a user's clone; nothing to compare on"
    absent = [package for module, package in PACKAGES.items() if find_spec(module) is None]
    return f"not installed: {', '.join(absent)}; see `python -m pip install --group extractors`" if absent else ""


def main() -> None:
    """Compare, print the table and write it if told where."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--out", type=Path, metavar="FILE.md", help="write the table here too")
    parser.add_argument("--fixed", action="store_true", help="score beside the corrected gold")
    told = parser.parse_args()
    if reason := missing():
        sys.exit(reason)
    logging.disable()  # the extractors tell of every page they make nothing of
    pages = read_gold(fixes=read_fixes(GOLD / "fixes.tsv") if told.fixed else AS_GIVEN)
    table = in_markdown(compare(pages), pages)
    print(table)
    if told.out:
        told.out.write_text(table + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
