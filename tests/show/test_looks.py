"""What of the report's looks can be measured in a real browser: nothing overlaps, is cut off or hard to read."""

import pytest

from tests.show.looks import complaints
from tests.show.opened_report import Open
from tests.show.screenshots import VIEWS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_overlaps_is_cut_or_hard_to_read(opened: Open, width: int, scheme: str) -> None:
    report = opened(308, width, scheme=scheme)
    wrong = {}
    for name, view in VIEWS.items():
        view(report)
        wrong[name] = complaints(report.page)
        report.page.keyboard.press("Escape")
    assert {name: found for name, found in wrong.items() if found} == {}


def test_what_looks_wrong_is_found(opened: Open) -> None:
    report = opened(5, 390)
    report.page.evaluate("""() => {
        const main = document.querySelector("main"), [a, b, c] = [1, 2, 3].map(() => document.createElement("p"));
        [a.textContent, b.textContent, c.textContent] = ["很浅的字", "叠在一起的字", "切掉的字切掉的字切掉的字"];
        Object.assign(a.style, { color: "#ddd", fontSize: "9px" });
        Object.assign(b.style, { marginTop: "-30px" });
        Object.assign(c.style, { overflow: "hidden", whiteSpace: "nowrap", width: "50px" });
        main.append(a, b, c);
    }""")
    found = " ".join(complaints(report.page))
    for kind in ("contrast 1.", "letters of 9 px", "overlap", "cut P."):
        assert kind in found
