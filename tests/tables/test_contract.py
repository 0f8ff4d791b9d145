from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.separation.explanation import explain_line
from analysis.separation.page import Lines, separate_page
from analysis.tables.contract import COLUMNS, defuse, frame, read, write
from analysis.tables.lines import explain, noise_by_site, site_of

TEXT = """首页 > 文化 > 正文

渡口的石阶一共四十七级，每年开春，守渡人都要把它们从上到下刷一遍，刷完再撒一层细沙。
过渡的孩子们轮流给石缝里的构树浇水，到了夏天，它已经高过了栏杆，叶子遮住了半级台阶。
责任编辑：周亭
版权所有 云津县文化馆 备案号00000000"""


def lines(**changes: list[object]) -> dict[str, list[object]]:
    row = {"page": "a.txt", "line": 1, "role": "body", "kind": "content", "keep": 1, "score": 0.123456, "reason": "r"}
    rows: dict[str, list[object]] = {k: [v, v] for k, v in {**row, "topic": 0, "affinity": -0.0, "text": "字"}.items()}
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
    with pytest.raises(ValueError, match="'lines' has the columns"):
        frame("lines", {"page": []})


def test_round_trip_with_awkward_text(tmp_path: Path) -> None:
    awkward = ["-1 是减号", 'a "quoted", text']
    made = frame("lines", lines(text=awkward, topic=[-1, 2]))
    write(made, tmp_path / "lines.csv")
    raw = (tmp_path / "lines.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    pd.testing.assert_frame_equal(read(tmp_path, "lines"), made, check_dtype=False)


@given(st.text())
def test_no_cell_starts_a_formula(text: str) -> None:
    safe = defuse(text)
    assert not safe.startswith(("=", "+", "-", "@"))
    assert safe.endswith(text)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"lines\.csv"):
        read(tmp_path, "lines")


@pytest.mark.parametrize(("page", "site"), [("a/b.txt", "a"), ("b.txt", "."), ("x/c.jsonl#12", "x/c.jsonl")])
def test_the_folder_or_the_container_is_the_site(page: str, site: str) -> None:
    assert site_of(page) == site


def test_noise_by_site_sums_to_one_and_ranks_by_noise() -> None:
    table = frame(
        "lines",
        lines(page=["a/1.txt", "b/1.txt"], kind=["content", "noise"], text=["四个汉字", "两字"]),
    )
    shares = noise_by_site(table)
    assert shares.index.tolist() == ["b", "a"]
    assert shares[["content", "metadata", "noise"]].sum(axis=1).tolist() == [1.0, 1.0]


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
    assert said.tolist()[1:] == [piece.said[lang == "en"] for piece in explain_line(judged(), 1).pieces]


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
