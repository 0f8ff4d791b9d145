import re
import string
from pathlib import Path

import pytest

import analysis
from analysis.languages import LANGUAGES
from analysis.show.messages import TEXTS, say


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_both_languages_have_the_same_fields(key: str) -> None:
    zh, en = ({f for _, f, _, _ in string.Formatter().parse(text) if f} for text in TEXTS[key])
    assert zh == en


def test_every_message_is_said_somewhere() -> None:
    package = Path(analysis.__file__).parent
    files = [p for p in package.rglob("*") if p.suffix in {".py", ".html"} and p.name != "messages.py"]
    said = "".join(p.read_text(encoding="utf-8") for p in files)
    families = re.compile(r"role\.|kind\.|skip\.|run\.choice_|plot\..*_f1|plot\.separation")
    assert [k for k in TEXTS if not families.match(k) and f'"{k}"' not in said and f"'{k}'" not in said] == []


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_chinese_is_chinese_and_english_is_not(key: str) -> None:
    zh, en = TEXTS[key]
    assert re.search(r"[一-鿿]", zh)
    assert not re.search(r"[一-鿿]", en)


def test_values_are_filled_in() -> None:
    assert say("error.no_path", "en", path="x.txt").startswith("x.txt not found")


def test_a_message_is_said_in_the_language_asked_for() -> None:
    for key, texts in TEXTS.items():
        parsed = [list(string.Formatter().parse(text)) for text in texts]
        fields = {f: 0.5 if spec else "x" for one in parsed for _, f, spec, _ in reversed(one) if f}
        for lang, parts in zip(LANGUAGES, parsed, strict=True):
            said, at = say(key, lang, **fields), 0
            for before, *_ in parts:
                at = said.index(before, at) + len(before)
            assert "{" not in said


def test_a_number_has_the_word_that_fits_it() -> None:
    said = [say("plot.map", "en", pages=pages, n=n) for pages, n in ((1, 1), (1_234, 2))]
    assert said == ["1 page in 1 group", "1,234 pages in 2 groups"]


def test_a_message_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError, match="no such message"):
        say("no such message", "en")
