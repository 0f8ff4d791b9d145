"""Easel: the figures of a run, drawn in processes that load matplotlib while this one is still finding topics."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from pathlib import Path

import pandas as pd

from analysis import show
from analysis.run.engine import Engine
from analysis.tables.contract import FIGURE_NAMES
from analysis.tables.shares import pictured

MOST_JOBS = 4  # there are nine figures


def easel(jobs: int) -> Engine:
    """Return an engine to draw with."""
    return Engine(min(jobs, MOST_JOBS))


def ready() -> object:
    """Load what draws, its font with it."""
    return show.FIGURES, show.style.family()


def draw_all(engine: Engine, tables: Mapping[str, pd.DataFrame], folder: Path, lang: str) -> list[Future[list[Path]]]:
    """Have the figures of a run drawn into a folder; return the paths to come, in order."""
    shown = pictured(tables)
    return [engine.submit(_draw, name, shown, folder, lang) for name in FIGURE_NAMES]


def _draw(name: str, tables: Mapping[str, pd.DataFrame], folder: Path, lang: str) -> list[Path]:
    return show.draw(name, tables, folder, lang)
