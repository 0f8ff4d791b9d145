"""Packing: what the report's page reads, as compressed JSON in letters that no browser takes for markup."""

from __future__ import annotations

import base64
import json
import math
import zlib
from collections.abc import Iterable

import pandas as pd

LEVEL = 9


def pack(content: object) -> str:
    """Return JSON, deflated (RFC 1950) and in base64: the page inflates it with its ``DecompressionStream``.

    Raises
    ------
    ValueError
        For a number that JSON has not.
    """
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return base64.b64encode(zlib.compress(text.encode("utf-8", "replace"), LEVEL)).decode("ascii")


def whole(values: Iterable[float], scale: float = 1.0) -> list[int | None]:
    """Return numbers as whole ones, scaled before, None for those that are none."""
    return [None if not math.isfinite(v) else round(float(v) * scale) for v in values]


def groups(values: pd.Series[int]) -> list[int]:
    """Return topics or clusters, -1 where there is none."""
    found: list[int] = values.fillna(-1).astype(int).tolist()
    return found


def texts(values: Iterable[object]) -> list[str]:
    """Return cells as text."""
    return [str(v) for v in values]
