"""Draw the house for CONTRIBUTING from the code's own imports: rooms in the order of the data, their modules, the ties.

python figures/house.py            # writes house.png and house.svg
python figures/house.py --check    # says whether they show the imports as they are
"""

from __future__ import annotations

import sys
import tempfile
import tomllib
from collections import Counter
from pathlib import Path

import grimp
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from analysis.show.colours import GROUP_COLOURS, INK, QUIET, darker
from analysis.show.style import for_files, new_axes, save_figure, styled

HERE = Path(__file__).parent
WIDTH, LINE, TOP = 2.0, 0.3, 0.85  # of a room, of a module's name, of a room's name
ARCS, INCH = 5.0, 0.6  # how high the longest arc is; inches of a unit of height: a name of nine points has room
SAYS = {
    "reading": "bytes to\nnumbered lines",
    "words": "lines to counted,\nweighed words",
    "topics": "rows to topics\nand clusters",
    "separation": "lines to kept\nor dropped",
    "articles": "judged lines\nto articles",
    "tables": "findings\nto frames",
    "show": "frames to\npictures, HTML",
    "run": "the whole way",
}


def rooms() -> list[str]:
    """Return the rooms in the order in which data reach them, as import-linter holds it."""
    project = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    names = [name.strip() for layer in reversed(layers) for name in layer.split("|")]
    return [name for name in names if name in SAYS]


def modules(graph: grimp.ImportGraph, room: str) -> list[str]:
    """Return a room's modules, each below those that it imports."""
    left = {m for m in graph.modules if m.startswith(f"analysis.{room}.")}
    ordered: list[str] = []
    while left:
        free = sorted(m for m in left if not graph.find_modules_directly_imported_by(m) & left)
        ordered += free
        left -= set(free)
    return [m.rpartition(".")[2] for m in ordered]


def ties(graph: grimp.ImportGraph) -> Counter[tuple[str, str]]:
    """Count the imports from room to room."""
    found: Counter[tuple[str, str]] = Counter()
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            one, other = (name.split(".")[1] if "." in name else "" for name in (importer, imported))
            if one != other and one in SAYS and other in SAYS:
                found[one, other] += 1
    return found


@styled
def plot_house(ax: Axes | None = None, lang: str = "en") -> Axes:
    """Draw the rooms as boxes with their modules, and the imports between them as arcs.

    Parameters
    ----------
    ax : Axes, optional
    lang : str
        Names of modules are English in any language.
    """
    graph = grimp.build_graph("analysis")
    names = rooms()
    inside = {room: modules(graph, room) for room in names}
    tallest = max(map(len, inside.values()))
    below = tallest * LINE + TOP + 0.6
    ax = ax or new_axes(13, INCH * (below + ARCS))
    ax.axis("off")
    ax.set_xlim(-0.2, len(names) * WIDTH)
    ax.set_ylim(-below, ARCS)
    for i, room in enumerate(names):
        height = TOP + 0.5 + len(inside[room]) * LINE
        box = FancyBboxPatch(
            (i * WIDTH, -height), WIDTH - 0.25, height, "round,pad=0.02,rounding_size=0.08",
            facecolor="#f7f6f2", edgecolor=GROUP_COLOURS[i], linewidth=1.6,
        )  # fmt: skip
        ax.add_patch(box)
        ax.text(i * WIDTH + 0.1, -0.26, room, fontsize=13, color=darker(GROUP_COLOURS[i]), va="center")
        ax.text(i * WIDTH + 0.1, -0.5, SAYS[room], fontsize=8, color=QUIET, va="top", linespacing=1.1)
        for row, module in enumerate(inside[room]):
            ax.text(i * WIDTH + 0.1, -TOP - 0.5 - row * LINE, module, fontsize=9, color=INK, va="center")
    for (one, other), n in sorted(ties(graph).items()):
        start, end = (names.index(room) * WIDTH + (WIDTH - 0.25) / 2 for room in (other, one))
        arc = FancyArrowPatch(
            (start, 0.06), (end, 0.06), connectionstyle="arc3,rad=-0.5", arrowstyle="-|>", mutation_scale=9,
            color=GROUP_COLOURS[names.index(other)], linewidth=0.5 + 0.28 * n**0.5, alpha=0.75,
        )  # fmt: skip
        ax.add_patch(arc)
    ax.set_title("analysis/: an arc leads from a room to one that uses it; below a module stand those that use it")
    return ax


def main() -> int:
    """Write the picture, or compare it."""
    with for_files(), tempfile.TemporaryDirectory() as folder:
        place = Path(folder) if "--check" in sys.argv else HERE
        made = save_figure(plot_house(), place / "house")
        wrong = [path.name for path in made if path.read_bytes() != (HERE / path.name).read_bytes()]
    print("not as the imports are, run python figures/house.py: " + ", ".join(wrong) if wrong else "as the imports are")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
