import base64
import hashlib
import re
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser

import pandas as pd
import pytest

from analysis.languages import LANGUAGES
from analysis.show import report as module
from analysis.show.report import LETTERS, Begun, Report, render
from tests.show.made_report import facts, inside, made, name_of, title_of, unpacked

HOSTILE = '</script><script>document.title="owned"</script><img src=x onerror=alert(1)>'


def report(n_pages: int = 12, lang: str = "zh", **changes: pd.DataFrame) -> Report:
    tables = {**made(n_pages), **changes}
    return render(tables, facts(tables), lang)


class Outside(HTMLParser):
    """Collects what a report would fetch, and counts its elements."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.elements: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.found += [f"{tag} {value}" for name, value in attrs if name in {"src", "href"}]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_needs_nothing_from_outside(lang: str) -> None:
    parser = Outside()
    parser.feed(report(lang=lang).html)
    assert parser.found == []
    assert parser.elements.count("script") == 3


def test_numbers_notes_and_skipped_files_are_there_in_both_languages() -> None:
    content = inside(report().html, "content")
    assert content["counts"]["pages"] == 12
    assert [note[1][:21] for note in content["notes"]] == ["6 topics recommended "]
    assert content["skipped"] == [["坏的.bin", "是二进制内容，不是文字", "is binary, not text"]]
    assert content["pages"]["title"][3] == title_of(3)


def test_each_line_of_a_page_is_there_with_its_decision_and_reason() -> None:
    html, lines = report().html, made(12)["lines"]
    block, pieces = inside(html, "lines"), inside(html, "content")["pieces"]
    assert block["n"] == [9] * 12
    assert [role & 1 for role in block["role"]] == lines["keep"].tolist()
    said = ["；".join(pieces[i][0] for i in block["reasons"][why]) for why in block["why"]]
    assert said == lines["reason"].tolist()


def test_no_text_of_pages_stands_in_the_html() -> None:
    tables = made(12)
    lines = tables["lines"].assign(text=HOSTILE, reason=HOSTILE)
    pages = tables["pages"].assign(title=HOSTILE, source=HOSTILE)
    html = report(lines=lines, pages=pages).html
    assert "owned" not in html
    assert "alert(1)" not in html
    assert inside(html, "lines")["text"][0] == HOSTILE


def test_the_policy_knows_the_style_and_the_script_by_their_hashes_and_nothing_else() -> None:
    html = report().html
    policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', html)[0]
    for tag in ("style", "script"):
        inline = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert len(inline) == 1
        digest = base64.b64encode(hashlib.sha256(inline[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}';" in f"{policy};"
    assert policy.startswith("default-src 'none'; ")
    assert "trusted-types 'none'" in policy


def test_lines_of_many_pages_lie_beside_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_PAGES", 11)
    monkeypatch.setattr("analysis.show.report_lines.BLOCK_CHARACTERS", 400)
    made_report = report(12)
    content = inside(made_report.html, "content")
    assert content["beside"] is True
    assert re.findall(r'id="lines">([^<]*)<', made_report.html) == [""]
    assert list(made_report.shards) == [f"lines-{i:04}.js" for i in range(len(made_report.shards))]
    blocks = [unpacked(shard.split('"')[1]) for shard in made_report.shards.values()]
    assert len(blocks) > 1
    assert [len(block["n"]) for block in blocks] == [
        b - a for a, b in zip(content["starts"], content["starts"][1:], strict=False)
    ]
    policy = re.findall(r"script-src ([^;]*);", made_report.html)[0]
    assert policy.endswith(" 'self' file:")


def test_the_same_tables_give_the_same_bytes() -> None:
    assert report(30) == report(30)


def test_a_report_of_nothing_kept_and_no_topics_is_written_too() -> None:
    tables = made(2)
    lines = tables["lines"].assign(keep=0)
    empty = ("topics", "clusters", "topic_words", "topic_lines", "map", "trends", "sites")
    none = {name: tables[name].iloc[:0] for name in empty}
    pages = tables["pages"].assign(topic=pd.NA, cluster=pd.NA, kept=0, title="")
    content = inside(report(2, lines=lines, pages=pages, **none).html, "content")
    assert content["pages"]["topic"] == [-1, -1]
    assert content["topics"]["label"] == []
    assert content["pages"]["x"] == []


def test_a_reason_why_a_page_is_unsure_is_told_where_the_table_has_it() -> None:
    pages = made(2)["pages"]
    assert inside(report(2).html, "content")["pages"]["review"] == ["", ""]
    told = report(2, pages=pages.assign(review=["两种判断不一", ""])).html
    assert inside(told, "content")["pages"]["review"] == [["两种判断不一"] * 2, ""]


def test_what_a_reader_renamed_goes_with_the_report() -> None:
    tables, labels = made(12), {"names": {"1": "水上人家"}, "into": {}}
    html = render(tables, facts(tables), "zh", labels=labels).html  # type: ignore[arg-type]  # a plain dict
    assert inside(html, "content")["labels"] == labels


def test_pages_are_known_by_name_whatever_stands_in_it() -> None:
    tables = made(3)
    for name in ("lines", "pages", "topic_lines", "map"):
        tables[name] = tables[name].assign(page=tables[name]["page"].replace({name_of(1): "__proto__"}))
    content = inside(report(3, **tables).html, "content")
    assert content["pages"]["page"][1] == "__proto__"
    assert "." in content["pages"]["sites"]


def test_the_file_s_own_font_has_the_words_of_the_report_and_few_letters_more() -> None:
    lines = ["鑫" * 3, "".join(map(chr, range(0x4E00, 0x5E00)))]
    letters = module._letters(lines, made(5), [["replaced by 〔…〕", "換成〔…〕"]])
    assert len(letters) == LETTERS
    assert {*"簸箕扬掉推荐茶园換〔〕", "鑫"} <= letters


@pytest.mark.parametrize("most_pages", [11, 99])
def test_blocks_that_are_packed_elsewhere_make_the_same_report(
    most_pages: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_PAGES", most_pages)
    tables = made(40)
    with ThreadPoolExecutor(2) as pool:
        begun = Begun.of(tables["lines"], tables["pages"], begin=pool.submit)
        assert all(hasattr(block, "result") for block in begun.blocks)
        assert render(tables, facts(tables), "zh", begun=begun) == render(tables, facts(tables), "zh")
