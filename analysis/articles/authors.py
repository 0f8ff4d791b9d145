"""Authors: who the lines around a page's article say wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from analysis.articles.names import NICK, end_of, people, split_names
from analysis.articles.places import APART, CLOCK, DATE_LIKE, MARK, REPORTED, FoldedLine, Places, signed

WRITER = re.compile(
    r"(?:(?<!摄影)记者|通讯员|实习生|评论员|作者(?!简介|介绍|单位|[系是为在的])|笔名|[楼博]主|发帖人|撰文|[撰供]稿人?|采写"
    r"|(?<![a-z])by(?=[\s:])|(?<![一-龥])(?:文\s?[/、]\s?[图摄]|图\s?[/、]\s?文|图文"
    rf"|文[字稿]?(?=\s*{MARK})|编译(?=\s*{MARK}|[一-龥]{{2,3}}[/╱])))(?:\)(?=:))?\s*{MARK}?\s*"
)
PHOTOGRAPHER = re.compile(rf"(?:摄影|图片|(?<![一-龥])[图摄](?=\s*{MARK}))\s*{MARK}?\s*")
PHOTO = re.compile(r"(?:(?<![一-龥])|记者)(?P<name>[一-龥]{2,3})\s*摄(?!影)")
NICKS_AFTER = re.compile(rf"(?:作者|笔名|记者|[楼博]主|发帖人|文[字稿]?)\s*{MARK}\s*$|^by")
TOPIC = re.compile(
    "金融|文化|时尚|时政|时评|安徽|江苏|江西|成都|温州|常州|宁波|宁夏|农业|车市|项目|管理|党建|解读|应用|计划|都市"
)
OPENING = re.compile(r"(?:[^,。!?()]|\([^()]*\))*")
WIRED = re.compile(r"[电讯息]\s*\(([^()]{2,30})\)")
FILED = re.compile(  # 甲/某地报道, 甲 编译
    r"(?<![一-龥])(?P<name>[一-龥]{2,3})(?:\s?[/╱]\s?[一-龥]{2,6}(?:综合)?报[道导]|\s(?:编译|撰稿|编写|报[道导])(?![一-龥]))"
)
BULLET = re.compile(r"^\W+")
PERSON = (
    "教授|教师|老师|研究员|[院校社所馆会部局处董事理]长|主任|书记|主席|经理|总裁|律师|医师|医生|工程师|博士|作家|学者|"
    "大学|学院|[中小]学"
)
SIGNED = re.compile(rf"^(?!.*受访)[^\s\d,。:/|]{{2,30}}(?:{PERSON})\s+(?P<name>[一-龥]{{2,3}})$")
AGO = re.compile(r"\d+\s*(?:秒|分钟|小时|天|周|个?月|年)前|刚刚|昨天|前天")
POSTED = re.compile(r"(?P<name>\w[\w.*-]*)(?:\s*[|·]|\s*发[表布]于)")
BESIDE_NAMES = re.compile(rf"{DATE_LIKE}|{CLOCK}|{APART}|[|()\[\]【】]|[/╱\s]文$")


def authors(places: Places) -> list[str]:
    """Return the names of those who wrote the article: no editors; photographers where nobody else is named."""
    meta = [*places.head, *places.tail]
    ways = (
        _after(WRITER, meta),
        _in_openings(places.first),
        _in_sign_offs(places.last),
        _in_front(REPORTED, meta),
        _in_front(FILED, [*meta, *places.first]),
        _alone(map(_names_left, places.head)),
        _in_front(SIGNED, meta),
        _alone(line for line in (*places.tail, *places.first) if BULLET.search(line.flat)),
        (_without_initial(name, meta) for name in _posters(places.head)),
        _after(PHOTOGRAPHER, [*meta, *signed(places.last)]),
        _in_front(PHOTO, [*meta, *signed(places.last)]),
    )
    return next((names for way in ways if (names := list(dict.fromkeys(way)))), [])


def _after(label: re.Pattern[str], lines: Iterable[FoldedLine]) -> Iterator[str]:
    """Yield the names behind labels; behind the first one with a colon a nickname is a name too."""
    nicks = True
    for line in lines:
        for found in label.finditer(line.flat):
            if found[0].startswith("by") and not nicks:
                continue  # those who answer in a thread
            for name in people(line, found.end(), nicks and NICKS_AFTER.search(found[0]) is not None):
                nicks = False
                yield name


def _in_openings(lines: Iterable[FoldedLine]) -> Iterator[str]:
    """Yield reporters named before the news: 本报讯（记者 甲 乙）, 某社某地1月2日电（甲、乙）, 某报记者甲报道."""
    for line in lines:
        opening = line.cut(0, end_of(OPENING, line.flat, 0))
        yield from _after(WRITER, [opening])
        if found := WIRED.search(opening.flat):
            yield from people(opening, found.start(1))


def _in_sign_offs(lines: Sequence[FoldedLine]) -> Iterator[str]:
    """Yield names at the end of the text; without a label they must fill brackets."""
    yield from _after(WRITER, signed(lines))
    yield from _alone(map(_names_left, signed(lines, "brackets")))


def _in_front(pattern: re.Pattern[str], lines: Iterable[FoldedLine]) -> Iterator[str]:
    """Yield names that what stands around them tells: 甲 摄, 某台甲报导, 某大学教授 甲."""
    for line in lines:
        for found in pattern.finditer(line.flat):
            if split_names(found["name"]):
                yield line.group(found, "name")


def _names_left(line: FoldedLine) -> FoldedLine:
    """Blank dates, media and brackets, between which a name may stand without a label."""
    blank = BESIDE_NAMES.sub(lambda m: " " * len(m[0]), line.flat)
    return FoldedLine("".join(" " if b == " " else s for s, b in zip(line.shown, blank, strict=True)), blank)


def _alone(lines: Iterable[FoldedLine]) -> Iterator[str]:
    """Yield the names of lines that hold nothing else."""
    for line in lines:
        start = end_of(BULLET, line.flat, 0)
        names = people(line, start)
        rest = re.sub(r"[\s、,/&╱)]", "", line.shown[start:])
        if names and "".join(names) == rest and not TOPIC.search(line.flat):
            yield from names


def _posters(lines: Sequence[FoldedLine]) -> Iterator[str]:
    """Yield who posted a thread: the nickname on or above the first line that tells when or how long ago that was."""
    for above, line in zip([None, *lines], lines, strict=False):
        own = POSTED.match(line.flat)
        if own and (AGO.search(line.flat) or own[0].endswith("于")):
            name: FoldedLine | None = line.cut(*own.span("name"))
        elif AGO.search(line.flat) or (above and above.flat[0].isascii() and re.match(DATE_LIKE, line.flat)):
            name = above
        else:
            continue
        if name and NICK.fullmatch(name.flat):
            yield name.shown
        return


def _without_initial(name: str, lines: Sequence[FoldedLine]) -> str:
    """Return a nickname without the letter of its avatar glued to it: another line has the rest, but not the whole."""
    rest = name[1:]
    doubled = rest.startswith(name[0])
    return rest if doubled and any(rest in line.shown and name not in line.shown for line in lines) else name
