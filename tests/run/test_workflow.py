from collections import Counter
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError

from analysis.errors import BojiError, MissingFileError
from analysis.reading.pages import Page, read_pages
from analysis.run import workflow
from analysis.run.workflow import TopicAnalysis
from analysis.separation.judge import WEIGHTS
from analysis.tables.contract import COLUMNS
from analysis.words.tokenizer import Tokenizer
from tests.samples import FERRY, PAGES, TEA, articles, of_seeds

PROSE = (
    "渡口的石阶一共四十七级，每年开春，守渡人都要把它们从上到下刷一遍，刷完再撒一层细沙。",
    "茶园里的新芽比去年早了六天，采茶的人天不亮就上了山，回来的时候竹篓已经装得满满的。",
)


@pytest.fixture(scope="module")
def fitted() -> TopicAnalysis:
    return of_seeds()


@pytest.fixture(scope="module")
def tiny() -> TopicAnalysis:
    return TopicAnalysis(n_topics=2, lang="en").fit(articles())


class Chosen(NamedTuple):
    """An analysis of the seeds that chose the number of clusters, and the progress that it told."""

    analysis: TopicAnalysis
    told: list[tuple[str, int, int]]


@pytest.fixture(scope="module")
def chosen() -> Chosen:
    told: list[tuple[str, int, int]] = []

    def note(stage: str, done: int, total: int) -> None:
        told.append((stage, done, total))

    analysis = TopicAnalysis(n_topics=2, n_clusters="auto", lang="en", progress=note)
    return Chosen(analysis.fit(read_pages(PAGES)), told)


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


def test_order_of_pages_and_jobs_do_not_matter(fitted: TopicAnalysis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workflow, "CHUNK", 20)  # so that there is work for both
    pages = list(read_pages(PAGES))
    again = TopicAnalysis(n_topics=8, lang="zh", jobs=2).fit(reversed(pages))
    tables, first = again.frames(), fitted.frames()
    for name, table in tables.items():
        pd.testing.assert_frame_equal(table, first[name], check_exact=True)
    assert again.clean_ == fitted.clean_


def test_a_saved_model_judges_as_the_fitted_one(fitted: TopicAnalysis, tmp_path: Path) -> None:
    fitted.save(tmp_path)
    again = TopicAnalysis.load(tmp_path, lang="zh")
    one, two = (m.transform(read_pages(PAGES / "sudi")) for m in (fitted, again))
    pd.testing.assert_frame_equal(one.lines, two.lines, check_exact=True)
    pd.testing.assert_frame_equal(one.pages, two.pages, check_exact=True)


def pairs(run: str) -> list[str]:
    """Cut two by two."""
    return [run[i : i + 2] for i in range(0, len(run), 2)]


def test_a_model_of_a_user_s_segmenter_wants_it_back(tmp_path: Path) -> None:
    cut = Tokenizer(pairs)
    fitted = TopicAnalysis(n_topics=2, lang="en", tokenizer=cut).fit(articles())
    assert set(fitted.model_.terms) <= {word for page in articles() for run in cut.runs(page.text) for word in run}
    assert f"segmented with {__name__}.pairs;" in fitted.methods("en")
    fitted.save(tmp_path)
    with pytest.raises(BojiError, match=rf"cut by {__name__}.pairs, which is not saved with it; give it again"):
        TopicAnalysis.load(tmp_path)
    again = TopicAnalysis.load(tmp_path, tokenizer=cut)
    pd.testing.assert_frame_equal(again.transform(articles()).pages, fitted.transform(articles()).pages)


def test_several_processes_take_a_segmenter_of_a_module_and_any_vectors_and_progress(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workflow, "CHUNK", 4)  # so that there is work for both
    told: list[str] = []
    given = {"n_topics": 2, "lang": "en", "vectors": lambda texts: [[len(text), text.count("茶")] for text in texts]}
    one = TopicAnalysis(tokenizer=Tokenizer(pairs), **given).fit(articles())
    progress = lambda stage, done, total: told.append(stage)  # noqa: E731  # what has no name is what is tested
    two = TopicAnalysis(tokenizer=Tokenizer(pairs), jobs=2, progress=progress, **given).fit(articles())
    assert two.pages_.equals(one.pages_)
    assert {"stage.read", "stage.topics"} <= set(told)


