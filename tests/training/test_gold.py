import gzip
import io
import json
import tarfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reading.pages import Page
from analysis.reading.records import tsv_rows
from analysis.separation.evidence import observe
from analysis.separation.roles import ROLES
from analysis.separation.wording import counts
from analysis.training.fixes import Fix
from analysis.training.gold import (
    THREAD_WEIGHT,
    UNKNOWN,
    Examples,
    aligned,
    clean_documents,
    examples,
    gold_lines,
    gold_pages,
    html_gold,
    html_pages,
    importance,
    join,
    more_roles,
    pages_in_turn,
    read_records,
    role_examples,
    role_gold,
    role_pages,
    text_gold,
)
from analysis.words.tokenizer import Tokenizer
from tests.samples import gather

BOAT = ["首页 要闻", "渡船停航", "", "因为河水上涨，渡船从昨天起停航，船长说要等到雨季之后。", "版权所有"]
FAIR = ["庙会开场", "今年的庙会在城南的广场上举行，糖画的摊位前排起了长队。", "版权所有"]
RECORDS: list[dict[str, Any]] = [
    {
        "id": "boat", "brand": "云津", "lines": BOAT, "html": "boat.html",
        "labels": ["noise", "content", "noise", "content", "noise"], "ambiguous": [4],
    },
    {"id": "fair", "brand": "临川", "lines": FAIR, "labels": ["content", "content", "noise"]},
]  # fmt: skip
PAGES = [Page(r["id"], "\n".join(r["lines"])) for r in RECORDS]
SITES = {r["id"]: r["brand"] for r in RECORDS}
ALL = {(page.name, n): n for page in PAGES for n in range(1, page.text.count("\n") + 2)}


