"""How many of the pages that `analysis.separation.doubts` flags are wrong, and how many wrong ones it flags.

    python -m tests.benchmarks.doubts

On the cross-validated judgement; wrong is a page with a character F1 under .9. Needs ../shared, takes three quarters
of an hour.
"""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd

from analysis.separation.doubts import MOST_WRONG, expected_wrong
from tests.benchmarks.crossval import JudgedSet, cross_validated
from tests.paths import DATA

WRONG = 0.9  # character F1 of a page
SETS = ("dev", "html", "stubs_dev")
SAMPLES = 1_000  # of sites, for the interval


def pages_of(judged: JudgedSet) -> pd.DataFrame:
    """Return for each page its site, its F1, and whether it is flagged."""
    found, keep, gold = judged.examples, judged.keep, judged.examples.target > 0
    names, first, page = np.unique(found.page, return_index=True, return_inverse=True)
    kept, content, right = (np.bincount(page, found.size * rows) for rows in (keep, gold, keep & gold))
    f1 = 2 * right / np.maximum(1, kept + content)
    share = expected_wrong(page, keep, judged.score, found.size)
    flagged = (share > MOST_WRONG) | (np.bincount(page, keep) == 0)
    return pd.DataFrame({"page": names, "site": np.array(found.site)[first], "f1": f1, "flagged": flagged})


def told(pages: pd.DataFrame) -> dict[str, float]:
    """Return the share of pages that is flagged, and the precision and recall of the flag."""
    flagged, wrong = pages["flagged"], pages["f1"] < WRONG
    both = (flagged & wrong).sum()
    return {"share": flagged.mean(), "precision": both / max(1, flagged.sum()), "recall": both / max(1, wrong.sum())}


def interval(pages: pd.DataFrame) -> pd.DataFrame:
    """Return the 2.5th and the 97.5th percentile of the same when other sites are drawn."""
    of_site = [rows for _, rows in pages.groupby("site")]
    draw = np.random.default_rng(0)
    samples = [
        told(pd.concat([of_site[i] for i in draw.integers(len(of_site), size=len(of_site))])) for _ in range(SAMPLES)
    ]
    return pd.DataFrame(samples).quantile([0.025, 0.975])


def main() -> None:
    if not DATA.is_dir():
        sys.exit(f"{DATA} is not there; doubts are measured on the real pages, which a user's clone does not have")
    for name in SETS:
        pages = pages_of(cross_validated()[name])
        print(f"{name}: {len(pages)} pages, {(pages['f1'] < WRONG).sum()} wrong", told(pages))
        print(interval(pages).round(2).to_string())


if __name__ == "__main__":
    main()
