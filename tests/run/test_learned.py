"""Weights learned from marks, from the command to the tables they change."""

import json
from pathlib import Path

import pytest

from analysis.errors import BojiError
from analysis.reading.pages import read_pages
from analysis.run.cleaning import clean_pages
from analysis.run.cli import main
from analysis.run.learned import learn_weights
from analysis.run.workflow import TopicAnalysis
from analysis.separation.page import separate_page
from tests.samples import FERRY, TEA

SLOGAN = "云津有茶，四海同饮一杯春"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Eight pages with a slogan in the fourth line."""
    made = tmp_path / "pages"
    made.mkdir()
    for i in range(8):
        side = (TEA, FERRY)[i % 2]
        (made / f"{i}.txt").write_text("\n".join([*side[:3], SLOGAN, side[3]]), encoding="utf-8")
    return made


def marked(tmp_path: Path, pages: range, keep: int) -> Path:
    table = tmp_path / "gold.csv"
    table.write_text("page,line,keep\n" + "".join(f"{i}.txt,4,{keep}\n" for i in pages), encoding="utf-8")
    return table


def kept(folder: Path, weights: Path | None) -> list[bool]:
    return [separate_page(page, weights=weights)[3].keep for page in read_pages(folder)]


def test_the_command_learns_and_the_other_commands_obey(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    now = kept(folder, None)
    assert len(set(now)) == 1
    gold, weights = marked(tmp_path, range(6), int(not now[0])), tmp_path / "weights"
    assert main(["learn", str(gold), str(folder), "--out", str(weights), "--lang", "en", "--jobs", "1"]) == 0
    assert "from 6 marked lines of 6 pages" in capsys.readouterr().out
    assert kept(folder, weights) == [not now[0]] * 8
    out = tmp_path / "out"
    words = ["run", folder, "--out", out, "--topics", 2, "--weights", weights, "--figures", "none", "--jobs", 1]
    assert main([*map(str, words)]) == 0
    assert (SLOGAN in (out / "clean" / "7.txt").read_text(encoding="utf-8")) is not now[0]
    told = json.loads((out / "run.json").read_text(encoding="utf-8"))["parameters"]["weights"]
    assert (told["pages"], told["lines"], len(told["sha256"])) == (6, 6, 64)
    again = TopicAnalysis.load(out / "model").transform(read_pages(folder))
    assert again.clean["7.txt"] == (out / "clean" / "7.txt").read_text(encoding="utf-8")
    text = dict(clean_pages(read_pages(folder), weights=weights))["7.txt"]
    assert (SLOGAN in text) is not now[0]


def test_what_is_gained_is_told_of_pages_that_were_held_out(folder: Path, tmp_path: Path) -> None:
    wrong = int(not kept(folder, None)[0])
    found = learn_weights(marked(tmp_path, range(7), wrong), read_pages(folder), tmp_path / "w")
    assert (found.pages, found.lines, found.before, found.after, found.lost) == (7, 7, 0.0, 1.0, [])


def test_marks_on_nothing_are_named_and_marks_on_no_page_refused(folder: Path, tmp_path: Path) -> None:
    table = tmp_path / "gold.tsv"
    table.write_text("page\tline\trole\n0.txt\t4\tbody\n0.txt\t99\tlegal\n", encoding="utf-8")
    assert learn_weights(table, read_pages(folder), tmp_path / "w").lost == ["0.txt:99"]
    table.write_text("page\tline\trole\nnowhere.txt\t4\tbody\n", encoding="utf-8")
    with pytest.raises(BojiError, match="none of them of the pages given"):
        learn_weights(table, read_pages(folder), tmp_path / "w")


def test_learning_twice_gives_the_same_bytes_and_goes_on_from_what_was_learned(folder: Path, tmp_path: Path) -> None:
    gold = marked(tmp_path, range(6), 0)
    for name in ("one", "other"):
        learn_weights(gold, reversed(list(read_pages(folder))), tmp_path / name)
    one, other = ((tmp_path / name / "separation.npz").read_bytes() for name in ("one", "other"))
    assert one == other
    further = learn_weights(gold, read_pages(folder), tmp_path / "further", weights=tmp_path / "one")
    assert further.before == 1.0
