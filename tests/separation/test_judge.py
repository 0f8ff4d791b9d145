from dataclasses import asdict, replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from scipy.special import expit, logit, softmax

from analysis import store
from analysis.arrays import FloatArray
from analysis.errors import BojiError, MissingFileError
from analysis.reading.page import Page, page_of
from analysis.separation import judge as module
from analysis.separation.claims import Claims
from analysis.separation.evidence import NAMES, TEXT_NAMES, Evidence, Observation, observe
from analysis.separation.judge import (
    ENSEMBLES,
    FEATURES,
    FORMAT,
    KEEP_FROM,
    NETWORK_SHARE,
    PLAIN_ROLE,
    ROLE_WORDING,
    STORED,
    SUREST,
    TAGS_AGAIN,
    TAGS_SHARE,
    TEXT_AGAIN,
    TINY,
    TITLE_SCORE,
    WEIGHTS,
    Judgement,
    Separator,
    load_separator,
    save_separator,
    separate,
)
from analysis.separation.network import Network
from analysis.separation.page import Line, Lines, separate_page
from analysis.separation.pieces import PIECES, PLACE
from analysis.separation.reasons import OVERRULED
from analysis.separation.regions import NAMES as REGION_NAMES
from analysis.separation.regions import NOTHING_ELSE, FirstLook, describe_regions
from analysis.separation.roles import CONTENT, KINDS, N_CONTENT, ROLES
from analysis.separation.trees import Trees
from analysis.separation.wording import BUCKETS, PLACES
from analysis.words.tokenizer import Tokenizer
from tests.samples import gather

TITLE = "山脚小学把旧锅炉房改成了图书馆"
PROSE = (
    "三月的第一个周末，山脚小学的旧锅炉房重新亮起了灯。拆掉锅炉之后，老师们把砖墙留了下来，只换了窗户和地板。",
    "“我们原来想盖一间新的，可是孩子们说，老房子的砖墙好看。”负责改造的校工韩大山说，全部花费不到八万元。",
    "现在，图书馆里有六千册书，其中一半是家长捐的。每天中午，高年级的学生轮流当管理员，给低年级的孩子讲故事。",
    "县里的图书馆每个月会送来一箱新书，月底再换走。校长说，这样一年下来，孩子们能看到一千多本不同的书。",
)
ARTICLE = "\n".join(
    [
        "首页 > 新闻 > 正文",
        TITLE,
        "发布时间：2024-03-02 来源：山脚县融媒体中心",
        *PROSE,
        "相关阅读",
        "今日金价多少钱一克",
        "这款手机跌破千元",
        "版权所有 山脚新闻网 备案号00000000",
    ]
)
KEPT = [False, True, False, True, True, True, True, False, False, False, False]
HTML = (
    "<html><body><div class=nav><a href=/>首页</a></div><div class=content><h1>校园旧事</h1>"
    + "".join(f"<p>{p}</p>" for p in PROSE)
    + "</div><div class=footer><ul><li><a href=/1>今日金价多少钱一克</a><li><a href=/2>这款手机跌破千元</a></ul></div>"
)


def seen(*pages: Page) -> Observation:
    return observe(pages, Tokenizer())


@cache
def article() -> Lines:
    return separate_page(ARTICLE)


@cache
def tagged_page() -> Page:
    return page_of(HTML, True, Page("a.html", ""))


def louder(trees: Trees, by: float, which: int = 0) -> Trees:
    """Return trees that add so much more to a class whatever the facts."""
    baseline = trees.baseline.copy()
    baseline[which] += by
    return replace(trees, baseline=baseline)


def saying(network: Network, odds: float) -> Network:
    """Return a network that says the same of every line."""
    return replace(network, last=np.zeros_like(network.last), last_bias=np.array(odds))


def judge(separator: Separator, page: Page) -> Judgement:
    found = seen(page)
    wording = separator.wording.score(found.lines.folded, found.lines.page)
    return separator.judge(gather(found, 1), wording, found.lines.page, claims=Claims.of([page], found))


# what is kept


def test_the_article_is_kept_and_the_rest_is_not() -> None:
    assert [line.keep for line in article()] == KEPT


def test_every_line_that_is_not_blank_is_judged_once() -> None:
    lines = separate_page("\n\n甲\n \n\u3000乙\n")
    assert [(line.number, line.text) for line in lines] == [(3, "甲"), (5, "\u3000乙")]


def test_kept_lines_have_content_roles_and_dropped_lines_others() -> None:
    assert all((line.role in CONTENT) == (line.kind == "content") == line.keep for line in article())


