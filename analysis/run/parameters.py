"""Parameters: what a `TopicAnalysis` is asked for, checked when it is fitted."""

from __future__ import annotations

from collections.abc import Callable
from numbers import Integral
from typing import Any, Self

from sklearn.base import clone
from sklearn.utils import TransformerTags

from analysis.articles.units import UNITS
from analysis.errors import BojiError
from analysis.words.tokenizer import Tokenizer

SHARED = ("engine", "vectors")  # connections cannot be copied, and encoders are large


class TakesPages:
    """An estimator whose input are pages, not numbers, and whose ``transform`` gives no numbers."""

    def __sklearn_clone__(self) -> Self:
        """Return an unfitted estimator of the same parameters, those that are `SHARED` the very same."""
        given = self.get_params(deep=False)  # type: ignore[attr-defined]  # of BaseEstimator
        return type(self)(**{k: v if k in SHARED else clone(v, safe=False) for k, v in given.items()})

    def __sklearn_tags__(self) -> Any:  # noqa: ANN401  # scikit-learn has no types
        """Say so to scikit-learn."""
        tags = super().__sklearn_tags__()  # type: ignore[misc]  # of BaseEstimator
        tags.input_tags.two_d_array, tags.input_tags.string = False, True
        tags.transformer_tags = TransformerTags()
        return tags


def check_unit(unit: object) -> None:
    """Check what topics shall be made of.

    Raises
    ------
    BojiError
        For anything but one of `UNITS`.
    """
    if unit not in UNITS:
        raise BojiError(f"TopicAnalysis: unit must be one of {UNITS}, got {unit!r}")


def check_parts(tokenizer: object, **functions: Callable[..., object] | None) -> None:
    """Check a tokenizer and functions that may be left out, given by their names.

    Raises
    ------
    BojiError
        For a tokenizer of another kind, and for what cannot be called.
    """
    if not isinstance(tokenizer, Tokenizer | None):
        raise BojiError(
            f"TopicAnalysis: tokenizer must be an analysis.Tokenizer, got {tokenizer!r}; "
            "of a function that cuts text into words, Tokenizer(function)"
        )
    for name, function in functions.items():
        if function is not None and not callable(function):
            raise BojiError(f"TopicAnalysis: {name} must be a function or None, got {function!r}")


def wanted_numbers(n_topics: object, n_clusters: object) -> tuple[int | str, int | str]:
    """Return the numbers of topics and clusters that are asked for, each a number or "auto".

    Parameters
    ----------
    n_topics : int or "auto"
    n_clusters : int or "auto" or None
        None for the same as of topics.

    Raises
    ------
    BojiError
        For anything else.
    """
    clusters = n_topics if n_clusters is None else n_clusters
    return _number("n_topics", n_topics), _number("n_clusters", clusters)


def _number(name: str, value: object) -> int | str:
    """Return a number that was asked for, or "auto"."""
    if value == "auto":
        return "auto"
    if not isinstance(value, Integral) or isinstance(value, bool) or value < 1:
        raise BojiError(f'TopicAnalysis: {name} must be "auto" or a whole number of 1 or more, got {value!r}')
    return int(value)
