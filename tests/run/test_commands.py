"""What each subcommand does, called as a function; `test_clean_command.py` has `boji clean`."""

import io
import json
import shutil
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from analysis.run.cli import main
from analysis.run.commands import COMMANDS, SHOWN_SKIPPED
from analysis.tables.contract import place_of, read
from tests.samples import articles


class Done(NamedTuple):
    code: int
    out: str
    err: str


Boji = Callable[..., Done]


@pytest.fixture
def boji(capsys: pytest.CaptureFixture[str]) -> Boji:
    def call(*words: object, lang: str = "en") -> Done:
        alone = ["--jobs", "1"] if words[0] in {"run", "clean", "apply"} and "--jobs" not in words else []
        code = main([*map(str, words), *alone, "--lang", lang])
        return Done(code, *capsys.readouterr())

    return call


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commands") / "pages"
    folder.mkdir()
    for page in articles():
        (folder / page.name).write_text(page.text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def out(pages: Path) -> Path:
    return pages.parent / "out"


@pytest.fixture(scope="module", autouse=True)
def ran(pages: Path, out: Path) -> Done:
    """Run once for all tests; return what was said."""
    said, complained = io.StringIO(), io.StringIO()
    words = f"run {pages} --out {out} --topics 2 --clusters 1 --jobs 1 --lang en"
    with redirect_stdout(said), redirect_stderr(complained):
        code = main(words.split())
    return Done(code, said.getvalue(), complained.getvalue())


def test_there_is_a_command_for_each_thing_to_do() -> None:
    assert set(COMMANDS) == {"run", "clean", "apply", "report", "figures", "eval", "learn"}


# run


def test_a_run_says_what_it_found_and_where_the_report_is(ran: Done, out: Path) -> None:
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "8 pages, 24 lines, 24 kept (100% of characters); 2 topics, 1 cluster",
        f"report: {out / 'report.html'}",
    ]
    facts = json.loads((out / "run.json").read_text(encoding="utf-8"))["parameters"]
    told = {name: facts[name] for name in ("topics", "clusters", "noise", "as_is", "lang", "segmenter")}
    assert told == {
        "topics": "2", "clusters": "1", "noise": False, "as_is": False, "lang": "en", "segmenter": "rjieba",
    }  # fmt: skip


