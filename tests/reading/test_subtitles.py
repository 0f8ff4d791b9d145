"""Subtitles: what is said."""

from pathlib import Path

import pytest

from analysis.reading.pages import read_pages
from analysis.reading.subtitles import spoken
from tests.reading.made_text import reasons, write

SRT = """1
00:00:01,000 --> 00:00:03,500
守渡人每年开春
都要把石阶刷一遍

2
00:00:04,000 --> 00:00:05,000 X1:40 X2:600
<i>你看</i>{\\an8}这水

12
3
00:00:06,000 --> 00:00:07,000
47
"""


def test_numbers_and_times_are_left_out_and_what_is_said_stays() -> None:
    said = [line for line in spoken(SRT).split("\n") if line]
    assert said == ["守渡人每年开春", "都要把石阶刷一遍", "你看这水", "12", "47"]


def test_web_subtitles_have_a_head() -> None:
    text = "\ufeffWEBVTT - 渡口\r\n\r\n00:01.000 --> 00:03.500 align:start\r\n<v 老汉>江水认得渡船\r\n"
    assert spoken(text).split() == ["江水认得渡船"]


@pytest.mark.parametrize("text", ["3 < 4 > 2", "{渡口}", "00:01 的时候", "一 --> 二"])
def test_other_lines_stay(text: str) -> None:
    assert spoken(text) == text


def test_subtitles_are_pages_in_any_encoding(tmp_path: Path) -> None:
    pages = read_pages(write(tmp_path, a_srt=SRT.encode("gb18030"), b_vtt="WEBVTT\n\n00:01.000 --> 00:02.000\n"))
    [page] = pages
    assert (page.name, page.encoding) == ("a.srt", "gb18030")
    assert page.text.startswith("守渡人每年开春\n都要把石阶刷一遍\n")
    assert reasons(pages) == {"b.vtt": "empty"}
