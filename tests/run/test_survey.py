from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count, islice, permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reading.lines import Repeats, fingerprint, fingerprints, split_lines
from analysis.reading.page_names import natural_order
from analysis.reading.pages import Page
from analysis.run import survey as module
from analysis.run.engine import Engine
from analysis.run.shards import SEAL, Shards
from analysis.run.survey import Chunk, Sample, chunks_of, page_key, repeats_of, survey

NAMES = ["a.txt", "b.csv#2", "b.csv#10", "c/d.html"]
TEXTS = st.lists(st.text("渡船码头石阶\n", max_size=12), max_size=12)


def made(texts: Sequence[str]) -> list[Page]:
    return [Page(f"p.csv#{i}", text) for i, text in enumerate(texts, 1)]


def distinct(n: int) -> list[Page]:
    return made([f"第{i}页\n首页 新闻\n渡口第{i // 3}号" for i in range(n)])


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK_PAGES", 4)


# the sample


def sampled(size: int, pages: Sequence[Page]) -> list[Page]:
    sample = Sample(size)
    for page in pages:
        sample.offer(page)
    return sample.pages()


@given(st.integers(1, 8), st.permutations(range(20)))
def test_the_sample_does_not_hang_on_the_order_of_the_pages(size: int, order: list[int]) -> None:
    pages = distinct(20)
    found = sampled(size, [pages[i] for i in order])
    assert found == sampled(size, pages)
    assert len(found) == size


@given(st.integers(1, 8), st.sets(st.integers(0, 19)))
def test_a_page_of_the_sample_is_in_it_when_others_are_not_there(size: int, away: set[int]) -> None:
    pages = distinct(20)
    rest = [page for i, page in enumerate(pages) if i not in away]
    found, fewer = sampled(size, pages), sampled(size, rest)
    assert len(fewer) == min(size, len(rest))
    assert {page.name for page in found} - {pages[i].name for i in away} <= {page.name for page in fewer}


@given(st.integers(1, 8), st.integers(1, 8))
def test_a_smaller_sample_is_part_of_a_larger_one(one: int, more: int) -> None:
    pages = distinct(20)
    assert {p.name for p in sampled(one, pages)} <= {p.name for p in sampled(one + more, pages)}


def test_the_sample_has_the_pages_of_the_smallest_hashes() -> None:
    pages = distinct(20)
    assert {p.name for p in sampled(5, pages)} == {p.name for p in sorted(pages, key=page_key)[:5]}


def test_where_a_page_lies_does_not_matter_to_the_sample() -> None:
    pages = distinct(20)
    elsewhere = [replace(page, name=f"{99 - i}.txt") for i, page in enumerate(pages)]
    assert {p.text for p in sampled(5, elsewhere)} == {p.text for p in sampled(5, pages)}


def test_fewer_pages_than_asked_for_are_all_taken_in_their_natural_order() -> None:
    pages = [Page(name, name) for name in NAMES]
    assert [p.name for p in sampled(9, pages[::-1])] == NAMES
    assert sampled(9, []) == []


@given(st.permutations(range(20)))
def test_sampled_pages_come_in_their_natural_order(order: list[int]) -> None:
    found = sampled(7, [distinct(20)[i] for i in order])
    assert found == sorted(found, key=lambda p: natural_order(p.name))


def test_copies_are_sampled_as_the_pages_they_are() -> None:
    assert [p.name for p in sampled(9, [Page(name, "渡口") for name in NAMES])] == NAMES


def test_a_page_s_key_tells_its_text_and_its_title_and_not_its_name() -> None:
    page = Page("a", "渡口\n石阶", title="渡口", titled=True)
    assert page_key(replace(page, name="b", sha256="0" * 64)) == page_key(page)
    others = [replace(page, text="渡口\n石阶 "), replace(page, title="石阶"), replace(page, titled=False)]
    assert len({page_key(each) for each in [page, *others, Page("a", "\ud800"), Page("a", "")]}) == 6
    assert len(page_key(page)) == 16


# chunks


def keys(pages: Sequence[Page]) -> list[str]:
    return [chunk.key for chunk in chunks_of(pages)]


