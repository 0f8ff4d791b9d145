"""The command as a process and as a function: what it says, how it exits, and what it leaves alone."""

import argparse
import csv
import io
import subprocess
import sys
import tomllib
import warnings
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from analysis.errors import BojiError, MissingFileError
from analysis.run import cli
from analysis.run.cli import main, script
from analysis.run.commands import COMMANDS
from tests.paths import ROOT
from tests.samples import FERRY, TEA

Failing = Callable[[BaseException], None]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Failing:
    """Make ``boji report`` fail in a given way."""

    def fail(error: BaseException) -> None:
        def command(options: argparse.Namespace) -> None:
            raise error

        monkeypatch.setitem(COMMANDS, "report", command)

    return fail


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, lines in (("a.txt", TEA), ("b.txt", FERRY)):
        (folder / name).write_text("\n".join(lines), encoding="utf-8")
    (folder / "c.csv").write_text("text\n" + FERRY[0] * 20, encoding="utf-8")
    return folder


# what is said and how it ends


@pytest.mark.parametrize(("lang", "said"), [("zh", "这里没有模型"), ("en", "no model here")])
@pytest.mark.parametrize("kind", [BojiError, MissingFileError])
def test_what_a_user_can_mend_is_said_in_one_line(
    failing: Failing, capsys: pytest.CaptureFixture[str], kind: type[BojiError], lang: str, said: str
) -> None:
    failing(kind("no model here", "这里没有模型"))
    assert main(["report", "x", "--lang", lang]) == 1
    assert capsys.readouterr() == ("", f"boji: {said}\n")


def test_what_has_no_chinese_is_said_in_english(failing: Failing, capsys: pytest.CaptureFixture[str]) -> None:
    failing(BojiError("no model here"))
    assert main(["report", "x", "--lang", "zh"]) == 1
    assert capsys.readouterr().err == "boji: no model here\n"


@pytest.mark.parametrize(("lang", "said"), [("zh", "程序内部出错"), ("en", "a fault of boji itself")])
def test_a_fault_of_ours_exits_with_70_and_is_told_in_one_line(
    failing: Failing, capsys: pytest.CaptureFixture[str], lang: str, said: str
) -> None:
    failing(ZeroDivisionError("of nothing"))
    assert main(["report", "x", "--lang", lang]) == 70
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith("boji: ")
    assert said in err
    assert "ZeroDivisionError: of nothing" in err
    assert "--debug" in err


@pytest.mark.parametrize("error", [ZeroDivisionError("of nothing"), BojiError("no model here"), OSError("disk full")])
def test_the_traceback_is_there_for_those_who_ask(
    failing: Failing, capsys: pytest.CaptureFixture[str], error: Exception
) -> None:
    failing(error)
    code = main(["report", "x", "--lang", "en", "--debug"])
    err = capsys.readouterr().err
    assert code == main(["report", "x", "--lang", "en"])
    assert err.startswith("Traceback (most recent call last):")
    assert f"{type(error).__name__}: {error}" in err
    assert err.splitlines()[-1].startswith("boji: ")
    assert "Traceback" not in capsys.readouterr().err


