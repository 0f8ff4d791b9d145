"""Made kinds: pages for training and measuring of every kind that is no plain article, in houses for each purpose.

    pool = Pool.of(records, short_texts(corpora))
    pages, gold = made("listing", pool, 200, held_out=False, seed=0)

Real text comes from the pool alone; the rest is written here. Houses for training and held-out ones share no label, no
numbering, no line of tools and no words of a field, so that what is measured on the latter was not learned by heart.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from analysis.reading.pages import Page
from analysis.training.gold import CLEAN_DOCUMENTS, read_records
from analysis.training.made_comments import Board, boards, commented
from analysis.training.made_excerpts import Block, blocks, excerpted
from analysis.training.made_forums import Forum, forums, thread
from analysis.training.made_furniture import Frame
from analysis.training.made_house import Line, Pool, Script, Story, as_page, chance, pick
from analysis.training.made_inserts import with_attachments, with_table
from analysis.training.made_listings import Form, agenda, notice, prices, schedule, tables
from analysis.training.made_marks import Marks, marks
from analysis.training.made_rolls import contents, names, ranking, recipe, scores
from analysis.training.made_seconds import Sequel, continued, sequels
from analysis.training.made_sheets import certificate, chronicle, directory, offer, programme, sheet
from analysis.training.made_short_lines import Account, accounts, short_lines
from analysis.training.made_talks import Voice, asked, interviewed, sung, voices
from analysis.training.made_words import FIELDS

FORMS: tuple[Form, ...] = (
    agenda, agenda, schedule, prices, notice, notice, tables, names, ranking, contents, scores, recipe,
    sheet, chronicle, offer, programme, directory, certificate,
)  # fmt: skip
SHORT_TEXTS = ("shopping10", "medqa")
LONGEST_TEXT = 1200  # characters of a short text
Styled = tuple[str, Sequence[Line]]  # a house's name, and the lines that a page of it has
Maker = Callable[[Pool, bool, np.random.Generator], Styled]


def short_texts(corpora: Path) -> list[str]:
    """Read what people write in short, none of the documents that stand for clean ones in training."""
    found = []
    for name in SHORT_TEXTS:
        records = read_records(corpora / f"{name}.jsonl.gz")[CLEAN_DOCUMENTS:]
        found += [str(r["text"]) for r in records if len(r["text"]) <= LONGEST_TEXT]
    return found


def _around(story: Story, lines: Iterable[Line], held_out: bool, pool: Pool, draw: np.random.Generator) -> list[Line]:
    """Set an article between its own page's furniture, or between that of a house written here."""
    if chance(draw, 0.3):
        frame = Frame.written(pool, held_out, draw)
        return [*frame.head, *lines, *frame.foot]
    return [*((text, -1) for text in story.head), *lines, *((text, -1) for text in story.foot[12:])]


def _framed(lines: Sequence[Line], held_out: bool, pool: Pool, draw: np.random.Generator) -> list[Line]:
    """Set lines that begin with a title of their own between some furniture, the byline below the title."""
    frame = Frame.drawn(pool, held_out, draw)
    return [*frame.head, lines[0], *frame.byline, *lines[1:], *frame.foot]


def listing(pool: Pool, held_out: bool, draw: np.random.Generator) -> Styled:
    """Make a listing."""
    house: Marks = pick(draw, marks(held_out))
    lines = list(pick(draw, FORMS)(house, pick(draw, FIELDS[held_out]), draw))
    return house.name, _framed(lines, held_out, pool, draw)


def short_line(pool: Pool, held_out: bool, draw: np.random.Generator) -> Styled:
    """Make an article in short lines."""
    house: Account = pick(draw, accounts(held_out))
    story = pick(draw, pool.stories)
    return house.name, _around(story, short_lines(house, story, draw), held_out, pool, draw)


def comments(pool: Pool, held_out: bool, draw: np.random.Generator) -> Styled:
    """Make an article with comments below."""
    house: Board = pick(draw, boards(held_out))
    story = pick(draw, pool.stories)
    return house.name, _around(story, commented(house, story, pool, draw), held_out, pool, draw)


