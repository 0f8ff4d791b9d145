"""Fill the tables of the READMEs from what was measured: `make readme`.

    python -m tests.benchmarks.readme            # write the tables
    python -m tests.benchmarks.readme --check    # name the stale ones, write nothing

A table stands between ``<!-- table: NAME -->`` and ``<!-- end -->``; NAME is one of `TABLES`. The numbers come from
``figures/data/*.csv``, which `measure` and `peers` write, so that no README says what was not measured.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from statistics import fmean

from tests.paths import FIGURES, ROOT

DATA = FIGURES / "data"
READMES = {"README.md": "en", "README.zh.md": "zh", "tests/benchmarks/README.md": "en"}
OPENING = "<!-- table: "
# No line of a table starts with a comment: a block that is not closed must not swallow the text up to the next one.
BLOCK = re.compile(r"(?P<open><!-- table: (?P<name>\w+) -->\n)(?:(?!<!--).*\n)*(?P<close><!-- end -->)")
LEADING_ZERO = re.compile(r"^(-?)0(?=\.)")

F1 = ["char_f1", "line_f1", "page_f1"]
SITE_F1 = [f"site_{name}" for name in F1]
F1_HEADS = ["F1 characters", "F1 lines", "mean of pages"]
PAGES = ["page_median", "page_good"]
PAGE_HEADS = ["median", "above .95"]
INTERVALS = ["char_f1", "line_f1", "page_f1", "page_good"]
INTERVAL_HEADS = ["characters", "lines", "mean of pages", "above .95"]
SITE_HEADS = ["mean over sites: characters", "lines", "pages"]
PRECISION_RECALL = ["precision", "recall", "f1"]
SHARE = "share_of_content_characters"
SETS = {
    "dev": "from the text",
    "html": "the same pages, from their HTML",
    "stubs_dev": "pages with a long tail of read-more stubs",
    "half_width": "the first set in half-width forms",
    "full_width": "the first set in full-width forms",
    "cut": "the first set, little around the article, corrected gold",
    "crowded": "pages that share all around their article with nine others, corrected gold",
    "written": "700 written pages, each of another site, from the text",
    "written_html": "the same, with tags of made builds",
    "dev_fixed": "the first set beside the corrected gold",
    "html_fixed": "the second beside the corrected gold",
    "stubs_dev_fixed": "the third beside the corrected gold",
}
RIVALS = ["readability-lxml", "trafilatura, favor_precision", "jusText, tuned on these pages"]
EVIDENCE = {
    "form": "form",
    "context": "+ neighbourhood",
    "structure": "+ lists, shapes, labels and tools that come again",
    "repetition": "+ repetition",
    "affinity": "+ closeness to the page's core",
    "topics": "+ topics of the corpus",
    "wording": "+ wording",
    "roles": "+ roles, the network, what repeats, neighbours, references",
    "markup": "all but roles, and HTML",
}
KINDS = {
    "listing": "listings",
    "short_lines": "articles in short lines",
    "comments": "articles with comments",
    "excerpts": "articles with excerpts of others",
    "seconds": "articles with another behind",
    "threads": "threads",
    "questions": "questions and answers",
    "dialogue": "dialogues",
    "verse": "verse",
    "table": "articles with a table",
    "attachments": "notices with attachments",
    "teasers": "teasers above the headline",
    "adverts": "adverts between paragraphs",
    "polls": "articles with a poll",
    "subheads": "articles with subheads",
    "groups": "articles with groups of short lines",
    "specs": "articles with specifications",
    "papers": "papers with references",
    "feeds": "articles with a feed of others",
    "code": "articles with code",
    "digests": "digests of news",
    "filings": "filings of companies",
    "bilingual": "texts in two languages",
    "pictures": "articles with captions",
    "offers": "articles between offers",
    "members": "threads that tell of their writers",
    "records": "articles with registers, tags, cards",
}
GROUPS = {
    "article": "articles",
    "forum": "threads",
    "listing": "pages of mostly short lines",
    "simplified": "Simplified script",
    "traditional": "Traditional script",
    "half_width": "all, in half-width forms",
    "full_width": "all, in full-width forms",
}
FACTS = {"title_lenient": "title, punctuation aside"}
METHODS = {
    "boji clusters": "**boji**, clusters",
    "boji topics": "**boji**, strongest topic",
    "NMF": "NMF (scikit-learn)",
    "SVD + k-means": "SVD(100) + k-means",
    "LDA (tomotopy)": "LDA (tomotopy)",
    "LDA (scikit-learn)": "LDA (scikit-learn)",
    "LDA (gensim)": "LDA (gensim)",
    "BERTopic (SVD vectors)": "BERTopic, on the same SVD vectors",
}
BEST_LDA = "LDA (tomotopy)"
CHINESE = {
    "method": "方法",
    "sees": "输入",
    "text": "文字",
    "F1 characters": "字 F1",
    "F1 lines": "行 F1",
    "mean of pages": "页平均",
    "median": "中位数",
    "above .95": ".95 以上",
    "mean over sites: characters": "按站点平均：字",
    "lines": "行",
    "pages": "页",
    "**boji**": "**簸箕**",
    "trafilatura, favor_precision": "trafilatura（favor_precision）",
    "jusText, tuned on these pages": "jusText（在这些页面上调过）",
    "**boji**, clusters": "**簸箕**，聚类",
    "**boji**, strongest topic": "**簸箕**，最强主题",
    "NMF (scikit-learn)": "NMF（scikit-learn）",
    "LDA (tomotopy)": "LDA（tomotopy）",
    "BERTopic, on the same SVD vectors": "BERTopic（用同样的 SVD 向量）",
}

Row = dict[str, str]
Table = list[list[str]]  # the heads first
Named = tuple[str, str, list[str]]  # a key, its name and its numbers


def read(name: str) -> list[Row]:
    with (DATA / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_by(name: str, column: str) -> dict[str, Row]:
    return {row[column]: row for row in read(name)}


def rounded(value: str | float | Decimal, places: int) -> str:
    """Round half up by the decimals that stand in the file, as a reader would; binary fractions go either way."""
    return str(Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def number(value: str | float) -> str:
    """Write a score as .981, 1.000 or -.089, and nothing where nothing was measured."""
    return LEADING_ZERO.sub(r"\1", rounded(value, 3)) if value != "" else ""


def numbers(row: Row, columns: Iterable[str]) -> list[str]:
    return [number(row.get(column, "")) for column in columns]


def separation() -> Table:
    """Return boji's scores over all pages and as means over sites, and those of extractors over all pages."""
    own, others = read_by("separation", "set"), read_by("extractors", "method")
    columns = F1 + PAGES + SITE_F1
    rows = [["**boji**", sees, *numbers(own[name], columns)] for name, sees in (("dev", "text"), ("html", "HTML"))]
    rows += [[name, others[name]["sees"], *numbers(others[name], columns)] for name in RIVALS]
    return [["method", "sees", *F1_HEADS, *PAGE_HEADS, *SITE_HEADS], *rows]


