"""Pages: paths in, decoded and flattened text out.

One unreadable file never stops a run: it is counted and named in ``Pages.skipped``.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from glob import glob, has_magic
from pathlib import Path

from analysis.reading.characters import tidy
from analysis.reading.decoding import UnreadableError, decode, unpack
from analysis.reading.flattening import flatten
from analysis.reading.page_names import record_name
from analysis.reading.records import TEXT_FIELDS, TITLE_FIELDS, csv_rows, first_field, json_rows
from analysis.reading.tags import MarkupArray

TEXT_TYPES = (".txt", ".md")
HTML_TYPES = (".html", ".htm")
RECORD_TYPES = (".jsonl", ".csv")
READABLE_TYPES = TEXT_TYPES + HTML_TYPES + RECORD_TYPES


@dataclass(frozen=True, slots=True)
class Page:
    r"""One scraped document.

    Attributes
    ----------
    name : str
        Path relative to the given folder, the file name, or ``name#n`` for the n-th record of a container.
    text : str
        The visible text with ``\n`` between lines; for a record with a title, the title is line 1.
    encoding : str
        The encoding the bytes were read with.
    sha256 : str
        Of the file's bytes as they lie on disk.
    title : str
        The title that the HTML or the record declares; empty where there is none.
    titled : bool
        Whether line 1 of ``text`` is that declared title, put there by the reader.
    markup : float32 array, shape (lines of ``text``, len(tags.NAMES)), or None
        What the tags around each line tell, for a page that came as HTML.
    """

    name: str
    text: str
    encoding: str = "utf-8"
    sha256: str = ""
    title: str = ""
    titled: bool = False
    markup: MarkupArray | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or record that could not be read, and why (a code that the messages translate)."""

    name: str
    reason: str
    detail: str = ""


@dataclass
class Pages:
    """A lazy, re-iterable, sorted collection of pages.

    ``skipped`` and ``inputs`` (file name to sha256) are filled by the latest complete iteration.
    """

    files: list[tuple[str, Path]]
    skipped: list[Skipped] = field(default_factory=list)
    inputs: dict[str, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Page]:
        """Read the files one after another, in the order of their names."""
        self.skipped.clear()
        self.inputs.clear()
        for name, path in self.files:
            try:
                raw = path.read_bytes()
                self.inputs[name] = hashlib.sha256(raw).hexdigest()
                yield from self._pages_of(name, raw)
            except UnreadableError as error:
                self.skipped.append(Skipped(name, *error.args))
            except OSError as error:
                self.skipped.append(Skipped(name, "unreadable", error.strerror or str(error)))

    def without(self, folder: Path) -> Pages:
        """Return the pages that do not lie below a folder: what a run wrote is none of its input."""
        away = folder.resolve()
        return Pages([(name, path) for name, path in self.files if away not in path.parents])

    def _pages_of(self, name: str, raw: bytes) -> Iterator[Page]:
        digest = self.inputs[name]
        kind = page_type(Path(name))
        if kind not in READABLE_TYPES:
            raise UnreadableError("unsupported", kind)
        if name.lower().endswith(".gz"):
            raw = unpack(raw)
        text, encoding = decode(raw, html=kind in HTML_TYPES)
        if kind in RECORD_TYPES:
            yield from self._records(name, kind, text, Page(name, "", encoding, digest))
        else:
            yield page_of(text, kind in HTML_TYPES, Page(name, "", encoding, digest))

    def _records(self, name: str, kind: str, text: str, like: Page) -> Iterator[Page]:
        if not text.strip():
            raise UnreadableError("empty", "")
        rows = json_rows(text) if kind == ".jsonl" else csv_rows(text)
        for number, row in rows:
            record = replace(like, name=record_name(name, number))
            page = record_page(row, record) if row is not None else record
            if row is None:
                self.skipped.append(Skipped(record.name, "record", ""))
            elif not page.text.strip():
                self.skipped.append(Skipped(record.name, "empty", ", ".join(map(str, row))))
            else:
                yield page


def page_of(text: str, html: bool, like: Page) -> Page:
    """Return decoded text or HTML as a page.

    Parameters
    ----------
    text : str
    html : bool
    like : Page
        Its name, encoding and hash are taken.

    Raises
    ------
    UnreadableError
        When there is nothing to read.
    """
    if not text.strip():
        raise UnreadableError("empty", "")
    if not html:
        return replace(like, text=tidy(text))
    flat = flatten(text)
    if not flat.text:
        raise UnreadableError("empty", "HTML")
    return replace(like, text=tidy(flat.text), title=tidy(flat.title), markup=flat.markup)


def record_page(row: Mapping[str, object], like: Page) -> Page:
    """Return a record with a field for the text, and perhaps one for the title, as a page, the title on line 1."""
    body, title = first_field(row, TEXT_FIELDS), " ".join(first_field(row, TITLE_FIELDS).split())
    whole = tidy(f"{title}\n{body}" if title else body)
    return replace(like, text=whole, title=title, titled=bool(title))


def read_pages(*paths: str | os.PathLike[str]) -> Pages:
    """Find the pages below files, folders and glob patterns.

    Parameters
    ----------
    *paths : str or path
        Files, folders (searched to the bottom, hidden files left out) or glob patterns. Text (``.txt .md``), HTML
        (``.html .htm``), containers (``.jsonl .csv`` with a field ``text`` and perhaps ``title``), each also ``.gz``.

    Returns
    -------
    Pages
        Sorted by name, read when iterated.

    Raises
    ------
    FileNotFoundError
        When a path does not exist or a pattern matches nothing.
    """
    if not paths:
        raise FileNotFoundError("read_pages() got no path; give at least one file, folder or pattern")
    found: dict[Path, set[str]] = {}
    for given in paths:
        for name, path in _walk(str(given)):
            found.setdefault(path.resolve(), set()).add(os.fsencode(name).decode("utf-8", "replace"))
    # A file that several arguments hold goes by its longest name, whatever their order.
    names = {path: max(names, key=lambda n: (n.count("/"), n)) for path, names in found.items()}
    return Pages(sorted(_distinct(names).items()))


def page_type(path: Path) -> str:
    """Return the lower-case ending that tells the type, below a final ``.gz``."""
    suffixes = [s.lower() for s in path.suffixes]
    return suffixes[-2] if len(suffixes) > 1 and suffixes[-1] == ".gz" else (suffixes or [""])[-1]


def _walk(given: str) -> Iterator[tuple[str, Path]]:
    path = Path(given)
    if path.is_dir():
        for folder, below, files in os.walk(path):
            below[:] = [d for d in below if not d.startswith(".")]
            for file in files:
                if not file.startswith("."):
                    full = Path(folder, file)
                    yield full.relative_to(path).as_posix(), full
    elif path.exists():
        yield path.name, path
    elif has_magic(given) and (matches := glob(given, recursive=True)):  # noqa: PTH207  # a pattern may be absolute
        for match in matches:
            if Path(match).is_file():
                yield Path(match).name, Path(match)
    else:
        raise FileNotFoundError(given)


def _distinct(found: dict[Path, str]) -> dict[str, Path]:
    """Lengthen the names that several files share by their folders, until each is its own."""
    names = dict(found)
    while len(counts := Counter(names.values())) < len(names):
        for path, name in names.items():
            if counts[name] > 1:
                names[path] = Path(*path.parts[-len(Path(name).parts) - 1 :]).as_posix()
    return {name: path for path, name in names.items()}
