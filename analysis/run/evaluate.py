"""Evaluation: a result folder against lines marked by hand."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import numpy as np

from analysis.errors import BojiError, MissingFileError
from analysis.reading.characters import n_letters
from analysis.reading.records import tsv_rows
from analysis.separation.roles import CONTENT
from analysis.separation.scores import separation_scores
from analysis.tables import contract


def score_against(gold: Path, folder: Path) -> dict[str, float]:
    """Score a result folder against gold lines (TSV with page, line, role and perhaps ambiguous).

    Lines marked ambiguous are left out; a gold line without a row counts as dropped.

    Raises
    ------
    MissingFileError
        When a file is missing.
    BojiError
        When a column of the gold is missing, or a line has no number.
    """
    if not gold.is_file():
        raise MissingFileError(f"{gold} is missing; give the table of gold lines", f"找不到 {gold}：请给出标注表")
    rows = tsv_rows(gold)
    if not rows or not {"page", "line", "role"} <= set(rows[0]):
        columns = list(rows[0]) if rows else []
        raise BojiError(
            f"{gold}: expected tab-separated columns page, line, role, got {columns}",
            f"{gold}：应有以制表符分隔的 page、line、role 三列，实为 {columns}",
        )
    lines = contract.read(contract.place_of(folder, "lines"))
    said = {
        (p, n): (k == 1, t)
        for p, n, k, t in zip(lines["page"], lines["line"], lines["keep"], lines["text"], strict=True)
    }
    wrong = next((r["line"] for r in rows if not r["line"].isdecimal()), None)
    if wrong is not None:
        raise BojiError(
            f"{gold}: the column line must hold whole numbers, got {wrong!r}",
            f"{gold}：line 一列应是整数，实为 {wrong!r}",
        )
    scored = [r for r in rows if r.get("ambiguous") != "1"]
    found = [said.get((r["page"], int(r["line"])), (False, "")) for r in scored]
    names = {name: i for i, name in enumerate(sorted({r["page"] for r in scored}))}
    scores = separation_scores(
        np.array([names[r["page"]] for r in scored]),
        np.array([n_letters(text) for _, text in found]),
        np.array([r["role"] in CONTENT for r in scored]),
        np.array([kept for kept, _ in found]),
    )
    missing = sum((r["page"], int(r["line"])) not in said for r in rows)
    return {**asdict(scores), "lines": len(scored), "missing": missing}
