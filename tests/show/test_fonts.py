import io

from fontTools.ttLib import TTFont

from analysis.show.fonts import UNUSED, advance, font_path, subset_font

WANTED = frozenset("簸箕港嶼龜abc1，")


def test_the_subset_has_the_characters_and_hardly_more() -> None:
    known = TTFont(io.BytesIO(subset_font(WANTED))).getBestCmap()
    assert {ord(c) for c in WANTED} <= set(known)
    assert len(known) <= len(WANTED) + 2


def test_the_subset_is_a_small_web_font_without_what_a_report_does_not_use() -> None:
    packed = subset_font(WANTED)
    assert packed.startswith(b"wOFF")
    assert len(packed) < 0.01 * font_path().stat().st_size
    font = TTFont(io.BytesIO(packed))
    assert not set(UNUSED) & set(font.keys())
    assert {"cmap", "name", "head", "hmtx"} <= set(font.keys())


def test_glyphs_are_as_wide_as_in_the_whole_font() -> None:
    whole, small = TTFont(font_path()), TTFont(io.BytesIO(subset_font(WANTED)))
    for character in WANTED:
        widths = [font["hmtx"][font.getBestCmap()[ord(character)]][0] for font in (whole, small)]
        assert widths[0] == widths[1], character


def test_same_characters_same_bytes() -> None:
    first = subset_font(WANTED)
    subset_font.cache_clear()
    assert subset_font(WANTED) == first


def test_a_character_that_no_font_has_is_no_error_and_is_left_out() -> None:
    known = TTFont(io.BytesIO(subset_font(frozenset("甲\U0010fffd")))).getBestCmap()
    assert ord("甲") in known
    assert 0x10FFFD not in known


def test_no_characters_make_a_font_all_the_same() -> None:
    assert subset_font(frozenset()).startswith(b"wOFF")


def test_the_font_may_be_given_away() -> None:
    names = TTFont(font_path())["name"]
    assert "Open Font License" in str(names.getDebugName(13))


def test_a_han_character_is_an_em_wide_and_a_latin_one_less() -> None:
    assert advance("簸") == 1.0
    assert 0 < advance("i") < advance("W") < 1.0
    assert advance("\U0010fffd") == 1.0  # no font has it
