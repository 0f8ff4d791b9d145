"""Measure the separation on pages it was not learned from, and write the tables that the notebook and README show.

    python -m tests.benchmarks.measure [--ablation]

Writes ``separation groups kinds roles facts errors`` as CSV to ``figures/data``, with ``--ablation`` ``ablation`` as
well (a quarter of an hour more), and ``extractors`` where the packages of that dependency group are there. Needs
../shared.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator

import numpy as np
import opencc
import pandas as pd

from analysis.reading.characters import fold
from analysis.run.engine import Engine
from analysis.separation.evidence import GROUPS, TEXT_NAMES
from analysis.separation.form import DATE, META_START
from analysis.separation.judge import KEEP_FROM, KEEP_WORDING
from analysis.separation.roles import ROLES
from analysis.training.fitting import KEEP_MODEL, Gold, Lessons, fit, fit_wording
from analysis.training.gold import Examples, read_records
from analysis.training.stacking import FOLDS, deal
from tests.benchmarks import extractors
from tests.benchmarks.crossval import (
    DEV,
    JudgedSet,
    cross_validated,
    cross_validated_fixed,
    facts_cross_validated,
    kinds_cross_validated,
    read_gold,
    role_scores,
)
from tests.paths import DATA, ROOT

OUT = ROOT / "figures" / "data"
NEAR_COMMENTS = 3.0  # log of lines since a comment label or another page tool
ENDS = ("low", "high")  # of an interval
PROSE = 40  # characters from which a line is a paragraph
STEPS = ("form", "context", "structure", "repetition", "affinity", "topics", "markup")


def separation_table() -> pd.DataFrame:
    """Score each set, over all lines, as the mean over sites, and with intervals; last beside the corrected gold."""
    rows = []
    names = ("dev", "stubs_dev", "html", "half_width", "full_width", "cut", "crowded", "written", "written_html")
    given = {name: cross_validated()[name] for name in names}
    for name, judged in (given | cross_validated_fixed()).items():
        sites = np.array(judged.examples.site)
        by_site = pd.DataFrame([judged.scores(sites == site) for site in np.unique(sites)]).mean().round(4)
        ends = {f"{k}_{end}": v for k, both in judged.intervals().items() for end, v in zip(ENDS, both, strict=True)}
        rows.append({"set": name, **judged.all_scores(), **by_site.add_prefix("site_").to_dict(), **ends})
    return pd.DataFrame(rows)


def groups_table() -> pd.DataFrame:
    """Score kinds of pages that are hard in their own way."""
    records = {r["id"]: r for r in read_records(DEV)}
    simplify = opencc.OpenCC("t2s")

    def is_traditional(record: dict[str, object]) -> bool:
        text = "".join(record["lines"])
        changed = sum(a != b for a, b in zip(text, simplify.convert(text), strict=False))
        return changed > 0.05 * len(text)

    def is_listing(record: dict[str, object]) -> bool:
        content = [t for t, y in zip(record["lines"], record["labels"], strict=True) if y == "content"]
        return sum(len(t.strip()) < PROSE for t in content) > 0.6 * len(content) and len(content) >= 8

    groups = {
        "forum": lambda r: r["kind"] == "forum",
        "article": lambda r: r["kind"] != "forum",
        "listing": is_listing,
        "traditional": is_traditional,
        "simplified": lambda r: not is_traditional(r),
    }
    rows = []
    for name, holds in groups.items():
        chosen = {key for key, record in records.items() if holds(record)}
        for way in ("dev", "html"):
            judged = cross_validated()[way]
            scores = judged.all_scores(np.array([page in chosen for page in judged.examples.page]))
            rows.append({"group": name, "from": "text" if way == "dev" else "html", "pages": len(chosen), **scores})
    for width in ("half_width", "full_width"):
        scores = cross_validated()[width].all_scores()
        rows.append({"group": width, "from": "text", "pages": len(records), **scores})
    return pd.DataFrame(rows)


def roles_table() -> pd.DataFrame:
    """Return each role's precision, recall and F1, and what it is taken for most."""
    judged = cross_validated()["roles"]
    gold, said = judged.gold_roles(), judged.role
    rows = []
    for i, role in enumerate(ROLES):
        both = int(np.sum((gold == i) & (said == i)))
        wrong = np.bincount(said[(gold == i) & (said != i)], minlength=len(ROLES))
        precision, recall = both / max(1, np.sum(said == i)), both / max(1, np.sum(gold == i))
        f1 = 2 * both / max(1, np.sum(said == i) + np.sum(gold == i))
        scores = {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}
        rows.append({"role": role, "lines": int(np.sum(gold == i)), **scores, "taken_for": ROLES[int(wrong.argmax())]})
    total = role_scores(gold, said)
    print("roles", total)
    return pd.DataFrame(rows)


