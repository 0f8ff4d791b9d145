import pytest

import analysis
from analysis.errors import BojiError, MissingFileError


@pytest.mark.parametrize("kind", [BojiError, MissingFileError])
def test_a_message_is_said_in_the_language_asked_for(kind: type[BojiError]) -> None:
    error = kind("a page is missing", "缺一个页面")
    assert error.said("en") == str(error) == "a page is missing"
    assert error.said("zh") == "缺一个页面"


def test_a_message_without_chinese_is_said_in_english() -> None:
    assert BojiError("a page is missing").said("zh") == "a page is missing"


def test_old_ways_to_catch_them_still_do() -> None:
    with pytest.raises(ValueError, match="missing"):
        raise BojiError("missing")
    with pytest.raises(FileNotFoundError, match="missing"):
        raise MissingFileError("missing", "缺")
    with pytest.raises(BojiError, match="missing"):
        raise MissingFileError("missing")
    assert not issubclass(BojiError, OSError)


def test_a_missing_file_says_what_it_was_told_and_no_number() -> None:
    error = MissingFileError("lines.csv is missing", "缺 lines.csv")
    assert str(error) == "lines.csv is missing"
    assert error.errno is None


def test_the_package_offers_the_error_that_it_raises() -> None:
    assert analysis.BojiError is BojiError