def excerpts(pool: Pool, held_out: bool, draw: np.random.Generator) -> Styled:
    """Make an article with excerpts of other pages."""
    house: Block = pick(draw, blocks(held_out))
    story = pick(draw, pool.stories)
    return house.name, _around(story, excerpted(house, story, pool, draw), held_out, pool, draw)


def seconds(pool: Pool, held_out: bool, draw: np.random.Generator) -> Styled:
    """Make an article with another behind it."""
    house: Sequel = pick(draw, sequels(held_out))
    story = pick(draw, pool.stories)
    return house.name, _around(story, continued(house, story, pool, draw), held_out, pool, draw)


def threads(pool: Pool, held_out: bool, draw: np.random.Generator) -> Styled:
    """Make a thread of a forum."""
    house: Forum = pick(draw, forums(held_out))
    lines = list(thread(house, pick(draw, pool.stories), pool, draw))
    return house.name, _framed(lines, held_out, pool, draw)


def _voiced(say: Callable[..., Iterable[Line]]) -> Maker:
    def make(pool: Pool, held_out: bool, draw: np.random.Generator) -> Styled:
        house: Voice = pick(draw, voices(held_out))
        lines = list(say(house, pick(draw, pool.stories), pool, draw))
        return house.name, _framed(lines, held_out, pool, draw)

    return make


def table(pool: Pool, held_out: bool, draw: np.random.Generator) -> Styled:
    """Make an article with a table in it."""
    house = pick(draw, marks(held_out))
    story = pick(draw, pool.stories)
    return house.name, _around(story, with_table(house, story, draw), held_out, pool, draw)


def attachments(pool: Pool, held_out: bool, draw: np.random.Generator) -> Styled:
    """Make a notice with attachments."""
    house = pick(draw, marks(held_out))
    return house.name, _framed(list(with_attachments(house, draw)), held_out, pool, draw)


KINDS: dict[str, Maker] = {
    "listing": listing,
    "short_lines": short_line,
    "comments": comments,
    "excerpts": excerpts,
    "seconds": seconds,
    "threads": threads,
    "questions": _voiced(asked),
    "dialogue": _voiced(interviewed),
    "verse": _voiced(sung),
    "table": table,
    "attachments": attachments,
}


def made(
    kind: str, pool: Pool, n: int, *, held_out: bool, seed: int = 0
) -> tuple[list[Page], dict[tuple[str, int], int]]:
    """Make pages of one kind.

    Parameters
    ----------
    kind : str
        One of `KINDS`.
    pool : Pool
        Real articles, headlines and short texts that may be used.
    n : int
    held_out : bool
        Of the houses kept for measuring, or of those for training.
    seed : int
        The same kind, pool, purpose and seed give the same pages, and page number i is the same whatever ``n`` is.

    Returns
    -------
    pages : list of Page
        Named ``made:KIND/HOUSE/NUMBER``; `house_of` names kind and house, what cross-validation keeps together.
    gold : dict of (page name, 1-based line) to role
        -1 for a line that is no content and has no known role. Lines in doubt are left out.

    Raises
    ------
    ValueError
        When the pool has no article.
    """
    if not pool.stories:
        raise ValueError("made pages need a pool with articles, got none; give records whose kind is article")
    pages: list[Page] = []
    gold: dict[tuple[str, int], int] = {}
    script = Script()
    for i in range(n):
        draw = np.random.default_rng([zlib.crc32(f"{kind}/{'held' if held_out else 'house'}".encode()), seed, i])
        house, lines = KINDS[kind](pool, held_out, draw)
        page, roles = as_page(f"made:{kind}/{house}/{seed}-{i}", lines, script, draw)
        pages.append(page)
        gold |= {(page.name, number): role for number, role in roles.items()}
    return pages, gold


def house_of(name: str) -> str:
    """Return the kind and house of a made page by its name."""
    return name.removeprefix("made:").rsplit("/", 1)[0]
