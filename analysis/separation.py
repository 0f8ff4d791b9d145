"""Separation: the judgement on each line, its role, and the reasons."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache, cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from analysis import store
from analysis.evidence import FROM_TEXT, NAMES, Observation, gather, observe
from analysis.lines import LineTable, fold
from analysis.pages import Page
from analysis.reasons import PIECES, ROLE, WORDING, by_piece, reasons
from analysis.repairs import repair
from analysis.tfidf import FloatArray
from analysis.tokens import Tokenizer
from analysis.trees import Evidence, Trees
from analysis.wording import Wording

ROLES = (
    "title", "heading", "body", "caption", "meta", "navigation", "related", "advert", "widget", "legal", "marker",
)  # fmt: skip
N_CONTENT = 4  # roles of content, the first
CONTENT = frozenset(ROLES[:N_CONTENT])
KINDS = {role: "content" if role in CONTENT else "metadata" if role == "meta" else "noise" for role in ROLES}
WEIGHTS = Path(__file__).parent / "weights"
KEEP_WORDING, KEEP_ROLE = 0.2, 0.3  # what wording and the chances of roles count beside the trees, in log-odds
ROLE_WORDING = 0.6  # the same when roles are told apart
KEEP_FROM = 0.4  # a line kept wrongly costs its reader less than one lost
TITLE_FROM = 0.5  # of the roles' chances: kept whatever the score
MIN_TITLE = 6  # characters; a shorter match may be a menu's word
TINY = 1e-7
DISCLAIMER = re.compile(r"[\s\[【(]*(?:(?:免责|版权|版权与免责|法律|特别|郑重)声明|免责条款)\s*[\]】):]")
BoolArray = npt.NDArray[np.bool_]
ENSEMBLES = ("keep", "tagged", "role")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was decided of each line.

    Attributes
    ----------
    role : list of str
        Of `ROLES`.
    keep : bool array, shape (n_lines,)
    score : float array, shape (n_lines,)
        0..1, that the line is article content.
    affinity : float array, shape (n_lines,)
        0..1, cosine of the line with the core of its page.
    rule : list of str
        A key of `analysis.reasons.OVERRULED` for lines whose score did not decide, else empty.
    evidence : float32 array, shape (n_lines, len(evidence.NAMES))
    pieces : array, shape (n_lines, len(reasons.PIECES) + 1)
        What each piece of evidence adds to the log-odds that the line is content, and last, where they start.
    chances : array, shape (n_lines, len(ROLES))
        Of the roles.
    """

    role: list[str]
    keep: npt.NDArray[np.bool_]
    score: FloatArray
    affinity: FloatArray
    rule: list[str]
    evidence: Evidence
    pieces: FloatArray
    chances: FloatArray

    def __getitem__(self, rows: slice) -> Judgement:
        """Return the judgement on some lines."""
        return Judgement(*(getattr(self, f.name)[rows] for f in fields(self)))

    def reasons(self) -> list[tuple[str, str]]:
        """Return the reason for each decision, (Chinese, English)."""
        return reasons(self.evidence, self.pieces[:, :-1], self.keep, self.rule)


