"""Tables of made pages, as many as asked for, for reports; no run of boji needed."""

from __future__ import annotations

import json
import re
import zlib
from itertools import accumulate
from typing import Any

import numpy as np
import pandas as pd

from analysis.separation.roles import KINDS
from analysis.show.report_pack import LETTERS, single_bytes
from analysis.tables.contract import COLUMNS, SHOWN, frame

SUBJECTS = (
    "茶园 采茶 春茶 炒茶",
    "渡口 渡船 石阶 守渡人",
    "棋社 残局 棋谱 对弈",
    "养蜂 蜂箱 花期 蜂蜜",
    "皮影 幕布 唱腔 刻刀",
    "梯田 水渠 秧苗 稻鱼",
)
PLACES = "江村 河湾 山坳 溪口 湖畔 坡上 桥头 林场 渔港 古镇".split()
DEEDS = (
    "开春以来添了新手艺 老师傅收了三个徒弟 一年里换了两回章程 城里来的人住了下来 头一回卖到了外省 修好了停用多年的水碾"
).split()
NOISE = (
    ("navigation", "首页 新闻 乡里 专题", "在正文密集段之前；少标点；与邻行等长或交替"),
    ("related", "你可能还想看：{place}的夜市为什么半夜才开", "在推荐栏标签之后；在3个页面重复；句末无标点"),
    ("legal", "本页文字转载须注明出处", "含版权、备案用语；位于页面98%处"),
    ("widget", "分享到 收藏 打印", "含网页部件用语；4字"),
)
REASON = "在正文密集段内；标点像行文；句末有标点"
PERIODS = ("2021", "2022", "2023")


def made(n_pages: int) -> dict[str, pd.DataFrame]:
    """Return all tables of a folder for so many pages; the same for the same number."""
    lines, pages = _lines(n_pages), _pages(n_pages)
    k = min(len(SUBJECTS), n_pages)
    tables = {name: frame(name, {column: [] for column in COLUMNS[name]}) for name in SHOWN}
    groups = {"lines": lines, "pages": pages, "topics": _topics(k, pages), "clusters": _clusters(k, pages)}
    return {**tables, **groups, **_of_topics(k, n_pages, pages), "map": _map(n_pages, pages)}


def facts(tables: dict[str, pd.DataFrame]) -> dict[str, Any]:
    """Return what ``run.json`` would tell of them."""
    lines = tables["lines"]
    size = lines["text"].str.len()
    share = float(size[lines["keep"] == 1].sum() / max(1, size.sum()))
    counts = {"pages": len(tables["pages"]), "lines": len(lines), "kept_share": share, "skipped": 1}
    notes = [("run.choice_topics_clear", {"k": 6, "second": 5})]
    skipped = [{"name": "坏的.bin", "reason": "binary", "detail": ""}]
    return {"counts": counts, "notes": notes, "skipped": skipped, "parameters": {}}


def inside(html: str, name: str = "content") -> dict[str, Any]:
    """Return what a report holds packed: ``content``, or the ``lines`` of its pages."""
    packed = re.findall(rf'id="{name}">([^<]*)</script>', html)[0]
    return unpacked(packed)


def unpacked(packed: str) -> dict[str, Any]:
    """Return what was packed, as ``page/data.js`` does."""
    size, _, letters = packed.partition(" ")
    value = {chr(letter): i for i, letter in enumerate(LETTERS.tolist())}
    pairs = zip(letters[::2], letters[1::2], strict=True)
    bits = "".join(f"{value[a] * len(LETTERS) + value[b]:013b}" for a, b in pairs)
    data = zlib.decompress(bytes(int(bits[i : i + 8], 2) for i in range(0, 8 * int(size), 8)))
    found: dict[str, Any] = json.loads(_text(data))
    return found


def _text(data: bytes) -> str:
    n = int.from_bytes(data[:4], "little")
    steps = [low + 256 * high for low, high in zip(data[4 : 4 + n], data[4 + n : 4 + 2 * n], strict=True)]
    letters = list(accumulate(steps, lambda before, step: (before + step) % 2**16))
    single, codes, units = single_bytes(n), iter(data[4 + 2 * n :]), bytearray()
    for code in codes:
        place = code if code < single else single + 256 * (code - single) + next(codes)
        units += letters[place].to_bytes(2, "little")
    return units.decode("utf-16-le")


def name_of(page: int) -> str:
    return f"{PLACES[page % 10]}/{page:05}.txt"


def title_of(page: int) -> str:
    words = SUBJECTS[page % len(SUBJECTS)].split()
    return f"{PLACES[(page // 7) % 10]}{words[page % 4]}：{DEEDS[(page // 3) % 6]}（{page}）"


