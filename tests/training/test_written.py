from pathlib import Path

import numpy as np
import pytest

from analysis.reading.tags import NAMES
from analysis.separation.roles import ROLES
from analysis.training import written
from analysis.training.gold import THREAD_WEIGHT, importance
from analysis.training.written import theme_of, written_examples, written_pages

ARTICLE = [
    ("渡口晨报 首页 要闻", "navigation"),
    ("渡船停航的消息传遍了两岸", "title"),
    ("记者 周亭", "meta"),
    ("渡船停航的消息一早就传遍了河边的每一户人家，谁也没有想到会是今天。", "body"),
    ("船工们说，这条船已经开了四十多年，从来没有一天在汛期以外停过。", "body"),
    ("读者河生：小时候天天坐这条船，心里不好受。", "widget"),
    ("桥头的早市搬到哪里去了", "related"),
]
THREAD = [
    ("老桥论坛 > 闲话", "navigation"),
    ("渡船真的不开了吗", "title"),
    *[line for n in range(3) for line in ((f"{n}楼 河生 08:1{n}", "meta"), ("我也想知道，有谁去看过了？", "body"))],
]
LIST = [
    ("摆渡价目", "title"),
    *[(f"{name} {n}元", "body") for n, name in enumerate(("成人", "儿童", "自行车", "三轮车"), 1)],
]


def write(folder: Path, **pages: list[tuple[str, str]]) -> Path:
    """Write pages and the runs of their roles as they stand in seeds/."""
    (folder / "sites").mkdir()
    rows = ["page_id\tfirst\tlast\trole"]
    for name, lines in pages.items():
        (folder / "sites" / f"{name}.txt").write_text("\n".join(text for text, _ in lines) + "\n", encoding="utf-8")
        rows += [f"{name}.txt\t{n}\t{n}\t{role}" for n, (_, role) in enumerate(lines)]
    (folder / "sites.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("seeds"), article=ARTICLE, list=LIST, thread=THREAD)


def test_each_line_has_the_role_that_was_written_beside_it(seeds: Path) -> None:
    pages, roles = written_pages(seeds)
    assert [page.name for page in pages] == ["written:article.txt", "written:list.txt", "written:thread.txt"]
    assert [ROLES[roles[pages[0].name, n]] for n in range(1, 8)] == [role for _, role in ARTICLE]


def test_a_page_is_built_as_a_site_would_build_it(seeds: Path) -> None:
    pages, _ = written_pages(seeds)
    facts = {page.name: page.markup for page in pages}
    found = facts["written:article.txt"]
    assert found is not None
    linked = found[:, NAMES.index("html_linked")]
    assert (linked[0], linked[6]) == (1.0, 1.0)  # the menu and the other article's headline
    assert linked[[1, 3, 4]].tolist() == [0.0] * 3
    again = {page.name: page.markup for page in written_pages(seeds)[0]}
    for name, markup in facts.items():
        np.testing.assert_array_equal(markup, again[name])


def test_each_page_is_a_site_of_its_own_and_threads_weigh_more(seeds: Path) -> None:
    found = written_examples(seeds)
    assert found.site == found.page
    assert len(found.target) == len(ARTICLE) + len(LIST) + len(THREAD)
    assert found.evidence.has_tags.all()
    louder = np.where(np.array(found.page) == "written:thread.txt", THREAD_WEIGHT, 1.0)
    np.testing.assert_allclose(found.weight, louder * importance(found.size))


def test_pages_to_learn_from_are_built_otherwise_than_those_to_measure(seeds: Path) -> None:
    builds: list[list[bool]] = []
    for held_out in (False, True):
        with pytest.MonkeyPatch.context() as patch:
            builds.append([])
            patch.setattr(written, "markup_of", lambda *given: builds[-1].append(given[3]))
            written_pages(seeds, held_out=held_out)
    assert builds == [[False] * 3, [True] * 3]


def test_pages_of_a_theme_share_the_first_part_of_their_name() -> None:
    assert theme_of("written:old_07.txt") == theme_of("written:old_11.txt") == "old"


def test_posts_and_lists_are_built_as_such(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kinds: list[str] = []
    monkeypatch.setattr(written, "markup_of", lambda kind, *_: kinds.append(kind))
    written_pages(seeds)
    assert kinds == ["article", "listing", "threads"]
