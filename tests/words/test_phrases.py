import math
import random
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.words.phrases import FREEDOM, MOST_CHARACTERS, Phrase, corpus_lexicon, find_phrases
from analysis.words.tokenizer import PhraseJoiner, Tokenizer
from analysis.words.tokens import Tokens

Line = list[list[str]]
STOP = frozenset("的 了 和 在 是 大 小 不".split())
# Each line is one page's. Words are divided by spaces, runs by commas.
TERM = [
    "小学 党建 共同体 讨论,老师 在 操场",
    "几所 党建 共同体 成员,孩子 在 门口",
    "村里 党建 共同体 会议,桥头 的 茶馆",
    "镇上 党建 共同体 名单,下午 的 雨",
    "学校 老师 在 茶馆,孩子 的 书包",
    "老师 的 学校 在 桥头,门口 的 雨",
    "学校 的 操场,老师 的 茶馆",
    "雨 在 学校,茶馆 的 老师",
    "党建 的 会议,共同体 的 名单",
]
NESTED = [
    "听说 东山 师范 附中 招生,桥头 的 雨",
    "来自 东山 师范 附中 门口,茶馆 在 桥头",
    "走过 东山 师范 附中 操场,孩子 的 书包",
    "关于 东山 师范 附中 名单,下午 的 雨",
]


def cut(line: str) -> Line:
    return [run.split() for run in line.split(",")]


def found(lines: list[str], **options: int) -> dict[str, Phrase]:
    phrases = find_phrases(map(cut, lines), range(len(lines)), STOP, **options)
    return {" ".join(p.words): p for p in phrases}


def test_a_term_is_found_and_chance_neighbours_are_not() -> None:
    assert set(found(TERM)) == {"党建 共同体"}
    assert (found(TERM)["党建 共同体"].count, found(TERM)["党建 共同体"].pages) == (4, 4)
    assert "学校 老师" not in found([*TERM, "学校 老师 的 书包", "桥头 学校 老师"])


def test_cohesion_and_freedom_are_those_of_the_definitions() -> None:
    phrase = found(TERM)["党建 共同体"]
    total = sum(len(run) for line in map(cut, TERM) for run in line)
    assert phrase.cohesion == pytest.approx(math.log(4 * total / (5 * 5)) / math.log(total / 4))
    assert phrase.freedom == pytest.approx(math.log(4))  # four neighbours, each once
    again = found([*TERM, "镇上 党建 共同体 牌子,茶馆"])["党建 共同体"]
    assert again.freedom == pytest.approx(math.log(5) - 2 * math.log(2) / 5)  # 镇上 twice before it


def test_ends_of_runs_are_neighbours_of_their_own() -> None:
    lines = ["党建 共同体,雨", "党建 共同体,茶", "党建 共同体,店", "桥头 的 会议"]
    assert found(lines)["党建 共同体"].freedom == pytest.approx(math.log(3))


def test_function_words_leave_a_phrase_free_and_other_words_do_not() -> None:
    lines = [f"{sign} 的 校长 负责制 在 {sign},桥头" for sign in "甲乙丙丁"]
    assert found(lines)["校长 负责制"].freedom == pytest.approx(math.log(4))
    assert "校长 负责制" not in found([line.replace("的", "新") for line in lines])


def test_a_piece_of_a_name_is_no_phrase() -> None:
    assert set(found(NESTED)) == {"东山 师范 附中"}


def test_a_piece_that_stands_alone_often_enough_is_a_phrase_too() -> None:
    alone = ["东山 师范 的 桥", "雨 在 东山 师范", "小 东山 师范 茶馆"]
    assert set(found([*NESTED, *alone])) == {"东山 师范 附中", "东山 师范"}
    assert set(found([*NESTED, *alone[:2]])) == {"东山 师范 附中"}


