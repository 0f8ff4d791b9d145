"""Sheets: the rows of Excel files as records, the first row of each sheet being its header."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from analysis.reading.limits import Meter, UnreadableError
from analysis.reading.records import Rows

SHEETS = "xl/worksheets/"  # are read row by row
MOST_HELD = 2**28  # bytes of any other part, such as the texts that cells share: openpyxl holds it all at once


def sheet_rows(file: BinaryIO, meter: Meter) -> Rows:
    """Yield (1-based number, row) for each row below a header that is not blank, sheet after sheet.

    Parameters
    ----------
    file : binary file
        One that can seek.
    meter : Meter

    Raises
    ------
    UnreadableError
        When the file is damaged or too large, or openpyxl is not installed.
    """
    try:
        import openpyxl  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise UnreadableError("no_excel", "") from error
    try:
        _check_sizes(file, meter)
        with warnings.catch_warnings():  # of styles that are missing, and the like
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        yield from enumerate((row for sheet in book.worksheets for row in _rows(sheet)), 1)
    except UnreadableError:
        raise
    except Exception as error:  # openpyxl checks little: what hostile XML leads to may be of any kind
        raise UnreadableError("excel", f"{type(error).__name__}: {error}".split("\n")[0][:200]) from error


def _check_sizes(file: BinaryIO, meter: Meter) -> None:
    """Count what the file will unpack to, which is never more than it promises."""
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
    meter.add(sum(part.file_size for part in parts))
    for part in parts:
        if part.file_size > MOST_HELD and not part.filename.startswith(SHEETS):
            raise UnreadableError("unpacked", f"{part.filename} > {MOST_HELD}")
    file.seek(0)


def _rows(sheet: Any) -> Iterator[dict[str, object]]:  # noqa: ANN401  # openpyxl has no types
    sheet.reset_dimensions()  # what a file says of its size may be wrong, and rows would be lost
    rows = (row for row in sheet.iter_rows(values_only=True) if any(cell is not None for cell in row))
    header = [str(cell).strip() if cell is not None else "" for cell in next(rows, ())]
    for row in rows:
        yield {name: cell for name, cell in zip(header, row, strict=False) if name}
