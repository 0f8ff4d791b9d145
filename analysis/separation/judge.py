"""Judge: what is kept of each line's evidence, its role, its score, and the reasons."""

from __future__ import annotations

import re
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
from analysis.reading.characters import fold
from analysis.reading.page import Page
from analysis.separation.company import Company
from analysis.separation.decisions import Decisions
from analysis.separation.evidence import NAMES, Evidence, Observation
from analysis.separation.pieces import PLACE
from analysis.separation.reasons import by_piece, reasons_for, weights_of
from analysis.separation.regions import NAMES as REGION_NAMES
from analysis.separation.regions import FirstLook, describe_regions
from analysis.separation.roles import CONTENT, N_CONTENT, ROLES
from analysis.separation.trees import Trees
from analysis.separation.wording import Wording

WEIGHTS = Path(__file__).parent / "weights"
KEEP_WORDING, KEEP_ROLE = 0.2, 0.45  # what wording and the chances of roles count beside the trees, in log-odds
TAGS_SHARE = 0.6  # of the log-odds of a page that came as HTML: what hears the tags has seen few kinds of pages
REGIONS_SHARE = 0.5  # of the log-odds of such a page: the second judgement, which sees how the first judged its lines
ROLE_WORDING = 0.6  # the same when roles are told apart
KEEP_FROM = 0.4  # a line kept wrongly costs its reader less than one lost
TITLE_FROM = 0.5  # of the roles' chances: kept though the score is below
TITLE_SCORE = 0.05  # under which a headline is another page's; at .2 lines gain .001 and titles of pages lose .05
MIN_TITLE = 6  # characters; a shorter match may be a menu's word
TINY = 1e-7
DISCLAIMER = re.compile(r"[\s\[【(]*(?:(?:免责|版权|版权与免责|法律|特别|郑重)声明|免责条款)\s*[\]】):]")
# What a site says of what it shows. On the development pages both mark 67 lines, none an article's by the fixed gold.
NOTICE = re.compile(
    r"[\s*※◎注(【\[]*(?:特此)?(?:声明|提示|说明)?[\]】):,]*"
    r"(?:以上|上述|本页|本文|此文|该文|文章|文中|本网|本站|凡|所有|转载)面?"
    r"(?:内容|信息|资料|图文|文章|评论|言论|观点|新闻|稿件|作品|所)?.{0,40}?"
    r"(?:采集|爬虫|快照|不代表|与.{0,12}无关|仅供.{0,6}参考|侵[删权]|版权|不承担|不构成.{0,8}(?:建议|依据|意见)"
    r"|未对.{0,10}(?:核实|修改|改动|证实)|注明.{0,4}(?:出处|来源)|著作权)"
)
LONGEST_NOTICE = 200  # characters
FORMAT = 1  # of the weights
STORED = "separation"  # name of their files
FEATURES = [*NAMES, *REGION_NAMES]
ENSEMBLES = ("keep", "tagged", "role", "regions")


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
        Of the roles.
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
        chosen = np.where(keep == self.keep, said, likeliest_roles(self.chances, keep))
        rule = ["decided" if mark else rule for mark, rule in zip(marks.tolist(), self.rule, strict=True)]
        return replace(self, role=[ROLES[i] for i in chosen.tolist()], keep=keep, rule=rule)


