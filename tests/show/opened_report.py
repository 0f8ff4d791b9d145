"""A report opened in a real browser, for tests: what can be done with it, and what it complained of."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.show.report import SHARDS, render
from tests.show.made_report import facts, made

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FIRST = "page/%E6%B1%9F%E6%9D%91%2F00000.txt"
VIEWS = (
    "",
    "topics",
    "topic/0",
    "word/茶园",
    "map",
    "clusters",
    "cluster/0",
    "sites",
    "site/江村",
    "review",
    "pages",
    FIRST,
)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the browser; on a CI machine it must be there, with what drives it."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415  # other tests of this folder do without
    except ImportError:
        sync_playwright = None
    if CHROMIUM is None or sync_playwright is None:
        if os.environ.get("CI"):
            pytest.fail("no chromium or no playwright on a CI machine: .ci/run and the lock install them")
        pytest.skip("no chromium or no playwright here; the report is opened where they are")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@cache
def tables_of(n_pages: int) -> dict[str, pd.DataFrame]:
    return made(n_pages)


def write(tables: dict[str, pd.DataFrame], folder: Path) -> Path:
    report = render(tables, facts(tables), "zh")
    (folder / SHARDS).mkdir(parents=True, exist_ok=True)
    for name, shard in report.shards.items():
        (folder / SHARDS / name).write_text(shard, encoding="utf-8")
    path = folder / "report.html"
    path.write_text(report.html, encoding="utf-8")
    return path


class Opened:
    """A report that is open: what can be done with it, and what it complained of or asked for."""

    def __init__(self, browser: Browser, path: Path, width: int, scheme: str = "light") -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 844}, has_touch=width < 600, color_scheme=scheme
        )
        self.page = self.context.new_page()
        self.path, self.complaints, self.asked, self.refused = path, [], [], []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("requestfailed", lambda request: request.failure == "csp" and self.refused.append(request.url))
        self.page.goto(path.as_uri())
        self.page.wait_for_selector("html[data-ready]")

    def go(self, address: str) -> None:
        view = address.split("?", 1)[0].split("/", 1)[0] or "overview"
        self.page.evaluate("address => { location.hash = `#/${address}`; }", address)
        self.page.wait_for_selector(f'main[data-view="{view}"]')
        if view == "map":  # whose names are drawn with the first frame
            self.page.wait_for_function("() => boji.map().named")

    def said(self, where: str) -> str:
        """Return the text at a place, spaces that hold a number and its word together as plain ones."""
        return str(self.page.inner_text(where)).replace("\u00a0", " ")

    def heading(self) -> str:
        return str(self.page.inner_text("main h1"))

    def is_well(self) -> None:
        """Nothing was complained of, nothing asked for but the file and its shards, nothing wider than the window."""
        assert self.complaints == []
        beside = (self.path.parent / SHARDS).as_uri()
        assert [url for url in self.asked if url != self.path.as_uri() and not url.startswith(beside)] == []
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


Open = Callable[..., Opened]


@pytest.fixture
def opened(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    """Return what opens a report, of made pages or of given tables."""
    contexts = []

    def open_(
        n_pages: int = 308,
        width: int = 1440,
        tables: dict[str, pd.DataFrame] | None = None,
        scheme: str = "light",
    ) -> Opened:
        place = tmp_path_factory.getbasetemp() / f"report-{n_pages}"
        if tables is not None:
            place = tmp_path_factory.mktemp("report")
        path = (
            place / "report.html" if (place / "report.html").is_file() else write(tables or tables_of(n_pages), place)
        )
        one = Opened(browser, path, width, scheme)
        contexts.append(one.context)
        return one

    yield open_
    for context in contexts:
        context.close()
