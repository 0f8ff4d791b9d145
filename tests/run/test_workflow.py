from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis.reading.pages import Page, read_pages
from analysis.run.workflow import TopicAnalysis
from analysis.tables.contract import COLUMNS
from analysis.words.tokenizer import Tokenizer
from tests.paths import SEEDS

PAGES = SEEDS / "pages"
PROSE = (
    "渡口的石阶一共四十七级，每年开春，守渡人都要把它们从上到下刷一遍，刷完再撒一层细沙。",
    "茶园里的新芽比去年早了六天，采茶的人天不亮就上了山，回来的时候竹篓已经装得满满的。",
)


@pytest.fixture(scope="module")
def fitted() -> TopicAnalysis:
    return TopicAnalysis(n_topics=8, lang="zh").fit(read_pages(PAGES))


def test_topics_are_the_subjects_of_the_seeds(fitted: TopicAnalysis) -> None:
    subjects = fitted.pages_["page"].str.extract(r"/([a-z]+)_")[0]
    found = fitted.pages_.groupby(subjects)["topic"].agg(lambda t: t.mode()[0])
    assert len(set(found)) == 8
    right = sum(found[s] == t for s, t in zip(subjects, fitted.pages_["topic"], strict=True))
    assert right >= 0.9 * len(subjects)


def test_frames_agree_with_each_other(fitted: TopicAnalysis) -> None:
    lines, pages = fitted.lines_, fitted.pages_
    assert lines.groupby("page")["keep"].sum().to_dict() == dict(zip(pages["page"], pages["kept"], strict=True))
    assert fitted.topics_["pages"].sum() == pages["topic"].notna().sum()
    assert fitted.clusters_["pages"].sum() == pages["cluster"].notna().sum()
    assert fitted.topics_["share"].sum() == pytest.approx(1, abs=1e-3)
    assert set(fitted.clusters_["nearest"]) <= set(pages["page"])


def test_every_line_of_every_page_has_one_row(fitted: TopicAnalysis) -> None:
    expected = {(p.name, n) for p in read_pages(PAGES) for n, t in enumerate(p.text.split("\n"), 1) if t.strip()}
    rows = list(zip(fitted.lines_["page"], fitted.lines_["line"], strict=True))
    assert len(rows) == len(expected)
    assert set(rows) == expected


def test_no_junk_among_the_words(fitted: TopicAnalysis) -> None:
    words = " ".join(fitted.topics_["words"]).split()
    assert len(words) == 80
    assert all(len(w) > 1 and not w.isdigit() for w in words)


def test_order_of_pages_and_jobs_do_not_matter(fitted: TopicAnalysis) -> None:
    pages = list(read_pages(PAGES))
    again = TopicAnalysis(n_topics=8, lang="zh", jobs=2).fit(reversed(pages))
    for name in ("lines_", "pages_", "topics_", "clusters_", "map_", "before_"):
        pd.testing.assert_frame_equal(getattr(again, name), getattr(fitted, name), check_exact=True)


def test_a_saved_model_judges_as_the_fitted_one(fitted: TopicAnalysis, tmp_path: Path) -> None:
    fitted.save(tmp_path)
    again = TopicAnalysis.load(tmp_path, lang="zh")
    one, two = (m.transform(read_pages(PAGES / "sudi")) for m in (fitted, again))
    pd.testing.assert_frame_equal(one.lines, two.lines, check_exact=True)
    pd.testing.assert_frame_equal(one.pages, two.pages, check_exact=True)


