"""Fill patterns of sentences: with the words of a subject, and with invented persons, firms and places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import cycle
from math import isqrt
from random import Random
from string import Formatter
from typing import NamedTuple

from tests.benchmarks import generator_patterns as given
from tests.benchmarks import generator_words as words

FEWEST_NAMES = 400
NAMES_PER_ROOT = 60  # names grow with the root of the number of pages, as the vocabulary of a language does
TIERS = 6  # times that the range which a name is drawn from may be halved: few are met often, most seldom
KINDS = ("abc", "vw", "pq", "mk")  # slots of things, acts, people, figures
FOCUS = (9, 5, 4, 3)  # as many of each kind one article speaks of
CAST = {"person": 2, "firm": 2, "place": 3}  # names in one article

NO_OPENING = tuple("“不也至另目由受与如按这要早没")  # a sentence that begins so joins the one before by itself
OPENED, TAILED, OWN = 0.15, 0.2, 0.3  # shares of sentences; the last, of those that only their subject has
DAYS = [f"{month}月{day}日" for month in range(1, 13) for day in range(1, 29)]
SHARED = {
    "n": [str(n) for n in range(11, 990, 3)],
    "tens": [str(n) for n in range(11, 70)],
    "big": [str(n) for n in range(1_050, 9_900, 31)] + [f"{n / 10}万" for n in range(11, 990, 7)],
    "few": [str(n) for n in range(2, 10)],
    "pct": [f"{n / 10}" for n in range(11, 480, 3)],
    "day": DAYS,
    "month": [str(n) for n in range(1, 13)],
    "year": [str(n) for n in range(2003, 2025)],
    "up": "增长 上升 提高 下降 回落 减少".split(),
    "said": "表示 介绍 认为 坦言 说 指出 解释说 补充道 告诉记者".split(),
    "when": "近日 日前 今年以来 连日来 上周 本月初 春节过后 这几天 前不久 眼下 入夏以来 去年底".split(),
}


class Names(NamedTuple):
    """Invented persons, firms and places, those that are met most first."""

    person: list[str]
    firm: list[str]
    place: list[str]


def names_for(n_pages: int, seed: int) -> Names:
    """Invent names, more of them for more pages."""
    draw = Random(f"names {seed}")
    many = max(FEWEST_NAMES, NAMES_PER_ROOT * isqrt(n_pages))

    def run(syllables: str, n: int) -> str:
        return "".join(draw.choices(syllables, k=n))

    persons = [draw.choice(words.SURNAMES) + run(words.GIVEN, draw.choice((1, 2, 2))) for _ in range(many)]
    firms = [run(words.FIRM_STEMS, draw.choice((2, 2, 3))) + draw.choice(words.FIRM_ENDS) for _ in range(many)]
    places = [run(words.PLACES, draw.choice((1, 1, 2))) + draw.choice(words.PLACE_ENDS) for _ in range(many)]
    return Names(persons, firms, places)


class Pattern(NamedTuple):
    """A pattern taken apart once: ``%s`` where slots were, and the names of the slots."""

    text: str
    slots: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Pattern:
        """Take a pattern with ``{slots}`` apart."""
        pieces = list(Formatter().parse(text))
        marked = "".join(said.replace("%", "%%") + ("" if slot is None else "%s") for said, slot, _, _ in pieces)
        return cls(marked, tuple(slot for _, slot, _, _ in pieces if slot is not None))


def patterns(texts: Sequence[str]) -> list[Pattern]:
    """Take patterns apart."""
    return [Pattern.of(text) for text in texts]


class Lexicon:
    """The words of a subject by slot, and the patterns that it can be spoken of with."""

    def __init__(self, subject: words.Subject) -> None:
        self.section = subject.section
        self.words = [said.split() for said in (subject.things, subject.acts, subject.people, subject.figures)]
        self.own = patterns(subject.own)


PATTERNS, OPENINGS, TAILS = patterns(given.PATTERNS), patterns(given.OPENINGS), patterns(given.TAILS)
LEXICONS = {name: Lexicon(subject) for name, subject in words.SUBJECTS.items()}


class Voice:
    """Fills patterns. `speak_of` or `mention` comes before anything is said.

    Parameters
    ----------
    draw : Random
        The same state says the same.
    names : Names
    """

    def __init__(self, draw: Random, names: Names) -> None:
        self.draw, self.names = draw, names
        self._slots: dict[str, Callable[[], str]] = {slot: partial(draw.choice, said) for slot, said in SHARED.items()}
        self._slots["editor"] = partial(self.name, "person")

    def speak_of(self, lexicon: Lexicon) -> None:
        """Choose what an article is about: some things of its subject and a few names, which come back in it."""
        sample = self.draw.sample
        for slots, said, many in zip(KINDS, lexicon.words, FOCUS, strict=True):
            self._turn(slots, sample(said, many))
        for slot, many in CAST.items():
            self._turn((slot,), [self.name(slot) for _ in range(many)])
        self._slots["there"] = self._slots["place"]
        self._common = cycle(sample(PATTERNS, len(PATTERNS)))
        self._own = iter(sample(lexicon.own, len(lexicon.own)))

    def mention(self, lexicon: Lexicon) -> None:
        """Turn to a subject for a headline: any of its words, any names."""
        for slots, said in zip(KINDS, lexicon.words, strict=True):
            self._turn(slots, self.draw.sample(said, len(slots)))
        for slot in CAST:
            self._slots[slot] = partial(self.name, slot)
        self._slots["there"] = self._slots["place"]

    def sentence(self) -> str:
        """Return a sentence of the article, without its end. No pattern comes twice before all have come."""
        random, choice = self.draw.random, self.draw.choice
        pattern = next(self._own, None) if random() < OWN else None
        pattern = pattern or next(self._common)
        said = self.say(pattern)
        if random() < OPENED and not pattern.text.startswith(NO_OPENING):
            said = self.say(choice(OPENINGS)) + said
        if random() < TAILED and "”" not in said:
            said += self.say(choice(TAILS))
        return said

    def know(self, **facts: str) -> None:
        """Set slots to what they say from now on."""
        self._slots |= {slot: partial(str, said) for slot, said in facts.items()}

    def say(self, pattern: Pattern) -> str:
        """Return a pattern with its slots filled."""
        slots = self._slots
        return pattern.text % tuple([slots[slot]() for slot in pattern.slots])

    def name(self, kind: str) -> str:
        """Draw a name. By shifts of whole numbers, not by powers: those are rounded as the machine likes."""
        known: list[str] = getattr(self.names, kind)
        return known[int(self.draw.random() * (len(known) >> int(self.draw.random() * (TIERS + 1))))]

    def _turn(self, slots: Sequence[str], said: list[str]) -> None:
        following = cycle(said).__next__  # one turn for all its slots: no sentence says one thing of itself
        for slot in slots:
            self._slots[slot] = following
