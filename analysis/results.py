"""Results: the folder that a run leaves, written and read back."""

from __future__ import annotations

import csv
import json
import platform
import re
import shutil
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis import plots, style, tables, topic_plots
from analysis.choice import Trial
from analysis.cleaning import write_clean
from analysis.lines import weight
from analysis.messages import say
from analysis.pages import Pages
from analysis.quality import separation_scores
from analysis.report import render
from analysis.screen import Clock
from analysis.separation import CONTENT
from analysis.tokens import HAN
from analysis.workflow import Judged, TopicAnalysis

LIBRARIES = ("numpy", "scipy", "scikit-learn", "pandas", "matplotlib", "rjieba", "opencc", "resiliparse")
TABLES = ("lines", "pages", "topics", "clusters")
# Tables that figures and the report show beside those of the contract, by the attribute that holds them.
SHOWN = {
    "map": "map_", "topics_before": "before_", "topic_lines": "topic_lines_", "trends": "trends_", "sites": "sites_",
    "topic_tree": "topic_tree_", "choice": "choice_",
}  # fmt: skip
IN_REPORT = ("before_after", "separation", "topics", "choice", "hierarchy", "trends", "sites", "map", "noise")
HAN_CHARACTER = re.compile(f"[{HAN}]")
HARDLY_CHINESE = 0.05


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run: the analysis, the pages it read, its parameters and the seconds of its stages."""

    analysis: TopicAnalysis
    pages: Pages
    parameters: Mapping[str, object]
    clock: Clock


def write_run(run: Run, out: Path) -> None:
    """Write everything of the output contract into a folder, in place of an earlier run's."""
    if (out / "run.json").is_file():
        for name in ("clean", "figures", "model"):
            shutil.rmtree(out / name, ignore_errors=True)
    frames = {name: getattr(run.analysis, f"{name}_") for name in TABLES}
    for name, table in frames.items():
        tables.write(table, out / f"{name}.csv")
    for name, attribute in SHOWN.items():
        tables.write(getattr(run.analysis, attribute), out / "figures" / f"{name}.csv")
    write_clean(run.analysis.clean_.items(), out / "clean")
    run.analysis.save(out / "model")
    facts = _facts(run)
    _write_json(out / "run.json", facts)
    redraw_figures(out, run.analysis.lang)
    rewrite_report(out, run.analysis.lang)
    facts["timing"] = {"seconds": run.clock.stages(), "peak_memory_mib": _peak_memory()}
    _write_json(out / "run.json", facts)


def write_applied(judged: Judged, out: Path) -> None:
    """Write the tables and the clean text of pages that a fitted model judged."""
    tables.write(judged.lines, out / "lines.csv")
    tables.write(judged.pages, out / "pages.csv")
    write_clean(judged.clean.items(), out / "clean")


def redraw_figures(folder: Path, lang: str) -> list[Path]:
    """Draw the figures of a result folder from its tables; return the paths written."""
    style.without_windows()
    drawn = draw_all(read_all(folder), lang)
    return [path for name, ax in drawn.items() for path in style.save_figure(ax, folder / "figures" / name)]


def read_all(folder: Path) -> dict[str, pd.DataFrame]:
    """Read all tables of a result folder, by name."""
    contract = {name: tables.read(folder, name) for name in TABLES}
    return contract | {name: tables.read(folder / "figures", name) for name in SHOWN}


def draw_all(read: Mapping[str, pd.DataFrame], lang: str) -> dict[str, Any]:
    """Draw every figure that the tables allow, by name."""
    mapped = read["map"].merge(read["pages"][["page", "cluster"]], on="page")
    topics = read["topics"]
    drawn = {"separation": plots.plot_strip(read["lines"], lang=lang)}
    if len(topics):
        drawn["topics"] = plots.plot_topics(topics, lang=lang)
    drawn["map"] = plots.plot_map(mapped, read["clusters"], lang=lang)
    drawn["noise"] = plots.plot_noise(tables.noise_by_site(read["lines"]), lang=lang)
    if len(read["topics_before"]):
        drawn["before_after"] = plots.plot_before_after(read["topics_before"], topics, lang=lang)
    if len(read["choice"]):
        drawn["choice"] = topic_plots.plot_choice(read["choice"], lang=lang)
    if len(read["topic_tree"]) > 1:
        drawn["hierarchy"] = topic_plots.plot_hierarchy(read["topic_tree"], topics, lang=lang)
    if len(read["trends"]):
        drawn["trends"] = topic_plots.plot_trends(read["trends"], topics, lang=lang)
    if read["sites"]["site"].nunique() > 1:
        drawn["sites"] = topic_plots.plot_sites(read["sites"], topics, lang=lang)
    return drawn