@dataclass(frozen=True)
class Separator:
    """The learned weights.

    Attributes
    ----------
    keep : Trees
        Content or not, from the facts that any text shows.
    tagged : Trees
        The same for pages that came as HTML, from all facts.
    role : Trees
        Which role, from the facts that any text shows.
    wording : Wording
        Content or not, and which role, from the characters of the line and its neighbours.
    """

    keep: Trees
    tagged: Trees
    role: Trees
    wording: Wording

    @cached_property
    def piece_shares(self) -> tuple[FloatArray, FloatArray]:
        """What each leaf of ``keep`` and of ``tagged`` owes to each piece of evidence."""
        return by_piece(self.keep.shares(len(NAMES))), by_piece(self.tagged.shares(len(NAMES)))

    def chances(self, evidence: Evidence, wording: FloatArray) -> FloatArray:
        """Return the chances of each line's roles, shape (n_lines, len(ROLES)); parameters as in `weigh`."""
        return softmax(self.role.raw(evidence[:, :FROM_TEXT]) + ROLE_WORDING * wording[:, 1:])

    def weigh(self, evidence: Evidence, wording: FloatArray, chances: FloatArray) -> FloatArray:
        """Return what each piece of evidence adds to the log-odds that a line is content, and last, where they start.

        Parameters
        ----------
        evidence : float32 array, shape (n_lines, len(evidence.NAMES))
        wording : array, shape (n_lines, 1 + len(ROLES))
            Of the separator's own ``wording``.
        chances : array, shape (n_lines, len(ROLES))
            Of the roles.

        Returns
        -------
        array, shape (n_lines, len(reasons.PIECES) + 1)
        """
        marked = ~np.isnan(evidence[:, FROM_TEXT])
        pieces = np.zeros((len(evidence), len(PIECES) + 1))
        ways = ((self.keep, ~marked, FROM_TEXT), (self.tagged, marked, len(NAMES)))
        for (trees, rows, width), shares in zip(ways, self.piece_shares, strict=True):
            pieces[rows, :-1] = trees.add_up(evidence[rows, :width], shares)
            pieces[rows, -1] = trees.start()
        content = np.clip(chances[:, :N_CONTENT].sum(axis=1), TINY, 1.0 - TINY)
        pieces[:, WORDING] = KEEP_WORDING * wording[:, 0]
        pieces[:, ROLE] = KEEP_ROLE * np.log(content / (1.0 - content))
        return pieces

    def judge(self, evidence: Evidence, wording: FloatArray, declared: BoolArray, legal: BoolArray) -> Judgement:
        """Judge lines by their evidence.

        Parameters
        ----------
        evidence, wording : arrays
            As in `weigh`.
        declared : bool array, shape (n_lines,)
            Lines that the record or the HTML declares to be the title.
        legal : bool array, shape (n_lines,)
            Lines that a label at their start makes a disclaimer.

        Returns
        -------
        Judgement
        """
        chances = self.chances(evidence, wording)
        pieces = self.weigh(evidence, wording, chances)
        score = 1.0 / (1.0 + np.exp(-pieces.sum(axis=1)))
        titles = (score < KEEP_FROM) & (chances[:, 0] >= TITLE_FROM)
        disclaimed = legal & ~declared & (titles | (score >= KEEP_FROM))
        keep = ((score >= KEEP_FROM) | titles | declared) & ~disclaimed
        is_content = np.arange(len(ROLES)) < N_CONTENT
        chosen = np.where(keep[:, None] == is_content[None, :], chances, -1.0).argmax(axis=1)
        chosen = np.where(declared, ROLES.index("title"), np.where(disclaimed, ROLES.index("legal"), chosen))
        rule = np.select([declared, disclaimed, titles], ["declared", "legal", "title"], "")
        return Judgement(
            [ROLES[i] for i in chosen.tolist()],
            keep,
            np.where(declared, 1.0, score),
            np.clip(evidence[:, NAMES.index("core_cosine")], 0.0, 1.0).astype(np.float64),
            rule.tolist(),
            evidence,
            pieces,
            chances,
        )


@cache
def load_separator() -> Separator:
    """Load the weights that ship with the package."""
    arrays, facts = store.load(WEIGHTS, "separation")
    if tuple(facts["features"]) != NAMES or tuple(facts["roles"]) != ROLES:
        raise ValueError("the learned weights were made for other evidence; run `make weights`")
    keep, tagged, role = (Trees.from_arrays(arrays, name) for name in ENSEMBLES)
    return Separator(keep, tagged, role, Wording.from_arrays(arrays, "wording"))


def softmax(raw: FloatArray) -> FloatArray:
    """Return each row's probabilities."""
    powers = np.exp(raw - raw.max(axis=1, keepdims=True, initial=-np.inf)) if len(raw) else raw
    shares: FloatArray = powers / powers.sum(axis=1, keepdims=True)
    return shares


