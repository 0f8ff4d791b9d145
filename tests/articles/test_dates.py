from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.articles.dates import stated_day
from analysis.articles.facts import page_facts
from tests.articles.made_page import PROSE, TITLE, lines, read


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2031-12-09", "2031-12-09"),
        ("2031年2月3日 10:00", "2031-02-03"),
        ("2031年 02月03日", "2031-02-03"),
        ("２０３１．１２．３１", "2031-12-31"),
        ("2031/ 2/ 3", "2031-02-03"),
        ("2031-02-0310:11云津晚报", "2031-02-03"),
        ("http://www.yunjin.example2031-02-03云津晚报", "2031-02-03"),
        ("14.12.2031", "2031-12-14"),
        ("31/12/2031", "2031-12-31"),
        ("9/17/2031 5:54:13 AM", "2031-09-17"),
        ("09/17/2031", "2031-09-17"),
        ("31/1/2031", "2031-01-31"),
        ("06/02/2031", "2031-02-06"),
        ("6/2/2031", "2031-06-02"),
        ("6.2.2031", "2031-02-06"),
        ("10/11/2031", "2031-11-10"),
        ("06/2/2031", "2031-02-06"),
        ("Jan 17, 2031", "2031-01-17"),
        ("January 17th, 2031", "2031-01-17"),
        ("3 Sept. 2031", "2031-09-03"),
        ("二〇三一年一月十二日", "2031-01-12"),
        ("二○三一年十月二十日", "2031-10-20"),
        ("二零三一年十二月三十一日", "2031-12-31"),
        ("發佈時間：2031年2月3日", "2031-02-03"),
        ("2031-02-30 2031-03-01", "2031-03-01"),
        ("2031-13-01 后 2031-01-13", "2031-01-13"),
        ("2031年2月号", "2031-02"),
        ("2031年13月号", ""),
        ("2031-00-10", ""),
        ("1831-01-01", ""),
        ("10:30", ""),
        ("2024-1-123", ""),
        ("12024-05-01", ""),
        ("编号1-12-2031-5", ""),
        ("© 2024-2031 云津网", ""),
        ("注册时间：2024-10-06", ""),
        ("最后更新 2031-02-04", "2031-02-04"),
        ("编辑于 2031-02-04", ""),
        ("14.12.2031 2031-02-03", "2031-12-14"),
        ("2031-02-03 14.12.2031", "2031-02-03"),
        ("webmar 17, 2031", ""),
        ("二三月十日", ""),
    ],
)
def test_a_date_is_read_however_it_is_written(line: str, date: str) -> None:
    assert read(line).date == date


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_date_of_two_centuries_is_read(day: date) -> None:
    assert read(f"时间：{day} 来源：云津晚报").date == str(day)
    assert read(f"{day.year}年{day.month}月{day.day}日").date == str(day)
    assert read(f"{day:%d.%m.%Y}").date == read(f"{day:%d/%m/%Y}").date == read(f"{day:%b %d, %Y}").date == str(day)


def test_the_date_that_a_label_tells_goes_before_others() -> None:
    assert read("文件 2030-01-01", "发布时间：2031-02-03").date == "2031-02-03"
    assert read("2031-02-03", "2031-02-04").date == "2031-02-03"
    assert read("更新时间：2031-02-05 发布时间：2031-02-03").date == "2031-02-03"
    assert read("文件 2030-01-01 发表于 2031-02-03").date == "2031-02-03"
    assert read("文件 2030-01-01", "posted on: 2030-01-02", "date: 2031-02-03").date == "2031-02-03"


def test_dates_are_looked_for_from_the_title_outwards() -> None:
    below, end = ("2031-02-05", "时间：2031-02-04"), "2031年2月6日"
    assert read("2031-02-03", last=end, tail=below).date == "2031-02-03"
    assert read(last=end, tail=below).date == "2031-02-04"
    assert read(last=end, tail=below[:1]).date == "2031-02-06"
    assert read(tail=below[:1]).date == "2031-02-05"
    above = page_facts(["2030-01-01", TITLE, PROSE, "2031-02-03"], ["meta", "title", "body", "meta"])
    assert above.date == "2031-02-03"
    assert page_facts(["2030-01-01", TITLE, PROSE], ["meta", "title", "body"]).date == "2030-01-01"


