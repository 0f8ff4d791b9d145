import re
import string
from pathlib import Path

import pytest

import analysis
from analysis.show.messages import TEXTS, default_language, say


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_both_languages_have_the_same_fields(key: str) -> None:
    zh, en = ({f for _, f, _, _ in string.Formatter().parse(text) if f} for text in TEXTS[key])
    assert zh == en


def test_every_message_is_said_somewhere() -> None:
    package = Path(analysis.__file__).parent
    files = [p for p in package.rglob("*") if p.suffix in {".py", ".html"} and p.name != "messages.py"]
    said = "".join(p.read_text(encoding="utf-8") for p in files)
    families = re.compile(r"role\.|kind\.|skip\.|run\.choice_|plot\..*_f1")
    assert [k for k in TEXTS if not families.match(k) and f'"{k}"' not in said and f"'{k}'" not in said] == []


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_chinese_is_chinese_and_english_is_not(key: str) -> None:
    zh, en = TEXTS[key]
    assert re.search(r"[一-鿿]", zh)
    assert not re.search(r"[一-鿿]", en)


def test_values_are_filled_in() -> None:
    assert say("error.no_path", "en", path="x.txt").startswith("x.txt not found")


@pytest.mark.parametrize(("name", "lang"), [("zh_CN.UTF-8", "zh"), ("en_US.UTF-8", "en"), ("C.UTF-8", "en")])
def test_language_follows_the_locale(monkeypatch: pytest.MonkeyPatch, name: str, lang: str) -> None:
    monkeypatch.setenv("LC_ALL", name)
    assert default_language() == lang
