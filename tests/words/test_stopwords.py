from analysis.reading.characters import fold
from analysis.words.stopwords import WEB_NEWS, stop_words
from analysis.words.tokenizer import Tokenizer


def test_stop_words_of_both_languages_and_of_web_news_are_left_out() -> None:
    assert Tokenizer()("我们的 记者 the 责任编辑 and 渡船 客户端") == ["渡船"]


def test_stop_words_are_folded_and_name_no_subject() -> None:
    words = stop_words()
    assert {fold(word) for word in words} == words
    assert {"的", "the", "记者"} <= words
    assert not {"渡船", "茶馆", "bridge"} & words


def test_a_users_own_are_added_and_do_not_stay() -> None:
    assert stop_words(("渡船", "茶馆")) - stop_words() == {"渡船", "茶馆"}
    assert stop_words(("记者",)) == stop_words() >= WEB_NEWS
