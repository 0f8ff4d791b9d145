import base64
import json
import zlib

import pytest

from analysis.show.report_pack import LETTERS, clipped, pack, single_bytes
from tests.show.made_report import unpacked

MANY = "".join(map(chr, range(0x4E00, 0x4E00 + 9_000)))  # more letters than one lead byte reaches


@pytest.mark.parametrize(
    "content",
    [
        {},
        [],
        {"a": [1, None, "茶园"]},
        {"text": '𠮷野家 </script> " \\'},
        ["a"],
        [MANY, MANY[:500] * 3],
        list(range(3_000)),
    ],
)
def test_what_is_packed_is_unpacked_the_same(content: object) -> None:
    packed = pack(content)
    assert unpacked(packed) == content
    assert not set(packed) & set('"<\\\n')


def test_half_a_pair_of_surrogates_is_told_as_a_question_mark() -> None:
    assert unpacked(pack(["前\ud800后"])) == ["前?后"]


def test_numbers_that_json_has_not_are_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        pack([float("nan")])


@pytest.mark.parametrize(("letters", "single"), [(1, 256), (256, 256), (257, 255), (511, 255), (512, 254), (65_536, 0)])
def test_as_many_letters_as_can_have_a_byte_of_their_own(letters: int, single: int) -> None:
    assert single_bytes(letters) == single
    assert single + 256 * (256 - single) >= letters


def test_chinese_takes_a_fifth_less_than_deflated_in_base64() -> None:
    text = "".join(MANY[(i * i) % 1_500] for i in range(20_000))
    usual = base64.b64encode(zlib.compress(json.dumps(text, ensure_ascii=False).encode(), 9))
    assert len(LETTERS) == 91
    assert len(pack(text)) < 0.8 * len(usual)


@pytest.mark.parametrize(
    ("text", "most", "told"),
    [
        ("短的句子", 10, "短的句子"),
        ("前半句说完了，后半句还长得很", 10, "前半句说完了…"),
        ("一句没有标点的很长的话", 8, "一句没有标点的…"),
        ("The content above (including", 20, "The content above…"),
        ("一；二二二二二二二二", 6, "一；二二二…"),
    ],
)
def test_a_long_text_is_cut_behind_a_mark_or_a_word(text: str, most: int, told: str) -> None:
    assert clipped(text, most) == told
    assert len(told) <= most
