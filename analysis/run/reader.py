"""Reader: a process that reads files, tells what it is at, and can be ended without loss of what it has read.

Nothing inside a process can stop a C library that hangs, or survive its crash.
"""

from __future__ import annotations

import ctypes
import time
import weakref
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from analysis.reading.limits import Limits
from analysis.reading.page import Page, Skipped
from analysis.reading.pages import Pages
from analysis.reading.records import Fields
from analysis.reading.watch import Watch
from analysis.run.engine import begin

LONG = 200_000  # characters from which a page is judged on trial
PART_CHARACTERS, PART_SECONDS = 100_000, 0.2  # pages that are sent together
LONGEST_NAME = 4096
GRACE = 0.5  # seconds that a reader has to notice by itself that a page takes too long
CONTEXT = get_context("spawn")  # as for `Engine`
NEVER_OPENED = -1
Outcome = tuple[str, str]  # a reason that the messages translate, and its detail


class State(ctypes.Structure):
    """What a reader is at, in memory that two processes share."""

    _fields_ = (
        ("ticks", ctypes.c_ulonglong),
        ("made", ctypes.c_ulonglong),  # pages of the file so far
        ("container", ctypes.c_bool),  # whether it is between pages, or has a name that is too long to be told
        ("name", ctypes.c_char * LONGEST_NAME),
    )


class Board(Watch):
    """A watch that writes what it is told to shared memory."""

    def __init__(self, state: Any, over: Mapping[str, Outcome]) -> None:  # noqa: ANN401  # ctypes has no types
        super().__init__(over)
        self._state = state

    def note(self, name: str, container: bool = True) -> None:
        """Say what is read next."""
        raw = name.encode("utf-8", "replace")
        self._state.container = container or len(raw) >= LONGEST_NAME
        self._state.name = raw[: LONGEST_NAME - 1]
        self._state.ticks += 1

    def tick(self) -> None:
        """Say that there is progress."""
        self._state.ticks += 1

    def counted(self, pages: Iterable[Page]) -> Iterator[Page]:
        """Count the pages of a file."""
        self._state.made = 0
        for page in pages:
            self._state.made += 1
            yield page


class Job(NamedTuple):
    """Files to read, from one of them on, behind so many of its pages.

    ``over`` are pages that are left out, and ``stops`` tell of files (by their place) how many pages are read, and what
    is said of the rest.
    """

    files: list[tuple[str, Path]]
    limits: Limits
    fields: Fields
    over: Mapping[str, Outcome]
    stops: Mapping[int, tuple[int, Skipped]]
    at: int = 0
    done: int = 0


class Done(NamedTuple):
    """A file has been read: what was skipped and cut of it, and its hash."""

    skipped: list[Skipped]
    cut: list[Skipped]
    inputs: dict[str, str]


class LostError(Exception):
    """A reader hung, died or failed."""

    def __init__(self, name: str, container: bool, made: int, outcome: Outcome) -> None:
        super().__init__(name, *outcome)
        self.name, self.container, self.made, self.outcome = name, container, made, outcome


class Reader:
    """A process that reads; whoever asks for its messages watches it."""

    def __init__(self, job: Job) -> None:
        self._state = CONTEXT.RawValue(State)
        self._receiver, sender = CONTEXT.Pipe(duplex=False)
        self._process = CONTEXT.Process(target=_read, args=(job, self._state, sender), daemon=True)
        self._process.start()
        sender.close()
        weakref.finalize(self, self._process.kill)  # where nobody asks for its messages

    def messages(self, seconds: float) -> Iterator[list[Page] | Done]:
        """Yield pages, and behind those of each file that it is done.

        Parameters
        ----------
        seconds : float
            That a page may take.

        Raises
        ------
        LostError
            When it takes longer, and when the process dies or fails.
        """
        while True:
            self._wait(seconds)
            try:
                got = self._receiver.recv()
            except (EOFError, OSError):
                self._process.join()
                raise self._lost("crash", f"exit code {self._process.exitcode}") from None
            if got is None:
                return
            if isinstance(got, str):
                raise self._lost("fault", got)
            yield got

    def _wait(self, seconds: float) -> None:
        """Wait for a message; time runs from the last sign of progress, and not before the first."""
        ticks, since = 0, time.monotonic()
        while not self._receiver.poll(min(1.0, seconds / 4)):
            if self._state.ticks != ticks:
                ticks, since = self._state.ticks, time.monotonic()
            elif ticks and time.monotonic() - since > seconds + GRACE:
                raise self._lost("time", f"> {seconds:g} s")

    def _lost(self, reason: str, detail: str) -> LostError:
        self.end()
        state = self._state
        name = bytes(state.name).decode("utf-8", "replace")
        return LostError(name, bool(state.container), int(state.made), (reason, detail[:300]))

    def end(self) -> None:
        """End the process, whatever it is at."""
        self._process.kill()
        self._process.join()
        self._receiver.close()


def _read(job: Job, state: Any, sender: Connection) -> None:  # noqa: ANN401  # ctypes has no types
    """Read files and send what they hold; the life of the process."""
    begin()
    board = Board(state, job.over)
    try:
        for place in range(job.at, len(job.files)):
            _read_file(job, place, board, sender)
        sender.send(None)
    except BrokenPipeError:
        return  # nobody asks any more
    except Exception as error:
        sender.send(f"{type(error).__name__}: {error}")


def _read_file(job: Job, place: int, board: Board, sender: Connection) -> None:
    stop, why = job.stops.get(place, (None, None))
    said = [why] if why is not None else []
    if stop == NEVER_OPENED:
        sender.send(Done(said, [], {}))
        return
    board.note(job.files[place][0])
    pages = Pages([job.files[place]], limits=job.limits, fields=job.fields, watch=board)
    stream = iter(pages)
    behind = islice(board.counted(islice(stream, stop)), job.done if place == job.at else 0, None)
    for part in _parts(_tried(behind, board)):
        sender.send(part)
    stream.close()  # which hashes what was not read
    sender.send(Done(pages.skipped + said, pages.cut, pages.inputs))


def _tried(pages: Iterable[Page], board: Board) -> Iterator[Page]:
    """Judge long pages once, so that one that cannot be judged in its time is found here."""
    for page in pages:
        if len(page.text) >= LONG:
            from analysis.run.cleaning import kept_text  # noqa: PLC0415  # heavy, and few pages are long

            board.note(page.name, container=False)
            kept_text(page)
            board.tick()
        yield page


def _parts(pages: Iterable[Page]) -> Iterator[list[Page]]:
    """Gather pages to be sent together."""
    part, size, since = list[Page](), 0, time.monotonic()
    for page in pages:
        part.append(page)
        size += len(page.text)
        if size >= PART_CHARACTERS or time.monotonic() - since >= PART_SECONDS:
            yield part
            part, size, since = [], 0, time.monotonic()
    if part:
        yield part
