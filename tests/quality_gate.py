"""The quality gate: what was measured once must hold. Floors in `quality_floor.json` only go up.

    python -m pytest tests/quality_gate.py -rP      # measure and compare; `make quality` does so in two processes
    python -m tests.quality_gate --raise [NAME...]  # measure and lift the floors that were passed by more than MARGIN
    python -m tests.quality_gate --given            # what the cross-validation scores beside the gold as it came

Learned judgements are measured by site-wise cross-validation (`crossval`). A floor below one that was committed
before fails too: floors are not rewritten by hand.
The real pages are scored beside their corrected gold (`gold/fixes.tsv`), from which the weights are learned; `--given`
scores the same decisions beside the gold as it came, which calls a site's disclaimers content.
Everything but `seeds/` needs the real pages of ../shared, which a user's clone does not have.
"""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis.reading.pages import read_pages
from analysis.run.evaluate import score_against
from analysis.separation.roles import N_CONTENT
from analysis.training.gold import read_records
from analysis.training.written import written_pages
from tests.benchmarks import peers, repeats
from tests.benchmarks.crossval import (
    corpora,
    cross_validated,
    cross_validated_fixed,
    facts_cross_validated,
    kept_of_unseen,
    kinds_cross_validated,
    role_scores,
)
from tests.benchmarks.later import judged_later
from tests.paths import ROOT, SHARED

FLOORS = Path(__file__).with_name("quality_floor.json")
MARGIN = 0.003  # a floor stands so far below what was measured: another machine's arithmetic may turn a few lines
EXACT = {"no_junk"}
COMMAND = f"{shlex.quote(sys.executable)} -m analysis run"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the real pages of ../shared are not in a user's clone")

Scores = dict[str, float]


def tool(name: str, *words: str) -> dict[str, Any]:
    """Run a scoring tool of ../shared, which runs the command."""
    with tempfile.TemporaryDirectory() as work:
        command = [sys.executable, str(SHARED / "tools" / name), *words, "--out", work, "--command", COMMAND]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    result: dict[str, Any] = json.loads(done.stdout.strip().split("\n")[-1])
    return result


def page_scores(result: dict[str, Any]) -> Scores:
    kept = {"char_f1": result["char_prf"][2], "line_f1": result["line_prf"][2], "page_f1": result["page_mean_f1"]}
    return kept | {name: result[name] for name in ("role_macro_f1", "kind_accuracy") if name in result}


def own_seeds() -> Scores:
    """Score seeds/ with our own scorer, which reads every format."""
    with tempfile.TemporaryDirectory() as work:
        command = [*shlex.split(COMMAND), str(ROOT / "seeds" / "pages"), "--out", work, "--topics", "8"]
        subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
        scores = score_against(ROOT / "seeds" / "gold.tsv", Path(work))
    return {k: round(scores[k], 4) for k in ("char_f1", "line_f1", "page_f1")}


def real_seeds() -> Scores:
    return page_scores(tool("score_pages.py", "--seeds", str(SHARED / "seeds")))


def topics_of(corpus: str) -> Callable[[], Scores]:
    """Score topics, clusters, junk and the kept share on a labelled corpus, and the lead over the usual ways."""

    def measure() -> Scores:
        result = tool("score_topics.py", str(SHARED / "data" / "corpora" / f"{corpus}.jsonl.gz"))
        clean = {"no_junk": 1.0 - result["junk"], "kept_share": min(1.0, result["kept_share"])}
        found = {"topic_nmi": result["topic"]["nmi"], "cluster_nmi": result["cluster"]["nmi"]}
        best = {key: max(result["topic"][key], result["cluster"][key]) for key in ("nmi", "ari")}
        usual = usual_scores(corpus)
        leads = {f"lead_{key}": best[key] - usual[key] for key in best}
        leads |= {"lead_npmi": result["npmi"] - usual["npmi"], "diversity": result["diversity"]}
        return found | {key: round(value, 4) for key, value in leads.items()} | clean

    return measure


@cache
def usual_table() -> pd.DataFrame:
    return pd.read_csv(peers.OUT, encoding="utf-8-sig").set_index(["corpus", "method"])


