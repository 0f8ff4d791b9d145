"""Types: what a file holds, told by its name; for a stream without a name, by its first bytes."""

from __future__ import annotations

import re
from pathlib import PurePath

from analysis.reading.unpacking import PACKINGS

TEXT_TYPES = (".txt", ".text", ".md")
HTML_TYPES = (".html", ".htm", ".xhtml", ".shtml")
SUBTITLE_TYPES = (".srt", ".vtt")
SAVED_TYPES = (".mhtml", ".mht")
PAGE_TYPES = {*TEXT_TYPES, *HTML_TYPES, *SUBTITLE_TYPES, *SAVED_TYPES}  # a page each
DELIMITERS = {".csv": ",", ".tsv": "\t"}
RECORD_TYPES = (".jsonl", ".ndjson", ".json", *DELIMITERS)
SHEET_TYPES = (".xlsx", ".xlsm")
ARCHIVE_TYPES = (".zip", ".tar")
SEEKING_TYPES = (".zip", ".parquet", *SHEET_TYPES)  # are not read from their beginning to their end
READABLE_TYPES = (
    *TEXT_TYPES, *HTML_TYPES, *SAVED_TYPES, *RECORD_TYPES, *ARCHIVE_TYPES, ".parquet", ".warc", *SHEET_TYPES,
    *SUBTITLE_TYPES,
)  # fmt: skip
SHORT = {".tgz": (".tar", ".gz"), ".tbz2": (".tar", ".bz2"), ".txz": (".tar", ".xz"), ".tzst": (".tar", ".zst")}
MAGIC = {
    b"\x1f\x8b": ".gz",
    b"\x28\xb5\x2f\xfd": ".zst",
    b"BZh": ".bz2",
    b"\xfd7zXZ\0": ".xz",
    b"PK\x03\x04": ".zip",
    b"PAR1": ".parquet",
    b"WARC/": ".warc",
}
TAG = re.compile(rb"<[!?a-z]")
OFFICE = b"[Content_Types].xml"  # stands in the zip files of Office, and in no others
OBJECTS = re.compile(rb"\[\s*\{")
DOCUMENT = re.compile(
    rb"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}-->\s*)?<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE
)
PAGE_HEAD = 1_000  # bytes by which a page is told


def type_of(name: str) -> tuple[str, str]:
    """Return the endings of a name that tell the type and the packing, lower case, the second empty for none."""
    suffixes = [s.lower() for s in PurePath(name).suffixes] or [""]
    if suffixes[-1] in SHORT:
        return SHORT[suffixes[-1]]
    if len(suffixes) > 1 and suffixes[-1] in PACKINGS:
        return suffixes[-2], suffixes[-1]
    return suffixes[-1], ""


def sniff(head: bytes) -> str:
    """Tell by its first bytes what a stream holds, as an ending; ``.txt`` where nothing tells."""
    for magic, ending in MAGIC.items():
        if head.startswith(magic):
            return ".xlsx" if ending == ".zip" and OFFICE in head else ending
    if head[257:262] == b"ustar":
        return ".tar"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith(b"{"):
        return ".jsonl"
    if OBJECTS.match(start):
        return ".json"
    return ".html" if TAG.match(start) else ".txt"


def is_document(head: bytes) -> bool:
    """Tell whether a file whose name does not say so begins as a whole HTML page does."""
    return DOCUMENT.match(head.lstrip(b"\xef\xbb\xbf \t\r\n")) is not None