def test_saving_twice_gives_the_same_bytes(fitted: TopicAnalysis, tmp_path: Path) -> None:
    for name in ("a", "b"):
        fitted.save(tmp_path / name)
    for file in ("model.npz", "model.json"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_a_repost_is_named_and_counted_once() -> None:
    pages = list(read_pages(PAGES / "zhiyuan"))
    repost = Page("zz/repost.txt", pages[0].text.replace("知园", "别处"))
    result = TopicAnalysis(n_topics=2, lang="en").fit([*pages, repost])
    assert result.pages_.set_index("page")["duplicate_of"].to_dict() == {
        **{p.name: "" for p in pages},
        "zz/repost.txt": pages[0].name,
    }


ODD = {
    "digits alone": [Page("a", "123\n456")],
    "one word": [Page("a", "北京")],
    "one page": [Page("a", "北京的春天来得早，公园里的花开了，游人很多。\n人们在湖边散步。")],
    "all the same": [Page(f"{i}", "北京的春天来得早，公园里的花开了，游人很多，湖边也热闹。" * 9) for i in range(6)],
    "no Chinese": [Page("a", "Nothing but English text here, and it goes on for a while.")],
    "a giant line": [Page("a", "春天来了，" * 50_000)],
}


@pytest.mark.parametrize("pages", ODD.values(), ids=ODD.keys())
def test_odd_input_gives_tables_not_a_traceback(pages: list[Page]) -> None:
    result = TopicAnalysis(lang="en").fit(pages)
    assert len(result.pages_) == len(pages)
    assert len(result.lines_) == sum(1 for p in pages for t in p.text.split("\n") if t.strip())


def test_pages_without_a_usable_word_are_unassigned() -> None:
    pages = [*read_pages(PAGES / "zhiyuan"), Page("zzz.txt", "12345\n……")]
    result = TopicAnalysis(n_topics=2, lang="en").fit(pages)
    last = result.pages_.set_index("page").loc["zzz.txt"]
    assert pd.isna(last["topic"])
    assert pd.isna(last["cluster"])


def test_bad_parameters_are_named() -> None:
    with pytest.raises(ValueError, match="n_topics must be"):
        TopicAnalysis(n_topics=0)
    with pytest.raises(ValueError, match="n_topics must be"):
        TopicAnalysis(n_topics="many")
    with pytest.raises(ValueError, match="lang must be one of"):
        TopicAnalysis(lang="fr")
    with pytest.raises(ValueError, match="got no page"):
        TopicAnalysis().fit([])
    with pytest.raises(ValueError, match="not fitted"):
        TopicAnalysis().transform([])


def test_a_user_s_stop_words_never_name_a_topic(tmp_path: Path) -> None:
    (tmp_path / "stop.txt").write_text("校长\n书记\n", encoding="utf-8")
    tokenizer = Tokenizer(stopwords=tmp_path / "stop.txt")
    result = TopicAnalysis(8, tokenizer=tokenizer, lang="zh").fit(read_pages(PAGES))
    assert not {"校长", "书记"} & set(" ".join(result.topics_["words"]).split())


# explain


def test_a_line_of_the_fitted_pages_is_explained(fitted: TopicAnalysis) -> None:
    row = fitted.lines_.iloc[len(fitted.lines_) // 2]
    table = fitted.explain(row["page"], int(row["line"]))
    assert tuple(table.columns) == COLUMNS["explanation"]
    assert table.attrs == {
        "text": row["text"],
        "role": row["role"],
        "keep": bool(row["keep"]),
        "score": pytest.approx(row["score"], abs=1e-4),
    }
    assert 1 / (1 + np.exp(-table["weight"].sum())) == pytest.approx(row["score"], abs=1e-3)
    assert table["said"].iloc[0] == "任何一行的起点"


def test_an_explanation_hears_the_other_pages_and_speaks_the_chosen_language() -> None:
    pages = [Page(name, f"{line}\n关注云津晚报公众号") for name, line in zip("ab", PROSE, strict=True)]
    result = TopicAnalysis(n_topics=1, lang="en").fit(pages)
    said = result.explain("b", 2).set_index("piece")["said"]
    assert said["start"] == "where every line starts"
    assert said["repeats"] == "repeated on 2 pages"


def test_a_page_or_line_that_is_not_there_is_named(fitted: TopicAnalysis) -> None:
    first = fitted.lines_["page"].iloc[0]
    with pytest.raises(ValueError, match=f"'nowhere.txt'; the first of {len(fitted.pages_)} is '{first}'"):
        fitted.explain("nowhere.txt", 1)
    with pytest.raises(ValueError, match="no line 9999 with text"):
        fitted.explain(first, 9999)


def test_only_pages_that_were_fitted_here_are_explained(fitted: TopicAnalysis, tmp_path: Path) -> None:
    page = fitted.lines_["page"].iloc[0]
    with pytest.raises(ValueError, match=r"call fit\(pages\)"):
        TopicAnalysis().explain(page, 1)
    fitted.save(tmp_path)
    again = TopicAnalysis.load(tmp_path)
    with pytest.raises(ValueError, match=r"call fit\(pages\)"):
        again.explain(page, 1)


# repairs


@pytest.mark.parametrize(("repaired", "said"), [(True, "“渡船开了。”"), (False, "&ldquo;渡船开了。&rdquo;")])
def test_kept_text_is_mended_and_the_table_of_lines_is_not(repaired: bool, said: str) -> None:
    line = f"{PROSE[0]}他说：&ldquo;渡船开了。&rdquo;"
    analysis = TopicAnalysis(n_topics=1, lang="en")
    assert analysis.repaired
    analysis.repaired = repaired
    pages = [Page("a", line), Page("b", PROSE[1])]
    result = analysis.fit(pages)
    assert result.clean_ == {"a": f"{PROSE[0]}他说：{said}\n", "b": f"{PROSE[1]}\n"}
    assert result.transform(pages).clean == result.clean_
    assert result.lines_["text"].tolist() == [line, PROSE[1]]


TEA = [
    "茶园里的新芽比去年早了六天，采茶的人天不亮就上了山。",
    "采茶人把竹篓装满，茶园的春茶当天就要炒好，鲜叶隔夜便不值钱。",
    "春茶的价格比去年高，采茶人说茶园的鲜叶不够收。",
    "炒茶的师傅守着锅，春茶的香气从茶园一直飘到村口。",
]
FERRY = [
    "渡口的石阶一共四十七级，守渡人每年开春都要把石阶刷一遍。",
    "守渡人撑船过江，渡口的铃铛一响，对岸就知道有客人来了。",
    "江水涨到石阶第三级，守渡人便把渡船拴到渡口上头。",
    "渡船用了三十年，守渡人说船板是从老渡口拆下来的。",
]


def articles() -> list[Page]:
    """Make eight pages on two subjects, each of three lines of its own order."""
    bodies = [[side[(i + j) % 4] for j in range(3)] for side in (TEA, FERRY) for i in range(4)]
    return [Page(f"{i}.txt", "\n".join(body)) for i, body in enumerate(bodies)]


def test_a_line_of_several_pages_is_counted_in_one_of_them() -> None:
    fitted = TopicAnalysis(n_topics=2, lang="en").fit(articles())
    words = fitted.judged_.words_once()
    total = dict(zip(words.terms, np.asarray(words.matrix.sum(axis=0)).ravel().tolist(), strict=True))
    assert total == dict(Counter(fitted.tokenizer_("\n".join([*TEA, *FERRY]))))
    assert fitted.judged_.words().matrix.sum() > words.matrix.sum()


def test_a_copied_line_belongs_to_the_page_it_fits() -> None:
    pages = [
        Page("a.txt", "\n".join(FERRY)),
        Page("b.txt", "\n".join(TEA)),
        Page("0.txt", "\n".join([*FERRY[:2], TEA[0]])),
    ]
    judged = TopicAnalysis(n_topics=2, lang="en").fit(pages).judged_
    owner = {judged.lines.text[i]: judged.pages[judged.lines.page[i]].name for i in judged.owned}
    assert owner[TEA[0]] == "b.txt"
    assert len(judged.owned) == len(set(owner)) == 8


def test_numbers_are_given_or_found() -> None:
    given = TopicAnalysis(n_topics=2, lang="en").fit(articles())
    assert (len(given.topics_), len(given.clusters_), given.trials_, len(given.choice_)) == (2, 2, {}, 0)
    few = TopicAnalysis(lang="en").fit(articles())
    assert (len(few.topics_), len(few.clusters_), few.trials_) == (
        2,
        2,
        {},
    )  # of eight pages there is nothing to choose
    found = TopicAnalysis(n_topics=2, n_clusters="auto", lang="en").fit(read_pages(PAGES))
    assert set(found.trials_) == {"clusters"}
    assert 4 <= len(found.clusters_) <= found.trials_["clusters"].best


@pytest.mark.parametrize("wrong", [{"n_topics": 0}, {"n_topics": "many"}, {"n_clusters": 0}, {"n_clusters": "many"}])
def test_numbers_out_of_range_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=f"{next(iter(wrong))} must be"):
        TopicAnalysis(**wrong)


def test_scrambled_pages_are_of_the_topics_they_speak_of() -> None:
    scrambled = Page("x.txt", "\n".join(TEA[:3]).encode().decode("gb18030", "replace"))
    fitted = TopicAnalysis(n_topics=2, lang="en").fit([*articles(), scrambled])
    topic = fitted.pages_.set_index("page")["topic"]
    assert topic["x.txt"] == topic["0.txt"] != topic["4.txt"]
    assert fitted.lines_.loc[fitted.lines_["page"] == "x.txt", "text"].tolist() == scrambled.text.split("\n")


def test_no_page_of_the_seeds_is_a_stray() -> None:
    analysis = TopicAnalysis(n_topics=8, lang="en")
    analysis.noise = True
    assert analysis.fit(read_pages(PAGES)).pages_["cluster"].notna().all()
