"""The documentation: its commands and its code run as they stand, and its pages ask no network."""

import importlib.util
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

import analysis
from tests.paths import ROOT

DOCS = ROOT / "notebooks" / "docs"
ASSETS = {("script", "src"), ("img", "src"), ("link", "href"), ("iframe", "src"), ("source", "src")}
NOT_LOADED = {"canonical", "prev", "next", "alternate"}  # links that a browser does not follow by itself


def blocks(page: str, language: str) -> list[str]:
    text = (DOCS / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize(("page", "lang"), [("tutorial.md", "en"), ("tutorial.zh.md", "zh")])
def test_the_tutorial_can_be_followed_word_by_word(page: str, lang: str, tmp_path: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    told = []
    for block in blocks(page, "sh"):
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", block],
            cwd=tmp_path, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{block}\n{done.stderr}"
        told.append(done.stdout)
    assert len(told) == 8
    assert told[1].startswith("春茶纪事之1\n采茶人")
    assert re.search(r"^0,渡口·石阶", told[2], re.MULTILINE) and re.search(r"^1,茶园", told[2], re.MULTILINE)
    assert told[2].endswith("8\nresult/report.html\n")
    assert ",noise,0," in told[3]
    assert "crawl.warc/www.example.com#1,春茶纪事之1,2024-03-01,云津日报,gb18030" in told[5]
    assert told[6] == "8\n"
    assert "010-62345678" not in (tmp_path / "archive" / "lines.csv").read_text(encoding="utf-8")
    assert "8.html,渡口纪事之8,2024-03-08" in told[7]


def test_both_tutorials_give_the_same_commands() -> None:
    en, zh = blocks("tutorial.md", "sh"), blocks("tutorial.zh.md", "sh")
    assert [block.replace("--lang en", "--lang zh") for block in en] == zh


def test_the_code_of_the_how_tos_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in blocks("howto.md", "python"):
        exec(compile(block, "howto.md", "exec"), names)
    assert len(re.findall("^## ", (DOCS / "howto.md").read_text(encoding="utf-8"), re.MULTILINE)) == 12


class Assets(HTMLParser):
    """The addresses that a browser loads by itself when it shows a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("rel") not in NOT_LOADED:
            self.found += [value or "" for name, value in attrs if (tag, name) in ASSETS]


@pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in ("mkdocs", "material", "mkdocstrings")),
    reason="the site is built where the dependency group docs is installed (make docs)",
)
def test_the_site_is_built_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    command = ["mkdocs", "build", "--quiet", "--strict", "--config-file", DOCS / "site" / "mkdocs.yml", "--site-dir"]
    done = subprocess.run([sys.executable, "-m", *command, tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    pages = list(tmp_path.rglob("*.html"))
    for page in pages:
        assets = Assets()
        assets.feed(page.read_text(encoding="utf-8"))
        assert [found for found in assets.found if re.match("(?:https?:)?//", found)] == [], page.name
    for style in tmp_path.rglob("*.css"):
        assert not re.search(r"(?:url\(|@import)[^)]{0,5}https?:", style.read_text(encoding="utf-8"))
    reference = (tmp_path / "reference.html").read_text(encoding="utf-8")
    assert [name for name in analysis.__all__ if f'id="analysis.{name}"' not in reference] == []
    assert "--mask, --no-mask" in (tmp_path / "command.html").read_text(encoding="utf-8")
    assert "noise_share" in (tmp_path / "tables.html").read_text(encoding="utf-8")
