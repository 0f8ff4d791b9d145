"""Made kinds: pages for training and measuring of kinds that are no plain article, in houses for each purpose.

    pool = Pool.of(records, short_texts(corpora))
    pages, gold = made("listing", pool, 200, held_out=False, seed=0)

Real text comes from the pool alone; the rest is written here. Houses for training and held-out ones share no label, no
numbering, no line of tools and no words of a field, so that what is measured on the latter was not learned by heart.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from analysis.reading.page import Page
from analysis.training.gold import CLEAN_DOCUMENTS, read_records
from analysis.training.made_bilingual import bilingual, readers
from analysis.training.made_code import manuals, taught
from analysis.training.made_comments import boards, commented
from analysis.training.made_credits import credited_lines
from analysis.training.made_digests import digested, digests
from analysis.training.made_excerpts import blocks, excerpted
from analysis.training.made_feeds import fed, feeds
from analysis.training.made_filings import exchanges, filed
from analysis.training.made_forums import forums, thread
from analysis.training.made_furniture import Frame
from analysis.training.made_house import FOOT_TOLD, OTHER, Line, Pool, Script, Story, as_page, chance, pick
from analysis.training.made_inserts import with_attachments, with_table
from analysis.training.made_listings import Form, agenda, notice, prices, schedule, tables
from analysis.training.made_marks import Marks, marks
from analysis.training.made_members import clubs, told_of
from analysis.training.made_offers import booths, offered
from analysis.training.made_papers import journals, printed
from analysis.training.made_pictures import albums, pictured
from analysis.training.made_promos import polled, promoted, stands
from analysis.training.made_records import recorded, registries
from analysis.training.made_rolls import contents, names, ranking, recipe, scores
from analysis.training.made_seconds import continued, sequels
from analysis.training.made_sections import grouped, subheaded
from analysis.training.made_sheets import certificate, chronicle, directory, offer, programme, sheet
from analysis.training.made_short_lines import accounts, short_lines
from analysis.training.made_specs import cards, specified
from analysis.training.made_tags import Tagged, markup_of
from analysis.training.made_talks import asked, interviewed, sung, voices
from analysis.training.made_teasers import shelves, teased
from analysis.training.made_words import FIELDS

FORMS: tuple[Form, ...] = (
    agenda, agenda, schedule, prices, notice, notice, tables, names, ranking, contents, scores, recipe,
    sheet, chronicle, offer, programme, directory, certificate,
)  # fmt: skip
SHORT_TEXTS = ("shopping10", "medqa")
MADE = "made:"  # how names of made pages begin
OWN_FRAME = 0.3  # of the pages of real articles have furniture written here
LONGEST_TEXT = 1200  # characters of a short text
Styled = tuple[str, Sequence[Line]]  # a house's name, and the lines that a page of it has
Houses = Callable[[bool], Sequence[Any]]  # of training, or held out
Tell = Callable[[Any, Story, Pool, np.random.Generator], Iterable[Line]]
Maker = Callable[[Pool, bool, np.random.Generator], Styled]


def short_texts(corpora: Path) -> list[str]:
    """Read what people write in short, none of the documents that stand for clean ones in training."""
    found = []
    for name in SHORT_TEXTS:
        records = read_records(corpora / f"{name}.jsonl.gz")[CLEAN_DOCUMENTS:]
        found += [str(r["text"]) for r in records if len(r["text"]) <= LONGEST_TEXT]
    return found


def _of_article(
    houses: Houses, tell: Tell, skip: int = 0, credited: bool = False, own_frame: float = OWN_FRAME
) -> Maker:
    """Make pages of an article's own page: what a house tells of it, between its furniture or that of a house here.

    Lines of the furniture next behind the article are skipped where the house tells some of them itself. Credits stand
    behind what ends with the article. What teaches names alone has real furniture, whose roles nobody says: those of
    the houses here are one to a block.
    """

    def make(pool: Pool, held_out: bool, draw: np.random.Generator) -> Styled:
        house, story = pick(draw, houses(held_out)), pick(draw, pool.stories)
        head: list[Line] = [(text, OTHER) for text in story.head]
        foot: list[Line] = [(text, OTHER) for text in story.foot[skip:]]
        if chance(draw, own_frame):
            frame = Frame.written(pool, held_out, draw)
            head, foot = frame.head, frame.foot
        last = credited_lines(held_out, draw) if credited else ()
        return house.name, [*head, *tell(house, story, pool, draw), *last, *foot]

    return make


def _of_its_own(houses: Houses, tell: Tell) -> Maker:
    """Make pages of what begins with a title of its own: furniture of any page around, the byline below the title."""

    def make(pool: Pool, held_out: bool, draw: np.random.Generator) -> Styled:
        house = pick(draw, houses(held_out))
        title, *lines = tell(house, pick(draw, pool.stories), pool, draw)
        frame = Frame.drawn(pool, held_out, draw)
        return house.name, [*frame.head, title, *frame.byline, *lines, *credited_lines(held_out, draw), *frame.foot]

    return make


def listing(marks: Marks, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield one of the forms of listings, of any field that the house may talk of."""
    del story, pool
    yield from pick(draw, FORMS)(marks, pick(draw, FIELDS[marks.held_out]), draw)


