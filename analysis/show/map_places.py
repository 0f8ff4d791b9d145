"""Map places: where pages stand on a map that is drawn, so that the crowded parts of it can be seen too."""

from __future__ import annotations

import numpy as np
from scipy.stats import rankdata

from analysis.arrays import FloatArray

DECIMALS = 4  # places that are nearer than this are one: last digits differ from processor to processor


def spread(values: FloatArray) -> FloatArray:
    """Stretch the crowded parts of one axis of a map: half its place, half its rank; the order stays.

    The two strongest axes of many pages are drawn long by one or two groups that are unlike all else, while the other
    groups lie on a heap.

    Parameters
    ----------
    values : array, shape (n_pages,)
        NaN for a page that is not on the map.

    Returns
    -------
    array, shape (n_pages,)
        0..1; a half where all are alike.
    """
    found = np.full(len(values), np.nan)
    known = np.isfinite(values)
    if known.any():
        own = values[known].round(DECIMALS)
        found[known] = (_scaled(own) + _scaled(rankdata(own))) / 2
    return found


def _scaled(values: FloatArray) -> FloatArray:
    low, reach = float(values.min()), float(np.ptp(values))
    scaled: FloatArray = (values - low) / reach if reach else np.full(len(values), 0.5)
    return scaled
