"""Examples for tests of what learns: lines with gold, and no facts that tell them apart."""

from collections.abc import Sequence

import numpy as np

from analysis.separation.evidence import TAG_NAMES, TEXT_NAMES, Evidence
from analysis.separation.wording import counts
from analysis.training.gold import Examples


def described(lines: Sequence[str], target: Sequence[int], site: Sequence[str] | str = "云津") -> Examples:
    """Examples of lines that each are a page, all of their facts the same."""
    n, page = len(lines), np.arange(len(lines))
    return Examples(
        Evidence(
            np.zeros((n, len(TEXT_NAMES)), np.float32),
            np.zeros((n, len(TAG_NAMES)), np.float32),
            np.zeros(n, bool),
        ),
        counts(lines, page),
        np.array(target, np.int64),
        np.array([len(line) for line in lines], np.float64),
        np.ones(n),
        [site] * n if isinstance(site, str) else list(site),
        [f"page{i}" for i in range(n)],
        np.ones(n, np.int64),
        np.zeros(n, bool),
    )
