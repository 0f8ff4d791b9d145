"""Flatten: the visible text of an HTML page, one block element a line."""

from __future__ import annotations

import re
import sys
from typing import Any, NamedTuple

from resiliparse.parse.html import HTMLTree, NodeType

from analysis.reading.characters import tidy
from analysis.reading.limits import UnreadableError
from analysis.reading.tags import Block, Marked, MarkupArray, describe_tags

BLOCKS = frozenset(
    "address article aside blockquote body button center dd details dialog div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol optgroup option p pre section select summary table "
    "tbody td tfoot th thead tr ul".split()
)
INVISIBLE = frozenset("script style noscript template head iframe object svg textarea".split())
BOLD = frozenset("b strong".split())
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
SPACE = re.compile(r"[ \t\n\r\f\v]+")
# Elements that HTML opens again in every block until they are closed: n of them in n blocks make n * n nodes.
REOPENED = r"(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s>/]"
OPENED = re.compile(f"<{REOPENED}[^>]{{,200}}", re.IGNORECASE)
CLOSED = re.compile(f"</{REOPENED}", re.IGNORECASE)
ALIKE = 3  # of equal ones no more are opened again
MOST_REOPENED = 1_000_000


class Flat(NamedTuple):
    """The visible lines of an HTML page, its declared title, and a row of `analysis.reading.tags` for each line.

    ``deep`` tells whether elements were left out because they lie too deep.
    """

    text: str
    title: str
    markup: MarkupArray
    deep: bool = False


class _Piece(NamedTuple):
    """A run of text, the block it stands in and its inline surroundings."""

    text: str
    block: Block
    link: int  # number of the link it belongs to; 0 outside
    bold: bool


class _Step(NamedTuple):
    """A node still to be walked, and its surroundings; no node for the end of a block."""

    node: Any  # a DOM node of resiliparse, which has no types
    block: Block
    link: int = 0
    bold: bool = False
    depth: int = 0


def flatten(html: str, most_lines: int | None = None, deepest: int | None = None) -> Flat:
    """Return what a reader sees of an HTML page.

    Parameters
    ----------
    html : str
    most_lines : int, optional
        Lines behind which no more is read.
    deepest : int, optional
        Elements inside each other that are entered.

    Returns
    -------
    text : str
        One block element or ``<br>`` a line, white space folded, blank lines left out.
    title : str
        The content of ``<title>``.
    markup : float32 array, shape (n_lines, len(tags.NAMES))
    deep : bool
        Whether there were elements deeper than that.

    Raises
    ------
    UnreadableError
        For markup that a parser would have to multiply.
    """
    tree = _parsed(html)
    lines, deep = _walk(tree.body, most_lines or sys.maxsize, deepest or sys.maxsize) if tree.body else ([], False)
    title = SPACE.sub(" ", tree.title or "").strip()
    return Flat("\n".join(line.text for line in lines), title, describe_tags(lines), deep)


def marked_lines(html: str) -> list[Marked]:
    """Return the visible lines of an HTML page with the elements they stand in; errors as of `flatten`."""
    tree = _parsed(html)
    return _walk(tree.body, sys.maxsize, sys.maxsize)[0] if tree.body else []


def _parsed(html: str) -> Any:  # noqa: ANN401  # a tree of resiliparse, which has no types
    if (many := _reopened(html)) > MOST_REOPENED:
        raise UnreadableError("markup", f"{many} > {MOST_REOPENED}")
    try:
        return HTMLTree.parse(html)
    except UnicodeEncodeError:  # half a character, in text that did not come from bytes
        return HTMLTree.parse(tidy(html))


def _reopened(html: str) -> int:
    """Return the elements that a parser might have to add for those that are never closed."""
    opened = OPENED.findall(html)
    unclosed = min(len(opened) - len(CLOSED.findall(html)), ALIKE * len(set(opened)))
    return max(0, unclosed) * html.count("<")


def _walk(root: Any, most_lines: int, deepest: int) -> tuple[list[Marked], bool]:  # noqa: ANN401  # a DOM node
    """Walk the tree without recursion: hostile pages nest deeper than the interpreter's stack."""
    lines: list[Marked] = []
    deep = False
    run: list[_Piece] = []
    links = 0
    stack = [_Step(root, Block())]
    while stack and len(lines) < most_lines:
        step = stack.pop()
        node = step.node
        if node is None or (node.type == NodeType.ELEMENT and node.tag == "br"):
            _end_line(lines, run)
        elif node.type == NodeType.TEXT:
            run.append(_Piece(node.text or "", step.block, step.link, step.bold))
        elif node.type == NodeType.ELEMENT and _visible(node):
            if step.depth > deepest:
                deep = True
                continue
            links += is_link(node)
            inside = _enter(step, links)
            if inside.block is not step.block:
                _end_line(lines, run)
                stack.append(_Step(None, step.block))
            child = node.last_child
            while child is not None:
                stack.append(inside._replace(node=child))
                child = child.prev
    _end_line(lines, run)
    return lines, deep


def _enter(step: _Step, links: int) -> _Step:
    """Return the surroundings of an element's children."""
    tag = step.node.tag
    if tag in BLOCKS:
        names = f"{step.node.getattr('class') or ''} {step.node.id or ''}"
        return step._replace(block=step.block.inner(tag, names), depth=step.depth + 1)
    link, bold = links if is_link(step.node) else step.link, step.bold or tag in BOLD
    return step._replace(link=link, bold=bold, depth=step.depth + 1)


def is_link(node: Any) -> bool:  # noqa: ANN401  # a DOM node of resiliparse
    """Tell whether an element leads somewhere; ``<a name="top">`` does not, and is often left unclosed."""
    return bool(node.tag == "a" and node.hasattr("href"))


def _visible(node: Any) -> bool:  # noqa: ANN401  # a DOM node of resiliparse
    return node.tag not in INVISIBLE and not node.hasattr("hidden") and not HIDDEN.search(node.getattr("style") or "")


def _end_line(lines: list[Marked], run: list[_Piece]) -> None:
    text = SPACE.sub(" ", "".join(piece.text for piece in run)).strip()
    if text:
        pieces = [(piece, sum(map(str.isalnum, piece.text))) for piece in run]
        lines.append(
            Marked(
                text,
                max(pieces, key=lambda p: p[1])[0].block,
                sum(n for _, n in pieces),
                sum(n for piece, n in pieces if piece.link),
                sum(n for piece, n in pieces if piece.bold),
                len({piece.link for piece, n in pieces if piece.link and n}),
            )
        )
    run.clear()
