import pytest

from analysis.reading.phones import find_phones, is_mobile


@pytest.mark.parametrize(
    "phone",
    "13800138000|010-62345678|(0755)82345678|400-810-8888|4008-108-888|+86 138 0013 8000|+1 212-736-8535".split("|"),
)
def test_phones_are_found_as_they_are_written(phone: str) -> None:
    line = f"请拨打{phone}咨询"
    assert {line[a:b] for a, b in find_phones(line)} >= {phone}


@pytest.mark.parametrize(
    "line",
    "2020-12-05 12:30:45|1.0380 1.0450|(200168)2011年度|2024 05/09 22:27:02|ICP备16056634号|3.13812345678".split("|"),
)
def test_other_numbers_are_none(line: str) -> None:
    assert list(find_phones(line)) == []


def test_a_number_without_area_counts_behind_its_label_alone() -> None:
    assert list(find_phones("电话:62345678")) == [(3, 11)]
    assert list(find_phones("共计:62345678")) == []
    assert list(find_phones("手机 20240524 上市")) == []  # a day


def test_mobile_numbers_are_told_from_others() -> None:
    assert is_mobile("13800138000")
    assert not is_mobile("01062345678")
