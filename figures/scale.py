"""Draw time and memory against the number of pages, as `python -m tests.benchmarks.scale` measured them.

python figures/scale.py            # writes scale.png and scale.svg
python figures/scale.py --check    # says whether they show data/scale.csv as it is
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, NullLocator

from analysis.show.colours import GROUP_COLOURS, QUIET, darker
from analysis.show.style import for_files, new_axes, save_figure, styled

HERE = Path(__file__).parent
OVER = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}  # a text stands over the grid, not in it
TICKS = (10, 30, 100, 300, 1_000, 3_000)  # seconds


@styled
def plot_scale(table: pd.DataFrame, ax: Axes | None = None, lang: str = "en") -> Axes:
    """Draw seconds against pages, both logarithmic, and write at each run its time and its memory.

    Parameters
    ----------
    table : DataFrame
        With the columns ``pages``, ``seconds``, ``peak_mib`` and ``naive_seconds``.
    ax : Axes, optional
    lang : str
        The picture is for the English description of the measurements.
    """
    ax = ax or new_axes(8, 4.4)
    ours, usual = GROUP_COLOURS[0], GROUP_COLOURS[1]
    ax.plot(table["pages"], table["seconds"], "o-", color=ours, linewidth=1.6, markersize=6)
    style: dict[str, Any] = {"textcoords": "offset points", "bbox": OVER, "zorder": 4}
    for pages, seconds, mib, beside in table[["pages", "seconds", "peak_mib", "naive_seconds"]].itertuples(index=False):
        told = f"{seconds:,.0f} s\n{mib / 1024:.1f} GiB"
        at, va = ((10, -4), "top") if np.isnan(beside) else ((-16, 16), "bottom")  # the usual recipe is told below
        ax.annotate(told, (pages, seconds), at, color=darker(ours), va=va, **style)
    for pages, seconds in table[["pages", "naive_seconds"]].dropna().itertuples(index=False):
        ax.plot([pages], [seconds], "D", color=usual, markersize=6)
        ax.annotate(
            f"{seconds:,.0f} s, the usual recipe", (pages, seconds), (10, 0), color=darker(usual), va="center", **style
        )
    ax.set(xscale="log", yscale="log", xlabel="pages", title="boji run: seconds, and memory of all its processes")
    ax.set_xlim(table["pages"].min() * 0.8, table["pages"].max() * 1.9)
    ax.set_ylim(TICKS[0], TICKS[-1])
    ax.set_xticks([10.0**n for n in range(4, 7)])
    ax.set_yticks(TICKS)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        axis.set_minor_locator(NullLocator())
    ax.axvline(20_000, color=QUIET, linewidth=0.8, linestyle=":")
    told = "beyond 20,000: a sample is fitted,\nall pages are placed by it"
    ax.text(21_500, 1_150, told, color=QUIET, fontsize=8, bbox=OVER)
    ax.grid(visible=True, which="major", linewidth=0.4)
    return ax


def main() -> int:
    """Write the picture, or compare it."""
    table = pd.read_csv(HERE / "data" / "scale.csv", encoding="utf-8-sig")
    with for_files(), tempfile.TemporaryDirectory() as folder:
        place = Path(folder) if "--check" in sys.argv else HERE
        made = save_figure(plot_scale(table), place / "scale")
        wrong = [path.name for path in made if path.read_bytes() != (HERE / path.name).read_bytes()]
    print("not as measured, run python figures/scale.py: " + ", ".join(wrong) if wrong else "as measured")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
