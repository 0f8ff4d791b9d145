"""Bylines: where the lines around a page's article stand, and who they say wrote it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from analysis.lines import fold

CLIP = 160  # characters of a line of text that are looked at, at its beginning or end
META_CLIP = 400
EDGE = 2  # lines at either end of the text in which bylines stand without brackets
NEAR = 12  # lines below the title
MISTAKEN = frozenset({"widget", "marker", "navigation", "heading", "caption"})  # what metadata is easily taken for
BRACKETED = re.compile(r"[(（【](?:[^()（）【】]{0,12}(?:记者|記者|通讯员|通訊員)|[文图圖][/／])[^()（）【】]*[)）】]")

# All patterns below match folded text: half width, lower case, Simplified script.
DATE_LIKE = r"(?:19|20)\d\d\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2}日?"
CLOCK = r"\d{1,2}:\d\d(?::\d\d)?"
MARK = r"[:/|╱丨│—]"
CLOSED = r"()\[\]【】<>:;。!?\"=|"  # no value goes on past these
# Words that begin the next field of a line of metadata.
FIELD = (
    "来源|出处|稿源|作者|记者|通讯员|实习生|编辑|责编|责任|校对|审核|发[布表][于者人时日:]|时间|日期|浏览|点击|阅读|评论|字体|字号|字数|打印|分享|"
    "关键[词字]|版权|声明|原标题|查看|返回|更多|参与互动|举报"
)
LABEL_ALONE = re.compile(r"\W*[一-龥]{2,5}\s*:")
SIGN_OFF = re.compile(r"\((?P<brackets>[^()]{2,60})\)[\s。]*$|(?:^|(?<=[。!?”」]))\s*(?P<rest>[^。!?”」]{2,40})$")

# Names. The surnames that most people bear:
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖"
    "贾夏韦付傅方白邹孟熊秦邱丘江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟"
    "殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳穆农司卓"
    "古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂佟应臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩佘池查麻苑迟邝官封"
    "匡鞠惠荆乐冀胥储栗燕楚鄢劳谌奚粟冼蔺楼满鄂代洪巴"
)
COMPOUND = "欧阳 上官 司马 诸葛 皇甫 令狐 司徒 慕容 东方 尉迟 端木 夏侯 公孙 独孤 申屠".split()
MOST = 12  # Han characters of names that are not set apart
WRITER = re.compile(
    r"(?:(?<!摄影)记者|通讯员|实习生|评论员|作者(?!简介|介绍|单位|[系是为在的])|笔名|[楼博]主|发帖人|撰文|[撰供]稿人?|采写"
    r"|(?<![a-z])by(?=[\s:])|(?<![一-龥])(?:文\s?[/、]\s?[图摄]|图\s?[/、]\s?文|图文"
    rf"|文[字稿]?(?=\s*{MARK})|编译(?=\s*{MARK}|[一-龥]{{2,3}}[/╱])))(?:\)(?=:))?\s*{MARK}?\s*"
)
PHOTOGRAPHER = re.compile(rf"(?:摄影|图片|(?<![一-龥])[图摄](?=\s*{MARK}))\s*{MARK}?\s*")
PHOTO = re.compile(r"(?:(?<![一-龥])|记者)(?P<name>[一-龥]{2,3})\s*摄(?!影)")
NICKS_AFTER = re.compile(rf"(?:作者|笔名|记者|[楼博]主|发帖人|文[字稿]?)\s*{MARK}\s*$|^by")
RARE_AFTER = re.compile(rf"(?:(?:记者|通讯员|实习生)(?:\s*{MARK}\s*|\s+)|、)$")
NAMES = re.compile(rf"(?:(?!{FIELD}|综合|摄影|图文|报道|报导|采访|发自)[^{CLOSED}《》])*")
LAST_NAMES = re.compile(r"[一-龥]{2,3}(?:[\s、,]+[一-龥]{2,3})*\s*")
TOKEN = re.compile(r"[a-z][\w.'-]*(?: [a-z][\w.'-]*){0,3}|[一-龥]\s+[一-龥](?![一-龥])|[^\s、,/&╱]+")
NAME_FIRST = re.compile(r"([一-龥]{2,3}?)(?:\d|[系是为]).*")
BEFORE_PLACE = re.compile(r"([一-龥]{4,6}?)(?:(?P<day>(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日月])|$)")
NICK = re.compile(r"(?=.*[^\W\d])(?:[一-龥·]{2,8}|(?=.*[a-z\d_])\w[\w.· '-]{1,19})")
NOBODY = re.compile(r"[日昨今近当前][日天前晚早]|获悉|了解|报道|综合|佚名|匿名|未知|网络|本站|原创|转载|管理员|admin")
AFFILIATION = re.compile("记者|通讯员|实习生|=")
TOPIC = re.compile(
    "金融|文化|时尚|时政|时评|安徽|江苏|江西|成都|温州|常州|宁波|宁夏|农业|车市|项目|管理|党建|解读|应用|计划|都市"
)
OPENING = re.compile(r"(?:[^,。!?()]|\([^()]*\))*")
WIRED = re.compile(r"[电讯息]\s*\(([^()]{2,30})\)")
BULLET = re.compile(r"^\W+")
PERSON = (
    "教授|教师|老师|研究员|[院校社所馆会部局处董事理]长|主任|书记|主席|经理|总裁|律师|医师|医生|工程师|博士|作家|学者|"
    "大学|学院|[中小]学"
)
SIGNED = re.compile(rf"^(?!.*受访)[^\s\d,。:/|]{{2,30}}(?:{PERSON})\s+(?P<name>[一-龥]{{2,3}})$")
AGO = re.compile(r"\d+\s*(?:秒|分钟|小时|天|周|个?月|年)前|刚刚|昨天|前天")
POSTED = re.compile(r"(?P<name>\w[\w.*-]*)(?:\s*[|·]|\s*发[表布]于)")

# Media: what is named beside people, and is nobody.
MEDIUM = r"(?:报|网|网站|网络版|社|台|卫视|周刊|月刊|杂志|在线|传媒|融媒|[晨晚时商]讯)"
NO_PERSON = re.compile(rf"(?:{MEDIUM}|[部局厅处科室所院校馆站会委办组]|中心|公司|大学|[中小]学|政府|新闻|频道)$")
PORTAL = (
    "(?:新浪|搜狐|网易|腾讯|凤凰|央视|央广|澎湃|界面|封面|红星|人民|新华|环球|光明|东方|南方)"
    "(?:新闻|科技|财经|娱乐|体育|视频|时尚|汽车|教育|旅游|游戏|军事|文化|读书)"
)
APART = rf"(?<![a-z一-龥·—.])(?=\D{{3}})(?:[一-龥a-z][a-z一-龥·—-]{{0,15}}?{MEDIUM}|{PORTAL})(?![\w:·—])"
BESIDE_NAMES = re.compile(rf"{DATE_LIKE}|{CLOCK}|{APART}|[|()\[\]【】]|[/╱\s]文$")
REPORTED = re.compile(rf"^(?P<value>[一-龥]{{2,14}}?{MEDIUM})(?P<name>[一-龥]{{2,3}})(?:综合|采访|编译)?报[道导]$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands and folded: what is found in the one is cut out of the other."""

    shown: str
    flat: str

    @classmethod
    def of(cls, text: str) -> Line:
        """Fold a line; where that changes its length, the folded line is all there is."""
        shown = unicodedata.normalize("NFKC", text).strip()
        flat = fold(shown)
        return cls(shown if len(shown) == len(flat) else flat, flat)

    def group(self, found: re.Match[str], name: str | int = 0) -> str:
        """Return what a pattern found, as it stands."""
        return self.shown[found.start(name) : found.end(name)]

    def cut(self, start: int, stop: int | None = None) -> Line:
        """Return a piece of the line."""
        return Line(self.shown[start:stop], self.flat[start:stop])


