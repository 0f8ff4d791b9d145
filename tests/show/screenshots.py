"""Screenshots: every view of reports, in both languages, light and dark, wide and narrow, to be looked at.

    python -m tests.show.screenshots FOLDER... [--out out/screenshots] [--views map page ...] [--made 10000 ...]

FOLDER is what ``boji run`` left; ``--made N`` adds a report of N made pages. Writes a picture a view and, for each
report, width and light, a sheet of all of them small; prints what `complaints` finds in them. Needs chromium and
playwright.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from tests.show.looks import complaints
from tests.show.opened_report import CHROMIUM, Opened, tables_of, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WIDTHS, SCHEMES, LANGUAGES = (1440, 390), ("light", "dark"), ("zh", "en")
HIGHEST = 3_400  # pixels of a picture; what is below looks the same
SMALL = {1440: 420, 390: 230}  # pixels: widths on a sheet
SHEET_HEIGHT = 900  # pixels of a picture on a sheet
COLUMNS = 5
SETTLED = 250  # ms: the map names its regions a little after it came to rest

View = Callable[[Opened], None]


def first(report: Opened, view: str, link: str) -> None:
    """Go to what a view shows first."""
    report.go(view)
    report.page.click(f"{link} >> nth=0")
    report.page.wait_for_timeout(SETTLED)


def a_page(report: Opened) -> None:
    """Go to a page with much to drop."""
    report.go("pages?by=noise")
    rows = report.page.locator("main .row .title")
    rows.nth(min(12, rows.count() // 2)).click()
    report.page.wait_for_selector(".article")


def a_site(report: Opened) -> None:
    """Go to the first site; where there is one alone, it is shown at once."""
    report.go("sites")
    if report.page.locator("main .site").count():
        report.page.click("main .site a >> nth=0")
        report.page.wait_for_timeout(SETTLED)


def a_word(report: Opened) -> None:
    first(report, "topics", "main .card a")
    report.page.click(".wordbars a >> nth=0")
    report.page.wait_for_selector('main[data-view="word"]')


def page_opened(report: Opened) -> None:
    a_page(report)
    report.page.keyboard.press("o")
    report.page.keyboard.press("j")


def page_changed(report: Opened) -> None:
    a_page(report)
    report.page.keyboard.press("d")
    report.page.wait_for_timeout(SETTLED)


def overview_opened(report: Opened) -> None:
    report.go("")
    report.page.evaluate("document.querySelectorAll('details.role').forEach(it => { it.open = true; })")


def near(report: Opened) -> None:
    on_map(report)
    report.page.focus("canvas")
    for _ in range(4):
        report.page.keyboard.press("+")
    report.page.wait_for_timeout(2 * SETTLED)


def on_map(report: Opened, query: str = "") -> None:
    report.go("map" + query)
    report.page.wait_for_timeout(2 * SETTLED)


def pointed(report: Opened) -> None:
    on_map(report, "?by=cluster")
    report.page.focus("canvas")
    report.page.keyboard.press("Enter")


def searched(report: Opened) -> None:
    report.go("")
    report.page.fill("#search", "的")
    report.page.wait_for_timeout(2 * SETTLED)


def helped(report: Opened) -> None:
    report.go("")
    report.page.keyboard.press("?")


def of_one(view: str, link: str) -> View:
    return lambda report: first(report, view, link)


VIEWS: dict[str, View] = {
    "overview": lambda report: report.go(""),
    "overview-open": overview_opened,
    "topics": lambda report: report.go("topics"),
    "topic": of_one("topics", "main .card a"),
    "word": a_word,
    "map": on_map,
    "map-near": near,
    "map-date": lambda report: on_map(report, "?by=date"),
    "map-noise": lambda report: on_map(report, "?by=noise"),
    "map-pointed": pointed,
    "clusters": lambda report: report.go("clusters"),
    "cluster": of_one("clusters", "main .card a"),
    "sites": lambda report: report.go("sites"),
    "site": a_site,
    "review": lambda report: report.go("review"),
    "pages": lambda report: report.go("pages"),
    "found": lambda report: report.go("pages?q=的&by=date"),
    "page": a_page,
    "page-open": page_opened,
    "page-changes": page_changed,
    "search": searched,
    "keys": helped,
}
AS_SEEN = {"search", "keys", "page-open"}  # what floats is taken as the window shows it


def taken(report: Opened, lang: str, views: Sequence[str], out: Path) -> Iterator[tuple[Path, list[str]]]:
    """Take each view of a report in one language: the picture, and what is wrong in it."""
    if report.page.evaluate("document.documentElement.lang.slice(0, 2)") != lang:
        report.page.click(".switches button >> nth=0")
        report.page.wait_for_timeout(SETTLED)
    for name in views:
        try:
            VIEWS[name](report)
        except Exception as error:  # a view that cannot be reached is told, the others are taken
            yield out / name, [f"cannot be reached: {str(error).splitlines()[0]}"]
            continue
        report.page.wait_for_timeout(SETTLED // 2)
        found = complaints(report.page) + report.complaints
        report.complaints.clear()
        whole = name not in AS_SEEN
        height = report.page.evaluate("document.documentElement.scrollHeight")
        path = out / f"{name}-{lang}.png"
        size = report.page.viewport_size or {"width": 0}
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(height, HIGHEST)}
        report.page.screenshot(path=path, full_page=whole, clip=clip if whole else None)
        report.page.keyboard.press("Escape")
        yield path, found


def sheet(pictures: Sequence[Path], width: int, path: Path) -> None:
    """Write pictures small on one sheet, in rows."""
    small = []
    for picture in pictures:
        image = Image.open(picture).convert("RGB")
        size = SMALL[width]
        image = image.resize((size, round(image.height * size / image.width)), Image.Resampling.LANCZOS)
        small.append(image.crop((0, 0, size, min(image.height, SHEET_HEIGHT))))
    columns = COLUMNS if width > 600 else 2 * COLUMNS  # narrow ones: twice as many beside each other
    rows = [small[i : i + columns] for i in range(0, len(small), columns)]
    heights = [max(image.height for image in row) + 12 for row in rows]
    whole = Image.new("RGB", (columns * (SMALL[width] + 12), sum(heights)), "#777")
    at = 0
    for row, height in zip(rows, heights, strict=True):
        for i, image in enumerate(row):
            whole.paste(image, (i * (SMALL[width] + 12), at))
        at += height
    whole.save(path)


def take(browser: Browser, report: Path, views: Sequence[str], out: Path) -> None:
    """Take all pictures of a report, and its sheets."""
    for width, scheme in product(WIDTHS, SCHEMES):
        folder = out / f"{width}-{scheme}"
        folder.mkdir(parents=True, exist_ok=True)
        opened, pictures = Opened(browser, report, width, scheme), []
        for lang in LANGUAGES:
            for path, found in taken(opened, lang, views, folder):
                if path.is_file():
                    pictures.append(path)
                for one in found:
                    print(f"{out.name} {width} {scheme} {path.stem}: {one}", flush=True)
        sheet(pictures, width, out / f"sheet-{width}-{scheme}.png")
        opened.context.close()


def main(arguments: Sequence[str] | None = None) -> None:
    """Take them."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # as tests.show.opened_report

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--made", nargs="*", type=int, default=[])
    parser.add_argument("--out", type=Path, default=Path("out/screenshots"))
    parser.add_argument("--views", nargs="*", choices=VIEWS, default=list(VIEWS))
    options = parser.parse_args(arguments)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as temporary:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        reports = {folder.name: folder / "report.html" for folder in options.folders}
        for n in options.made:
            reports[f"made-{n}"] = write(tables_of(n), Path(temporary) / str(n))
        for name, report in reports.items():
            take(browser, report, options.views, options.out / name)


if __name__ == "__main__":
    main()
