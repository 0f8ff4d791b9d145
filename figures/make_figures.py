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
from pathlib import Path

import pandas as pd

from analysis import TopicAnalysis, read_pages
from analysis.show.figures import FIGURES, draw
from analysis.tables.contract import CONTRACT, SHOWN, read, write
from analysis.tables.shares import pictured

HERE = Path(__file__).parent
DATA = HERE / "data"
SEEDS = HERE.parent / "seeds" / "pages"
MANIFEST = HERE / "manifest.json"


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def seeds_digest() -> str:
    """Return one hash of all seed pages, names and bytes."""
    parts = [f"{p.relative_to(SEEDS).as_posix()} {digest(p)}" for p in sorted(SEEDS.rglob("*")) if p.is_file()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def make_data(lang: str) -> None:
    """Analyse the seeds and write the tables that the figures show."""
    for name, table in TopicAnalysis(lang=lang).fit(read_pages(SEEDS)).frames().items():
        write(table, DATA / f"{name}.csv")


def frames() -> dict[str, pd.DataFrame]:
    """Read the tables that the figures show."""
    return pictured({name: read(DATA / f"{name}.csv") for name in (*CONTRACT, *SHOWN)})


def check(names: list[str], lang: str) -> list[str]:
    """Return what is not as the manifest says."""
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    wrong = [] if manifest["seeds"] == seeds_digest() else ["seeds/pages has changed: run with --data"]
    tables = frames()
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            for path in draw(name, tables, Path(folder), lang):
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
    if options.check:
        wrong = check(names, options.lang)
        print("\n".join(wrong) or f"{len(names)} figures as the manifest says")
        return 1 if wrong else 0
    if options.data:
        make_data(options.lang)
    old = json.loads(MANIFEST.read_text(encoding="utf-8"))["figures"] if MANIFEST.is_file() else {}
    tables = frames()
    made = {path.name: digest(path) for name in names for path in draw(name, tables, HERE, options.lang)}
    facts = {"seeds": seeds_digest(), "figures": dict(sorted({**old, **made}.items()))}
    MANIFEST.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8", newline="\n")
    print("\n".join(sorted(made)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
