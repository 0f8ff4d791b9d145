"""Spelling: how the pages themselves write a word that was folded for matching (GPS for gps, 資訊 for 资讯)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from analysis.reading.characters import compatible
from analysis.reading.lines import LineTable

MOST_LINES = 20_000  # folded lines looked at, evenly spread


def written_forms(words: Iterable[str], lines: LineTable, keep: npt.NDArray[np.bool_]) -> dict[str, str]:
    """Find the commonest way in which kept lines write each folded word.

    Parameters
    ----------
    words : iterable of str
        Folded, as `analysis.Tokenizer` gives them.
    lines : LineTable
    keep : bool array, shape (n_lines,)

    Returns
    -------
    dict of str to str
        For each word, in the script of most lines; the word itself where it is nowhere written otherwise. Of ways
        equally common the first by code point.
    """
    kept = [(lines.folded[i], lines.text[i].strip()) for i in np.flatnonzero(keep).tolist()]
    traditional = 2 * sum(folded != text and plain(text) != folded for folded, text in kept) > len(kept)
    same = "\n".join(folded for folded, text in kept if folded == text)
    # Folding may change the length of a line; then nothing tells which characters a word was made of.
    other = [(folded, text) for folded, text in kept if folded != text and len(folded) == len(text)]
    other = other[:: max(1, len(other) // MOST_LINES)]
    whole = "\n".join(folded for folded, _ in other)
    source = "\n".join(text for _, text in other)
    changed = {a for a, b in set(zip(whole, source, strict=True)) if a != b}
    found = {}
    for word in words:
        # Most words have no character that is anywhere written otherwise, and need no search.
        forms = Counter[str]() if changed.isdisjoint(word) else _found(word, whole, source)
        if forms.keys() <= {word}:
            found[word] = word
            continue
        forms[word] += same.count(word)
        of_script = [form for form in forms if traditional or plain(form) == word]
        found[word] = min((-forms[form], form) for form in of_script)[1]
    return found


def plain(text: str) -> str:
    """Return text folded in all but its script."""
    return compatible(text).lower()


def _found(word: str, whole: str, source: str) -> Counter[str]:
    """Count what stands in the source at the places where the folded text has the word."""
    forms: Counter[str] = Counter()
    at = whole.find(word)
    while at >= 0:
        forms[source[at : at + len(word)]] += 1
        at = whole.find(word, at + len(word))
    return forms
