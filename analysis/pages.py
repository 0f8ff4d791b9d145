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
BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
# The names that detectors and pages use, and the table that decodes all of what they mean. Others are not believed.
TABLES = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "big5hkscs", "x-x-big5", "cn-big5"), "big5hkscs"),
    **dict.fromkeys(("hz-gb-2312", "hz"), "hz"),
}
DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)
UNWRITABLE = re.compile("[\ud800-\udfff\0]")
USUAL = re.compile(r"[\n\r\t -~\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’…—·]")
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
        if not text.strip():
            raise UnreadableError("empty", "")
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


def unpack(raw: bytes) -> bytes:
    """Unpack gzip bytes; what is broken raises `UnreadableError`."""
    try:
        return gzip.decompress(raw)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableError("gzip", str(error)) from error


def decode(raw: bytes, html: bool = False) -> tuple[str, str]:
    """Decode the bytes of a Chinese page.

    The order is: byte order mark, strict UTF-8, UTF-16 without a mark, UTF-8 with a few broken bytes, the page's own
    declaration (HTML), resiliparse's detector, GB18030, Big5. A few broken bytes become U+FFFD; bytes that are no
    text raise.

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
    if _nearly_utf8(raw):
        return raw.decode("utf-8", "replace"), "utf-8"
    for encoding in _candidates(raw, html):
        try:
            return raw.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    if len(raw.translate(None, CONTROL)) < 0.98 * len(raw):
        raise UnreadableError("binary", "")
    tables = ("utf-8", "gb18030", "big5hkscs")
    best, encoding = min(((raw.decode(e, "replace"), e) for e in tables), key=lambda t: t[0].count("\ufffd"))
    if best.count("\ufffd") > 0.2 * len(best):
        raise UnreadableError("encoding", encoding)
    return best, encoding


def _candidates(raw: bytes, html: bool) -> Iterator[str]:
    """Yield the encodings that the bytes may have, the surest first; none for what looks binary."""
    if raw.count(0) <= max(1, 0.01 * len(raw)):
        yield "utf-8"
    if 0 in raw:
        sixteen = max(("utf-16-le", "utf-16-be"), key=lambda e: _usual_share(raw, e))
        if _usual_share(raw, sixteen) > 0.7:
            yield sixteen
        return
    declared = DECLARED.search(raw[:4096]) if html else None
    guessed = [declared[1].decode("ascii").lower()] if declared else []
    guessed.append(detect_encoding(raw))
    yield from (TABLES[name] for name in guessed if name in TABLES)
    yield from ("gb18030", "big5hkscs")


def _usual_share(raw: bytes, encoding: str) -> float:
    """Return the share of characters that Chinese text is made of, read in an encoding."""
    text = raw[:20_000].decode(encoding, "replace")
    return len(USUAL.findall(text)) / max(1, len(text))


def _nearly_utf8(raw: bytes) -> bool:
    """Tell whether bytes are UTF-8 but for a few: other encodings hardly ever form its sequences by chance."""
    text = raw.decode("utf-8", "replace")
    wide = sum(c > "\u07ff" for c in text) - text.count("\ufffd")
    return 0 < 5 * text.count("\ufffd") <= wide


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
        except (ValueError, RecursionError):  # the second for hostile nesting
            row = None
        yield number, row if isinstance(row, dict) else None


def csv_rows(text: str) -> Rows:
    """Yield (1-based number, row) for each record below the header."""
    csv.field_size_limit(sys.maxsize)
    reader: Iterable[dict[str, object]] = csv.DictReader(io.StringIO(text, newline=""))
    yield from enumerate(reader, 1)
