"""Watched: pages that another process reads, so that one that hangs or breaks its reader is named and left out.

When the process is at one page for too long, or dies, another one goes on behind that page. A long page is judged there
once on trial, as what follows takes time in proportion; any other page is short enough.
"""

from __future__ import annotations

import tempfile
from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from analysis.errors import BojiError
from analysis.reading.given import Stream
from analysis.reading.page import Page, Skipped
from analysis.reading.pages import Pages
from analysis.run.reader import NEVER_OPENED, Done, Job, LostError, Outcome, Reader


@dataclass
class Watched(Pages):
    """Pages that another process reads: the same pages, and the same said of them, as `Pages` gives.

    Attributes
    ----------
    over : dict of str to (str, str)
        Pages that were left out, with reason and detail; also when the pages are asked for again.
    stops : dict of int to (int, Skipped)
        Files, by their place, that are read up to so many pages, and what is said of the rest.
    """

    over: dict[str, Outcome] = field(default_factory=dict)
    stops: dict[int, tuple[int, Skipped]] = field(default_factory=dict)
    _kept: list[tempfile.TemporaryDirectory[str]] = field(default_factory=list)  # removed with this object
    _next: Reader | None = None

    @classmethod
    def of(cls, pages: Pages) -> Self:
        """Return the same pages; the process that reads them is started at once.

        Parameters
        ----------
        pages : Pages
            Of files and streams; a stream is read to its end now.

        Raises
        ------
        BojiError
            When other things were handed in.
        """
        made = cls(list(pages.files), limits=pages.limits, fields=pages.fields, left_out=pages.left_out)
        for source in pages.given:
            if not isinstance(source, Stream):
                raise BojiError(f"another process reads files and streams, got {type(source).__name__}")
            made._kept.append(tempfile.TemporaryDirectory(prefix="boji-"))
            path = Path(made._kept[-1].name) / "stream"
            source.store(path)
            made.files.append((source.name, path))
        made._next = made._reader()
        return made

    def __iter__(self) -> Generator[Page, None, None]:
        """Yield the pages as they are read."""
        self.skipped[:] = self.left_out
        self.cut.clear()
        self.inputs.clear()
        reader, self._next = self._next or self._reader(), None
        at = done = 0
        try:
            while at < len(self.files):
                try:
                    for got in reader.messages(self.limits.seconds):
                        if isinstance(got, Done):
                            self._note(got)
                            at, done = at + 1, 0
                        else:
                            done += len(got)
                            yield from got
                except LostError as lost:
                    self._leave_out(at, lost)
                    reader = self._reader(at, done)
        finally:
            reader.end()

    def _reader(self, at: int = 0, done: int = 0) -> Reader:
        return Reader(Job(self.files, self.limits, self.fields, self.over, self.stops, at, done))

    def _note(self, done: Done) -> None:
        self.skipped += done.skipped
        self.cut += done.cut
        self.inputs |= done.inputs

    def _leave_out(self, at: int, lost: LostError) -> None:
        """Leave out the page at which a reader was lost; where that is none, or did not help, the rest of its file."""
        if not lost.name:
            raise RuntimeError(f"the process that reads pages could not begin: {lost.outcome}")
        if not lost.container and lost.name not in self.over:
            self.over[lost.name] = lost.outcome
        else:
            most = NEVER_OPENED if at in self.stops else lost.made
            self.stops[at] = most, Skipped(lost.name, *lost.outcome)