def test_a_segmenter_that_no_process_can_be_given_is_refused_before_any_work() -> None:
    unnamed = Tokenizer(lambda run: [run[i : i + 2] for i in range(0, len(run), 2)])
    with pytest.raises(BojiError, match=r"<lambda> cannot be sent to other processes .* or set jobs=1"):
        TopicAnalysis(n_topics=2, jobs=2, tokenizer=unnamed).fit(articles())
    here = TopicAnalysis(n_topics=2, tokenizer=unnamed).fit(articles())
    assert here.topics_.equals(TopicAnalysis(n_topics=2, tokenizer=Tokenizer(pairs)).fit(articles()).topics_)
    with pytest.raises(BojiError, match="cannot be sent"):
        here.set_params(jobs=2).transform(articles())


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


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"n_topics": 0}, "n_topics must be .*, got 0"),
        ({"n_topics": "many"}, "n_topics must be .*, got 'many'"),
        ({"n_clusters": 0}, "n_clusters must be .*, got 0"),
        ({"n_clusters": "many"}, "n_clusters must be .*, got 'many'"),
        ({"lang": "fr"}, "lang must be one of .*, got 'fr'"),
        ({"jobs": 0}, "jobs must be 1 or more, got 0"),
        ({"engine": "dask"}, "engine must be a dask.distributed Client or an Engine of analysis.run, got str"),
    ],
)
def test_parameters_are_stored_as_given_and_refused_at_fit(wrong: dict[str, Any], said: str) -> None:
    analysis = TopicAnalysis(**wrong)
    assert {name: analysis.get_params()[name] for name in wrong} == wrong
    with pytest.raises(BojiError, match=f"^(TopicAnalysis: )?{said}$"):
        analysis.fit(articles())


def test_a_number_that_is_not_whole_is_refused() -> None:
    wrong: Any = 2.5
    with pytest.raises(BojiError, match="n_topics must be"):
        TopicAnalysis(n_topics=wrong, lang="en").fit(articles())


def test_whole_numbers_of_numpy_are_numbers(tmp_path: Path) -> None:
    number: Any = np.int64(1)
    analysis = TopicAnalysis(n_topics=number, lang="en").fit(articles())
    assert len(analysis.topics_) == 1
    analysis.save(tmp_path)
    assert TopicAnalysis.load(tmp_path).n_topics == 1


def test_no_page_is_refused() -> None:
    with pytest.raises(BojiError, match="got no page"):
        TopicAnalysis().fit([])


def test_all_parameters_but_the_first_are_given_by_name() -> None:
    with pytest.raises(TypeError, match="positional"):
        TopicAnalysis(8, 8)  # type: ignore[misc]


def test_use_before_fit_is_refused_as_scikit_learn_does(tmp_path: Path) -> None:
    with pytest.raises(NotFittedError, match=r"call fit\(pages\) or TopicAnalysis.load\(folder\) first"):
        TopicAnalysis().transform([])
    with pytest.raises(NotFittedError, match="not fitted"):
        TopicAnalysis().save(tmp_path / "model")
    assert not (tmp_path / "model").exists()


def test_a_user_s_stop_words_never_name_a_topic(tmp_path: Path) -> None:
    (tmp_path / "stop.txt").write_text("校长\n书记\n", encoding="utf-8")
    tokenizer = Tokenizer.from_files(stopwords=tmp_path / "stop.txt")
    result = TopicAnalysis(8, tokenizer=tokenizer, lang="zh").fit(read_pages(PAGES))
    assert not {"校长", "书记"} & set(" ".join(result.topics_["words"]).split())


# an estimator


def sizes(texts: list[str]) -> list[list[float]]:
    """Stand for a sentence encoder."""
    return [[1.0, len(text) / 100] for text in texts]


CHOSEN: dict[str, Any] = {
    "n_topics": 2, "n_clusters": 3, "jobs": 2, "tokenizer": Tokenizer(userwords=["守渡人"], stopwords=["渡口"]),
    "lang": "en", "repaired": False, "noise": True, "progress": print, "unit": "paragraph", "keep": {"0.txt": "1"},
    "drop": {"1.txt": [2, 3]}, "weights": WEIGHTS, "mask": True, "vectors": sizes,
}  # fmt: skip


class Elsewhere(NamedTuple):
    """Stands for an engine: looked at when work begins, not before."""

    address: str


