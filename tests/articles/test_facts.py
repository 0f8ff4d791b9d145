from analysis.articles.facts import PageFacts, page_facts
from tests.articles.made_page import TITLE
from tests.benchmarks.facts_gold import fact_scores, readings


def test_a_page_without_lines_has_no_facts() -> None:
    assert page_facts([], []) == PageFacts("", "", "", "")
    assert page_facts(["首页"], ["navigation"]) == PageFacts("", "", "", "")


def test_a_pages_facts_come_from_its_title_and_metadata() -> None:
    texts = ["首页", f"天天日报丨{TITLE}", "2031-02-03 来源：云津晚报 作者：李云津", "写于2030-01-01，来源：别处。"]
    roles = ["navigation", "title", "meta", "body"]
    found = PageFacts(TITLE, "2031-02-03", "云津晚报", "李云津")
    assert page_facts(texts, roles, "声明的标题") == found


def test_dates_are_scored_in_both_orders_where_the_gold_cannot_tell() -> None:
    assert readings("06/02/2031") == {"2031-02-06", "2031-06-02"}
    assert readings("9/17/2031") == {"2031-09-17"}
    assert readings("Jan 17, 2031") == readings("二〇三一年一月十七日") == readings("2031年 01月17日") == {"2031-01-17"}
    assert readings("2031年6月") == {"2031-06"}


def test_scores_count_values_that_are_right_found_and_there() -> None:
    gold = {
        "a": {"title": ("《桥》通车",), "date": ("2031年2月3日",), "author": ("李 云津", "王桥")},
        "b": {"title": ("渡船停航",), "source": ("云津晚报",)},
    }
    found = {"a": PageFacts("桥　通车", "2031-02-03", "云津网", "王桥、赵小六、李云津")}
    scores = fact_scores(found, gold)
    assert scores["title"] == {"precision": 1.0, "recall": 0.5, "f1": 2 / 3}
    assert scores["date"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert scores["source"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    assert scores["author"] == {"precision": 2 / 3, "recall": 1.0, "f1": 0.8}
    exact = fact_scores({"b": PageFacts("渡船，停航！")}, {"b": gold["b"]})
    assert (exact["title"]["f1"], exact["title_lenient"]["f1"]) == (0.0, 1.0)
    assert fact_scores({}, {})["date"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
