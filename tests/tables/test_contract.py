from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import BojiError
from analysis.separation.explanation import explain_line
from analysis.separation.page import Lines, separate_page
from analysis.tables import contract
from analysis.tables.contract import (
    COLUMNS,
    CONTRACT,
    SHOWN,
    defuse,
    frame,
    place_of,
    read,
    read_all,
    shown_place,
    write,
    write_parts,
)
from analysis.tables.lines import explain

TEXT = """首页 > 文化 > 正文

渡口的石阶一共四十七级，每年开春，守渡人都要把它们从上到下刷一遍，刷完再撒一层细沙。
过渡的孩子们轮流给石缝里的构树浇水，到了夏天，它已经高过了栏杆，叶子遮住了半级台阶。
责任编辑：周亭
版权所有 云津县文化馆 备案号00000000"""


def lines(**changes: list[object]) -> dict[str, list[object]]:
    row = {"page": "a.txt", "line": 1, "role": "body", "kind": "content", "keep": 1, "score": 0.123456, "reason": "r"}
    rows: dict[str, list[object]] = {
        k: [v, v] for k, v in {**row, "topic": 0, "affinity": -0.0, "text": "字", "evidence": ""}.items()
    }
    return {**rows, **changes}


def test_columns_stand_in_the_contract_s_order() -> None:
    assert tuple(frame("lines", lines()).columns) == COLUMNS["lines"]


def test_numbers_are_rounded_and_zero_has_no_sign() -> None:
    made = frame("lines", lines())
    assert made["score"].tolist() == [0.1235, 0.1235]
    assert str(made["affinity"].iloc[0]) == "0.0"


def test_unassigned_groups_are_missing_not_minus_one() -> None:
    assert frame("lines", lines(topic=[-1, 3]))["topic"].isna().tolist() == [True, False]


def test_wrong_columns_are_refused() -> None:
    with pytest.raises(BojiError, match=r"'lines' has the columns .*'text'.*, got \('page',\)"):
        frame("lines", {"page": []})


