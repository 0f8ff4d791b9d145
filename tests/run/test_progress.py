import io
import sys
from types import SimpleNamespace

import pytest
from rich.console import Console
from rich.progress import Progress, TextColumn

from analysis.run import progress
from analysis.run.progress import Clock, Pace, watching


class Time:
    """A clock that goes as it is told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    time = Time()
    monkeypatch.setattr(progress, "time", SimpleNamespace(perf_counter=time))
    return time


class Terminal(io.StringIO):
    """An error stream that someone watches."""

    def isatty(self) -> bool:
        return True


def test_seconds_are_counted_for_the_stage_they_were_spent_in(time: Time) -> None:
    clock = Clock("en", _stage="stage.read", _since=time())
    for later, stage in ((1.5, "stage.read"), (2.0, "stage.separate"), (0.25, "stage.read"), (4.0, "stage.write")):
        time.now += later
        clock.note(stage, 0)
    time.now += 0.1234567
    assert clock.stages() == {"read": 7.5, "separate": 0.25, "write": 0.123}


def test_asking_for_the_stages_does_not_stop_the_clock(time: Time) -> None:
    clock = Clock("en", _stage="stage.read", _since=time())
    time.now += 1
    assert clock.stages() == {"read": 1.0}
    time.now += 2
    assert clock.stages() == {"read": 3.0}


def test_time_before_the_first_stage_has_no_name(time: Time) -> None:
    clock = Clock("en", _since=time())
    time.now += 5
    clock.note("stage.topics", 0)
    time.now += 1
    assert clock.stages() == {"topics": 1.0}


def test_a_pipe_is_told_nothing_but_the_stages_are_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with watching("en") as clock:
        clock.note("stage.separate", 12)
    assert clock.bar is None
    assert stream.getvalue() == ""
    seconds = clock.stages()
    assert list(seconds) == ["read", "separate"]
    assert all(0 <= value < 60 for value in seconds.values())


@pytest.mark.parametrize(("lang", "first", "second"), [("en", "reading", "separating"), ("zh", "读取", "甄别")])
def test_a_terminal_shows_the_stage_and_how_far_it_has_come(
    monkeypatch: pytest.MonkeyPatch, lang: str, first: str, second: str
) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    with watching(lang) as clock:
        assert clock.bar is not None
        (task,) = clock.bar.tasks
        assert task.description.startswith(first)
        clock.note("stage.separate", 12_345)
        assert task.description.startswith(second)
        assert (task.completed, task.total) == (12_345, None)
        clock.note("stage.place", 40, 100)
        assert (task.completed, task.total) == (40, 100)
        clock.note("stage.write", 0)
        assert (task.completed, task.total) == (0, None)
    assert stream.getvalue() != ""


def test_a_bar_goes_away_when_something_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    with pytest.raises(KeyError), watching("en") as clock:  # what is done inside is what fails
        bar = clock.bar
        raise KeyError
    assert bar is not None
    assert bar.finished or not bar.live.is_started


def test_a_clock_notes_the_stage_on_any_bar() -> None:
    bar = Progress(TextColumn("{task.description}"), console=Console(file=io.StringIO()))
    bar.add_task("", total=None)
    Clock("en", bar).note("stage.topics", 3)
    assert (bar.tasks[0].description, bar.tasks[0].completed) == ("topics and clusters", 3)


def test_the_pace_tells_how_far_of_how_much_and_how_fast(time: Time) -> None:
    bar = Progress(Pace(), console=Console(file=io.StringIO()), get_time=time)
    clock = Clock("en", bar)
    bar.add_task("", total=None)
    shown = []
    for done in (0, 1_000, 3_000):
        time.now += 2
        clock.note("stage.place", done, 4_000)
        shown.append(Pace().render(bar.tasks[0]).plain)
    assert shown == ["", "1,000/4,000", "3,000/4,000  1,000/s"]
    clock.note("stage.survey", 5)
    assert Pace().render(bar.tasks[0]).plain == "5"