def rewrite_report(folder: Path, lang: str) -> Path:
    """Write ``report.html`` of a result folder from its tables and figures; return its path."""
    read = read_all(folder)
    facts = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    skipped = [(s["name"], say(f"skip.{s['reason']}", lang)) for s in facts["skipped"]]
    images = {n: p.read_bytes() for n in IN_REPORT if (p := folder / "figures" / f"{n}.png").is_file()}
    notes = [say(key, lang, **values) for key, values in facts["notes"]]
    path = folder / "report.html"
    path.write_text(render(read, images, skipped, notes, lang), encoding="utf-8", newline="\n")
    return path


def notes_of(analysis: TopicAnalysis) -> list[tuple[str, dict[str, object]]]:
    """Return what a reader should know of a run, as message keys and values."""
    notes: list[tuple[str, dict[str, object]]] = []
    text = "".join(analysis.lines_["text"].head(5_000))
    if len(HAN_CHARACTER.findall(text)) < HARDLY_CHINESE * max(1, weight(text)):
        notes.append(("run.no_chinese", {}))
    if not len(analysis.topics_):
        notes.append(("run.no_topics", {}))
    for name, trial in analysis.trials_.items():
        key = f"run.choice_{name}_{'clear' if trial.clear else 'unclear'}"
        notes.append((key, {"k": trial.best, "second": trial.runner_up}))
    return notes


def score_against(gold: Path, folder: Path) -> dict[str, float]:
    """Score a result folder against gold lines (TSV with page, line, role and perhaps ambiguous).

    Lines marked ambiguous are left out; a gold line without a row counts as dropped.

    Raises
    ------
    FileNotFoundError, ValueError
        When a file or a column is missing.
    """
    with gold.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows or not {"page", "line", "role"} <= set(rows[0]):
        raise ValueError(
            f"{gold}: expected tab-separated columns page, line, role, got {list(rows[0]) if rows else []}"
        )
    lines = tables.read(folder, "lines")
    said = {
        (p, n): (k == 1, t)
        for p, n, k, t in zip(lines["page"], lines["line"], lines["keep"], lines["text"], strict=True)
    }
    scored = [r for r in rows if r.get("ambiguous") != "1"]
    found = [said.get((r["page"], int(r["line"])), (False, "")) for r in scored]
    names = {name: i for i, name in enumerate(sorted({r["page"] for r in scored}))}
    scores = separation_scores(
        np.array([names[r["page"]] for r in scored]),
        np.array([weight(text) for _, text in found]),
        np.array([r["role"] in CONTENT for r in scored]),
        np.array([kept for kept, _ in found]),
    )
    missing = sum((r["page"], int(r["line"])) not in said for r in rows)
    return {**asdict(scores), "lines": len(scored), "missing": missing}


def _facts(run: Run) -> dict[str, Any]:
    return {
        "boji": version("boji"),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES},
        "parameters": dict(run.parameters),
        "inputs": run.pages.inputs,
        "counts": {
            "pages": len(run.analysis.pages_),
            "skipped": len(run.pages.skipped),
            "lines": len(run.analysis.lines_),
        },
        "skipped": [asdict(s) for s in run.pages.skipped],
        "notes": notes_of(run.analysis),
        "quality": run.analysis.quality_,
        "choice": {name: _choice_facts(trial) for name, trial in run.analysis.trials_.items()},
    }


def _choice_facts(trial: Trial) -> dict[str, Any]:
    scores = trial.scores().mean(axis=1).round(4).tolist()
    told = {"recommended": trial.best, "runner_up": trial.runner_up, "clear": trial.clear}
    return told | {"scores": dict(zip(map(str, trial.numbers), scores, strict=True))}


def _write_json(path: Path, facts: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _peak_memory() -> float | None:
    """Return the largest resident size of this process and its children in MiB; None where nothing tells."""
    try:
        import resource  # noqa: PLC0415  # not on Windows
    except ImportError:
        return None
    unit = 2**20 if sys.platform == "darwin" else 2**10  # macOS counts bytes, Linux KiB
    return round(
        max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / unit, 1
    )