def test_a_clone_keeps_every_parameter_and_nothing_that_was_fitted(tiny: TopicAnalysis) -> None:
    chosen, defaults = {**CHOSEN, "engine": Elsewhere("tcp://10.0.0.1:8786")}, TopicAnalysis().get_params(deep=False)
    assert set(chosen) == set(defaults)
    assert all(chosen[name] != value for name, value in defaults.items())
    copy = clone(TopicAnalysis(**chosen))
    assert copy.get_params(deep=False) == chosen
    assert not hasattr(clone(tiny), "model_")


def test_the_representation_shows_the_parameters_that_were_given() -> None:
    shown = repr(TopicAnalysis(**CHOSEN))
    for said in ("n_topics=2", "n_clusters=3", "jobs=2", "lang='en'", "repaired=False", "noise=True", "守渡人", "渡口"):
        assert said in shown
    assert repr(TopicAnalysis()) == "TopicAnalysis()"


def test_parameters_may_be_set_and_fit_gives_the_estimator_back() -> None:
    analysis = TopicAnalysis().set_params(n_topics=2, lang="en", noise=True)
    assert (analysis.n_topics, analysis.lang, analysis.noise) == (2, "en", True)
    assert analysis.fit(articles()) is analysis
    with pytest.raises(ValueError, match="Invalid parameter 'topics'"):
        analysis.set_params(topics=3)


def test_fitting_leaves_the_parameters_as_they_were_given() -> None:
    analysis = TopicAnalysis(n_topics=2)
    before = analysis.get_params(deep=False)
    analysis.fit(articles())
    assert analysis.get_params(deep=False) == before
    assert analysis.tokenizer is None
    assert analysis.lang is None


def test_progress_is_told_by_stage_and_number() -> None:
    told: list[tuple[str, int, int]] = []
    analysis = TopicAnalysis(n_topics=2, lang="en", progress=lambda *said: told.append(said))
    analysis.fit(articles())
    assert told == [("stage.read", 8, 8), ("stage.separate", 8, 0), ("stage.topics", 8, 0)]


def test_progress_tells_each_number_that_was_tried(chosen: Chosen) -> None:
    assert [stage for stage, *_ in chosen.told if stage != "stage.choose"] == [
        "stage.read",
        "stage.separate",
        "stage.topics",
    ]
    numbers = chosen.analysis.trials_["clusters"].numbers
    tried = [(done, total) for stage, done, total in chosen.told if stage == "stage.choose"]
    assert tried == [(i, len(numbers)) for i in range(1, len(numbers) + 1)]


# saved and loaded


def test_a_saved_analysis_keeps_its_parameters(tmp_path: Path) -> None:
    TopicAnalysis(**CHOSEN).fit(articles()).save(tmp_path)
    again = TopicAnalysis.load(tmp_path)
    of_a_run: dict[str, Any] = {
        "jobs": 1,
        "weights": tmp_path,  # where they were saved, too
        **dict.fromkeys(("engine", "progress", "keep", "drop", "vectors")),
    }  # no model's matters
    assert again.get_params(deep=False) == {**CHOSEN, **of_a_run}
    assert (again.repaired, again.noise) == (False, True)


def test_parameters_given_at_load_take_the_place_of_the_saved_ones(tiny: TopicAnalysis, tmp_path: Path) -> None:
    tiny.save(tmp_path)
    again = TopicAnalysis.load(tmp_path, jobs=2, lang="zh", repaired=False, progress=print)
    changed = {"jobs": 2, "lang": "zh", "repaired": False, "progress": print}
    assert again.get_params(deep=False) == {**tiny.get_params(deep=False), "tokenizer": Tokenizer(), **changed}
    assert again.transform(articles()[:1]).lines["reason"].str.contains("[一-鿿]").all()
    assert TopicAnalysis.load(tmp_path).lang == "en"
    with pytest.raises(ValueError, match="topics"):
        TopicAnalysis.load(tmp_path, topics=3)


def test_a_loaded_analysis_has_the_model_and_the_words_of_the_fitted_one(tiny: TopicAnalysis, tmp_path: Path) -> None:
    tiny.save(tmp_path)
    again = TopicAnalysis.load(tmp_path)
    assert again.tokenizer_ == tiny.tokenizer_
    assert again.model_.words() == tiny.model_.words()
    assert again.model_.parameters() == tiny.model_.parameters()
    arrays = again.model_.arrays()
    assert arrays.keys() == tiny.model_.arrays().keys()
    for name, array in tiny.model_.arrays().items():
        assert arrays[name].tobytes() == array.tobytes(), name


