"""Pages: paths in, decoded and flattened text out.

One unreadable file never stops a run: it is counted and named in ``Pages.skipped``.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import os
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from glob import glob, has_magic
from pathlib import Path

from resiliparse.parse.encoding import detect_encoding

from analysis.flatten import flatten

TEXT_TYPES = (".txt", ".md")
HTML_TYPES = (".html", ".htm")
RECORD_TYPES = (".jsonl", ".csv")
READABLE_TYPES = TEXT_TYPES + HTML_TYPES + RECORD_TYPES
TEXT_FIELDS = ("text", "content", "body", "正文", "内容")
TITLE_FIELDS = ("title", "headline", "标题")
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# The names that detectors and web pages use, and the wider table that decodes all of what they mean.
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs"}
DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)
UNWRITABLE = re.compile("[\ud800-\udfff\0]")
CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b"))


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
    """

    name: str
    text: str
    encoding: str = "utf-8"
    sha256: str = ""
    title: str = ""
    titled: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or record that could not be read, and why (a code that the messages translate)."""

    name: str
    reason: str
    detail: str = ""


class UnreadableError(ValueError):
    """Bytes that hold no text; ``args`` are a reason code and a detail."""


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
        elif not text.strip():
            raise UnreadableError("empty", "")
        elif kind in HTML_TYPES:
            flat, title = flatten(text)
            if not flat.strip():
                raise UnreadableError("empty", "HTML")
            yield Page(name, tidy(flat), encoding, digest, tidy(title))
        else:
            yield Page(name, tidy(text), encoding, digest)

    def _records(self, name: str, kind: str, text: str, like: Page) -> Iterator[Page]:
        rows = json_rows(text) if kind == ".jsonl" else csv_rows(text)
        for number, row in rows:
            record = f"{name}#{number}"
            body = first_field(row, TEXT_FIELDS) if row is not None else ""
            title = first_field(row, TITLE_FIELDS) if row is not None else ""
            title = " ".join(title.split())
            whole = tidy(f"{title}\n{body}" if title else body)
            if row is None:
                self.skipped.append(Skipped(record, "record", ""))
            elif not whole.strip():
                self.skipped.append(Skipped(record, "empty", ", ".join(map(str, row))))
            else:
                yield Page(record, whole, like.encoding, like.sha256, title, bool(title))


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
    found: dict[Path, str] = {}
    for given in paths:
        for name, path in _walk(str(given)):
            found.setdefault(path.resolve(), name)
    return Pages(sorted(_distinct(found).items()))


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
    counts = Counter(found.values())
    names: dict[str, Path] = {}
    for path, name in found.items():
        depth = len(Path(name).parts)
        same = [p for p, n in found.items() if n == name] if counts[name] > 1 else [path]
        while len({p.parts[-depth:] for p in same}) < len(same):
            depth += 1
        names[Path(*path.parts[-depth:]).as_posix() if counts[name] > 1 else name] = path
    return names


def unpack(raw: bytes) -> bytes:
    """Unpack gzip bytes; what is broken raises `UnreadableError`."""
    try:
        return gzip.decompress(raw)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableError("gzip", str(error)) from error


def decode(raw: bytes, html: bool = False) -> tuple[str, str]:
    """Decode the bytes of a Chinese page.

    The order is: byte order mark, strict UTF-8, UTF-16 without a mark, the page's own declaration (HTML),
    resiliparse's detector. A few broken bytes become U+FFFD; bytes that are no text raise.

    Returns
    -------
    text, encoding : str, str

    Raises
    ------
    UnreadableError
        For binary content.
    """
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if raw.startswith(mark):
            return raw.decode(encoding, "replace"), encoding
    for encoding in _candidates(raw, html):
        try:
            return raw.decode(encoding), encoding
        except (UnicodeDecodeError, LookupError):
            continue
    if len(raw.translate(None, CONTROL)) < 0.98 * len(raw):
        raise UnreadableError("binary", "")
    best, encoding = min(
        ((raw.decode(e, "replace"), e) for e in ("utf-8", "gb18030", "big5hkscs")), key=lambda t: t[0].count("\ufffd")
    )
    if best.count("\ufffd") > 0.2 * len(best):
        raise UnreadableError("encoding", encoding)
    return best, encoding


def _candidates(raw: bytes, html: bool) -> Iterator[str]:
    if b"\0" in raw[:4096]:
        even, odd = raw[:4096:2].count(0), raw[1:4096:2].count(0)
        if max(even, odd) > 4 * min(even, odd):
            yield "utf-16-le" if odd > even else "utf-16-be"
        return
    yield "utf-8"
    declared = DECLARED.search(raw[:4096]) if html else None
    guessed = [declared[1].decode("ascii").lower()] if declared else []
    guessed.append(detect_encoding(raw))
    for name in guessed:
        yield WIDER.get(name, name)
    # A detector may name a Western table for a few stray bytes; a Chinese one that fits is likelier here.
    yield "gb18030"


def tidy(text: str) -> str:
    r"""Write every line end as ``\n`` and what no file can hold (half a surrogate pair, NUL) as U+FFFD."""
    return UNWRITABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def first_field(row: dict[str, object], names: Iterable[str]) -> str:
    """Return the first of the named fields that holds text."""
    for name in names:
        value = row.get(name)
        if isinstance(value, str) and value.strip():
            return value
    return ""


Rows = Iterator[tuple[int, dict[str, object] | None]]


def json_rows(text: str) -> Rows:
    """Yield (1-based number, object) for each non-blank line; None where it is no JSON object."""
    for number, line in enumerate((x for x in text.split("\n") if x.strip()), 1):
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        yield number, row if isinstance(row, dict) else None


def csv_rows(text: str) -> Rows:
    """Yield (1-based number, row) for each record below the header."""
    csv.field_size_limit(sys.maxsize)
    reader: Iterable[dict[str, object]] = csv.DictReader(io.StringIO(text, newline=""))
    yield from enumerate(reader, 1)
