"""Learned: weights that heard a user's marks, and what they gain on pages without."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from analysis import store
from analysis.errors import BojiError
from analysis.reading.page import Page
from analysis.reading.page_names import natural_order
from analysis.run.decided import Source, read_decisions
from analysis.separation.evidence import observe
from analysis.separation.judge import FORMAT, STORED, load_separator, save_separator, separate
from analysis.separation.learning import Lesson, held_out, moved, step_towards
from analysis.words.tokenizer import Tokenizer

PARTS = 5  # that the marked pages are dealt into, each judged by what was learned from the others


def told(weights: str | Path | None) -> dict[str, Any] | None:
    """Tell by what weights a run judged, if not by those that ship: their checksum, and what they learned from."""
    if weights is None:
        return None
    facts = store.load(Path(weights), STORED, FORMAT)[1]
    made = {name: facts.get(name) for name in ("pages", "lines")}
    return {"sha256": hashlib.sha256((Path(weights) / f"{STORED}.npz").read_bytes()).hexdigest(), **made}


class Learned(NamedTuple):
    """What was learned from, and what it gains.

    Attributes
    ----------
    pages, lines : int
        That carry marks; the marked lines.
    before, after : float
        Share of the marked lines that is judged as marked: by the weights as they were, and by weights that learned
        from the other marked pages alone; the same twice where one page carries all marks.
    lost : list of str
        Marks on no line with text.
    """

    pages: int
    lines: int
    before: float
    after: float
    lost: list[str]


def learn_weights(
    gold: Source, pages: Iterable[Page], folder: str | Path, *, weights: str | Path | None = None
) -> Learned:
    """Learn from marked lines; write weights for ``TopicAnalysis(weights=folder)`` and ``boji run --weights``.

    Parameters
    ----------
    gold : path or mapping
        As `read_decisions` takes it: a table of ``page``, ``line`` and ``keep`` or ``role``, such as an edited
        ``lines.csv``.
    pages : iterable of Page
        The marked ones; others are left aside.
    folder : path
    weights : path, optional
        Those to go on from; by default those that ship.

    Raises
    ------
    BojiError
        When no line of these pages is marked, and as `read_decisions` does.
    """
    decisions = read_decisions(gold, gold)
    read = sorted((p for p in pages if p.name in decisions.pages()), key=lambda p: natural_order(p.name))
    seen = observe(read, Tokenizer())
    marks = decisions.marks(seen.lines, [p.name for p in read])
    if not marks.any():
        raise BojiError(
            f"{gold} marks lines of {len(decisions.pages())} pages, none of them of the pages given; give those files",
            f"{gold} 标了 {len(decisions.pages())} 个页面的行，所给页面里一行也没有：请给出同样的文件",
        )
    lesson = Lesson.of(seen, separate(read, seen, weights=weights), marks)
    before = lesson.right()
    after = held_out(lesson, seen.lines.page, min(PARTS, len(read))) if len(read) > 1 else before
    learned = moved(load_separator(weights), step_towards(lesson))
    save_separator(learned, Path(folder), pages=len(read), lines=int(np.count_nonzero(marks)))
    numbers = {p.name: seen.lines.number[seen.lines.page == i] for i, p in enumerate(read)}
    return Learned(len(read), int(np.count_nonzero(marks)), before, after, decisions.lost(numbers))