FITTED = {"topics": ["components_", "inner_", "cross_"], "clusters": ["axes_", "cluster_centers_", "term_logs_"]}
FITTED["clusters"] += ["share_logs_", "labels_"]
NUMBERS = {"topics": ["n_iter_", "n_samples_seen_", "n_features_in_"], "clusters": ["n_iter_", "n_features_in_"]}


@pytest.mark.parametrize("part", ["topics", "clusters"])
def test_topics_and_clusters_are_whole_after_loading(tiny: TopicAnalysis, tmp_path: Path, part: str) -> None:
    tiny.save(tmp_path)
    before, after = (getattr(a.model_, part) for a in (tiny, TopicAnalysis.load(tmp_path)))
    fitted = {name for name in vars(before) if name.endswith("_")}
    assert {name for name in vars(after) if name.endswith("_")} == fitted == {*FITTED[part], *NUMBERS[part]}
    assert after.get_params() == before.get_params()
    for name in FITTED[part]:
        assert getattr(after, name).dtype == getattr(before, name).dtype, name
        np.testing.assert_array_equal(getattr(after, name), getattr(before, name), strict=True)
    for name in NUMBERS[part]:
        assert getattr(after, name) == getattr(before, name), name


@pytest.mark.parametrize(("part", "name"), [(part, name) for part, names in NUMBERS.items() for name in names])
def test_numbers_are_numbers_after_loading(tiny: TopicAnalysis, tmp_path: Path, part: str, name: str) -> None:
    tiny.save(tmp_path)
    assert isinstance(getattr(getattr(TopicAnalysis.load(tmp_path).model_, part), name), int)


def test_topics_go_on_learning_after_loading(tiny: TopicAnalysis, tmp_path: Path) -> None:
    tiny.save(tmp_path)
    loaded, whole = TopicAnalysis.load(tmp_path).model_, tiny.model_
    kept = deepcopy(whole.topics)
    rows = tiny.findings_.X
    for topics in (loaded.topics, kept):
        topics.partial_fit(rows)
    assert kept.n_samples_seen_ == whole.topics.n_samples_seen_ + rows.shape[0]
    assert loaded.topics.n_samples_seen_ == whole.topics.n_samples_seen_ + rows.shape[0]
    assert loaded.topics.components_.tobytes() == kept.components_.tobytes()
    assert loaded.topics.components_.tobytes() != whole.topics.components_.tobytes()


@pytest.mark.parametrize(("part", "prefix"), [("topics", "topicnmf"), ("clusters", "pageclusters")])
def test_loaded_topics_and_clusters_name_their_columns(
    tiny: TopicAnalysis, tmp_path: Path, part: str, prefix: str
) -> None:
    tiny.save(tmp_path)
    before, after = (getattr(a.model_, part) for a in (tiny, TopicAnalysis.load(tmp_path)))
    values = before.transform(tiny.findings_.X)
    names = [f"{prefix}{i}" for i in range(values.shape[1])]
    assert after.get_feature_names_out().tolist() == names
    frame = after.set_output(transform="pandas").transform(tiny.findings_.X)
    assert frame.columns.tolist() == names
    assert frame.to_numpy().tobytes() == values.tobytes()


def test_a_loaded_analysis_may_be_saved_again_to_the_same_bytes(tiny: TopicAnalysis, tmp_path: Path) -> None:
    tiny.save(tmp_path / "a")
    TopicAnalysis.load(tmp_path / "a", tokenizer=None).save(tmp_path / "b")
    for file in ("model.npz", "model.json"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_a_loaded_analysis_may_be_fitted_anew(tiny: TopicAnalysis, tmp_path: Path) -> None:
    tiny.save(tmp_path)
    again = TopicAnalysis.load(tmp_path).fit(articles())
    pd.testing.assert_frame_equal(again.topics_, tiny.topics_)
    pd.testing.assert_frame_equal(again.lines_, tiny.lines_)


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match=r"no model in .*model\.json is missing"):
        TopicAnalysis.load(tmp_path)


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
    with pytest.raises(BojiError, match=f"'nowhere.txt'; the first of {len(fitted.pages_)} is '{first}'"):
        fitted.explain("nowhere.txt", 1)
    with pytest.raises(ValueError, match="no line 9999 with text"):
        fitted.explain(first, 9999)