def test_a_page_of_white_space_has_no_line() -> None:
    lines = separate_page(" \n\t\n")
    assert len(lines) == 0
    assert list(lines) == lines.kept() == lines.judged.reasons() == []


def test_scores_are_probabilities_and_decide() -> None:
    judged = article().judged
    assert ((judged.score >= 0) & (judged.score <= 1)).all()
    assert ((judged.affinity >= 0) & (judged.affinity <= 1)).all()
    np.testing.assert_allclose(judged.chances.sum(axis=1), 1)
    assert judged.pieces.shape == (len(KEPT), len(PIECES))
    np.testing.assert_allclose(expit(judged.pieces.sum(axis=1) + judged.start), judged.score)
    assert [score >= KEEP_FROM for score, rule in zip(judged.score, judged.rule, strict=True) if not rule] == [
        keep for keep, rule in zip(judged.keep, judged.rule, strict=True) if not rule
    ]


def test_a_page_is_judged_alike_in_any_company_that_says_something_else() -> None:
    other = Page("b", "河水昨天夜里又涨了一尺，渡船停在对岸。")
    page = Page("a", ARTICLE)
    both = [page, other]
    together = separate(both, seen(*both))[: len(KEPT)]
    assert together.keep.tolist() == KEPT
    assert together.role == article().judged.role


# judgements and lines


def test_part_of_a_judgement_is_the_judgement_on_those_lines() -> None:
    judged = article().judged
    part = judged[2:5]
    got, wanted = (asdict(one) | asdict(one.evidence) for one in (part, judged))
    for name in got.keys() - {"evidence"}:
        np.testing.assert_array_equal(got[name], wanted[name][2:5])
    assert part.reasons() == judged.reasons()[2:5]
    assert len(judged[4:4].role) == len(judged[4:4].keep) == 0


def test_reasons_are_told_in_both_languages() -> None:
    said = article().judged.reasons()
    assert len(said) == len(KEPT)
    assert all(zh and en.isascii() and not zh.isascii() for zh, en in said)


def test_lines_are_a_sequence_of_what_was_judged() -> None:
    lines = article()
    judged = lines.judged
    assert len(lines) == len(KEPT)
    assert list(lines) == [lines[i] for i in range(len(lines))]
    assert lines[3] == Line(
        4,
        PROSE[0],
        "body",
        "content",
        True,
        float(judged.score[3]),
        float(judged.affinity[3]),
        judged.reasons()[3],
    )
    assert lines[3].keep is True
    assert [line.role for line in lines] == judged.role
    assert lines[-1] == lines[len(lines) - 1]
    assert lines[2] in lines
    with pytest.raises(IndexError):
        _ = lines[len(lines)]


@pytest.mark.parametrize("repaired", [True, False])
def test_kept_lines_come_mended_or_as_they_stand(repaired: bool) -> None:
    judged = replace(article().judged[:3], keep=np.array([True, False, True]), role=["title", "meta", "body"])
    lines = Lines([1, 2, 3], ["图书馆&amp;锅炉房", "来源：山脚县&amp;", "\u3000\u3000灯&nbsp;亮了。 "], judged)
    wanted = ["图书馆&锅炉房", "灯 亮了。"] if repaired else ["图书馆&amp;锅炉房", "灯&nbsp;亮了。"]
    assert lines.kept(repaired=repaired) == wanted
    assert lines.kept() == lines.kept(repaired=True)


# pages of HTML


def test_the_tags_of_a_page_are_heard_and_a_text_has_none() -> None:
    separator = load_separator()
    html, text = (separate_page(page).judged for page in (tagged_page(), tagged_page().text))
    assert html.evidence.has_tags.all()
    assert np.isfinite(html.evidence.whole()).all()
    assert not text.evidence.has_tags.any()
    assert not text.evidence.tags.any()
    np.testing.assert_array_equal(html.evidence.text, text.evidence.text)
    assert set(html.start) == {(1.0 - TAGS_SHARE) * separator.keep.start() + TAGS_SHARE * separator.tagged.start()}
    assert set(text.start) == {(1.0 - NETWORK_SHARE) * separator.keep.start()}
    assert html.pieces[:, PLACE["tags"]].any()
    assert not text.pieces[:, PLACE["tags"]].any()


def chances_of(page: Page) -> FloatArray:
    """Return the chances of roles that what is kept hears."""
    separator, found = load_separator(), seen(page)
    return separator.chances(gather(found, 1), separator.wording.score(found.lines.folded, found.lines.page))


