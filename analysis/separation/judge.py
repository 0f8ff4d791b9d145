"""Judge: what is kept of each line's evidence, its role, its score, and the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit, softmax

from analysis import store
from analysis.arrays import BoolArray, FloatArray, IntArray
from analysis.errors import BojiError
from analysis.languages import Bilingual
from analysis.reading.page import Page
from analysis.separation.blocks import repeated_beside
from analysis.separation.claims import Claims
from analysis.separation.company import Company
from analysis.separation.decisions import Decisions
from analysis.separation.evidence import NAMES, Evidence, Observation
from analysis.separation.neighbours import lost_as_leads
from analysis.separation.network import Network
from analysis.separation.pieces import PLACE
from analysis.separation.reasons import by_piece, reasons_for, weights_of
from analysis.separation.regions import NAMES as REGION_NAMES
from analysis.separation.regions import FirstLook, judged_again, nothing_else
from analysis.separation.roles import CONTENT, N_CONTENT, ROLES, likeliest_roles
from analysis.separation.trees import Spread, Trees
from analysis.separation.wording import Wording

WEIGHTS = Path(__file__).parent / "weights"
KEEP_WORDING, KEEP_ROLE = 0.05, 0.62  # what wording and the chances of roles count beside the trees, in log-odds
PLAIN_WORDING, PLAIN_ROLE = 0.2, 0.4  # the same on plain text, where the network is heard and tells little of words
TAUGHT_WORDING = 0.2  # and what a user taught of it (`learning`)
TAGS_SHARE = 0.6  # of the log-odds of a page that came as HTML: less or more costs real ones (CONTRIBUTING)
TEXT_AGAIN, TAGS_AGAIN = (0.35, 0.4), (0.5, 0.3)  # of the log-odds that the second judgement adds, and that it takes
NETWORK_SHARE = 0.35  # of what trees and network say of plain text; tags tell more than the network adds (CONTRIBUTING)
SUREST = 2.7  # log-odds of the network that are heard: it is as sure of a page like none that it knows as of others
ROLE_WORDING = 0.75  # the same when roles are told apart
KEEP_FROM = 0.39  # at both looks: a line kept wrongly costs its reader less than one lost
TITLE_FROM = 0.5  # of the roles' chances: kept though the score is below
TITLE_SCORE = 0.05  # under which a headline is another page's; at .2 lines gain .001 and titles of pages lose .05
TINY = 1e-7
FORMAT, STORED = 2, "separation"  # of the weights, and the name of their files
FEATURES = [*NAMES, *REGION_NAMES]
ENSEMBLES = ("keep", "tagged", "role", "regions", "passages")


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
        A key of `analysis.separation.reasons.OVERRULED` for lines whose score did not decide, else empty.
    evidence : Evidence
    pieces : array, shape (n_lines, len(pieces.PIECES))
        What each piece of evidence adds to the log-odds that the line is content.
    start : array, shape (n_lines,)
        The log-odds before any evidence.
    chances : array, shape (n_lines, len(ROLES))
        Of the roles, by which lines are named.
    """

    role: list[str]
    keep: BoolArray
    score: FloatArray
    affinity: FloatArray
    rule: list[str]
    evidence: Evidence
    pieces: FloatArray
    start: FloatArray
    chances: FloatArray

    def __getitem__(self, rows: slice) -> Judgement:
        """Return the judgement on some lines."""
        return Judgement(*(getattr(self, f.name)[rows] for f in fields(self)))

    def reasons(self) -> list[Bilingual]:
        """Return the reason for each decision."""
        return reasons_for(self.evidence, self.pieces, self.keep, self.rule)

    def weights(self) -> list[str]:
        """Return what the heaviest pieces of evidence weighed on each line (see `reasons.weights_of`)."""
        return weights_of(self.pieces)

    def decided(self, marks: npt.NDArray[np.int8]) -> Judgement:
        """Return the same with what a user decided of the lines; scores stay.

        Parameters
        ----------
        marks : int array, shape (n_lines,)
            Of `analysis.separation.decisions.Decisions`.
        """
        keep = np.where(marks == 0, self.keep, marks > 0)
        said = [ROLES.index(role) for role in self.role]
        chosen = np.where(
            keep == self.keep, said, likeliest_roles(self.chances, keep, self.evidence.fact("colon_end") > 0)
        )
        rule = ["decided" if mark else rule for mark, rule in zip(marks.tolist(), self.rule, strict=True)]
        return replace(self, role=[ROLES[i] for i in chosen.tolist()], keep=keep, rule=rule)


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
    network : Network
        Content or not, from what ``keep`` hears of all the lines around, for pages that came as plain text.
    regions, passages : Trees, optional
        Content or not, for pages that came as HTML and for others, from what these say of their lines; none while they
        are being learned.
    taught : Wording, optional
        What a user taught of content, heard beside both judgements (`boji learn`).
    """

    keep: Trees
    tagged: Trees
    role: Trees
    wording: Wording
    network: Network
    regions: Trees | None = None
    passages: Trees | None = None
    taught: Wording | None = None

    @cached_property
    def piece_shares(self) -> tuple[Spread, Spread]:
        """What each leaf of ``keep`` and of ``tagged`` owes to each piece of evidence."""
        keep, tagged = (Spread.of(by_piece(trees.shares(len(NAMES)))) for trees in (self.keep, self.tagged))
        return keep, tagged

    def add_up(self, evidence: Evidence, of_keep: Spread, of_tagged: Spread) -> FloatArray:
        """Add up tables of the leaves of ``keep`` and of ``tagged``: of both for pages that came as HTML.

        Of plain text the network says the rest.

        Parameters
        ----------
        evidence : Evidence
        of_keep, of_tagged : Spread
            Of tables of shape (n_leaves, n_columns).

        Returns
        -------
        array, shape (n_lines, n_columns)
        """
        found = self.keep.add_up(evidence.text, of_keep)
        found[~evidence.has_tags] *= 1.0 - NETWORK_SHARE
        if evidence.has_tags.any():
            tagged = evidence[evidence.has_tags].whole()
            found[evidence.has_tags] *= 1.0 - TAGS_SHARE
            found[evidence.has_tags] += TAGS_SHARE * self.tagged.add_up(tagged, of_tagged)
        return found

    def chances(self, evidence: Evidence, wording: FloatArray) -> FloatArray:
        """Return the chances of each line's roles, shape (n_lines, len(ROLES)); parameters as in `weigh`."""
        chances: FloatArray = softmax(self.role.raw(evidence.text) + ROLE_WORDING * wording[:, 1:], axis=1)
        return chances

    def weigh(
        self, evidence: Evidence, wording: FloatArray, chances: FloatArray, *, page: IntArray
    ) -> tuple[FloatArray, FloatArray]:
        """Return what each piece of evidence adds to the log-odds that a line is content, and where these start.

        Parameters
        ----------
        evidence : Evidence
        wording : array, shape (n_lines, 1 + len(ROLES))
            Of the separator's own ``wording``.
        chances : array, shape (n_lines, len(ROLES))
            Of the roles.
        page : int array, shape (n_lines,)
            Of each line; lines of one page stand together.

        Returns
        -------
        pieces, start : arrays, shapes (n_lines, len(PIECES)), (n_lines,)
        """
        keep, tagged, plain = self.keep.start(), self.tagged.start(), ~evidence.has_tags
        start = np.where(plain, (1.0 - NETWORK_SHARE) * keep, (1.0 - TAGS_SHARE) * keep + TAGS_SHARE * tagged)
        pieces = self.add_up(evidence, *self.piece_shares)
        read = self.network.read(evidence.text[plain], page[plain])
        pieces[plain, PLACE["network"]] = NETWORK_SHARE * np.clip(read, -SUREST, SUREST)
        content = np.clip(chances[:, :N_CONTENT].sum(axis=1), TINY, 1.0 - TINY)
        pieces[:, PLACE["wording"]] = np.where(plain, PLAIN_WORDING, KEEP_WORDING) * wording[:, 0]
        pieces[:, PLACE["role"]] = np.where(plain, PLAIN_ROLE, KEEP_ROLE) * logit(content)
        return pieces, start

    def look(self, evidence: Evidence, wording: FloatArray, page: IntArray) -> tuple[FloatArray, FloatArray, FirstLook]:
        """Return what `weigh` does, and what comes of it before the second judgement."""
        chances = self.chances(evidence, wording)
        pieces, start = self.weigh(evidence, wording, chances, page=page)
        odds, length = pieces.sum(axis=1) + start, evidence.fact("length").astype(np.float64)
        return pieces, start, FirstLook(odds, odds >= logit(KEEP_FROM), chances, length)

    def judge(
        self,
        evidence: Evidence,
        wording: FloatArray,
        page: IntArray,
        *,
        claims: Claims,
        taught: FloatArray | float = 0.0,
    ) -> Judgement:
        """Judge lines by their evidence; parameters that are not told here are as in `weigh`.

        Parameters
        ----------
        claims : Claims
            What the pages say of these lines; it overrules the score.
        taught : array, shape (n_lines,), optional
            Of the separator's own ``taught``.
        """
        pieces, start, look = self.look(evidence, wording, page)
        pieces[:, PLACE["repeats"]] += repeated_beside(evidence.fact("repeats").astype(np.float64), look, page)
        tags = evidence.has_tags
        for second, shares, rows in ((self.passages, TEXT_AGAIN, ~tags), (self.regions, TAGS_AGAIN, tags)):
            pieces[rows, PLACE["regions"]] = judged_again(second, look[rows], page[rows], shares=shares)
        pieces[:, PLACE["regions"]] += nothing_else(pieces.sum(axis=1) + start, logit(KEEP_FROM), page)
        odds = pieces.sum(axis=1) + start
        look = replace(look, odds=odds, kept=odds >= logit(KEEP_FROM))
        pieces[:, PLACE["regions"]] -= lost_as_leads(look, page)
        pieces[:, PLACE["wording"]] += TAUGHT_WORDING * taught
        score = expit(pieces.sum(axis=1) + start)
        declared, likely = claims.declared, score >= KEEP_FROM
        is_label = evidence.fact("colon_end") > 0  # of something else
        titles = ~likely & (score >= TITLE_SCORE) & (look.chances[:, 0] >= TITLE_FROM) & ~is_label
        disclaimed = claims.legal & ~declared & (titles | likely)
        keep = (likely | titles | declared | claims.cited) & ~disclaimed
        ruled = [ROLES.index(role) for role in ("title", "legal", "title")]
        chosen = np.select([declared, disclaimed, titles], ruled, likeliest_roles(look.chances, keep, is_label))
        ruling = [declared, disclaimed, titles, claims.cited & ~likely]
        rule = np.select(ruling, ["declared", "legal", "title", "cited"], "")
        return Judgement(
            [ROLES[i] for i in chosen.tolist()],
            keep,
            np.where(declared, 1.0, score),
            np.clip(evidence.fact("core_cosine"), 0.0, 1.0).astype(np.float64),
            rule.tolist(),
            evidence,
            pieces,
            start,
            look.chances,
        )