def test_a_piece_of_several_names_is_no_phrase() -> None:
    schools = "附中 学院 幼儿园".split() * 4
    lines = [
        f"{sign} 东山 师范 {school} {sign},桥头"
        for sign, school in zip("甲乙丙丁戊己庚辛壬癸子丑", schools, strict=True)
    ]
    assert set(found(lines)) == {"东山 师范 附中", "东山 师范 学院", "东山 师范 幼儿园"}
    assert "东山 师范" in found([*lines, "东山 师范,雨", "雨,东山 师范", "东山 师范 的 桥"])


def test_a_piece_is_known_by_the_character_beside_it_whatever_the_words_are() -> None:
    assert found([f"{word} 肪酸 含量,雨 {word}" for word in "高脂 血脂 油脂 树脂".split()]) == {}
    assert set(found([f"{word} 脂肪酸 含量,雨 {word}" for word in "高 血 油 树".split()])) == {"脂肪酸 含量"}


def test_copied_text_makes_no_phrase() -> None:
    notice = "本站 转发 东山 日报 文章 仅供 参考"
    assert found([notice] * 500) == {}
    assert found([f"{notice},第 {i} 页" for i in range(500)]) == {}  # the runs are equal, the lines are not
    assert set(found([*TERM, *[notice] * 500])) == {"党建 共同体"}
    assert found([*TERM, TERM[0]])["党建 共同体"].freedom == found(TERM)["党建 共同体"].freedom
    assert found(TERM * 3)["党建 共同体"] == Phrase(
        **{name: getattr(found(TERM)["党建 共同体"], name) for name in ("words", "count", "cohesion", "freedom")},
        pages=12,
    )


def test_pages_and_counts_have_a_least() -> None:
    lines = [cut(line) for line in TERM]
    assert found(TERM, min_count=5) == {}
    assert set(found(TERM, min_count=4, min_pages=4)) == {"党建 共同体"}
    assert found(TERM, min_pages=5) == {}
    assert find_phrases(lines, [0] * len(lines), STOP) == []
    assert find_phrases(lines, [0] * len(lines), STOP, min_pages=1)[0].pages == 1


def test_no_phrase_begins_or_ends_with_a_stop_word_or_holds_one() -> None:
    swapped = [line.replace("党建 共同体", "党建 的 共同体") for line in TERM]
    assert found(swapped) == {}
    assert find_phrases(map(cut, TERM), range(len(TERM)), STOP | {"党建"}) == []


def test_characters_that_names_are_made_of_may_begin_them_though_they_are_stop_words() -> None:
    assert set(found([line.replace("党建 共同体", "大 语言 模型") for line in TERM])) == {"大 语言 模型"}


def test_no_phrase_is_longer_than_a_name() -> None:
    assert found([line.replace("党建", "党" * (MOST_CHARACTERS - 2)) for line in TERM]) == {}
    assert found([line.replace("党建", "党" * (MOST_CHARACTERS - 3)) for line in TERM]) != {}


def test_a_verb_and_its_object_are_no_phrase() -> None:
    lines = [line.replace("党建 共同体", "召开 会议") for line in TERM]
    assert "召开 会议" in found(lines)
    verbs = ["昨天 召开 了,雨", "雨 中 不 召开,桥头"]
    assert "召开 会议" not in found([*lines, *verbs])
    assert "召开 会议" in found([*lines, *verbs, "的 召开,茶馆", "雨 的 召开"])  # more often it is a noun
    nouns = [f"{sign} 召开 会议 {sign},桥头 的 {sign}" for sign in map(chr, range(0x6C00, 0x6C00 + 50))]
    assert "召开 会议" in found([*lines, *verbs, *nouns])  # it seldom is one


PARTS = {"党建": "j", "赵清和": "nr", "校长": "n", "快速": "d", "处理": "v", "一校": "m", "两个": "m"}