def test_lines_of_html_and_of_text_weigh_together_what_they_weigh_apart() -> None:
    pages = [Page("a", ARTICLE), tagged_page()]
    apart = [judge(load_separator(), page) for page in pages]
    evidence, chances = Evidence.join([j.evidence for j in apart]), np.concatenate([chances_of(p) for p in pages])
    silence, page = np.zeros((len(evidence), 1 + len(ROLES))), np.repeat([0, 1], [len(j.keep) for j in apart])
    pieces, start = load_separator().weigh(evidence, silence, chances, page=page)
    np.testing.assert_array_equal(start, np.concatenate([j.start for j in apart]))
    wanted = np.concatenate([j.pieces for j in apart])
    wanted[:, [PLACE["wording"], PLACE["regions"]]] = 0.0  # no wording is given, and it is the first judgement alone
    np.testing.assert_allclose(pieces, wanted, atol=1e-12)


def test_both_ensembles_are_heard_on_html_and_one_on_text() -> None:
    separator = load_separator()
    deaf = replace(separator, tagged=louder(separator.tagged, -9999))
    assert not judge(deaf, tagged_page()).keep.any()
    assert judge(deaf, Page("a", ARTICLE)).keep.tolist() == KEPT
    loud = replace(separator, keep=louder(separator.keep, 5))
    added = judge(loud, tagged_page()).start - judge(separator, tagged_page()).start
    np.testing.assert_allclose(added, 5 * (1.0 - TAGS_SHARE))


def test_of_text_the_network_says_its_share_in_place_of_trees_and_of_html_nothing() -> None:
    separator, share = load_separator(), NETWORK_SHARE
    deaf = replace(separator, network=saying(separator.network, 0.0))
    loud = replace(separator, network=saying(separator.network, 2.0 * SUREST))
    text, html = Page("a", ARTICLE), tagged_page()
    np.testing.assert_array_equal(judge(deaf, html).pieces, judge(loud, html).pieces)
    one, other = judge(deaf, text), judge(loud, text)
    assert not one.pieces[:, PLACE["network"]].any()
    np.testing.assert_allclose(other.pieces[:, PLACE["network"]], share * SUREST)
    trees = separator.keep.raw(one.evidence.text)[:, 0]
    others = one.pieces[:, [PLACE["wording"], PLACE["role"], PLACE["regions"]]].sum(axis=1)
    np.testing.assert_allclose(one.pieces.sum(axis=1) + one.start - others, (1.0 - share) * trees)
    read = separator.network.read(one.evidence.text, np.zeros(len(trees), np.int64))
    np.testing.assert_allclose(
        judge(separator, text).pieces[:, PLACE["network"]], share * np.clip(read, -SUREST, SUREST)
    )


@pytest.mark.parametrize(
    ("page", "name", "shares"), [(tagged_page(), "regions", TAGS_AGAIN), (Page("a", ARTICLE), "passages", TEXT_AGAIN)]
)
def test_the_second_judgement_adds_and_takes_a_share_of_what_it_says_of_the_first(
    page: Page, name: str, shares: tuple[float, float]
) -> None:
    separator = load_separator()
    once, twice = judge(replace(separator, regions=None, passages=None), page), judge(separator, page)
    odds = once.pieces.sum(axis=1) + once.start
    length = once.evidence.fact("length").astype(np.float64)
    look, lines = FirstLook(odds, odds >= logit(KEEP_FROM), chances_of(page), length), np.zeros(len(odds), np.int64)
    second = getattr(separator, name).raw(describe_regions(look, lines))[:, 0]
    share = np.where(second > odds, *shares)
    np.testing.assert_allclose(twice.pieces.sum(axis=1) + twice.start, (1 - share) * odds + share * second, atol=1e-9)
    assert twice.pieces[:, PLACE["regions"]].all()
    assert not once.pieces[:, PLACE["regions"]].any()
    other = judge(replace(separator, **{"regions" if name == "passages" else "passages": None}), page)
    np.testing.assert_array_equal(other.pieces, twice.pieces)


def test_pages_are_judged_twice_each_by_itself() -> None:
    separator, pages = load_separator(), [tagged_page(), Page("b", ARTICLE), replace(tagged_page(), name="c.html")]
    together, alone, text = separate(pages, seen(*pages)), judge(separator, pages[0]), judge(separator, pages[1])
    n = len(alone.keep)
    for rows in (slice(0, n), slice(-n, None)):
        np.testing.assert_array_equal(together.keep[rows], alone.keep)
    assert together.keep[n:-n].tolist() == text.keep.tolist()


