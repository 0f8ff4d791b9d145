import pytest

from analysis.errors import BojiError
from analysis.show.report_labels import read_labels


def test_labels_are_read() -> None:
    text = '{"names": {"0": "水上人家"}, "into": {"2": 0}}'
    assert read_labels(text, 3) == {"names": {"0": "水上人家"}, "into": {"2": 0}}
    assert read_labels("{}", 3) == {"names": {}, "into": {}}


@pytest.mark.parametrize("text", ["", "[]", '{"names": {"3": "x"}}', '{"into": {"0": "two"}}', '{"names": ["x"]}'])
def test_what_is_no_such_file_is_refused_with_what_to_give(text: str) -> None:
    with pytest.raises(BojiError, match=r"give the labels\.json") as caught:
        read_labels(text, 3)
    assert "请给出" in caught.value.said("zh")


def test_merging_in_a_circle_is_refused() -> None:
    with pytest.raises(BojiError, match="merged in a circle"):
        read_labels('{"into": {"0": 1, "1": 0}}', 3)
