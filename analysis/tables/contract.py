"""The contract: the columns of every table, and how tables are built, written and read back."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import BojiError, MissingFileError
from analysis.store import write_text

CONTRACT = ("lines", "pages", "topics", "clusters")
SHOWN = ("map", "topics_before", "topic_lines", "trends", "sites", "topic_tree", "choice")  # beside the figures
FIGURE_NAMES = (  # in the order in which the report shows them
    "before_after", "separation", "topics", "choice", "hierarchy", "trends", "sites", "map", "noise",
)  # fmt: skip
COLUMNS: dict[str, tuple[str, ...]] = {
    "lines": ("page", "line", "role", "kind", "keep", "score", "reason", "topic", "affinity", "text"),
    "pages": (
        "page", "title", "date", "source", "encoding", "lines", "kept", "noise_share", "topic", "cluster",
        "duplicate_of", "author",
    ),
    "topics": ("topic", "label", "words", "share", "coherence", "stability", "pages", "support", "site"),
    "clusters": ("cluster", "label", "pages", "words", "nearest"),
    "map": ("page", "x", "y"),
    "topic_lines": ("topic", "page", "line", "weight", "text"),
    "trends": ("period", "topic", "pages", "share", "error"),
    "sites": ("site", "topic", "pages", "share"),
    "topic_tree": ("left", "right", "distance", "members", "words"),
    "choice": (
        "n_topics", "score", "score_error", "coherence", "stability", "redundancy", "modularity", "coherence_error",
        "stability_error", "chosen", "runner_up", "clear",
    ),
    "topics_before": ("topic", "words", "noise_words"),
    "explanation": ("piece", "said", "weight", "facts"),
}  # fmt: skip
WHOLE = ("topic", "cluster")  # whole numbers that may be missing
TEXTS = tuple(
    "page role kind reason text title date source author encoding duplicate_of label words noise_words nearest "
    "piece said facts period site".split()
)
DECIMALS = 4
SUPPORTED = 0.5  # share of resamples that a topic must come back in to be firm
MANY_LINES = 1_000_000
FORMULA = ("=", "+", "-", "@")
DEFUSED = r"^'(?=[=+@-])"


def frame(name: str, columns: Mapping[str, Any]) -> pd.DataFrame:
    """Build one of the tables: its columns in their order, numbers rounded, missing groups as <NA>.

    Parameters
    ----------
    name : str
        A key of `COLUMNS`.
    columns : mapping of str to sequence
        Every column of the table.

    Raises
    ------
    BojiError
        When columns are missing or unknown.
    """
    if set(columns) != set(COLUMNS[name]):
        raise BojiError(f"table {name!r} has the columns {COLUMNS[name]}, got {tuple(columns)}")
    made = pd.DataFrame({column: columns[column] for column in COLUMNS[name]})
    for column in set(WHOLE) & set(made.columns):
        made[column] = made[column].astype("Int64")
        made.loc[made[column] < 0, column] = pd.NA
    for column in made.columns:
        if made[column].dtype.kind == "f":
            made[column] = made[column].round(DECIMALS) + 0.0  # + 0.0 turns -0.0 into 0.0
    return made


def write(table: pd.DataFrame, path: Path) -> None:
    """Write a CSV that spreadsheets open well (UTF-8 with a BOM, no formulas); above a million rows Parquet too."""
    safe = table.copy()
    for column in set(TEXTS) & set(safe.columns):
        safe[column] = [defuse(str(cell)) for cell in safe[column]]
    write_text(path, "\ufeff" + safe.to_csv(index=False, lineterminator="\n"))
    if len(table) > MANY_LINES:
        table.to_parquet(path.with_suffix(".parquet"), index=False)


def defuse(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would run as a formula."""
    return "'" + cell if cell.startswith(FORMULA) else cell


def place_of(folder: Path, name: str) -> Path:
    """Return where one of the tables lies in a result folder."""
    return folder / f"{name}.csv" if name in CONTRACT else folder / "figures" / f"{name}.csv"


def read_all(folder: Path) -> dict[str, pd.DataFrame]:
    """Read all tables of a result folder, by name."""
    return {name: read(place_of(folder, name)) for name in (*CONTRACT, *SHOWN)}


def text_of(path: Path) -> str:
    """Read a file of a run.

    Raises
    ------
    MissingFileError
        When there is no such file.
    """
    if not path.is_file():
        raise MissingFileError(
            f"{path} is missing; give a folder that `boji run` wrote", f"找不到 {path}：请给出 boji run 写出的文件夹"
        )
    return path.read_bytes().decode("utf-8-sig")


def read(path: Path) -> pd.DataFrame:
    """Read one of the tables back."""
    texts = {column: str for column in TEXTS}
    rows = io.StringIO(text_of(path))
    table = pd.read_csv(rows, dtype=texts, keep_default_na=False, na_values={c: [""] for c in WHOLE})
    for column in set(WHOLE) & set(table.columns):
        table[column] = table[column].astype("Int64")
    for column in set(TEXTS) & set(table.columns):
        table[column] = table[column].str.replace(DEFUSED, "", regex=True)
    return table
