"""Fonts: the Chinese font that ships as a package (Noto Sans SC, OFL), whole for figures, cut down for the report."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import uharfbuzz as hb
from fontTools.ttLib import TTFont

UNUSED = ("GPOS", "GSUB", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG")  # no vertical text, no alternative forms


def font_path() -> Path:
    """Return the path of the font file."""
    return Path(pylopdf_fonts_zh_cn.sans_path())


@cache
def advance(character: str) -> float:
    """Return how wide a character is in the font, in ems; a full em where the font has it not."""
    face = _face()
    glyph = face.get_nominal_glyph(ord(character))
    return face.get_glyph_h_advance(glyph) / face.face.upem if glyph else 1.0


@cache
def _face() -> hb.Font:
    return hb.Font(hb.Face(hb.Blob.from_file_path(str(font_path()))))


@cache
def subset_font(characters: frozenset[str]) -> bytes:
    """Return a WOFF font that has the given characters alone, the same bytes for the same characters.

    Characters that the font has not are left out: the browser takes them from another font.
    """
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(map(ord, characters))
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in UNUSED)
    font = hb.subset(hb.Face(hb.Blob.from_file_path(str(font_path()))), wanted)
    woff = TTFont(io.BytesIO(font.blob.data), recalcTimestamp=False)
    woff.flavor = "woff"
    packed = io.BytesIO()
    woff.save(packed, reorderTables=False)
    return packed.getvalue()