def test_the_article_of_an_html_page_is_kept() -> None:
    lines = separate_page(tagged_page())
    assert [line.text for line in lines if line.keep and line.role == "body"] == list(PROSE)
    assert not {"首页", "今日金价多少钱一克", "这款手机跌破千元"} & set(lines.kept())


# titles


def titles_scored(score: float, text: str = ARTICLE) -> Judgement:
    """Judge lines that surely read as titles and all have a score, one below the bar."""
    separator = load_separator()
    role_says = PLAIN_ROLE * logit(1.0 - TINY)
    silent = replace(
        separator.keep,
        leaf_value=np.zeros_like(separator.keep.leaf_value),
        node_value=np.zeros_like(separator.keep.node_value),
        baseline=np.array([(logit(score) - role_says - NOTHING_ELSE) / (1.0 - NETWORK_SHARE)]),
    )
    mute = saying(separator.network, 0.0)
    loud = louder(separator.role, 99, ROLES.index("title"))
    titled = replace(separator, keep=silent, network=mute, passages=None, role=loud)
    found = seen(Page("a", text))
    evidence = gather(found, 1)
    wording = np.zeros((len(evidence), 1 + len(ROLES)))
    return titled.judge(evidence, wording, found.lines.page, claims=Claims.none(len(evidence)))


def test_a_line_that_reads_as_the_title_is_kept_though_its_score_is_low() -> None:
    judged = titles_scored(0.3)
    np.testing.assert_allclose(judged.score, 0.3)
    assert judged.keep.all()
    assert set(judged.role) == {"title"}
    assert set(judged.rule) == {"title"}
    assert all(reason.zh.startswith(OVERRULED["title"].zh) for reason in judged.reasons())


def test_a_headline_whose_score_is_hopeless_is_another_pages() -> None:
    judged = titles_scored(TITLE_SCORE - 0.01)
    assert not judged.keep.any()
    assert set(judged.rule) == {""}


def test_a_label_is_no_headline() -> None:
    judged = titles_scored(0.3, "云津晚报官方微博：\n渡船停航了")
    assert judged.keep.tolist() == [False, True]


def test_no_other_role_overrules_the_score() -> None:
    separator = load_separator()
    low, loud = louder(separator.keep, -99), louder(separator.role, 99, ROLES.index("body"))
    judged = judge(replace(separator, keep=low, role=loud), Page("a", ARTICLE))
    assert not judged.keep.any()
    assert set(judged.rule) == {""}
    assert not CONTENT & set(judged.role)


def test_a_title_whose_score_keeps_it_needs_no_rule() -> None:
    separator = load_separator()
    high = replace(separator, keep=louder(separator.keep, 99), role=louder(separator.role, 99))
    judged = judge(high, Page("a", ARTICLE))
    assert judged.keep.all()
    assert set(judged.role) == {"title"}
    assert set(judged.rule) == {""}


def test_lines_are_named_by_trees_and_wording_together() -> None:
    separator = load_separator()
    for page in (Page("a", ARTICLE), tagged_page()):
        found = seen(page)
        evidence, wording = gather(found, 1), separator.wording.score(found.lines.folded, found.lines.page)
        expected = softmax(separator.role.raw(evidence.text) + ROLE_WORDING * wording[:, 1:], axis=1)
        np.testing.assert_allclose(separator.chances(evidence, wording), expected, atol=1e-9)


@pytest.mark.parametrize("page", [Page("a", ARTICLE), tagged_page()], ids=["text", "html"])
def test_what_is_kept_hears_of_the_trees_that_tell_roles(page: Page) -> None:
    separator = load_separator()
    heard = judge(separator, page)
    deaf = judge(replace(separator, role=louder(separator.role, 99, ROLES.index("advert"))), page)
    assert (deaf.score < heard.score)[heard.keep].all()
    assert {role for role, keep in zip(deaf.role, deaf.keep, strict=True) if not keep} <= {"advert"}


def test_a_declared_title_is_kept_as_title() -> None:
    page = Page("a#1", "短题\n" + "正文很长，有逗号，也有句号。" * 5, title="短题", titled=True)
    separator = load_separator()
    for judged in (separate([page], seen(page)), judge(replace(separator, keep=louder(separator.keep, -99)), page)):
        assert judged.role[0] == "title"
        assert judged.keep[0]
        assert judged.score[0] == 1.0
        assert judged.rule[0] == "declared"
        assert judged.reasons()[0].en.startswith("the title that the page declares")