def test_round_trip_with_awkward_text(tmp_path: Path) -> None:
    awkward = ["-1 是减号", 'a "quoted", text']
    made = frame("lines", lines(text=awkward, topic=[-1, 2]))
    write(made, tmp_path / "lines.csv")
    raw = (tmp_path / "lines.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    pd.testing.assert_frame_equal(read(tmp_path / "lines.csv"), made, check_dtype=False)


@given(st.text())
def test_no_cell_starts_a_formula(text: str) -> None:
    safe = defuse(text)
    assert not safe.startswith(("=", "+", "-", "@"))
    assert safe.endswith(text)


def test_a_missing_table_is_named_in_both_languages(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"lines\.csv is missing; give a folder") as caught:
        read(tmp_path / "lines.csv")
    assert isinstance(caught.value, BojiError)
    assert caught.value.said("zh") == f"找不到 {tmp_path / 'lines.csv'}：请给出 boji run 写出的文件夹"


def test_tables_of_the_contract_lie_in_the_folder_and_those_that_are_shown_beside_the_figures(tmp_path: Path) -> None:
    assert place_of(tmp_path, "lines") == tmp_path / "lines.csv"
    assert place_of(tmp_path, "map") == tmp_path / "figures" / "map.csv"
    assert {place_of(tmp_path, name).parent for name in CONTRACT} == {tmp_path}
    assert {place_of(tmp_path, name).parent for name in SHOWN} == {tmp_path / "figures"}


def test_every_table_of_a_folder_has_its_columns_told() -> None:
    assert {*CONTRACT, *SHOWN} == set(COLUMNS) - {"explanation"}
    assert not set(CONTRACT) & set(SHOWN)


def test_all_tables_of_a_folder_are_read_back_by_name(tmp_path: Path) -> None:
    made = {name: frame(name, {column: [] for column in COLUMNS[name]}) for name in (*CONTRACT, *SHOWN)}
    made["sites"] = frame("sites", {"site": ["a", "b"], "topic": [0, -1], "pages": [3, 1], "share": [0.25, 1.0]})
    for name, table in made.items():
        write(table, place_of(tmp_path, name))
    again = read_all(tmp_path)
    assert {name: tuple(table.columns) for name, table in again.items()} == {name: COLUMNS[name] for name in made}
    pd.testing.assert_frame_equal(again["sites"], made["sites"], check_dtype=False)
    place_of(tmp_path, "topic_words").unlink()
    assert tuple(read_all(tmp_path)["topic_words"].columns) == COLUMNS["topic_words"]  # of an earlier version
    place_of(tmp_path, "choice").unlink()
    with pytest.raises(FileNotFoundError, match=r"choice\.csv"):
        read_all(tmp_path)


@pytest.mark.parametrize("most", [1, 2])
def test_a_table_of_very_many_lines_is_written_as_parquet_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(contract, "MANY_LINES", most)
    made = frame("lines", lines(text=["=1+1", "字"]))
    write(made, tmp_path / "lines.csv")
    assert (tmp_path / "lines.parquet").is_file() == (most == 1)
    if most == 1:
        assert pd.read_parquet(tmp_path / "lines.parquet")["text"].tolist() == ["=1+1", "字"]


# in parts


def rows(n: int) -> pd.DataFrame:
    """Make lines that differ in all that may go wrong between parts: missing topics, whole floats, formulas."""
    texts = ["=1+1", "字", "-1 是减号", 'a "b", c', "", "\u3000x"]
    made = lines(topic=[-1, 3])
    columns = {name: [values[i % 2] for i in range(n)] for name, values in made.items()}
    columns |= {"line": list(range(1, n + 1)), "text": [texts[i % 6] for i in range(n)]}
    return frame("lines", columns | {"affinity": [i / 2 for i in range(n)]})


def cut(table: pd.DataFrame, places: list[int]) -> list[pd.DataFrame]:
    edges = [0, *sorted(places), len(table)]
    return [table.iloc[a:b] for a, b in pairwise(edges)]


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@given(places=st.lists(st.integers(0, 7), max_size=4))
def test_a_table_in_parts_has_the_bytes_of_the_whole(
    tmp_path_factory: pytest.TempPathFactory, places: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("parts")
    write(rows(7), folder / "whole.csv")
    write_parts(iter(cut(rows(7), places)), folder / "parts.csv", 7)
    assert (folder / "parts.csv").read_bytes() == (folder / "whole.csv").read_bytes()
    assert files(folder) == ["parts.csv", "whole.csv"]


@pytest.mark.parametrize("at_once", [1, 2, 7])
@pytest.mark.parametrize("n", [0, 1, 7])
def test_rows_are_made_into_text_a_few_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, n: int, at_once: int
) -> None:
    write(rows(n), tmp_path / "whole.csv")
    monkeypatch.setattr(contract, "AT_ONCE", at_once)
    write(rows(n), tmp_path / "lines.csv")
    assert (tmp_path / "lines.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()


@pytest.mark.parametrize("at_once", [1, 2, 20_000])
@pytest.mark.parametrize("most", [1, 3, 4, 6])
@pytest.mark.parametrize("places", [[], [3], [2, 4], [1, 2, 3, 4, 5, 6], [3, 3], [7]])
def test_of_very_many_lines_the_csv_holds_the_first_and_parquet_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, places: list[int], at_once: int
) -> None:
    write(rows(7).head(most), tmp_path / "first.csv")
    monkeypatch.setattr(contract, "AT_ONCE", at_once)
    monkeypatch.setattr(contract, "MANY_LINES", most)
    write_parts(cut(rows(7), places), tmp_path / "lines.csv", 7)
    assert (tmp_path / "lines.csv").read_bytes() == (tmp_path / "first.csv").read_bytes()
    assert files(tmp_path) == ["first.csv", "lines.csv", "lines.parquet"]
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "lines.parquet"), rows(7))


def test_as_many_lines_as_a_spreadsheet_opens_need_no_parquet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contract, "MANY_LINES", 7)
    write_parts(cut(rows(7), [4]), tmp_path / "new" / "lines.csv", 7)
    assert files(tmp_path / "new") == ["lines.csv"]
    pd.testing.assert_frame_equal(read(tmp_path / "new" / "lines.csv"), rows(7), check_dtype=False)


@pytest.mark.parametrize("most", [3, 100])
def test_parts_that_fail_leave_the_table_that_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    def failing() -> Iterator[pd.DataFrame]:
        yield rows(5)
        raise OSError("no more")

    write(rows(2), tmp_path / "lines.csv")
    before = (tmp_path / "lines.csv").read_bytes()
    monkeypatch.setattr(contract, "MANY_LINES", most)
    with pytest.raises(OSError, match="no more"):
        write_parts(failing(), tmp_path / "lines.csv", 9)
    assert (tmp_path / "lines.csv").read_bytes() == before
    assert not (tmp_path / "lines.parquet").exists()


