import copy
import json
import pickle
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reading.characters import fold
from analysis.reading.pages import read_pages
from analysis.words.segmenters import SEGMENTERS
from analysis.words.tokenizer import RUN, PhraseJoiner, Tokenizer, part_of_speech, plain_words
from tests.paths import SEEDS

PAGES = SEEDS / "pages"
HAN = st.text(st.sampled_from("河边老茶馆重新开张渡船停航街坊北京大学生研究命起源"), max_size=12)


@pytest.fixture
def userdict(tmp_path: Path) -> Path:
    path = tmp_path / "words.txt"
    path.write_text("\ufeff云津渡口局 3 nt\n\n老茶舘\n5G网络\nAI大模型\n", encoding="utf-8")
    return path


def test_both_segmenters_agree_token_for_token_on_the_han_runs_of_the_seeds() -> None:
    fast, reference = map(Tokenizer, SEGMENTERS)
    runs = {run for page in read_pages(PAGES) for run in re.findall(RUN, fold(page.text)) if run[0] > "z"}
    assert len(runs) > 1000
    assert {run: fast.folded(run) for run in runs} == {run: reference.folded(run) for run in runs}


def test_an_unknown_segmenter_is_refused_with_the_choices() -> None:
    with pytest.raises(ValueError, match=r"'rjieba', 'jieba'.*got 'other'"):
        Tokenizer("other")


@given(HAN, HAN, st.sampled_from("，。、！ \n—|3·"))
def test_no_word_reaches_across_punctuation_digits_or_line_ends(a: str, b: str, mark: str) -> None:
    words = Tokenizer()
    assert words(a + mark + b) == words(a) + words(b)


def test_a_word_that_only_joining_would_make_is_not_found() -> None:
    assert "北京大学" in Tokenizer()("北京大学")
    assert Tokenizer()("北京，大学") == ["北京", "大学"]


@given(st.text())
def test_words_are_longer_than_one_character_and_stand_in_the_folded_text(text: str) -> None:
    text = text.encode("utf-8", "replace").decode("utf-8")
    for word in Tokenizer()(text):
        assert len(word) > 1
        assert word in fold(text)


@given(st.lists(st.sampled_from(["渡船停航三日", "茶馆体验", "Covid19 检测", "街坊聊起头发", "2031年"])))
def test_full_width_text_gives_the_words_of_half_width(parts: list[str]) -> None:
    text = ",".join(parts)
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    assert Tokenizer()(wide) == Tokenizer()(text)


def test_traditional_text_gives_the_words_of_simplified() -> None:
    simplified = Tokenizer()("河边茶馆重新开张，渡船停航，头发花白的船长讲起体验。")
    assert Tokenizer()("河邊茶館重新開張，渡船停航，頭髮花白的船長講起體驗。") == simplified
    assert "茶馆" in simplified


def test_latin_words_may_hold_digits_inside_and_numbers_are_no_words() -> None:
    assert Tokenizer()("H7N9 病毒 2031 年 3.14 x") == ["h7n9", "病毒"]


def test_more_stop_words_are_folded_and_left_out(tmp_path: Path) -> None:
    path = tmp_path / "stop.txt"
    path.write_text("茶館\r\nＡＢＣ\r\n", encoding="utf-8", newline="")
    assert Tokenizer.from_files(stopwords=path)("茶馆 abc 渡船") == ["渡船"]


@pytest.mark.parametrize("segmenter", SEGMENTERS)
def test_a_users_word_is_kept_whole_in_any_script(segmenter: str, userdict: Path) -> None:
    text = "据说云津渡口局在老茶馆开会，雲津渡口局的人都来了"
    own = Tokenizer.from_files(userdict, segmenter=segmenter)(text)
    assert own.count("云津渡口局") == 2
    assert "云津渡口局" not in Tokenizer(segmenter)(text)


def test_one_users_words_do_not_reach_another_tokenizer(userdict: Path) -> None:
    Tokenizer.from_files(userdict)("云津渡口局")
    assert "云津渡口局" not in Tokenizer()("云津渡口局")


@pytest.mark.parametrize("segmenter", SEGMENTERS)
def test_a_tokenizer_in_use_can_be_copied_and_pickled(segmenter: str, userdict: Path) -> None:
    tokenizer = Tokenizer.from_files(userdict, userdict, segmenter)
    text = "云津渡口局 河边的渡船"
    words = tokenizer(text)
    for copied in (copy.deepcopy(tokenizer), pickle.loads(pickle.dumps(tokenizer))):
        assert copied.describe() == tokenizer.describe()
        assert copied(text) == words


