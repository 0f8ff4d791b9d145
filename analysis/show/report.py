"""Report: a page to explore what was kept, what was dropped, and why; one file that works offline.

The page's own code and style lie in ``page/``, without a library: a dozen of lists, bars and one canvas need none.
No text of the analysed pages stands in the HTML. It is in compressed data, and the code puts it into the document as
text alone; the file's policy (Content Security Policy, Trusted Types) lets nothing else run and nothing be fetched.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from analysis.languages import LANGUAGES
from analysis.separation.pieces import PLACE as PIECE_NAMES
from analysis.separation.roles import ROLES
from analysis.show.colours import GROUP_COLOURS, ON_DARK
from analysis.show.fonts import subset_font
from analysis.show.messages import say
from analysis.show.report_labels import Labels
from analysis.show.report_lines import Stretch, cut, spans, stretches
from analysis.show.report_pack import pack
from analysis.show.report_pages import examples, page_columns, role_sums, site_columns
from analysis.show.report_reasons import Dictionary, Pair, language_of
from analysis.show.report_texts import TEXTS
from analysis.show.report_topics import cluster_columns, topic_columns
from analysis.tables.contract import MANY_LINES
from analysis.topics.resamples import RESAMPLES

Begin = Callable[..., Future[str]]
MOST_PAGES = 2_000  # whose lines the file holds itself; those of more lie beside it
LETTERS = 1_000  # in the file's own font: some 250 kB
COUNTS = ("pages", "lines", "kept_share", "skipped", "review")  # of a run that the report tells
TOLD_BY_VIEW = frozenset({"run.review"})  # notes that the page writes itself, with a link
MOST_SKIPPED = 500  # files named that were not read
SHARDS = "report"  # of the shards, beside the file
STYLES = ("base", "charts", "views", "reader")
SCRIPTS = (
    "dom", "texts", "data", "groups", "charts", "lists", "overview", "topics", "word", "regions", "map", "mapview",
    "clusters", "sites", "pages", "article", "evidence", "changes", "reader", "search", "main",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """A written report.

    Attributes
    ----------
    html : str
    shards : dict of str to str
        Scripts beside it by their names in the folder `SHARDS`, each with the lines of some pages; none for few pages.
    """

    html: str
    shards: dict[str, str]


@dataclass(frozen=True, slots=True)
class Begun:
    """The lines of a report, which may still be packed elsewhere.

    Attributes
    ----------
    starts : list of int
        The first page of each block, and the number of pages.
    beside : bool
        Whether the blocks lie beside the file.
    pieces : list of tuple of str
        What the reasons are made of.
    blocks : list of Stretch or Future
    """

    starts: list[int]
    beside: bool
    pieces: list[Pair]
    blocks: list[Stretch | Future[str]]

    @classmethod
    def of(cls, lines: pd.DataFrame, pages: pd.DataFrame, mended: bool = True, begin: Begin | None = None) -> Begun:
        """Cut the lines of pages into blocks.

        Parameters
        ----------
        lines, pages : DataFrame
            As the report shows them.
        mended : bool
            Whether the clean text of these pages is the mended one.
        begin : callable, optional
            Begins to call a function elsewhere and returns its future; without it, blocks are packed when asked for.
        """
        dictionary = Dictionary(language_of(lines["reason"]))
        rows, many = spans(pages, lines), len(pages) > MOST_PAGES
        starts = cut(rows, lines["text"].str.len().tolist()) if many else [0, len(pages)]
        parts = stretches(lines, (rows[a:b] for a, b in pairwise(starts)), dictionary, mended)
        blocks = [begin(Stretch.packed, part) if begin else part for part in parts]
        return cls(starts, many, dictionary.pieces, blocks)

    def packed(self) -> list[str]:
        """Return the blocks as the page reads them."""
        return [one.packed() if isinstance(one, Stretch) else one.result() for one in self.blocks]


def render(
    tables: Mapping[str, pd.DataFrame],
    facts: Mapping[str, Any],
    lang: str,
    labels: Labels | None = None,
    begun: Begun | None = None,
) -> Report:
    """Write the report.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        All of `analysis.tables.contract`; ``lines`` and ``pages`` may be those of a sample.
    facts : mapping
        ``counts``, ``skipped``, ``notes`` and ``parameters`` of ``run.json``.
    lang : {"zh", "en"}
        The language in which the report opens.
    labels : Labels, optional
        What a reader renamed and merged.
    begun : Begun, optional
        The lines of these tables.

    Returns
    -------
    Report
    """
    own = begun or Begun.of(tables["lines"], tables["pages"], not facts.get("parameters", {}).get("as_is", False))
    shared = {"starts": own.starts, "beside": own.beside, "pieces": own.pieces, "labels": labels or {}}
    content = _content(tables, facts, lang) | shared
    letters = _letters(tables["lines"]["text"], tables, content["notes"])
    blocks = own.packed()
    shards = {f"lines-{i:04}.js": f'boji({i},"{block}")\n' for i, block in enumerate(blocks)} if own.beside else {}
    return Report(_html(pack(content), "" if own.beside else blocks[0], lang, own.beside, letters), shards)


def _letters(
    lines: Iterable[str], tables: Mapping[str, pd.DataFrame], notes: Iterable[Iterable[str]]
) -> frozenset[str]:
    """Return the letters of the file's own font, for computers without a Chinese one.

    Those of the report's own words and notes and of the topics', then the commonest of the pages: the file is to stay
    small.
    """
    own = {c for pair in (*TEXTS.values(), *notes) for c in "".join(pair)}
    own |= {c for name in ("topics", "clusters") for words in tables[name]["words"] for c in words}
    counts = np.bincount(np.frombuffer("".join(lines).encode("utf-32-le", "surrogatepass"), np.uint32))
    common = map(chr, np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)].tolist())
    return frozenset([*sorted(own), *(c for c in common if c not in own)][:LETTERS])


def _content(tables: Mapping[str, pd.DataFrame], facts: Mapping[str, Any], lang: str) -> dict[str, Any]:
    lines, pages = tables["lines"], tables["pages"]
    columns = page_columns(pages, lines, tables["map"])
    names = columns["page"]
    return {
        "lang": lang,
        "texts": TEXTS,
        "counts": {name: facts["counts"].get(name, 0) for name in COUNTS},
        "tables": {f"{one}_table": _table(f"{one}s", facts["counts"]) for one in ("page", "line")},
        "notes": [
            [say(key, which, **values) for which in LANGUAGES]
            for key, values in facts["notes"]
            if key not in TOLD_BY_VIEW
        ],
        "unclear": any(key == "run.choice_topics_unclear" for key, _ in facts["notes"]),
        "reviewed": "review" in pages,
        "skipped": [
            [one["name"], *(say(f"skip.{one['reason']}", which) for which in LANGUAGES)]
            for one in facts["skipped"][:MOST_SKIPPED]
        ],
        "resamples": RESAMPLES,
        "colours": len(GROUP_COLOURS),
        "roles": list(ROLES),
        "evidence": list(PIECE_NAMES),
        "sums": role_sums(lines),
        "examples": examples(lines, names),
        "pages": columns,
        "sites": site_columns(lines, columns["sites"]),
        "topics": topic_columns(tables, names),
        "clusters": cluster_columns(tables["clusters"], names),
    }


def _table(name: str, counts: Mapping[str, Any]) -> str:
    """Return the file that has all rows of a table."""
    return f"{name}.{'parquet' if counts.get(name, 0) > MANY_LINES else 'csv'}"


def _html(content: str, lines: str, lang: str, beside: bool, letters: frozenset[str]) -> str:
    """Put the file together: nothing in it but our own code and packed data."""
    font = base64.b64encode(subset_font(letters)).decode("ascii")
    face = f'@font-face {{ font-family: "Report Sans"; src: url("data:font/woff;base64,{font}"); }}\n'
    style = face + _group_colours() + "".join(_source(f"{name}.css") for name in STYLES)
    script = '"use strict";\n(() => {\n' + "".join(_source(f"{name}.js") for name in SCRIPTS) + "})();\n"
    parts = {
        "LANG": "zh-CN" if lang == "zh" else "en",
        "POLICY": _policy(style, script, beside),
        "TITLE": TEXTS["title"][LANGUAGES.index(lang)],
        "STYLE": style,
        "CONTENT": content,
        "LINES": lines,
        "SCRIPT": script,
    }
    html = _source("report.html")
    for name, part in parts.items():
        html = html.replace(f"<!--{name}-->", part, 1)
    return html


def _group_colours() -> str:
    pairs = enumerate(zip(GROUP_COLOURS, ON_DARK, strict=True))
    return f":root {{ {' '.join(f'--g{i}: light-dark({light}, {dark});' for i, (light, dark) in pairs)} }}\n"


def _policy(style: str, script: str, beside: bool) -> str:
    """Return the Content Security Policy: this style, this script, and where they lie beside it the shards."""
    # 'self' is no file beside this one where that is opened from disk, and file: none where it comes from a server
    shards = " 'self' file:" if beside else ""
    return "; ".join([
        "default-src 'none'",
        f"style-src 'sha256-{_digest(style)}'",
        f"script-src 'sha256-{_digest(script)}'{shards}",
        "font-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types " + ("boji" if beside else "'none'"),
    ])  # fmt: skip


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _source(name: str) -> str:
    return (resources.files("analysis.show") / "page" / name).read_text(encoding="utf-8")
