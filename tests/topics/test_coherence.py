import math
from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from analysis.topics import coherence as module
from analysis.topics.coherence import COHERENCES, coherence, npmi

TINY = 1e-12
# p(甲) = 1/4, p(乙) = 2/4, p(甲, 乙) = 1/4 of the windows of two words, so the pair has the NPMI log 2 / log 4
FIVE = [["甲", "乙", "某", "某", "某"]]

CORPUS = [
    text.split()
    for text in (
        "今天 球队 在 主场 赢得 比赛 球迷 高兴 教练 说 球员 状态 很 好 下 一 场 比赛 更 难",
        "教练 安排 球员 训练 球队 准备 比赛",
        "球员 受伤 教练 换人 比赛 输 球迷 失望 球迷 离开 主场",
        "央行 宣布 降低 利率 股市 上涨 银行 股票 领先 投资者 买入 股票 市场 乐观",
        "股市 下跌 投资者 卖出 股票 银行 提高 利率",
        "银行 公布 利润 股票 上涨 市场 关注 央行 利率 决定 投资者 等待 央行 消息 股市 平稳",
        "医院 医生 治疗 病人 药物 有效 病人 康复",
        "医生 建议 病人 服用 药物 医院 增加 床位 医生 说 病人 增加",
        "球员 受伤 送 医院 医生 检查 教练 担心 球队 比赛 推迟",
        "医院 投资者 买入 药物 公司 股票 市场 关注",
        "天气 很 好 今天 下雨",
        "球迷 买入 球队 股票",
    )
]
TOPICS = [
    ["球队", "比赛", "球员", "教练", "球迷"],
    ["股票", "银行", "利率", "股市", "投资者"],
    ["医院", "医生", "病人", "药物"],
    ["球队", "利率", "病人", "天气", "没有人写过的词"],
]
# gensim 4.4.0, `CoherenceModel(topics=TOPICS, texts=CORPUS, dictionary=Dictionary(CORPUS), topn=5, ...)`, for u_mass
# with the corpus as bags of words
GENSIM: dict[tuple[str, int | None], list[float]] = {
    ("c_npmi", None): [0.46594532724, 0.617646166424, 0.697026919405, -0.843090936862],
    ("c_npmi", 4): [0.00722541876, 0.179737438412, 0.321350790312, -0.795199868322],
    ("c_v", None): [0.947491424411, 0.988414062864, 0.982489571125, 0.448823595028],
    ("c_v", 4): [0.465492746576, 0.676471076059, 0.816783920136, 0.407523831636],
    ("c_uci", None): [0.700492893463, 0.963073665335, 1.611986439422, -23.295463479084],
    ("c_uci", 4): [-4.083647083843, 0.545438035567, 0.937323564551, -21.972184352976],
    ("u_mass", None): [-0.363563493955, -0.175562042257, -0.346573590275, -26.320990273017],
}


def words_and_documents() -> st.SearchStrategy[tuple[list[list[str]], list[list[str]]]]:
    words = st.lists(st.sampled_from("甲乙丙丁戊己"), max_size=5)
    return st.tuples(
        st.lists(words, max_size=3), st.lists(st.lists(st.sampled_from("甲乙丙丁某"), max_size=15), max_size=5)
    )


def test_u_mass_is_the_mean_log_chance_of_a_word_given_a_better_one() -> None:
    documents = [["甲", "乙"], ["乙", "甲", "丙", "甲"], ["甲"], ["某"], []]
    expected = (math.log(2 / 3) + math.log(1 / 3) + math.log(1 / 2)) / 3
    assert coherence([["甲", "乙", "丙"]], documents, "u_mass") == pytest.approx([expected])
    backwards = (math.log(1 / 1) + math.log(1 / 1) + math.log(2 / 2)) / 3
    assert coherence([["丙", "乙", "甲"]], documents, "u_mass") == pytest.approx([backwards], abs=1e-9)


def test_u_mass_of_words_never_together_counts_all_documents() -> None:
    value = coherence([["甲", "乙"]], [["甲"], ["乙"], ["某"], []], "u_mass")
    assert value == pytest.approx([math.log(4 * TINY)])


@pytest.mark.parametrize(("measure", "expected"), [("c_npmi", 0.5), ("c_uci", math.log(2)), ("c_v", 3 / math.sqrt(10))])
def test_windows_of_two_words_by_hand(measure: str, expected: float) -> None:
    # c_v: the rows (1, 1/2) and (1/2, 1) against their sum (3/2, 3/2)
    assert coherence([["甲", "乙"]], FIVE, measure, 2) == pytest.approx([expected], abs=1e-9)


