from analysis.words.phrases import corpus_lexicon
from analysis.words.tokenizer import Tokenizer

BESIDE = "茶农 游客 客人 村里 学校 老师 支部 书记".split()
LINES = [f"{a}云岭合作社{b}" for a, b in zip(BESIDE, BESIDE[1:] + BESIDE[:1], strict=True)]


def test_a_term_of_the_corpus_becomes_one_word() -> None:
    before = Tokenizer()
    assert "云岭合作社" not in before(LINES[0])
    after = corpus_lexicon(before, LINES, list(range(len(LINES))))
    assert "云岭合作社" in after(LINES[0])
    assert after.describe()["segmenter"] == before.segmenter


def test_a_phrase_that_is_a_small_part_of_its_words_uses_stays_apart() -> None:
    apart = [f"{a}和合作社，{b}和云岭" for a in BESIDE for b in BESIDE]
    after = corpus_lexicon(Tokenizer(), [*LINES, *apart], list(range(len(LINES) + len(apart))))
    assert "云岭合作社" not in after(LINES[0])


def test_the_order_of_lines_does_not_matter() -> None:
    pages = list(range(len(LINES)))
    assert (
        corpus_lexicon(Tokenizer(), LINES[::-1], pages[::-1]).phrases
        == corpus_lexicon(Tokenizer(), LINES, pages).phrases
    )


def test_a_word_that_lives_in_phrases_alone_is_no_word() -> None:
    after = corpus_lexicon(Tokenizer(), LINES, list(range(len(LINES))))
    assert {"云岭", "合作社"} == set(after.bound)
    free = [f"{a}的合作社" for a in BESIDE * 2]
    after = corpus_lexicon(Tokenizer(), [*LINES, *free], list(range(len(LINES) + len(free))))
    assert after.bound == ("云岭",)
    assert after("云岭合作社") == ["云岭合作社", "合作社"]