def sets() -> Table:
    """Return the scores of all sets of pages that were measured, over all pages and as means over sites."""
    found = read_by("separation", "set")
    rows = [[said, *numbers(found[s], F1 + PAGES + SITE_F1)] for s, said in SETS.items() if s in found]
    return [["pages", *F1_HEADS, *PAGE_HEADS, *SITE_HEADS], *rows]


def intervals() -> Table:
    """Return where 95 % of the scores lie when other sites are drawn."""
    found = read_by("separation", "set")
    rows = [
        [said, *(" to ".join(numbers(found[s], (f"{name}_low", f"{name}_high"))) for name in INTERVALS)]
        for s, said in SETS.items()
        if s in found
    ]
    return [["pages", *INTERVAL_HEADS], *rows]


def extractors() -> Table:
    """Return the scores and times of boji and of extractors that read the HTML."""
    found = read("extractors")
    names = [row["method"].replace("boji, cross-validated by site", "**boji**, cross-validated") for row in found]
    cells = [[row["sees"], *numbers(row, F1 + PAGES), rounded(row["ms"], 0)] for row in found]
    rows = [[name, *row] for name, row in zip(names, cells, strict=True)]
    return [["method", "sees", *F1_HEADS, *PAGE_HEADS, "ms a page"], *rows]


