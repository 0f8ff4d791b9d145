"""Send very many inputs the whole way, and keep those that break it.

    python -m tests.fuzz.million --count 100000 [--start N] [--seed N] [--seconds S] [--keep DIR]

Inputs are functions of their numbers, so a run goes on where another was stopped (``--start``). What breaks is
narrowed to one input and written to ``--keep``; its number and traceback are printed. At the end stand rates in JSON.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import resource
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import TypeVar

from analysis.reading.page import Page
from tests.fuzz.inputs import Input, input_of
from tests.fuzz.way import judge, judge_alone, pages_of, write_and_read

T = TypeVar("T")
BATCH_LINES = 3_000  # judged at a time
SLOW = 10  # seconds that an input of this size, or a batch, must never take
HANGS = 120  # seconds without progress after which this process ends, with a traceback
GROUP = 64  # inputs after which progress is noted, in a file beside those that are kept


def timed(way: Callable[[], T]) -> T:
    """Return what a call returns; what takes too long is an error."""
    began = time.process_time()
    made = way()
    assert (took := time.process_time() - began) < SLOW, f"took {took:.1f} s"
    return made


class Fuzz:
    """What was sent, and what broke."""

    def __init__(self, seed: int, keep: Path) -> None:
        self.seed, self.keep = seed, keep
        keep.mkdir(parents=True, exist_ok=True)
        self.told: Counter[str] = Counter()
        self.slowest = 0.0
        self.broken: list[int] = []
        self._batch: list[tuple[int, Page]] = []
        self._lines = 0
        self._batches = 0

    def send(self, number: int) -> None:
        """Read an input; judge its pages when there are enough."""
        if number % GROUP == 0:
            (self.keep / f"last-{self.seed}").write_text(str(number), encoding="utf-8")
        given = input_of(number, self.seed)
        began = time.perf_counter()
        pages = self._read(number, given)
        self.slowest = max(self.slowest, time.perf_counter() - began)
        self.told.update(inputs=1, bytes=len(given.raw), pages=len(pages), readable=bool(pages))
        for page in pages:
            self._batch.append((number, page))
            self._lines += page.text.count("\n") + 1
        if self._lines >= BATCH_LINES:
            self.flush()

    def flush(self) -> None:
        """Judge what was read."""
        batch, self._batch, self._lines = self._batch, [], 0
        self._batches += 1
        ways: list[Callable[[Sequence[Page]], object]] = [judge_alone if self._batches % 2 else judge]
        if self._batches % 10 == 0:
            ways.append(lambda pages: write_and_read(judge(pages)))
        for way in ways if batch else ():
            self._narrow(way, batch)
        self.told.update(lines=sum(page.text.count("\n") + 1 for _, page in batch))

    def _narrow(self, way: Callable[[Sequence[Page]], object], batch: list[tuple[int, Page]]) -> None:
        """Judge a batch; if it breaks, its halves."""
        try:
            timed(lambda: way([page for _, page in batch]))
        except Exception:
            if len(batch) == 1:
                self._report(batch[0][0])
                return
            broken = len(self.broken)
            for half in (batch[: len(batch) // 2], batch[len(batch) // 2 :]):
                self._narrow(way, half)
            if len(self.broken) == broken:
                print("a batch breaks that no page of it breaks alone:", [n for n, _ in batch], file=sys.stderr)
                self._report(batch[0][0])

    def _read(self, number: int, given: Input) -> list[Page]:
        try:
            return timed(lambda: pages_of(given))
        except Exception:
            self._report(number)
            return []

    def _report(self, number: int) -> None:
        given = input_of(number, self.seed)
        self.broken.append(number)
        place = self.keep / f"{self.seed}-{number}-{given.name}"
        place.write_bytes(given.raw)
        print(f"input {number} breaks, kept as {place}", file=sys.stderr)
        traceback.print_exc()


def main() -> int:
    """Run the program; return 1 when something broke."""
    options = _options()
    fuzz, began, number = Fuzz(options.seed, options.keep), time.perf_counter(), options.start
    for number in count(options.start):
        if number >= options.start + options.count or time.perf_counter() - began > options.seconds:
            break
        if number % GROUP == 0:
            faulthandler.dump_traceback_later(HANGS, exit=True)
        fuzz.send(number)
    fuzz.flush()
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    rate = {"seconds": seconds, "inputs_a_second": fuzz.told["inputs"] / seconds, "slowest_read": fuzz.slowest}
    told = {"seed": options.seed, "start": options.start, "next": number, **fuzz.told, "peak_mib": peak}
    print(json.dumps(told | {k: round(v, 2) for k, v in rate.items()} | {"broken": fuzz.broken}))
    return 1 if fuzz.broken else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--keep", type=Path, default=Path("out/fuzz"))
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
