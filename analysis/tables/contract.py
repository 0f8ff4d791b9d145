"""The contract: the columns of every table, and how tables are built, written and read back."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import BojiError, MissingFileError

CONTRACT = ("lines", "pages", "topics", "clusters")
SHOWN = (  # beside the figures
    "map", "topics_before", "topic_lines", "trends", "sites", "topic_tree", "choice", "mixture", "topic_words",
)  # fmt: skip
LATER = frozenset({"mixture", "topic_words"})  # tables that folders of earlier versions have not
FIGURE_NAMES = (  # in the order in which the report shows them
    "before_after", "separation", "topics", "passages", "choice", "hierarchy", "trends", "sites", "map", "noise",
)  # fmt: skip
COLUMNS: dict[str, tuple[str, ...]] = {
    "lines": ("page", "line", "role", "kind", "keep", "score", "reason", "topic", "affinity", "text", "evidence"),
    "pages": (
        "page", "title", "date", "source", "encoding", "lines", "kept", "noise_share", "topic", "cluster",
        "duplicate_of", "author", "review",
    ),
    "topics": ("topic", "label", "words", "share", "coherence", "stability", "pages", "support", "site", "weights"),
    "clusters": ("cluster", "label", "pages", "words", "nearest"),
    "map": ("page", "x", "y"),
    "mixture": ("page", "topic", "share"),
    "topic_lines": ("topic", "page", "line", "weight", "text"),
    "topic_words": ("topic", "word", "weight", "overall"),
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
    "piece said facts period site review word weights evidence".split()
)
DECIMALS = 4
SUPPORTED = 0.5  # share of resamples that a topic must come back in to be firm
MANY_LINES = 1_000_000
AT_ONCE = 20_000  # rows that are made into text together
# What a spreadsheet would run as a formula, and what would be taken for such a cell that was defused.
FORMULA = re.compile(r"'*\t*[=+@-]")
DEFUSED = r"^'(?='*\t*[=+@-])"


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
    for column in set(TEXTS) & set(made.columns) if made.empty else ():
        made[column] = made[column].astype(object)  # of no rows pandas makes numbers
    for column in made.columns:
        if made[column].dtype.kind == "f":
            made[column] = made[column].round(DECIMALS) + 0.0  # + 0.0 turns -0.0 into 0.0
    return made


def write(table: pd.DataFrame, path: Path) -> None:
    """Write a CSV that spreadsheets open well (UTF-8 with a BOM, no formulas); see `write_parts` for many rows."""
    write_parts([table], path, len(table))


def write_parts(parts: Iterable[pd.DataFrame], path: Path, n_rows: int) -> None:
    """Write a table that comes in parts, whole or not at all.

    With more than `MANY_LINES` rows, which no spreadsheet opens, all of them go to a Parquet file beside the CSV, and
    the CSV holds the first ones.

    Parameters
    ----------
    parts : iterable of DataFrame
    path : path
        Of the CSV.
    n_rows : int
        Of all parts together.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside, left = path.with_name(f".{path.name}.part"), MANY_LINES
    try:
        with beside.open("w", encoding="utf-8", newline="") as file, _parquet(path, n_rows) as keep:
            file.write("\ufeff")
            for i, part in enumerate(parts):
                for start in range(0, max(1, min(left, len(part))), AT_ONCE):
                    rows = _safe(part[start : min(left, start + AT_ONCE)])
                    rows.to_csv(file, index=False, header=not i and not start, lineterminator="\n")
                left = max(0, left - len(part))
                keep(part)
        os.replace(beside, path)  # noqa: PTH105  # the very call that is atomic on every system
    finally:
        beside.unlink(missing_ok=True)


def _safe(table: pd.DataFrame) -> pd.DataFrame:
    safe = table.copy()
    for column in set(TEXTS) & set(safe.columns):
        cells = safe[column].astype(str)
        safe[column] = cells.map(defuse) if cells.str.match(FORMULA).any() else cells
    return safe


@contextmanager
def _parquet(path: Path, n_rows: int) -> Iterator[Callable[[pd.DataFrame], None]]:
    """Open the Parquet file beside a CSV, if the table is so large; give what writes a part of it."""
    place = path.with_suffix(".parquet")
    if n_rows <= MANY_LINES:
        place.unlink(missing_ok=True)  # of an earlier, larger table
        yield lambda part: None
        return
    import pyarrow  # noqa: PLC0415  # heavy, and most tables are small; so is the next
    from pyarrow import parquet  # noqa: PLC0415

    beside = path.with_name(f".{place.name}.part")
    writer: parquet.ParquetWriter | None = None

    def keep(part: pd.DataFrame) -> None:
        nonlocal writer
        if part.empty:
            return
        table = pyarrow.Table.from_pandas(part, schema=writer.schema if writer else None, preserve_index=False)
        writer = writer or parquet.ParquetWriter(beside, table.schema)
        writer.write_table(table)

    try:
        yield keep
        if writer is not None:
            writer.close()
            os.replace(beside, place)  # noqa: PTH105  # as above
    finally:
        beside.unlink(missing_ok=True)


def defuse(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would run as a formula."""
    return "'" + cell if FORMULA.match(cell) else cell


def place_of(folder: Path, name: str) -> Path:
    """Return where one of the tables lies in a result folder."""
    return folder / f"{name}.csv" if name in CONTRACT else folder / "figures" / f"{name}.csv"


def shown_place(folder: Path, name: str) -> Path:
    """Return where the rows of a table lie that figures and report show: those of a sample, where one was drawn."""
    sample = folder / "figures" / f"{name}.csv"
    return sample if sample.is_file() else place_of(folder, name)


def read_all(folder: Path) -> dict[str, pd.DataFrame]:
    """Read all tables of a result folder that figures and report show, by name; one of `LATER` may be empty."""
    places = {name: shown_place(folder, name) for name in (*CONTRACT, *SHOWN)}
    return {
        name: _nothing(name) if name in LATER and not place.is_file() else read(place) for name, place in places.items()
    }


def _nothing(name: str) -> pd.DataFrame:
    return frame(name, {column: [] for column in COLUMNS[name]})


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
