"""Vectors: what a user's sentence encoder makes of the articles, as points that are near where texts are alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from sklearn.preprocessing import normalize

from analysis.arrays import FloatArray
from analysis.articles.corpus import Corpus
from analysis.articles.units import Units
from analysis.errors import BojiError

Encoder = Callable[[list[str]], Any]
DECIMALS = 4  # of the points: encoders compute in single precision, and finer digits differ by processor


class Vectors(NamedTuple):
    """The points of the pages and of the units that a model is fitted to, shape (n, d); None without an encoder."""

    pages: FloatArray | None = None
    units: FloatArray | None = None


def vectors_of(encode: Encoder | None, corpus: Corpus, units: Units) -> Vectors:
    """Have the kept text of pages and units encoded, all at once.

    Raises
    ------
    BojiError
        As `encoded` does.
    """
    if encode is None:
        return Vectors()
    pages, n = corpus.kept_texts(), len(corpus.pages)
    points = encoded(encode, [*pages, *units.texts(corpus)] if units.parts is not None else pages)
    return Vectors(points[:n], points[n:] if units.parts is not None else points[units.page])


def encoded(encode: Encoder, texts: Sequence[str]) -> FloatArray:
    """Return texts as points of length one around their mean, zeros for blank ones.

    The mean is taken off, as encoders put all texts of a language into a narrow cone (Mu & Viswanath 2018).

    Parameters
    ----------
    encode : callable
        Called once with the different texts that are not blank, in order; gives an array of shape (n_texts, d).
    texts : sequence of str

    Returns
    -------
    array, shape (n_texts, d)

    Raises
    ------
    BojiError
        When it gives another shape, or numbers that are not finite.
    """
    number = {text: i for i, text in enumerate(dict.fromkeys(text for text in texts if text.strip()))}
    if not number:
        return np.zeros((len(texts), 1))
    found = _checked(encode(list(number)), len(number))
    points = normalize(found - found.mean(axis=0)).round(DECIMALS) + 0.0  # + 0.0 turns -0.0 into 0.0
    given = [i for i, text in enumerate(texts) if text in number]
    placed = np.zeros((len(texts), points.shape[1]))
    placed[given] = points[[number[texts[i]] for i in given]]
    return placed


def _checked(given: object, n: int) -> FloatArray:
    try:
        found = np.asarray(given, np.float64)
    except (TypeError, ValueError) as error:
        raise BojiError(f"vectors: {n} texts were given, and what came back is no array of numbers: {error}") from error
    if found.ndim != 2 or len(found) != n or not found.shape[1]:
        raise BojiError(f"vectors: {n} texts were given, an array of shape ({n}, d) must come back, got {found.shape}")
    if not np.isfinite(found).all():
        raise BojiError(
            f"vectors: {(~np.isfinite(found)).any(axis=1).sum()} of {n} texts got numbers that are not finite"
        )
    return found
