from collections import Counter

import numpy as np
import pytest

from analysis.articles.corpus import Corpus
from analysis.errors import BojiError
from analysis.reading.pages import Page
from analysis.words.tokenizer import Tokenizer
from tests.samples import FERRY, TEA, articles, corpus_of

TITLE = "摆渡人和他的四十七级石阶"
ARTICLE = [TITLE, "2031-05-04 来源：云津晚报 记者 周亭", *FERRY]
NOISE = ["首页 > 文化 > 正文", "版权所有 云津县文化馆 备案号00000000"]


def total(corpus: Corpus, once: bool) -> dict[str, int]:
    """Return how often each word counts, in the pages that repeat no other or in all."""
    words = corpus.words_once() if once else corpus.words()
    sums = np.asarray(words.matrix.sum(axis=0)).ravel().tolist()
    return {term: n for term, n in zip(words.terms, sums, strict=True) if n}


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    pages = [
        Page("x/ferry.txt", "\n".join([NOISE[0], *ARTICLE, NOISE[1]])),
        Page("x/repost.txt", "\n".join([NOISE[0], *ARTICLE])),
        Page("y/rows.jsonl#2", "\n".join(TEA)),
        Page("empty.txt", "\n \n"),
    ]
    return corpus_of(pages)


def test_pages_tell_their_facts_one_set_a_page(corpus: Corpus) -> None:
    first, second, third, last = corpus.facts
    assert (first.title, first.date, first.source, first.author) == (TITLE, "2031-05-04", "云津晚报", "周亭")
    assert second == first
    assert (third.date, third.source, third.author) == ("", "", "")
    assert (last.title, last.date, last.source, last.author) == ("", "", "", "")


def test_sites_are_the_folders_and_the_containers(corpus: Corpus) -> None:
    assert corpus.sites == ["x", "x", "y/rows.jsonl", "."]


def test_sizes_count_letters_digits_and_han_characters() -> None:
    assert corpus_of([Page("a", "渡口，47 级！\nThe ferry's\n——")]).sizes.tolist() == [5, 9, 0]


def test_noise_shares_are_those_of_the_characters() -> None:
    pages = [Page("a", "渡口的石阶\n茶园\n…"), Page("b", "渡口"), Page("c", "…"), Page("d", "")]
    corpus = corpus_of(pages, dropped=[1, 3])
    assert corpus.noise_shares.tolist() == pytest.approx([2 / 8, 1.0, 0.0, 0.0])


def test_a_page_that_repeats_another_is_told_and_left_out(corpus: Corpus) -> None:
    assert corpus.originals == [None, 0, None, None]
    assert corpus.once().tolist() == [0, 2, 3]
    assert set(corpus.lines.page[corpus.owned].tolist()) == {0, 2}


def test_words_of_pages_count_what_a_page_repeats_once() -> None:
    again = corpus_of([Page("a", "\n".join([FERRY[0], FERRY[0], TEA[0]])), Page("b", FERRY[0])], dropped=[])
    once, alone = total(corpus_of([Page("a", FERRY[0])], dropped=[]), once=False), "四十七"
    assert once[alone] == 1
    assert total(again, once=False)[alone] == 2  # in page a and in page b
    assert total(again, once=True)[alone] == 1


def test_words_once_are_those_of_all_different_lines() -> None:
    again = corpus_of(articles(), dropped=[])
    one = corpus_of([Page("a", "\n".join([*TEA, *FERRY]))], dropped=[])
    assert total(again, once=True) == total(one, once=True) == total(one, once=False)
    assert again.words_once().matrix.shape[0] == len(again.once()) == 8


def test_words_of_dropped_lines_do_not_count() -> None:
    kept = corpus_of([Page("a", f"{FERRY[0]}\n{TEA[0]}")], dropped=[1])
    alone = corpus_of([Page("a", FERRY[0])], dropped=[])
    assert total(kept, once=False) == total(alone, once=False)


def counted(corpus: Corpus, row: int) -> dict[str, int]:
    """Return the words of a line."""
    words = corpus.line_words
    return {words.terms[j]: int(words.matrix[row, j]) for j in words.matrix[row].indices}