def kinds_table() -> pd.DataFrame:
    """Score made pages of each kind that is no plain article, in houses that no training saw."""
    rows = [
        {"kind": kind, "from": way, **scores}
        for way, name in (("text", "made"), ("html", "made_html"))
        for kind, scores in kinds_cross_validated(name).items()
    ]
    return pd.DataFrame(rows)


def facts_table() -> pd.DataFrame:
    """Return precision, recall and F1 of the page facts, read with cross-validated roles."""
    return pd.DataFrame(facts_cross_validated()).T.round(3).rename_axis("fact").reset_index()


def kind_of_error(text: str, kept: bool, beside: tuple[bool, bool], since_comments: float) -> str:
    """Name the kind of a wrong decision, by the line and by whether its neighbours are content."""
    closed = text.endswith(("。", "！", "？", "!", "?", "”", ";", "；"))
    if META_START.search(text) or (DATE.search(text) and len(text) < PROSE):
        return "byline or date"
    if kept and since_comments < NEAR_COMMENTS:
        return "comment kept"
    if kept:
        return "foreign paragraph kept" if closed and len(text) >= PROSE else "headline or lead kept"
    return kind_of_loss(text, closed, any(beside))


def kind_of_loss(text: str, closed: bool, near: bool) -> str:
    """Name the kind of a line of content that was dropped."""
    if sum(c.isdigit() for c in text) > 0.3 * len(text):
        return "table or numbers lost"
    if len(text) >= PROSE:
        return "paragraph lost"
    if closed:
        return "short sentence lost"
    return "subheading or list item lost" if near else "content far from the article lost"


MENDS = {
    "byline or date": "gold itself disagrees on bylines inside the text; a rule per house style",
    "comment kept": "knowing where comments begin: HTML, or a label the page does not show",
    "foreign paragraph kept": "the corpus: the same paragraph on other pages; topics",
    "headline or lead kept": "HTML link density; more layouts of lists in training",
    "table or numbers lost": "cells joined to rows before they are judged",
    "paragraph lost": "pages with several short texts in training (forums, question and answer)",
    "short sentence lost": "dialogue and verse in training",
    "subheading or list item lost": "HTML tags; a judgement of whole lists",
    "content far from the article lost": "HTML; posts of threads in training",
}


def errors_table() -> pd.DataFrame:
    """Count the wrong decisions on the development pages by kind, with their share of all scored characters."""
    records = {r["id"]: r for r in read_records(DEV)}
    judged = cross_validated()["dev"]
    found = judged.examples
    comments = found.evidence.fact("since_term_widget")
    total = found.size[found.target > 0].sum()
    rows: dict[str, list[float]] = {}
    for i in np.flatnonzero(judged.keep != (found.target > 0)).tolist():
        record, line = records[found.page[i]], int(found.line[i]) - 1
        labels = [label == "content" for label in record["labels"]]
        beside = (line > 0 and labels[line - 1], line + 1 < len(labels) and labels[line + 1])
        kind = kind_of_error(fold(record["lines"][line]).strip(), bool(judged.keep[i]), beside, float(comments[i]))
        rows.setdefault(kind, []).append(float(found.size[i]))
    table = pd.DataFrame(
        [(k, len(v), round(sum(v) / total, 5), MENDS[k]) for k, v in rows.items()],
        columns=["kind", "lines", "share_of_content_characters", "what_would_mend_it"],
    )
    return table.sort_values("share_of_content_characters", ascending=False, ignore_index=True)


