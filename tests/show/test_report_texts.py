import re
from pathlib import Path

import pytest

from analysis.separation.pieces import PLACE
from analysis.separation.roles import ROLES
from analysis.show import report
from analysis.show.report_names import NAMES
from analysis.show.report_texts import TEXTS

PAGE = Path(report.__file__).parent / "page"
SCRIPT = "".join(path.read_text(encoding="utf-8") for path in sorted(PAGE.glob("*.js")))
NAMED = [f"role.{role}" for role in ROLES] + [f"piece.{piece}" for piece in PLACE]
FIELD = re.compile(r"\{(\w+)(?::[^|}]*\|[^}]*)?\}")


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_both_languages_have_the_same_fields(key: str) -> None:
    zh, en = (set(FIELD.findall(text)) for text in TEXTS[key])
    assert zh == en


def test_every_kind_of_line_and_piece_of_evidence_has_one_name() -> None:
    assert set(NAMES) == set(NAMED)
    for names in zip(*(NAMES[f"role.{role}"] for role in ROLES), strict=True):
        assert len(set(names)) == len(ROLES)


def test_every_text_is_said_and_every_text_that_is_said_is_there() -> None:
    said = {*re.findall(r'"([a-z_]+)"', SCRIPT)}
    families = {f"order_{key}" for key in ("noise", "clean", "date", "doubt")}
    families |= {f"colour_{key}" for key in ("topic", "cluster", "site", "date", "noise")} | set(NAMED)
    families |= {"line", "site", "topic", "main_topic", "cluster"}
    assert [key for key in TEXTS if key not in said | families] == []
    asked = {key for key in re.findall(r'\bt\("([a-z_]+)"', SCRIPT)}
    assert asked - set(TEXTS) == set()


@pytest.mark.parametrize("key", sorted(set(TEXTS) - {"other_language", "other_language_label", "came_year"}))
def test_chinese_is_chinese_and_english_is_not(key: str) -> None:
    zh, en = TEXTS[key]
    assert re.search(r"[一-鿿，。、]", zh)
    assert not re.search(r"[一-鿿]", en)


def test_the_page_s_code_is_all_put_in_and_puts_nothing_into_the_document_as_markup() -> None:
    assert {path.stem for path in PAGE.glob("*.js")} == set(report.SCRIPTS)
    assert {path.stem for path in PAGE.glob("*.css")} == set(report.STYLES)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", SCRIPT)


def test_nothing_in_the_page_names_an_address() -> None:
    found = [*re.findall(r"https?://[^\s\"']+", SCRIPT), *re.findall(r"url\([^)]*\)", "".join(
        path.read_text(encoding="utf-8") for path in PAGE.glob("*.css")))]  # fmt: skip
    assert found == ["http://www.w3.org/2000/svg"]
