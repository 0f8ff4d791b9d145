"""Pumps: texts that make a pattern look again and again at the same characters, made from the pattern itself.

What the pattern is made of is repeated, also behind a text that it matches, and one that it cannot match follows.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from re import _constants as kinds  # what a pattern is made of, the standard library tells nowhere else
from re import _parser as parser
from typing import Any

import analysis

OUTSIDE = 'a一5 \n,。!:"<(]x-|、z'  # of which some is not in a set of characters
NEVER = "\x01"  # what no pattern wants
MEMBERS = {kinds.CATEGORY_DIGIT: "5", kinds.CATEGORY_SPACE: " ", kinds.CATEGORY_WORD: "a", kinds.CATEGORY_NOT_WORD: "!"}
REPEATS = (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT)
Tree = Any


def patterns() -> dict[str, re.Pattern[Any]]:
    """Return the patterns of the package by their names; those that only training uses are left out."""
    found: dict[str, re.Pattern[Any]] = {}
    for module in pkgutil.walk_packages(analysis.__path__, "analysis."):
        if "training" not in module.name and not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                for inner, pattern in _inside(f"{module.name.removeprefix('analysis.')}.{name}", value):
                    found.setdefault(inner, pattern)
    first = {(p.pattern, p.flags): name for name, p in reversed(found.items())}  # one that others import is one
    return {name: found[name] for name in sorted(first.values())}


def _inside(name: str, value: object) -> Iterator[tuple[str, re.Pattern[Any]]]:
    if isinstance(value, re.Pattern):
        yield name, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _inside(f"{name}[{key}]", one)
    elif isinstance(value, list | tuple):
        for key, one in enumerate(value):
            yield from _inside(f"{name}[{key}]", one)


def pumped(pattern: re.Pattern[Any], size: int) -> Iterator[Any]:
    """Yield texts of about so many characters that are hard for a pattern."""
    whole = isinstance(pattern.pattern, str)
    source = pattern.pattern if whole else pattern.pattern.decode("latin-1")
    tree, draw = parser.parse(source, pattern.flags if whole else pattern.flags | re.ASCII), Random(0)
    usual = [c for c, _ in Counter(_characters(tree, draw)).most_common(10)]
    examples = [_example(tree, draw)[:60] for _ in range(8)]
    repeated = {*usual, *"a一5 ", *(a + b for a in usual[:6] for b in usual[:6]), *examples, *(e[1:] for e in examples)}
    for before, unit in [("", u) for u in sorted(repeated)] + [(e, c) for e in examples[:3] for c in sorted(usual[:5])]:
        if unit:
            text = before + (unit * (size // len(unit) + 1))[:size] + NEVER
            yield text if whole else text.encode("latin-1", "replace")


def _characters(tree: Tree, draw: Random) -> Iterator[str]:
    """Yield the characters that a pattern is made of, some of each set."""
    for kind, told in tree:
        if kind in (kinds.LITERAL, kinds.NOT_LITERAL, kinds.ANY, kinds.IN):
            yield from {_one(kind, told, draw) for _ in range(3)}
        else:
            for part in _parts(kind, told):
                yield from _characters(part, draw)


def _parts(kind: Any, told: Any) -> list[Tree]:  # noqa: ANN401  # as the standard library has it
    if kind is kinds.BRANCH:
        return list(told[1])
    if kind is kinds.SUBPATTERN:
        return [told[3]]
    if kind in REPEATS:
        return [told[2]]
    if kind in (kinds.ASSERT, kinds.ASSERT_NOT):
        return [told[1]]
    return [told] if kind is kinds.ATOMIC_GROUP else []


def _one(kind: Any, told: Any, draw: Random) -> str:  # noqa: ANN401  # as the standard library has it
    """Return a character that a piece of a pattern matches."""
    if kind is kinds.LITERAL:
        return chr(told)
    if kind is kinds.ANY:
        return draw.choice("a一5 ")
    if kind is kinds.NOT_LITERAL or told[0][0] is kinds.NEGATE:
        members = [(kinds.LITERAL, told)] if kind is kinds.NOT_LITERAL else told[1:]
        return draw.choice([c for c in OUTSIDE if not any(_holds(*member, c) for member in members)] or ["z"])
    member, value = draw.choice(told)
    if member is kinds.RANGE:
        return chr(draw.choice(value))
    return chr(value) if member is kinds.LITERAL else MEMBERS.get(value, "x")


def _holds(kind: Any, told: Any, character: str) -> bool:  # noqa: ANN401  # as the standard library has it
    if kind is kinds.LITERAL:
        return ord(character) == told
    if kind is kinds.RANGE:
        return told[0] <= ord(character) <= told[1]
    if kind is kinds.CATEGORY:
        name = {kinds.CATEGORY_DIGIT: r"\d", kinds.CATEGORY_SPACE: r"\s", kinds.CATEGORY_WORD: r"\w"}.get(told, r"\W")
        return re.match(name, character) is not None
    return False


def _example(tree: Tree, draw: Random) -> str:
    """Return a text that a pattern mostly matches."""
    made = []
    for kind, told in tree:
        if kind in (kinds.LITERAL, kinds.NOT_LITERAL, kinds.ANY, kinds.IN):
            made.append(_one(kind, told, draw))
        elif kind in REPEATS:
            made += [
                _example(told[2], draw) for _ in range(min(60, told[0] + draw.randrange(min(3, told[1] - told[0] + 1))))
            ]
        elif kind is kinds.BRANCH:
            made.append(_example(draw.choice(told[1]), draw))
        elif kind is not kinds.ASSERT_NOT:
            made += [_example(part, draw) for part in _parts(kind, told)]
    return "".join(made)


def seconds(way: Callable[[], object]) -> float:
    """Return the least time of this process that three calls take."""
    return min(once(way) for _ in range(3))


def once(way: Callable[[], object]) -> float:
    """Return the time of this process that a call takes."""
    began = time.process_time()
    way()
    return time.process_time() - began
