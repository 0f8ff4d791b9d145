from pathlib import Path

import pytest

from analysis.errors import BojiError, MissingFileError
from analysis.run.decided import read_decisions
from analysis.tables.contract import COLUMNS, frame, write

LISTED = "a.txt\t3,5-9\nb.txt\t2\na.txt\t12\n"
HEADED = "page,line,keep\na.txt,3,1\na.txt,4,0\na.txt,5,\nb.txt,1,TRUE\nb.txt,2,False\n"


def told(path: Path, content: bytes) -> dict[str, dict[str, str]]:
    path.write_bytes(content)
    return read_decisions(path, path).told()


@pytest.mark.parametrize("text", [LISTED, LISTED.replace("\t", ","), LISTED.replace("\n", "\r\n"), "\n" + LISTED])
def test_rows_are_a_page_and_its_lines(tmp_path: Path, text: str) -> None:
    path = tmp_path / "keep.tsv"
    path.write_bytes(text.encode())
    assert read_decisions(keep=path).told() == {"keep": {"a.txt": "3,5-9,12", "b.txt": "2"}, "drop": {}}
    assert read_decisions(drop=str(path)).told() == {"keep": {}, "drop": {"a.txt": "3,5-9,12", "b.txt": "2"}}


@pytest.mark.parametrize("between", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030", "utf-16"])
def test_an_edited_table_says_by_its_column_what_is_kept(tmp_path: Path, between: str, encoding: str) -> None:
    text = HEADED.replace("a.txt", "页面甲.txt").replace(",", between)
    assert told(tmp_path / "lines.csv", text.encode(encoding)) == {
        "keep": {"页面甲.txt": "3", "b.txt": "1"},
        "drop": {"页面甲.txt": "4", "b.txt": "2"},
    }


def test_a_written_table_of_lines_can_be_given_back(tmp_path: Path) -> None:
    rows: dict[str, list[object]] = {column: [""] * 3 for column in COLUMNS["lines"]}
    rows |= {
        "page": ["=a", "=a", "b"],
        "line": [1, 2, 1],
        "keep": [1, 0, 1],
        "text": ['说："一，二"', "\t", "x" * 200_000],
    }
    rows |= {"topic": [0, 0, 0], "score": [0.5] * 3, "affinity": [0.5] * 3, "evidence": [""] * 3}
    write(frame("lines", rows), tmp_path / "lines.csv")
    decisions = read_decisions(tmp_path / "lines.csv", tmp_path / "lines.csv")
    assert decisions.told() == {"keep": {"=a": "1", "b": "1"}, "drop": {"=a": "2"}}


def test_a_table_without_the_column_keep_is_taken_whole(tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    path.write_text("line,note,page\n3.0,spreadsheet,a\n5-6,,a\n", encoding="utf-8")
    assert read_decisions(keep=path).told()["keep"] == {"a": "3,5-6"}


def test_mappings_are_taken_as_they_are() -> None:
    assert read_decisions({"a": [3, 4]}, {"a": "5"}).told() == {"keep": {"a": "3-4"}, "drop": {"a": "5"}}
    assert read_decisions().told() == {"keep": {}, "drop": {}}


REFUSED = {
    "no number": ("a\t3\nb\tx\n", r"keep.tsv, row 2: expected the numbers of lines.* got 'x'"),
    "no line": ("page,line\na,\n", r"row 2: expected a page, its line, .* got ''"),
    "alone": ("a.txt\n", r"row 1: .* got ''"),
    "no decision": ("page,line,keep\na,3,maybe\n", r"row 2: .* got 'maybe'"),
}


@pytest.mark.parametrize(("text", "said"), REFUSED.values(), ids=REFUSED)
def test_a_row_that_cannot_be_understood_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "keep.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BojiError, match=said) as refused:
        read_decisions(path)
    assert "行：" in refused.value.said("zh")


def test_files_that_are_none_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match=r"nowhere\.csv is missing"):
        read_decisions(tmp_path / "nowhere.csv")
    (tmp_path / "picture.csv").write_bytes(bytes(range(256)) * 40)
    with pytest.raises(BojiError, match="is no table of text"):
        read_decisions(tmp_path / "picture.csv")