def test_a_date_that_was_taken_for_something_else_is_found_below_the_title() -> None:
    texts = ["2030-01-01", TITLE, "2031-02-03 我要评论(0)", PROSE]
    assert page_facts(texts, ["navigation", "title", "widget", "body"]).date == "2031-02-03"
    assert page_facts(texts, ["navigation", "title", "related", "body"]).date == "2031-02-03"
    links = [*texts[:3], "2031-02-04 老桥拆了", PROSE]
    assert page_facts(links, ["navigation", "title", "related", "related", "body"]).date == ""
    twice = [TITLE, *["甲"] * 12, TITLE, "2031-02-03", PROSE]
    assert page_facts(twice, ["title", *["marker"] * 12, "title", "marker", "body"]).date == "2031-02-03"
    assert page_facts(twice[1:13] + twice[14:], ["navigation"] * 13 + ["body"]).date == "2031-02-03"
    far = [TITLE, *["甲"] * 12, "2031-02-03", PROSE]
    assert page_facts(far, ["title", *["marker"] * 13, "body"]).date == ""


@pytest.mark.parametrize(
    ("first", "last", "date"),
    [
        (PROSE, "二〇三一年二月三日", "2031-02-03"),
        (PROSE, "云津县财政局 2031年2月3日", "2031-02-03"),
        (PROSE, f"{PROSE}（《云津晚报》2031年2月3日）", "2031-02-03"),
        ("（2031-02-03）", PROSE, "2031-02-03"),
        (f"云津社云津2031年2月3日电 {PROSE}", PROSE, "2031-02-03"),
        ("2031年2月3日，桥通车。", PROSE, ""),
        ("2031年2月3日 桥通车以后来了许多人，都说灯很亮", PROSE, ""),
        (f"桥在2031年2月3日开工。{PROSE}", PROSE, ""),
        (PROSE, "桥头茶馆的老板说他从2031年2月3日起每天都在这里等第一班车", ""),
        ("老街坊都记得当年修桥的工人就住在河边那排矮房里2031年2月3日讯 桥，通了", PROSE, ""),
        (f"据说从这条路走到对岸要好久，2031年2月3日讯 {PROSE}", PROSE, ""),
        (PROSE, f"{PROSE}桥在2031年2月3日开工。", ""),
    ],
)
def test_running_text_tells_no_date_but_a_dateline_and_a_date_alone_do(first: str, last: str, date: str) -> None:
    assert read(first=first, last=last).date == date


def test_of_a_document_the_day_of_publication_is_told_not_that_of_signing() -> None:
    assert read("成文日期：2031-01-27", "发布日期：2031-01-28").date == "2031-01-28"
    assert read("成文日期：", "2031-01-27", tail=("发布日期：", "2031-01-28")).date == "2031-01-28"
    assert read("2031-01-27", tail=(*("转载",) * 5, "发布日期：2031-01-28")).date == "2031-01-27"  # another's


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("2031-02-03 10:20:30", "2031-02-03"),
        ("2031/2/3", "2031-02-03"),
        ("2031-02-03T10:20:30Z", "2031-02-03"),
        ("20310203", "2031-02-03"),
        ("20310203102030", "2031-02-03"),
        ("2031年2月", "2031-02"),
        ("Mon, 03 Feb 2031 10:20:30 GMT", "2031-02-03"),
        ("1714960000", "2024-05-06"),
        ("1714924800000", "2024-05-06"),
        ("1714924799", "2024-05-05"),
        ("2031-02-33", ""),
        ("NaT", ""),
        ("", ""),
        ("7", ""),
    ],
)
def test_the_date_that_a_record_states_is_read(told: str, day: str) -> None:
    assert stated_day(told) == day


def test_the_date_that_a_record_states_goes_before_those_of_its_lines() -> None:
    texts, roles = lines("2031-02-03 来源：云津日报")
    assert page_facts(texts, roles, "", "2030/1/2").date == "2030-01-02"
    assert page_facts(texts, roles, "", "昨天").date == "2031-02-03"