# the weights


def test_weights_fit_the_evidence_and_the_roles() -> None:
    separator = load_separator()
    assert separator.keep.feature.max() < len(TEXT_NAMES)
    assert len(TEXT_NAMES) <= separator.tagged.feature.max() < len(NAMES)
    assert separator.role.feature.max() < len(TEXT_NAMES)
    assert separator.regions is not None
    assert separator.passages is not None
    assert max(separator.regions.feature.max(), separator.passages.feature.max()) < len(REGION_NAMES)
    assert all(len(getattr(separator, name).baseline) == 1 for name in ("keep", "tagged", "regions", "passages"))
    assert len(separator.role.baseline) == len(ROLES) == len(KINDS)
    assert separator.wording.weights.shape == (len(PLACES), BUCKETS, 1 + len(ROLES))
    assert separator.wording.bias.shape == (1 + len(ROLES),)
    assert len(separator.network.centre) == len(TEXT_NAMES)
    assert set(store.load(WEIGHTS, "separation", FORMAT)[1]["content"]) == set(ROLES[:N_CONTENT]) == CONTENT


@pytest.mark.parametrize(("name", "value"), [("FEATURES", FEATURES[::-1]), ("ROLES", ROLES[:-1])])
def test_weights_for_other_evidence_or_roles_are_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    monkeypatch.setattr(module, name, value)
    module._loaded.cache_clear()
    with pytest.raises(BojiError, match="other evidence"):
        load_separator()


def test_weights_come_back_as_they_were_saved(tmp_path: Path) -> None:
    separator = load_separator()
    save_separator(separator, tmp_path, pages=3)
    back = load_separator(tmp_path)
    assert back.wording.arrays("w").keys() == separator.wording.arrays("w").keys()
    np.testing.assert_array_equal(back.wording.weights, separator.wording.weights)
    for name in (*ENSEMBLES, "network"):
        for key, array in getattr(separator, name).arrays(name).items():
            np.testing.assert_array_equal(getattr(back, name).arrays(name)[key], array)
    assert store.load(tmp_path, STORED, FORMAT)[1]["pages"] == 3


def test_weights_that_are_none_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match="no model"):
        load_separator(tmp_path)
    arrays = store.load(WEIGHTS, STORED, FORMAT)[0]
    facts = {"features": FEATURES, "roles": list(ROLES)}
    for left_out in ("role_feature", "network_entry"):
        store.save(tmp_path, STORED, FORMAT, {k: v for k, v in arrays.items() if k != left_out}, facts)
        module._loaded.cache_clear()
        with pytest.raises(BojiError, match="damaged"):
            load_separator(tmp_path)
    store.save(tmp_path, STORED, FORMAT - 1, arrays, facts)
    module._loaded.cache_clear()
    with pytest.raises(BojiError, match="has format 1"):
        load_separator(tmp_path)


def test_what_a_user_decided_holds_and_scores_stay() -> None:
    plain, judged = separate_page(ARTICLE), separate_page(ARTICLE, keep=[1, 2], drop="4-5,9")
    assert [line.keep for line in judged] == [i in {1, 2, 6, 7} for i in range(1, 12)]
    assert [line.score for line in judged] == [line.score for line in plain]
    assert [i for i, line in enumerate(judged, 1) if line.reason.en.startswith("decided by you")] == [1, 2, 4, 5, 9]
    assert [i for i, line in enumerate(judged, 1) if line.reason.zh.startswith("由你决定")] == [1, 2, 4, 5, 9]
    assert all((line.role in CONTENT) == line.keep for line in judged)
    assert [judged[i].role for i in (1, 8)] == [plain[i].role for i in (1, 8)]  # as judged, where that was the same
    assert TITLE in judged.kept() and PROSE[0] not in judged.kept()


def test_a_decision_holds_against_a_declared_title() -> None:
    page = page_of(HTML, True, Page("a.html", ""))
    declared = next(line for line in separate_page(page) if line.text == "校园旧事")
    judged = separate_page(page, drop=[declared.number])
    dropped = next(line for line in judged if line.text == "校园旧事")
    assert not dropped.keep
    assert dropped.role not in CONTENT


def test_a_decision_on_no_line_is_refused() -> None:
    with pytest.raises(BojiError, match=r"no text on the lines that were decided: page:12-20"):
        separate_page(ARTICLE, keep="12-20")