def usual_scores(corpus: str) -> Scores:
    """Return what plain NMF or SVD and k-means reach, whichever is better, and NMF's NPMI; means of five seeds.

    They hang on the corpora and the locked libraries alone, and stand in the table that `tests.benchmarks.peers` makes;
    `test_the_usual_ways_still_score_as_in_the_table` measures the small ones anew.
    """
    means = usual_table().loc[corpus].loc[[*USUAL]]
    return {key: float(means[key].max()) for key in ("nmi", "ari")} | {"npmi": float(means["npmi"]["NMF"])}


def repeats_counted_once() -> Scores:
    """Return how alike topics stay when 30 % of the lines are there twice, in the same page or in another."""
    return {name: round(float(value), 4) for name, value in repeats.agreements().items()}


def from_crossval(name: str) -> Callable[[], Scores]:
    """Score one of the sets, beside the corrected gold if it has one."""

    def measure() -> Scores:
        return (cross_validated() | cross_validated_fixed())[name].scores()

    return measure


def made_kinds(name: str) -> Callable[[], Scores]:
    """Return what scores characters and lines on made pages of each kind that is no plain article."""

    def measure() -> Scores:
        found = kinds_cross_validated(name)
        return {f"{kind}_{score}": row[score] for kind, row in found.items() for score in ("char_f1", "line_f1")}

    return measure


def cross_validated_roles(name: str) -> Callable[[], Scores]:
    def measure() -> Scores:
        judged = cross_validated()[name]
        return role_scores(judged.gold_roles(), judged.role)

    return measure


def page_facts_read() -> Scores:
    return {fact: round(scores["f1"], 4) for fact, scores in facts_cross_validated().items()}


def later(name: str) -> Callable[[], Scores]:
    """Score written pages that the weights that ship have not learned from."""

    def measure() -> Scores:
        return judged_later()[name].scores()

    return measure


def clean_documents_kept() -> Scores:
    """Return the share of characters kept of each corpus' documents that were not learned from."""
    return {f"kept_{path.name.split('.')[0]}": kept_of_unseen(path) for path in corpora()}


MEASURES: dict[str, Callable[[], Scores]] = {
    "seeds": own_seeds,
    "real_seeds": real_seeds,
    "dev_cross_validated": from_crossval("dev_fixed"),
    "stubs_cross_validated": from_crossval("stubs_dev_fixed"),
    "html_cross_validated": from_crossval("html_fixed"),
    "cut_cross_validated": from_crossval("cut"),
    "crowded_cross_validated": from_crossval("crowded"),
    "written_cross_validated": from_crossval("written"),
    "written_html_cross_validated": from_crossval("written_html"),
    "made_cross_validated": made_kinds("made"),
    "made_html_cross_validated": made_kinds("made_html"),
    "roles_cross_validated": cross_validated_roles("roles"),
    "more_roles_cross_validated": cross_validated_roles("more_roles"),
    "page_facts": page_facts_read,
    "later": later("later"),
    "later_html": later("later_html"),
    "clean_documents": clean_documents_kept,
    **{corpus: topics_of(corpus) for corpus in peers.LABELLED},
    "repeats": repeats_counted_once,
}
USUAL = {"NMF": peers.nmf, "SVD + k-means": peers.svd_kmeans}
LEAD = 0.03  # in NMI over the usual ways, on average
FREE = {"seeds"}


@cache
def measured(name: str) -> Scores:
    return MEASURES[name]()


@pytest.mark.parametrize("name", [pytest.param(n, marks=[] if n in FREE else [needs_shared]) for n in MEASURES])
def test_floor(name: str) -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))[name]
    found = measured(name)
    print(f"\n{name}: {json.dumps(found)}")
    assert {key: value for key, value in found.items() if value < floors[key]} == {}, f"floors: {floors}"
    assert set(found) == set(floors)


@needs_shared
def test_topics_and_clusters_lead_the_usual_ways() -> None:
    found = [measured(corpus) for corpus in peers.LABELLED]
    assert min(row["lead_nmi"] for row in found) > 0
    assert min(row["lead_ari"] for row in found) > 0
    assert np.mean([row["lead_nmi"] for row in found]) >= LEAD
    assert min(row["lead_npmi"] for row in found) >= 0
    assert min(row["diversity"] for row in found) >= 0.9


