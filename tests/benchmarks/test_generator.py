import json
from itertools import product
from pathlib import Path
from random import Random
from statistics import fmean

import pytest

from analysis.reading.pages import read_pages
from tests.benchmarks import generator, generator_patterns
from tests.benchmarks.generator import ALL_SITES, SITES, SUBJECTS, write_pages
from tests.benchmarks.generator_voice import LEXICONS, Pattern, Voice, names_for

MANY = 2_300


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("made")
    write_pages(MANY, out)
    return out


@pytest.fixture(scope="module")
def files(made: Path) -> dict[str, list[dict[str, str]]]:
    found = sorted((made / "pages").rglob("*.jsonl"))
    return {p.name: [json.loads(row) for row in p.read_text(encoding="utf-8").splitlines()] for p in found}


@pytest.fixture(scope="module")
def labels(made: Path) -> dict[str, str]:
    rows = (made / "labels.tsv").read_text(encoding="utf-8").splitlines()
    return dict(row.split("\t") for row in rows)


def test_the_same_number_and_seed_give_the_same_bytes(made: Path, tmp_path: Path) -> None:
    write_pages(MANY, tmp_path / "again")
    assert contents(tmp_path / "again") == contents(made)
    write_pages(MANY, tmp_path / "other", seed=1)
    assert contents(tmp_path / "other") != contents(made)


def test_each_file_has_a_thousand_records_of_text_and_title(files: dict[str, list[dict[str, str]]]) -> None:
    assert {name: len(records) for name, records in files.items()} == {
        "part-000000.jsonl": 1_000,
        "part-000001.jsonl": 1_000,
        "part-000002.jsonl": 300,
    }
    assert all(set(record) == {"title", "text"} for records in files.values() for record in records)


def test_labels_name_the_pages_as_boji_reads_them(made: Path, labels: dict[str, str]) -> None:
    assert list(labels) == [page.name for page in read_pages(made / "pages")]
    assert set(labels.values()) == {"", *SUBJECTS}
    assert 0.003 < list(labels.values()).count("") / MANY < 0.02


def test_pages_are_as_long_as_those_of_aggregators(files: dict[str, list[dict[str, str]]]) -> None:
    texts = [record["text"] for records in files.values() for record in records]
    assert 18 <= fmean(text.count("\n") + 1 for text in texts) <= 26
    assert 550 <= fmean(map(len, texts)) <= 800
    assert not any("{" in text or "}" in text for text in texts)  # each slot is filled


def test_some_articles_come_back_in_their_file_amid_the_noise_of_another_site() -> None:
    writer = generator.Writer(ALL_SITES[0], Random(0), names_for(1_000, 0))
    copies, changed = 0, 0
    for _ in range(MANY):
        before = {article.title: article.body for article in writer.known}
        subject, record = writer.page()
        if subject and writer.site.menus[0] not in record["text"]:
            copies += 1
            changed += before[record["title"]] != writer.known[-1].body
    assert 0.045 <= copies / MANY <= 0.075
    assert 0.2 <= changed / copies <= 0.6


def test_subjects_have_words_and_sentences_enough() -> None:
    assert len(SUBJECTS) == 20
    for lexicon in LEXICONS.values():
        known = [word for words in lexicon.words for word in words]
        assert len(known) == len(set(known)) >= 40
        assert all(2 <= len(word) <= 4 for word in known)
        assert len(lexicon.own) + len(generator_patterns.PATTERNS) >= 15


def test_sites_differ() -> None:
    assert len({site.name for site in ALL_SITES}) == SITES
    assert len({tuple(site.menus) for site in ALL_SITES}) == SITES


def test_patterns_are_taken_apart_and_filled() -> None:
    assert Pattern.of("{a}占5%，{b}占{n}%") == ("%s占5%%，%s占%s%%", ("a", "b", "n"))
    voice = Voice(Random(0), names_for(1_000, 0))
    for lexicon, speak in product(LEXICONS.values(), (voice.speak_of, voice.mention)):
        speak(lexicon)
        first, second = voice.say(Pattern.of("{a} {b}")).split()
        assert first != second
        assert {first, second} <= set(lexicon.words[0])


def test_names_grow_with_the_pages_but_slower() -> None:
    few, many = names_for(10_000, 0), names_for(1_000_000, 0)
    assert 3 < len(set(many.person)) / len(set(few.person)) < 30


def test_few_names_are_met_often() -> None:
    voice = Voice(Random(0), names_for(10_000, 0))
    met = [voice.name("person") for _ in range(5_000)]
    known = voice.names.person
    often = set(known[: len(known) // 64])
    assert sum(name in often for name in met) / 5_000 > 0.15
    assert len(set(met)) > 1_500
