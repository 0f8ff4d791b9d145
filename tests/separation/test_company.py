from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import pytest

from analysis import store
from analysis.reading.flattening import flatten
from analysis.reading.lines import Repeats
from analysis.reading.pages import Page, read_pages
from analysis.separation.affinity import LEAST_PAGES, TOPIC_NAMES, UNKNOWN
from analysis.separation.company import Company
from analysis.separation.evidence import PAGE_NAMES, TAG_NAMES, TEXT_NAMES, Evidence, Observation, observe
from analysis.words.tokenizer import Tokenizer
from tests.samples import FERRY, PAGES, TEA, gather

N_PAGES = LEAST_PAGES + 10
WORDS = (
    "清河 白石 双桥 柳庄 南坪 修堤 筑路 植树 挖渠 建校 办厂 开荒 养鱼 种菜 账目 木料 砖瓦 粮仓 磨坊 染坊 铁匠 木匠 "
    "货郎 集市 庙会 戏台 祠堂 学堂 药铺 当铺 邮差 电报"
).split()
HTML = flatten(f"<ul><li><a href=x>首页</a><li>要闻</ul><div class='content'><p>{TEA[0]}</p></div>")


def page(i: int) -> Page:
    """Make a page on one of two subjects between lines that other pages have too."""
    draw = Random(i)
    body = [(TEA, FERRY)[i % 2][(i + j) % 4] + "、".join(draw.sample(WORDS, 8)) + "都写进了村史。" for j in range(3)]
    return Page(f"{i:03}.txt", "\n".join(["首页 新闻 财经 体育", *body, f"版权所有 第{i % 3}版"]))


@cache
def many() -> list[Page]:
    """Make so many pages that their topics are known; the last ones are blank, without words, and HTML."""
    made = [page(i) for i in range(N_PAGES)]
    return [*made, Page("x", " \n"), Page("y", "123\n。。。"), Page("z.html", HTML.text, markup=HTML.markup)]


@cache
def few() -> list[Page]:
    return list(read_pages(PAGES))[:12]


@cache
def seen(pages: Callable[[], list[Page]]) -> Observation:
    return observe(pages(), Tokenizer())


@cache
def company(pages: Callable[[], list[Page]]) -> Company:
    return Company.of(seen(pages), len(pages()))


@cache
def together(pages: Callable[[], list[Page]]) -> Evidence:
    return company(pages).gather(seen(pages), len(pages()))


def told(judge: Company, *pages: Page) -> Evidence:
    return judge.gather(observe(pages, Tokenizer()), len(pages))


def bits(evidence: Evidence) -> tuple[bytes, bytes, bytes]:
    return evidence.text.tobytes(), evidence.tags.tobytes(), evidence.has_tags.tobytes()


BOTH = pytest.mark.parametrize("pages", [many, few])


@BOTH
def test_pages_in_the_company_of_themselves_are_known_as_usual(pages: Callable[[], list[Page]]) -> None:
    assert bits(together(pages)) == bits(gather(seen(pages), len(pages())))
    assert together(pages).text.shape == (len(seen(pages).lines), len(TEXT_NAMES))
    assert together(pages).tags.shape == (len(seen(pages).lines), len(TAG_NAMES))


@BOTH
def test_a_company_that_was_saved_tells_the_same_to_the_last_bit(
    pages: Callable[[], list[Page]], tmp_path: Path
) -> None:
    store.save(tmp_path, "company", 1, company(pages).arrays(), {})
    arrays, _ = store.load(tmp_path, "company", 1)
    again = Company.from_arrays(arrays)
    assert again.n_pages == len(pages())
    assert again.weights.terms == company(pages).weights.terms
    assert again.arrays().keys() == arrays.keys()
    assert all(again.arrays()[name].tobytes() == array.tobytes() for name, array in company(pages).arrays().items())
    assert bits(again.gather(seen(pages), len(pages()))) == bits(together(pages))


@BOTH
def test_a_page_alone_in_a_company_is_known_as_among_all_to_the_last_bit(pages: Callable[[], list[Page]]) -> None:
    for i, one in enumerate(pages()):
        whole = together(pages)[seen(pages).lines.page == i]
        assert bits(told(company(pages), one)) == bits(whole), one.name


def test_the_cuts_between_pages_do_not_matter() -> None:
    parts = [told(company(many), *many()[a : a + 16]) for a in range(0, len(many()), 16)]
    assert bits(Evidence.join(parts)) == bits(together(many))


