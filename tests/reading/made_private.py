"""Made numbers and addresses in the many ways in which pages write them, and what looks like them but is not."""

from __future__ import annotations

import random
from collections.abc import Callable

AREAS = {"010": 8, "021": 8, "0755": 8, "0371": 8, "025": 8, "0796": 7, "0556": 7, "0931": 7}
PREFIXES = ("130", "138", "147", "150", "159", "166", "176", "182", "188", "191", "199")
ZONES = ("110105", "310104", "440305", "510107", "330106", "420102", "130102", "610113")
BANKS = ("622202", "621700", "622848", "623058", "621226")
PROVINCES = "京沪粤苏浙鲁川豫鄂湘皖闽桂陕辽吉渝津晋"
PLATE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXY"
NAMES = ("wang.li", "zhaoqian", "lu_chen88", "info", "bgs", "li-min", "hr2019")
HOSTS = ("example.com", "mail.example.org", "example.edu.cn", "163.example.net", "dept.example.gov.cn")
WIDE = {ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789-()+@."}


def digits(rng: random.Random, n: int) -> str:
    return "".join(rng.choices("0123456789", k=n))


def with_luhn(body: str) -> str:
    """Put the check digit behind a card's other digits; written unlike the package's own check."""
    total = 0
    for i, digit in enumerate(reversed(body)):
        double = int(digit) * (2 if i % 2 == 0 else 1)
        total += double if double < 10 else double - 9
    return body + str(-total % 10)


def with_check_digit(body: str) -> str:
    """Put the check digit behind the 17 digits of an identity number, by the weights that GB 11643 lists."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]


def mobile(rng: random.Random) -> str:
    number = rng.choice(PREFIXES) + digits(rng, 8)
    a, b, c = number[:3], number[3:7], number[7:]
    plain = rng.choice((number, f"{a}-{b}-{c}", f"{a} {b} {c}", f"{number[:4]}-{number[4:7]}-{c}", f"{a}-{b}{c}"))
    return rng.choice(("", "", "+86 ", "+86", "86-", "0086-", "(+86)", "+86-")) + plain


def landline(rng: random.Random) -> str:
    area = rng.choice([*AREAS])
    number = rng.choice("2345678") + digits(rng, AREAS[area] - 1)
    plain = rng.choice(
        (f"{area}-{number}", f"({area}){number}", f"（{area}）{number}", f"{area} {number}", area + number)
    )
    ways = (plain, plain, f"+86-{area[1:]}-{number}", f"86-{area[1:]}-{number}", f"{area}－{number}")
    return rng.choice(ways)


def service(rng: random.Random) -> str:
    start = rng.choice(("400", "400", "800"))
    a, b = rng.choice("68") + digits(rng, 2), digits(rng, 4)
    return rng.choice(
        (
            f"{start}-{a}-{b}",
            f"{start}{a}{b}",
            f"{start} {a} {b}",
            f"{start}-{a}{b}",
            f"{start}{a[0]}-{a[1:]}{b[0]}-{b[1:]}",
        )
    )


def email(rng: random.Random) -> str:
    name, host = rng.choice(NAMES), rng.choice(HOSTS)
    at = rng.choice(("@", "@", "@", "(at)", "[at]", "＠", "（at）", " @ ", "#", "&#64;"))
    host = "example.com" if at == "#" else host
    return f"{name}{at}{host}"


def identity(rng: random.Random) -> str:
    day = f"{rng.randint(1935, 2012)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    number = with_check_digit(rng.choice(ZONES) + day + digits(rng, 3))
    return rng.choice((number, number, number.lower(), f"{number[:6]} {number[6:14]} {number[14:]}"))


def card(rng: random.Random) -> str:
    start = rng.choice(BANKS)
    number = with_luhn(start + digits(rng, rng.choice((9, 12))))
    grouped = " ".join(number[i : i + 4] for i in range(0, len(number), 4))
    return rng.choice((number, number, grouped))


def plate(rng: random.Random) -> str:
    start = rng.choice(PROVINCES) + rng.choice("ABCDEFGH")
    between = rng.choice(("", "", "·", "•", "-", " "))
    usual = rng.choice(
        (
            digits(rng, 5),
            rng.choice(PLATE_LETTERS) + digits(rng, 4),
            digits(rng, 3) + "".join(rng.choices(PLATE_LETTERS, k=2)),
        )
    )
    electric = rng.choice("DF") + digits(rng, 5)
    return start + between + rng.choice((usual, usual, electric, digits(rng, 4) + "学"))


PRIVATE: dict[str, tuple[Callable[[random.Random], str], ...]] = {
    "phone": (mobile, landline, service),
    "email": (email,),
    "identity": (identity,),
    "card": (card,),
    "plate": (plate,),
}
SAID = {  # what a house writes before one, and behind it
    "phone": (
        "联系电话：{}",
        "{}",
        "电话:{}（工作日）",
        "请拨打{}咨询",
        "手机 {} 王先生",
        "热线【{}】",
        "Tel: {}",
        "报名请致电{}，额满为止。",
    ),
    "email": ("邮箱：{}", "投稿请发{}。", "E-mail:{}", "来信请寄 {} ，三日内回复。", "（{}）"),
    "identity": ("身份证号：{}", "身份证号码{}，", "当事人（{}）", "公民身份号码 {} 。"),
    "card": ("卡号：{}", "请汇至银行卡{}。", "开户行：云津支行 {}", "账号 {} 户名 王某"),
    "plate": ("车牌号{}", "一辆{}的小客车", "号牌为 {} 的货车", "（{}）", "{}车主请移车"),
}


def fullwidth(rng: random.Random, number: str) -> str:
    """Write a number in full width, now and then."""
    return number.translate(WIDE) if number.isascii() and "&" not in number and rng.random() < 0.15 else number


def private_lines(seed: int, many: int) -> list[tuple[str, str, str]]:
    """Make lines with one number or address each: the kind, the line, what is private in it."""
    rng = random.Random(seed)
    made = []
    for i in range(many):
        kind = [*PRIVATE][i % len(PRIVATE)]
        number = fullwidth(rng, rng.choice(PRIVATE[kind])(rng))
        made.append((kind, rng.choice(SAID[kind]).format(number), number))
    return made


def innocent(rng: random.Random) -> str:
    """Make a line whose numbers are nobody's."""
    year, month, day = rng.randint(1998, 2025), rng.randint(1, 12), rng.randint(1, 28)
    ways = (
        f"{year}-{month:02}-{day:02} {rng.randint(0, 23):02}:{rng.randint(0, 59):02}:{rng.randint(0, 59):02}",
        f"{year}年{month}月{day}日至{year + 1}年{month}月{day}日",
        f"{year}{month:02}{day:02}{digits(rng, 6)}",
        f"ISBN 978-7-{digits(rng, 4)}-{digits(rng, 4)}-{digits(rng, 1)}",
        f"ISBN：9787{digits(rng, 9)}",
        f"国发〔{year}〕{rng.randint(1, 60)}号",
        f"云政办发[{year}]{rng.randint(1, 300)}号文",
        f"QQ群：{rng.choice('123456789')}{digits(rng, 8)}",
        f"客服QQ:{rng.choice('123456789')}{digits(rng, 9)}",
        f"售价{rng.randint(1, 99)},{digits(rng, 3)}.{digits(rng, 2)}元",
        f"总投资{rng.choice('123456789')}{digits(rng, 10)}元",
        f"￥{rng.randint(10, 99999)}.00",
        f"比分{rng.randint(60, 130)}:{rng.randint(60, 130)}",
        f"2:1（{rng.randint(11, 30)}-{rng.randint(11, 30)}、{rng.randint(11, 30)}-{rng.randint(11, 30)}）",
        f"占{rng.randint(0, 99)}.{digits(rng, 8)}%",
        f"云ICP备{digits(rng, 8)}号-1",
        f"京公网安备{digits(rng, 14)}号",
        f"（{digits(rng, 6)}）{year}年年度报告",
        f"邮编：{digits(rng, 6)}",
        f"http://www.example.com/a/{year}{month:02}{day:02}/{digits(rng, 11)}.html",
        f"G{rng.randint(1, 9999)}次列车{rng.randint(0, 23):02}:{rng.randint(0, 59):02}开",
        f"沪B股9009{digits(rng, 2)}，A股60{digits(rng, 4)}",
        "火警119，市民热线12345，客服95588",
        f"logo@{rng.randint(2, 3)}x.png",
        f"关注@云津日报{digits(rng, 3)}",
        f"坐标 {rng.randint(73, 134)}.{digits(rng, 6)},{rng.randint(18, 53)}.{digits(rng, 6)}",
        f"订单编号：{year}{month:02}{day:02}{digits(rng, 10)}",
        f"{rng.randint(1000, 9999)} {rng.randint(1000, 9999)} {rng.randint(1000, 9999)}",
        f"版本{rng.randint(1, 9)}.{rng.randint(0, 20)}.{digits(rng, 5)}",
        f"南京A{digits(rng, 3)}号楼",
    )  # fmt: skip
    return rng.choice(ways)


def innocent_lines(seed: int, many: int) -> list[str]:
    rng = random.Random(seed)
    return [innocent(rng) for _ in range(many)]
