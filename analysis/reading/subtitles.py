"""Subtitles: what is said in a film, without the numbers and times of ``.srt`` and ``.vtt``.

By hand: libraries read cues, of which nothing is wanted here, and a line outside of any must not be lost.
"""

from __future__ import annotations

import re

from analysis.reading.characters import tidy

CUE = re.compile(r"(?:\d+:)?\d+:\d\d[.,]\d{1,3}\s*-->")
NUMBER = re.compile(r"\d{1,9}")
FRAMED = re.compile(r"</?[a-z][^<>]{0,100}>|\{\\[^{}]{0,100}\}", re.IGNORECASE)  # how a line is shown
HEAD = "WEBVTT"


def spoken(text: str) -> str:
    """Return the lines that are shown, one after another."""
    lines = [line.strip() for line in tidy(text).lstrip("\ufeff").split("\n")]
    cues = {i for i, line in enumerate(lines) if CUE.match(line)}
    numbers = {i - 1 for i in cues if i and NUMBER.fullmatch(lines[i - 1])}
    shown = [line for i, line in enumerate(lines) if i not in cues and i not in numbers]
    if shown and shown[0].startswith(HEAD):
        shown = shown[1:]
    return "\n".join(FRAMED.sub("", line) for line in shown)
