"""Tags: what the tags around a line of an HTML page tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log1p

import numpy as np
import numpy.typing as npt

MarkupArray = npt.NDArray[np.float32]
HIGHEST = 12  # ancestors of a line that are looked at: pages nest deeper, but then mostly without need
NEVER = 9.0  # levels up to a named ancestor where there is none
PROSE = re.compile(r"[。！？；，,]")
LEAST_PROSE = 15  # characters from which a line with punctuation and few links counts as prose
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# Words of class and id names, in pinyin and English, as sites use them.
GOOD = frozenset(
    "article articles artical content contents body text main post posts entry story detail details neirong wenzhang "
    "zhengwen nr zw paragraph container editor news".split()
)
BAD = frozenset(
    "nav navi menu foot footer head header side sidebar aside relate related relation relevant recommend recommended "
    "comment comments reply share sharing tool tools toolbar ad ads adv advert banner hot rank ranking ranklist list "
    "copy copyright crumb crumbs breadcrumb login search tag tags tui tuijian guess more link links page pager pages "
    "pagination top bottom right left widget social qr qrcode weixin weibo sns logo vote promo sponsor extra bar "
    "channel channels partner friend friends popular latest next prev hidden popup float fixed download app".split()
)
REGIONS: dict[str, frozenset[str]] = {
    "paragraph": frozenset({"p"}),
    "heading": frozenset("h1 h2 h3 h4 h5 h6".split()),
    "item": frozenset("li dd dt".split()),
    "cell": frozenset("td th".split()),
    "figure": frozenset("figure figcaption".split()),
    "control": frozenset("form select option button fieldset legend".split()),
    "navigation": frozenset("nav menu header footer aside".split()),
    "article": frozenset("article main".split()),
}
LEAF = frozenset("p h1 h2 h3 h4 h5 h6 li dd dt blockquote pre center".split())  # their parent holds the text


@dataclass(slots=True, eq=False)
class Block:
    """A block element, and what its lines add up to.

    ``good`` and ``bad`` count the levels up to the nearest ancestor (the block itself is 0) whose class or id speaks
    of the article, or of what stands around it.
    """

    parent: Block | None = None
    depth: int = 0
    holds_text: bool = False
    regions: frozenset[str] = frozenset()
    good: float = NEVER
    bad: float = NEVER
    letters: int = 0
    linked: int = 0
    lines: int = 0

    def inner(self, tag: str, names: str) -> Block:
        """Return a block element inside this one."""
        words = {w.lower() for w in WORD.findall(names)}
        found = {name for name, tags in REGIONS.items() if tag in tags}
        kept = self.regions - {"paragraph"}
        return Block(
            self,
            self.depth + 1,
            tag in LEAF,
            kept | found,
            0.0 if words & GOOD else min(NEVER, self.good + 1),
            0.0 if words & BAD else min(NEVER, self.bad + 1),
        )

    @property
    def holder(self) -> Block:
        """The element that holds the block's text: above a paragraph, or another of `LEAF`, the next one up."""
        return self.parent if self.holds_text and self.parent else self

    def upwards(self) -> Iterator[Block]:
        """Yield the block and its ancestors, at most HIGHEST."""
        block: Block | None = self
        for _ in range(HIGHEST):
            if block is None:
                return
            yield block
            block = block.parent


@dataclass(frozen=True, slots=True)
class Marked:
    """A line's text and its letters: all, those in links and those in bold, and its number of links."""

    text: str
    block: Block
    letters: int
    linked: int
    bold: int
    links: int


def describe_tags(lines: Sequence[Marked]) -> MarkupArray:
    """Describe each line of a page by the tags around it.

    The element with the most prose is found as readability does (Arc90's: a line's score goes to the element that
    holds it and, halved, to the next one up).

    Returns
    -------
    float32 array, shape (n_lines, len(NAMES))
    """
    for line in lines:
        for block in line.block.upwards():
            block.letters += line.letters
            block.linked += line.linked
            block.lines += 1
    best = _best(lines)
    above = set(map(id, best.upwards())) if best else set()
    prose = sum(_prose(line) for line in lines)
    facts = [_own(line) | _around(line) | _against(line, best, above, prose) for line in lines]
    return np.asarray([[of[name] for name in NAMES] for of in facts], np.float32).reshape(len(lines), len(NAMES))


def _prose(line: Marked) -> float:
    is_prose = line.letters >= LEAST_PROSE and line.linked < 0.3 * line.letters and PROSE.search(line.text)
    return float(line.letters) if is_prose else 0.0


def _best(lines: Sequence[Marked]) -> Block | None:
    """Return the block with the most prose, if there is any."""
    score: dict[int, float] = {}
    blocks: dict[int, Block] = {}
    for line in lines:
        holder = line.block.holder
        for block, share in ((holder, 1.0), (holder.parent, 0.5)):
            if block is not None:
                blocks[id(block)] = block
                score[id(block)] = score.get(id(block), 0.0) + share * _prose(line)
    best = max(score, key=lambda key: score[key], default=None)
    return blocks[best] if best is not None and score[best] > 0 else None


def _own(line: Marked) -> dict[str, float]:
    size, block = max(1, line.letters), line.block
    return {
        "html_links": log1p(line.links),
        "html_linked": line.linked / size,
        "html_bold": line.bold / size,
        "html_depth": log1p(block.depth),
        "html_good": block.good,
        "html_bad": block.bad,
        **{f"html_in_{name}": float(name in block.regions) for name in REGIONS},
    }


def _around(line: Marked) -> dict[str, float]:
    """Return letters, share of letters in links and lines of the three blocks above the line's own."""
    above = [*line.block.upwards()][1:4]
    found: dict[str, float] = {}
    for level, block in enumerate(above + [Block()] * (3 - len(above)), 1):
        found[f"html_letters_{level}"] = log1p(block.letters)
        found[f"html_linked_{level}"] = block.linked / max(1, block.letters)
        found[f"html_lines_{level}"] = log1p(block.lines)
    return found


def _against(line: Marked, best: Block | None, above: set[int], prose: float) -> dict[str, float]:
    """Tell whether the line lies in the best block, how far below the blocks over it, and the best block's prose."""
    if best is None:
        return {"html_in_best": 0.0, "html_to_best": NEVER, "html_best_share": 0.0}
    path = [*line.block.upwards()]
    return {
        "html_in_best": float(any(block is best for block in path)),
        "html_to_best": next((float(i) for i, block in enumerate(path) if id(block) in above), NEVER),
        "html_best_share": min(9.0, best.letters / max(1.0, prose)),
    }


_NO_LINE = Marked("", Block(), 0, 0, 0, 0)
NAMES = tuple(_own(_NO_LINE) | _around(_NO_LINE) | _against(_NO_LINE, None, set(), 0.0))
