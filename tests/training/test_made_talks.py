import numpy as np
import pytest

from analysis.separation.roles import N_CONTENT
from analysis.training.made_house import BODY, HEADING, TITLE, Pool
from analysis.training.made_talks import ANSWERED, ASKED, SPEAKERS, asked, frequent, interviewed, sung, voices
from analysis.training.made_words import FIELDS
from tests.training.made_pool import RECORDS, TEXTS

POOL = Pool.of(RECORDS, TEXTS)
STORY = POOL.stories[0]


def drawn(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_voices_share_nothing_with_held_out_ones() -> None:
    for split in (ASKED, ANSWERED, SPEAKERS):
        assert not set(split[0]) & set(split[1])
    assert (len(voices(False)), len(voices(True))) == (24, 10)


def test_questions_and_answers_are_content_and_the_tools_are_not() -> None:
    texts = {line for text in TEXTS for line in text.split("\n")}
    real = 0
    for i, voice in enumerate(voices(False)):
        lines = list(asked(voice, STORY, POOL, drawn(i)))
        assert lines[0][1] == TITLE
        if lines[0][0] in texts:
            real += 1
            assert {text for text, role in lines if role == BODY} <= texts | {
                part for t in texts for part in t.split("？")
            }
            assert all(role >= N_CONTENT for text, role in lines if "回答" in text or "举报" in text)
    assert real > 8


def test_without_texts_there_are_questions_often_asked() -> None:
    lines = list(asked(voices(False)[0], STORY, Pool.of(RECORDS), drawn()))
    assert {role for _, role in lines} == {TITLE, HEADING, BODY}


def test_each_question_has_its_answer() -> None:
    _, *lines = frequent(voices(True)[0], FIELDS[1][0], drawn())
    assert [role for _, role in lines] == [HEADING, BODY] * (len(lines) // 2)


@pytest.mark.parametrize("held_out", [False, True])
def test_interviews_tell_the_whole_article_in_turns(held_out: bool) -> None:
    for i, voice in enumerate(voices(held_out)):
        lines = list(interviewed(voice, STORY, POOL, drawn(i)))
        text = "".join(text for text, role in lines if role == BODY)
        at = [text.index(paragraph) for paragraph in STORY.paragraphs]
        assert at == sorted(at)
        assert text.count("？") + text.count("。") > len(STORY.paragraphs)


def test_poems_have_lines_of_one_metre_or_are_free() -> None:
    regular = 0
    for i, voice in enumerate(voices(False) * 2):
        lines = [text for text, role in sung(voice, STORY, POOL, drawn(i)) if role == BODY and "年" not in text]
        lengths = {len(text) for text in lines}
        assert max(lengths) < 16
        if len(lengths) == 1 and lines[0][-1] == "，":
            regular += 1
            assert lengths <= {6, 8}
    assert regular > 8
