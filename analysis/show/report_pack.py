"""Packing: what the report's page reads, as compressed JSON in letters that no browser takes for markup."""

from __future__ import annotations

import json
import math
import re
import zlib
from collections.abc import Iterable

import numpy as np
import pandas as pd

LEVEL = 9
MARK = re.compile(r"[\s，。；：！？、,.;:!?|/—）)】》”]")  # behind which a text may be cut
CLINGING = " \t\u3000，。；：、,.;:|/—"  # marks that no cut text ends with
BITS = 13  # that two letters hold: 91 * 91 is a little more than 2 ** 13
LETTERS = np.array([letter for letter in range(ord("!"), ord("~") + 1) if chr(letter) not in '"<\\'], np.uint8)  # 91


def pack(content: object) -> str:
    """Return JSON, deflated (RFC 1950), in letters that no browser takes for markup and no script for a string's end.

    Before it is deflated, the commonest letters of the text get one byte and the others two: of Chinese that leaves a
    fifth less than UTF-8 does. The bytes are written as two letters for 13 bits, after their number and a space: base64
    would take 8 % more. By hand, as no library of Python and of browsers has either. ``inflate`` of ``page/data.js``
    reads it.

    Raises
    ------
    ValueError
        For a number that JSON has not.
    """
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _lettered(zlib.compress(_coded(text), LEVEL))


def _coded(text: str) -> bytes:
    """Return the number of different letters (UTF-16, 4 bytes), the letters, and the text in codes of one byte or two.

    ``single`` letters have one byte; the bytes from there on lead, each of 256 letters more. These blocks are sorted,
    and letters told by what each is above the one before: the lower bytes of all, then the higher ones.
    """
    units = np.frombuffer(text.encode("utf-16-le", "replace"), "<u2")
    counts = np.bincount(units, minlength=2**16)
    letters = np.flatnonzero(counts)
    letters = letters[np.argsort(-counts[letters], kind="stable")]
    single = single_bytes(len(letters))
    for start in range(single, len(letters), 256):
        letters[start : start + 256].sort()
    place = np.zeros(2**16, np.int64)
    place[letters] = np.arange(len(letters))
    lead, rest = np.divmod(place[units] - single, 256)
    double = lead >= 0
    codes = np.stack([np.where(double, single + lead, place[units]), rest], axis=1).astype(np.uint8)
    steps = np.diff(letters, prepend=0).astype("<u2").view(np.uint8).reshape(-1, 2)
    head = len(letters).to_bytes(4, "little") + steps.T.tobytes()
    told: bytes = codes[np.stack([np.ones_like(double), double], axis=1)].tobytes()
    return head + told


def single_bytes(letters: int) -> int:
    """Return how many of so many letters have a byte of their own, when each other byte leads 256."""
    return 256 - max(0, -((256 - letters) // 255))


def _lettered(data: bytes) -> str:
    bits = np.unpackbits(np.frombuffer(data, np.uint8))
    values = np.pad(bits, (0, -len(bits) % BITS)).reshape(-1, BITS) @ (1 << np.arange(BITS - 1, -1, -1))
    pairs = np.stack(np.divmod(values, len(LETTERS)), axis=1)
    return f"{len(data)} {LETTERS[pairs].tobytes().decode('ascii')}"


def whole(values: Iterable[float], scale: float = 1.0) -> list[int | None]:
    """Return numbers as whole ones, scaled before, None for those that are none."""
    return [None if not math.isfinite(v) else round(float(v) * scale) for v in values]


def clipped(text: str, most: int) -> str:
    """Return a text, a longer one than so many characters cut with "…": behind a mark or a word, if one is near."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    end = max((found.end() for found in MARK.finditer(head)), default=0)
    return head[: end if end > most // 2 else None].rstrip(CLINGING) + "…"


def groups(values: pd.Series[int]) -> list[int]:
    """Return topics or clusters, -1 where there is none."""
    found: list[int] = values.fillna(-1).astype(int).tolist()
    return found


def texts(values: Iterable[object]) -> list[str]:
    """Return cells as text."""
    return [str(v) for v in values]