def test_only_pages_that_were_fitted_here_are_explained(fitted: TopicAnalysis, tmp_path: Path) -> None:
    page = fitted.lines_["page"].iloc[0]
    with pytest.raises(NotFittedError, match=r"call fit\(pages\)"):
        TopicAnalysis().explain(page, 1)
    fitted.save(tmp_path)
    again = TopicAnalysis.load(tmp_path)
    with pytest.raises(NotFittedError, match=r"call fit\(pages\)"):
        again.explain(page, 1)


# repairs


@pytest.mark.parametrize(("repaired", "said"), [(True, "“渡船开了。”"), (False, "&ldquo;渡船开了。&rdquo;")])
def test_kept_text_is_mended_and_the_table_of_lines_is_not(repaired: bool, said: str) -> None:
    line = f"{PROSE[0]}他说：&ldquo;渡船开了。&rdquo;"
    assert TopicAnalysis().repaired
    pages = [Page("a", line), Page("b", PROSE[1])]
    result = TopicAnalysis(n_topics=1, lang="en", repaired=repaired).fit(pages)
    assert result.clean_ == {"a": f"{PROSE[0]}他说：{said}\n", "b": f"{PROSE[1]}\n"}
    assert result.transform(pages).clean == result.clean_
    assert result.lines_["text"].tolist() == [line, PROSE[1]]


# copies and numbers


def test_a_line_of_several_pages_is_counted_in_one_of_them(tiny: TopicAnalysis) -> None:
    words = tiny.corpus_.words_once()
    total = dict(zip(words.terms, np.asarray(words.matrix.sum(axis=0)).ravel().tolist(), strict=True))
    assert total == dict(Counter(tiny.tokenizer_("\n".join([*TEA, *FERRY]))))
    assert tiny.corpus_.words().matrix.sum() > words.matrix.sum()


def test_a_copied_line_belongs_to_the_page_it_fits() -> None:
    pages = [
        Page("a.txt", "\n".join(FERRY)),
        Page("b.txt", "\n".join(TEA)),
        Page("0.txt", "\n".join([*FERRY[:2], TEA[0]])),
    ]
    corpus = TopicAnalysis(n_topics=2, lang="en").fit(pages).corpus_
    owner = {corpus.lines.text[i]: corpus.pages[corpus.lines.page[i]].name for i in corpus.owned}
    assert owner[TEA[0]] == "b.txt"
    assert len(corpus.owned) == len(set(owner)) == 8


def test_every_page_with_a_known_word_has_a_cluster(tiny: TopicAnalysis) -> None:
    assert tiny.pages_["topic"].notna().all()
    assert tiny.pages_["cluster"].notna().all()


def test_numbers_are_given_or_found(tiny: TopicAnalysis) -> None:
    given = tiny
    assert (len(given.topics_), len(given.clusters_), given.trials_, len(given.choice_)) == (2, 2, {}, 0)
    few = TopicAnalysis(lang="en").fit(articles())
    assert (len(few.topics_), len(few.clusters_), few.trials_) == (
        2,
        2,
        {},
    )  # of eight pages there is nothing to choose


def test_a_number_may_be_found_beside_one_that_is_given(chosen: Chosen) -> None:
    found = chosen.analysis
    assert len(found.topics_) == 2
    assert set(found.trials_) == {"clusters"}
    assert 4 <= len(found.clusters_) <= found.trials_["clusters"].best


def test_scrambled_pages_are_of_the_topics_they_speak_of() -> None:
    scrambled = Page("x.txt", "\n".join(TEA[:3]).encode().decode("gb18030", "replace"))
    fitted = TopicAnalysis(n_topics=2, lang="en").fit([*articles(), scrambled])
    topic = fitted.pages_.set_index("page")["topic"]
    assert topic["x.txt"] == topic["0.txt"] != topic["4.txt"]
    assert fitted.lines_.loc[fitted.lines_["page"] == "x.txt", "text"].tolist() == scrambled.text.split("\n")


def test_no_page_of_the_seeds_is_a_stray() -> None:
    analysis = TopicAnalysis(n_topics=8, lang="en", noise=True).fit(read_pages(PAGES))
    assert analysis.model_.clusters.noise
    assert analysis.pages_["cluster"].notna().all()
