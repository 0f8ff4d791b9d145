import numpy as np
import pytest

from analysis.evidence import NAMES, observe
from analysis.pages import Page
from analysis.separation import (
    CONTENT,
    KINDS,
    ROLES,
    declared_titles,
    is_title,
    load_separator,
    separate,
    separate_page,
    softmax,
)
from analysis.tokens import Tokenizer

ARTICLE = "\n".join(
    [
        "首页 > 新闻 > 正文",
        "山脚小学把旧锅炉房改成了图书馆",
        "发布时间：2024-03-02 来源：山脚县融媒体中心",
        "三月的第一个周末，山脚小学的旧锅炉房重新亮起了灯。拆掉锅炉之后，老师们把砖墙留了下来，只换了窗户和地板。",
        "“我们原来想盖一间新的，可是孩子们说，老房子的砖墙好看。”负责改造的校工韩大山说，全部花费不到八万元。",
        "现在，图书馆里有六千册书，其中一半是家长捐的。每天中午，高年级的学生轮流当管理员，给低年级的孩子讲故事。",
        "县里的图书馆每个月会送来一箱新书，月底再换走。校长说，这样一年下来，孩子们能看到一千多本不同的书。",
        "相关阅读",
        "今日金价多少钱一克",
        "这款手机跌破千元",
        "版权所有 山脚新闻网 备案号00000000",
    ]
)


def test_the_article_is_kept_and_the_rest_is_not() -> None:
    judged = separate_page(ARTICLE)
    assert [keep for _, _, keep in judged] == [False, True, False, True, True, True, True, False, False, False, False]


def test_every_line_that_is_not_blank_is_judged_once() -> None:
    lines = [line for line, _, _ in separate_page("\n\n甲\n \n乙\n")]
    assert lines == ["甲", "乙"]


def test_kept_lines_have_content_roles_and_dropped_lines_others() -> None:
    assert all((role in CONTENT) == keep for _, role, keep in separate_page(ARTICLE))


def test_a_page_of_white_space_has_no_line() -> None:
    assert separate_page(" \n\t\n") == []


def test_a_declared_title_is_kept_as_title() -> None:
    page = Page("a#1", "短题\n" + "正文很长，有逗号，也有句号。" * 5, title="短题", titled=True)
    judged = separate([page], observe([page], Tokenizer()))
    assert judged.role[0] == "title"
    assert judged.keep[0]
    assert judged.score[0] == 1.0


def test_an_html_title_marks_its_first_line_only() -> None:
    page = Page("a.html", "首页\n这是一个完整的标题\n正文\n这是一个完整的标题", title="这是一个完整的标题-某网站")
    assert declared_titles([page], observe([page], Tokenizer())).tolist() == [False, True, False, False]


def test_a_menu_word_is_no_title() -> None:
    assert not is_title("首页", "首页-某网站")


def test_scores_are_probabilities_and_reasons_are_in_both_languages() -> None:
    page = Page("a", ARTICLE)
    judged = separate([page], observe([page], Tokenizer()))
    assert ((judged.score >= 0) & (judged.score <= 1)).all()
    assert ((judged.affinity >= 0) & (judged.affinity <= 1)).all()
    assert all(zh and en for zh, en in judged.reasons)


def test_softmax_rows_sum_to_one_without_overflow() -> None:
    assert softmax(np.array([[1000.0, 1000.0], [0.0, -1000.0]])) == pytest.approx(np.array([[0.5, 0.5], [1.0, 0.0]]))


def test_weights_fit_the_evidence_and_the_roles() -> None:
    separator = load_separator()
    assert separator.keep.feature.max() < len(NAMES)
    assert len(separator.role.baseline) == len(ROLES) == len(KINDS)
