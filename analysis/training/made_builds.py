"""Made builds: how sites build their pages, of which elements and by which names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from analysis.training.made_house import Split, pick

TABULAR = {"listing", "table", "groups", "attachments", "verse", "specs"}
# Words of class names, in the manner of sites; none is the most common.
POSTS: Split[str] = (
    ("post", "reply", "CommentPost", "floor", "item", "d_post_content", "answer", "list-item", "", "", "l_post",
     "replies", "cell", "comment-item", "box"),
    ("answer-item", "thread-post", "t_f", "message", "", "reply-row", "node"),
)  # fmt: skip
TEXTS: Split[str] = (
    ("content", "post-body", "text", "body", "", "", "p_content", "reply-content", "message", "md"),
    ("post_text", "", "detail", "t_msgfont", "inner"),
)
WRITERS: Split[str] = (
    ("author", "user", "info", "", "", "meta", "userbar", "p_author", "head"),
    ("profile", "", "by", "authi", "poster"),
)
BOXES: tuple[Mapping[str, Sequence[str]], Mapping[str, Sequence[str]]] = (
    {
        "said": ("comment", "comments", "cmt", "comment-list", "reply-list", "pl", "", "", "feedback", "mod-comment"),
        "related": ("related", "relate_news", "recommend", "hot", "list", "", "", "news-list", "rank", "tuijian"),
        "tool": ("share", "tools", "bar", "sharebuttonbox", "", "", "op", "ft", "page-tool"),
        "advert": ("ad", "adv", "gg", "", "", "promo"),
        "second": POSTS[0],
        "vote": ("vote", "poll", "toupiao", "survey", "", ""),
        "other": ("box", "mod", "", "", "area", "wrap"),
    },
    {
        "said": ("pinglun", "discuss", "", "review_list", "comment-wrap", "tie"),
        "related": ("xgyd", "like", "", "more-news", "link", "aside"),
        "tool": ("fx", "func", "", "toolbar", "btns"),
        "advert": ("guanggao", "", "banner"),
        "second": POSTS[1],
        "vote": ("diaocha", "", "research"),
        "other": ("m", "", "panel", "con"),
    },
)


@dataclass(frozen=True)
class Build:
    """How a site builds its pages.

    Attributes
    ----------
    text, title, heading, item : str
        The element of a paragraph (``br`` for none, ``td`` and ``li`` for cells and items), of the headline, of a
        heading between paragraphs (``strong`` for bold type in one), of a post or what is said below an article.
    post, words, writer : str
        Words of the names of a post, of its text, and of what tells of its writer.
    boxes : dict of str to str
        The same of what is no content.
    within : float
        How often this stands in the article's element.
    cells : int
        Of a row of a table.
    deeper : int
        Elements between the page's and the article's.
    """

    text: str
    title: str
    heading: str
    item: str
    post: str
    words: str
    writer: str
    boxes: Mapping[str, str]
    within: float
    cells: int
    deeper: int

    @classmethod
    def drawn(cls, kind: str, held_out: bool, draw: np.random.Generator) -> Self:
        """Draw one for a kind of made pages."""
        h = held_out
        return cls(
            pick(draw, ("p", "br", "td", "li", "div", "td") if kind in TABULAR else ("p", "p", "br", "div", "section")),
            pick(draw, ("h1", "h1", "div", "h2", "p")),
            pick(draw, ("h2", "h3", "strong", "p", "strong")),
            pick(draw, ("li", "div", "dl", "article")),
            pick(draw, POSTS[h]), pick(draw, TEXTS[h]), pick(draw, WRITERS[h]),
            {group: pick(draw, names) for group, names in BOXES[h].items()},
            pick(draw, (0.0, 0.0, 0.3, 1.0)), int(draw.integers(2, 6)), int(draw.integers(0, 3)),
        )  # fmt: skip
