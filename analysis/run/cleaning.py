"""Cleaning: pages in, kept text out, one after another; no topics, no tables, no more memory than a few pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from analysis.reading.masks import masked_value
from analysis.reading.page import Page, record_page
from analysis.reading.page_names import record_of, safe_name
from analysis.reading.records import TEXT_FIELDS, first_field, json_rows
from analysis.run.engine import Engine, chunked
from analysis.separation.page import separate_page
from analysis.store import write_text

CHUNK_PAGES = 16


class Clean(NamedTuple):
    """The kept text of a page."""

    page: str
    text: str


def clean_pages(
    pages: Iterable[Page],
    repaired: bool = True,
    jobs: int = 1,
    *,
    weights: str | Path | None = None,
    mask: bool = False,
) -> Iterator[Clean]:
    """Judge each page by itself and yield what is kept, in the order of the pages.

    What needs the other pages (lines that repeat across them) is not seen; `TopicAnalysis` sees it.

    Parameters
    ----------
    pages : iterable of Page
    repaired : bool
        Mend the kept text (see `analysis.separation.repairs`).
    jobs : int
        Processes; the result does not depend on it.
    weights : path, optional
        A folder that `boji learn` wrote.
    mask : bool
        Hide what `analysis.mask_text` hides.
    """
    with Engine(jobs) as engine:
        for part in engine.map(partial(_clean, repaired, weights, mask), chunked(pages, CHUNK_PAGES)):
            yield from part


def clean_records(
    lines: Iterable[str],
    repaired: bool = True,
    jobs: int = 1,
    *,
    weights: str | Path | None = None,
    mask: bool = False,
) -> Iterator[dict[str, Any] | None]:
    """Clean the text of JSON records, one a line, and yield the records; None for a line that is no record with text.

    The field that holds the text is replaced, all others stay as they are. A title field helps the judgement and is
    not repeated in the text. With ``mask``, what `analysis.mask_text` hides is hidden in all fields.
    """
    with Engine(jobs) as engine:
        for part in engine.map(partial(_clean_rows, repaired, weights, mask), chunked(lines, CHUNK_PAGES)):
            yield from part


def _clean(repaired: bool, weights: str | Path | None, mask: bool, pages: list[Page]) -> list[Clean]:
    return [Clean(page.name, kept_text(page, repaired, weights, mask=mask)) for page in pages]


def kept_text(page: Page, repaired: bool = True, weights: str | Path | None = None, *, mask: bool = False) -> str:
    r"""Return the kept lines of a page, each with a ``\n`` behind it."""
    return "".join(f"{line}\n" for line in separate_page(page, weights=weights, mask=mask).kept(repaired))


def _clean_rows(
    repaired: bool, weights: str | Path | None, mask: bool, lines: list[str]
) -> list[dict[str, Any] | None]:
    return [_clean_row(row, repaired, weights, mask) for _, row in json_rows(lines)]


def _clean_row(
    row: dict[str, object] | None, repaired: bool, weights: str | Path | None, mask: bool
) -> dict[str, Any] | None:
    if row is None or not first_field(row, TEXT_FIELDS):
        return None
    page = record_page(row, Page("record", ""))
    lines = separate_page(page, weights=weights, mask=mask)
    below = lines.behind(1) if page.titled else lines
    field = next(name for name in TEXT_FIELDS if row.get(name) == first_field(row, (name,)) != "")
    beside = {name: masked_value(value) for name, value in row.items()} if mask else row
    return {**beside, field: "\n".join(below.kept(repaired))}


def write_clean(cleaned: Iterable[tuple[str, str]], folder: Path) -> int:
    """Write the kept text of pages into a folder under their own names; return how many there were."""
    taken: set[str] = set()
    for page, text in cleaned:
        name = clean_name(page, taken)
        taken.add(name)
        write_text(folder / name, text)
    return len(taken)


def clean_name(page: str, taken: set[str]) -> str:
    """Return the name of a page's clean text: its own with ``.txt``, the old ending kept where two would collide."""
    page = safe_name(page)
    name = f"{page}.txt" if record_of(page) or "#" in Path(page).suffix else str(Path(page).with_suffix(".txt"))
    return name if name not in taken else f"{page}.txt"