def declared_titles(pages: Sequence[Page], seen: Observation) -> npt.NDArray[np.bool_]:
    """Mark the line of each page that its record or its HTML declares to be the title, shape (n_lines,)."""
    marked = np.zeros(len(seen.lines), bool)
    for start, stop in seen.lines.spans():
        page = pages[int(seen.lines.page[start])]
        if page.titled:
            marked[start] = True
        elif page.title:
            matches = [i for i in range(start, stop) if is_title(seen.lines.text[i], page.title)]
            marked[matches[:1]] = True
    return marked


def disclaimers(seen: Observation) -> BoolArray:
    """Mark the lines that begin with the label of a disclaimer or a copyright notice, shape (n_lines,)."""
    return np.array([DISCLAIMER.match(text) is not None for text in seen.lines.folded], bool)


def is_title(line: str, declared: str) -> bool:
    """Tell whether a line is the declared title, whole or without the site's name behind it."""
    a, b = fold(line).strip(), fold(declared).strip()
    return len(a) >= MIN_TITLE and b.startswith(a)


def separate(pages: Sequence[Page], seen: Observation) -> Judgement:
    """Judge the lines of all pages together."""
    separator = load_separator()
    wording = separator.wording.score(seen.lines.folded, seen.lines.page)
    return separator.judge(gather(seen, len(pages)), wording, declared_titles(pages, seen), disclaimers(seen))


@dataclass(frozen=True, slots=True)
class Line:
    """One judged line of a page; ``reason`` is (Chinese, English), ``number`` 1-based in the text."""

    number: int
    text: str
    role: str
    kind: str
    keep: bool
    score: float
    affinity: float
    reason: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Lines:
    """The judged lines of one page, without the blank ones: a sequence of `Line`.

    Attributes
    ----------
    numbers : list of int
        1-based, in the page's text.
    texts : list of str
        As they stand in the source.
    judged : Judgement
    """

    numbers: list[int]
    texts: list[str]
    judged: Judgement

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self.texts)

    def __getitem__(self, i: int) -> Line:
        """Return the i-th line."""
        i = range(len(self))[i]  # of a negative number, the place from the front
        said, role = self.judged, self.judged.role[i]
        return Line(
            self.numbers[i],
            self.texts[i],
            role,
            KINDS[role],
            bool(said.keep[i]),
            float(said.score[i]),
            float(said.affinity[i]),
            said[i : i + 1].reasons()[0],
        )

    def __iter__(self) -> Iterator[Line]:
        """Yield the lines from first to last."""
        return (self[i] for i in range(len(self)))

    def behind(self, number: int) -> Lines:
        """Return the lines behind a line of the page's text."""
        start = bisect_right(self.numbers, number)
        return Lines(self.numbers[start:], self.texts[start:], self.judged[start:])

    def kept(self, repaired: bool = True) -> list[str]:
        """Return the lines that are kept, mended by `analysis.repairs` or as they stand."""
        rows = np.flatnonzero(self.judged.keep).tolist()
        texts, roles = [self.texts[i] for i in rows], [self.judged.role[i] for i in rows]
        return repair(texts, roles) if repaired else [text.strip() for text in texts]


def lines_of(seen: LineTable, judged: Judgement, start: int, stop: int) -> Lines:
    """Return the rows of one page, from ``start`` to before ``stop``, as its `Lines`."""
    return Lines(seen.number[start:stop].tolist(), seen.text[start:stop], judged[start:stop])


def separate_page(page: str | Page) -> Lines:
    """Judge one page by itself.

    Parameters
    ----------
    page : str or Page
        The flattened text, or a page of `analysis.read_pages`, whose HTML is then heard as well.

    Returns
    -------
    Lines
    """
    pages = [Page("page", page) if isinstance(page, str) else page]
    seen = observe(pages, Tokenizer())
    return lines_of(seen.lines, separate(pages, seen), 0, len(seen.lines))
