"""Flatten: the visible text of an HTML page, one block element a line."""

from __future__ import annotations

import re
from typing import Any

from resiliparse.parse.html import HTMLTree, NodeType

BLOCKS = frozenset(
    "address article aside blockquote body button center dd details dialog div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol optgroup option p pre section select summary table "
    "tbody td tfoot th thead tr ul".split()
)
INVISIBLE = frozenset("script style noscript template head iframe object svg textarea".split())
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
SPACE = re.compile(r"[ \t\n\r\f\v]+")


def flatten(html: str) -> tuple[str, str]:
    """Return the visible lines of an HTML page and its declared title.

    Parameters
    ----------
    html : str

    Returns
    -------
    text : str
        One block element or ``<br>`` a line, white space folded, blank lines left out.
    title : str
        The content of ``<title>``.
    """
    tree = HTMLTree.parse(html)
    lines: list[str] = []
    run: list[str] = []
    if tree.body is not None:
        _walk(tree.body, lines, run)
    _end_line(lines, run)
    return "\n".join(lines), SPACE.sub(" ", tree.title or "").strip()


def _walk(root: Any, lines: list[str], run: list[str]) -> None:  # noqa: ANN401  # a DOM node of resiliparse
    """Walk the tree without recursion: hostile pages nest deeper than the interpreter's stack."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        if node.type == NodeType.TEXT:
            run.append(node.text or "")
        elif leaving or node.tag == "br":
            _end_line(lines, run)
        elif node.type == NodeType.ELEMENT and _visible(node):
            if node.tag in BLOCKS:
                _end_line(lines, run)
                stack.append((node, True))
            child = node.last_child
            while child is not None:
                stack.append((child, False))
                child = child.prev


def _visible(node: Any) -> bool:  # noqa: ANN401  # a DOM node of resiliparse
    return node.tag not in INVISIBLE and not node.hasattr("hidden") and not HIDDEN.search(node.getattr("style") or "")


def _end_line(lines: list[str], run: list[str]) -> None:
    line = SPACE.sub(" ", "".join(run)).strip()
    run.clear()
    if line:
        lines.append(line)
