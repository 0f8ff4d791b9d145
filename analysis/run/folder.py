"""Folder: what a run leaves, written and read back."""

from __future__ import annotations

import json
import platform
import re
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import Future, wait
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.arrays import IntArray
from analysis.reading.characters import HAN, n_letters
from analysis.reading.masks import count_masks, find_private, mask_lines
from analysis.reading.pages import Pages
from analysis.run.cleaning import begin_clean, write_clean
from analysis.run.easel import Easel
from analysis.run.engine import Engine
from analysis.run.judged import Judged
from analysis.run.progress import Clock
from analysis.run.staging import staged
from analysis.run.workflow import TopicAnalysis
from analysis.show.report import SHARDS, Begin, Begun, render
from analysis.show.report_labels import Labels, read_labels
from analysis.store import write_json, write_text
from analysis.tables.contract import DECIMALS, place_of, read_all, text_of, write
from analysis.tables.masked import masked
from analysis.tables.shares import kept_share
from analysis.topics.number import Trial

LIBRARIES = ("numpy", "scipy", "scikit-learn", "pandas", "matplotlib", "rjieba", "opencc", "resiliparse")
HAN_CHARACTER = re.compile(f"[{HAN}]")
HARDLY_CHINESE = 0.05
MOST_LOST = 20  # decisions on no line that are named
MASK_NOTHING = "none"
MASKED = {None: "report", True: "all", False: MASK_NOTHING}  # what is masked, by what was asked for


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run: the analysis, the pages it read, its parameters and the seconds of its stages."""

    analysis: TopicAnalysis
    pages: Pages
    parameters: Mapping[str, object]
    clock: Clock


def write_run(run: Run, out: Path, lang: str, easel: Easel | None = None) -> dict[str, Any]:
    """Write everything of the output contract into a folder, in place of an earlier run's; draw on the easel.

    Returns
    -------
    dict
        What ``run.json`` tells.
    """
    engine = _beside(run.analysis.engine)
    begin = engine.submit if engine.running else None
    hidden = begin(mask_lines, run.analysis.corpus_.lines.text) if begin and _hides(run.parameters) else None
    drafted = Draft.of(run.analysis.lines_, run.analysis.pages_, run.parameters, begin, hidden)
    frames = run.analysis.frames()
    decisions = run.analysis.decisions()
    lost = decisions.lost(numbers_of(frames["lines"], decisions.pages()))
    facts = facts_of(run, _counts(run.analysis), told_of(run.analysis), lost)
    run.clock.note("stage.write", 0)
    with staged(out) as new, ExitStack() as behind:
        drawn = (easel or Easel()).draw(frames, new / "figures", lang)
        behind.callback(_let_go, drawn)
        cleaned = begin_clean(run.analysis.clean_.items(), new / "clean", engine)
        behind.callback(_let_go, cleaned)
        for name, table in frames.items():
            write(table, place_of(new, name))
        run.analysis.save(new / "model")
        write_report(frames, facts, new, lang, drafted=drafted)
        finish(drawn)
        for part in cleaned:
            part.result()
        write_json(new / "run.json", facts | timing(run.clock))
    return facts


def _beside(engine: object) -> Engine:
    """Return an engine whose processes are at work on this machine, else none but this process."""
    return engine if type(engine) is Engine and engine.running else Engine()


def _let_go(begun: Sequence[Future[Any]]) -> None:
    """See to it that nobody writes any more, also where something went wrong."""
    wait([one for one in begun if not one.cancel()])


def finish(drawn: Iterable[Future[list[Path]]]) -> list[Path]:
    """Wait for figures that are being drawn; return their paths."""
    return [path for figure in drawn for path in figure.result()]


def timing(clock: Clock) -> dict[str, Any]:
    """Return the part of ``run.json`` that differs between runs of the same."""
    return {"timing": {"seconds": clock.stages(), "peak_memory_mib": _peak_memory()}}


def write_applied(judged: Judged, out: Path) -> None:
    """Write the tables and the clean text of pages that a fitted model judged."""
    with staged(out) as new:
        write(judged.lines, place_of(new, "lines"))
        write(judged.pages, place_of(new, "pages"))
        write_clean(judged.clean.items(), new / "clean")


def redraw_figures(folder: Path, lang: str, easel: Easel | None = None) -> list[Path]:
    """Draw the figures of a result folder from its tables; return the paths written."""
    return finish((easel or Easel()).draw(read_all(folder), folder / "figures", lang))


def rewrite_report(folder: Path, lang: str, labels: Path | None = None, mask: bool | None = None) -> Path:
    """Write ``report.html`` of a result folder from its tables; return its path.

    ``labels`` is the file of what a reader of the report renamed and merged; ``mask`` tells whether the report is
    masked, where that is not to be as in the run.
    """
    frames = read_all(folder)
    facts = json.loads(text_of(folder / "run.json"))
    facts["counts"] = {"kept_share": kept_share(frames["lines"]), **facts["counts"]}  # older runs did not tell it
    if mask is not None:
        facts["parameters"] = facts["parameters"] | {"mask": MASKED[mask]}
    given = read_labels(text_of(labels), len(frames["topics"])) if labels else None
    return write_report(frames, facts, folder, lang, given)


def notes_of(analysis: TopicAnalysis) -> list[tuple[str, dict[str, object]]]:
    """Return what a reader should know of a run, as message keys and values."""
    notes: list[tuple[str, dict[str, object]]] = []
    text = "".join(analysis.lines_["text"].head(5_000))
    if len(HAN_CHARACTER.findall(text)) < HARDLY_CHINESE * max(1, n_letters(text)):
        notes.append(("run.no_chinese", {}))
    if not len(analysis.topics_):
        notes.append(("run.no_topics", {}))
    if analysis.units_.unit != "page":
        notes.append(("run.paragraphs", {"count": analysis.units_.number, "pages": len(analysis.pages_)}))
    named = sum(bool(find_private(name)) for name in analysis.pages_["page"]) if analysis.mask else 0
    if named:
        notes.append(("run.mask_names", {"count": named}))
    for name, trial in analysis.trials_.items():
        key = f"run.choice_{name}_{'clear' if trial.clear else 'unclear'}"
        notes.append((key, {"k": trial.best, "second": trial.runner_up}))
    return notes


def numbers_of(lines: pd.DataFrame, pages: Collection[str]) -> dict[str, IntArray]:
    """Return the numbers of the lines, ascending, of each of some pages of a table."""
    wanted = lines[lines["page"].isin(sorted(pages))] if pages else lines.head(0)
    return {str(page): own.to_numpy() for page, own in wanted.groupby("page", sort=False)["line"]}


def lost_note(lost: Sequence[str]) -> list[tuple[str, dict[str, object]]]:
    """Return a note that names what was decided of lines that there are not, if anything was."""
    if not lost:
        return []
    more = "" if len(lost) <= MOST_LOST else " …"
    return [("run.lost_decisions", {"count": len(lost), "names": ", ".join(lost[:MOST_LOST]) + more})]


def _hides(parameters: Mapping[str, object]) -> bool:
    """Tell whether a report of a run with such parameters is masked."""
    return parameters.get("mask") != MASK_NOTHING


@dataclass(frozen=True, slots=True)
class Draft:
    """The lines and pages of a report, masked if they are to be, and what is made of them, maybe elsewhere."""

    tables: dict[str, pd.DataFrame]
    begun: Begun

    @classmethod
    def of(
        cls,
        lines: pd.DataFrame,
        pages: pd.DataFrame,
        parameters: Mapping[str, object],
        begin: Begin | None = None,
        hidden: Future[list[str]] | None = None,
    ) -> Draft:
        """Begin a report of a run with such parameters; ``begin`` begins to call a function and returns its future.

        ``hidden`` are the masked texts of the lines, where they are masked elsewhere meanwhile.
        """
        tables = {"lines": lines, "pages": pages}
        if hidden is not None:
            tables = {"lines": lines.assign(text=hidden.result()), **masked({"pages": pages})}
        elif _hides(parameters):
            tables = masked(tables)
        mended = not parameters.get("as_is", False)
        return cls(tables, Begun.of(tables["lines"], tables["pages"], mended, begin))


def write_report(
    frames: Mapping[str, pd.DataFrame],
    facts: Mapping[str, Any],
    folder: Path,
    lang: str,
    labels: Labels | None = None,
    *,
    drafted: Draft | None = None,
) -> Path:
    """Write the report, and beside it the lines of its pages where those are many; return its path.

    It is made to be sent, so it is masked unless the run's ``mask`` is "none". ``drafted`` is the draft of these
    tables, if it was made before.
    """
    drafted = drafted or Draft.of(frames["lines"], frames["pages"], facts["parameters"])
    if _hides(facts["parameters"]):
        frames = masked({name: table for name, table in frames.items() if name not in drafted.tables})
        hidden = _masks_in(drafted.tables["lines"])
        facts = {**facts, "notes": [*facts["notes"], *([("run.masked", {"count": hidden})] if hidden else [])]}
    report = render({**frames, **drafted.tables}, facts, lang, labels, drafted.begun)
    beside = folder / SHARDS
    for old in beside.glob("lines-*.js"):
        old.unlink()
    for name, shard in report.shards.items():
        write_text(beside / name, shard)
    if not report.shards and beside.is_dir() and not any(beside.iterdir()):
        beside.rmdir()
    path = folder / "report.html"
    write_text(path, report.html)
    return path


def versions() -> dict[str, Any]:
    """Return the versions of what results hang on."""
    return {
        "boji": version("boji"),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES},
    }


def told_of(analysis: TopicAnalysis) -> dict[str, Any]:
    """Return what a run notes of a fit: what a reader should know, its quality, how numbers were chosen."""
    choice = {name: _choice_facts(trial) for name, trial in analysis.trials_.items()}
    units = analysis.units_._asdict()
    return {"notes": notes_of(analysis), "units": units, "quality": analysis.quality_, "choice": choice}


def facts_of(
    run: Run, counts: Mapping[str, int | float], told: Mapping[str, Any], lost: Sequence[str]
) -> dict[str, Any]:
    """Return what ``run.json`` tells, apart from times; ``lost`` are decisions on no line."""
    unsure = [("run.review", {"count": counts["review"]})] if counts["review"] else []
    return {
        **versions(),
        "parameters": dict(run.parameters),
        "inputs": run.pages.inputs,
        "counts": {"pages": counts["pages"], "skipped": len(run.pages.skipped), "cut": len(run.pages.cut), **counts},
        "limits": asdict(run.pages.limits),
        "skipped": [asdict(s) for s in run.pages.skipped],
        "cut": [asdict(s) for s in run.pages.cut],
        **told,
        "notes": [*told["notes"], *unsure, *lost_note(lost)],
    }


def _counts(analysis: TopicAnalysis) -> dict[str, int | float]:
    lines = analysis.lines_
    kept = {"kept": int(lines["keep"].sum()), "kept_share": round(kept_share(lines), DECIMALS)}
    groups = {"topics": len(analysis.topics_), "clusters": len(analysis.clusters_)}
    unsure = int((analysis.pages_["review"] != "").sum())
    return {
        "pages": len(analysis.pages_),
        "review": unsure,
        "lines": len(lines),
        **kept,
        **groups,
        **masks_told(_masks_in(lines)),
    }


def _masks_in(lines: pd.DataFrame) -> int:
    """Count the masks in a table of lines, all at once: in most there is none."""
    return count_masks(["\n".join(lines["text"])])


def masks_told(count: int) -> dict[str, int]:
    """Return what ``counts`` tells of masks: nothing where there are none."""
    return {"masked": count} if count else {}


def _choice_facts(trial: Trial) -> dict[str, Any]:
    scores = trial.scores().mean(axis=1).round(4).tolist()
    told = {"recommended": trial.best, "runner_up": trial.runner_up, "clear": trial.clear}
    return told | {"scores": dict(zip(map(str, trial.numbers), scores, strict=True))}


def _peak_memory() -> float | None:
    """Return the largest resident size of this process or of one it waited for, in MiB; None where nothing tells."""
    try:
        import resource  # noqa: PLC0415  # not on Windows
    except ImportError:
        return None
    unit = 2**20 if sys.platform == "darwin" else 2**10  # macOS counts bytes, Linux KiB
    return round(
        max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / unit, 1
    )