def load_separator(folder: str | Path | None = None) -> Separator:
    """Load weights: those that ship with the package, or those that `boji learn` wrote into a folder.

    Raises
    ------
    MissingFileError, BojiError
        When there are none, they are damaged, or they were made for other facts or roles.
    """
    place = WEIGHTS if folder is None else Path(folder)
    file = place / f"{STORED}.json"
    return _loaded(place, file.stat().st_mtime_ns if file.is_file() else 0)


@lru_cache(maxsize=4)
def _loaded(folder: Path, _written: int) -> Separator:
    """Load weights once, and again when they were written anew."""
    arrays, facts = store.load(folder, STORED, FORMAT)
    if facts.get("features") != FEATURES or facts.get("roles") != list(ROLES):
        raise BojiError(
            f"{folder}: these weights were made for other evidence; make them again with `boji learn`",
            f"{folder}：这些权重是为另一套证据学的；请用 boji learn 重新学",
        )
    try:
        trees = {name: Trees.from_arrays(arrays, name) for name in ENSEMBLES}
        network, wording = Network.from_arrays(arrays, "network"), Wording.from_arrays(arrays, "wording")
        taught = Wording.from_arrays(arrays, "taught") if "taught_bias" in arrays else None
        return Separator(**trees, wording=wording, network=network, taught=taught)
    except (LookupError, ValueError, TypeError) as error:
        raise store.damaged(folder, f"{type(error).__name__}: {error}") from error


