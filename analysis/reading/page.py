"""Page: one scraped document, and what is said of those that could not be read, or not whole."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape
from itertools import islice

from analysis.reading.characters import tidy
from analysis.reading.flattening import flatten
from analysis.reading.limits import Limits, UnreadableError, deadline, shortened
from analysis.reading.masks import mask_text
from analysis.reading.records import Fields
from analysis.reading.tags import MarkupArray

UNBOUND = Limits(page=2**40, lines=2**40, line=2**40)
WHOLE = re.compile(r"\s*<(?:!doctype\b|!--|\?xml\b|html\b)", re.IGNORECASE)
STARTS = re.compile(
    r"\s*<(?:head|body|div|p|section|article|main|span|h[1-6]|table|[uo]l|img|br|a|figure|blockquote|center|font|strong"
    r"|b|em)[\s/>]",
    re.IGNORECASE,
)
TAG = re.compile(r"</?[a-z][^<>]{0,1000}>", re.IGNORECASE)
CLOSES = re.compile(r"</[a-z]|<br\s*/?>", re.IGNORECASE)
ENDS = re.compile(r"</(?:p|div|section|li|h[1-6])>|<br\s*/?>", re.IGNORECASE)
BLOCKS = 3  # ended by tags, more than by line ends: such a text is HTML, whatever it begins with
MOST_TITLE = 1_000  # characters of a declared title that are kept; each line of the page is compared with it


@dataclass(frozen=True, slots=True)
class Page:
    r"""One scraped document.

    Attributes
    ----------
    name : str
        Path relative to the given folder, the file name, or ``name#n`` for the n-th record of a container.
    text : str
        The visible text with ``\n`` between lines; for a record with a title, the title is line 1.
    encoding : str
        The encoding the bytes were read with.
    sha256 : str
        Of the file's bytes as they lie on disk; empty for a record or member of a container.
    title : str
        The title that the HTML or the record declares; empty where there is none.
    titled : bool
        Whether line 1 of ``text`` is that declared title, put there by the reader.
    date : str
        The date that the record declares, as it is written there; empty where there is none.
    markup : float32 array, shape (lines of ``text``, len(tags.NAMES)), or None
        What the tags around each line tell, for a page that came as HTML.
    """

    name: str
    text: str
    encoding: str = "utf-8"
    sha256: str = ""
    title: str = ""
    titled: bool = False
    date: str = ""
    markup: MarkupArray | None = field(default=None, compare=False, repr=False)

    def masked(self) -> Page:
        """Return the page with what `analysis.mask_text` hides in its text and its title hidden; its name stays."""
        return replace(self, text=mask_text(self.text), title=mask_text(self.title))


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or record that could not be read, or not whole, and why (a code that the messages translate)."""

    name: str
    reason: str
    detail: str = ""


def page_of(text: str, html: bool, like: Page, limits: Limits | None = None) -> Page:
    """Return decoded text or HTML as a page.

    Parameters
    ----------
    text : str
    html : bool
    like : Page
        Its name, encoding and hash are taken.
    limits : Limits, optional

    Raises
    ------
    UnreadableError
        When there is nothing to read, or what tags make of it is too much.
    """
    return cut_page(text, html, like, limits or Limits())[0]


def cut_page(text: str, html: bool, like: Page, limits: Limits) -> tuple[Page, str]:
    """Return decoded text or HTML as a page, and what was cut off, empty for nothing; parameters as in `page_of`.

    Raises
    ------
    UnreadableError
        As `page_of` does.
    """
    if not text.strip():
        raise UnreadableError("empty", "")
    if not html:
        whole, cut = shortened(tidy(text), limits)
        return replace(like, text=whole), cut
    over = f"page > {limits.page}" if len(text) > limits.page else ""
    with deadline(limits.seconds):
        flat = flatten(text[: limits.page], limits.lines + 1, limits.depth)
    if not flat.text:
        raise UnreadableError("empty", "HTML")
    whole, cut = shortened(tidy(flat.text), limits)
    markup = flat.markup[: whole.count("\n") + 1]
    told = ", ".join(filter(None, (over, f"depth > {limits.depth}" if flat.deep else "", cut)))
    return replace(like, text=whole, title=tidy(flat.title)[:MOST_TITLE], markup=markup), told


def record_page(row: Mapping[str, object], like: Page, fields: Fields | None = None) -> Page:
    """Return a record with a field for the text, and perhaps for title and date, as a page, the title on line 1.

    A text that begins with a tag, or ends blocks with tags, is read as HTML.

    Raises
    ------
    UnreadableError
        As `page_of` does, for HTML.
    """
    return cut_record(row, like, fields or Fields(), UNBOUND)[0]


def cut_record(row: Mapping[str, object], like: Page, fields: Fields, limits: Limits) -> tuple[Page, str]:
    """Return a record as a page, and what was cut off, empty for nothing; parameters as in `record_page`.

    Raises
    ------
    UnreadableError
        As `record_page` does.
    """
    body, title = fields.text_of(row), " ".join(tidy(fields.title_of(row)).split())
    like = replace(like, date=fields.date_of(row))
    if not is_html(body):
        text, cut = shortened(tidy(f"{title}\n{body}" if title else body), limits)
        return replace(like, text=text, title=title[:MOST_TITLE], titled=bool(title)), cut
    head = f"<h1>{escape(title)}</h1>" if title and not WHOLE.match(body) else ""
    page, cut = cut_page(head + body, True, like, limits)
    return replace(page, title=title[:MOST_TITLE] or page.title, titled=bool(head)), cut


def is_html(text: str) -> bool:
    """Tell whether a text is HTML: begins with a tag and closes one, or ends several blocks with tags.

    A text of more lines than tags has its lines from elsewhere, as one that quotes some HTML: it is none.
    """
    lines = text.count("\n")
    if WHOLE.match(text) or (STARTS.match(text) and CLOSES.search(text) and _count(TAG, text, lines) == lines):
        return True
    return _count(ENDS, text, lines + BLOCKS) == lines + BLOCKS


def _count(pattern: re.Pattern[str], text: str, most: int) -> int:
    return sum(1 for _ in islice(pattern.finditer(text), most))