@dataclass(frozen=True, slots=True)
class Places:
    """Where a page's facts stand.

    Attributes
    ----------
    head, tail : lists of Line
        The metadata between title and text, and the rest of it, what follows first.
    first, last : lists of Line
        The beginnings of the first lines of text and the ends of the last ones, the very last first, each followed by
        those of other lines of text that have a byline in brackets there.
    near : list of Line
        Other lines between title and text.
    """

    head: list[Line]
    tail: list[Line]
    first: list[Line]
    last: list[Line]
    near: list[Line]

    @classmethod
    def of(cls, texts: Sequence[str], roles: Sequence[str]) -> Places:
        """Find the places of a page by the roles of its lines."""
        size = len(roles)
        top = next((i for i, role in enumerate(roles) if role == "title"), 0)
        text = next((i for i in range(top, size) if roles[i] == "body"), size)
        meta = [i for i, role in enumerate(roles) if role == "meta"]
        body = [t.strip() for t, role in zip(texts, roles, strict=True) if role == "body"]
        first = body[:EDGE] + [t for t in body[EDGE:] if BRACKETED.search(t[:CLIP])]
        last = body[: -EDGE - 1 : -1] + [t for t in body[:-EDGE] if BRACKETED.search(t[-CLIP:])]
        return cls(
            _lines(texts, [i for i in meta if top <= i < text]),
            _lines(texts, [i for i in meta if i > text] + [i for i in meta if i < top]),
            [Line.of(t[:CLIP]) for t in first],
            [Line.of(t[-CLIP:]) for t in last],
            _lines(texts, [i for i in range(top, min(text, top + NEAR)) if roles[i] in MISTAKEN]),
        )