def test_rows_of_a_sample_are_shown_where_one_was_drawn(tmp_path: Path) -> None:
    assert shown_place(tmp_path, "lines") == place_of(tmp_path, "lines") == tmp_path / "lines.csv"
    assert shown_place(tmp_path, "map") == place_of(tmp_path, "map")
    for name in (*CONTRACT, *SHOWN):
        write(frame(name, {column: [] for column in COLUMNS[name]}), place_of(tmp_path, name))
    write(rows(6), tmp_path / "lines.csv")
    assert len(read_all(tmp_path)["lines"]) == 6
    write(rows(2), tmp_path / "figures" / "lines.csv")
    assert shown_place(tmp_path, "lines") == tmp_path / "figures" / "lines.csv"
    assert shown_place(tmp_path, "pages") == tmp_path / "pages.csv"
    assert place_of(tmp_path, "lines") == tmp_path / "lines.csv"
    pd.testing.assert_frame_equal(read_all(tmp_path)["lines"], rows(2), check_dtype=False)


# explain


@cache
def judged() -> Lines:
    return separate_page(TEXT)


@pytest.mark.parametrize("number", [1, 3, 6])
def test_explain_has_a_row_for_the_start_and_one_for_each_piece(number: int) -> None:
    table, found = explain(judged(), number), explain_line(judged(), number)
    assert tuple(table.columns) == COLUMNS["explanation"]
    assert table["piece"].tolist() == ["start", *(piece.piece for piece in found.pieces)]
    weights = [found.start, *(piece.weight for piece in found.pieces)]
    assert table["weight"].tolist() == pytest.approx(weights, rel=0, abs=5.1e-5)


@pytest.mark.parametrize(
    ("lang", "start", "run"),
    [
        ("zh", "任何一行的起点", "在正文密集段之前"),
        ("en", "where every line starts", "before the densest run of prose"),
    ],
)
def test_explain_says_it_in_either_language(lang: str, start: str, run: str) -> None:
    said = explain(judged(), 1, lang).set_index("piece")["said"]
    assert said.iloc[0] == start
    assert said["run"] == run
    assert said.tolist()[1:] == [piece.said.said(lang) for piece in explain_line(judged(), 1).pieces]


def test_explain_speaks_chinese_by_default() -> None:
    pd.testing.assert_frame_equal(explain(judged(), 3), explain(judged(), 3, "zh"))


def test_explain_names_the_facts_and_their_values() -> None:
    facts = explain(judged(), 3).set_index("piece")["facts"]
    assert facts["start"] == ""
    for piece in explain_line(judged(), 3).pieces:
        assert facts[piece.piece] == ", ".join(f"{name}={value:.3g}" for name, value, _ in piece.facts)


def test_explain_carries_the_line_and_the_verdict() -> None:
    for line in judged():
        assert explain(judged(), line.number).attrs == {
            "text": TEXT.split("\n")[line.number - 1],
            "role": line.role,
            "keep": line.keep,
            "score": round(line.score, 4),
        }
    assert {line.keep for line in judged()} == {True, False}


def test_explain_of_no_such_line_is_refused() -> None:
    with pytest.raises(ValueError, match="no line 2 with text; it has 1 to 6"):
        explain(judged(), 2)


def test_a_table_that_cannot_be_written_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contract, "MANY_LINES", 1)
    some = frame(
        "trends", {"period": ["2024"] * 2, "topic": [0, 1], "pages": [1, 1], "share": [0.5] * 2, "error": [0.0] * 2}
    )

    def parts() -> Iterator[pd.DataFrame]:
        yield some
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        write_parts(parts(), tmp_path / "trends.csv", 4)
    assert list(tmp_path.iterdir()) == []


def test_parts_without_rows_do_not_shape_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contract, "MANY_LINES", 1)
    none = frame("sites", {"site": [], "topic": [], "pages": [], "share": []})
    some = frame("sites", {"site": ["a", "b"], "topic": [0, 1], "pages": [1, 1], "share": [0.5, 0.5]})
    write_parts([none, some], tmp_path / "sites.csv", 2)
    assert pd.read_parquet(tmp_path / "sites.parquet")["site"].tolist() == ["a", "b"]
    write_parts([some.head(1)], tmp_path / "sites.csv", 1)
    assert [p.name for p in tmp_path.iterdir()] == ["sites.csv"]
