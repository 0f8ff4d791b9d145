from typing import Any

import pandas as pd
import pytest

from analysis.separation.pieces import PLACE
from analysis.show.report_lines import cut, spans, stretches
from analysis.show.report_reasons import Dictionary
from tests.show.made_report import made


def lines(**changes: object) -> pd.DataFrame:
    rows = {
        "page": ["a", "a", "a", "b"], "line": [2, 5, 6, 1], "role": ["title", "related", "body", "related"],
        "keep": [1, 0, 1, 0], "score": [0.9, 0.116, 1.0, 0.0], "reason": ["甲；乙", "乙", "甲；乙", ""],
        "topic": pd.array([0, 3, pd.NA, 1], dtype="Int64"),
        "text": ["一行", "你可能还想看这些", "二行", "你可能还想看这些"],
        "evidence": ["run=+1.2 length=-0.4", "run=-20.0", "", "labels=-0.1 unheard=+2.0"],
    }  # fmt: skip
    return pd.DataFrame({**rows, **changes})


def block(lines: pd.DataFrame, rows: list[tuple[int, int]], mended: bool = True) -> dict[str, Any]:
    [one] = stretches(lines, [rows], Dictionary("zh"), mended)
    return one.block()


def test_pages_without_lines_have_empty_spans() -> None:
    pages = pd.DataFrame({"page": ["b", "none", "a"]})
    assert spans(pages, lines()) == [(3, 4), (0, 0), (0, 3)]
    assert spans(pages, lines().iloc[:0]) == [(0, 0)] * 3


def test_a_block_tells_lines_as_steps_roles_scores_and_each_text_once() -> None:
    told = block(lines(), [(0, 3), (3, 4)])
    weigh = ["PPPP"] * len(PLACE)
    weigh[PLACE["run"]], weigh[PLACE["length"]], weigh[PLACE["labels"]] = "V(PP", "NPPP", "PPPP"
    assert told == {
        "n": [3, 1], "step": [2, 3, 1, 1], "role": [1, 12, 5, 12], "score": [90, 12, 100, 0], "why": [0, 1, 0, 2],
        "reasons": [[0, 1], [1], []], "topic": [0, -1, -1, -1], "text": ["一行", "你可能还想看这些", "二行", 1],
        "weigh": weigh, "edits": {},
    }  # fmt: skip


def test_what_is_mended_in_a_page_is_told_as_edits_unless_nothing_was() -> None:
    texts = ["一行&nbsp;字", "你可能还想看这些", "二行", "你可能还想看这些"]
    rows = [(0, 3), (3, 4)]
    assert block(lines(text=texts), rows)["edits"] == {0: [(2, 8, " ")]}
    assert block(lines(text=texts), rows, mended=False)["edits"] == {}
    assert block(lines().drop(columns="evidence"), rows)["weigh"] == ["PPPP"] * len(PLACE)


def test_blocks_are_cut_between_pages_by_their_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.show.report_lines.BLOCK_CHARACTERS", 10)
    assert cut([(0, 1), (1, 2), (2, 3), (3, 4)], [6, 4, 1, 30]) == [0, 2, 3, 4]
    assert cut([(0, 1)], [99]) == [0, 1]


def test_a_block_of_made_pages_holds_all_their_lines() -> None:
    tables = made(7)
    told = block(tables["lines"], spans(tables["pages"], tables["lines"]))
    assert sum(told["n"]) == len(tables["lines"]) == len(told["text"])