@given(st.integers(0, 13))
def test_chunks_are_the_pages_in_their_order_with_the_last_one_shorter(n: int) -> None:
    pages = distinct(n)
    chunks = list(chunks_of(pages))
    assert [page for chunk in chunks for page in chunk.pages] == pages
    assert [chunk.number for chunk in chunks] == list(range(len(chunks)))
    assert [chunk.size for chunk in chunks] == [len(chunk.pages) for chunk in chunks]
    assert all(chunk.size == 4 for chunk in chunks[:-1])


def test_chunks_are_cut_as_they_are_asked_for() -> None:
    endless = (Page(f"{i}", "渡口") for i in count())
    assert [chunk.size for chunk in islice(chunks_of(endless), 2)] == [4, 4]


def test_the_same_pages_have_the_same_keys_however_they_come() -> None:
    assert keys(distinct(10)) == keys(list(iter(distinct(10))))
    assert len(set(keys(distinct(10)))) == 3


@pytest.mark.parametrize(
    "change",
    [
        lambda page: replace(page, name="q"),
        lambda page: replace(page, text=page.text + "。"),
        lambda page: replace(page, title="渡口"),
    ],
)
def test_another_name_text_or_title_is_another_key_of_its_chunk_alone(change: Callable[[Page], Page]) -> None:
    pages = distinct(10)
    before, after = keys(pages), keys([*pages[:5], change(pages[5]), *pages[6:]])
    assert [a == b for a, b in zip(before, after, strict=True)] == [True, False, True]


def test_order_and_a_page_more_are_another_key() -> None:
    pages = distinct(3)
    assert len({*keys(pages), *keys(pages[::-1]), *keys(pages[:2]), *keys([*pages, pages[0]])}) == 4


def test_a_chunk_that_is_done_holds_no_pages_and_names_its_shards() -> None:
    _, chunk = chunks_of(distinct(6))
    assert chunk.done() == Chunk(1, [], 2, chunk.key)
    assert (chunk.shard("survey"), chunk.shard("placed")) == ("survey/000001", "placed/000001")


# the walk


def walked(pages: Sequence[Page], folder: Path, sample: Sample | None = None) -> tuple[Shards, list[str]]:
    """Survey pages; return the shards and their names."""
    shards = Shards(folder)
    with Engine(1) as engine:
        chunks = list(survey(pages, sample or Sample(3), shards, engine))
    return shards, [chunk.shard("survey") for chunk in chunks]


def test_each_chunk_leaves_a_whole_shard(tmp_path: Path) -> None:
    shards, names = walked(distinct(10), tmp_path)
    assert [shards.is_whole(*each) for each in zip(names, keys(distinct(10)), strict=True)] == [True] * 3


def test_a_survey_offers_every_page_and_gives_the_chunks_without_them(tmp_path: Path) -> None:
    sample, pages = Sample(3), distinct(10)
    with Engine(1) as engine:
        chunks = list(survey(iter(pages), sample, Shards(tmp_path), engine))
    assert chunks == [chunk.done() for chunk in chunks_of(pages)]
    assert sample.pages() == sampled(3, pages)


def test_each_shard_counts_the_pages_of_its_chunk_that_have_a_line(tmp_path: Path) -> None:
    shards, names = walked(made(["渡口\n渡口\n石阶", "渡口。", "茶园", "", "渡口"]), tmp_path)
    found = [Repeats(shards.array(name, "prints.npy"), shards.array(name, "pages.npy")) for name in names]
    assert found[0].among(fingerprints(["渡口", "石阶", "茶园"])).tolist() == [2, 1, 1]
    assert [each.prints.tolist() for each in found] == [
        sorted(map(fingerprint, ["渡口", "石阶", "茶园"])),
        [fingerprint("渡口")],
    ]


def stamps(folder: Path) -> dict[str, int]:
    return {path.parent.name: path.stat().st_mtime_ns for path in sorted(folder.rglob(SEAL))}


