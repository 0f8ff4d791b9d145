"""Sizes: what figures are made for, a screen, one or both columns of a paper, or a slide."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.errors import BojiError

MOST_INCHES = 60.0  # higher than this no reader scrolls and no printer prints


@dataclass(frozen=True, slots=True)
class Size:
    """How large a figure is. All that is drawn is measured in ems of its text, so that each size is one design.

    Attributes
    ----------
    width : float
        Inches.
    font : float
        Points of plain text.
    tallest : float
        Inches; a figure that would be higher is drawn smaller as a whole.
    """

    width: float
    font: float
    tallest: float = MOST_INCHES

    @property
    def ems(self) -> float:
        """Return the width in ems."""
        return self.width * 72 / self.font


SIZES = {
    "screen": Size(10.0, 10.0),
    "column": Size(3.5, 7.0),  # 89 mm, one column of most journals
    "page": Size(7.2, 8.0),  # 183 mm, both columns
    "slide": Size(12.8, 14.0, 7.2),  # 16 : 9
}


def size_of(name: str) -> Size:
    """Return the size of a name.

    Raises
    ------
    BojiError
        When there is none.
    """
    if name not in SIZES:
        known = ", ".join(SIZES)
        raise BojiError(f"size must be one of {known}; got {name!r}", f"size 应为 {known} 之一，得到 {name!r}")
    return SIZES[name]