def test_npmi_is_one_for_words_always_together_and_near_minus_one_for_never() -> None:
    documents = [["甲", "乙"], ["丙"], ["丁"], ["某"]]
    together, never = coherence([["甲", "乙"], ["丙", "丁"]], documents)
    assert together == pytest.approx(1.0)
    assert never == pytest.approx(math.log(TINY * 16) / -math.log(TINY))


def test_words_whose_vectors_cancel_have_no_coherence() -> None:
    # each word in 27 of 81 documents, each two in one: p(a, b) = p(a) ** 4, so the NPMI is -1/2 and 1 - 1/2 - 1/2 = 0
    together = [["甲", "乙"], ["甲", "丙"], ["乙", "丙"]]
    documents = [*together, *[["甲"], ["乙"], ["丙"]] * 25, *[["某"]] * 3]
    assert coherence([["甲", "乙", "丙"]], documents, "c_npmi") == pytest.approx([-0.5])
    assert coherence([["甲", "乙", "丙"]], documents, "c_v") == pytest.approx([0.0], abs=1e-9)


def test_words_in_every_window_have_minus_one_as_in_gensim() -> None:
    assert coherence([["甲", "乙"]], [["甲", "乙"], ["乙", "甲"]]) == [-1.0]
    assert coherence([["甲", "乙"]], [["甲", "乙"], ["乙", "甲"]], "c_v") == pytest.approx([1.0])


def test_a_document_no_longer_than_the_window_is_one_window() -> None:
    documents = [["甲", "乙", "某"], ["甲", "某"], ["乙"], []]
    # 甲 and 乙 are in two of four windows, together in one: independent
    assert coherence([["甲", "乙"]], documents, "c_uci", 3) == pytest.approx([0.0], abs=1e-9)
    assert coherence([["甲", "乙"]], documents, "c_uci", window=10**30) == coherence(
        [["甲", "乙"]], documents, "c_uci", window=3
    )


def test_a_repeated_word_is_forgotten_when_it_first_leaves_as_in_gensim() -> None:
    # 甲 is in the first five of the six windows; gensim finds it in the first and the third, where one enters
    value = coherence([["甲", "乙"]], [list("甲某甲某甲某某乙")], "c_uci", 3)
    assert value == pytest.approx([math.log(TINY / (2 / 6 * 1 / 6))])


@pytest.mark.parametrize(("measure", "width"), [("c_npmi", 10), ("c_uci", 10), ("c_v", 110)])
def test_default_windows_are_those_of_gensim(measure: str, width: int) -> None:
    documents = [["甲", *["某"] * (width - 2), "乙", *["某"] * 300]]
    default, narrower, same, wider = (
        coherence([["甲", "乙"]], documents, measure, w) for w in (None, width - 1, width, width + 1)
    )
    assert default == same
    assert len({*narrower, *same, *wider}) == 3


@pytest.mark.parametrize("measure", COHERENCES)
def test_too_few_words_or_documents_is_zero(measure: str) -> None:
    topics = [["甲"], [], ["甲", "无"], ["无", "有"], ["甲", "甲"]]
    assert coherence(topics, FIVE, measure) == [0.0] * 5
    assert coherence([["甲", "乙"]], [], measure) == [0.0]
    assert coherence([["甲", "乙"]], [[], []], measure) == [0.0]
    assert coherence([], FIVE, measure) == []


@pytest.mark.parametrize("measure", COHERENCES)
def test_words_never_seen_and_words_listed_twice_change_nothing(measure: str) -> None:
    plain, unseen, twice = coherence([TOPICS[0], ["无", *TOPICS[0], "有"], [*TOPICS[0], TOPICS[0][0]]], CORPUS, measure)
    assert plain == unseen == twice


@pytest.mark.parametrize("measure", COHERENCES)
def test_a_topic_does_not_depend_on_the_others(measure: str) -> None:
    assert coherence(TOPICS, CORPUS, measure) == [coherence([topic], CORPUS, measure)[0] for topic in TOPICS]


@pytest.mark.parametrize("measure", COHERENCES)
def test_chunks_change_nothing(measure: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = coherence(TOPICS, CORPUS, measure)
    monkeypatch.setattr(module, "CHUNK", 15)
    assert coherence(TOPICS, CORPUS, measure) == whole


@given(words_and_documents(), st.sampled_from(COHERENCES), st.none() | st.integers(1, 20))
def test_always_finite(given_words: tuple[list[list[str]], list[list[str]]], measure: str, window: int | None) -> None:
    topics, documents = given_words
    with np.errstate(all="raise"):
        values = coherence(topics, documents, measure, None if measure == "u_mass" else window)
    assert len(values) == len(topics)
    assert all(type(v) is float and math.isfinite(v) for v in values)


def npmi_window_by_window(topic: list[str], documents: list[list[str]], width: int) -> float:
    windows = [set(d[i : i + width]) for d in documents for i in range(max(1, len(d) - width + 1))]

    def share(*words: str) -> float:
        return sum(w.issuperset(words) for w in windows) / len(windows)

    seen = [w for w in topic if share(w)]
    pairs = [(share(a, b) + TINY, share(a) * share(b)) for a, b in combinations(seen, 2)]
    return float(np.mean([math.log(joint / alone) / -math.log(joint) for joint, alone in pairs])) if pairs else 0.0


@given(
    st.lists(st.permutations("甲乙丙丁戊己庚辛某").map(lambda p: p[:7]) | st.just(["某"]), min_size=1),
    st.integers(1, 9),
)
def test_equal_to_looking_at_every_window(documents: list[list[str]], width: int) -> None:
    topics = [["甲", "乙", "丙"], ["庚", "丁", "辛", "己"]]
    expected = [npmi_window_by_window(topic, documents, width) for topic in topics]
    assert coherence(topics, documents, "c_npmi", width) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("measure", "window"), GENSIM)
