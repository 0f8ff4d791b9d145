"""Nasties: texts and files as hostile or careless people make them, each under a name."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from email.message import EmailMessage
from functools import cache
from html import escape

import pyarrow as pa
from pyarrow import parquet

from tests.samples import FERRY, TEA

GOOD = "\n".join([*TEA, *FERRY])
TEXTS = {
    "mixed encodings": "\n".join(TEA) + "\n涓浗浜烘皯閾惰\n" + "��锟斤拷烫烫烫\n" + "&nbsp;&amp;#8203;\n",
    "surrogates": "半\ud800个\n一对\ud83d\ude00反\ude00\ud83d",
    "nul": "空\0字\n\0\0\0\n好",
    "bidi and zero width": "甲\u202e乙\u2066丙\n\u200b\u200c\u200d\ufeff\n\u2060正文",
    "line ends": "一\u2028二\u2029三\x85四\x0b五\x0c六\r七\r\n八\n\r九\x1c十",
    "carriage returns": "一\r二\r三",
    "formulas": '=cmd|"/c calc"!A1\n+1\n-1\n@SUM(A1)\n\t=1\n\'=1',
    "digits": "1234567890\n" * 9 + "0" * 100_000,
    "english": "Nothing but English here, and on it goes.\n" * 5,
    "emoji": "😀👨‍👩‍👧‍👦🇨🇳\n" * 3,
    "one": "字",
    "stop words": "的了和是在\n" * 5,
    "blank": "好\n" + "\n \t\u3000\n" * 5_000,
    "no letter": "……——！！？？\n" * 3,
    "long words": "a" * 100_000 + " " + "é" * 50_000,
    "combining": "e" + "\u0301" * 5_000,
    "wide forms": "\ufdfa" * 2_000,
    "csv": '"' * 999 + ",\n" * 9,
    "tags": "<b><p>" * 200 + "&#x0;&#xD800;&lt;<![CDATA[<!--",
    "entity bomb": '<!DOCTYPE x [<!ENTITY a "哈"><!ENTITY b "&a;&a;&a;&a;">]><p>&b;&b;&b;</p>',
    "hidden text": f"<p>{TEA[0]}</p><p style='display:none'>{FERRY[0]}</p><p hidden>{FERRY[1]}</p><b color=#fff>白</b>",
    "private and unassigned": "\ue000\uf8ff\U000e0001\U0010ffff\ufffe\uffff\u0378\n",
    "ideographs of every plane": "㐀䶿一鿿\U00020000\U0002a6df\U00030000\U000323af〇々〻\n" * 2,
    "old scripts": "นี่คือ हिन्दी العربية עברית ትግርኛ ᠮᠣᠩᠭᠣᠯ བོད་སྐད\n",
    "styled letters": "𝐁𝐨𝐣𝐢 Ⓑⓞⓙⓘ ｂｏｊｉ ㍿ ㌖ Ǆ ﬃ ẞ İ ı\n",
}


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a ``.zip`` of files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return file.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    """Return a ``.tar`` of files, packed as ``mode`` tells."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return file.getvalue()


def warc_record(body: bytes, kind: str = "text/html", url: str = "http://a.cn/") -> bytes:
    """Return a response in a ``.warc``."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def saved_page(html: str) -> bytes:
    """Return an ``.mhtml``."""
    message = EmailMessage()
    message.set_content("plain")
    message.add_alternative(html, subtype="html")
    return message.as_bytes()


def parquet_of(texts: list[str]) -> bytes:
    """Return a ``.parquet`` with a column of texts."""
    file = io.BytesIO()
    parquet.write_table(pa.table({"title": ["题"] * len(texts), "text": texts}), file)
    return file.getvalue()


def workbook_of(rows: list[list[str]]) -> bytes:
    """Return an ``.xlsx`` of one sheet, the same bytes each time."""
    main, parts = (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://schemas.openxmlformats.org/package/2006",
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    cells = [[f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>' for text in row] for row in rows]
    sheet = "".join(f"<row>{''.join(row)}</row>" for row in cells)
    links = {
        "_rels/.rels": ("officeDocument", "xl/workbook.xml"),
        "xl/_rels/workbook.xml.rels": ("worksheet", "worksheets/sheet1.xml"),
    }
    made = {
        "[Content_Types].xml": f'<Types xmlns="{parts}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="一" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>',
        **{
            name: f'<Relationships xmlns="{parts}/relationships">'
            f'<Relationship Id="r1" Type="{office}/{of}" Target="{target}"/></Relationships>'
            for name, (of, target) in links.items()
        },
    }
    return zipped({name: xml.encode() for name, xml in made.items()})


@cache
def files() -> dict[str, bytes]:
    """Return a small sound file of each kind that is read, by a name that tells the kind."""
    html = f"<title>茶</title><div class=content><p>{GOOD}</p></div><a href=/>首页</a>"
    record = warc_record(html.encode()) + warc_record(GOOD.encode("gb18030"), "text/plain")
    members = {"a.txt": GOOD.encode(), "b/c.html": html.encode(), "d.jsonl": b'{"text": "\xe5\xa5\xbd"}'}
    plain = {
        "a.txt": GOOD.encode(),
        "a.md": f"# 茶\n\n{GOOD}".encode("big5hkscs", "replace"),
        "a.html": html.encode("gb18030"),
        "a.xhtml": f'<?xml version="1.0" encoding="gbk"?><html>{html}</html>'.encode("gb18030"),
        "a.mhtml": saved_page(html),
        "a.jsonl": "\n".join(json.dumps({"title": "题", "text": line}, ensure_ascii=False) for line in TEA).encode(),
        "a.json": json.dumps([{"标题": "题", "正文": f"<p>{line}</p>"} for line in TEA], ensure_ascii=False).encode(
            "gbk"
        ),
        "a.xlsx": workbook_of([["标题", "正文", "日期"], *(["题", line, "2024-05-06"] for line in TEA)]),
        "a.csv": f'title,text\n题,"{GOOD}"\n二,好\n'.encode("gb18030"),
        "a.tsv": f"标题\t正文\n题\t{TEA[0]}\n".encode("utf-16"),
        "a.parquet": parquet_of(TEA),
        "a.zip": zipped(members),
        "a.tar": tarred(members),
        "a.warc": record,
    }
    packed = {
        "a.txt.gz": gzip.compress(plain["a.txt"], mtime=0),
        "a.html.bz2": bz2.compress(plain["a.html"]),
        "a.csv.xz": lzma.compress(plain["a.csv"]),
        "a.jsonl.zst": pa.compress(plain["a.jsonl"], codec="zstd", asbytes=True),
        "a.warc.gz": gzip.compress(record, mtime=0),
        "a.tar.gz": gzip.compress(plain["a.tar"], mtime=0),
        "a.tar.zst": pa.compress(plain["a.tar"], codec="zstd", asbytes=True),
        "a.zip.xz": lzma.compress(plain["a.zip"]),
    }
    return plain | packed
