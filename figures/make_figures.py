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
GALLERY = HERE / "README.md"
CALLS = {  # what draws a figure from a fitted ``result``, and what it shows in both languages
    "before_after": ("plot_before_after(result.before_, result.topics_)", "甄别之前与之后", "before and after"),
    "separation": ("plot_strip(result.lines_)", "站点的页面是什么样子", "what a page of a site looks like"),
    "topics": ("plot_topics(result.topics_)", "主题和它们的词", "topics and their words"),
    "choice": ("plot_choice(result.choice_)", "几个主题", "how many topics"),
    "passages": (
        "plot_passages(result.lines_, result.topics_)",
        "每页何处在说哪个主题",
        "where in each page a topic speaks",
    ),
    "hierarchy": ("plot_hierarchy(result.topic_tree_, result.topics_)", "主题的远近", "which topics are near"),
    "trends": ("plot_trends(result.trends_, result.topics_)", "主题随时间", "topics over time"),
    "sites": ("plot_sites(result.sites_, result.topics_)", "哪个站点写什么", "which site writes what"),
    "map": (
        'plot_map(result.map_.merge(result.pages_[["page", "cluster"]]), result.clusters_)',
        "页面地图",
        "map of pages",
    ),
    "noise": ("plot_noise(noise_by_site(result.lines_))", "杂讯有多少", "how much is noise"),
}
OPENING = """\
# 图 / Figures

`make_figures.py` 由 `data/` 里的表画出这些图，每次字节相同；每个函数返回 Axes。
`size` 可取 `screen`、`column`（单栏 89 mm）、`page`（双栏 183 mm）、`slide`（16:9），`lang` 可取 `zh`、`en`。

`make_figures.py` draws these from the tables in `data/`, the same bytes each time. Each function returns its Axes.
`size` is `screen`, `column` (one column of a paper, 89 mm), `page` (both, 183 mm) or `slide` (16:9), `lang` is `zh` or
`en`.

    from analysis import *
    result = TopicAnalysis("auto").fit(read_pages("seeds/pages"))
    save_figure(plot_topics(result.topics_, size="column", lang="en"), "topics")    # topics.png and topics.svg
"""


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


def gallery() -> str:
    """Return the page that shows all figures with the line of code that draws each."""
    parts = [OPENING]
    for name in FIGURES:
        call, zh, en = CALLS[name]
        parts.append(f"## {zh} / {en}\n\n    {call}\n\n![{zh} / {en}]({name}.png)\n")
    return "\n".join(parts)


def check(names: list[str], lang: str) -> list[str]:
    """Return what is not as the manifest says."""
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    wrong = [] if manifest["seeds"] == seeds_digest() else ["seeds/pages has changed: run with --data"]
    if not GALLERY.is_file() or GALLERY.read_text(encoding="utf-8") != gallery():
        wrong.append("README.md in figures/ is another one")
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
    GALLERY.write_text(gallery(), encoding="utf-8", newline="\n")
    print("\n".join(sorted(made)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
