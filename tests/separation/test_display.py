from html.parser import HTMLParser

import pytest

from analysis.separation import separate_page
from analysis.separation.display import COLOURS, MOST_LINES, Shown, as_html
from analysis.separation.roles import KINDS

HOSTILE = '<img src=x onerror="alert(1)">&\u202e倒'


class Tags(HTMLParser):
    """Collects the tags, their attributes and the text of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.titles: list[str] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.titles += [value or "" for name, value in attrs if name == "title"]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def line(number: int = 1, text: str = "渡船停航。", keep: bool = True, reason: str = "像正文") -> Shown:
    return Shown(number, text, "content" if keep else "noise", keep, 0.75, reason)


def test_lines_stand_with_number_colour_and_reason() -> None:
    html = as_html([line(), line(4, "上一篇", False, "像导航")], "zh")
    found = Tags(html)
    assert found.titles == ["0.75 · 像正文", "0.75 · 像导航"]
    assert found.texts[-4:] == ["1", "渡船停航。", "4", "上一篇"]
    assert html.index(f"solid {COLOURS['content']}") < html.index(f"solid {COLOURS['noise']}")
    assert "2 行，留下 1 行" in html
    assert "2 lines, 1 kept" in as_html([line(), line(keep=False)], "en")


def test_hostile_text_stays_text_and_keeps_its_direction_to_itself() -> None:
    found = Tags(as_html([line(text=HOSTILE, reason='"><script>')], "en"))
    assert set(found.tags) == {"div", "span", "bdi"}
    assert HOSTILE in found.texts
    assert found.titles == ['0.75 · "><script>']


def test_of_very_many_lines_the_first_are_shown() -> None:
    html = as_html([line(i, keep=False) for i in range(MOST_LINES + 3)], "en")
    assert html.count("<bdi>") == MOST_LINES
    assert "<p>… 3</p>" in html


def test_every_kind_has_a_colour() -> None:
    assert set(COLOURS) == set(KINDS.values())


@pytest.mark.parametrize(("locale", "said"), [("zh_CN.UTF-8", "行，留下"), ("en_US.UTF-8", "lines,")])
def test_the_lines_of_a_page_show_themselves_in_the_reader_s_language(
    monkeypatch: pytest.MonkeyPatch, locale: str, said: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    html = separate_page("首页\n渡船停航三天以后，码头上又响起了铃声，守渡人把跳板放了下来。\n")._repr_html_()
    assert said in html
    assert (
        Tags(html).texts[-3:] == ["渡船停航三天以后，码头上又响起了铃声，守渡人把跳板放了下来。"]
        or "渡船停航三天" in html
    )
