"""Hostile bytes the whole way, a few of each kind; `million`, `guided` and `models` send very many more.

What those have found stands here as a test of its own.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reading.limits import Limits
from analysis.reading.page import Page, page_of
from analysis.reading.pages import read_pages
from analysis.run.workflow import TopicAnalysis
from tests.fuzz import models
from tests.fuzz.inputs import Input, input_of
from tests.fuzz.million import Fuzz
from tests.fuzz.nasties import TEXTS, files, tarred, zipped
from tests.fuzz.way import judge, judge_alone, pages_of, write_and_read
from tests.samples import FERRY, TEA


def whole_way(pages: list[Page]) -> None:
    judge_alone(pages)
    write_and_read(judge(pages))


@pytest.mark.parametrize("name", TEXTS)
def test_a_nasty_text_goes_the_whole_way(name: str) -> None:
    raw = TEXTS[name].encode("utf-8", "surrogatepass")
    pages = [page for ending in (".txt", ".html") for page in pages_of(Input(f"a{ending}", raw))]  # or a refusal
    whole_way([page_of(TEXTS[name], False, Page("handed in", "")), *pages])


@pytest.mark.parametrize("name", files())
def test_a_sound_file_of_each_kind_goes_the_whole_way(name: str) -> None:
    pages = pages_of(Input(name, files()[name]))
    assert any(line in page.text for page in pages for line in TEA)
    whole_way(pages)


def test_random_and_changed_inputs_go_the_whole_way(tmp_path: Path) -> None:
    fuzz = Fuzz(3, tmp_path)
    for number in range(150):
        fuzz.send(number)
    fuzz.flush()
    assert fuzz.broken == []
    assert fuzz.told["pages"] > 75


@given(texts=st.lists(st.text(), min_size=1, max_size=6))
@settings(max_examples=15)
def test_any_texts_go_the_whole_way(texts: list[str]) -> None:
    raw = [Input("a.txt", text.encode("utf-8", "surrogatepass")) for text in texts]
    if pages := [page for one in raw for page in pages_of(one)]:
        whole_way(pages)


def test_an_input_is_a_function_of_its_number() -> None:
    assert input_of(5, 1) == input_of(5, 1) != input_of(6, 1)


def test_a_line_of_fifty_megabytes_is_cut_and_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("渡口的石阶，" * 2_800_000, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEA[0], encoding="utf-8")
    assert (tmp_path / "a.txt").stat().st_size > 50_000_000
    read = read_pages(tmp_path)
    assert [len(page.text) for page in read] == [Limits().line, len(TEA[0])]
    assert [(one.name, one.reason) for one in read.cut] == [("a.txt", "cut")]


def test_ten_thousand_identical_pages_have_a_topic_and_a_row_for_each_line() -> None:
    fitted = TopicAnalysis(lang="en").fit(Page(f"{i}.txt", "\n".join(TEA)) for i in range(10_000))
    assert len(fitted.lines_) == 10_000 * len(TEA)
    assert set(fitted.pages_["topic"]) == set(fitted.pages_["cluster"]) == {0}
    assert list(fitted.topics_["pages"]) == [10_000]


@pytest.mark.parametrize("n", [2, 39, 60])
def test_pages_that_are_all_copies_of_one_or_two_are_fitted(n: int) -> None:
    for bodies in ([TEA], [TEA, FERRY]):
        pages = [Page(f"{i}.txt", "\n".join(bodies[i % len(bodies)])) for i in range(n)]
        assert list(TopicAnalysis(lang="en").fit(pages).pages_["topic"].notna()) == [True] * n


def test_pages_that_share_their_only_word_are_fitted() -> None:
    fitted = TopicAnalysis(lang="en").fit(Page(f"{i}.txt", "渡口" * (i + 1)) for i in range(60))
    assert len(fitted.topics_) == 1
    assert fitted.topics_["words"][0] == "渡口"


# found by them


def test_a_tar_that_ends_in_a_member_is_refused() -> None:
    pages = pages_of(Input("a.tar", tarred({"a.txt": TEA[0].encode(), "b.txt": b"x" * 3_000})[:2_000]))
    assert [page.text for page in pages] == [TEA[0]]


def test_a_member_without_a_name_is_refused_with_its_archive() -> None:
    raw = zipped({"x": b"one"}).replace(b"x", b"\0")
    assert pages_of(Input("a.zip", raw)) == []


def test_half_a_character_in_a_title_is_replaced() -> None:
    row = json.dumps({"title": "渡\ud800船", "text": TEA[0]}).encode()
    [page] = pages_of(Input("a.jsonl", row))
    assert (page.title, page.text.split("\n")[0]) == ("渡\ufffd船", "渡\ufffd船")
    whole_way([page])


def test_cells_that_look_like_defused_formulas_are_read_back() -> None:
    text = "\n".join(["=1+1", "'=1+1", "''=1+1", "\t=1+1", "'\t@x", "-", "'-", "'十二'"])
    whole_way(pages_of(Input("a.txt", text.encode())))


# models


def test_changed_models_judge_or_are_refused(tmp_path: Path) -> None:
    loaded = [models.once(number, 0, tmp_path / "model") for number in range(60)]
    assert 0 < sum(loaded) < len(loaded)
