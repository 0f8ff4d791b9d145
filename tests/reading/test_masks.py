"""Masks hide what is private, all of it, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reading.lines import readings, split_lines
from analysis.reading.masks import MASKS, count_masks, find_private, mask_lines, mask_text, masked_value
from analysis.reading.page import Page
from tests.reading.made_private import innocent_lines, private_lines, with_check_digit, with_luhn

ME = with_check_digit("11010519491231002")
CARD = with_luhn("622202020011223344")
NOISE = st.text("0123456789０１２ -()（）+@#.:,、/转电话卡京沪粤ABDa.comn〔〕X", max_size=60)


def test_made_private_numbers_are_masked_and_nothing_beside_them() -> None:
    made = private_lines(seed=7, many=3_000)
    wrong = [line for kind, line, number in made if mask_text(line) != line.replace(number, MASKS[kind])]
    assert not wrong, wrong[:20]


def test_of_made_numbers_that_are_nobodys_none_is_masked() -> None:
    wrong = [line for line in innocent_lines(seed=11, many=3_000) if mask_text(line) != line]
    assert not wrong, wrong[:20]


@pytest.mark.parametrize(
    ("line", "masked"),
    [
        ("电话：010-62345678转801", "电话：〔电话〕"),
        ("电话：62345678、62345679", "电话：〔电话〕、〔电话〕"),
        ("热线：(010)62345678-180", "热线：〔电话〕"),
        ("王先生１３８００１３８０００", "王先生〔电话〕"),
        ("网址 http://a.example.com/13800138000.html", "网址 http://a.example.com/13800138000.html"),
        ("合计13800138000元", "合计13800138000元"),
        ("QQ群：4008108888", "QQ群：4008108888"),
        ("zhang at example dot edu dot cn", "〔邮箱〕"),
        ("look at www.example.com", "look at www.example.com"),
        ("13800138000@example.com", "〔邮箱〕"),
        ("gm@example.com2010年全新", "〔邮箱〕2010年全新"),
        (f"身份证{ME}", "身份证〔身份证号〕"),
        (f"身份证{ME[:-1]}{'1' if ME[-1] != '1' else '2'}", f"身份证{ME[:-1]}{'1' if ME[-1] != '1' else '2'}"),
        ("身份证号：110105491231002", "身份证号：〔身份证号〕"),
        ("注册号：110105491231002", "注册号：110105491231002"),
        (f"卡号{CARD}", "卡号〔银行卡号〕"),
        (f"卡号{CARD[:-1]}{(int(CARD[-1]) + 1) % 10}", f"卡号{CARD[:-1]}{(int(CARD[-1]) + 1) % 10}"),
        ("4111 1111 1111 1111", "〔银行卡号〕"),
        ("编号4111111111111111", "编号4111111111111111"),
        ("京a·12345", "〔车牌〕"),
        ("在北京A12345会议室", "在北京A12345会议室"),
        ("沪AD12345", "〔车牌〕"),
        ("桂B2-20040022", "桂B2-20040022"),
    ],
)  # fmt: skip
def test_numbers_are_told_apart(line: str, masked: str) -> None:
    assert mask_text(line) == masked


def test_what_is_found_has_its_kind_and_its_place() -> None:
    line = "电话13800138000，邮箱a@example.com"
    assert [(one.kind, line[one.start : one.stop]) for one in find_private(line)] == [
        ("phone", "13800138000"),
        ("email", "a@example.com"),
    ]


@given(NOISE)
def test_what_is_masked_stays_as_it_is(text: str) -> None:
    assert mask_text(mask_text(text)) == mask_text(text)


@given(st.lists(NOISE.filter(str.strip), max_size=5))
def test_lines_stay_lines_none_of_them_blank(lines: list[str]) -> None:
    masked = mask_lines(lines)
    assert len(masked) == len(lines)
    assert all(line.strip() for line in masked)


def test_a_number_broken_between_two_lines_is_masked_in_both() -> None:
    lines = ["过渡的孩子们轮流给石缝里的构树浇水，联系人手机1380013", "8000，到了夏天它已经高过了栏杆。"]
    assert mask_lines(lines) == [lines[0][:-7] + "〔电话〕", "〔电话〕" + lines[1][4:]]
    assert mask_lines(["1380013", "8000"]) == ["1380013", "8000"]  # cells of a table


def test_masks_are_counted_and_are_no_words() -> None:
    lines = split_lines([Page("a", "联系13800138000或a@example.com")])
    masked = lines.masked()
    assert masked.text == ["联系〔电话〕或〔邮箱〕"]
    assert count_masks(masked.text) == 2
    assert readings(masked) == ["联系 或 "]
    assert (masked.number.tolist(), masked.page.tolist()) == (lines.number.tolist(), lines.page.tolist())


def test_fields_of_records_are_masked_whatever_they_hold() -> None:
    row = {"a": "电话13800138000", "n": 13800138000, "year": 2020, "x": [{"mail": "a@example.com"}, None, True, 1.5]}
    assert masked_value(row) == {
        "a": "电话〔电话〕",
        "n": "〔电话〕",
        "year": 2020,
        "x": [{"mail": "〔邮箱〕"}, None, True, 1.5],
    }


@pytest.mark.parametrize("between", ["、", " / ", "或", "-1、", "转12 "])
def test_a_list_behind_a_label_is_hidden_to_its_end(between: str) -> None:
    masked = mask_text(f"电话：{between.join(['6234567'] * 60)}")
    assert count_masks([masked]) == 60
    assert "6234567" not in masked
    assert mask_text(masked) == masked


def test_a_list_ends_with_a_day_and_what_is_no_number() -> None:
    assert mask_text("电话：6234567、20240506、6234567") == "电话：〔电话〕、20240506、6234567"
    assert mask_text("电话：6234567，共1234567元") == "电话：〔电话〕，共1234567元"


def test_where_each_number_shows_beside_the_one_before_alone_all_long_ones_are_hidden_at_last() -> None:
    masked = mask_text("/13800138000" * 60)
    assert masked == "/〔电话〕" * 60