def ablation() -> Table:
    """Return what each further piece of evidence adds."""
    found = read_by("ablation", "evidence")
    return [
        ["evidence", *F1_HEADS],
        *([said, *numbers(found[name], F1)] for name, said in EVIDENCE.items() if name in found),
    ]


def groups() -> Table:
    """Return the scores of kinds of pages, from the text and from the HTML where there is one."""
    pages = {row["group"]: row["pages"] for row in read("groups")}
    rows = [[said, pages[name], *scores] for name, said, scores in both_ways("groups", "group", GROUPS, F1 + PAGES)]
    return [["kind of pages", "pages", *both_heads("characters", "lines", "mean", *PAGE_HEADS)], *rows]


def kinds() -> Table:
    """Return the scores of made pages that are no plain articles, by kind."""
    rows = [[said, *scores] for _, said, scores in both_ways("kinds", "kind", KINDS, (*F1, PAGES[-1]))]
    return [["made pages in unseen houses", *both_heads("characters", "lines", "mean", PAGE_HEADS[-1])], *rows]


def both_ways(file: str, key: str, names: Mapping[str, str], columns: Sequence[str]) -> Iterator[Named]:
    """Yield what is measured from the text and from the HTML, where there is one, of each thing that has a name."""
    ways = [{row[key]: row for row in read(file) if row["from"] == way} for way in ("text", "html")]
    for name, said in names.items():
        yield name, said, [number for way in ways for number in numbers(way.get(name, {}), columns)]


def both_heads(*heads: str) -> list[str]:
    """Return the heads of what is measured from the text and from the HTML."""
    return [f"{way}: {head}" if head == heads[0] else head for way in ("text", "HTML") for head in heads]


def errors() -> Table:
    """Return the kinds of errors, the costliest first, and what would mend them."""
    rows = [
        [row["kind"], row["lines"], f"{rounded(100 * Decimal(row[SHARE]), 2)} %", row["what_would_mend_it"]]
        for row in read("errors")
    ]
    return [["error", "lines", "share", "what would mend it"], *rows]


def roles() -> Table:
    """Return how well each role is told, and what it is taken for most."""
    rows = [[row["role"], row["lines"], *numbers(row, PRECISION_RECALL), row["taken_for"]] for row in read("roles")]
    return [["role", "lines", "precision", "recall", "F1", "taken for most"], *rows]


def facts() -> Table:
    """Return how well the facts on a page are read."""
    rows = [[FACTS.get(row["fact"], row["fact"]), *numbers(row, PRECISION_RECALL)] for row in read("facts")]
    return [["fact", "precision", "recall", "F1"], *rows]


def mean_of(found: Iterable[Row], method: str, column: str) -> str:
    """Return a method's mean over the corpora; nothing for a method without such scores."""
    values = [float(row[column]) for row in found if row["method"] == method and row[column]]
    return number(fmean(values)) if values else ""


def topics() -> Table:
    """Return how well topics and clusters agree with labels, as means over the corpora; of LDA the best."""
    found = read("peers")
    chosen = [name for name in METHODS if not name.startswith("LDA") or name == BEST_LDA]
    rows = [[METHODS[name], mean_of(found, name, "nmi"), mean_of(found, name, "ari")] for name in chosen]
    return [["method", "NMI", "ARI"], *rows]


def peers() -> Table:
    """Return the NMI of each method on each corpus, and its mean."""
    found = read("peers")
    nmi = {(row["method"], row["corpus"]): number(row["nmi"]) for row in found}
    corpora = list(dict.fromkeys(row["corpus"] for row in found))
    rows = [[METHODS[m], *(nmi[m, c] for c in corpora), mean_of(found, m, "nmi")] for m in METHODS]
    return [["method", *corpora, "mean"], *rows]


def words() -> Table:
    """Return what the words of topics are worth, as means over the corpora, of the methods that give words."""
    found = read("peers")
    rows = [
        [METHODS[name].split(", ")[0], *(mean_of(found, name, column) for column in ("npmi", "diversity", "junk"))]
        for name in METHODS
    ]
    return [["words of the topics", "NPMI", "diversity", "junk"], *(row for row in rows if row[1])]


