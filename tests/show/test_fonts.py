import io

from fontTools.ttLib import TTFont

from analysis.show.fonts import font_path, subset_font

WANTED = frozenset("簸箕港嶼龜abc1，")


def test_the_subset_has_the_characters_and_hardly_more() -> None:
    known = TTFont(io.BytesIO(subset_font(WANTED))).getBestCmap()
    assert {ord(c) for c in WANTED} <= set(known)
    assert len(known) <= len(WANTED) + 2


def test_same_characters_same_bytes() -> None:
    first = subset_font(WANTED)
    subset_font.cache_clear()
    assert subset_font(WANTED) == first


def test_a_character_that_no_font_has_is_no_error() -> None:
    assert subset_font(frozenset("甲\U0010fffd"))


def test_the_font_may_be_given_away() -> None:
    names = TTFont(font_path())["name"]
    assert "Open Font License" in str(names.getDebugName(13))
