"""Fonts: the Chinese font that ships as a package (Noto Sans SC, OFL), whole for figures, cut down for the report."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
from fontTools import subset


def font_path() -> Path:
    """Return the path of the font file."""
    return Path(pylopdf_fonts_zh_cn.sans_path())


@cache
def subset_font(characters: frozenset[str]) -> bytes:
    """Return a WOFF font that has the given characters alone, the same bytes for the same characters.

    Characters that the font has not are left out: the browser takes them from another font.
    """
    options = subset.Options(layout_features=[], hinting=False, recalc_timestamp=False)
    options.flavor = "woff"
    font = subset.load_font(str(font_path()), options)
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(sorted(characters)))
    cutter.subset(font)
    packed = io.BytesIO()
    subset.save_font(font, packed, options)
    return packed.getvalue()
