import json
from pathlib import Path

import pytest

from analysis.reading.pages import read_pages
from tests.benchmarks import generator
from tests.benchmarks.generator import write_pages


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("made")
    write_pages(2_300, out)
    return out


def test_the_same_number_and_seed_give_the_same_bytes(made: Path, tmp_path: Path) -> None:
    write_pages(2_300, tmp_path / "again")
    assert contents(tmp_path / "again") == contents(made)
    write_pages(2_300, tmp_path / "other", seed=1)
    assert contents(tmp_path / "other") != contents(made)


def test_labels_name_the_pages_as_boji_reads_them(made: Path) -> None:
    rows = [row.split("\t") for row in (made / "labels.tsv").read_text(encoding="utf-8").splitlines()]
    assert [name for name, _ in rows] == [page.name for page in read_pages(made / "pages")]
    assert {subject for _, subject in rows} == {"", *generator.SUBJECTS}


def test_pages_are_as_long_and_as_noisy_as_real_ones(made: Path) -> None:
    records = [json.loads(row) for path in (made / "pages").rglob("*.jsonl") for row in path.open(encoding="utf-8")]
    assert len(records) == 2_300
    lines = [record["text"].count("\n") + 1 for record in records]
    assert 15 <= sum(lines) / len(lines) <= 30
    assert 500 <= sum(len(record["text"]) for record in records) / len(records) <= 1_200


def test_some_articles_come_back_within_their_file(made: Path) -> None:
    copies = 0
    for path in (made / "pages").rglob("*.jsonl"):
        titles = [json.loads(row)["title"] for row in path.open(encoding="utf-8")]
        copies += len(titles) - len(set(titles))
    assert 0.04 <= copies / 2_300 <= 0.10


def test_names_grow_with_the_pages() -> None:
    few, many = generator.names_for(1_000, 0), generator.names_for(200_000, 0)
    assert len(set(few.persons)) < len(set(many.persons))