def test_a_tokenizer_comes_back_from_its_description(userdict: Path) -> None:
    tokenizer = Tokenizer.from_files(userdict, userdict, "jieba")
    described = tokenizer.describe()
    assert described == {
        "segmenter": "jieba",
        "userwords": ("云津渡口局", fold("老茶舘"), "5g网络", "ai大模型"),
        "stopwords": tuple(sorted(["云津渡口局", fold("老茶舘"), "5g网络", "ai大模型"])),
        "phrases": (),
        "bound": (),
    }
    assert Tokenizer.from_description(json.loads(json.dumps(described))) == tokenizer


def test_the_usual_recipe_drops_numbers_and_single_characters_but_not_the_words_of_web_news() -> None:
    assert plain_words("2031 记者在河边渡船") == ["记者", "河边", "渡船"]


@pytest.mark.parametrize("segmenter", SEGMENTERS)
def test_user_words_with_digits_and_letters_stay_whole(segmenter: str, userdict: Path) -> None:
    words = Tokenizer.from_files(userdict, segmenter=segmenter)("云津建成5G网络，用上AI大模型")
    assert {"5g网络", "ai大模型"} <= set(words)


def test_letters_keep_their_digits() -> None:
    assert Tokenizer()("4k8k和h7n9还有2024") == ["4k8k", "h7n9"]


def test_phrases_are_words_beside_their_free_parts() -> None:
    plain = Tokenizer()
    joined = plain.with_phrases([["茶园", "合作社"]], ["合作社"])
    text = "茶园合作社在茶园，合作社和茶园合作社"
    assert plain(text) == ["茶园", "合作社", "茶园", "合作社", "茶园", "合作社"]
    assert joined(text) == ["茶园合作社", "茶园", "茶园", "合作社", "茶园合作社", "茶园"]
    assert plain.phrases == plain.bound == ()
    assert Tokenizer.from_description(joined.describe())(text) == joined(text)


def test_runs_hold_every_word_and_end_at_punctuation() -> None:
    assert Tokenizer().runs("我的茶园，2024年的渡船") == [["我", "的", "茶园"], ["年", "的", "渡船"]]


def test_many_texts_give_their_runs_in_order_with_latin_words_between_those_that_are_cut() -> None:
    words, size, many = Tokenizer().runs_of(["老茶馆5g停航h7n9", "", "gps", "渡船"])
    assert words == ["老", "茶馆", "5g", "停航", "h7n9", "gps", "渡船"]
    assert (size, many) == ([2, 1, 1, 1, 1, 1], [4, 0, 1, 1])


def test_part_of_speech_is_that_of_the_dictionary() -> None:
    assert [part_of_speech(w) for w in ("北京", "学校", "我们", "茶园合作社")] == ["ns", "n", "r", "x"]


# phrases

WORDS = st.sampled_from("河 桥 店 雨 船 茶馆 的".split())


def test_the_longest_phrase_is_joined_from_the_left() -> None:
    join = PhraseJoiner([("东山", "师范"), ("东山", "师范", "附中"), ("附中", "门口"), ("师范", "附中")])
    assert join("听说 东山 师范 附中 门口".split()) == ["听说", "东山师范附中", "门口"]
    assert join("东山 师范 东山 附中 门口".split()) == ["东山师范", "东山", "附中门口"]
    assert join("东山".split()) == ["东山"]
    assert join([]) == []


@given(st.lists(WORDS, max_size=12), st.lists(st.lists(WORDS, min_size=2, max_size=4), max_size=6))
def test_joining_loses_no_character_and_the_phrases_build_the_joiner_again(
    tokens: list[str], phrases: list[list[str]]
) -> None:
    join = PhraseJoiner(phrases)
    joined = join(tokens)
    assert "".join(joined) == "".join(tokens)
    assert set(joined) <= set(tokens) | {"".join(p) for p in phrases}
    assert PhraseJoiner([list(p) for p in join.phrases])(tokens) == joined
    assert PhraseJoiner(reversed(phrases)).phrases == join.phrases


@pytest.mark.parametrize("phrase", [(), ("雨",), ("雨", "")])
def test_a_phrase_of_fewer_than_two_words_is_refused(phrase: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="two words or more"):
        PhraseJoiner([phrase])
