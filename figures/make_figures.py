"""Make the figures of the README from `seeds/`: the same data give the same bytes.

    python figures/make_figures.py                  # all figures, from the data beside them
    python figures/make_figures.py --only map       # one of them
    python figures/make_figures.py --data           # analyse seeds/pages again first
    python figures/make_figures.py --check          # draw elsewhere and compare with the manifest

Computing and drawing are apart: ``data/`` holds the tables that the figures show, so that a figure can be drawn again
to the byte, in any language and style, on any machine.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from matplotlib.axes import Axes

from analysis.run.folder import SHOWN, TABLES
from analysis.run.workflow import TopicAnalysis
from analysis.show import line_plots, style, topic_plots, trend_plots
from analysis.tables import contract, lines

HERE = Path(__file__).parent
DATA = HERE / "data"
SEEDS = HERE.parent / "seeds" / "pages"
MANIFEST = HERE / "manifest.json"


def separation(lang: str) -> Axes:
    return line_plots.plot_strip(contract.read(DATA, "lines"), lang=lang)


def topics(lang: str) -> Axes:
    return topic_plots.plot_topics(contract.read(DATA, "topics"), lang=lang)


def page_map(lang: str) -> Axes:
    placed = contract.read(DATA, "map").merge(contract.read(DATA, "pages")[["page", "cluster"]], on="page")
    return topic_plots.plot_map(placed, contract.read(DATA, "clusters"), lang=lang)


def noise(lang: str) -> Axes:
    return line_plots.plot_noise(lines.noise_by_site(contract.read(DATA, "lines")), lang=lang)


def before_after(lang: str) -> Axes:
    return topic_plots.plot_before_after(contract.read(DATA, "topics_before"), contract.read(DATA, "topics"), lang=lang)


def choice(lang: str) -> Axes:
    return topic_plots.plot_choice(contract.read(DATA, "choice"), lang=lang)


def hierarchy(lang: str) -> Axes:
    return trend_plots.plot_hierarchy(contract.read(DATA, "topic_tree"), contract.read(DATA, "topics"), lang=lang)


def trends(lang: str) -> Axes:
    return trend_plots.plot_trends(contract.read(DATA, "trends"), contract.read(DATA, "topics"), lang=lang)


def sites(lang: str) -> Axes:
    return trend_plots.plot_sites(contract.read(DATA, "sites"), contract.read(DATA, "topics"), lang=lang)


FIGURES: dict[str, Callable[[str], Axes]] = {
    "before_after": before_after,
    "separation": separation,
    "topics": topics,
    "map": page_map,
    "noise": noise,
    "choice": choice,
    "hierarchy": hierarchy,
    "trends": trends,
    "sites": sites,
}


def draw(name: str, folder: Path, lang: str) -> list[Path]:
    """Draw one figure as PNG and SVG."""
    return style.save_figure(FIGURES[name](lang), folder / name)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def seeds_digest() -> str:
    """Return one hash of all seed pages, names and bytes."""
    parts = [f"{p.relative_to(SEEDS).as_posix()} {digest(p)}" for p in sorted(SEEDS.rglob("*")) if p.is_file()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def make_data(lang: str) -> None:
    """Analyse the seeds and write the tables that the figures show."""
    from analysis.reading.pages import read_pages  # noqa: PLC0415  # not needed to draw

    result = TopicAnalysis(lang=lang).fit(read_pages(SEEDS))
    attributes = {name: f"{name}_" for name in TABLES} | SHOWN
    for name, attribute in attributes.items():
        contract.write(getattr(result, attribute), DATA / f"{name}.csv")


def check(names: list[str], lang: str) -> list[str]:
    """Return what is not as the manifest says."""
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    wrong = [] if manifest["seeds"] == seeds_digest() else ["seeds/pages has changed: run with --data"]
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            for path in draw(name, Path(folder), lang):
                if manifest["figures"].get(path.name) != digest(path):
                    wrong.append(f"{path.name} is drawn otherwise than the manifest says")
                if not (HERE / path.name).is_file() or digest(HERE / path.name) != digest(path):
                    wrong.append(f"{path.name} in figures/ is another one")
    return wrong


def main() -> int:
    """Run the command; return 0, or 1 where a check fails."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=FIGURES, action="append", help="a figure's name; may be given again")
    parser.add_argument("--data", action="store_true", help="analyse seeds/pages again first")
    parser.add_argument("--check", action="store_true", help="compare with the manifest, write nothing")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    options = parser.parse_args()
    names = options.only or list(FIGURES)
    style.without_windows()
    if options.check:
        wrong = check(names, options.lang)
        print("\n".join(wrong) or f"{len(names)} figures as the manifest says")
        return 1 if wrong else 0
    if options.data:
        make_data(options.lang)
    old = json.loads(MANIFEST.read_text(encoding="utf-8"))["figures"] if MANIFEST.is_file() else {}
    made = {path.name: digest(path) for name in names for path in draw(name, HERE, options.lang)}
    facts = {"seeds": seeds_digest(), "figures": dict(sorted({**old, **made}.items()))}
    MANIFEST.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8", newline="\n")
    print("\n".join(sorted(made)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