def save_separator(separator: Separator, folder: Path, **facts: object) -> None:
    """Write weights for `load_separator`, and how they were made."""
    parts: dict[str, Trees | Network] = {name: getattr(separator, name) for name in (*ENSEMBLES, "network")}
    arrays = {key: array for name, found in parts.items() for key, array in found.arrays(name).items()}
    arrays |= separator.wording.arrays("wording") | (separator.taught.arrays("taught") if separator.taught else {})
    known = {"features": FEATURES, "roles": list(ROLES), "content": sorted(CONTENT)}
    store.save(folder, STORED, FORMAT, arrays, {**known, **facts})


def separate(
    pages: Sequence[Page],
    seen: Observation,
    company: Company | None = None,
    decisions: Decisions | None = None,
    weights: str | Path | None = None,
) -> Judgement:
    """Judge the lines of pages in some company, by default each other's; what a user decided of lines holds.

    Parameters
    ----------
    pages : sequence of Page
    seen : Observation
        Of these pages.
    company : Company, optional
    decisions : Decisions, optional
    weights : path, optional
        A folder that `boji learn` wrote.
    """
    separator = load_separator(weights)
    folded, page = seen.lines.folded, seen.lines.page
    taught = separator.taught.score(folded, page)[:, 0] if separator.taught else 0.0
    evidence = (company or Company.of(seen, len(pages))).gather(seen, len(pages))
    wording = separator.wording.score(folded, page)
    judged = separator.judge(evidence, wording, page, claims=Claims.of(pages, seen), taught=taught)
    if decisions is None or not decisions.pages():
        return judged
    return judged.decided(decisions.marks(seen.lines, [page.name for page in pages]))