KINDS: dict[str, Maker] = {
    "listing": _of_its_own(marks, listing),
    "short_lines": _of_article(accounts, short_lines, credited=True),
    "comments": _of_article(boards, commented, FOOT_TOLD),
    "excerpts": _of_article(blocks, excerpted, FOOT_TOLD),
    "seconds": _of_article(sequels, continued),
    "threads": _of_its_own(forums, thread),
    "questions": _of_its_own(voices, asked),
    "dialogue": _of_its_own(voices, interviewed),
    "verse": _of_its_own(voices, sung),
    "table": _of_article(marks, with_table, credited=True),
    "attachments": _of_its_own(marks, with_attachments),
    "teasers": _of_article(shelves, teased),
    "adverts": _of_article(stands, promoted),
    "polls": _of_article(stands, polled),
    "subheads": _of_article(marks, subheaded),
    "groups": _of_article(marks, grouped, credited=True),
    "specs": _of_article(cards, specified, credited=True),
    "papers": _of_article(journals, printed),
    "feeds": _of_article(feeds, fed, FOOT_TOLD),
    "code": _of_article(manuals, taught, credited=True),
    "digests": _of_its_own(digests, digested),
    "filings": _of_its_own(exchanges, filed),
    "bilingual": _of_article(readers, bilingual, credited=True),
    "pictures": _of_article(albums, pictured, credited=True, own_frame=0.0),
    "offers": _of_article(booths, offered, own_frame=0.0),
    "members": _of_article(clubs, told_of, own_frame=0.0),
    "records": _of_article(registries, recorded, credited=True, own_frame=0.0),
}


def made(
    kind: str, pool: Pool, n: int, *, held_out: bool, seed: int = 0, tagged: Sequence[Tagged] = ()
) -> tuple[list[Page], dict[tuple[str, int], int]]:
    """Make pages of one kind.

    Parameters
    ----------
    kind : str
        One of `KINDS`.
    pool : Pool
        Real articles, headlines and short texts that may be used. Each purpose has its half of the short texts; of the
        articles the caller leaves out what is kept for measuring.
    n : int
    held_out : bool
        Of the houses kept for measuring, or of those for training.
    seed : int
        The same kind, pool, purpose and seed give the same pages, and page number i is the same whatever ``n`` is.
    tagged : sequence of Tagged, optional
        The pool's articles as HTML: the pages are then made with tags, their text the same.

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
    pool = replace(pool, texts=pool.texts[held_out::2])
    pages: list[Page] = []
    gold: dict[tuple[str, int], int] = {}
    script = Script()
    for i in range(n):
        draw = np.random.default_rng([zlib.crc32(f"{kind}/{'held' if held_out else 'house'}".encode()), seed, i])
        house, lines = KINDS[kind](pool, held_out, draw)
        page, roles = as_page(f"{MADE}{kind}/{house}/{seed}-{i}", lines, script, draw)
        if tagged:
            page = replace(page, markup=markup_of(kind, lines, tagged, held_out, draw))
        pages.append(page)
        gold |= {(page.name, number): role for number, role in roles.items()}
    return pages, gold


def house_of(name: str) -> str:
    """Return the kind and house of a made page by its name."""
    return name.removeprefix(MADE).rsplit("/", 1)[0]