def test_reworded_lines_have_the_phrases_and_stop_words_of_the_other_tokenizer(corpus: Corpus) -> None:
    row, words = corpus.lines.text.index(FERRY[0]), next(run for run in Tokenizer().runs(FERRY[0]) if len(run) > 1)
    tokenizer = Tokenizer(stopwords=["石阶"]).with_phrases([words[:2]])
    assert counted(corpus, row) == dict(Counter(Tokenizer()(FERRY[0])))
    assert counted(corpus.reworded(tokenizer), row) == dict(Counter(tokenizer(FERRY[0])))
    assert corpus.reworded(tokenizer).lines is corpus.lines


def test_phrases_of_the_kept_lines_become_words() -> None:
    beside = "茶农 游客 客人 村里 学校 老师 支部 书记".split()
    lines = [f"{a}云岭合作社{b}" for a, b in zip(beside, beside[1:] + beside[:1], strict=True)]
    pages = [Page(f"{i}.txt", line) for i, line in enumerate(lines)]
    tokenizer, found = corpus_of(pages, dropped=[]).with_phrases(Tokenizer())
    assert tokenizer.phrases == (("云岭", "合作社"),)
    assert [counted(found, row)["云岭合作社"] for row in range(8)] == [1] * 8
    assert [counted(found, row) for row in range(8)] == [dict(Counter(tokenizer(line))) for line in lines]
    few, _ = corpus_of(pages, dropped=range(2, 8)).with_phrases(Tokenizer())
    assert few.phrases == ()


def test_words_are_written_as_the_kept_lines_write_them() -> None:
    pages = [Page("a", "渡口的碼頭在這裡，碼頭上有船。\n码头码头码头码头")]
    assert corpus_of(pages, dropped=[1]).written(["码头", "没有"]) == {"码头": "碼頭", "没有": "没有"}
    assert corpus_of(pages, dropped=[0]).written(["码头"]) == {"码头": "码头"}


def test_the_lines_of_a_page_are_found_by_its_name(corpus: Corpus) -> None:
    assert corpus.spans() == {"x/ferry.txt": (0, 8), "x/repost.txt": (8, 15), "y/rows.jsonl#2": (15, 19)}
    lines = corpus.of_page("y/rows.jsonl#2")
    assert lines.texts == TEA
    assert lines.numbers == [1, 2, 3, 4]
    assert [line.score for line in lines] == corpus.judged.score[15:19].tolist()


@pytest.mark.parametrize("name", ["nowhere.txt", "empty.txt"])
def test_a_page_without_lines_is_not_found_and_the_first_is_named(corpus: Corpus, name: str) -> None:
    with pytest.raises(BojiError, match=f"{name!r}; the first of 3 is 'x/ferry.txt'"):
        corpus.of_page(name)


def test_a_headline_that_stands_twice_is_once_in_the_mended_text() -> None:
    found = corpus_of([Page("a", "\n".join([TITLE, FERRY[0], TITLE, FERRY[1]]))], dropped=[])
    found.judged.role[:] = ["title", "body", "title", "body"]
    assert found.clean(True)["a"].count(TITLE) == 1
    assert found.clean(False)["a"].count(TITLE) == 2


def test_doubts_are_told_page_by_page() -> None:
    found = corpus_of([Page("a", "\n".join(FERRY)), Page("b", "首页 新闻")], dropped=[len(FERRY)])
    assert [one.en for one in found.doubts] == ["", "nothing was kept"]


def test_clean_text_has_the_kept_lines_of_every_page() -> None:
    pages = [Page("a", f"首页\n{FERRY[0]}&amp;\n\n{FERRY[1]}"), Page("b", "首页"), Page("c", "")]
    found = corpus_of(pages, dropped=[0, 3])
    assert found.clean(False) == {"a": f"{FERRY[0]}&amp;\n{FERRY[1]}\n", "b": "", "c": ""}
    assert found.clean(True) == {"a": f"{FERRY[0]}&\n{FERRY[1]}\n", "b": "", "c": ""}
