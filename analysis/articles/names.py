"""Names: people's names in a line."""

from __future__ import annotations

import re

from analysis.articles.places import CLOSED, FIELD, MARK, MEDIUM, FoldedLine

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
RARE_AFTER = re.compile(rf"(?:(?:记者|通讯员|实习生)(?:\s*{MARK}\s*|\s+)|、)$")
NAMES = re.compile(rf"(?:(?!{FIELD}|综合|摄影|图文|报道|报导|采访|发自)[^{CLOSED}《》])*")
LAST_NAMES = re.compile(r"[一-龥]{2,3}(?:[\s、,]+[一-龥]{2,3})*\s*")
TOKEN = re.compile(r"[a-z][\w.'-]*(?: [a-z][\w.'-]*){0,3}|[一-龥]\s+[一-龥](?![一-龥])|[^\s、,/&╱]+")
NAME_FIRST = re.compile(r"([一-龥]{2,3}?)(?:\d|[系是为]).*")
BEFORE_PLACE = re.compile(r"([一-龥]{4,6}?)(?:(?P<day>(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日月])|$)")
NICK = re.compile(r"(?=.*[^\W\d])(?:[一-龥·]{2,8}|(?=.*[a-z\d_])\w[\w.· '-]{1,19})")
NOBODY = re.compile(r"[日昨今近当前][日天前晚早]|获悉|了解|报道|综合|佚名|匿名|未知|网络|本站|原创|转载|管理员|admin")
AFFILIATION = re.compile("记者|通讯员|实习生|=")
NO_PERSON = re.compile(rf"(?:{MEDIUM}|[部局厅处科室所院校馆站会委办组]|中心|公司|大学|[中小]学|政府|新闻|频道)$")


def people(line: FoldedLine, start: int, nicks: bool = False) -> list[str]:
    """Read names from a place on, until something else follows; a nickname stands alone."""
    stop = end_of(NAMES, line.flat, start)
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


def end_of(pattern: re.Pattern[str], text: str, start: int) -> int:
    """Return where a pattern that matches at ``start`` ends; ``start`` where it does not."""
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


def _are_last(line: FoldedLine, start: int, stop: int) -> bool:
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
