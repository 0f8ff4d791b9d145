"""Draw time and memory against the number of pages, as `python -m tests.benchmarks.scale` measured them.

python figures/scale.py            # writes scale.png and scale.svg
python figures/scale.py --check    # says whether they show data/scale.csv as it is
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, NullLocator

from analysis.show.colours import GROUP_COLOURS, QUIET, darker
from analysis.show.style import for_files, new_axes, save_figure, styled

HERE = Path(__file__).parent
NAMES = {  # what is drawn from the table, as it is called beside its line
    "seconds": "boji run: seconds",
    "naive_seconds": "usual recipe: seconds",
    "peak_mib": "boji run: memory of all processes, MiB",
}
OVER = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}  # a text stands over the grid, not in it


@styled
def plot_scale(table: pd.DataFrame, ax: Axes | None = None, lang: str = "en") -> Axes:
    """Draw seconds and MiB against pages, both logarithmic.

    Parameters
    ----------
    table : DataFrame
        ``pages`` and the columns of `NAMES`.
    ax : Axes, optional
    lang : str
        The picture is for the English description of the measurements.
    """
    ax = ax or new_axes(8, 4.8)
    for colour, (column, name) in zip(GROUP_COLOURS, NAMES.items(), strict=False):
        known = table.dropna(subset=[column])
        ax.plot(known["pages"], known[column], "o-", color=colour, linewidth=1.6, markersize=5)
        last = known.iloc[-1]
        ax.annotate(
            name, (last["pages"], last[column]), (8, 0), textcoords="offset points", color=darker(colour), va="center",
            bbox=OVER,
        )  # fmt: skip
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_xlim(table["pages"].min() * 0.8, table["pages"].max() * 20)
    ax.set_xticks([10.0**n for n in range(4, 7)])
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        axis.set_minor_locator(NullLocator())
    ax.axvline(20_000, color=QUIET, linewidth=0.8, linestyle=":")
    ax.text(
        21_500,
        620,
        "beyond 20,000: a sample is fitted,\nall pages are placed by it",
        color=QUIET,
        fontsize=8,
        bbox=OVER,
    )
    ax.set_xlabel("pages")
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
