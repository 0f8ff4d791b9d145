"""Made pages: when they were published and what they are about."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from analysis.arrays import FloatArray


def days(start: str, steps: Sequence[int]) -> list[str]:
    """Days that lie so many after the first."""
    return [(date.fromisoformat(start) + timedelta(n)).isoformat() for n in steps]


def of_one(topics: Sequence[int], n_topics: int = 2) -> FloatArray:
    """Pages that are of one topic each."""
    return np.eye(n_topics)[list(topics)]
