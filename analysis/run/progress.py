"""Progress: what a person sees while a command works, and the clock of its stages."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from analysis.show.messages import say


@dataclass
class Clock:
    """Seconds spent in each stage, and the bar that shows the stage, if someone watches."""

    lang: str
    bar: Progress | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    _stage: str = ""
    _since: float = field(default_factory=time.perf_counter)

    def note(self, stage: str, done: int) -> None:
        """Say that a stage has come so far."""
        now = time.perf_counter()
        self.seconds[self._stage] = self.seconds.get(self._stage, 0.0) + now - self._since
        self._stage, self._since = stage, now
        if self.bar is not None:
            count = f" {done:,}" if done else ""
            self.bar.update(self.bar.task_ids[0], description=say(stage, self.lang) + count)

    def stages(self) -> dict[str, float]:
        """Return the seconds of each named stage."""
        self.note(self._stage, 0)
        return {stage.removeprefix("stage."): round(s, 3) for stage, s in self.seconds.items() if stage}


@contextmanager
def watching(lang: str) -> Iterator[Clock]:
    """Show a progress bar on the error stream when it is a terminal, nothing in pipes; time the stages either way."""
    if not sys.stderr.isatty():
        yield Clock(lang, _stage="stage.read")
        return
    columns = SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        bar.add_task(say("stage.read", lang), total=None)
        yield Clock(lang, bar, _stage="stage.read")
