"""How the public functions and classes are called: few parameters by place, all of them annotated."""

import inspect
from collections.abc import Callable, Iterator
from inspect import Parameter
from typing import Any, get_type_hints

import pytest

import analysis

MOST_BY_PLACE = 3
BY_PLACE = {Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD, Parameter.VAR_POSITIONAL}
BY_NAME = {Parameter.POSITIONAL_OR_KEYWORD, Parameter.KEYWORD_ONLY}
OURS = {name: getattr(analysis, name) for name in analysis.__all__}
PLOTS = {name: plot for name, plot in OURS.items() if name.startswith("plot_")}
TOO_MANY = {"Page", "Trial", "coherence", "npmi"}  # records that the package fills, and functions with users


def parameters(function: Callable[..., Any]) -> list[Parameter]:
    """Return the parameters that a caller gives."""
    return [p for p in inspect.signature(function).parameters.values() if p.name not in {"self", "cls"}]


def by_place(function: Callable[..., Any]) -> list[str]:
    return [p.name for p in parameters(function) if p.kind in BY_PLACE]


def methods(kind: type) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield the public methods that are written in this package."""
    for name, member in inspect.getmembers(kind, callable):
        if not name.startswith("_") and getattr(member, "__module__", "").startswith("analysis."):
            yield f"{kind.__name__}.{name}", member


def called() -> dict[str, Callable[..., Any]]:
    """Return every public function, every class (called to make one), and the public methods of these."""
    found = dict(OURS)
    for member in OURS.values():
        if inspect.isclass(member):
            found |= dict(methods(member))
    return found


CALLED = called()


@pytest.mark.parametrize("name", sorted(set(CALLED) - set(PLOTS) - TOO_MANY))
def test_no_more_than_three_parameters_are_given_by_place(name: str) -> None:
    assert len(by_place(CALLED[name])) <= MOST_BY_PLACE, by_place(CALLED[name])


@pytest.mark.parametrize("name", sorted(PLOTS))
def test_a_plot_takes_frames_then_an_axes_and_a_language(name: str) -> None:
    plot = PLOTS[name]
    hints = get_type_hints(plot)
    *frames, ax, lang = (p for p in parameters(plot) if p.kind is not Parameter.KEYWORD_ONLY)
    assert (ax.name, lang.name) == ("ax", "lang")
    assert (ax.default, lang.default) == (None, "zh")
    assert {ax.kind, lang.kind} <= BY_NAME
    assert frames
    assert all(hints[p.name].__name__ == "DataFrame" for p in frames), [p.name for p in frames]
    assert all(p.default is Parameter.empty for p in frames)
    assert hints["return"].__name__ == "Axes"


@pytest.mark.parametrize("name", sorted(CALLED))
def test_every_parameter_is_annotated(name: str) -> None:
    assert [p.name for p in parameters(CALLED[name]) if p.annotation is Parameter.empty] == []


@pytest.mark.parametrize("name", sorted(name for name, member in CALLED.items() if not inspect.isclass(member)))
def test_what_is_returned_is_annotated(name: str) -> None:
    assert inspect.signature(CALLED[name]).return_annotation is not inspect.Signature.empty


def test_the_workflow_takes_its_number_of_topics_by_place_and_all_else_by_name() -> None:
    assert by_place(analysis.TopicAnalysis) == ["n_topics"]
    assert len(parameters(analysis.TopicAnalysis)) == len(analysis.TopicAnalysis().get_params(deep=False))
