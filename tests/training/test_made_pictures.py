import numpy as np
import pytest

from analysis.training import made_pictures
from analysis.training.made_house import BODY, CAPTION, MARKER, META, WIDGET, Pool
from analysis.training.made_pictures import LONG, Album, albums, captions, pictured
from tests.training.made_pool import RECORDS

POOL = Pool.of(RECORDS)
STORY = POOL.stories[0]


@pytest.mark.parametrize("name", ["SCENES", "FORMS", "BESIDE"])
def test_albums_share_no_words_with_held_out_ones(name: str) -> None:
    ours, theirs = getattr(made_pictures, name)
    assert set(ours) & set(theirs) <= {"{s}", None}  # some captions look like any line
    assert (len(albums(False)), len(albums(True))) == (32, 12)


@pytest.mark.parametrize("held_out", [False, True])
def test_captions_stand_behind_the_headline_or_paragraphs_of_an_article_that_stays_whole(held_out: bool) -> None:
    for i, album in enumerate(albums(held_out)):
        lines = list(pictured(album, STORY, POOL, np.random.default_rng(i)))
        left = iter(lines)
        assert all(line in left for line in STORY.told())
        added = [line for line in lines if line not in STORY.told()]
        assert {role for _, role in added} <= {CAPTION, MARKER, META, WIDGET}
        assert sum(role == CAPTION for _, role in added) >= 1
        first = next(n for n, (text, role) in enumerate(lines) if role == BODY and len(text) > LONG)
        assert all(n >= first - len(added) for n, (_, role) in enumerate(lines) if role == CAPTION)


def test_a_caption_says_what_the_text_beside_it_does_or_shows_a_scene() -> None:
    told = Album("a", False, "图为{s}。", scene=0.0, sentence=0.0, at_top=1.0, between=0.0, beside=("资料图", MARKER))
    near = "昨日，三百名市民在广场上排队领取树苗，现场秩序井然。"
    for seed in range(8):
        lines = list(captions(told, STORY, near, np.random.default_rng(seed)))
        assert lines[1::2] == [("资料图", MARKER)] * (len(lines) // 2)
        shown = {text.removeprefix("图为").removesuffix("。") for text, _ in lines[::2]}
        assert shown <= {"三百名市民在广场上排队领取树苗", "现场秩序井然"}