def _lines(texts: Sequence[str], rows: Sequence[int]) -> list[Line]:
    """Fold lines; a label that stands alone is joined with the line below."""
    lines: list[Line] = []
    open_label = -2
    for row in rows:
        line = Line.of(texts[row][:META_CLIP])
        if row - 1 == open_label:
            label = lines.pop()
            line = Line(f"{label.shown} {line.shown}", f"{label.flat} {line.flat}")
        elif LABEL_ALONE.fullmatch(line.flat):
            open_label = row
        lines.append(line)
    return lines


def authors(places: Places) -> list[str]:
    """Return the names of those who wrote the article: no editors; photographers where nobody else is named."""
    meta = [*places.head, *places.tail]
    ways = (
        _after(WRITER, meta),
        _in_openings(places.first),
        _in_sign_offs(places.last),
        _in_front(REPORTED, meta),
        _alone(map(_names_left, places.head)),
        _in_front(SIGNED, meta),
        _alone(line for line in (*places.tail, *places.first) if BULLET.search(line.flat)),
        _posters(places.head),
        _after(PHOTOGRAPHER, [*meta, *signed(places.last)]),
        _in_front(PHOTO, [*meta, *signed(places.last)]),
    )
    return next((names for way in ways if (names := list(dict.fromkeys(way)))), [])


def _after(label: re.Pattern[str], lines: Iterable[Line]) -> Iterator[str]:
    """Yield the names behind labels; behind the first one with a colon a nickname is a name too."""
    nicks = True
    for line in lines:
        for found in label.finditer(line.flat):
            if found[0].startswith("by") and not nicks:
                continue  # those who answer in a thread
            for name in _people(line, found.end(), nicks and NICKS_AFTER.search(found[0]) is not None):
                nicks = False
                yield name


def _in_openings(lines: Iterable[Line]) -> Iterator[str]:
    """Yield reporters named before the news: 本报讯（记者 甲 乙）, 某社某地1月2日电（甲、乙）, 某报记者甲报道."""
    for line in lines:
        opening = line.cut(0, _end(OPENING, line.flat, 0))
        yield from _after(WRITER, [opening])
        if found := WIRED.search(opening.flat):
            yield from _people(opening, found.start(1))


def _in_sign_offs(lines: Sequence[Line]) -> Iterator[str]:
    """Yield names at the end of the text; without a label they must fill brackets."""
    yield from _after(WRITER, signed(lines))
    yield from _alone(map(_names_left, signed(lines, "brackets")))


def signed(lines: Iterable[Line], *groups: str) -> Iterator[Line]:
    """Yield what stands in brackets, or behind the last sentence, at the end of lines of text."""
    for line in lines:
        if found := SIGN_OFF.search(line.flat):
            for group in groups or ("brackets", "rest"):
                if found[group]:
                    yield line.cut(*found.span(group))


def _in_front(pattern: re.Pattern[str], lines: Iterable[Line]) -> Iterator[str]:
    """Yield names that what stands around them tells: 甲 摄, 某台甲报导, 某大学教授 甲."""
    for line in lines:
        for found in pattern.finditer(line.flat):
            if split_names(found["name"]):
                yield line.group(found, "name")


def _names_left(line: Line) -> Line:
    """Blank dates, media and brackets, between which a name may stand without a label."""
    blank = BESIDE_NAMES.sub(lambda m: " " * len(m[0]), line.flat)
    return Line("".join(" " if b == " " else s for s, b in zip(line.shown, blank, strict=True)), blank)


