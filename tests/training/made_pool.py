"""Invented pages and short texts for the tests of made pages."""

import io
import tarfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

PLACES = "桥 店 庙 塔 井 渡 园 巷 坝 亭 泉 洲 岭 湾 窑 坊".split()
HEAD, FOOT = ["首页　要闻", "您的位置：要闻"], ["责任编辑：河生", "相关阅读", "版权所有：云津晚报"]


def record(number: int) -> dict[str, Any]:
    """Return a page about one place: a menu, a headline, a byline, six paragraphs and a footer."""
    place = f"{PLACES[number % len(PLACES)]}{number}号"
    paragraphs = [
        f"{place}的第{i}段，街坊们说起它来，都还记得当年的雨季和渡船，以及河边的灯火，谁也没有忘记。"
        for i in "一二三四五六"
    ]
    lines = [*HEAD, f"老{place}重新开放了", "2011年3月2日　本报记者", *paragraphs, *FOOT]
    labels = ["noise"] * 2 + ["content", "noise"] + ["content"] * 6 + ["noise"] * 3
    title = f"老{place}重新开放了_云津晚报"
    return {"id": f"page{number}", "kind": "article", "title": title, "lines": lines, "labels": labels}


def html_of(record: dict[str, Any]) -> str:
    """Return a page as HTML: menus and footers in links, the article in paragraphs within an element of that name."""
    lines, article = [], False
    for text, label in zip(record["lines"], record["labels"], strict=True):
        lines.append(f"<p>{text}</p>" if label == "content" else f'<div class="mod"><a href="/">{text}</a></div>')
        if label == "content" and not article:
            lines[-1], article = '<div class="article">' + lines[-1], True
    last = max(i for i, label in enumerate(record["labels"]) if label == "content")
    lines[last] += "</div>"
    return "<html><body>" + "".join(lines) + "</body></html>"


def write_html(folder: Path, records: Iterable[dict[str, Any]]) -> None:
    """Write the pages as HTML where the training looks for them."""
    with tarfile.open(folder / "dev_html.tar.gz", "w:gz") as archive:
        for each in records:
            content = html_of(each).encode()
            info = tarfile.TarInfo(each["html"])
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))


RECORDS = [record(i) for i in range(16)]
TEXTS = [
    *(f"{thing}收到了，比想的还要好，下次还来买。" for thing in ("茶壶", "雨伞", "竹椅", "毛笔")),
    *(
        f"{ill}怎么办？\n我最近{ill}，晚上睡不好，请问要紧吗？\n{ill}多半是着凉，多喝热水，注意休息就好。"
        for ill in ("咳嗽", "头晕", "牙疼")
    ),
]
