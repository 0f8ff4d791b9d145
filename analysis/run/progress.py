"""Progress: what a person sees while a command works, and the clock of its stages."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from analysis.show.messages import say


@dataclass
class Clock:
    """Seconds spent in each stage, and the bar that shows the stage, if someone watches."""

    lang: str
    bar: Progress | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    _stage: str = ""
    _since: float = field(default_factory=time.perf_counter)

    def note(self, stage: str, done: int, total: int = 0) -> None:
        """Say that a stage has come so far, of so much where that is known."""
        now = time.perf_counter()
        self.seconds[self._stage] = self.seconds.get(self._stage, 0.0) + now - self._since
        if self.bar is not None:
            self._show(self.bar, stage, done, total)
        self._stage, self._since = stage, now

    def _show(self, bar: Progress, stage: str, done: int, total: int) -> None:
        task = bar.tasks[0]
        if stage != self._stage:
            bar.reset(task.id)
        task.total = total or None  # `update` would take None for the total as it was
        bar.update(task.id, completed=done, description=say(stage, self.lang))

    def stages(self) -> dict[str, float]:
        """Return the seconds of each named stage."""
        self.note(self._stage, 0)
        return {stage.removeprefix("stage."): round(s, 3) for stage, s in self.seconds.items() if stage}


class Pace(ProgressColumn):
    """How far a stage has come, of how much, and how fast."""

    def render(self, task: Task) -> Text:
        """Return the text of the column."""
        if not task.completed:
            return Text("")
        whole = f"/{int(task.total):,}" if task.total else ""
        speed = f"  {task.speed:,.0f}/s" if task.speed else ""
        return Text(f"{int(task.completed):,}{whole}{speed}")


@contextmanager
def watching(lang: str) -> Iterator[Clock]:
    """Show a progress bar in a terminal and in Jupyter, nothing in pipes; time the stages either way.

    In a notebook: ``with watching("zh") as clock: TopicAnalysis(progress=clock.note).fit(pages)``.

    Parameters
    ----------
    lang : {"zh", "en"}
    """
    console = Console(file=sys.stderr)
    if not (sys.stderr.isatty() or console.is_jupyter):
        yield Clock(lang, _stage="stage.read")
        return
    columns = SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), Pace(), TimeElapsedColumn()
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as bar:
        bar.add_task(say("stage.read", lang), total=None)
        yield Clock(lang, bar, _stage="stage.read")
