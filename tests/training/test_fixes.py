from pathlib import Path
from typing import Any

import pytest

from analysis.errors import BojiError
from analysis.training.fixes import AS_GIVEN, Fix, Fixes, fixed, read_fixes
from analysis.training.gold import gold_lines, read_records
from tests.paths import DATA, GOLD, SHARED

HEAD = "page_id\tfirst (from 0)\tlast (from 0)\tlabel\treason\n"
RECORD: dict[str, Any] = {
    "id": "boat",
    "lines": ["渡船停航", "渡船从昨天起停航。", "免责声明", "船长说要等到雨季之后。", "版权所有"],
    "labels": ["noise", "content", "content", "noise", "noise"],
    "ambiguous": [4],
}


def table(folder: Path, *rows: str) -> Path:
    path = folder / "fixes.tsv"
    path.write_text(HEAD + "".join(row + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_table_of_fixes_is_read_by_page(tmp_path: Path) -> None:
    path = table(tmp_path, "boat\t2\t2\tnoise\ta disclaimer", "fair\t0\t3\tdoubt\twhole", "boat\t3\t4\tcontent\tlast")
    assert read_fixes(path) == {
        "boat": [Fix(2, 2, "noise"), Fix(3, 4, "content")],
        "fair": [Fix(0, 3, "doubt")],
    }


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["boat\t2\t2\tadvert\t"], "label 'advert' of boat; it must be one of content, noise, doubt"),
        (["boat\t3\t2\tnoise\t"], "lines 3 to 2 of boat"),
        (["boat\t0\t2\tnoise\t", "boat\t2\t4\tdoubt\t"], "must not overlap"),
        (["boat\t3\t4\tnoise\t", "boat\t0\t1\tdoubt\t"], "must be in order"),
    ],
)
def test_a_table_that_cannot_be_meant_is_refused(tmp_path: Path, rows: list[str], said: str) -> None:
    with pytest.raises(BojiError, match=said):
        read_fixes(table(tmp_path, *rows))


@pytest.mark.parametrize(
    ("fixes", "gold"),
    [
        (AS_GIVEN, {1: False, 2: True, 3: True, 4: False}),
        ({"fair": [Fix(0, 0, "content")]}, {1: False, 2: True, 3: True, 4: False}),
        ({"boat": [Fix(2, 2, "noise"), Fix(3, 3, "content")]}, {1: False, 2: True, 3: False, 4: True}),
        ({"boat": [Fix(0, 0, "doubt")]}, {2: True, 3: True, 4: False}),
        ({"boat": [Fix(3, 4, "content")]}, {1: False, 2: True, 3: True, 4: True}),  # the last stays ambiguous
    ],
)
def test_lines_are_corrected_or_taken_out_but_never_put_in(fixes: Fixes, gold: dict[int, bool]) -> None:
    assert gold_lines(fixed(RECORD, fixes)) == gold
    assert gold_lines(RECORD) == {1: False, 2: True, 3: True, 4: False}  # the record itself is as it was


def test_fixes_of_another_flattening_are_refused() -> None:
    with pytest.raises(BojiError, match=r"boat has 5 lines, a fix speaks of line 5 \(from 0\)"):
        fixed(RECORD, {"boat": [Fix(4, 5, "noise")]})


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real pages of ../shared are not in a user's clone")
def test_every_fix_of_the_development_gold_changes_something() -> None:
    fixes = read_fixes(GOLD / "fixes.tsv")
    records = {r["id"]: r for name in ("dev", "stubs_dev") for r in read_records(DATA / "pages" / f"{name}.jsonl.gz")}
    assert set(fixes) <= set(records)
    for page, runs in fixes.items():
        for fix in runs:
            assert gold_lines(fixed(records[page], {page: [fix]})) != gold_lines(records[page]), (page, fix)