def test_a_run_takes_a_user_s_words(boji: Boji, pages: Path, tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("守渡人 9 n\n", encoding="utf-8")
    (tmp_path / "stop.txt").write_text("渡口\n", encoding="utf-8")
    words = ("--userdict", tmp_path / "words.txt", "--stopwords", tmp_path / "stop.txt")
    done = boji("run", pages, "--out", tmp_path / "out", "--topics", 2, "--noise", "--jobs", 1, *words)
    assert done.code == 0
    shown = " ".join(read(place_of(tmp_path / "out", "topics"))["words"]).split()
    assert "守渡人" in shown
    assert "渡口" not in shown
    facts = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["parameters"]
    assert (facts["userwords"], facts["stopwords"], facts["noise"]) == (["守渡人"], ["渡口"], True)
    model = json.loads((tmp_path / "out" / "model" / "model.json").read_text(encoding="utf-8"))
    assert model["parameters"]["noise"] is True


def test_skipped_files_are_all_named_but_where_run_json_names_them(boji: Boji, pages: Path, tmp_path: Path) -> None:
    mixed = shutil.copytree(pages, tmp_path / "mixed")
    names = [f"z{i}.png" for i in range(SHOWN_SKIPPED + 2)]
    for name in names:
        (mixed / name).write_bytes(b"\x89PNG")
    done = boji("clean", mixed, "--out", tmp_path / "out", "--jobs", 1)
    first, *named = done.err.splitlines()
    assert (done.code, first) == (0, f"{SHOWN_SKIPPED + 2} files or records skipped:")
    assert [line.split(":")[0].strip() for line in named] == names
    assert all("type not supported" in line for line in named)
    ran = boji("run", mixed, "--out", tmp_path / "ran", "--topics", 2, "--jobs", 1)
    _, *named, last = ran.err.splitlines()
    assert [line.split(":")[0].strip() for line in named] == names[:SHOWN_SKIPPED]
    assert last.strip() == "… and 2 more, see run.json"


@pytest.mark.parametrize(("figures", "endings"), [("none", {".csv"}), ("png", {".csv", ".png"})])
def test_a_run_draws_what_is_asked_for(
    boji: Boji, pages: Path, out: Path, tmp_path: Path, figures: str, endings: set[str]
) -> None:
    drawn = tmp_path / "drawn"
    assert boji("run", pages, "--out", drawn, "--topics", "2", "--clusters", "1", "--figures", figures).code == 0
    assert {path.suffix for path in (drawn / "figures").iterdir()} == endings
    assert json.loads((drawn / "run.json").read_text(encoding="utf-8"))["parameters"]["figures"] == figures
    for path in (drawn / "figures").iterdir():
        assert path.read_bytes() == (out / "figures" / path.name).read_bytes()
    assert (drawn / "report.html").read_bytes() == (out / "report.html").read_bytes()
    assert boji("figures", drawn).code == 0
    assert (drawn / "figures" / "topics.svg").read_bytes() == (out / "figures" / "topics.svg").read_bytes()


def test_a_scheduler_goes_with_dask_alone(boji: Boji, pages: Path, tmp_path: Path) -> None:
    done = boji("run", pages, "--out", tmp_path / "new", "--scheduler", "tcp://127.0.0.1:1")
    assert (done.code, "--engine dask" in done.err, (tmp_path / "new").exists()) == (1, True, False)


@pytest.mark.parametrize("value", ["0", "-1", "2.5", "many", "２", ""])
@pytest.mark.parametrize("option", ["--topics", "--clusters"])
def test_a_number_that_is_none_is_refused(boji: Boji, pages: Path, tmp_path: Path, option: str, value: str) -> None:
    done = boji("run", pages, "--out", tmp_path / "out", f"{option}={value}")
    assert done == Done(1, "", f"boji: {option} must be auto or a whole number of 1 or more, got {value}\n")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("lang", "said"), [("zh", "找不到"), ("en", "not found")])
@pytest.mark.parametrize("command", ["run", "apply"])
def test_a_path_that_is_not_there_is_refused(
    boji: Boji, out: Path, tmp_path: Path, command: str, lang: str, said: str
) -> None:
    words = [out / "model"] if command == "apply" else []
    done = boji(command, *words, tmp_path / "nowhere", "--out", tmp_path / "out", lang=lang)
    assert (done.code, done.out) == (1, "")
    assert said in done.err
    assert "nowhere" in done.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["run", "apply"])
def test_a_file_in_the_place_of_the_folder_is_refused(
    boji: Boji, pages: Path, out: Path, tmp_path: Path, command: str
) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    words = [out / "model"] if command == "apply" else []
    done = boji(command, *words, pages, "--out", tmp_path / "file")
    assert (done.code, done.out) == (1, "")
    assert done.err == f"boji: --out {tmp_path / 'file'} is a file, give a folder\n"
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_a_run_without_a_readable_page_is_refused_and_names_what_it_skipped(boji: Boji, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "picture.png").write_bytes(b"\x89PNG")
    done = boji("run", tmp_path / "pages", "--out", tmp_path / "out")
    assert (done.code, done.out) == (1, "")
    assert "picture.png: type not supported" in done.err
    assert done.err.splitlines()[-1].startswith(f"boji: no readable page in {tmp_path / 'pages'} (1 skipped)")


# apply