def test_a_disk_that_fails_is_no_fault_of_ours(failing: Failing, capsys: pytest.CaptureFixture[str]) -> None:
    failing(OSError(28, "No space left on device"))
    assert main(["report", "x", "--lang", "en"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("boji: no room left to write ([Errno 28] No space left on device)")


@pytest.mark.parametrize(("lang", "said"), [("zh", "已中断"), ("en", "stopped")])
def test_a_user_who_stops_it_gets_130(
    failing: Failing, capsys: pytest.CaptureFixture[str], lang: str, said: str
) -> None:
    failing(KeyboardInterrupt())
    assert main(["report", "x", "--lang", lang]) == 130
    assert capsys.readouterr().err.startswith(f"boji: {said}")


@pytest.mark.parametrize(("locale", "said"), [("zh_CN.UTF-8", "这里没有模型"), ("de_DE.UTF-8", "no model here")])
def test_it_speaks_the_language_of_the_locale(
    failing: Failing, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, locale: str, said: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    failing(BojiError("no model here", "这里没有模型"))
    main(["report", "x"])
    assert capsys.readouterr().err.startswith(f"boji: {said}")


@pytest.mark.parametrize(
    "words", ["", "nothing", "run x", "run x --out y --jobs 0", "run x --out y --jobs two", "report x --lang fr"]
)
def test_wrong_use_exits_with_2(capsys: pytest.CaptureFixture[str], words: str) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words.split())
    assert caught.value.code == 2
    assert capsys.readouterr().err.startswith("usage: boji")


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"{version('boji')}\n"


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_explained_in_both_languages(capsys: pytest.CaptureFixture[str], command: str) -> None:
    with pytest.raises(SystemExit) as caught:
        main([command, "--help"])
    assert caught.value.code == 0
    said = capsys.readouterr().out
    assert "usage: boji " + command in said
    assert any("一" <= c <= "鿿" for c in said)
    assert "--debug" in said
    assert "--lang" in said


def test_a_command_is_given_the_words_behind_it(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[argparse.Namespace] = []
    monkeypatch.setitem(COMMANDS, "run", given.append)
    words = "run a b* --out o --noise --topics 7 --as-is --jobs 3 --lang zh"
    assert main(words.split()) == 0
    (options,) = given
    assert (options.paths, options.out) == (["a", "b*"], Path("o"))
    assert (options.noise, options.as_is, options.debug) == (True, True, False)
    assert (options.topics, options.clusters, options.jobs) == ("7", None, 3)


def test_without_a_number_of_jobs_all_cores_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[argparse.Namespace] = []
    monkeypatch.setitem(COMMANDS, "run", given.append)
    monkeypatch.setattr("analysis.run.engine.usable_cores", lambda: 7)
    assert main("run a --out o".split()) == main("run a --out o --jobs 2".split()) == 0
    assert [options.jobs for options in given] == [7, 2]


# as a function


def state() -> dict[str, Any]:
    """Return what belongs to the whole process."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return {
        "warnings": (list(warnings.filters), warnings.showwarning),
        "csv": csv.field_size_limit(),
        "backend": mpl.rcParams._get_backend_or_none(),  # type: ignore[attr-defined]  # get_backend would choose one
        "settings": {name: mpl.rcParams[name] for name in mpl.rcParams if name != "backend"},
        "figures": plt.get_fignums(),
        "streams": [(id(s), s.encoding, s.errors, s.newlines) for s in streams],
    }


def streams_of_gbk(monkeypatch: pytest.MonkeyPatch) -> dict[str, io.BytesIO]:
    """Give the process streams as a console of Windows has them; not in a fixture, whose streams pytest takes away."""
    raw = {name: io.BytesIO() for name in ("stdin", "stdout", "stderr")}
    for name, buffer in raw.items():
        monkeypatch.setattr(sys, name, io.TextIOWrapper(buffer, encoding="gbk", errors="strict", write_through=True))
    return raw


def test_a_caller_finds_everything_as_it_was(pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, streams = str(tmp_path / "out"), streams_of_gbk(monkeypatch)
    before = state()
    assert main(["run", str(pages), "--out", out, "--topics", "2", "--lang", "zh"]) == 0
    assert state() == before
    for words in (["figures", out], ["report", out], ["clean", str(pages)], ["report", str(tmp_path / "nowhere")]):
        assert main([*words, "--lang", "zh"]) == (1 if words[1].endswith("nowhere") else 0)
        assert state() == before, words
    assert "3 个页面" in streams["stdout"].getvalue().decode("gbk")
    assert "找不到" in streams["stderr"].getvalue().decode("gbk")


def test_warnings_are_not_shown_while_it_works_and_are_afterwards(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def command(options: argparse.Namespace) -> None:
        warnings.warn("the river rises", stacklevel=1)

    monkeypatch.setitem(COMMANDS, "report", command)
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        assert main(["report", "x"]) == 0
        assert seen == []
        warnings.warn("the river falls", stacklevel=1)
        assert [str(w.message) for w in seen] == ["the river falls"]
    assert capsys.readouterr().err == ""


def test_a_fault_leaves_the_filters_of_warnings_too(failing: Failing) -> None:
    failing(ZeroDivisionError())
    before = list(warnings.filters)
    assert main(["report", "x"]) == 70
    assert warnings.filters == before


# as a process


def test_as_a_process_it_writes_utf_8(failing: Failing, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(BojiError("no model", "没有模型：港嶼\U0002070e"))
    streams = streams_of_gbk(monkeypatch)
    monkeypatch.setattr(sys, "argv", ["boji", "report", "x", "--lang", "zh"])
    assert script() == 1
    assert [(s.encoding, s.errors) for s in (sys.stdout, sys.stderr)] == [("utf-8", "replace")] * 2
    assert streams["stderr"].getvalue().decode("utf-8").rstrip("\r\n") == "boji: 没有模型：港嶼\U0002070e"


def test_streams_that_have_no_encoding_to_change_are_left_alone(
    failing: Failing, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(BojiError("no model"))
    monkeypatch.setattr(sys, "argv", ["boji", "report", "x", "--lang", "en"])
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert script() == 1
    assert isinstance(sys.stderr, io.StringIO)
    assert sys.stderr.getvalue() == "boji: no model\n"


def test_streams_that_were_closed_before_it_began_are_no_fault(
    failing: Failing, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(BojiError("no model"))
    monkeypatch.setattr(sys, "argv", ["boji", "report", "x", "--lang", "en"])
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    assert script() == 1
    print("goes nowhere")
    assert sys.stdin.read() == ""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.close()


def test_the_installed_command_is_the_process() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["scripts"] == {"boji": f"{cli.__name__}:{script.__name__}"}


def test_the_package_is_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "analysis", "report", "no-such-folder", "--lang", "zh"],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("boji: 找不到 ")
