import re
from functools import cache

import numpy as np
import pytest

from analysis.errors import BojiError
from analysis.reading.page import Page, page_of
from analysis.separation import explanation as explanation_module
from analysis.separation.evidence import NAMES, TEXT_NAMES
from analysis.separation.explanation import MOST_FACTS, Explanation, explain_line
from analysis.separation.judge import NETWORK_SHARE, TAGS_SHARE, load_separator
from analysis.separation.page import Lines, separate_page
from analysis.separation.pieces import PIECES, PLACE
from analysis.separation.roles import ROLES

TEXT = """首页 > 文化 > 正文

摆渡人和他的四十七级石阶
来源：云津县文化馆 作者：周亭
渡口的石阶一共四十七级，每年开春，守渡人都要把它们从上到下刷一遍，刷完再撒一层细沙。
“石阶刷干净了，赶早市的人才不会滑倒。”他说这话的时候，船正好靠岸，一船的菜筐都湿着。
过渡的孩子们轮流给石缝里的构树浇水，到了夏天，它已经高过了栏杆，叶子遮住了半级台阶。
相关阅读
云津河大桥合龙在即
版权所有 云津县文化馆"""
HTML = "<div class=nav><a href=/>首页</a></div><div class=content>{}</div><div class=footer>版权所有</div>".format(
    "".join(f"<p>{line}</p>" for line in TEXT.split("\n")[2:7])
)
FORMS = ["text", "html"]


@cache
def page(form: str) -> Lines:
    return separate_page(TEXT if form == "text" else page_of(HTML, True, Page("a.html", "")))


def explained(form: str) -> list[Explanation]:
    return [explain_line(page(form), number) for number in page(form).numbers]


@pytest.mark.parametrize("form", FORMS)
def test_the_start_and_the_pieces_sum_to_the_score(form: str) -> None:
    for found in explained(form):
        total = found.start + sum(piece.weight for piece in found.pieces)
        np.testing.assert_allclose(1 / (1 + np.exp(-total)), found.line.score, rtol=1e-9)


def test_the_start_is_that_of_the_trees_that_judged() -> None:
    separator = load_separator()
    assert {found.start for found in explained("text")} == {(1.0 - NETWORK_SHARE) * separator.keep.start()}
    mixed = (1.0 - TAGS_SHARE) * separator.keep.start() + TAGS_SHARE * separator.tagged.start()
    assert {found.start for found in explained("html")} == {mixed}
    assert "tags" in {piece.piece for found in explained("html") for piece in found.pieces}
    assert "tags" not in {piece.piece for found in explained("text") for piece in found.pieces}


def test_a_declared_title_is_explained_by_the_score_it_would_have_had() -> None:
    titled, plain = (separate_page(Page("a", TEXT.split("\n", 2)[2], titled=declared)) for declared in (True, False))
    one, two = explain_line(titled, 1), explain_line(plain, 1)
    assert one.line.score == 1.0 > two.line.score
    assert (one.start, one.pieces) == (two.start, two.pieces)


@pytest.mark.parametrize("form", FORMS)
def test_the_heaviest_piece_stands_first_and_all_weigh_something(form: str) -> None:
    for found in explained(form):
        weights = [abs(piece.weight) for piece in found.pieces]
        assert weights == sorted(weights, reverse=True)
        assert min(weights) > 0
        assert len({piece.piece for piece in found.pieces}) == len(weights)


@pytest.mark.parametrize("form", FORMS)
def test_the_facts_named_are_the_piece_s_heaviest_with_their_values(form: str) -> None:
    for row, found in enumerate(explained(form)):
        evidence = page(form).judged.evidence
        for piece in found.pieces:
            names = [name for name, _, _ in piece.facts]
            shares = [abs(share) for _, _, share in piece.facts]
            assert {NAMES.index(name) for name in names} <= set(PIECES[PLACE[piece.piece]].columns)
            assert [value for _, value, _ in piece.facts] == [evidence.fact(name)[row] for name in names]
            assert len(set(names)) == len(names) <= MOST_FACTS
            assert shares == sorted(shares, reverse=True)
            assert all(shares)
            assert bool(names) == (piece.piece not in {"wording", "role", "regions", "network"})


@pytest.mark.parametrize("form", FORMS)
def test_all_facts_of_a_piece_sum_to_its_weight(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explanation_module, "MOST_FACTS", len(NAMES))
    for found in explained(form):
        for piece in found.pieces:
            if piece.facts:
                np.testing.assert_allclose(sum(share for _, _, share in piece.facts), piece.weight, atol=1e-9)
            assert form == "html" or {name for name, _, _ in piece.facts} <= set(TEXT_NAMES)


def test_each_piece_says_what_it_stands_for_in_both_languages() -> None:
    found = explain_line(page("text"), 1)
    said = {piece.piece: piece.said for piece in found.pieces}
    assert said["run"] == ("在正文密集段之前", "before the densest run of prose")
    assert said["place"] == ("位于页面0%处", "at 0% of the page")
    assert set(said) <= set(PLACE)


def test_what_is_said_agrees_with_the_sign_of_the_weight() -> None:
    said = {(p.piece, p.weight > 0): p.said.en for found in explained("text") for p in found.pieces}
    assert said["wording", True] == "characters usual in articles"
    assert said["wording", False] == "characters usual in furniture"


def test_the_line_and_the_chances_of_its_roles_are_told() -> None:
    found = explain_line(page("text"), 5)
    assert found.line == page("text")[3]
    assert list(found.roles) == list(ROLES)
    assert sum(found.roles.values()) == pytest.approx(1)
    assert max(found.roles, key=lambda role: found.roles[role]) == found.line.role


@pytest.mark.parametrize("number", [0, 2, 11, -1])
def test_a_line_that_is_not_there_is_refused_with_the_range(number: int) -> None:
    with pytest.raises(BojiError, match=re.escape(f"no line {number} with text; it has 1 to 10")):
        explain_line(page("text"), number)


def test_a_page_without_lines_explains_none() -> None:
    with pytest.raises(BojiError, match="has no lines"):
        explain_line(separate_page(" \n"), 1)
