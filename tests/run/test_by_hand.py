"""A user's decisions on lines, from the command to the result folder."""

import json
from pathlib import Path

import pytest

from analysis.errors import BojiError
from analysis.run import large, survey
from analysis.run.cli import main
from analysis.run.workflow import TopicAnalysis
from analysis.tables.contract import read
from tests.samples import articles

NOTICE = "免责声明：本网转载内容不代表本站立场。"  # dropped for its label, whatever the weights


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for page in articles():
        (folder / page.name).write_text(f"{page.text}\n{NOTICE}\n", encoding="utf-8")
    return folder


def run(pages: Path, out: Path, *more: object) -> None:
    words = ["run", pages, "--out", out, "--topics", 2, "--lang", "en", "--jobs", 1, "--figures", "none", *more]
    assert main([*map(str, words)]) == 0


def kept(out: Path, page: str) -> list[int]:
    lines = read(out / "lines.csv")
    return lines.loc[(lines["page"] == page) & (lines["keep"] == 1), "line"].tolist()


def decisions(folder: Path) -> list[object]:
    (folder / "keep.tsv").write_text("0.txt\t4\nnowhere.txt\t3-4\n", encoding="utf-8")
    (folder / "drop.csv").write_text("page,line\n1.txt,1-2\n0.txt,9\n", encoding="utf-8")
    return ["--keep", folder / "keep.tsv", "--drop", folder / "drop.csv"]


@pytest.mark.parametrize("way", ["whole", "walked"])
def test_decisions_reach_tables_and_clean_text(
    pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    if way == "walked":
        for module, name, value in ((large, "WHOLE", 7), (large, "SAMPLED", 6), (survey, "CHUNK_PAGES", 3)):
            monkeypatch.setattr(module, name, value)
    out = tmp_path / "out"
    run(pages, out, *decisions(tmp_path))
    assert (kept(out, "0.txt"), kept(out, "1.txt"), kept(out, "2.txt")) == ([1, 2, 3, 4], [3], [1, 2, 3])
    lines = read(out / "lines.csv")
    decided = lines["reason"].str.startswith("decided by you")
    assert list(zip(lines["page"][decided], lines["line"][decided], strict=True)) == [
        ("0.txt", 4), ("1.txt", 1), ("1.txt", 2),
    ]  # fmt: skip
    facts = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert facts["parameters"]["keep"] == {"0.txt": "4", "nowhere.txt": "3-4"}
    assert facts["parameters"]["drop"] == {"0.txt": "9", "1.txt": "1-2"}
    assert ["run.lost_decisions", {"count": 2, "names": "0.txt:9, nowhere.txt:3-4"}] in facts["notes"]
    assert (
        "2 decisions are on no line with text (no such page or line): 0.txt:9, nowhere.txt" in capsys.readouterr().out
    )
    if way == "whole":
        assert (out / "clean" / "0.txt").read_text(encoding="utf-8").endswith(f"{NOTICE}\n")


def test_an_edited_table_given_back_as_both_is_obeyed(pages: Path, tmp_path: Path) -> None:
    run(pages, tmp_path / "a")
    lines = read(tmp_path / "a" / "lines.csv")
    edited = lines.assign(keep=lines["keep"].where(lines["page"] != "3.txt", 1 - lines["keep"]))
    edited.to_csv(tmp_path / "edited.csv", index=False, encoding="utf-8-sig")
    run(pages, tmp_path / "b", "--keep", tmp_path / "edited.csv", "--drop", tmp_path / "edited.csv")
    assert read(tmp_path / "b" / "lines.csv")["keep"].tolist() == edited["keep"].tolist()
    assert kept(tmp_path / "b", "3.txt") == [4]


def test_new_pages_are_decided_on_too(pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(pages, tmp_path / "out")
    words = ["apply", tmp_path / "out" / "model", pages, "--out", tmp_path / "new", "--lang", "en", "--jobs", 1]
    assert main([*map(str, words + decisions(tmp_path))]) == 0
    assert kept(tmp_path / "new", "0.txt") == [1, 2, 3, 4]
    assert "2 decisions are on no line" in capsys.readouterr().out


def test_an_analysis_takes_decisions_and_does_not_save_them(tmp_path: Path) -> None:
    first, *others = articles()
    analysis = TopicAnalysis(2, lang="en", drop={first.name: [1, 2, 3]}).fit([first, *others])
    assert not analysis.lines_.loc[analysis.lines_["page"] == first.name, "keep"].any()
    assert analysis.clean_[first.name] == ""
    analysis.save(tmp_path)
    judged = TopicAnalysis.load(tmp_path).transform([first])
    assert judged.lines["keep"].all()


def test_a_contradiction_is_refused_before_any_work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BojiError, match=r"line 2 of a is both kept and dropped"):
        TopicAnalysis(keep={"a": [2]}, drop={"a": "1-3"}).fit(articles())
    words = ["run", str(tmp_path), "--out", str(tmp_path / "o"), "--keep", str(tmp_path / "no.csv"), "--lang", "en"]
    assert main(words) == 1
    assert capsys.readouterr().err