def _lines(n_pages: int) -> pd.DataFrame:
    rows: list[tuple[Any, ...]] = []
    for page in range(n_pages):
        subject, at = page % len(SUBJECTS), 1
        words, place = SUBJECTS[subject].split(), PLACES[page % 10]

        def say(role: str, text: str, keep: bool, reason: str, score: float, step: int = 1) -> None:
            nonlocal at
            told = f"run={'+' if keep else '-'}1.4 role={'+' if keep else '-'}0.9 length={'-' if keep else '+'}0.3"
            rows.append((name_of(page), at, role, KINDS[role], int(keep), score, reason, subject, 0.5, text, told))  # noqa: B023  # used at once
            at += step

        say(*NOISE[0][:2], False, NOISE[0][2], 0.03, 2)
        say("title", title_of(page), True, "角色为标题；标点像行文", 0.9)
        say("meta", f"{place}日报 2022-0{page % 9 + 1}-11", False, "含日期时间", 0.35)
        for i in range(3):
            text = f"{place}的{words[i]}在第{page + i}天有了变化，{words[3]}的人说这和{words[(i + 1) % 3]}分不开。"
            say("body", text, True, REASON, 0.98 - 0.1 * i)
        for role, text, reason in NOISE[1:]:
            say(role, text.format(place=place), False, reason, 0.08)
    return frame("lines", dict(zip(COLUMNS["lines"], zip(*rows, strict=True), strict=True)))


def _pages(n: int) -> pd.DataFrame:
    every = range(n)
    return frame("pages", {
        "page": [name_of(i) for i in every], "title": [title_of(i) for i in every],
        "date": [f"202{i % 3 + 1}-03-{i % 28 + 1:02}" for i in every],
        "source": [f"{PLACES[i % 10]}日报" for i in every],
        "encoding": ["utf-8"] * n, "lines": [9] * n, "kept": [4] * n, "noise_share": [(i % 10) / 10 for i in every],
        "topic": [i % len(SUBJECTS) for i in every], "cluster": [i % len(SUBJECTS) if i % 11 else -1 for i in every],
        "duplicate_of": [name_of(0) if i == 4 else "" for i in every], "author": [""] * n,
        "review": ["约 12% 的字可能判错" if i % 13 == 5 else "" for i in every],
    })  # fmt: skip


def _topics(k: int, pages: pd.DataFrame) -> pd.DataFrame:
    sizes = [int((pages["topic"] == t).sum()) for t in range(k)]
    return frame("topics", {
        "topic": range(k), "label": ["·".join(SUBJECTS[t].split()[:3]) for t in range(k)], "words": SUBJECTS[:k],
        "share": [size / len(pages) for size in sizes], "coherence": [0.4] * k, "stability": [0.7] * k, "pages": sizes,
        "support": [1.0 if t != 1 else 0.3 for t in range(k)], "site": [""] * k,
        "weights": ["1 0.8 0.6 0.4"] * k,
    })  # fmt: skip


def _clusters(k: int, pages: pd.DataFrame) -> pd.DataFrame:
    return frame("clusters", {
        "cluster": range(k), "label": [SUBJECTS[t].split()[0] for t in range(k)], "words": SUBJECTS[:k],
        "pages": [int((pages["cluster"] == t).sum()) for t in range(k)], "nearest": [name_of(t) for t in range(k)],
    })  # fmt: skip


def _of_topics(k: int, n_pages: int, pages: pd.DataFrame) -> dict[str, pd.DataFrame]:
    words = [(t, w, 40.0 - 9 * i, 40.0 / k - i) for t in range(k) for i, w in enumerate(SUBJECTS[t].split())]
    quoted = [
        (t, name_of(page), 5, 1.0, f"{title_of(page)}。") for t in range(k) for page in (t, t + k) if page < n_pages
    ]
    shares = [(p, t, n_pages // 3, 1 / k + 0.01 * (i - 1) * t, 0.02) for i, p in enumerate(PERIODS) for t in range(k)]
    sites = sorted({name.split("/")[0] for name in pages["page"]})
    by_site = [(site, t, n_pages // 10, 1 / k) for site in sites for t in range(k)]
    rows = {"topic_words": words, "topic_lines": quoted, "trends": shares, "sites": by_site}
    return {
        name: frame(name, dict(zip(COLUMNS[name], zip(*of, strict=True), strict=True))) for name, of in rows.items()
    }


def _map(n: int, pages: pd.DataFrame) -> pd.DataFrame:
    """Place the pages on spirals, one for each subject."""
    i = np.arange(n)
    angle, far = i * 2.4, 0.9 * np.sqrt((i // len(SUBJECTS) + 1) / (n / len(SUBJECTS) + 1))
    middle = 2 * np.pi * (i % len(SUBJECTS)) / len(SUBJECTS)
    x, y = 2 * np.cos(middle) + far * np.cos(angle), 2 * np.sin(middle) + far * np.sin(angle)
    return frame("map", {"page": pages["page"], "x": x, "y": y})
