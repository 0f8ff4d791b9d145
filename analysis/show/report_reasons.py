"""Reasons in both languages: a table tells a line's reason in one, the page can show the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import combinations, islice, product

from analysis.languages import LANGUAGES
from analysis.reading.characters import HAN
from analysis.separation.context import NEVER
from analysis.separation.doubts import NOTHING
from analysis.separation.evidence import NAMES
from analysis.separation.pieces import LABELS, PIECES, TERMS
from analysis.separation.reasons import OVERRULED

UNSURE = {  # what `analysis.separation.doubts` says of a page, and on which lines
    "zh": re.compile(
        r"约 (\d+)% 的字可能判错(?:；留下的第 ([\d、]+) 行可能是杂讯)?(?:；扬掉的第 ([\d、]+) 行可能是正文)?"
    ),
    "en": re.compile(
        r"about (\d+)% of the characters may be wrong"
        r"(?:; kept but perhaps noise: lines? ([\d, ]+))?(?:; dropped but perhaps article: lines? ([\d, ]+))?"
    ),
}
NONE_KEPT = ("一行也没有留下", "nothing was kept")
SEPARATORS = {"zh": "；", "en": "; "}
NUMBER = re.compile(r"\d+")
HAN_CHARACTER = re.compile(f"[{HAN}]")
LOOKED_AT = 100  # reasons that show in which language they are told
Pair = tuple[str, ...]


def language_of(reasons: Iterable[str]) -> str:
    """Return the language in which reasons are told."""
    return "zh" if any(map(HAN_CHARACTER.search, islice(filter(None, reasons), LOOKED_AT))) else "en"


class Dictionary:
    """Collects the pieces that reasons are made of, each once and in both languages.

    Attributes
    ----------
    pieces : list of [str, str]
        Chinese, English; the same text twice where nothing tells the other.
    """

    def __init__(self, lang: str) -> None:
        self.pieces: list[Pair] = []
        self._lang = lang
        self._places: dict[str, int] = {}
        self._whole: dict[str, list[int]] = {}

    def places(self, reason: str) -> list[int]:
        """Return the places of a reason's pieces."""
        if reason not in self._whole:
            said = [piece for piece in reason.split(SEPARATORS[self._lang]) if piece]
            self._whole[reason] = [self._place(piece) for piece in said]
        return self._whole[reason]

    def _place(self, piece: str) -> int:
        if piece not in self._places:
            self._places[piece] = len(self.pieces)
            self.pieces.append(in_both(piece, self._lang))
        return self._places[piece]


def in_both(piece: str, lang: str) -> Pair:
    """Return a piece of a reason in Chinese and English; as it stands, twice, if it is not known."""
    number = NUMBER.search(piece)
    key = NUMBER.sub("#", piece, count=1) if number else piece
    known = _phrases()[LANGUAGES.index(lang)].get(key)
    if known is None:
        return (piece, piece)
    return tuple(said.replace("#", number.group() if number else "") for said in known)


def doubt_in_both(doubt: str) -> Pair | str:
    """Return why a page is unsure in Chinese and English, nothing for nothing; what is not known stands twice."""
    if not doubt or doubt in NOTHING:
        return NONE_KEPT if doubt else ""
    for said in UNSURE.values():
        if found := said.fullmatch(doubt):
            share, *lines = found.groups()
            return _doubt(int(share), *(NUMBER.findall(some or "") for some in lines))
    return (doubt, doubt)


def _doubt(share: int, kept: list[str], dropped: list[str]) -> Pair:
    """Say it in the words of the report, in which lines are kept or dropped."""
    zh, en = [f"约 {share}% 的字可能判错"], [f"about {share}% of the characters may be misjudged"]
    for lines, now, other, is_now, may_be in (
        (kept, "留下", "该扬掉", "kept", "to be dropped"),
        (dropped, "扬掉", "是正文", "dropped", "article"),
    ):
        if lines:
            zh.append(f"{now}的第 {'、'.join(lines)} 行可能{other}")
            en.append(f"{is_now} but perhaps {may_be}: line{'s' * (len(lines) > 1)} {', '.join(lines)}")
    return SEPARATORS["zh"].join(zh), SEPARATORS["en"].join(en)


def share_in(doubt: str) -> float:
    """Return the share of a page's characters, 0..1, that may be wrong as is said of it; 0 where it is not said."""
    found = [said.fullmatch(doubt) for said in UNSURE.values()]
    return next((int(one.group(1)) / 100 for one in found if one), 0.0)


@cache
def _phrases() -> tuple[dict[str, Pair], ...]:
    """Return what pieces of evidence can say, by each language, a number in it as ``#``."""
    said = {tuple(NUMBER.sub("#", text, count=1) for text in pair) for pair in _all_said()}
    return tuple({pair[i]: pair for pair in sorted(said)} for i in range(len(LANGUAGES)))


def _all_said() -> Iterator[Pair]:
    """Say everything that can be said, by asking each piece about lines of few facts."""
    yield from OVERRULED.values()
    for piece, for_content, fact in product(PIECES, (True, False), _lines()):
        yield piece.says(fact, for_content)


def _lines() -> Iterator[Callable[[str], float]]:
    """Return the facts of lines that are unlike in one fact or two."""
    names = sorted({"", "in_run", "before_run", *(NAMES[i] for piece in PIECES for i in piece.columns)})
    yield from (_facts({name: 1.0}) for name in names)
    yield from (_facts({f"term_{a}": 1.0, f"term_{b}": 1.0}) for a, b in combinations(TERMS, 2))
    far = {f"{side}_term_{name}": NEVER for side, name in product(("since", "until"), LABELS)}
    yield _facts(far)
    yield from (_facts(far | {name: 0.0}) for name in far)


def _facts(known: dict[str, float]) -> Callable[[str], float]:
    return lambda name: known.get(name, 0.0)
