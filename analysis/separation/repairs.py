"""Repairs: what scraping and typesetting did to the kept lines of a page, undone where the lines leave no doubt."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from analysis.reading.characters import NOT_WORD, fold

Row = tuple[str, str]  # text and role
HEADS = ("title", "heading")
# Entities: these names are no words of English or of code, so they are known without ampersand or semicolon.
NAMES = "nbsp|ensp|emsp|ldquo|rdquo|lsquo|rsquo|sbquo|bdquo|laquo|raquo|mdash|ndash|hellip|middot|quot|amp|lt|gt"
CODES = r"#(?:3[489]|6[02]|160|183|82[0-4]\d)"
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
NAME = rf"({NAMES}|{CODES})"
DEBRIS = re.compile(rf"& ?(?:amp;)*{NAME} ?[;；]|&{NAME}(?![A-Za-z0-9_=])|(?<![A-Za-z0-9_&#])(?:amp;)*{NAME};")
BLANKS = {"\xa0": " ", "\u2002": " ", "\u2003": "\u3000", "\u200b": "", "\u200c": "", "\u200d": "", "\xad": ""}
# Numerals glued to the end of a line. No ellipsis before them: a table of contents has its page numbers there.
GLUED = re.compile(
    r"(?:[。！？]|(?<=[\u4e00-\u9fff])[!?])[”’」』）)】\"]?(0\d|\d{1,2}|十[一二三四五六七八九]?|[一二三四五六七八九])\s*$"
)
HAN_NUMERALS = "一二三四五六七八九十"
HEADING_WIDTH = 60
# Joints. A line is over after one of these, after a footnote's number behind it, and after a dash.
ENDS = tuple("。！？；：…⋯.!?;:～~—―–-")
OVER = re.compile(
    r"[。！？；：…⋯.!?;:～~—―–-][”’」』）)】》〉\"'\]]*(?:[\d①-⑳*]|[\[［【]\d+(?:-\d+)?[\]］】]|\s)*$|[”」』）)】\]\"]\s*$"
)
FINAL = re.compile(r"[。！？；…⋯!?;][”’」』）)】\"]*$")
CLAUSE = re.compile(r"[\u4e00-\u9fff”’」』》）)][，,、；。！？](?=\s*\S)")
PARTED = re.compile(r"\t|\|| {2}|\S\u3000|[丨│┃]")  # cells of a table
BULLET = r"[-–—―*·•●○■□◆◇▪▫▲△►▶▷>»※☆★∙√✓☑①-⑳⑴-⒇⒈-⒛Ⅰ-Ⅻ#@【\[〔［]"
NUMBER = (
    r"[（(][\d一二三四五六七八九十]{1,3}[）)]|\d{1,3}(?:[、．)）\s]|\.(?!\d)|$)|[一二三四五六七八九十]{1,3}(?:[、．.)）\s是要则]|$)"
    r"|第?[\d一二三四五六七八九十百]+[章节条款项]|第[\d一二三四五六七八九十]+[，,、]|(?:首先|其[一二三四五次]|再次|最后)[，,]"
)
LABEL = r"[^\W\d][^，,。；！？“”\s]{0,11}[：:]"
PARAGRAPH = re.compile(rf"\s{{2}}|\u3000|\s?(?:{BULLET}|{NUMBER}|{LABEL})")
CANNOT_START = re.compile(r"[，,。、；！？”’」』）》】]")
CANNOT_END = re.compile(r"[、“‘「『（(《]$|(?<![如即])[，,]$|(?<=[\u4e00-\u9fff])[和与及或把被将]$")
NOT_HAN = re.compile(r"[^\u3400-\u9fff]+")
PAIRS = {"“": "”", "「": "」", "『": "』", "《": "》", "（": "）", "(": ")"}
CLOSES_WITHIN = 40  # characters of the second line in which an opened bracket must close
COLUMN = 40  # a line narrower than twenty Han characters may be verse, an address, an item of a list
BARE = 80  # nor does one without a mark at its end prove much, if it is not wider than most headings
TEARS = 4  # so many on one page are no slips of the pen
WRAPPED_LINES = 4  # so many unfinished lines of one width are no chance
INDENT = 6  # first lines whose indent was stripped are narrower by so much
TOP = 6  # kept lines among which a headline that comes again is the same one
HEADLINE = 6  # letters; a shorter line may well come twice
ROUNDS = 20  # of a repair that may show more to repair; more where little is left to look through:
WORK = 200_000  # characters, or lines, that all rounds together look through
ORDERLY = 0.6  # share of a page's prose lines that must be finished for an unfinished one to be an accident


def repair(texts: Sequence[str], roles: Sequence[str]) -> list[str]:
    """Repair the kept lines of one page: entities, glued numerals, broken paragraphs.

    Parameters
    ----------
    texts, roles : sequences of str, shape (n_lines,)
        The kept lines in order, as they stand (indents tell paragraphs apart), and their roles.

    Returns
    -------
    list of str
        The repaired lines without white space at their ends; lines of nothing but white space are left out. To repair
        them again changes nothing, unless an indent was all that kept two lines apart.
    """
    decoded = [decode_entities(text) for text in texts]
    return [text.strip() for text in join_broken(*split_numerals(decoded, roles))[0] if text.strip()]


def decode_entities(text: str) -> str:
    """Decode a text's HTML entities, also escaped twice, and their debris, such as ``ldquo;`` or ``& nbsp;``.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        The text on one line as before: entities of line breaks become spaces, invisible ones nothing.
    """
    for _ in _rounds(len(text)):
        if not ("&" in text or ";" in text) or (after := DEBRIS.sub(_debris, ENTITY.sub(_entity, text))) == text:
            break
        text = after
    return text


def _rounds(size: int) -> range:
    """Return the rounds that a repair of so many characters or lines may take: each round may bring one thing alone."""
    return range(max(ROUNDS, WORK // max(1, size)))


def _entity(match: re.Match[str]) -> str:
    return _visible(html.unescape(match[0]), match[0])


def _debris(match: re.Match[str]) -> str:
    return _visible(html.unescape(f"&{match[match.lastindex or 0]};"), match[0])


def _visible(decoded: str, entity: str) -> str:
    # `html.unescape` decodes a beginning it knows (&notary; to ¬ary;) and leaves what it does not know
    if decoded.endswith(";") and entity.endswith(";") and len(decoded) > 1:
        return entity
    shown = (BLANKS.get(c, " " if c.isspace() and c != "\u3000" else c) for c in decoded)
    return "".join(c for c in shown if c.isprintable() or c == "\u3000")


def headline_once(texts: Sequence[str], roles: Sequence[str]) -> tuple[list[str], list[str]]:
    """Leave out a headline that stood before, at the top of the page; parameters as in `repair`."""
    if not any(role in HEADS for role in roles[: TOP - 1]):
        return list(texts), list(roles)
    cores = [NOT_WORD.sub("", fold(text)) for text in texts[:TOP]]
    heads = [c if r in HEADS and len(c) >= HEADLINE else None for c, r in zip(cores, roles[:TOP], strict=True)]
    left = [i for i in range(len(texts)) if i >= TOP or cores[i] not in heads[:i]]
    return [texts[i] for i in left], [roles[i] for i in left]


def split_numerals(texts: Sequence[str], roles: Sequence[str]) -> tuple[list[str], list[str]]:
    """Split off the section numbers that are glued to the end of the paragraph before.

    A number is split off only where the page's glued numbers rise like section numbers and headings follow them.

    Parameters
    ----------
    texts, roles : sequences of str, shape (n_lines,)

    Returns
    -------
    texts, roles : lists of str, shape (n_lines + n_split,)
        Each split-off number is a heading of its own.
    """
    return _settled(_split_once, texts, roles)


def _settled(
    step: Callable[[list[Row]], list[Row]], texts: Sequence[str], roles: Sequence[str]
) -> tuple[list[str], list[str]]:
    """Repeat a step until it finds nothing more to do, so that a second repair changes nothing."""
    lines = list(zip(texts, roles, strict=True))
    for _ in _rounds(len(lines)):
        if (after := step(lines)) == lines:
            break
        lines = after
    return [text for text, _ in lines], [role for _, role in lines]


def _split_once(lines: list[Row]) -> list[Row]:
    glued = {i: match for i, (text, role) in enumerate(lines[:-1]) if role == "body" and (match := _glued(text))}
    han = [i for i, match in glued.items() if match[1][0] in HAN_NUMERALS]
    digits = [i for i, match in glued.items() if match[1].isdecimal()]
    sections = [rows for rows in (han, digits) if rows and _are_sections([glued[i][1] for i in rows], rows, lines)]
    split = {i for rows in sections for i in rows}
    return [line for i, row in enumerate(lines) for line in (_split(row, glued[i]) if i in split else [row])]


def _glued(text: str) -> re.Match[str] | None:
    last = text.rstrip()[-1:]
    numeral = last.isdecimal() or (last and last in HAN_NUMERALS)  # of few lines; the search goes through all of one
    return GLUED.search(text) if numeral else None


def _split(line: Row, glued: re.Match[str]) -> list[Row]:
    return [(line[0][: glued.start(1)], line[1]), (glued[1], "heading")]


def _are_sections(numerals: list[str], rows: list[int], lines: list[Row]) -> bool:
    """Whether the numerals glued to these rows are section numbers and not, say, those of footnotes."""
    following = [lines[i + 1] for i in rows]
    headed = sum(map(_heads, following)) * 3 >= 2 * len(rows) if len(rows) > 1 else following[0][1] == "heading"
    return headed and _rising([_value(numeral) for numeral in numerals])


def _value(numeral: str) -> int:
    if numeral.isdecimal():
        return int(numeral)
    return sum(HAN_NUMERALS.index(c) + 1 for c in numeral)


def _rising(values: list[int]) -> bool:
    """Whether each value follows an earlier one or starts anew: sections hold sections; one number may be lost."""
    seen = {values[0]}
    for value in values[1:]:
        if value != 1 and not {value - 1, value - 2} & seen:
            return False
        seen.add(value)
    return values[0] in (1, 2)


def _heads(line: Row) -> bool:
    text, role = line
    return role == "heading" or (_width(text) <= HEADING_WIDTH and not FINAL.search(text))


def join_broken(texts: Sequence[str], roles: Sequence[str]) -> tuple[list[str], list[str]]:
    """Join the body lines that columns, frames or hard line breaks tore in the middle of a sentence.

    Lines are joined where the page's unfinished lines have one width, where the tear is plain (a mark that starts no
    line behind it, a bracket open across it, a comma before it), and on pages torn in several places also where a long
    line ends without a mark although the others end with one. Short lines, which may be verse, addresses or items of a
    list, are never joined to what follows.

    Parameters
    ----------
    texts, roles : sequences of str, shape (n_lines,)

    Returns
    -------
    texts, roles : lists of str, shape (n_lines - n_joints,)
    """
    return _settled(_join_once, texts, roles)


def _join_once(lines: list[Row]) -> list[Row]:
    joints = _joints(lines)
    joined: list[Row] = []
    for i, (text, role) in enumerate(lines):
        if i in joints:
            joined[-1] = (_joined(joined[-1][0], text), role)
        else:
            joined.append((text, role))
    return joined


def _joined(first: str, second: str) -> str:
    first, second = first.rstrip(), second.lstrip()
    ends = first[-1:] + second[:1]
    return f"{first}{' ' if ends.isascii() and ends.isalnum() and not ends.isdecimal() else ''}{second}"


def _joints(lines: list[Row]) -> set[int]:
    """Return the rows that continue the row before."""
    pairs = {i: (a[0], b[0]) for i, (a, b) in enumerate(pairwise(lines), 1) if _unfinished(a, b)}
    if not pairs:
        return set()
    full = _full_width([first for first, _ in pairs.values()], lines)
    wrapped = {i for i, (first, _) in pairs.items() if full and _is_full(first, full)}
    prose = {i: pair for i, pair in pairs.items() if _is_prose(pair[0])}
    torn = {i for i, pair in prose.items() if CANNOT_START.match(pair[1].lstrip()) or _open_across(*pair)}
    return wrapped | torn | _likely(prose, torn, _orderly(lines))


def _likely(prose: dict[int, tuple[str, str]], torn: set[int], orderly: bool) -> set[int]:
    """Return the rows that continue the row before if the rest of the page speaks for it."""
    commas = {i for i, (first, second) in prose.items() if CANNOT_END.search(first.rstrip()) and _is_han(second)}
    bare = {
        i
        for i, (first, second) in prose.items()
        if _width(first) >= BARE and FINAL.search(second) and not second[0].isspace()
    }
    tears = torn | commas
    if orderly and tears and len(tears | bare) >= TEARS:
        return commas | bare
    return commas if orderly or torn else set()


def _unfinished(first: Row, second: Row) -> bool:
    return (
        first[1] == second[1] == "body"
        and not first[0].rstrip().endswith(ENDS)  # most lines; the searches behind it go through all of a line
        and not PARAGRAPH.match(second[0])
        and not OVER.search(first[0])
        and not any(PARTED.search(text.strip()) for text, _ in (first, second))
    )


def _full_width(unfinished: list[str], lines: list[Row]) -> int:
    """Return the width at which the page's text is wrapped, or 0."""
    wide = [text for text in unfinished if _width(text) >= COLUMN]
    # the first lines of paragraphs may be narrower and, where paragraphs are short, as many as the full ones
    full = max((width for width, n in Counter(map(_width, wide)).items() if 4 * n >= len(wide)), default=0)
    at_full = [text for text in wide if _is_full(text, full)]
    prose = sum(CLAUSE.search(text) is not None for text in at_full)
    wider = sum(_width(text) > full + 4 for text, role in lines if role == "body")
    wrapped = len(at_full) >= max(WRAPPED_LINES, 0.8 * len(wide)) and 2 * prose >= len(at_full) >= 10 * wider
    return full if wrapped else 0


def _is_full(text: str, full: int) -> bool:
    return -INDENT <= _width(text) - full <= 2


def _open_across(first: str, second: str) -> bool:
    opened = (closer for opener, closer in PAIRS.items() if first.rfind(opener) > first.rfind(closer))
    return any(re.match(rf"[^“「『《（(]*?{re.escape(closer)}", second[:CLOSES_WITHIN]) for closer in opened)


def _orderly(lines: list[Row]) -> bool:
    prose = [text for text, role in lines if role == "body" and _is_prose(text)]
    return sum(OVER.search(text) is not None for text in prose) >= ORDERLY * len(prose)


def _is_prose(text: str) -> bool:
    return _width(text) >= COLUMN and CLAUSE.search(text) is not None and _is_han(text)


def _is_han(text: str) -> bool:
    return 2 * len(NOT_HAN.sub("", text)) >= len(text)


def _width(text: str) -> int:
    # A Han character takes two columns as it takes two bytes here, and so do the quotation marks of Chinese text, which
    # wcwidth takes for narrow ones.
    return len(text.rstrip().encode("gb18030", "replace"))
