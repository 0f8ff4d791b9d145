"""Fitting: learns the first judgement of the separation from pages with gold; not needed to use the package."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from analysis.arrays import Float32Array, FloatArray, IntArray, one_thread
from analysis.reading.page import Page
from analysis.separation.judge import Separator
from analysis.separation.roles import N_CONTENT, ROLES
from analysis.separation.trees import Trees
from analysis.separation.wording import Wording
from analysis.training.convert import trees_of, wording_of
from analysis.training.descent import fit_network
from analysis.training.fixes import AS_GIVEN, Fixes, read_fixes
from analysis.training.gold import (
    Examples,
    Roles,
    clean_documents,
    examples,
    gold_pages,
    gold_records,
    html_pages,
    importance,
    join,
    more_roles,
    role_examples,
    role_pages,
)
from analysis.training.made_cuts import with_cuts
from analysis.training.made_house import Pool
from analysis.training.made_kinds import KINDS, house_of, made, short_texts
from analysis.training.made_tags import tagged_pages
from analysis.training.made_tails import BODY, with_tails
from analysis.training.made_threads import with_threads
from analysis.training.weighing import (
    as_content,
    as_network_hears,
    as_trees_hear,
    balanced,
    plain,
    weighed,
)
from analysis.training.written import written_examples

CLEAN_SHARE = 0.3  # what they weigh together, against the pages with noise
TAIL_SHARE, THREAD_SHARE, CUT_SHARE = 0.5, 0.3, 0.3  # what a line of a made page weighs against a line of a real one
KIND_SHARE, KIND_ROLES = 0.11, 0.084  # the same for pages that are no plain article, and when roles are learned
KIND_SHARES = {
    "listing": 0.16, "table": 0.16, "attachments": 0.16, "threads": 0.31, "verse": 0.22, "short_lines": 0.24,
    "questions": 0.17, "digests": 0.06, "feeds": 0.06,
}  # fmt: skip  # more where text looks like furniture or comments, less where noise looks like articles
ALL_BODY = {"listing", "attachments", "threads", "questions", "verse", "members"}  # their text is all body
KIND_PAGES = {
    "listing": 160, "short_lines": 170, "comments": 130, "threads": 160, "dialogue": 120, "pictures": 120,
    "offers": 120, "members": 120, "records": 160, "teasers": 120, "polls": 120, "subheads": 120, "excerpts": 130,
    "verse": 120, "adverts": 100, "groups": 100, "attachments": 100, "table": 100, "seconds": 100,
}  # fmt: skip
SURE = {*range(N_CONTENT), ROLES.index("related")}  # what pages of those kinds call right; the rest is by block
ROLES_ALONE = {"pictures": 0.63, "offers": 0.42, "members": 0.21, "records": 0.126}  # kinds that teach roles alone
UNHEARD = {"specs", "papers", "code", "filings", "bilingual"}  # kinds that are measured alone
WRITTEN_SHARE, WRITTEN_TAGS, WRITTEN_ROLES = 0.35, 0.2, 0.3  # the same for written pages: text, tags, and roles
OTHER_PAGES = 60  # made of each other kind
MADE_ROLES = 0.42  # the same for tails and threads when roles are learned
WORDING_C, WORDING_ROUNDS = 1.0, 60
Maker = Callable[[Sequence[Mapping[str, Any]]], tuple[list[Page], Roles]]
MADE_OF_ARTICLES: tuple[tuple[str, float, Maker], ...] = (
    ("tail", TAIL_SHARE, with_tails), ("thread", THREAD_SHARE, with_threads), ("cut", CUT_SHARE, with_cuts),
)  # fmt: skip
KEEP_MODEL: dict[str, Any] = {
    "objective": "binary", "num_iterations": 800, "learning_rate": 0.15, "num_leaves": 15, "min_data_in_leaf": 40,
    "lambda_l2": 30.0,
}  # fmt: skip
ROLE_MODEL: dict[str, Any] = {
    "objective": "multiclass", "num_class": len(ROLES), "num_iterations": 200, "learning_rate": 0.25, "num_leaves": 8,
    "min_data_in_leaf": 20, "lambda_l2": 5.0,
}  # fmt: skip
SAME_BYTES = {"num_threads": 1, "deterministic": True, "force_row_wise": True, "seed": 0, "verbosity": -1}


def made_examples(path: Path, sites: Container[str], fixes: Fixes = AS_GIVEN) -> tuple[Examples, Examples]:
    """Describe pages with made tails, made threads and little around as what to keep, and their made lines as of roles.

    All their text comes from the given sites: nothing of another site is learned, not even as noise.
    """
    records = [r for r in gold_records(path, fixes) if r["brand"] in sites]
    keep, roles = [], []
    for kind, share, make in MADE_OF_ARTICLES:
        found = of_articles(kind, make, records)
        keep.append(as_content(found, share))
        known = (found.target >= 0) & ((found.target != BODY) | (kind == "thread"))
        roles.append(found[known])
    return join(keep), join(roles)


def of_articles(kind: str, make: Maker, records: Sequence[Mapping[str, Any]]) -> Examples:
    """Describe pages of a kind that are made of pages with gold, each judged alone; their targets are roles."""
    pages, gold = make(records)
    return examples(pages, gold, {f"{kind}:{r['id']}": r["brand"] for r in records}, together=False)


@dataclass(frozen=True, slots=True)
class Gold:
    """Everything there is to learn from, apart from the made tails, described once.

    Attributes
    ----------
    noisy : Examples
        Pages of text with noise, each judged in company and alone.
    clean : Examples
        Documents that are content from end to end.
    tagged : Examples
        Pages that came as HTML.
    roles : Examples
        Lines whose role is known.
    named : Examples
        Lines of more pages whose role is known: roles alone are learned from them.
    written : Examples
        Lines of pages that were written, their roles known.
    fixes : Fixes
        What was corrected in the pages with noise.
    """

    noisy: Examples
    clean: Examples
    tagged: Examples
    roles: Examples
    named: Examples
    written: Examples
    fixes: Fixes = field(default_factory=dict)

    @classmethod
    def read(cls, data: Path, seeds: Path, gold: Path, as_given: bool = False) -> Gold:
        """Read and describe all pages, their gold corrected by ``fixes.tsv`` in ``gold`` unless wanted as given."""
        fixes = AS_GIVEN if as_given else read_fixes(gold / "fixes.tsv")
        files = [data / "pages" / name for name in ("dev.jsonl.gz", "stubs_dev.jsonl.gz")]
        return cls(
            join([gold_pages(f, together, fixes) for together in (True, False) for f in files]),
            join([_whole(clean_documents(path)) for path in sorted((data / "corpora").glob("*.jsonl.gz"))]),
            join([html_pages(data / "pages", together, fixes) for together in (True, False)]),
            role_examples(data, seeds, gold),
            role_pages(data, more_roles(gold)),
            written_examples(seeds, held_out=False),
            fixes,
        )

    def without(self, sites: Container[str]) -> Gold:
        """Return the same without the pages of some sites."""
        return self._where(lambda site: site not in sites)

    def within(self, sites: Container[str]) -> Gold:
        """Return the pages of some sites."""
        return self._where(lambda site: site in sites)

    def _where(self, wanted: Callable[[str], bool]) -> Gold:
        noisy, clean, tagged, roles, named, written = (
            part[np.array([wanted(site) for site in part.site], bool)] for part in self.parts()
        )
        return Gold(noisy, clean, tagged, roles, named, written, self.fixes)

    def parts(self) -> tuple[Examples, ...]:
        """Return the six sets of examples in order."""
        return self.noisy, self.clean, self.tagged, self.roles, self.named, self.written

    def sites(self) -> set[str]:
        """Return the sites of the pages with noise."""
        return set(self.noisy.site)


def _whole(documents: Examples) -> Examples:
    """Weigh a corpus as one, whatever its size."""
    return replace(documents, weight=documents.weight / documents.weight.sum())


class Heard(NamedTuple):
    """What a first judgement said of lines that it had not learned from, float32 of shape (n_lines, n_facts).

    And what is right about them, and what being right weighs, each of shape (n_lines,).
    """

    facts: Float32Array
    target: IntArray
    weight: FloatArray


class OfKinds(NamedTuple):
    """Examples of made pages that are no plain articles: what to keep, from text and from HTML, and roles."""

    keep: Examples
    tagged: Examples
    roles: Examples


def kind_pages(gold: Gold, dev: Path, part: float = 1.0) -> Iterator[tuple[str, Examples]]:
    """Describe made pages that are no plain articles, kind by kind, each judged alone; their targets are roles.

    Real text and tags are those of the gold's own sites, the houses are those for training. They are as many as all
    sites teach by, or a part of that.
    """
    sites = gold.sites()
    records = (r for r in gold_records(dev, gold.fixes) if r["brand"] in sites)
    pool = Pool.of(records, short_texts(dev.parents[1] / "corpora"))
    real = [page for site, page in tagged_pages(dev.parent, gold.fixes).values() if site in sites]
    for kind in (kind for kind in KINDS if kind not in UNHEARD):
        n = round(part * KIND_PAGES.get(kind, OTHER_PAGES))
        pages, roles = made(kind, pool, n, held_out=False, tagged=real)
        yield kind, examples(pages, roles, {page.name: house_of(page.name) for page in pages}, together=False)


def kind_examples(gold: Gold, dev: Path) -> OfKinds:
    """Weigh the lines of `kind_pages`."""
    tagged, common, alone = [], [], []
    for kind, found in kind_pages(gold, dev):
        known = found[(found.target >= 0) & ((found.target != BODY) | (kind in ALL_BODY))]
        if kind in ROLES_ALONE:
            alone.append(weighed(balanced(known), ROLES_ALONE[kind]))
        else:
            tagged.append(as_content(found, KIND_SHARES.get(kind, KIND_SHARE)))
            common.append(known[np.isin(known.target, list(SURE))])
    whole = join(tagged)
    return OfKinds(plain(whole), whole, join([weighed(balanced(join(common)), KIND_ROLES), *alone]))


@dataclass(frozen=True, slots=True)
class Lessons:
    """What the weights are learned from, weighed.

    Attributes
    ----------
    text : Examples
        Lines to learn content and wording from.
    roles : Examples
    tagged : Examples
    """

    text: Examples
    roles: Examples
    tagged: Examples

    @classmethod
    def of(cls, gold: Gold, dev: Path) -> Lessons:
        """Gather them; pages made of those in ``dev`` of the gold's own sites join."""
        made, made_roles = made_examples(dev, gold.sites(), gold.fixes)
        kinds = kind_examples(gold, dev)
        noisy = join([gold.noisy, made])
        clean = CLEAN_SHARE * noisy.weight.sum() / gold.clean.weight.sum()
        written = as_content(gold.written)
        threads = gold.written.weight / importance(gold.written.size)  # which weigh more in roles as well
        roles = [balanced(join([gold.roles, gold.named])), weighed(balanced(made_roles), MADE_ROLES), kinds.roles]
        return cls(
            join([noisy, weighed(gold.clean, clean), kinds.keep, weighed(plain(written), WRITTEN_SHARE)]),
            join([*roles, weighed(balanced(gold.written), WRITTEN_ROLES * threads)]),
            join([gold.tagged, kinds.tagged, weighed(written, WRITTEN_TAGS)]),
        )