def ablate_fold(parts: tuple[Gold, Examples, Examples]) -> dict[str, np.ndarray]:
    """Learn with more and more of the evidence; return what is kept of the text, and last of the HTML."""
    gold, text_test, html_test = parts
    lessons = Lessons.of(gold, DEV)
    text = lessons.text
    kept, known = {}, 0
    for group in STEPS[:-1]:
        known += len(GROUPS[group])
        raw = fit(text.evidence.text[:, :known], text, KEEP_MODEL).raw(text_test.evidence.text[:, :known])[:, 0]
        kept[group] = raw >= np.log(KEEP_FROM / (1 - KEEP_FROM))
    wording = fit_wording(text, lessons.roles)
    said = KEEP_WORDING * wording.of_counts(text_test.counts)[:, 0]
    kept["wording"] = raw + said >= np.log(KEEP_FROM / (1 - KEEP_FROM))
    tagged = fit(gold.tagged.evidence.whole(), gold.tagged, KEEP_MODEL).raw(html_test.evidence.whole())[:, 0]
    tagged += KEEP_WORDING * wording.of_counts(html_test.counts)[:, 0]
    kept["markup"] = tagged >= np.log(KEEP_FROM / (1 - KEEP_FROM))
    return kept


def ablation_table() -> pd.DataFrame:
    """Score the judgement with form alone, and with each further piece of evidence; roles have no say here."""
    assert sum(len(GROUPS[group]) for group in STEPS[:-1]) == len(TEXT_NAMES)
    text, html = cross_validated()["dev"].examples, cross_validated()["html"].examples
    folds = deal(DATA / "pages")
    text_fold, html_fold = (np.array([folds[s] for s in found.site]) for found in (text, html))

    def chunks() -> Iterator[tuple[Gold, Examples, Examples]]:
        for f in range(FOLDS):
            away = {site for site in folds if folds[site] == f}
            yield read_gold().without(away), text[text_fold == f], html[html_fold == f]

    kept: dict[str, np.ndarray] = {}
    with Engine(2) as engine:
        for f, found in enumerate(engine.map(ablate_fold, chunks())):
            for name, keep in found.items():
                fold_here = html_fold if name == "markup" else text_fold
                kept.setdefault(name, np.zeros(len(fold_here), bool))[fold_here == f] = keep
    rows = []
    for name, keep in kept.items():
        examples = html if name == "markup" else text
        rows.append(
            {"evidence": name, **JudgedSet(examples, keep, np.zeros(len(keep), np.int64), np.zeros(len(keep))).scores()}
        )
        if name == "wording":
            rows.append({"evidence": "roles", **cross_validated()["dev"].scores()})
    return pd.DataFrame(rows)


def extractors_table() -> pd.DataFrame:
    """Score boji and the extractors of main text from HTML side by side."""
    pages = extractors.read_gold()
    columns = ("char_f1", "line_f1", "page_f1", "page_median", "page_good")
    rows = [
        {"method": row.method, "sees": row.sees, **{c: round(getattr(row.scores, c), 4) for c in columns}, "ms": row.ms}
        for row in extractors.compare(pages)
    ]
    return pd.DataFrame(rows).round({"ms": 1})


def main() -> None:
    if not DATA.is_dir():
        sys.exit(f"{DATA} is not there; the tables are measured on the real pages, which a user's clone does not have")
    tables = {
        "separation": separation_table,
        "groups": groups_table,
        "kinds": kinds_table,
        "roles": roles_table,
        "facts": facts_table,
        "errors": errors_table,
    }
    if "--ablation" in sys.argv:
        tables["ablation"] = ablation_table
    if reason := extractors.missing():
        print(reason)
    else:
        logging.disable()  # the extractors tell of every page they make nothing of
        tables["extractors"] = extractors_table
    for name, table in tables.items():
        made = table()
        print(f"\n{made.to_string()}", flush=True)
        made.to_csv(OUT / f"{name}.csv", index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