def test_new_pages_are_judged_with_the_model_of_a_run(boji: Boji, out: Path, pages: Path, tmp_path: Path) -> None:
    done = boji("apply", out / "model", pages / "0.txt", pages / "5.txt", "--out", tmp_path / "new", "--jobs", 1)
    assert done == Done(0, f"{tmp_path / 'new' / 'lines.csv'}\n", "")
    before, found = (read(place_of(folder, "pages")).set_index("page") for folder in (out, tmp_path / "new"))
    assert found["topic"].to_dict() == before["topic"].loc[["0.txt", "5.txt"]].to_dict()
    assert sorted(p.name for p in (tmp_path / "new").rglob("*") if p.is_file()) == [
        "0.txt", "5.txt", "lines.csv", "pages.csv",
    ]  # fmt: skip


@pytest.mark.parametrize(("lang", "said"), [("zh", "没有模型：缺 model.json"), ("en", "model.json is missing")])
def test_a_folder_without_a_model_is_refused(boji: Boji, pages: Path, tmp_path: Path, lang: str, said: str) -> None:
    done = boji("apply", tmp_path, pages, "--out", tmp_path / "new", lang=lang)
    assert (done.code, done.out) == (1, "")
    assert said in done.err
    assert done.err.count("\n") == 1
    assert not (tmp_path / "new").exists()


# report, figures


def test_report_and_figures_are_written_again(boji: Boji, out: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(out, tmp_path / "copy")
    before = (copy / "report.html").read_bytes()
    (copy / "report.html").unlink()
    done = boji("figures", copy)
    assert (done.code, done.err) == (0, "")
    pictures = sorted(p for p in (copy / "figures").iterdir() if p.suffix in {".png", ".svg"})
    assert sorted(map(Path, done.out.splitlines())) == pictures
    assert boji("report", copy) == Done(0, f"report: {copy / 'report.html'}\n", "")
    assert (copy / "report.html").read_bytes() == before


@pytest.mark.parametrize("command", ["report", "figures"])
@pytest.mark.parametrize(("lang", "said"), [("zh", "找不到"), ("en", "lines.csv is missing; give a folder")])
def test_a_folder_without_a_run_is_refused(boji: Boji, tmp_path: Path, command: str, lang: str, said: str) -> None:
    done = boji(command, tmp_path, lang=lang)
    assert (done.code, done.out) == (1, "")
    assert said in done.err
    assert done.err.count("\n") == 1


def test_a_report_needs_what_the_run_told(boji: Boji, out: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(out, tmp_path / "copy")
    (copy / "run.json").unlink()
    done = boji("report", copy)
    assert (done.code, done.err) == (1, f"boji: {copy / 'run.json'} is missing; give a folder that `boji run` wrote\n")


# eval


def test_scores_are_printed(boji: Boji, out: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.tsv"
    gold.write_text("page\tline\trole\n0.txt\t1\tbody\n0.txt\t2\tadvert\n9.txt\t1\tadvert\n", encoding="utf-8")
    done = boji("eval", gold, out)
    assert (done.code, done.err) == (0, "")
    assert "lines: precision 0.5000 recall 1.0000 F1 0.6667" in done.out
    assert done.out.rstrip().endswith("3 lines scored, 1 missing")
    assert "计分 3 行，缺 1 行" in boji("eval", gold, out, lang="zh").out


@pytest.mark.parametrize(("lang", "said"), [("zh", "应有以制表符分隔的"), ("en", "expected tab-separated columns")])
def test_gold_of_other_columns_is_refused(boji: Boji, out: Path, tmp_path: Path, lang: str, said: str) -> None:
    (tmp_path / "gold.tsv").write_text("a\tb\n1\t2\n", encoding="utf-8")
    done = boji("eval", tmp_path / "gold.tsv", out, lang=lang)
    assert (done.code, done.out) == (1, "")
    assert said in done.err
    assert done.err.count("\n") == 1


def test_a_gold_file_that_is_not_there_is_no_fault_of_ours(boji: Boji, out: Path, tmp_path: Path) -> None:
    done = boji("eval", tmp_path / "gold.tsv", out)
    assert (done.code, done.out) == (1, "")
    assert "gold.tsv" in done.err
    assert done.err.count("\n") == 1
