"""What the second judgement learns from (`again.py`)."""

from pathlib import Path

import numpy as np

from analysis.training.again import OF_TAGS, OF_TEXT, OTHER_TEXT, lessons_again
from analysis.training.fitting import CUT_SHARE, KIND_SHARE, KIND_SHARES, UNHEARD, WRITTEN_SHARE, WRITTEN_TAGS, Gold
from analysis.training.gold import importance
from analysis.training.made_kinds import KINDS
from analysis.training.weighing import TREES_HEAR
from analysis.training.written import WRITTEN


def kinds_of(pages: list[str]) -> set[str]:
    return {page.split("/")[0].removeprefix("made:") for page in pages if "/" in page}


def test_it_learns_from_real_written_and_made_pages_and_from_kinds_that_teach_names_alone(
    gold: Gold, dev: Path
) -> None:
    tagged, text = lessons_again(gold.without({"临川"}), dev, 1.0)
    for found in (tagged, text):
        assert kinds_of(found.page) == set(KINDS) - UNHEARD
        assert set(found.target.tolist()) == {0, 1}
        assert set(gold.written.page) < set(found.page)
    real = {page for page in text.page if not page.startswith(("made:", "written:"))}
    assert real == {f"{before}云津-{place}" for before in ("", "cut:") for place in "桥渡"}
    assert not text.evidence.has_tags.any()


def test_pages_weigh_what_the_first_judgement_hears_times_what_is_told(gold: Gold, dev: Path) -> None:
    tagged, text = lessons_again(gold, dev, 1.0)
    of_text = (text, OF_TEXT, OTHER_TEXT, WRITTEN_SHARE * TREES_HEAR[WRITTEN])
    for found, loud, other, share in ((tagged, OF_TAGS, 1.0, WRITTEN_TAGS), of_text):
        trees = TREES_HEAR if found is text else {}
        for kind in ("members", "listing", "comments"):
            own = found[np.array([page.startswith(f"made:{kind}/") for page in found.page])]
            weight = KIND_SHARES.get(kind, KIND_SHARE) * trees.get(kind, 1.0) * loud.get(kind, other)
            np.testing.assert_allclose(own.weight, weight * importance(own.size))
        written = found[np.isin(found.page, gold.written.page)]
        np.testing.assert_allclose(written.weight, share * gold.written.weight)
    cut = text[np.array([page.startswith("cut:") for page in text.page])]
    np.testing.assert_allclose(cut.weight, CUT_SHARE * importance(cut.size))
