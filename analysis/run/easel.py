"""Easel: the figures of a run, drawn in processes that load matplotlib while this one is still finding topics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Self

from analysis import show
from analysis.run.engine import PLOTS, Engine

if TYPE_CHECKING:  # the command has an easel before anything is read, and pandas takes a while to load
    import pandas as pd

MOST_JOBS = 4  # there are ten figures
FORMATS: dict[str, tuple[str, ...]] = {"none": (), "png": ("png",), "all": ("png", "svg")}


class Easel:
    """Processes that draw.

    Parameters
    ----------
    jobs : int
    formats : sequence of str
        ``png`` and ``svg``, one of them, or none: then nothing is drawn and no process started.
    """

    def __init__(self, jobs: int = 1, formats: Sequence[str] = FORMATS["all"]) -> None:
        self.formats = tuple(formats)
        self.engine = Engine(min(jobs, MOST_JOBS))

    def __enter__(self) -> Self:
        """Return the easel, to be put away at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """End its processes."""
        self.engine.close()

    def rest(self) -> None:
        """Give back what its processes hold, which have drawn."""
        self.engine.rest()

    def start(self) -> None:
        """Have the processes load what draws."""
        if self.formats:
            self.engine.start(_ready)

    def draw(self, tables: Mapping[str, pd.DataFrame], folder: Path, lang: str) -> list[Future[list[Path]]]:
        """Have the figures of a run drawn into a folder; return the paths to come, in order."""
        if not self.formats:
            return []
        from analysis.tables.contract import FIGURE_NAMES  # noqa: PLC0415  # loads pandas; so does the next
        from analysis.tables.shares import pictured  # noqa: PLC0415

        shown = pictured(tables)
        return [self.engine.submit(_draw, name, shown, folder, lang, self.formats) for name in FIGURE_NAMES]


def _ready() -> object:
    """Load what draws, its font with it, unless the server has."""
    return import_module(PLOTS)


def _draw(name: str, tables: Mapping[str, pd.DataFrame], folder: Path, lang: str, formats: Sequence[str]) -> list[Path]:
    return show.draw(name, tables, folder, lang, formats)