@pytest.fixture
def sealed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Note the names of the shards that are sealed."""
    names: list[str] = []
    seal = Shards.seal

    def noted(self: Shards, name: str, *given: object) -> None:
        names.append(name)
        seal(self, name, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Shards, "seal", noted)
    yield names


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_what_is_sealed_is_not_made_again(tmp_path: Path, sealed: list[str]) -> None:
    walked(distinct(10), tmp_path)
    assert sealed == ["survey/000000", "survey/000001", "survey/000002"]
    before = stamps(tmp_path)
    sample = Sample(3)
    walked(distinct(10), tmp_path, sample)
    assert len(sealed) == 3
    assert stamps(tmp_path) == before
    assert sample.pages() == sampled(3, distinct(10))


def test_a_damaged_shard_and_one_without_a_seal_are_made_again(tmp_path: Path, sealed: list[str]) -> None:
    shards, names = walked(distinct(10), tmp_path)
    whole = contents(tmp_path)
    prints = shards.place(names[1]) / "prints.npy"
    prints.write_bytes(prints.read_bytes()[:-1])
    (shards.place(names[2]) / SEAL).unlink()
    sealed.clear()
    walked(distinct(10), tmp_path)
    assert sealed == names[1:]
    assert contents(tmp_path) == whole


def test_the_shard_of_other_pages_is_made_again(tmp_path: Path, sealed: list[str]) -> None:
    _, names = walked(distinct(10), tmp_path / "a")
    changed = [*distinct(9), Page("p.csv#10", "另一页")]
    sealed.clear()
    walked(changed, tmp_path / "a")
    assert sealed == names[2:]
    walked(changed, tmp_path / "b")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


# repeats over all


def by_hand(pages: Sequence[Page]) -> dict[int, int]:
    """Return the lines that stand on two pages or more, and on how many."""
    lines = split_lines(pages)
    all_of_them = Repeats.of(fingerprints(lines.folded), lines.page)
    known = zip(all_of_them.prints.tolist(), all_of_them.pages.tolist(), strict=True)
    return {fingerprint: n for fingerprint, n in known if n > 1}


def as_dict(repeats: Repeats) -> dict[int, int]:
    return dict(zip(repeats.prints.tolist(), repeats.pages.tolist(), strict=True))


@pytest.mark.parametrize("at_once", [1, 3, 7, 8_000_000])
@given(texts=TEXTS)
def test_repeats_of_chunks_are_those_of_all_pages(
    tmp_path_factory: pytest.TempPathFactory, at_once: int, texts: list[str]
) -> None:
    pages = made(texts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "CHUNK_PAGES", 4)
        patch.setattr(module, "AT_ONCE", at_once)
        found = repeats_of(*walked(pages, tmp_path_factory.mktemp("shards")))
    assert as_dict(found) == by_hand(pages)
    assert (np.diff(found.prints) > 0).all()
    assert (found.prints.dtype, found.pages.dtype) == (np.uint64, np.int64)


def test_lines_are_counted_alike_in_one_range_and_in_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = distinct(60)
    shards, names = walked(pages, tmp_path)
    total = sum(len(shards.array(name, "prints.npy")) for name in names)
    expected = by_hand(pages)
    assert len(expected) == 21
    assert max(expected.values()) == 60
    for at_once in (total + 1, total, total // 2, 10, 1):
        monkeypatch.setattr(module, "AT_ONCE", at_once)
        assert as_dict(repeats_of(shards, names)) == expected


def test_lines_at_the_ends_and_edges_of_the_ranges_are_counted_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shards, edge = Shards(tmp_path), 2**64 // 4
    prints = sorted({0, 1, 2**64 - 1, *(at for i in (1, 2, 3) for at in (i * edge - 1, i * edge, i * edge + 1))})
    for name in "ab":
        files = {"prints.npy": np.array(prints, np.uint64), "pages.npy": np.arange(1, 13)}
        shards.seal(name, "", {file: module.packed(array) for file, array in files.items()})
    for at_once in (6, 7, 8, 100):  # of 24 prints: five, four, four ranges and one
        monkeypatch.setattr(module, "AT_ONCE", at_once)
        found = repeats_of(shards, ["a", "b"])
        assert found.prints.tolist() == prints
        assert found.pages.tolist() == list(range(2, 25, 2))


def test_the_repeats_of_no_chunk_are_none(tmp_path: Path) -> None:
    assert as_dict(repeats_of(Shards(tmp_path), [])) == {}


def test_copies_at_the_edge_of_the_sample_are_taken_whatever_their_order() -> None:
    twins = [Page(name, "同一篇文章") for name in ("c.csv#1", "c.csv#01", "b.txt")]
    assert {tuple(p.name for p in sampled(1, order)) for order in permutations(twins)} == {("c.csv#1",)}


def test_other_tags_around_the_same_text_are_another_key() -> None:
    plain, tagged = Page("a.html", "一行"), Page("a.html", "一行", markup=np.ones((1, 2), np.float32))
    assert keys([plain]) != keys([tagged])
    assert page_key(plain) == page_key(tagged)
