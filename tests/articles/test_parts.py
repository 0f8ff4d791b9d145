import pytest

from analysis.articles.parts import say
from analysis.reading.pages import Page
from tests.samples import FERRY, TEA, corpus_of

PAGES = [Page("a", "\n".join(TEA[:3])), Page("b", "\n"), Page("c", "\n".join(FERRY), title="渡口的石阶")]


@pytest.mark.parametrize("n", [1, 2, 5])
def test_parts_tell_what_the_whole_tells(n: int) -> None:
    corpus = corpus_of(PAGES)
    said = [say(part, True) for part in corpus.parts(n)]
    assert [fact for one in said for fact in one.facts] == corpus.facts
    assert {name: text for one in said for name, text in one.clean.items()} == corpus.clean(True)
    assert [reason for one in said for reason in one.reasons] == corpus.judged.reasons()


def test_each_part_has_its_own_pages_and_lines() -> None:
    first, second = corpus_of(PAGES).parts(2)
    assert (first.names, second.names) == (["a", "b"], ["c"])
    assert (first.lines.text, second.lines.text) == (TEA[:3], FERRY)
    assert second.lines.page.tolist() == [0] * 4
    assert second.titles == ["渡口的石阶"]


def test_a_page_without_lines_tells_nothing_and_keeps_nothing() -> None:
    part = corpus_of(PAGES).parts(3)[0]
    assert part.clean(False)["b"] == ""
    assert part.facts()[1].title == ""
