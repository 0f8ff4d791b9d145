"""The tables in the READMEs are what was measured, and a newcomer finishes the first one."""

import re
from pathlib import Path

import pytest

from tests.benchmarks import readme
from tests.benchmarks.readme import READMES, TABLES, filled, in_markdown, number, rounded, stale
from tests.paths import ROOT

MOST_LINES = 120


@pytest.mark.parametrize("name", READMES)
def test_tables_are_as_measured(name: str) -> None:
    found = stale(ROOT / name, READMES[name])
    assert not found, f"{name}: not as figures/data says: {', '.join(found)}; run `make readme`"


def test_each_table_stands_in_a_readme() -> None:
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in READMES]
    assert {found for text in texts for found in re.findall(r"<!-- table: (\w+) -->", text)} == set(TABLES)


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_a_newcomer_finishes_the_readme(name: str) -> None:
    assert len((ROOT / name).read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_both_languages_show_the_same_tables_and_the_same_code() -> None:
    english, chinese = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md"))
    for same in (r"<!-- table: \w+ -->", r"(?m)^    (?:from|new|result|plot)\w*", r"\]\(([^)]+\.(?:png|ipynb))\)"):
        assert re.findall(same, english) == re.findall(same, chinese)


@pytest.mark.parametrize("name", READMES)
def test_links_lead_somewhere(name: str) -> None:
    page = ROOT / name
    for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), link


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.9813, ".981"),
        (0.8755, ".876"),
        (1.0, "1.000"),
        (-0.0887, "-.089"),
        (0.0, ".000"),
        (8.5e-05, ".000"),
        ("", ""),
    ],
)
def test_a_score_is_written_without_its_leading_zero(value: float | str, said: str) -> None:
    assert number(value) == number(str(value)) == said


def test_halves_are_rounded_up_as_a_reader_would() -> None:
    assert rounded(0.535, 2) == "0.54"
    assert rounded(10.5, 0) == "11"


def write(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.csv").write_text("\ufeff" + text, encoding="utf-8")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(readme, "DATA", tmp_path)
    return tmp_path


def test_topics_are_means_over_corpora_with_the_best_lda_alone(data: Path) -> None:
    rows = [f"{corpus},{method},{nmi},0.25" for corpus, nmi in (("a", 0.5), ("b", 0.6)) for method in readme.METHODS]
    write(data, "peers", "corpus,method,nmi,ari\n" + "\n".join(rows))
    table = readme.topics()
    assert table[0] == ["method", "NMI", "ARI"]
    assert {tuple(row[1:]) for row in table[1:]} == {(".550", ".250")}
    assert [row[0] for row in table if row[0].startswith("LDA")] == ["LDA (tomotopy)"]


def test_words_are_told_of_methods_that_have_some(data: Path) -> None:
    rows = ["a,boji topics,0.4,1.0,0.0", "b,boji topics,0.5,0.9,0.1", "a,boji clusters,,,", "b,boji clusters,,,"]
    write(data, "peers", "corpus,method,npmi,diversity,junk\n" + "\n".join(rows))
    assert readme.words()[1:] == [["**boji**", ".450", ".950", ".050"]]


def test_separation_shows_pages_and_the_mean_over_sites_beside_the_score_over_all_pages(data: Path) -> None:
    heads = "char_f1,line_f1,page_f1,page_median,page_good"
    site = "site_char_f1,site_line_f1,site_page_f1"
    rows = ["dev,.9,.8,.7,.95,.5,.6,.5,.4", "html,1,1,1,1,1,1,1,1"]
    write(data, "separation", "\n".join([f"set,{heads},{site}", *rows]))
    others = "".join(f'"{m}",HTML,.3,.2,.1,.4,.6,9\n' for m in readme.RIVALS)
    write(data, "extractors", f"method,sees,{heads},ms\n{others}")
    table = readme.separation()
    assert table[1] == ["**boji**", "text", ".900", ".800", ".700", ".950", ".500", ".600", ".500", ".400"]
    assert table[3] == ["readability-lxml", "HTML", ".300", ".200", ".100", ".400", ".600", "", "", ""]
    assert {len(row) for row in table} == {len(table[0])}


def test_intervals_are_told_of_each_set_that_was_measured(data: Path) -> None:
    ends = [f"{name}_{end}" for name in readme.INTERVALS for end in ("low", "high")]
    write(data, "separation", f"set,{','.join(ends)}\ndev,.9,.95,.8,.9,.7,.8,.6,1")
    assert readme.intervals()[1:] == [
        ["from the text", ".900 to .950", ".800 to .900", ".700 to .800", ".600 to 1.000"]
    ]


def test_a_group_without_html_has_empty_cells(data: Path) -> None:
    ways = {name: ("text",) if name.endswith("width") else ("text", "html") for name in readme.GROUPS}
    rows = [f"{name},{way},7,.9,.8,.7,.95,.5" for name in ways for way in ways[name]]
    write(data, "groups", "group,from,pages,char_f1,line_f1,page_f1,page_median,page_good\n" + "\n".join(rows))
    table = {row[0]: row[1:] for row in readme.groups()}
    scores = [".900", ".800", ".700", ".950", ".500"]
    assert table["threads"] == ["7", *scores, *scores]
    assert table["all, in half-width forms"] == ["7", *scores, *[""] * 5]


def test_errors_are_shares_in_percent(data: Path) -> None:
    write(data, "errors", "kind,lines,share_of_content_characters,what_would_mend_it\nlost,3,0.00535,luck\n")
    assert readme.errors()[1] == ["lost", "3", "0.54 %", "luck"]


def test_chinese_tables_have_chinese_heads() -> None:
    for table in ("separation", "topics"):
        heads = in_markdown(TABLES[table](), "zh").split("\n")[0].split("|")[1:-1]
        assert [head for head in heads if not re.search("[一-鿿]|NMI|ARI", head)] == []


BLOCKS = "before\n<!-- table: {} -->\nold\n<!-- end -->\nafter\n"


def test_a_block_is_filled_and_what_is_around_it_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TABLES, "roles", lambda: [["method", "F1"], ["a", ".5"]])
    new = filled(BLOCKS.format("roles"), "zh")
    expected = "before\n<!-- table: roles -->\n| 方法 | F1 |\n| --- | --- |\n| a | .5 |\n<!-- end -->\nafter\n"
    assert new == filled(new, "zh") == expected


def test_stale_tables_are_named(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text(filled(BLOCKS.format("facts")) + BLOCKS.format("roles"), encoding="utf-8")
    assert stale(page, "en") == ["roles"]


def test_an_unknown_table_and_an_open_block_are_refused() -> None:
    with pytest.raises(ValueError, match=r"no such table: nothing; there are separation"):
        filled(BLOCKS.format("nothing"))
    with pytest.raises(ValueError, match="without <!-- end -->"):
        filled("<!-- table: roles -->\ntext\n" + BLOCKS.format("facts"))
