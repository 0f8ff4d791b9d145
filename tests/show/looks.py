"""Looks: what can be told by measuring of a page in a browser that overlaps, is cut off or can hardly be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

LOW, LOW_LARGE = 4.5, 3.0  # contrast that WCAG 2.1 (1.4.3) wants of text, and of large text
SMALLEST = 12  # pixels of letters
TAP = 24  # pixels of what is pressed with a finger (WCAG 2.2, 2.5.8), links in running text aside

MEASURE = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def complaints(page: Page) -> list[str]:
    """Return what is wrong in the view that is open.

    Text that overlaps other text, is cut off or stands outside the window, has too little contrast or too small
    letters; on a narrow page, what is too low to be pressed. Text on a canvas is not seen.
    """
    found: list[str] = page.evaluate(MEASURE, [LOW, LOW_LARGE, SMALLEST, TAP])
    return found