def write_records(path: Path, records: list[dict[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(r, ensure_ascii=False) + "\n" for r in records)
    return path


def write_archive(path: Path, files: dict[str, bytes]) -> None:
    with tarfile.open(path, "w:gz") as archive:
        folder = tarfile.TarInfo("html")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        for name, raw in files.items():
            member = tarfile.TarInfo(f"html/{name}")
            member.size = len(raw)
            archive.addfile(member, io.BytesIO(raw))


def alike(a: Examples, b: Examples) -> None:
    for name in ("target", "size", "weight", "line"):
        np.testing.assert_array_equal(getattr(a, name), getattr(b, name))
    np.testing.assert_array_equal(a.evidence.whole(), b.evidence.whole())
    np.testing.assert_array_equal(a.evidence.has_tags, b.evidence.has_tags)
    np.testing.assert_array_equal(a.counts.toarray(), b.counts.toarray())
    assert (a.site, a.page) == (b.site, b.page)


@pytest.mark.parametrize(
    ("changed", "gold"),
    [
        ({}, {1: False, 2: True, 3: False, 4: True}),
        ({"ambiguous": []}, {1: False, 2: True, 3: False, 4: True, 5: False}),
        ({"ambiguous": [0, 1]}, {3: False, 4: True, 5: False}),
        ({"labels": []}, {}),
    ],
)
def test_gold_is_by_line_from_one_without_what_is_ambiguous(changed: dict[str, Any], gold: dict[int, bool]) -> None:
    assert gold_lines(RECORDS[0] | changed) == gold


def test_a_record_without_ambiguous_lines_has_gold_for_all() -> None:
    assert gold_lines(RECORDS[1]) == {1: True, 2: True, 3: False}


@pytest.mark.parametrize(
    ("ours", "theirs", "pairs"),
    [
        (["甲", "乙", "丙"], ["甲", "乙", "丙"], [(0, 0), (1, 1), (2, 2)]),
        (["甲", "多", "乙"], ["甲", "乙"], [(0, 0), (2, 1)]),
        (["甲", "乙"], ["前", "甲", "中", "乙"], [(0, 1), (1, 3)]),
        ([" 甲 \t乙"], ["甲 乙\u3000"], [(0, 0)]),
        (["甲乙"], ["甲 乙"], []),
        (["渡船", "停航"], ["渡船停航"], []),
        ([], ["甲"], []),
    ],
)
def test_lines_that_two_flattenings_share_are_paired(
    ours: list[str], theirs: list[str], pairs: list[tuple[int, int]]
) -> None:
    assert list(aligned(ours, theirs)) == pairs


def test_a_line_that_is_often_repeated_is_paired_as_well() -> None:
    lines = ["更多", "渡船"] * 300
    assert list(aligned(["首页", *lines], lines)) == [(i + 1, i) for i in range(600)]


LINES = st.lists(st.sampled_from(["甲", "乙", " 乙", "丙\u3000丁", "丙 丁"]), max_size=12)


@given(LINES, LINES)
def test_pairs_are_of_equal_lines_and_cross_nowhere(ours: list[str], theirs: list[str]) -> None:
    pairs = list(aligned(ours, theirs))
    assert all(ours[i].split() == theirs[j].split() for i, j in pairs)
    assert pairs == sorted(set(pairs))
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)


def test_examples_are_the_lines_that_have_gold() -> None:
    gold = {("boat", 2): 1, ("boat", 4): 3, ("fair", 3): -1, ("fair", 9): 1}  # -1: noise of whatever role
    found = examples(PAGES, gold, SITES, together=True)
    assert found.target.tolist() == [1, 3, -1]
    assert found.size.tolist() == [4, 24, 4]
    assert found.weight.tolist() == pytest.approx([3, np.sqrt(29), 3])
    assert (found.site, found.page) == (["云津", "云津", "临川"], ["boat", "boat", "fair"])
    assert found.line.tolist() == [2, 4, 3]
    seen = observe(PAGES, Tokenizer())
    np.testing.assert_array_equal(found.evidence.whole(), gather(seen, 2)[[1, 2, 6]].whole())
    words = counts(seen.lines.folded, seen.lines.page)[[1, 2, 6]]
    np.testing.assert_array_equal(found.counts.toarray(), words.toarray())


def test_whole_pages_have_the_lines_as_well_that_gold_says_nothing_of() -> None:
    gold = {("boat", 2): 1, ("boat", 4): 3, ("fair", 3): 0}
    whole, known = (examples(PAGES, gold, SITES, together=True, whole=w) for w in (True, False))
    assert list(zip(whole.page, whole.line.tolist(), strict=True)) == [key for key in ALL if key != ("boat", 3)]
    assert whole.target.tolist() == [UNKNOWN, 1, 3, UNKNOWN, UNKNOWN, UNKNOWN, 0]
    alike(whole[whole.target != UNKNOWN], known)


def test_pages_are_numbered_in_turn_and_anew_where_one_comes_twice() -> None:
    once = examples(PAGES, ALL, SITES, together=True)
    n = len(once.page)
    first = np.array([page == "boat" for page in once.page])
    assert pages_in_turn(join([once, once])).tolist() == [*(~first).astype(int), *(2 + (~first).astype(int))]
    twice = once[first]  # whose two copies stand together
    assert pages_in_turn(join([twice, twice])).tolist() == [0] * sum(first) + [1] * sum(first)
    assert n > sum(first)


def test_a_line_weighs_more_the_longer_it_is_but_less_than_in_proportion() -> None:
    assert importance(np.array([0, 4, 20, 95])).tolist() == pytest.approx([np.sqrt(5), 3, 5, 10])


@pytest.mark.parametrize(("together", "repeats"), [(True, np.log(2)), (False, 0)])
def test_pages_are_described_in_company_or_alone(together: bool, repeats: float) -> None:
    found = examples(PAGES, ALL, SITES, together=together)
    assert list(zip(found.page, found.line.tolist(), strict=True)) == [key for key in ALL if key != ("boat", 3)]
    assert found.evidence.fact("repeats") == pytest.approx([0, 0, 0, repeats, 0, 0, repeats])
    alone = [examples([page], ALL, SITES, together=True).counts.toarray() for page in PAGES]
    np.testing.assert_array_equal(found.counts.toarray(), np.vstack(alone))


def test_the_mask_picks_rows_of_everything() -> None:
    found = examples(PAGES, ALL, SITES, together=False)
    mask = np.array([s == "临川" for s in found.site])
    picked = found[mask]
    assert picked.target.tolist() == [1, 2, 3]
    assert picked.size.tolist() == [4, 25, 4]
    np.testing.assert_array_equal(picked.evidence.whole(), found.evidence[4:].whole())
    np.testing.assert_array_equal(picked.weight, found.weight[4:])
    np.testing.assert_array_equal(picked.counts.toarray(), found.counts.toarray()[4:])
    assert picked.line.tolist() == [1, 2, 3]
    assert (picked.site, picked.page) == (["临川"] * 3, ["fair"] * 3)
    assert len(found[~mask].target) == 4


def test_parts_cut_off_and_joined_are_the_whole() -> None:
    found = examples(PAGES, ALL, SITES, together=True)
    first = np.arange(len(found.target)) < 3
    alike(join([found[first], found[~first]]), found)
    assert join([found[~first], found[first]]).page == ["boat", *["fair"] * 3, *["boat"] * 3]


def test_records_and_tables_are_read_as_they_were_written(tmp_path: Path) -> None:
    assert read_records(write_records(tmp_path / "dev.jsonl.gz", RECORDS)) == RECORDS
    table = tmp_path / "gold.tsv"
    table.write_text('page\tline\thead\nboat\t1\t"渡船\nfair\t2\t“庙会”\n', encoding="utf-8")
    assert tsv_rows(table) == [
        {"page": "boat", "line": "1", "head": '"渡船'},
        {"page": "fair", "line": "2", "head": "“庙会”"},
    ]


def test_pages_with_gold_are_examples_of_content_and_noise(tmp_path: Path) -> None:
    path = write_records(tmp_path / "dev.jsonl.gz", RECORDS)
    found = gold_pages(path, together=True)
    assert found.target.tolist() == [0, 1, 1, 1, 1, 0]  # the blank line and the ambiguous one are no examples
    assert found.page == ["boat"] * 3 + ["fair"] * 3
    assert found.site == ["云津"] * 3 + ["临川"] * 3
    assert not found.evidence.has_tags.any()
    assert not found.evidence.tags.any()
    assert found.evidence.fact("repeats")[-1] == pytest.approx(np.log(2))
    assert gold_pages(path, together=False).evidence.fact("repeats")[-1] == 0


HTML = f"""<html><head><meta charset="gbk"><title>渡船</title></head><body>
<ul><li><a href=x>首页</a> <a href=x>要闻</a></ul><p>新来的一行</p>
<div class="content"><h1>渡船停航</h1><p>　{BOAT[3]}</p></div><p>版权所有</p></body></html>"""


def test_html_gets_the_gold_of_the_lines_it_shares_with_the_flattened_page(tmp_path: Path) -> None:
    write_records(tmp_path / "dev.jsonl.gz", RECORDS)
    write_archive(tmp_path / "dev_html.tar.gz", {"boat.html": HTML.encode("gbk")})
    found = html_pages(tmp_path, together=True)
    assert found.target.tolist() == [0, 1, 1]  # neither the new line nor the ambiguous last
    assert found.size.tolist() == [4, 4, 24]
    assert (found.page, found.site) == (["boat"] * 3, ["云津"] * 3)
    assert found.evidence.has_tags.all()
    assert found.evidence.fact("html_in_item").tolist() == [1, 0, 0]
    assert found.evidence.fact("html_linked").tolist() == [1, 0, 0]
    assert found.evidence.fact("html_good").tolist() == [9, 1, 1]
    assert found.evidence.fact("length_at_-1") == pytest.approx([-1, *np.log1p([5, 4])])


FIXES = {"boat": [Fix(0, 0, "doubt"), Fix(3, 3, "noise")], "fair": [Fix(2, 2, "content")]}


def test_gold_is_corrected_where_it_is_read(tmp_path: Path) -> None:
    path = write_records(tmp_path / "dev.jsonl.gz", RECORDS)
    write_archive(tmp_path / "dev_html.tar.gz", {"boat.html": HTML.encode("gbk")})
    assert gold_pages(path, True, FIXES).target.tolist() == [1, 0, 1, 1, 1]
    assert html_pages(tmp_path, True, FIXES).target.tolist() == [1, 0]
    fair = {("fair", n): True for n in (1, 2, 3)}
    assert text_gold(path, FIXES) == {("boat", 2): True, ("boat", 3): False, ("boat", 4): False, **fair}
    pages, marks = html_gold(tmp_path, FIXES)
    assert [page.name for page in pages] == ["boat"]
    assert sorted(marks.values()) == [False, True]


def test_html_pages_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    fair = RECORDS[1] | {"html": "a.html"}
    write_records(tmp_path / "dev.jsonl.gz", [RECORDS[0], fair])
    raw = "".join(f"<p>{line}</p>" for line in FAIR).encode()
    write_archive(tmp_path / "dev_html.tar.gz", {"boat.html": HTML.encode("gbk"), "a.html": raw})
    found = html_pages(tmp_path, together=False)
    assert found.page == ["fair"] * 3 + ["boat"] * 3
    assert found.target.tolist() == [1, 1, 0, 0, 1, 1]


def test_every_line_of_a_clean_document_is_content(tmp_path: Path) -> None:
    documents = [{"title": "庙会", "text": FAIR[1]}, {"text": f"{BOAT[3]}\n\n老桥"}, {"title": "", "text": "集市"}]
    path = write_records(tmp_path / "news.jsonl.gz", documents)
    found = clean_documents(path)
    assert found.target.tolist() == [1] * 5
    assert found.size.tolist() == [2, 25, 24, 2, 2]
    assert found.page == [f"news.jsonl#{i}" for i in (1, 1, 2, 2, 3)]
    assert found.site == ["news.jsonl"] * 5
    assert clean_documents(path, most=1).page == ["news.jsonl#1"] * 2


def write_roles(data: Path, gold: Path) -> None:
    write_records(data / "pages/dev.jsonl.gz", [*RECORDS, RECORDS[1] | {"id": "other"}])
    (data / "pages/roles_dev.tsv").write_text("page_id\tline\trole\nboat\t0\twidget\nboat\t3\tbody\n", encoding="utf-8")
    gold.mkdir()
    (gold / "roles.tsv").write_text(
        "page_id\tfirst\tlast\trole\nboat\t0\t1\ttitle\nfair\t2\t2\tlegal\n", encoding="utf-8"
    )
    (gold / "more_roles.tsv").write_text("page_id\tfirst\tlast\trole\nother\t1\t2\tbody\n", encoding="utf-8")


def test_roles_by_run_of_lines_count_more_than_those_by_line(tmp_path: Path) -> None:
    write_roles(tmp_path, tmp_path / "gold")
    named = {key: ROLES[role] for key, role in role_gold(tmp_path, tmp_path / "gold").items()}
    assert named == {("boat", 1): "title", ("boat", 2): "title", ("boat", 4): "body", ("fair", 3): "legal"}
    assert more_roles(tmp_path / "gold") == {("other", n): ROLES.index("body") for n in (2, 3)}


def test_roles_are_learned_from_the_development_pages_and_the_seeds(tmp_path: Path) -> None:
    write_roles(tmp_path, tmp_path / "gold")
    seeds = tmp_path / "seeds"
    (seeds / "pages/linchuan").mkdir(parents=True)
    (seeds / "pages/linchuan/a.txt").write_text("要闻\n\n河水上涨，渡船停航。\n", encoding="utf-8")
    (seeds / "gold.tsv").write_text(
        "page\tline\trole\nlinchuan/a.txt\t1\tnavigation\nlinchuan/a.txt\t3\tbody\n", encoding="utf-8"
    )
    pages = role_pages(tmp_path, role_gold(tmp_path, tmp_path / "gold"))
    found = role_examples(tmp_path, seeds, tmp_path / "gold")
    assert set(pages.page) == {"boat", "fair"}
    alike(pages[pages.target != UNKNOWN], found[np.array([page in SITES for page in found.page])])
    assert UNKNOWN in pages.target
    assert [ROLES[i] for i in found.target.tolist()] == ["title", "title", "body", "legal", "navigation", "body"]
    assert found.page == ["boat"] * 3 + ["fair"] + ["linchuan/a.txt"] * 2
    assert found.site == ["云津"] * 3 + ["临川"] + ["linchuan"] * 2
    assert found.evidence.fact("repeats")[3] == pytest.approx(np.log(2))  # the third page is not read


def test_threads_weigh_more_than_articles(tmp_path: Path) -> None:
    article = {
        "id": "a",
        "brand": "x",
        "kind": "article",
        "lines": ["渡船停航了，街坊改走老桥。"],
        "labels": ["content"],
    }
    path = tmp_path / "pages.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for record in (article, {**article, "id": "b", "kind": "forum"}):
            file.write(json.dumps(record) + "\n")
    found = gold_pages(path, together=False)
    assert found.weight[1] == pytest.approx(THREAD_WEIGHT * found.weight[0])
