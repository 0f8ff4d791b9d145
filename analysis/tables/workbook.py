"""Workbook: all tables as the sheets of one Excel file, and as Parquet files."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import BojiError
from analysis.languages import Bilingual

MOST_ROWS = 1_048_575  # below the header of a sheet
LONGEST_CELL = 32_767  # characters that Excel takes
EPOCH = datetime(2000, 1, 1)  # the file's date: no clock, or no two files would be alike
WIDTHS = {"text": 80, "words": 50, "weights": 20, "title": 40, "reason": 36, "page": 34, "nearest": 34, "label": 26}
USUAL_WIDTH = 12  # characters
SHEETS: dict[str, Bilingual] = {
    "lines": Bilingual("每一行：角色、去留、得分、理由", "every line: its role, whether it was kept, score, reason"),
    "pages": Bilingual("每一页：标题、日期、杂讯比例、主题、聚类", "every page: title, date, noise, topic, cluster"),
    "topics": Bilingual("主题", "topics"),
    "clusters": Bilingual("聚类", "clusters"),
    "map": Bilingual("页面在地图上的位置", "places of the pages on the map"),
    "topics_before": Bilingual("常规做法的主题", "topics of the usual recipe"),
    "topic_lines": Bilingual("说得最明白的句子", "lines that speak most plainly of each topic"),
    "trends": Bilingual("主题随时间", "topics over time"),
    "sites": Bilingual("各站点的主题", "topics by site"),
    "topic_tree": Bilingual("主题的归并", "which topics merge"),
    "choice": Bilingual("候选主题数的得分", "scores of the candidate numbers of topics"),
    "mixture": Bilingual("每页由哪些主题组成", "what topics each page is made of"),
    "topic_words": Bilingual("主题的词及其分量", "the words of each topic and their weights"),
}


def write_workbook(tables: Mapping[str, pd.DataFrame], path: Path, lang: str) -> None:
    """Write tables into an Excel file, the same bytes for the same tables; nothing in it is run as a formula.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        One sheet each, below a first one that says what they hold. Of more than `MOST_ROWS` rows the first are
        written, of texts longer than `LONGEST_CELL` the beginning.
    path : path
        Ending in ``.xlsx``.
    lang : {"zh", "en"}

    Raises
    ------
    BojiError
        When XlsxWriter is not installed, or the path ends otherwise.
    """
    if path.suffix != ".xlsx":
        raise BojiError(f"the workbook's path must end in .xlsx, got {path}", f"文件名应以 .xlsx 结尾，得到 {path}")
    try:
        import xlsxwriter  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise BojiError(
            "Excel files need XlsxWriter: pip install 'boji[excel]'",
            "写 Excel 需要 XlsxWriter：pip install 'boji[excel]'",
        ) from error
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": EPOCH})
        bold = book.add_format({"bold": True, "bottom": 1})
        first = pd.DataFrame(
            [(name, len(table), SHEETS[name].said(lang) if name in SHEETS else "") for name, table in tables.items()],
            columns=["表", "行数", "内容"] if lang == "zh" else ["sheet", "rows", "what it holds"],
        )
        for name, table in {Bilingual("说明", "about").said(lang): first, **tables}.items():
            _write_sheet(book.add_worksheet(name), table, bold)


def _write_sheet(sheet: Any, table: pd.DataFrame, bold: Any) -> None:  # noqa: ANN401  # XlsxWriter has no types
    """Write a table with a header that stays, and that can be filtered by."""
    sheet.write_row(0, 0, list(table.columns), bold)
    sheet.freeze_panes(1, 0)
    shown = table.head(MOST_ROWS)
    if len(shown):
        sheet.autofilter(0, 0, len(shown), len(table.columns) - 1)
    for column, name in enumerate(table.columns):
        sheet.set_column(column, column, WIDTHS.get(name, USUAL_WIDTH))
        for row, cell in enumerate(shown[name].tolist(), 1):
            if isinstance(cell, str):
                sheet.write_string(row, column, cell[:LONGEST_CELL])
            elif not (pd.isna(cell) or math.isinf(cell)):
                sheet.write(row, column, cell)


def write_parquet(tables: Mapping[str, pd.DataFrame], folder: Path) -> list[Path]:
    """Write each table as a Parquet file into a folder; return the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, table in tables.items():
        paths.append(folder / f"{name}.parquet")
        table.to_parquet(paths[-1], index=False)
    return paths
