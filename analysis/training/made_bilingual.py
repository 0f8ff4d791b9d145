"""Made bilingual texts: real articles with each paragraph in English as well, and lists of words; all content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.training.made_house import BODY, HEADING, Line, Pool, Split, Story, chance, pick, size, text_start
from analysis.training.made_marks import NUMBERS, numbered
from analysis.training.made_words import FIELDS, english

GLOSSARIES: Split[str] = (("词汇：", "生词", "Vocabulary", "【重点词汇】", ""), ("单词表", "Words & phrases", ""))
WORDS: Split[str] = (
    ("{word} {part} {said}", "{word}　{said}", "{word}：{said}", "{word}\n{said}"),
    ("{said} {word}", "{word} [{part}] {said}"),
)
TRAINED, HELD = 24, 10
LONG_ENOUGH = 20  # characters of a paragraph that is told in English as well
PARTS_OF_SPEECH = ("n.", "v.", "adj.", "adv.", "vt.")


@dataclass(frozen=True, slots=True)
class Reader:
    """How one site prints texts in two languages.

    Attributes
    ----------
    name : str
    held_out : bool
    english_first : bool
        Or the Chinese.
    apart : bool
        Whether all of the one stands before all of the other.
    glossary : str
        What stands above a list of words; on some sites there is none.
    word, number : str
        Forms of a word with its meaning, and of its number.
    numbering : bool
    """

    name: str
    held_out: bool
    english_first: bool
    apart: bool
    glossary: str
    word: str
    number: str
    numbering: bool


@cache
def readers(held_out: bool) -> tuple[Reader, ...]:
    """Return the sites: 24 for training, 10 held out."""
    draw, h = np.random.default_rng(541 + held_out), held_out
    return tuple(
        Reader(
            f"{'held' if h else 'house'}{i:02d}", h, chance(draw, 0.5), chance(draw, 0.3), pick(draw, GLOSSARIES[h]),
            pick(draw, WORDS[h]), pick(draw, NUMBERS[h]), chance(draw, 0.5),
        )
        for i in range(HELD if h else TRAINED)
    )  # fmt: skip


def bilingual(reader: Reader, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield an article with what it says in English before or behind it, and perhaps a list of words."""
    del pool
    told = story.told()
    first = text_start(told)
    yield from told[:first]
    if reader.apart:
        said = [line for text, role in told[first:] for line in in_english(text, role, draw)]
        yield from [*said, *told[first:]] if reader.english_first else [*told[first:], *said]
    else:
        for text, role in told[first:]:
            said = in_english(text, role, draw)
            yield from [*said, (text, role)] if reader.english_first else [(text, role), *said]
    if reader.glossary:
        yield from glossary(reader, draw)


def in_english(text: str, role: int, draw: np.random.Generator) -> list[Line]:
    """Return a paragraph of English about as long as one of Chinese; nothing for what is short or no text."""
    if role != BODY or len(text) < LONG_ENOUGH:
        return []
    return [(". ".join(english(draw, 16).capitalize() for _ in range(1 + len(text) // 60)) + ".", BODY)]


def glossary(reader: Reader, draw: np.random.Generator) -> Iterator[Line]:
    """Yield English words with what they mean."""
    yield reader.glossary, HEADING
    field = pick(draw, FIELDS[reader.held_out])
    for n in range(1, size(draw, 4, 20) + 1):
        told = {"word": english(draw, 1), "part": pick(draw, PARTS_OF_SPEECH), "said": pick(draw, field.matters)}
        line = (numbered(reader.number, n) if reader.numbering else "") + reader.word.format(**told)
        yield from ((text, BODY) for text in line.split("\n"))
