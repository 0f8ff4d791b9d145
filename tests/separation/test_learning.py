from functools import cache
from pathlib import Path

import numpy as np
import pytest
from scipy.special import expit

from analysis.reading.page import Page, page_of
from analysis.separation.decisions import DROPPED, KEPT
from analysis.separation.evidence import Observation, observe
from analysis.separation.judge import TAUGHT_WORDING, Judgement, load_separator, save_separator, separate
from analysis.separation.learning import Lesson, held_out, moved, step_towards
from analysis.words.tokenizer import Tokenizer
from tests.samples import FERRY, TEA

SLOGAN = "云津有茶，四海同饮一杯春"


def pages(n: int = 7) -> list[Page]:
    """Return pages on tea, a slogan behind the article of each."""
    return [Page(f"{i}.txt", "\n".join([*TEA, *FERRY[: i % 3], SLOGAN])) for i in range(n)]


@cache
def judged() -> tuple[Observation, Judgement]:
    seen = observe(pages(), Tokenizer())
    return seen, separate(pages(), seen)


def lesson(mark: int = DROPPED) -> Lesson:
    seen, found = judged()
    return Lesson.of(seen, found, np.where(np.array(seen.lines.text) == SLOGAN, mark, 0).astype(np.int8))


def test_a_lesson_starts_from_what_is_judged() -> None:
    found = judged()[1]
    np.testing.assert_allclose(expit(lesson().odds), found.score)
    assert lesson(KEPT).right() == 1.0 - lesson(DROPPED).right()


def test_marked_lines_move_and_others_stay() -> None:
    given = lesson(DROPPED if lesson(KEPT).right() else KEPT)  # whatever they are not yet
    step = step_towards(given)
    shift = TAUGHT_WORDING * (given.counts @ step)
    marked = given.marks != 0
    assert (np.sign(shift[marked]) == given.marks[marked]).all()
    assert np.abs(shift[marked]).min() > 1.5 * np.abs(shift[~marked]).max()


def test_without_marks_nothing_moves() -> None:
    seen, found = judged()
    step = step_towards(Lesson.of(seen, found, np.zeros(len(found.keep), np.int8)))
    np.testing.assert_allclose(step, 0.0, atol=1e-6)


def test_what_is_learned_from_some_pages_holds_on_another_with_the_same_line() -> None:
    given = lesson(DROPPED if lesson(KEPT).right() else KEPT)
    assert given.right() == 0.0
    assert held_out(given, judged()[0].lines.page, 7) == 1.0


def test_a_moved_separator_adds_the_step_to_what_it_was_taught_and_keeps_all_else() -> None:
    given, separator = lesson(), load_separator()
    step = step_towards(given)
    other = moved(separator, step)
    assert (other.keep, other.regions, other.wording) == (separator.keep, separator.regions, separator.wording)
    assert other.taught is not None
    np.testing.assert_allclose(other.taught.of_counts(given.counts)[:, 0], given.counts @ step, atol=0.02)  # of 16 bits
    again = moved(other, step).taught
    assert again is not None
    np.testing.assert_allclose(again.of_counts(given.counts)[:, 0], 2 * (given.counts @ step), atol=0.04)


def test_what_was_taught_is_heard_of_html_as_of_text(tmp_path: Path) -> None:
    text = "\n".join([*TEA, SLOGAN])
    tagged = page_of("".join(f"<p>{line}</p>" for line in text.split("\n")), True, Page("a.html", ""))
    for page in (tagged, Page("a.txt", text)):
        seen = observe([page], Tokenizer())
        found = separate([page], seen)
        marks = np.where(np.array(seen.lines.text) == SLOGAN, DROPPED if found.keep[-1] else KEPT, 0).astype(np.int8)
        given = Lesson.of(seen, found, marks)
        step = step_towards(given)
        save_separator(moved(load_separator(), step), tmp_path)
        again = separate([page], seen, weights=tmp_path)
        odds = again.pieces.sum(axis=1) + again.start
        np.testing.assert_allclose(odds, given.odds + TAUGHT_WORDING * (given.counts @ step), atol=0.02)
        assert (again.keep[-1], given.right(step)) == (not found.keep[-1], 1.0)


def test_a_part_of_a_lesson_holds_the_same_rows_of_all() -> None:
    given = lesson()
    rows = given.marks != 0
    assert given[rows].counts.shape[0] == len(given[rows].odds) == rows.sum()
    assert given[rows].right() == pytest.approx(given.right())
