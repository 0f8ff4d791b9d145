"""The folder that `boji run` leaves, as a user gets it: through the command."""

import csv
import gzip
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from analysis.run.cli import main
from analysis.separation.repairs import headline_once, repair
from analysis.tables.contract import COLUMNS, CONTRACT, SHOWN, place_of, read
from tests.benchmarks.processors import PROCESSORS
from tests.paths import SEEDS, SHARED

REAL = SHARED / "seeds"


def boji(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own."""
    command = [sys.executable, "-m", "analysis", *map(str, words)]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env={**os.environ, **environment}, check=False
    )


def here(*words: object) -> subprocess.CompletedProcess[str]:
    """Run the command in this process, which has loaded everything."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main([*map(str, words)])
    return subprocess.CompletedProcess(words, code, out.getvalue(), err.getvalue())


def digests(folder: Path) -> dict[str, str]:
    """Hash every file, but the timings of run.json."""
    found = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        raw = path.read_bytes()
        if path.name == "run.json":
            facts = json.loads(raw)
            facts.pop("timing")
            raw = json.dumps(facts).encode()
        found[path.relative_to(folder).as_posix()] = hashlib.sha256(raw).hexdigest()
    return found


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run") / "out"
    done = boji("run", SEEDS / "pages", "--out", folder, "--topics", "8", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert f"report: {folder / 'report.html'}" in done.stdout
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", [*CONTRACT, *SHOWN])
def test_tables_have_the_columns_of_the_contract(out: Path, name: str) -> None:
    header = place_of(out, name).read_text(encoding="utf-8-sig").split("\n", maxsplit=1)[0]
    assert tuple(header.split(",")) == COLUMNS[name]


def test_clean_text_is_the_kept_lines_mended(out: Path) -> None:
    lines = read(place_of(out, "lines"))
    assert {p.name for p in (out / "clean").rglob("*.txt")} == {Path(p).with_suffix(".txt").name for p in lines["page"]}
    for page, kept in lines[lines["keep"] == 1].groupby("page"):
        text = (out / "clean" / Path(page).with_suffix(".txt")).read_text(encoding="utf-8")
        assert text.split("\n")[:-1] == repair(*headline_once(kept["text"].tolist(), kept["role"].tolist()))


def test_a_second_run_leaves_nothing_of_the_first(tmp_path: Path) -> None:
    for pages in ("zhiyuan", "sudi"):
        done = here(
            "run", SEEDS / "pages" / pages, "--out", tmp_path / "out", "--topics", "2", "--lang", "en", "--jobs", 1
        )
        assert done.returncode == 0, done.stderr
    assert {p.stem for p in (tmp_path / "out" / "clean").iterdir()} == {
        p.stem for p in (SEEDS / "pages" / "sudi").iterdir()
    }


def test_run_json_tells_inputs_counts_and_times(out: Path) -> None:
    facts = json.loads((out / "run.json").read_text(encoding="utf-8"))
    file = SEEDS / "pages" / "sudi" / "tea_caichaji.txt"
    assert facts["inputs"]["sudi/tea_caichaji.txt"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert facts["counts"]["pages"] == len(facts["inputs"]) == len(rows(out / "pages.csv"))
    assert set(facts["timing"]["seconds"]) >= {"read", "separate", "topics", "write"}
    assert facts["parameters"]["topics"] == "8"


def test_same_bytes_with_other_jobs_threads_hashes_order_and_processors(tmp_path: Path) -> None:
    files = sorted(p for p in (SEEDS / "pages").rglob("*") if p.is_file())
    orders = (files, files[::-1], files[1::2] + files[::2])
    found = []
    for number, (order, processor) in enumerate(zip(orders, PROCESSORS.values(), strict=True)):
        out, count = tmp_path / "out", str(1 + number % 2)
        other = {"OMP_NUM_THREADS": count, "OPENBLAS_NUM_THREADS": count, "PYTHONHASHSEED": str(number)} | processor
        done = boji("run", *order, "--out", out, "--jobs", count, "--lang", "zh", **other)
        assert done.returncode == 0, done.stderr
        found.append(digests(out))
        shutil.rmtree(out)
    assert found[0] == found[1] == found[2]
    assert {"model/model.npz", "topics.csv", "figures/choice.csv", "figures/topic_lines.csv"} <= found[0].keys()


@pytest.mark.skipif(not REAL.is_dir(), reason="the real pages of ../shared/seeds are not in a user's clone")
def test_real_pages_obey_the_contract(tmp_path: Path) -> None:
    files = sorted(REAL.glob("*.txt"))
    for name, order, jobs in (("a", files, 1), ("b", files[::-1], 2)):
        assert here("run", *order, "--out", tmp_path / name, "--jobs", jobs, "--lang", "zh").returncode == 0
    assert digests(tmp_path / "a") == digests(tmp_path / "b")
    expected = {
        (f.name, str(n)) for f in files for n, t in enumerate(f.read_text(encoding="utf-8").split("\n"), 1) if t.strip()
    }
    found = [(r["page"], r["line"]) for r in rows(tmp_path / "a" / "lines.csv")]
    assert len(found) == len(expected)
    assert set(found) == expected


def test_apply_report_figures_and_eval_work_on_the_folder(out: Path, tmp_path: Path) -> None:
    done = here(
        "apply", out / "model", "--jobs", 1, SEEDS / "pages" / "gangyu", "--out", tmp_path / "new", "--lang", "zh"
    )
    assert done.returncode == 0, done.stderr
    assert {r["page"].split("/")[-1] for r in rows(tmp_path / "new" / "pages.csv")} == {
        p.name for p in (SEEDS / "pages" / "gangyu").iterdir()
    }
    copy = shutil.copytree(out, tmp_path / "copy")
    (copy / "report.html").unlink()
    before = digests(out)
    assert here("figures", copy, "--lang", "en").returncode == 0
    assert here("report", copy, "--lang", "en").returncode == 0
    assert digests(copy) == before
    scored = here("eval", SEEDS / "gold.tsv", out, "--lang", "en")
    assert scored.returncode == 0
    assert "0 missing" in scored.stdout


def test_bad_files_are_counted_and_named(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    shutil.copytree(SEEDS / "pages" / "zhiyuan", pages)
    (pages / "picture.txt").write_bytes(bytes(range(256)) * 40)
    (pages / "empty.txt").write_text(" \n", encoding="utf-8")
    (pages / "broken.txt.gz").write_bytes(gzip.compress("好".encode() * 999)[:-20])
    (pages / "rows.jsonl").write_text('{"text": "一行好的文字，可以读。"}\nnot json\n', encoding="utf-8")
    done = here("run", pages, "--jobs", 1, "--out", tmp_path / "out", "--lang", "en")
    assert done.returncode == 0
    assert "4 files or records skipped" in done.stderr
    facts = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert {s["name"]: s["reason"] for s in facts["skipped"]} == {
        "picture.txt": "binary",
        "empty.txt": "empty",
        "broken.txt.gz": "packed",
        "rows.jsonl#2": "record",
    }
    assert "rows.jsonl#1" in {r["page"] for r in rows(tmp_path / "out" / "pages.csv")}


REFUSALS = {
    "no such path": (["run", "nowhere", "--out", "x"], "nowhere not found"),
    "no topics": (["run", "{seeds}", "--out", "x", "--topics", "zero"], "--topics must be"),
    "nothing readable": (["run", "{empty}", "--out", "x"], "no readable page"),
    "no model": (["apply", "{empty}", "{seeds}", "--out", "x"], "no model in"),
    "no run": (["report", "{empty}"], "lines.csv is missing"),
}


@pytest.mark.parametrize(("words", "said"), REFUSALS.values(), ids=REFUSALS.keys())
def test_what_cannot_be_done_is_refused_in_one_line(words: list[str], said: str, tmp_path: Path) -> None:
    places = {"seeds": SEEDS / "pages" / "zhiyuan", "empty": tmp_path}
    done = here(*(w.format(**places) for w in words), "--lang", "en")
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_use_exits_with_2() -> None:
    assert boji("run").returncode == 2
    assert boji("run", "x", "--out", "y", "--jobs", "0").returncode == 2


def test_messages_follow_the_language(tmp_path: Path) -> None:
    said = boji("run", "nowhere", "--out", tmp_path / "x", LC_ALL="zh_CN.UTF-8").stderr
    assert "找不到" in said
