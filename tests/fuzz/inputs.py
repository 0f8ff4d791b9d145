"""Inputs: random, made and mutated bytes under a name, each a function of its number."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
from collections.abc import Callable
from functools import cache
from random import Random
from typing import NamedTuple

import pyarrow as pa

from analysis.reading.types import READABLE_TYPES, SHORT
from analysis.reading.unpacking import PACKINGS
from tests.fuzz.nasties import TEXTS, files, saved_page, tarred, warc_record, zipped
from tests.paths import SEEDS

ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "gb18030", "gb18030", "big5hkscs", "utf-16", "utf-16-le", "utf-32", "hz")
ENDINGS = (*READABLE_TYPES, *(f".txt{p}" for p in PACKINGS), *SHORT, ".warc.gz", ".jsonl.gz", ".zip.gz", ".html.zst")
LONGEST = 1_500  # bytes of a seed page that is mutated: a million small inputs find more than a thousand large ones
TOKENS = [
    *"，。！？：；、“”‘’《》（）【】…—·",
    *"首页 字号：大 备案号 展开全文 阅读原文 上一篇".split(),
    *"责任编辑：张三 来源：新华网 2024年5月6日10:20 分享到 版权所有".split(),
    *"\n \n\n \r \r\n \t \0 \u2028 \x85 \x0b \ufeff \u200b \u202e \u3000 \xa0 \ud800 \udfff \ufffd \uffff".split(" "),
    *"<p> </p> <br> <div> </div> <b> <table><tr><td> <li>".split(),
    *"<a_href=x> </a> <h1> <script> </script> <!-- --> <svg> <math> <template>".split(),
    *"&amp; &#0; &#xd800; &lt; &nbsp; &bogus; <![CDATA[ ]]> <?php ?> {{ }} \\ \" ' , ; = + - @ % $ # | ~ ^".split(),
    *"a Z 0 9 é ß İ ﬁ Ａ ｂ １ ㍿ 😀 👨‍👩‍👧 𠀀 囍 ﷺ e\u0301 の ก ع".split(),
    "12345678901", "http://a.cn/b?c=d", "a" * 300, "一" * 300,
    "\u0301" * 60, "　" * 80, "1" * 400, "." * 200, "<" * 90, "(" * 90,
]  # fmt: skip
TAGS = "div p span b i a ul li table tr td h1 br script style svg math template select option form nav title".split()
ATTRIBUTES = ("", "", " hidden", " style='display:none'", " href='x'", " class='content'", " id=ad", ' a="<p>"')
NUMBERS = (b"\0" * 9, b"\xff" * 4, b"\x7f\xff\xff\xff", b"\xff" * 7 + b"\x7f", b"-1", b"99999999999")
PACK: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": lambda raw: gzip.compress(raw, 1, mtime=0),
    ".bz2": lambda raw: bz2.compress(raw, 1),
    ".xz": lambda raw: lzma.compress(raw, preset=0),
    ".zst": lambda raw: pa.compress(raw, codec="zstd", asbytes=True),
}


class Input(NamedTuple):
    """Bytes and the name that tells what they should be."""

    name: str
    raw: bytes


@cache
def seeds() -> list[Input]:
    """Return what is mutated: sound files of each kind, nasty texts, and the seed pages."""
    made = [Input(name, raw) for name, raw in files().items()]
    texts = [t[:LONGEST] for t in TEXTS.values()]
    nasty = [Input(f"a{end}", t.encode("utf-8", "surrogatepass")) for t in texts for end in (".txt", ".html")]
    pages = [Input(f"a{p.suffix}", p.read_bytes()[:LONGEST]) for p in sorted((SEEDS / "pages").rglob("*.*"))]
    return made + nasty + [page for page in pages if page.name[1:] in READABLE_TYPES]


@cache
def lines_of_nasties() -> list[list[str]]:
    """Return the first lines of each nasty text."""
    return [[line[:200] for line in text[:2_000].split("\n")[:5]] for text in TEXTS.values()]


def input_of(number: int, seed: int = 0) -> Input:
    """Return the input of a number: random bytes, text, markup or containers, or a sound file that was changed."""
    draw = Random(f"{seed}/{number}")
    way = draw.choices((random_bytes, random_text, random_markup, random_container, mutated), (1, 3, 3, 3, 6))[0]
    return way(draw)


def random_bytes(draw: Random) -> Input:
    """Return bytes of no kind."""
    return Input(f"a{draw.choice(ENDINGS)}", draw.randbytes(draw.randrange(300)))


def _text(draw: Random, most: int = 60) -> str:
    wide = [chr(int(draw.random() * end)) for end in (0x250, 0xA000, 0xA000, 0x3000, 0x110000)]
    parts = [*draw.choices(TOKENS, k=16), *wide, *draw.choice(lines_of_nasties()), "\n", "\n", "。", "，"]
    return "".join(draw.choices(parts, k=1 + int(draw.random() * most)))


def _encoded(draw: Random, text: str) -> bytes:
    encoding = draw.choice(ENCODINGS)
    return text.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace")


def random_text(draw: Random) -> Input:
    """Return a text in some encoding, as some type of page."""
    return Input(f"a{draw.choice(('.txt', '.txt', '.md', '.html', '.csv', '.tsv'))}", _encoded(draw, _text(draw)))


def random_markup(draw: Random) -> Input:
    """Return tags in no order, with attributes that matter."""
    parts = []
    for _ in range(draw.randrange(1, 50)):
        tag, attribute, inner = draw.choice(TAGS), draw.choice(ATTRIBUTES), _text(draw, 9)
        parts.append(draw.choice((f"<{tag}{attribute}>", f"</{tag}>", f"<{tag}{attribute}>{inner}", f"<{tag}", "/>")))
    if draw.random() < 0.05:
        parts.append(draw.choice(parts) * draw.randrange(2, 3_000))
    return Input(f"a{draw.choice(('.html', '.htm', '.mhtml', '.xhtml'))}", _encoded(draw, "".join(parts)))


def random_container(draw: Random) -> Input:
    """Return a sound container of random pages, packed by chance, and damaged by chance."""
    inner = [draw.choice((random_text, random_markup))(draw) for _ in range(draw.randrange(1, 4))]
    kind = draw.choice((".zip", ".tar", ".warc", ".jsonl", ".csv", ".mhtml"))
    raw = _contained(draw, kind, inner)
    packing = draw.choice(("", "", *PACK))
    packed = PACK[packing](raw)
    return Input(f"a{kind}{packing}", _changed(draw, packed) if draw.random() < 0.3 else packed)


def _contained(draw: Random, kind: str, inner: list[Input]) -> bytes:
    if kind in (".zip", ".tar"):
        named = {draw.choice(("", "../", "/", "b/")) + f"{i}{one.name}": one.raw for i, one in enumerate(inner)}
        return zipped(named) if kind == ".zip" else tarred(named)
    if kind == ".warc":
        types = ("text/html", "text/plain", "text/html; charset=gbk", "image/png", "")
        return b"".join(warc_record(one.raw, draw.choice(types)) for one in inner)
    if kind == ".mhtml":
        return saved_page(_text(draw).encode("utf-8", "replace").decode("utf-8"))
    if kind == ".jsonl":
        made = [
            (draw.choice(("text", "正文", "x")), _text(draw), draw.choice((1, None, _text(draw, 3)))) for _ in inner
        ]
        rows = (json.dumps({key: text, "title": title}, ensure_ascii=len(text) > 99) for key, text, title in made)
        return _encoded(draw, "\n".join(rows))
    rows = ['"' + _text(draw).replace('"', '""') + '"' for _ in inner]
    return _encoded(draw, "\n".join(["text", *rows]))


def mutated(draw: Random) -> Input:
    """Return a sound file, or a nasty one, with some changes."""
    given = draw.choice(seeds())
    raw = given.raw
    for _ in range(draw.choice((1, 1, 2, 4, 16))):
        raw = _changed(draw, raw)
    name = given.name if draw.random() < 0.95 else f"a{draw.choice(ENDINGS)}"
    return Input(name, raw)


def _changed(draw: Random, raw: bytes) -> bytes:
    """Change bytes in one place: another value, something more, less, twice, in another place, or of another file."""
    a, b = sorted(draw.randrange(len(raw) + 1) for _ in range(2))
    b = min(b, a + draw.choice((1, 2, 8, 64, 10_000)))
    piece = draw.choice(
        (
            lambda: bytes([draw.randrange(256)]),
            lambda: b"",
            lambda: draw.choice(TOKENS).encode(draw.choice(("utf-8", "gb18030")), "replace"),
            lambda: raw[a:b] * draw.choice((2, 3, 40)),
            lambda: draw.randbytes(draw.randrange(1, 9)),
            lambda: draw.choice(NUMBERS),
            lambda: draw.choice(seeds()).raw[a:b],
        )
    )()
    return raw[:a] + piece + raw[b:] if draw.random() < 0.95 else raw[:a]
