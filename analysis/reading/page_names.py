"""Page names: paths relative to the given folder; ``name#n`` for the n-th record of a container.

An archive is a folder (``a.zip/b.txt``). Of a web archive the host stands before the number (``a.warc.gz/host#n``).
"""

from __future__ import annotations

import hashlib
import re

WEB_ARCHIVE = re.compile(r"\.warc(?:\.gz|\.zst|\.bz2|\.xz)?/([^/]+)$", re.IGNORECASE)
UNFIT = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\ud800-\udfff]")
NO_FILE_NAME = re.compile(r"""[%#/\\:*?"<>| ]""")
LONGEST = 180  # bytes of a part of a name: file systems take 255, and endings are added


def record_name(container: str, number: int | str) -> str:
    """Return the name of a record, its number counted from 1, or its own name."""
    return f"{container}#{number}"


def record_of(name: str) -> tuple[str, int] | None:
    """Return the container and the number of a record; None for the name of a file."""
    container, mark, number = name.rpartition("#")
    return (container, int(number)) if mark and number.isascii() and number.isdigit() else None


def site_of(name: str) -> str:
    """Return what stands for a page's site: the folder it lies in, the container of a record, or its host."""
    record = record_of(name)
    if record is None:
        return name.rpartition("/")[0] or "."
    host = WEB_ARCHIVE.search(record[0])
    return host[1] if host else record[0]


def safe_name(name: str) -> str:
    """Return a relative path that stays below its folder, without what no line and no file name can hold.

    What was given may come from anybody: the name of a page becomes the name of a file.
    """
    parts = [part for part in re.split(r"[/\\]+", UNFIT.sub("\ufffd", name)) if part not in {"", ".", ".."}]
    if parts and re.fullmatch("[A-Za-z]:", parts[0]):
        parts = parts[1:]
    return "/".join(map(_fitting, parts)) or "_"


def _fitting(part: str) -> str:
    """Shorten a part of a name that file systems would not take; its end, which tells the type, stays."""
    raw = part.encode("utf-8", "surrogatepass")
    if len(raw) <= LONGEST:
        return part
    kept = raw[:100].decode("utf-8", "ignore"), raw[-40:].decode("utf-8", "ignore")
    return f"{kept[0]}~{hashlib.blake2b(raw, digest_size=6).hexdigest()}~{kept[1]}"


def file_name(given: str) -> str:
    """Return a record's own name as part of a file name; ``urllib.parse.unquote`` gives it back."""
    return _fitting(NO_FILE_NAME.sub(lambda m: f"%{ord(m[0]):02X}", UNFIT.sub("", given)))


def natural_order(name: str) -> tuple[str, int]:
    """Return what sorts records of a container by number, everything else by name."""
    return record_of(name) or (name, 0)
