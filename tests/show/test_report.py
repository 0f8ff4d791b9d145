import os
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

from analysis.show.report import render
from analysis.tables import contract
from tests.paths import FIGURES

DATA = FIGURES / "data"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
HOSTILE = '<script>document.title="owned"</script><img src=x onerror=document.title="owned">'


def report(lang: str = "zh", **changes: pd.DataFrame) -> str:
    read = {
        name: contract.read(DATA / f"{name}.csv") for name in ("lines", "pages", "topics", "clusters", "topic_lines")
    }
    counts = {"pages": 1_234, "lines": 5_678, "kept_share": 0.43}  # tables may hold a sample of these
    return render({**read, **changes}, lambda: {"topics": b"png"}, [("bad.txt", "binary")], ["a note"], counts, lang)


class Outside(HTMLParser):
    """Collects what a report would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"src", "href"} and not (value or "").startswith(("data:", "#")):
                self.found.append(f"{tag} {value}")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_report_needs_nothing_from_outside(lang: str) -> None:
    parser = Outside()
    parser.feed(report(lang))
    assert parser.found == []


def test_numbers_tables_skipped_files_and_notes_are_there() -> None:
    html = report("en")
    for told in ("bad.txt", "a note", "1,234", "5,678", "43%"):
        assert told in html
    for label in contract.read(DATA / "topics.csv")["label"]:
        assert label in html


def test_text_of_pages_is_escaped() -> None:
    lines = contract.read(DATA / "lines.csv")
    lines.loc[0, "text"] = HOSTILE
    html = report(lines=lines)
    assert HOSTILE not in html
    assert html.count("<script>") == 1


def test_each_line_of_a_page_stands_with_its_decision() -> None:
    html = report()
    lines = contract.read(DATA / "lines.csv")
    assert len(re.findall(r'<li class="(?:kept|dropped)">', html)) == len(lines)
    assert html.count('<li class="kept">') == lines["keep"].sum()


@pytest.mark.browser
def test_a_browser_opens_it_filters_pages_and_runs_nothing_of_theirs(tmp_path: Path) -> None:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("no chromium on a CI machine: .ci/run installs it")
        pytest.skip("no chromium here; the report's look is checked where there is one")
    lines = contract.read(DATA / "lines.csv")
    lines.loc[0, "text"] = HOSTILE
    wanted = contract.read(DATA / "pages.csv")["page"].iloc[0]
    probe = f"""<script>
      var box = document.getElementById("filter"); box.value = {wanted!r}; box.dispatchEvent(new Event("input"));
      var shown = document.querySelectorAll("#pages details:not([hidden])");
      document.body.dataset.shown = shown.length;
      document.body.dataset.wide = document.documentElement.scrollWidth <= window.innerWidth;
    </script></body>"""
    page = tmp_path / "report.html"
    page.write_text(report(lines=lines).replace("</body>", probe), encoding="utf-8")
    flags = (
        "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-sync".split()
    )
    done = subprocess.run(
        [CHROMIUM, *flags, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", page.as_uri()],
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=True,
    )  # fmt: skip
    assert 'data-shown="1"' in done.stdout
    assert 'data-wide="true"' in done.stdout
    assert "<title>owned" not in done.stdout
