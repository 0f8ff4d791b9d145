"""Runs over many pages: the limits are set low, so that a few hundred pages are many."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any
from weakref import finalize

import pytest

from analysis.articles import duplicates
from analysis.reading.pages import read_pages
from analysis.run import large, survey
from analysis.run.cli import main
from analysis.run.commands import WORK
from analysis.run.shards import SEAL, Shards
from analysis.run.workflow import TopicAnalysis
from analysis.tables.contract import read, read_all
from tests.paths import ROOT
from tests.samples import FERRY, TEA
from tests.show.made_report import inside

N_PAGES, SAMPLED, CHUNK = 130, 104, 25
LIMITS = f"""
import sys
from analysis.run import large, survey
from analysis.run.cli import main
large.WHOLE, large.SAMPLED, survey.CHUNK_PAGES = {N_PAGES - 1}, {SAMPLED}, {CHUNK}
sys.exit(main(sys.argv[1:]))
"""
WORDS = (
    "清河 白石 双桥 柳庄 南坪 北渡 东岭 西滩 云台 石门 龙泉 平湖 桃源 修堤 筑路 植树 挖渠 建校 办厂 开荒 养鱼 种菜 "
    "账目 木料 砖瓦 粮仓 磨坊 染坊 铁匠 木匠 篾匠 货郎 集市 庙会 戏台 祠堂 学堂 药铺 当铺 邮差 电报 汽灯".split()
)


def text_of(i: int) -> str:
    """Make an article on one of two subjects, a menu before it and a notice behind it that other pages have too."""
    draw = Random(i)
    body = [
        (TEA, FERRY)[i % 2][(i + j) % 4] + "、".join(draw.sample(WORDS[i % 2 :: 2], 12)) + "都写进了村史。"
        for j in range(4)
    ]
    return "\n".join(["首页 新闻 财经 体育 娱乐 更多", *body, "免责声明：本网转载内容不代表本站立场。"])


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    for site in range(5):
        rows = [json.dumps({"text": text_of(i)}, ensure_ascii=False) for i in range(site, N_PAGES - 2, 5)]
        copies = [json.dumps({"text": text_of(0)}, ensure_ascii=False)] * (site < 2)
        (folder / f"site{site}.jsonl").write_text("\n".join(rows + copies), encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def low(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "WHOLE", N_PAGES - 1)
    monkeypatch.setattr(large, "SAMPLED", SAMPLED)
    monkeypatch.setattr(survey, "CHUNK_PAGES", CHUNK)


def command(pages: Path, out: Path, *more: str) -> list[str]:
    return ["run", str(pages), "--out", str(out), "--topics", "2", "--lang", "en", "--jobs", "1", *more]


def bytes_of(out: Path) -> dict[str, bytes]:
    """Return all files of a result folder, ``run.json`` without its times."""
    found = {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}
    facts = json.loads(found.pop("run.json"))
    del facts["timing"]
    return found | {"run.json": json.dumps(facts, sort_keys=True).encode()}


@pytest.fixture(scope="module")
def whole(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    out = tmp_path_factory.mktemp("whole") / "out"
    with pytest.MonkeyPatch.context() as patch:
        for room, name, value in ((large, "WHOLE", N_PAGES - 1), (large, "SAMPLED", SAMPLED)):
            patch.setattr(room, name, value)
        patch.setattr(survey, "CHUNK_PAGES", CHUNK)
        assert main(command(pages, out)) == 0
    yield out


def test_every_line_of_every_page_has_one_row(pages: Path, whole: Path) -> None:
    lines, rows = read(whole / "lines.csv"), read(whole / "pages.csv")
    expected = [page.name for page in read_pages(pages)]
    assert rows["page"].tolist() == expected
    assert lines.groupby("page", sort=False).size().tolist() == rows["lines"].tolist() == [6] * N_PAGES
    clean = [json.loads(row) for part in sorted((whole / "clean").iterdir()) for row in part.open(encoding="utf-8")]
    assert [row["page"] for row in clean] == expected
    assert [row["text"].count("\n") for row in clean] == rows["kept"].tolist()


def test_pages_of_the_sample_are_judged_and_placed_as_they_were_fitted(whole: Path) -> None:
    shown = read_all(whole)
    for name, key in (("lines", ["page", "line"]), ("pages", ["page"])):
        own, placed = shown[name].drop(columns="duplicate_of", errors="ignore"), read(whole / f"{name}.csv")
        assert own["page"].nunique() == SAMPLED
        both = own[key].merge(placed, on=key)[own.columns]
        assert own.astype(str).equals(both.astype(str))


def test_topics_and_clusters_are_counted_in_all_pages(whole: Path) -> None:
    rows = read(whole / "pages.csv")
    for name, group in (("topics", "topic"), ("clusters", "cluster")):
        table = read(whole / f"{name}.csv")
        assert table["pages"].tolist() == rows[group].value_counts().reindex(table[group], fill_value=0).tolist()
        assert table["pages"].tolist() == [66, 64]


def test_copies_are_found_across_chunks(whole: Path) -> None:
    rows = read(whole / "pages.csv")
    copies = rows[rows["duplicate_of"] != ""]
    assert copies["page"].tolist() == ["site0.jsonl#27", "site1.jsonl#27"]
    assert set(copies["duplicate_of"]) == {"site0.jsonl#1"}


def test_what_was_sampled_is_said(whole: Path) -> None:
    facts = json.loads((whole / "run.json").read_text(encoding="utf-8"))
    assert ["run.sampled", {"pages": N_PAGES, "sample": SAMPLED}] in facts["notes"]
    assert (facts["counts"]["pages"], facts["counts"]["lines"]) == (N_PAGES, 6 * N_PAGES)
    told = inside((whole / "report.html").read_text(encoding="utf-8"))
    assert any(f"come from {SAMPLED} pages" in en for _, en in told["notes"])
    assert len(told["pages"]["page"]) == SAMPLED
    assert not (whole / WORK).exists()


def test_the_model_of_the_sample_judges_further_pages(pages: Path, whole: Path) -> None:
    again = TopicAnalysis.load(whole / "model", lang="en").transform(list(read_pages(pages))[:3])
    assert again.pages["page"].tolist() == read(whole / "pages.csv")["page"].tolist()[:3]


def test_the_number_of_processes_does_not_matter(pages: Path, whole: Path, tmp_path: Path) -> None:
    assert main(command(pages, tmp_path / "out", "--jobs", "2")) == 0
    assert bytes_of(tmp_path / "out") == bytes_of(whole)


def test_a_killed_run_goes_on_where_it_was(pages: Path, whole: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    start = [sys.executable, "-c", LIMITS, *command(pages, out, "--resume")]
    for until in ("survey/000001", "placed/000002"):
        running = subprocess.Popen(start, cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True)
        deadline = time.monotonic() + 120
        while not (out / WORK / until / SEAL).is_file() and time.monotonic() < deadline:
            time.sleep(0.002)
        os.killpg(running.pid, signal.SIGKILL)
        assert running.wait() == -signal.SIGKILL, f"the run ended before it was killed at {until}"
    assert not (out / "run.json").exists()
    damaged = out / WORK / "placed/000000/clean.jsonl"
    damaged.write_bytes(damaged.read_bytes()[:-5])
    before = (out / WORK / "placed/000001" / SEAL).stat().st_mtime_ns
    stamps: list[int] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("shutil.rmtree", _looking(out, stamps))
        assert main(command(pages, out, "--resume")) == 0
    assert before in stamps
    assert bytes_of(out) == bytes_of(whole)


def test_the_end_is_the_same_however_little_of_it_is_held_at_once(
    pages: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_, most = Counter[str](), Counter[str]()
    plain = Shards.array

    def array(self: Shards, name: str, file: str) -> Any:  # noqa: ANN401  # an array of any kind
        found = plain(self, name, file)
        open_[file] += 1
        most[file] = max(most[file], open_[file])
        finalize(found, open_.subtract, [file])
        return found

    monkeypatch.setattr(Shards, "array", array)
    monkeypatch.setattr(duplicates, "AT_HAND", 1)
    monkeypatch.setattr(duplicates, "AT_ONCE", 100)
    assert main(command(pages, tmp_path / "out")) == 0
    assert bytes_of(tmp_path / "out") == bytes_of(whole)
    assert (tmp_path / "out" / "pages.csv").read_text(encoding="utf-8").count("site0.jsonl#1,") == 3  # two copies
    assert {"sketches.npy", "weights.npy"} <= set(most)
    assert max(most.values()) <= 3  # of six chunks


def _looking(out: Path, stamps: list[int]) -> Any:  # noqa: ANN401  # stands for shutil.rmtree
    from shutil import rmtree  # noqa: PLC0415  # before it is patched

    def remove(folder: Path, **how: bool) -> None:
        if (seal := Path(folder) / "placed/000001" / SEAL).is_file():
            stamps.append(seal.stat().st_mtime_ns)
        rmtree(folder, **how)

    return remove


def test_work_that_was_not_finished_is_not_thrown_away(
    pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out" / WORK).mkdir(parents=True)
    assert main(command(pages, tmp_path / "out")) == 1
    assert "add --resume to go on" in capsys.readouterr().err


def test_what_another_run_left_is_not_taken_up(pages: Path, whole: Path, tmp_path: Path) -> None:
    stop = "the run is stopped here"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large.Large, "_place", lambda *_: pytest.fail(stop))
        with pytest.raises(pytest.fail.Exception, match=stop):
            main([*command(pages, tmp_path / "out"), "--noise"])
    assert (tmp_path / "out" / WORK / "sample" / SEAL).is_file()
    assert main(command(pages, tmp_path / "out", "--resume")) == 0
    assert bytes_of(tmp_path / "out") == bytes_of(whole)


@pytest.mark.parametrize("left", [1, 0])
def test_pages_that_change_during_a_run_are_an_error(
    left: int, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fit = TopicAnalysis.fit_sample

    def change(self: TopicAnalysis, *given: Any) -> TopicAnalysis:  # noqa: ANN401  # handed on
        (pages / "site4.jsonl").write_text(f"{json.dumps({'text': text_of(999)})}\n" * left, encoding="utf-8")
        return fit(self, *given)

    before = (pages / "site4.jsonl").read_bytes()
    monkeypatch.setattr(TopicAnalysis, "fit_sample", change)
    try:
        assert main(command(pages, tmp_path / "out")) == 1
    finally:
        (pages / "site4.jsonl").write_bytes(before)
    assert "leave the input alone during a run" in capsys.readouterr().err


def test_many_pages_are_masked_as_few_are(pages: Path, tmp_path: Path) -> None:
    """In the shards of the walk already."""
    (tmp_path / "in").mkdir()
    for file in pages.iterdir():
        text = file.read_text(encoding="utf-8").replace("村史。", "村史，电话13800138000。")
        (tmp_path / "in" / file.name).write_text(text, encoding="utf-8")
    assert main(command(tmp_path / "in", tmp_path / "out", "--mask", "--figures", "none")) == 0
    assert not [
        path for path in (tmp_path / "out").rglob("*") if path.is_file() and b"13800138000" in path.read_bytes()
    ]
    counts = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["counts"]
    assert counts["masked"] == 4 * N_PAGES
