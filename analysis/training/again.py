"""Again: what the second judgement learns from, of sites that a first one has not learned from."""

from __future__ import annotations

from pathlib import Path

from analysis.training.fitting import (
    CUT_SHARE,
    KIND_SHARE,
    KIND_SHARES,
    WRITTEN_SHARE,
    WRITTEN_TAGS,
    Gold,
    kind_pages,
    of_articles,
)
from analysis.training.gold import Examples, gold_records, join
from analysis.training.made_cuts import with_cuts
from analysis.training.weighing import as_content, as_trees_hear, by_kind, plain, weighed
from analysis.training.written import WRITTEN

# Times what the first judgement's trees hear, of plain text and of HTML.
OF_TEXT, OTHER_TEXT = {
    WRITTEN: 1.0, "short_lines": 1.0, "members": 0.65, "adverts": 0.95, "teasers": 0.8, "dialogue": 1.5,
}, 0.5  # fmt: skip
OF_TAGS = {"members": 6.0, "pictures": 5.1, "threads": 3.0, "adverts": 2.0, "polls": 2.0, "subheads": 1.5}


def lessons_again(gold: Gold, dev: Path, part: float) -> tuple[Examples, Examples]:
    """Gather the lines of HTML and those of plain text; pages of kinds are a part of those that all sites teach by.

    Pages made in houses that the first judgement has heard teach less, as it knows them too well: it errs on others.
    Kinds that teach it roles alone are among them, and tails and threads made of articles are not.
    """
    kinds = join([as_content(found, KIND_SHARES.get(kind, KIND_SHARE)) for kind, found in kind_pages(gold, dev, part)])
    written = as_content(gold.written)
    made = join([plain(kinds), weighed(plain(written), WRITTEN_SHARE)])
    tagged = join([gold.tagged, by_kind(kinds, OF_TAGS), weighed(written, WRITTEN_TAGS)])
    return tagged, join([gold.noisy, _cuts(gold, dev), by_kind(as_trees_hear(made), OF_TEXT, OTHER_TEXT)])


def _cuts(gold: Gold, dev: Path) -> Examples:
    sites = gold.sites()
    records = [r for r in gold_records(dev, gold.fixes) if r["brand"] in sites]
    return as_content(of_articles("cut", with_cuts, records), CUT_SHARE)