def test_lines_repeat_and_topics_are_known_in_company_alone() -> None:
    alone, among = gather(observe([page(0)], Tokenizer()), 1), told(company(many), page(0))
    assert alone.fact("repeats").tolist() == [0.0] * 5
    assert np.exp(among.fact("repeats")).round().tolist() == [N_PAGES, 1, 1, 1, len(range(0, N_PAGES, 3))]
    for name in TOPIC_NAMES:
        assert (alone.fact(name) == UNKNOWN).all()
        assert (among.fact(name) != UNKNOWN).all()
    for name in PAGE_NAMES:
        assert among.fact(name).tobytes() == alone.fact(name).tobytes(), name


def test_a_word_of_no_page_weighs_as_one_of_a_page_that_is_not_there() -> None:
    judge = company(few)
    weights = judge.weights_of(["qwxzv", *judge.weights.terms[:3], "zzqwx"])
    assert weights.terms == ["qwxzv", *judge.weights.terms[:3], "zzqwx"]
    assert weights.idf[1:4].tolist() == judge.weights.idf[:3].tolist()
    assert weights.idf[[0, 4]].tolist() == pytest.approx([np.log(len(few()) + 1) + 1] * 2, rel=1e-15)
    assert weights.idf[0] > judge.weights.idf.max()


def test_the_company_s_own_words_have_its_own_weights() -> None:
    judge = company(few)
    assert judge.weights_of(judge.weights.terms) is judge.weights
    assert judge.weights_of(list(judge.weights.terms)).idf.tobytes() == judge.weights.idf.tobytes()
    assert judge.weights_of([]).idf.shape == (0,)


def test_weights_are_those_of_the_pages_words() -> None:
    judge = Company.of(observe([Page("a", "渡船 码头\n渡船"), Page("b", "渡船")], Tokenizer()), 2)
    assert dict(zip(judge.weights.terms, judge.weights.idf.tolist(), strict=True)) == pytest.approx(
        {"渡船": 1.0, "码头": np.log(3 / 2) + 1}
    )


def test_repeats_that_are_given_are_used_in_place_of_the_pages_own() -> None:
    prints = np.unique(seen(few).prints)
    given = Repeats(prints[::2], np.full(len(prints[::2]), 40_000))
    facts = Company.of(seen(few), len(few()), given).gather(seen(few), len(few()))
    expected = np.where(np.isin(seen(few).prints, prints[::2]), 40_000, 1)
    assert np.exp(facts.fact("repeats").astype(np.float64)).round(-2).tolist() == expected.round(-2).tolist()
    others = [i for i, name in enumerate(TEXT_NAMES) if name != "repeats"]
    assert facts.text[:, others].tobytes() == together(few).text[:, others].tobytes()


def test_no_line_repeats_where_it_is_given_that_none_does() -> None:
    nothing = Repeats(np.zeros(0, np.uint64), np.zeros(0, np.int64))
    judge = Company.of(seen(few), len(few()), nothing)
    assert judge.repeats is nothing
    assert not judge.gather(seen(few), len(few())).fact("repeats").any()


def test_few_pages_have_no_topics() -> None:
    assert company(many).topics is not None
    assert company(few).topics is None
    assert Company.from_arrays(company(few).arrays()).topics is None
    for name in TOPIC_NAMES:
        assert (together(few).fact(name) == UNKNOWN).all()


@pytest.mark.parametrize("pages", [[], [Page("a", "")], [Page("a", "123\n。")]])
def test_a_company_without_words_is_one(pages: list[Page]) -> None:
    judge = Company.of(observe(pages, Tokenizer()), len(pages))
    assert (judge.weights.terms, judge.topics) == ([], None)
    again = Company.from_arrays(judge.arrays())
    assert bits(told(again, *few())) == bits(told(judge, *few()))


@pytest.mark.parametrize(("text", "n_lines"), [("", 0), ("123\n。", 2), ("qwxzv zzqwx", 1)])
def test_a_page_without_a_known_word_is_of_no_topic(text: str, n_lines: int) -> None:
    facts = told(company(many), Page("a", text))
    assert len(facts) == n_lines
    for name in TOPIC_NAMES:
        assert not facts.fact(name).any()


def test_no_page_has_no_facts() -> None:
    assert told(company(many)).whole().shape == (0, len(TEXT_NAMES) + len(TAG_NAMES))