def _alone(lines: Iterable[Line]) -> Iterator[str]:
    """Yield the names of lines that hold nothing else."""
    for line in lines:
        start = _end(BULLET, line.flat, 0)
        names = _people(line, start)
        rest = re.sub(r"[\s、,/&╱)]", "", line.shown[start:])
        if names and "".join(names) == rest and not TOPIC.search(line.flat):
            yield from names


def _posters(lines: Sequence[Line]) -> Iterator[str]:
    """Yield who posted a thread: the nickname on or above the first line that tells when or how long ago that was."""
    for above, line in zip([None, *lines], lines, strict=False):
        own = POSTED.match(line.flat)
        if own and (AGO.search(line.flat) or own[0].endswith("于")):
            name: Line | None = line.cut(*own.span("name"))
        elif AGO.search(line.flat) or (above and above.flat[0].isascii() and re.match(DATE_LIKE, line.flat)):
            name = above
        else:
            continue
        if name and NICK.fullmatch(name.flat):
            yield name.shown
        return


def _people(line: Line, start: int, nicks: bool = False) -> list[str]:
    """Read names from a place on, until something else follows; a nickname stands alone."""
    stop = _end(NAMES, line.flat, start)
    found: list[tuple[int, int]] = []
    for token in TOKEN.finditer(line.flat, start, stop):
        if token[0].endswith("摄"):
            return []
        spans = _spans(token)
        if not spans and (_is_rare(token) or (nicks and not found and _is_nick(token))):
            spans = [token.span()]
        if not spans:
            if found and _are_last(line, token.start(), stop):
                found += [t.span() for t in TOKEN.finditer(line.flat, token.start(), stop)]
            break
        found += spans
    return ["".join(line.shown[a:b].split()) if line.flat[a] > "z" else line.shown[a:b] for a, b in found]


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start


def _spans(token: re.Match[str]) -> list[tuple[int, int]]:
    """Return where the names in a token are."""
    text, start = token[0], token.start()
    if " " in text:
        return [token.span()] if text[0] in SURNAMES else []
    spans = []
    for name in split_names(text) or _name_first(text, token.string[token.end() :]):
        spans.append((start, start + len(name)))
        start += len(name)
    return spans


def _name_first(text: str, behind: str) -> list[str]:
    """Read the name off 甲1月2日, 甲系某大学教授, 甲某地1月2日电 and 甲某地报导."""
    if (found := NAME_FIRST.fullmatch(text)) and (names := split_names(found[1])):
        return names
    if (found := BEFORE_PLACE.match(text)) and (found["day"] or behind.startswith("报")):
        return split_names(text[: 2 if len(found[1]) == 4 else 3])
    return []


def split_names(run: str) -> list[str]:
    """Split a run of Han characters into names, or into nothing if it is none."""
    if len(run) > MOST or not re.fullmatch("[一-龥]+", run):
        return []
    for size in (3, 2, 4):
        name, rest = run[:size], run[size:]
        if len(name) == size and ((size < 4 and name[0] in SURNAMES) or (size > 2 and name[:2] in COMPOUND)):
            if not rest:
                return [name]
            if others := split_names(rest):
                return [name, *others]
    return []


def _are_last(line: Line, start: int, stop: int) -> bool:
    """Tell whether nothing but short words stands up to the end of the line or bracket: names with rare surnames."""
    closed = line.flat[stop : stop + 1] in ("", *")]】")
    return closed and LAST_NAMES.fullmatch(line.flat, start, stop) is not None


def _is_rare(token: re.Match[str]) -> bool:
    """Tell whether a short token that its label or `、` sets off is a name though its surname is rare."""
    short = re.fullmatch("[一-龥]{2,3}", token[0]) is not None
    return short and RARE_AFTER.search(token.string[: token.start()]) is not None and _is_person(token)


def _is_nick(token: re.Match[str]) -> bool:
    return NICK.fullmatch(token[0]) is not None and _is_person(token)


def _is_person(token: re.Match[str]) -> bool:
    """Tell whether a token may name somebody: no office, no 甲报 of 甲报记者, no name of an attribute."""
    behind = token.string[token.end() :]
    return not (NOBODY.match(token[0]) or NO_PERSON.search(token[0]) or AFFILIATION.match(behind))