def test_equal_to_values_noted_from_gensim(measure: str, window: int | None) -> None:
    assert coherence(TOPICS, CORPUS, measure, window) == pytest.approx(GENSIM[measure, window], abs=1e-9)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([["甲"]], FIVE, "npmi"), "measure: got 'npmi', expected one of c_npmi, c_v, c_uci, u_mass"),
        (([["甲"]], FIVE, "c_v", 0), "window: got 0, expected a whole number of words, 1 or more"),
        (([["甲"]], FIVE, "c_v", 2.5), "window: got 2.5, expected a whole number"),
        (([["甲"]], FIVE, "u_mass", 10), "window: got 10, expected None, because u_mass"),
        ((["甲乙"], FIVE), "topic: got the string '甲乙', expected a sequence of words"),
        (([["甲"]], ["甲乙某"]), "document: got the string '甲乙某', expected a sequence of words"),
    ],
)
def test_bad_arguments_are_refused_by_name(arguments: tuple[Any, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        coherence(*arguments)


def random_documents(rng: np.random.Generator, n: int) -> list[list[str]]:
    """Return documents of 1 to 300 words, each with its own favourites, some words common and most rare."""
    words = np.array([f"词{i}" for i in range(80)], dtype=object)
    shares = 1 / np.arange(1.0, 81.0)
    own = [rng.dirichlet(shares) for _ in range(n)]
    return [rng.choice(words, size, p=p).tolist() for size, p in zip(rng.integers(1, 301, n), own, strict=True)]


def test_equal_to_gensim() -> None:
    gensim = pytest.importorskip("gensim", reason="gensim is in the optional group `peers`")
    from gensim.corpora import Dictionary  # noqa: PLC0415
    from gensim.models import CoherenceModel  # noqa: PLC0415

    rng = np.random.default_rng(0)
    documents = [*random_documents(rng, 300), ["词0"], []]
    topics = [[f"词{i}" for i in rng.permutation(80)[:size]] for size in (2, 5, 10, 10, 20)]
    topics.append(["从来没有", *topics[1]])
    dictionary = Dictionary(documents)
    bags = [dictionary.doc2bow(words) for words in documents]

    def peer(measure: str, window: int | None) -> Sequence[float]:
        source = {"corpus": bags} if measure == "u_mass" else {"texts": documents}
        model = CoherenceModel(
            topics=topics, dictionary=dictionary, coherence=measure, window_size=window, topn=20, processes=1, **source
        )
        values: Sequence[float] = model.get_coherence_per_topic()
        return values

    for measure in COHERENCES:
        for window in (None,) if measure == "u_mass" else (None, 1, 3, 25, 1000):
            found = coherence(topics, documents, measure, window)
            assert found == pytest.approx(peer(measure, window), abs=1e-6, rel=0), (measure, window, gensim.__version__)


# in pages, not windows

PRESENCE = sparse.csr_matrix(np.array([[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]))
TERMS = ["a", "b", "c", "d"]


def test_npmi_by_pages_is_one_for_words_always_together_and_near_minus_one_for_never() -> None:
    together, never = npmi([["a", "b"], ["c", "d"]], PRESENCE, TERMS)
    assert together == pytest.approx(1.0, abs=0.01)
    assert -1.0 <= never < -0.5


def test_npmi_by_pages_is_never_undefined() -> None:
    everywhere = sparse.csr_matrix(np.ones((5, 2)))
    values = npmi([["a", "b"], ["a"], [], ["x", "y"]], everywhere, ["a", "b"])
    assert np.isfinite(values).all()
    assert values[1:] == [0.0, 0.0, 0.0]


def test_less_smoothing_is_harder_on_words_that_never_meet() -> None:
    soft, hard = (npmi([["c", "d"]], PRESENCE, TERMS, e)[0] for e in (0.01, 1e-12))
    assert hard < soft < 0
