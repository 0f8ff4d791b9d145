from pathlib import Path

import pytest

from analysis.errors import BojiError, MissingFileError
from analysis.run.evaluate import score_against
from analysis.tables.contract import frame, write

HEAD = "page\tline\trole\tambiguous"
# page, line, kept, text: 4 + 6 characters kept of page a, 2 of 6 of page b
SAID = [
    ("a", 1, 0, "首页"),
    ("a", 2, 1, "渡口石阶"),
    ("a", 3, 1, "年年开春都刷"),
    ("b", 1, 0, "茶园新芽"),
    ("b", 3, 1, "广告"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    n = len(SAID)
    page, line, keep, text = zip(*SAID, strict=True)
    same = {"role": "body", "kind": "content", "reason": "r", "evidence": ""}
    same |= dict.fromkeys(("score", "topic", "affinity"), 0)
    columns = {name: [value] * n for name, value in same.items()}
    write(frame("lines", {**columns, "page": page, "line": line, "keep": keep, "text": text}), tmp_path / "lines.csv")
    return tmp_path


def gold(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "gold.tsv"
    path.write_text("".join(f"{row}\n" for row in (head, *rows)), encoding="utf-8")
    return path


ALL = ("a\t1\tnavigation\t0", "a\t2\tbody\t0", "a\t3\tbody\t0", "b\t1\tbody\t0", "b\t3\tadvert\t0")


def test_kept_lines_are_compared_by_characters_lines_and_pages(folder: Path) -> None:
    found = score_against(gold(folder, *ALL), folder)
    assert found["char_precision"] == pytest.approx(10 / 12)  # 广告 is kept wrongly
    assert found["char_recall"] == pytest.approx(10 / 14)  # 茶园新芽 is lost
    assert found["char_f1"] == pytest.approx(20 / 26)
    assert (found["line_precision"], found["line_recall"]) == pytest.approx((2 / 3, 2 / 3))
    assert found["page_f1"] == pytest.approx((1 + 0) / 2)
    assert (found["lines"], found["missing"]) == (5, 0)


def test_lines_in_doubt_are_not_scored(folder: Path) -> None:
    doubtful = [row.replace("\t0", "\t1") if row.startswith("b") else row for row in ALL]
    found = score_against(gold(folder, *doubtful), folder)
    assert (found["char_f1"], found["line_f1"], found["page_f1"]) == (1.0, 1.0, 1.0)
    assert (found["lines"], found["missing"]) == (3, 0)


def test_the_column_of_doubt_may_be_missing(folder: Path) -> None:
    rows = [row.rsplit("\t", 1)[0] for row in ALL]
    whole = score_against(gold(folder, *ALL), folder)
    assert score_against(gold(folder, *rows, head=HEAD.rsplit("\t", 1)[0]), folder) == whole


def test_a_line_that_is_not_in_the_folder_counts_as_dropped(folder: Path) -> None:
    found = score_against(gold(folder, *ALL[:3], "a\t9\tbody\t0", "c\t1\tadvert\t0"), folder)
    assert (found["line_precision"], found["line_recall"]) == pytest.approx((1.0, 2 / 3))
    assert (found["lines"], found["missing"]) == (5, 2)


@pytest.mark.parametrize(("head", "rows"), [("page\tline\tlabel", ["a\t1\tbody"]), ("page,line,role", ["a,1,body"])])
def test_columns_that_are_missing_are_told_in_both_languages(folder: Path, head: str, rows: list[str]) -> None:
    path = gold(folder, *rows, head=head)
    with pytest.raises(BojiError, match="expected tab-separated columns page, line, role, got") as caught:
        score_against(path, folder)
    assert str(head.split("\t")) in caught.value.said("en")
    assert caught.value.said("zh").startswith(f"{path}：应有以制表符分隔的 page、line、role 三列")


def test_gold_without_lines_is_refused(folder: Path) -> None:
    with pytest.raises(BojiError, match=r"got \[\]"):
        score_against(gold(folder), folder)


def test_a_folder_without_a_run_is_refused(folder: Path) -> None:
    with pytest.raises(MissingFileError, match=r"lines\.csv is missing"):
        score_against(gold(folder, *ALL), folder / "nowhere")


def test_a_gold_file_that_is_not_there_is_refused_in_both_languages(folder: Path) -> None:
    with pytest.raises(BojiError, match=r"nowhere\.tsv") as caught:
        score_against(folder / "nowhere.tsv", folder)
    assert caught.value.zh


def test_a_line_number_that_is_none_is_refused(folder: Path) -> None:
    with pytest.raises(BojiError, match="first"):
        score_against(gold(folder, "a\tfirst\tbody\t0"), folder)
