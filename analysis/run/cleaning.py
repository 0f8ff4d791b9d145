"""Cleaning: pages in, kept text out, one after another; no topics, no tables, no more memory than a few pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from analysis.reading.limits import Limits, UnreadableError
from analysis.reading.masks import masked_value
from analysis.reading.page import Page, cut_record
from analysis.reading.page_names import record_of, safe_name
from analysis.reading.records import Fields, json_rows
from analysis.run.engine import Engine, chunked
from analysis.separation.page import separate_page
from analysis.store import write_text

CHUNK_PAGES = 16
CHUNK_FILES = 1_000


@dataclass(frozen=True, slots=True)
class Records:
    """The fields of records, limits to their texts, and how they are judged and masked; see `clean_pages`."""

    fields: Fields = field(default_factory=Fields)
    limits: Limits = field(default_factory=Limits)
    weights: str | Path | None = None
    mask: bool = False


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


class Cleaned(NamedTuple):
    """A record with its text cleaned, None for a line that is none with text; what was cut of it, mostly nothing."""

    row: dict[str, Any] | None
    cut: str = ""


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
    return (one.row for one in cleaned_records(lines, Records(weights=weights, mask=mask), repaired, jobs))


def cleaned_records(
    lines: Iterable[str | None], records: Records, repaired: bool = True, jobs: int = 1
) -> Iterator[Cleaned]:
    """Do as `clean_records` does with records of other fields, within limits; a line that is None was too long."""
    with Engine(jobs) as engine:
        for part in engine.map(partial(_clean_rows, repaired, records), chunked(lines, CHUNK_PAGES)):
            yield from part


def _clean(repaired: bool, weights: str | Path | None, mask: bool, pages: list[Page]) -> list[Clean]:
    return [Clean(page.name, kept_text(page, repaired, weights, mask=mask)) for page in pages]


def kept_text(page: Page, repaired: bool = True, weights: str | Path | None = None, *, mask: bool = False) -> str:
    r"""Return the kept lines of a page, each with a ``\n`` behind it."""
    return "".join(f"{line}\n" for line in separate_page(page, weights=weights, mask=mask).kept(repaired))


def _clean_rows(repaired: bool, records: Records, lines: list[str | None]) -> list[Cleaned]:
    return [_clean_row(row, repaired, records) for _, row in json_rows(lines)]


def _clean_row(row: dict[str, object] | None, repaired: bool, records: Records) -> Cleaned:
    fields = records.fields
    held = fields.text_key(row) if row is not None else None
    if row is None or held is None:
        return Cleaned(None)
    try:
        page, cut = cut_record(row, Page("record", ""), fields, records.limits)
    except UnreadableError:
        return Cleaned(None)
    lines = separate_page(page, weights=records.weights, mask=records.mask)
    below = lines.behind(1) if page.titled else lines
    beside = {name: masked_value(value) for name, value in row.items()} if records.mask else row
    return Cleaned({**beside, held: "\n".join(below.kept(repaired))}, cut)


def write_clean(cleaned: Iterable[tuple[str, str]], folder: Path) -> int:
    """Write the kept text of pages into a folder under their own names; return how many there were."""
    return _write_texts(folder, _named(cleaned))


def begin_clean(cleaned: Iterable[tuple[str, str]], folder: Path, engine: Engine) -> list[Future[int]]:
    """Do as `write_clean` does in the processes of an engine, which must see the folder; return the counts to come.

    The folder is one that is being filled (`analysis.run.staging`): it takes its place when all of it is whole.
    """
    return [engine.submit(_fill, folder, part) for part in chunked(_named(cleaned), CHUNK_FILES)]


def _named(cleaned: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the names of the files instead of those of the pages."""
    taken: set[str] = set()
    for page, text in cleaned:
        name = clean_name(page, taken)
        taken.add(name)
        yield name, text


def _write_texts(folder: Path, texts: Iterable[tuple[str, str]]) -> int:
    count = 0
    for name, text in texts:
        write_text(folder / name, text)
        count += 1
    return count


def _fill(folder: Path, texts: Sequence[tuple[str, str]]) -> int:
    """Write texts in place: to move each there, as `write_text` does, takes as long again."""
    for parent in {(folder / name).parent for name, _ in texts}:
        parent.mkdir(parents=True, exist_ok=True)
    for name, text in texts:
        (folder / name).write_bytes(text.encode("utf-8"))
    return len(texts)


def clean_name(page: str, taken: set[str]) -> str:
    """Return the name of a page's clean text: its own with ``.txt``, the old ending kept where two would collide."""
    page = safe_name(page)
    name = f"{page}.txt" if record_of(page) or "#" in Path(page).suffix else str(Path(page).with_suffix(".txt"))
    return name if name not in taken else f"{page}.txt"
