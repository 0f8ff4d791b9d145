import pytest

from analysis.separation.repairs import headline_once, repair
from analysis.show import report_mending
from analysis.show.report_mending import edits

TORN = (
    [
        "渡口的构树",
        "这一年开春，守渡人把四十七级石阶从上到下刷了两遍，又撒了一层细沙，为的是让过渡的孩子",
        "们走得稳当&nbsp;一些。",
    ],
    ["title", "body", "body"],
)
TWICE = (["渡口的构树长高了", "渡口的构树长高了", "正文在此。"], ["title", "heading", "body"])
PLAIN = (["渡口的构树", "正文在此。"], ["title", "body"])


@pytest.mark.parametrize("page", [TORN, TWICE, PLAIN, ([], [])])
@pytest.mark.parametrize("longest", [report_mending.LONGEST, 3])
def test_edits_turn_the_kept_lines_into_the_clean_text(
    page: tuple[list[str], list[str]], longest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_mending, "LONGEST", longest)
    text = "".join(f"{line}\n" for line in page[0])
    for start, stop, instead in reversed(edits(*page)):
        text = text[:start] + instead + text[stop:]
    assert text == "".join(f"{line}\n" for line in repair(*headline_once(*page)))


def test_an_entity_is_one_small_edit_and_a_headline_that_comes_again_one_line() -> None:
    assert edits(["一&nbsp;二"], ["body"]) == [(1, 7, " ")]
    [(start, stop, instead)] = edits(*TWICE)
    assert (stop - start, instead) == (9, "")
    assert edits(*PLAIN) == []