@pytest.mark.parametrize(
    ("words", "is_phrase"),
    [
        ("党建 共同体", True),
        ("校长 共同体", True),
        ("校长 赵清和", False),  # a person with a title
        ("赵清和 校长", False),
        ("快速 共同体", False),  # an adverb
        ("两个 共同体", False),  # a number with its measure
        ("处理 共同体", False),  # a verb: they hold together, but not enough
        ("一校 共同体", False),
    ],
)
def test_parts_of_speech_keep_out_what_names_are_not_made_of(words: str, is_phrase: bool) -> None:
    first, last = words.split()
    lines = [line.replace("党建", first).replace("共同体", last) for line in TERM]
    phrases = find_phrases(map(cut, lines), range(len(lines)), STOP, lambda word: PARTS.get(word, "n"))
    assert [p.words for p in phrases] == ([(first, last)] if is_phrase else [])


@pytest.mark.parametrize(
    ("first", "part", "is_phrase"),
    [
        ("一校", "m", True),
        ("两个", "m", False),  # a measure, which names nothing
        ("落到实处", "l", True),
        ("共建", "v", True),
        ("一并", "d", False),
    ],
)
def test_doubtful_words_that_never_part_are_a_phrase(first: str, part: str, is_phrase: bool) -> None:
    lines = [line.replace("党建 共同体", f"{first} 一品") for line in TERM[:-1]]
    phrases = find_phrases(map(cut, lines), range(len(lines)), STOP, lambda word: part if word == first else "n")
    assert [p.words for p in phrases] == ([(first, "一品")] if is_phrase else [])


def test_adjectives_that_describe_begin_no_phrase() -> None:
    def phrases(lines: list[str]) -> list[tuple[str, ...]]:
        found_ = find_phrases(map(cut, lines), range(len(lines)), STOP, lambda w: "a" if w == "平均" else "n")
        return [p.words for p in found_]

    lines = [line.replace("党建 共同体", "平均 粒径") for line in TERM[:-1]]
    assert phrases(lines) == [("平均", "粒径")]
    assert phrases([*lines, "平均 的 雨", "平均 的 茶馆"]) == []


def test_a_verb_that_the_corpus_uses_as_a_noun_is_in_less_doubt() -> None:
    def phrases(lines: list[str]) -> list[tuple[str, ...]]:
        part_of = {"种植": "v"}.get
        return [p.words for p in find_phrases(map(cut, lines), range(len(lines)), STOP, lambda w: part_of(w, "n"))]

    lines = [line.replace("党建", "种植").replace("共同体", "模式") for line in TERM]
    assert phrases(lines) == []
    assert phrases([*lines, "山里 的 种植,雨"]) == [("种植", "模式")]


