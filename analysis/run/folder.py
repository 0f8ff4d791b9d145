"""Folder: what a run leaves, written and read back."""

from __future__ import annotations

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

import pandas as pd

from analysis.reading.characters import HAN, n_letters
from analysis.reading.pages import Pages
from analysis.run.cleaning import write_clean
from analysis.run.progress import Clock
from analysis.run.workflow import Judged, TopicAnalysis
from analysis.show.figures import draw_all
from analysis.show.messages import say
from analysis.show.report import render
from analysis.show.style import save_figure, without_windows
from analysis.tables import contract
from analysis.topics.number import Trial

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
        contract.write(table, out / f"{name}.csv")
    for name, attribute in SHOWN.items():
        contract.write(getattr(run.analysis, attribute), out / "figures" / f"{name}.csv")
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
    contract.write(judged.lines, out / "lines.csv")
    contract.write(judged.pages, out / "pages.csv")
    write_clean(judged.clean.items(), out / "clean")


def redraw_figures(folder: Path, lang: str) -> list[Path]:
    """Draw the figures of a result folder from its tables; return the paths written."""
    without_windows()
    drawn = draw_all(read_all(folder), lang)
    return [path for name, ax in drawn.items() for path in save_figure(ax, folder / "figures" / name)]


def read_all(folder: Path) -> dict[str, pd.DataFrame]:
    """Read all tables of a result folder, by name."""
    named = {name: contract.read(folder, name) for name in TABLES}
    return named | {name: contract.read(folder / "figures", name) for name in SHOWN}


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
    if len(HAN_CHARACTER.findall(text)) < HARDLY_CHINESE * max(1, n_letters(text)):
        notes.append(("run.no_chinese", {}))
    if not len(analysis.topics_):
        notes.append(("run.no_topics", {}))
    for name, trial in analysis.trials_.items():
        key = f"run.choice_{name}_{'clear' if trial.clear else 'unclear'}"
        notes.append((key, {"k": trial.best, "second": trial.runner_up}))
    return notes


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
