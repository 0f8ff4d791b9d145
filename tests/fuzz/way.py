"""Way: hostile bytes sent the whole way, and what must hold of them wherever they come from.

Each line that is not blank has one row, whose text is the source's; nothing but a clear refusal is raised; no number is
out of its range; tables are read back as they were.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from analysis.reading.limits import Limits, UnreadableError
from analysis.reading.lines import split_lines
from analysis.reading.opening import Opener
from analysis.reading.page import Page
from analysis.run.cleaning import write_clean
from analysis.run.judged import Judged
from analysis.run.workflow import TopicAnalysis
from analysis.separation.company import Company
from analysis.separation.evidence import observe
from analysis.separation.judge import separate
from analysis.separation.page import lines_of
from analysis.show.messages import TEXTS
from analysis.tables.contract import place_of, read, write
from analysis.words.tokenizer import Tokenizer
from tests.fuzz.inputs import Input
from tests.samples import articles

LIMITS = Limits(unpacked=64, page=300_000, lines=20_000, line=100_000)


def pages_of(given: Input) -> list[Page]:
    """Read an input; what cannot be read must be named by a reason that there are words for."""
    opener, pages = Opener(LIMITS), list[Page]()
    try:
        pages.extend(opener.pages(io.BytesIO(given.raw), given.name, len(given.raw)))
    except UnreadableError as error:
        assert len(error.args) == 2
        assert f"skip.{error.args[0]}" in TEXTS
    for one in (*opener.skipped, *opener.cut):
        assert f"skip.{one.reason}" in TEXTS
        assert "\n" not in one.name
    for page in pages:
        check_page(page)
    return pages


def check_page(page: Page) -> None:
    """Check that a page can be written, keeps to the limits, and has a row for each of its lines."""
    page.text.encode("utf-8"), page.name.encode("utf-8"), page.title.encode("utf-8")
    rows = page.text.split("\n")
    assert "\r" not in page.text
    assert len(page.text) <= LIMITS.page + 1
    assert len(rows) <= LIMITS.lines
    assert max(map(len, rows)) <= LIMITS.line
    assert ".." not in page.name.split("/")
    assert not page.name.startswith("/")
    assert page.markup is None or (len(page.markup) == len(rows) and bool(np.isfinite(page.markup).all()))


@cache
def model() -> tuple[TopicAnalysis, Company]:
    """Return a small fitted model and the company its pages were judged in."""
    fitted = TopicAnalysis(2, lang="en").fit(articles())
    return fitted, fitted.company_


def judge(pages: Sequence[Page]) -> Judged:
    """Judge pages and place them; check their tables against their lines."""
    unique = [replace(page, name=f"{i}/{page.name}") for i, page in enumerate(pages)]  # names of a run are distinct
    analysis, company = model()
    judged, weights, _ = analysis.place(unique, company)
    split = ((page.name, n, line) for page in unique for n, line in enumerate(page.text.split("\n"), 1))
    wanted = [row for row in split if row[2].strip()]
    lines = judged.lines
    assert list(zip(lines["page"], lines["line"], lines["text"], strict=True)) == wanted
    assert judged.pages["page"].tolist() == [page.name for page in unique] == list(judged.clean)
    assert bool(np.isfinite(weights).all())
    for name in ("score", "affinity"):
        assert bool(lines[name].between(0, 1).all())
    assert judged.pages["noise_share"].dropna().between(0, 1).all()
    return judged


def judge_alone(pages: Sequence[Page]) -> None:
    """Judge pages as `boji clean` does, and keep their lines, mended and as they stand."""
    seen = observe(list(pages), Tokenizer())
    assert len(split_lines(pages)) == len(seen.lines)
    judged = separate(list(pages), seen)
    assert len(judged.keep) == len(seen.lines)
    for a, b in seen.lines.spans():
        own = lines_of(seen.lines, judged, (a, b))
        assert own.kept(repaired=False) == [own.texts[i].strip() for i in np.flatnonzero(own.judged.keep)]
        "\n".join(own.kept()).encode("utf-8")


def write_and_read(judged: Judged) -> None:
    """Write what was judged, and read the tables back."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for name, table in (("lines", judged.lines), ("pages", judged.pages)):
            write(table, place_of(folder, name))
            again = read(place_of(folder, name))
            assert len(again) == len(table)
            assert again["page"].tolist() == table["page"].tolist()
            if name == "lines":
                assert again["text"].tolist() == table["text"].tolist()
        assert write_clean(judged.clean.items(), folder / "clean") == len(judged.clean)
        assert all(folder.resolve() in path.resolve().parents for path in folder.rglob("*"))