@needs_shared
@pytest.mark.parametrize("corpus", ["cnews_mini", "sogou_mini"])
@pytest.mark.parametrize("method", USUAL)
def test_the_usual_ways_still_score_as_in_the_table(corpus: str, method: str) -> None:
    read = peers.read(corpus)
    runs = [peers.scores_of(read, USUAL[method], seed) for seed in peers.SEEDS]
    said = usual_table().loc[(corpus, method)]
    assert {k: np.mean([run[k] for run in runs]) for k in runs[0]} == pytest.approx(
        {k: said[k] for k in runs[0]}, abs=0.01
    )


@needs_shared
@pytest.mark.parametrize("corpus", ["fudan9", "medqa", "univ_news", "xwlb"])
def test_the_number_of_topics_is_the_same_on_both_halves_or_unclear(corpus: str) -> None:
    one, other = (repeats.choice_of(half) for half in repeats.halves_of(corpus))
    print(f"\n{corpus}: {[(t.best, t.runner_up, t.clear) for t in (one, other)]}")
    assert one.best == other.best or not (one.clear and other.clear)


@needs_shared
def test_our_scorer_agrees_with_the_shared_one(tmp_path: Path) -> None:
    tool_said = real_seeds()
    command = [*shlex.split(COMMAND), *map(str, sorted((SHARED / "seeds").glob("*.txt"))), "--out", str(tmp_path)]
    subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
    ours = score_against(SHARED / "seeds" / "gold.tsv", tmp_path)
    both = ours.keys() & tool_said.keys()
    assert len(both) >= 3
    assert {k: round(ours[k], 4) for k in both} == {k: tool_said[k] for k in both}


@needs_shared
def test_no_page_of_the_seeds_is_copied_from_a_real_one() -> None:
    def grams(text: str, n: int = 16) -> set[str]:
        core = "".join(c for c in text if c.isalnum())
        return {core[i : i + n] for i in range(len(core) - n + 1)}

    real = set().union(*(grams(p.text) for p in read_pages(SHARED / "seeds")))
    assert {p.name for p in read_pages(ROOT / "seeds" / "pages") if grams(p.text) & real} == set()
    for record in read_records(SHARED / "data" / "pages" / "dev.jsonl.gz"):
        real.update(*map(grams, record["lines"]))
    pages, roles = written_pages(ROOT / "seeds")
    lines = {(p.name, n): line for p in pages for n, line in enumerate(p.text.split("\n"), 1)}
    text = (line for key, line in lines.items() if roles.get(key, N_CONTENT) < N_CONTENT)
    assert [line for line in text if grams(line) & real] == []  # the rest has the phrases that all sites use


def git(*words: str) -> str:
    return subprocess.run(["git", *words], capture_output=True, text=True, check=True, cwd=ROOT).stdout


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no history to compare with")
def test_no_floor_is_below_one_that_was_committed() -> None:
    name = f"tests/{FLOORS.name}"
    now = json.loads(FLOORS.read_text(encoding="utf-8"))
    for commit in git("log", "--format=%H", "--", name).split():
        before = json.loads(git("show", f"{commit}:{name}"))
        lower = {(a, b): v for a, row in before.items() for b, v in row.items() if now[a][b] < v}
        assert not lower, f"floors of {commit[:7]} that were lowered: {lower}"


def lift(*names: str) -> None:
    """Measure everything, or what is named, and lift the floors that were passed."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    for name in names or MEASURES:
        found = MEASURES[name]()
        print(name, json.dumps(found), flush=True)
        old = floors.get(name, {})
        floors[name] = {k: max(old.get(k, 0.0), round(v - MARGIN * (k not in EXACT), 4)) for k, v in found.items()}
    FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8", newline="\n")


def tell_given() -> None:
    """Print the scores on the gold as it came and beside the corrected one, of the same decisions."""
    for name, judged in cross_validated_fixed().items():
        print(name, json.dumps(judged.scores()), json.dumps(cross_validated()[name.removesuffix("_fixed")].scores()))


if __name__ == "__main__":
    ways = {"--raise": lift, "--given": tell_given}
    if len(sys.argv) < 2 or sys.argv[1] not in ways or set(sys.argv[2:]) - set(MEASURES):
        sys.exit(__doc__)
    ways[sys.argv[1]](*sys.argv[2:])
