"""Limits: how much a file, a page and a line may be. What lies beyond is cut or skipped, counted and named."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields

from analysis.errors import BojiError

MIB = 2**20
ESCAPED = 6  # characters that JSON may write for one
USUAL_RATIO = 100  # times its size that a file may always unpack to; text is packed to a third or a tenth, seldom more


class UnreadableError(ValueError):
    """Bytes that hold no text, or too much; ``args`` are a reason code and a detail."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what is read.

    Parameters
    ----------
    unpacked : int
        MiB that a packed file may unpack to; a large one may unpack to `USUAL_RATIO` times its size.
    page : int
        Characters of a page; a longer one is cut behind its last whole line.
    lines : int
        Lines of a page; further ones are cut off.
    line : int
        Characters of a line; a longer one is cut.
    depth : int
        HTML elements inside each other; the text of deeper ones is left out.
    nested : int
        Archives inside each other.
    seconds : int
        For the reading of one page; see `analysis.run.watched` for what is done about pages that nothing here can stop.

    Raises
    ------
    BojiError
        For a limit that is not above 0.
    """

    unpacked: int = 1024
    page: int = 5_000_000
    lines: int = 50_000
    line: int = 1_000_000
    depth: int = 100_000
    nested: int = 3
    seconds: int = 60

    def __post_init__(self) -> None:
        """Check the numbers."""
        for one in fields(self):
            if not getattr(self, one.name) > 0:
                raise BojiError(f"Limits: {one.name} must be above 0, got {getattr(self, one.name)!r}")

    @property
    def page_bytes(self) -> int:
        """The bytes of the longest page: no encoding that is read takes more than four for a character."""
        return 4 * self.page

    @property
    def row(self) -> int:
        """The characters of the longest line of a file of records."""
        return ESCAPED * self.page

    def unpacked_bytes(self, size: int) -> int:
        """Return the bytes that a file of a size may unpack to."""
        return max(self.unpacked * MIB, USUAL_RATIO * size)


@dataclass
class Meter:
    """The bytes that a file, and all that lies packed in it, has unpacked to; raises beyond ``most``."""

    most: int
    done: int = 0

    def add(self, size: int) -> None:
        """Count bytes.

        Raises
        ------
        UnreadableError
            When they are too many.
        """
        self.done += size
        if self.done > self.most:
            raise UnreadableError("unpacked", f"> {self.most // MIB} MiB")


def shortened(text: str, limits: Limits) -> tuple[str, str]:
    """Cut a text to the limits.

    Returns
    -------
    text, cut : str, str
        ``cut`` tells what was too much, as ``page``, ``lines`` or ``line`` with the limit; empty for nothing.
    """
    cut = []
    if len(text) > limits.page:
        end = text.rfind("\n", 0, limits.page)
        text = text[: end if end > 0 else limits.page]
        cut.append(f"page > {limits.page}")
    if text.count("\n") >= limits.lines:
        text = "\n".join(text.split("\n", limits.lines)[: limits.lines])
        cut.append(f"lines > {limits.lines}")
    if len(text) > limits.line and any(len(line) > limits.line for line in text.split("\n")):
        text = "\n".join(line[: limits.line] for line in text.split("\n"))
        cut.append(f"line > {limits.line}")
    return text, ", ".join(cut)


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Stop what takes too long, where the system has alarms, and in the main thread, which alone gets them.

    Raises
    ------
    UnreadableError
        When time is over.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def over(*_: object) -> None:
        raise UnreadableError("time", f"> {seconds:g} s")

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