def likeliest_roles(chances: FloatArray, keep: BoolArray) -> npt.NDArray[np.intp]:
    """Return the likeliest role of each line among those of content or the others, as it is kept or not."""
    is_content = np.arange(len(ROLES)) < N_CONTENT
    likeliest: npt.NDArray[np.intp] = np.where(keep[:, None] == is_content[None, :], chances, -1.0).argmax(axis=1)
    return likeliest


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
    regions : Trees, optional
        Content or not, for pages that came as HTML, from what these say of their lines; none while it is being learned.
    """

    keep: Trees
    tagged: Trees
    role: Trees
    wording: Wording
    regions: Trees | None = None

    @cached_property
    def piece_shares(self) -> tuple[FloatArray, FloatArray]:
        """What each leaf of ``keep`` and of ``tagged`` owes to each piece of evidence."""
        return by_piece(self.keep.shares(len(NAMES))), by_piece(self.tagged.shares(len(NAMES)))

    def add_up(self, evidence: Evidence, of_keep: FloatArray, of_tagged: FloatArray) -> FloatArray:
        """Add up tables of the leaves of ``keep`` and of ``tagged``: of both for pages that came as HTML.

        Parameters
        ----------
        evidence : Evidence
        of_keep, of_tagged : arrays, shape (n_leaves, n_columns)

        Returns
        -------
        array, shape (n_lines, n_columns)
        """
        found = self.keep.add_up(evidence.text, of_keep)
        if evidence.has_tags.any():
            tagged = evidence[evidence.has_tags].whole()
            found[evidence.has_tags] *= 1.0 - TAGS_SHARE
            found[evidence.has_tags] += TAGS_SHARE * self.tagged.add_up(tagged, of_tagged)
        return found

    def chances(self, evidence: Evidence, wording: FloatArray) -> FloatArray:
        """Return the chances of each line's roles, shape (n_lines, len(ROLES)); parameters as in `weigh`."""
        chances: FloatArray = softmax(self.role.raw(evidence.text) + ROLE_WORDING * wording[:, 1:], axis=1)
        return chances

    def weigh(self, evidence: Evidence, wording: FloatArray, chances: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return what each piece of evidence adds to the log-odds that a line is content, and where these start.

        Parameters
        ----------
        evidence : Evidence
        wording : array, shape (n_lines, 1 + len(ROLES))
            Of the separator's own ``wording``.
        chances : array, shape (n_lines, len(ROLES))
            Of the roles.

        Returns
        -------
        pieces, start : arrays, shapes (n_lines, len(PIECES)), (n_lines,)
        """
        pieces = self.add_up(evidence, *self.piece_shares)
        content = np.clip(chances[:, :N_CONTENT].sum(axis=1), TINY, 1.0 - TINY)
        pieces[:, PLACE["wording"]] = KEEP_WORDING * wording[:, 0]
        pieces[:, PLACE["role"]] = KEEP_ROLE * logit(content)
        plain, tagged = self.keep.start(), self.tagged.start()
        return pieces, np.where(evidence.has_tags, (1.0 - TAGS_SHARE) * plain + TAGS_SHARE * tagged, plain)

    def look(self, evidence: Evidence, wording: FloatArray) -> tuple[FloatArray, FloatArray, FirstLook]:
        """Return what `weigh` does, and what comes of it before the second judgement; parameters as there."""
        chances = self.chances(evidence, wording)
        pieces, start = self.weigh(evidence, wording, chances)
        odds, length = pieces.sum(axis=1) + start, evidence.fact("length").astype(np.float64)
        return pieces, start, FirstLook(odds, odds >= logit(KEEP_FROM), chances, length)

    def judge(
        self, evidence: Evidence, wording: FloatArray, page: IntArray, *, declared: BoolArray, legal: BoolArray
    ) -> Judgement:
        """Judge lines by their evidence.

        Parameters
        ----------
        evidence : Evidence
        wording : array
            As in `weigh`.
        page : int array, shape (n_lines,)
            Of each line; lines of one page stand together.
        declared : bool array, shape (n_lines,)
            Lines that the record or the HTML declares to be the title.
        legal : bool array, shape (n_lines,)
            Lines that a label at their start makes a disclaimer.

        Returns
        -------
        Judgement
        """
        pieces, start, look = self.look(evidence, wording)
        chances, tagged = look.chances, evidence.has_tags
        if self.regions is not None and tagged.any():
            second = self.regions.raw(describe_regions(look[tagged], page[tagged]))[:, 0]
            pieces[tagged, PLACE["regions"]] = REGIONS_SHARE * (second - look.odds[tagged])
        score = expit(pieces.sum(axis=1) + start)
        titles = (score < KEEP_FROM) & (score >= TITLE_SCORE) & (chances[:, 0] >= TITLE_FROM)
        titles &= evidence.fact("colon_end") == 0  # what ends so is the label of something else
        disclaimed = legal & ~declared & (titles | (score >= KEEP_FROM))
        keep = ((score >= KEEP_FROM) | titles | declared) & ~disclaimed
        chosen = likeliest_roles(chances, keep)
        chosen = np.where(declared, ROLES.index("title"), np.where(disclaimed, ROLES.index("legal"), chosen))
        rule = np.select([declared, disclaimed, titles], ["declared", "legal", "title"], "")
        return Judgement(
            [ROLES[i] for i in chosen.tolist()],
            keep,
            np.where(declared, 1.0, score),
            np.clip(evidence.fact("core_cosine"), 0.0, 1.0).astype(np.float64),
            rule.tolist(),
            evidence,
            pieces,
            start,
            chances,
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
        return Separator(**trees, wording=Wording.from_arrays(arrays, "wording"))
    except (LookupError, ValueError, TypeError) as error:
        raise store.damaged(folder, f"{type(error).__name__}: {error}") from error


def save_separator(separator: Separator, folder: Path, **facts: object) -> None:
    """Write weights for `load_separator`, and how they were made."""
    trees: dict[str, Trees] = {name: getattr(separator, name) for name in ENSEMBLES}
    arrays = {key: array for name, found in trees.items() for key, array in found.arrays(name).items()}
    arrays |= separator.wording.arrays("wording")
    known = {"features": FEATURES, "roles": list(ROLES), "content": sorted(CONTENT)}
    store.save(folder, STORED, FORMAT, arrays, {**known, **facts})


def declared_titles(pages: Sequence[Page], seen: Observation) -> BoolArray:
    """Mark the line of each page that its record or its HTML declares to be the title, shape (n_lines,)."""
    marked = np.zeros(len(seen.lines), bool)
    for start, stop in seen.lines.spans():
        page = pages[int(seen.lines.page[start])]
        if page.titled:
            marked[start] = True
        elif page.title:
            declared = fold(page.title).strip()
            matches = (i for i in range(start, stop) if _is_title(seen.lines.folded[i], declared))
            if (first := next(matches, None)) is not None:
                marked[first] = True
    return marked


def disclaimers(seen: Observation) -> BoolArray:
    """Mark the lines that begin with the label of a disclaimer, or as a site's notice does, shape (n_lines,)."""
    return np.array([_disclaims(text) for text in seen.lines.folded], bool)


def _disclaims(text: str) -> bool:
    if DISCLAIMER.match(text):
        return True
    return len(text) <= LONGEST_NOTICE and NOTICE.match(text) is not None


def _is_title(line: str, declared: str) -> bool:
    """Tell whether a line is the declared title, whole or without the site's name behind it; both as folded lines."""
    return len(line) >= MIN_TITLE and declared.startswith(line)


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
    wording = separator.wording.score(seen.lines.folded, seen.lines.page)
    evidence = (company or Company.of(seen, len(pages))).gather(seen, len(pages))
    declared, legal = declared_titles(pages, seen), disclaimers(seen)
    judged = separator.judge(evidence, wording, seen.lines.page, declared=declared, legal=legal)
    if decisions is None or not decisions.pages():
        return judged
    return judged.decided(decisions.marks(seen.lines, [page.name for page in pages]))
