import locale

import pytest

from analysis.languages import LANGUAGES, Bilingual, default_language

NAMES = ("LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture(autouse=True)
def _no_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(locale, "getlocale", lambda: (None, None))


@pytest.mark.parametrize(
    ("name", "lang"),
    [
        ("zh_CN.UTF-8", "zh"),
        ("zh_TW.Big5", "zh"),
        ("ZH_HK", "zh"),
        ("Chinese_China.936", "zh"),
        ("en_US.UTF-8", "en"),
        ("de_DE", "en"),
        ("C.UTF-8", "en"),
    ],
)
@pytest.mark.parametrize("variable", NAMES)
def test_the_language_follows_the_locale(monkeypatch: pytest.MonkeyPatch, variable: str, name: str, lang: str) -> None:
    monkeypatch.setenv(variable, name)
    assert default_language() == lang


def test_of_several_variables_the_first_counts_and_an_empty_one_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("LC_MESSAGES", "zh_CN.UTF-8")
    assert default_language() == "zh"
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert default_language() == "en"
    monkeypatch.setenv("LC_ALL", "")
    assert default_language() == "zh"


@pytest.mark.parametrize(
    ("name", "lang"),
    [("zh_CN", "zh"), ("Chinese (Simplified)_China", "zh"), ("English_United States", "en"), (None, "en")],
)
def test_without_variables_the_system_is_asked(monkeypatch: pytest.MonkeyPatch, name: str | None, lang: str) -> None:
    monkeypatch.setattr(locale, "getlocale", lambda: (name, "cp936"))
    assert default_language() == lang


def test_a_text_in_both_languages_is_said_in_either() -> None:
    text = Bilingual("渡口", "ferry")
    assert [text.said(lang) for lang in LANGUAGES] == ["渡口", "ferry"]
    assert (text.zh, text.en) == ("渡口", "ferry")


@pytest.mark.parametrize(("name", "said"), [("zh_CN.UTF-8", "渡口"), ("en_US.UTF-8", "ferry")])
def test_a_text_is_written_in_the_language_of_the_locale(monkeypatch: pytest.MonkeyPatch, name: str, said: str) -> None:
    monkeypatch.setenv("LC_ALL", name)
    assert str(Bilingual("渡口", "ferry")) == f"{Bilingual('渡口', 'ferry')}" == said
