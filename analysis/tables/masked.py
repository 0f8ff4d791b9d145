"""Masked: tables with what is private in their texts hidden."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.reading.masks import mask_lines

PRIVATE = ("text", "title", "source", "author")  # columns that hold what pages say; words never hold whole numbers


def masked(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return tables, whose names do not matter, with the texts in them masked (see `analysis.mask_text`)."""
    return {name: _masked(table) for name, table in tables.items()}


def _masked(table: pd.DataFrame) -> pd.DataFrame:
    columns = [column for column in PRIVATE if column in table]
    return table.assign(**{column: mask_lines(table[column].tolist()) for column in columns}) if columns else table