@given(st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(shuffler: random.Random) -> None:
    lines = [(i, line) for i, line in enumerate([*TERM, *NESTED, *TERM[:3], "雨 中 党建 共同体"])]
    expected = find_phrases([cut(line) for _, line in lines], [i for i, _ in lines], STOP)
    shuffler.shuffle(lines)
    assert find_phrases([cut(line) for _, line in lines], [i for i, _ in lines], STOP) == expected
    assert [p.count for p in expected] == sorted((p.count for p in expected), reverse=True)
    for one, other in pairwise(expected):
        assert (-one.count, one.words) < (-other.count, other.words)


# Pieces that stay together, so that there is something to find.
PIECES = st.sampled_from(
    [p.split() for p in ["河 桥", "店 雨 船", "茶馆 灯", "的", "塔", "门", "窗", "楼", "河", "雨"]]
)
RUNS = st.lists(PIECES, min_size=1, max_size=5).map(lambda pieces: [word for piece in pieces for word in piece])
CORPUS = st.lists(st.lists(RUNS, max_size=3), min_size=10, max_size=40)


@given(CORPUS)
def test_what_is_found_is_what_a_slow_count_finds(lines: list[Line]) -> None:
    once = {tuple(map(tuple, line)): line for line in lines}.values()
    short = [run for line in once for run in line if len(run) <= 4]
    runs = [*short, *{tuple(run): run for line in once for run in line if len(run) > 4}.values()]
    counts = Counter(tuple(run[i : i + n]) for run in runs for n in (1, 2, 3, 4) for i in range(len(run) - n + 1))
    total = sum(map(len, runs))
    for phrase in find_phrases(lines, range(len(lines)), STOP):
        words, size = phrase.words, len(phrase.words)
        assert phrase.count == counts[words] >= 3
        parts = max(counts[words[:i]] * counts[words[i:]] for i in range(1, size))
        assert phrase.cohesion == pytest.approx(math.log(phrase.count * total / parts) / math.log(total / phrase.count))
        assert phrase.freedom >= FREEDOM
        holders = [i for i, line in enumerate(lines) if any(words in zip_runs(run, size) for run in line)]
        assert phrase.pages == len(holders) >= 2


def zip_runs(run: list[str], size: int) -> set[tuple[str, ...]]:
    return {tuple(run[i : i + size]) for i in range(len(run) - size + 1)}


@settings(max_examples=10)
@given(CORPUS)
def test_the_input_is_left_as_it_is(lines: list[Line]) -> None:
    before = [[list(run) for run in line] for line in lines]
    find_phrases(lines, range(len(lines)), STOP)
    assert lines == before


@pytest.mark.parametrize("lines", [[], [[]], [[[]]], [[["雨"]]], [[["雨"] * 9]] * 3])
def test_little_text_has_no_phrase(lines: list[Line]) -> None:
    assert find_phrases(lines, range(len(lines)), STOP, str.lower) == []


@pytest.mark.parametrize("options", [{"min_count": 0}, {"min_pages": 0}])
def test_a_least_count_below_one_is_refused(options: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"must be 1 or more, got"):
        find_phrases([], [], STOP, **options)


def test_as_many_pages_as_lines_are_wanted() -> None:
    with pytest.raises(ValueError, match="got 1 lines and the pages of 0"):
        find_phrases([cut(TERM[0])], [], STOP)


def test_what_is_found_is_joined_wherever_it_occurs() -> None:
    lines = [*TERM, *NESTED]
    phrases = find_phrases(map(cut, lines), range(len(lines)), STOP)
    join = PhraseJoiner(p.words for p in phrases)
    joined = Counter(word for line in lines for run in cut(line) for word in join(run))
    assert {"".join(p.words): p.count for p in phrases} == {w: joined[w] for w in ("党建共同体", "东山师范附中")}


# the lexicon of a corpus

BESIDE = "茶农 游客 客人 村里 学校 老师 支部 书记".split()
LINES = [f"{a}云岭合作社{b}" for a, b in zip(BESIDE, BESIDE[1:] + BESIDE[:1], strict=True)]


def lexicon(tokenizer: Tokenizer, lines: list[str], pages: list[int]) -> Tokenizer:
    return corpus_lexicon(tokenizer, Tokens.cut(tokenizer, lines), np.arange(len(lines)), pages)


def test_a_term_of_the_corpus_becomes_one_word() -> None:
    before = Tokenizer()
    assert "云岭合作社" not in before(LINES[0])
    after = lexicon(before, LINES, list(range(len(LINES))))
    assert "云岭合作社" in after(LINES[0])
    assert after.describe()["segmenter"] == before.segmenter


def test_a_phrase_that_is_a_small_part_of_its_words_uses_stays_apart() -> None:
    apart = [f"{a}和合作社，{b}和云岭" for a in BESIDE for b in BESIDE]
    after = lexicon(Tokenizer(), [*LINES, *apart], list(range(len(LINES) + len(apart))))
    assert "云岭合作社" not in after(LINES[0])


def test_the_order_of_lines_does_not_matter_to_the_lexicon() -> None:
    pages = list(range(len(LINES)))
    assert lexicon(Tokenizer(), LINES[::-1], pages[::-1]).phrases == lexicon(Tokenizer(), LINES, pages).phrases


def test_a_word_that_lives_in_phrases_alone_is_no_word() -> None:
    after = lexicon(Tokenizer(), LINES, list(range(len(LINES))))
    assert {"云岭", "合作社"} == set(after.bound)
    free = [f"{a}的合作社" for a in BESIDE * 2]
    after = lexicon(Tokenizer(), [*LINES, *free], list(range(len(LINES) + len(free))))
    assert after.bound == ("云岭",)
    assert after("云岭合作社") == ["云岭合作社", "合作社"]
