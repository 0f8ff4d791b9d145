"""Shared: pages that are judged part by part, by threads side by side."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from functools import partial
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import numpy as np

from analysis.arrays import one_thread
from analysis.reading.page import Page
from analysis.separation.company import Company
from analysis.separation.decisions import Decisions
from analysis.separation.evidence import Evidence, Observation
from analysis.separation.judge import Judgement, separate

TOGETHER = 1_000  # pages, at most: what is worked out for their lines and not kept takes several times what is


def separate_shared(
    pages: Sequence[Page],
    seen: Observation,
    company: Company,
    decisions: Decisions | None = None,
    weights: str | Path | None = None,
    *,
    threads: int,
) -> Judgement:
    """Judge pages as `separate` does: in one company, each by itself, so that it does not matter who judges which.

    Parameters
    ----------
    pages, seen, company, decisions, weights
        As `separate` takes them.
    threads : int
    """
    judge = partial(separate, company=company, decisions=decisions, weights=weights)
    parts = min(max(threads, -(-len(pages) // TOGETHER)), len(pages))
    if parts < 2:
        return judge(pages, seen)
    cuts = list(pairwise(np.linspace(0, len(pages), parts + 1).astype(int).tolist()))
    with one_thread(), ThreadPoolExecutor(threads) as pool:  # to hold BLAS to one thread is a matter of the process
        judged = list(pool.map(lambda cut: judge(pages[slice(*cut)], seen.part(*cut)), cuts))
    return Judgement(*(_joined([getattr(part, f.name) for part in judged]) for f in fields(Judgement)))


def _joined(parts: Sequence[Any]) -> Any:  # noqa: ANN401  # whatever a judgement has a line of
    """Put what was said of several sets of lines one behind the other."""
    if isinstance(parts[0], Evidence):
        return Evidence.join(parts)
    return list(chain.from_iterable(parts)) if isinstance(parts[0], list) else np.concatenate(parts)
