"""A made page whose facts are read: its title, its text, and what stands around them."""

from analysis.articles.facts import PageFacts, page_facts

TITLE = "云津桥明天通车"
PROSE = "桥长三百米，两岸的老街坊等了三年，记者从现场看到，路灯昨晚已经亮起。"


def lines(*meta: str, first: str = PROSE, last: str = PROSE, tail: tuple[str, ...] = ()) -> tuple[list[str], list[str]]:
    """Return the lines of a page and their roles: metadata below its title, text, metadata below that."""
    texts = [TITLE, *meta, first, PROSE, PROSE, last, *tail]
    return texts, ["title", *["meta"] * len(meta), *["body"] * 4, *["meta"] * len(tail)]


def read(*meta: str, first: str = PROSE, last: str = PROSE, tail: tuple[str, ...] = ()) -> PageFacts:
    """Read the facts of such a page."""
    return page_facts(*lines(*meta, first=first, last=last, tail=tail))