def learn(gold: Gold, dev: Path, threads: int = 1) -> Separator:
    """Fit the three ensembles, the wording and the network: all but the second judgement, some of them at once."""
    lessons = Lessons.of(gold, dev)
    text, roles, tagged = lessons.text, lessons.roles, lessons.tagged
    with one_thread(), ThreadPoolExecutor(threads) as pool:  # of each fit, whatever threads end beside it
        keep = pool.submit(fit, text.evidence.text, as_trees_hear(text), KEEP_MODEL)
        tags = pool.submit(fit, tagged.evidence.whole(), tagged, KEEP_MODEL)
        role = pool.submit(fit, roles.evidence.text, roles, ROLE_MODEL)
        network = pool.submit(fit_network, text.evidence.text, as_network_hears(text))
    wording = fit_wording(text, roles)  # alone: what silences a warning is one for all threads
    return Separator(keep.result(), tags.result(), role.result(), wording, network.result())


def fit(facts: Float32Array, found: Examples | Heard, settings: dict[str, Any]) -> Trees:
    """Fit boosted trees to facts on examples, in one thread so that the sums are the same everywhere.

    Parameters
    ----------
    facts : float32 array, shape (n_lines, n_facts)
        Some or all of the examples' evidence, or what was judged of them.
    found : Examples or Heard
        Their targets and weights.
    settings : dict
        Of LightGBM (Ke et al. 2017): scikit-learn's trees of the same settings judge as well and take five times as
        long to grow.
    """
    import lightgbm  # noqa: PLC0415  # not before: on macOS it loads where libomp is installed, and nowhere else

    rounds = settings["num_iterations"]
    settings = {name: value for name, value in settings.items() if name != "num_iterations"} | SAME_BYTES
    rows = lightgbm.Dataset(facts, found.target, weight=found.weight, params=settings)
    return trees_of(lightgbm.train(settings, rows, rounds))


def fit_wording(text: Examples, roles: Examples) -> Wording:
    """Fit the linear models: content or not, and which role."""
    models = []
    for found in (text, roles):
        model = LogisticRegression(C=WORDING_C, max_iter=WORDING_ROUNDS, tol=1e-3)
        with one_thread(), warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # the last rounds change nothing that is measured
            models.append(model.fit(found.counts, found.target, sample_weight=found.weight / found.weight.mean()))
    coefficients, bias = (np.concatenate([getattr(m, name) for m in models]) for name in ("coef_", "intercept_"))
    return wording_of(coefficients, bias)
