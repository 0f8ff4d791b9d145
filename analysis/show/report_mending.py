"""Mending of the report: what the clean text of a page changes in its kept lines, as few edits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from analysis.separation.repairs import headline_once, repair

Edit = tuple[int, int, str]
LONGEST = 2_000  # characters of a changed stretch that are compared one by one


def edits(texts: Sequence[str], roles: Sequence[str]) -> list[Edit]:
    """Return what turns the kept lines of a page, below each other, into its clean text.

    Parameters
    ----------
    texts, roles : sequences of str, shape (n_lines,)
        The kept lines as they stand, and their roles.

    Returns
    -------
    list of (int, int, str)
        From where to where (in characters, before the first edit) stands what instead; none where nothing is mended.
    """
    before, after = [text.strip() for text in texts], repair(*headline_once(texts, roles))
    if before == after:
        return []
    starts = [0]
    for text in before:
        starts.append(starts[-1] + len(text) + 1)
    found: list[Edit] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            old = "".join(f"{text}\n" for text in before[a:b])
            new = "".join(f"{text}\n" for text in after[c:d])
            found += [(starts[a] + i, starts[a] + j, text) for i, j, text in _by_character(old, new)]
    return found


def _by_character(old: str, new: str) -> Iterator[Edit]:
    if max(len(old), len(new)) > LONGEST:
        yield 0, len(old), new
        return
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield a, b, new[c:d]
