"""Articles in the surroundings of others (`one_site.py`)."""

from tests.benchmarks.one_site import FRAMES, OTHERS, pages_of_one_site


def record(number: int) -> dict[str, object]:
    """Return a page with a menu, an article of two lines with one in doubt between them, and a footer."""
    lines = [f"菜单{number}", f"文章{number}甲。", "存疑", f"文章{number}乙。", f"页脚{number}"]
    labels = ["noise", "content", "content", "content", "noise"]
    named = {"id": f"page{number}", "brand": f"site{number % 3}", "kind": "article"}
    return named | {"lines": lines, "labels": labels, "ambiguous": [2]}


RECORDS = [record(number) for number in range(30)]
PAGES, GOLD, SITES = pages_of_one_site(RECORDS)


def test_each_frame_holds_its_own_article_and_others_once() -> None:
    assert len(PAGES) == FRAMES * (1 + OTHERS)
    assert PAGES[0].name.endswith("/0")
    for start in range(0, len(PAGES), 1 + OTHERS):
        group = PAGES[start : start + 1 + OTHERS]
        number = group[0].name.removeprefix("site:page").removesuffix("/0")
        assert {page.text.split("\n")[0] for page in group} == {f"菜单{number}"}
        assert {page.text.split("\n")[-1] for page in group} == {f"页脚{number}"}
        articles = [page.text.split("\n")[1] for page in group]
        assert articles[0] == f"文章{number}甲。"
        assert len(set(articles)) == 1 + OTHERS
        assert {SITES[page.name] for page in group} == {f"site{int(number) % 3}"}


def test_the_gold_goes_with_the_lines_and_doubt_is_left_out() -> None:
    for page in PAGES:
        marks = [GOLD.get((page.name, n)) for n in range(1, 6)]
        assert [line[:2] for line in page.text.split("\n")] == ["菜单", "文章", "文章", "存疑", "页脚"]
        assert marks == [0, 1, 1, None, 0]


def test_the_same_records_give_the_same_pages_and_forums_none() -> None:
    assert pages_of_one_site(RECORDS) == (PAGES, GOLD, SITES)
    assert pages_of_one_site([{**RECORDS[0], "kind": "forum"}]) == ([], {}, {})
