"""Judged: what came of pages, in tables."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd


class Judged(NamedTuple):
    """Frames of lines and of pages, and the kept text of each page."""

    lines: pd.DataFrame
    pages: pd.DataFrame
    clean: dict[str, str]