def scale() -> Table:
    """Return what the whole command costs by the number of pages."""
    columns = ("seconds", "cpu_seconds", "peak_mib", "pages_per_second", "naive_seconds")
    heads = ["pages", "seconds", "seconds of cores", "memory, MiB", "pages a second", "usual recipe, seconds"]
    rows = [[f"{int(row['pages']):,}", *(_whole(row.get(c, "")) for c in columns)] for row in read("scale")]
    return [heads, *rows]


def ratios() -> Table:
    """Return the times that were measured side by side, and their ratios."""
    times = [
        [
            row["what"],
            row["corpus"],
            rounded(row["seconds"], 1),
            rounded(row["beside_seconds"], 1),
            rounded(row["ratio"], 2),
        ]
        for row in read("ratios")
    ]
    return [["what / beside what", "pages", "seconds", "seconds beside", "ratio"], *times]


def report() -> Table:
    """Return the size of the report and its times in a browser by the number of pages."""
    heads = [
        "pages", "lines", "report.html, MB", "report/, MB", "to build, s", "first view, ms", "search, ms", "filter, ms",
        "a page, ms", "map, ms", "heap, MiB",
    ]  # fmt: skip
    columns = ("first_view_ms", "search_ms", "filter_ms", "read_ms", "map_ms", "heap_mib")
    rows = []
    for row in read("report"):
        sizes = [rounded(Decimal(row[name]) / 1_000_000, 2) for name in ("html_bytes", "shards_bytes")]
        counts = [f"{int(row[name]):,}" for name in ("pages", "lines")]
        rows.append([*counts, *sizes, rounded(row["build_seconds"], 1), *(_whole(row[name]) for name in columns)])
    return [heads, *rows]


def _whole(value: str) -> str:
    return f"{int(rounded(value, 0)):,}" if value else ""


TABLES: dict[str, Callable[[], Table]] = {
    table.__name__: table
    for table in (
        separation,
        sets,
        intervals,
        extractors,
        ablation,
        groups,
        kinds,
        errors,
        roles,
        facts,
        topics,
        peers,
        words,
        scale,
        report,
        ratios,
    )
}


def in_markdown(table: Table, lang: str = "en") -> str:
    """Write a table in Markdown; in Chinese, the cells that `CHINESE` knows are translated."""
    said = [[CHINESE.get(cell, cell) if lang == "zh" else cell for cell in row] for row in table]
    said.insert(1, ["---"] * len(table[0]))
    return "".join(f"| {' | '.join(row)} |\n" for row in said)


def filled(text: str, lang: str = "en") -> str:
    """Return the text of a README with its tables as measured.

    Raises
    ------
    ValueError
        For a table that is not in `TABLES`, and a block that is not closed.
    """
    names = [block["name"] for block in BLOCK.finditer(text)]
    if len(names) != text.count(OPENING):
        raise ValueError(f"a block without <!-- end -->; these have one: {', '.join(names)}")
    if unknown := set(names) - set(TABLES):
        raise ValueError(f"no such table: {', '.join(sorted(unknown))}; there are {', '.join(TABLES)}")
    return BLOCK.sub(lambda block: block["open"] + in_markdown(TABLES[block["name"]](), lang) + block["close"], text)


def stale(path: Path, lang: str) -> list[str]:
    """Return the names of the tables in a README that are not as measured."""
    text = path.read_text(encoding="utf-8")
    both = zip(BLOCK.finditer(text), BLOCK.finditer(filled(text, lang)), strict=True)
    return [old["name"] for old, new in both if old[0] != new[0]]


def main() -> int:
    """Run the command; return 0, or 1 where a check finds a stale table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="name the stale tables, write nothing")
    check = parser.parse_args().check
    found = {name: stale(ROOT / name, lang) for name, lang in READMES.items()}
    for name, lang in READMES.items():
        if found[name]:
            print(f"{name}: {'stale' if check else 'filled'}: {', '.join(found[name])}")
        if found[name] and not check:
            path = ROOT / name
            path.write_text(filled(path.read_text(encoding="utf-8"), lang), encoding="utf-8", newline="\n")
    if not any(found.values()):
        print("all tables as measured")
    elif check:
        print("run `make readme`")
    return int(check and any(found.values()))


if __name__ == "__main__":
    sys.exit(main())
