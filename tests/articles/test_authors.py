from typing import Any

import pytest

from analysis.articles.authors import authors
from analysis.articles.facts import page_facts
from analysis.articles.places import Places
from tests.articles.made_page import PROSE, TITLE, lines, read


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("作者：李云津 来源：云津晚报", "李云津"),
        ("作者魏津|3次阅读", "魏津"),
        ("作者: 赵 津：云津学院，云津", "赵津"),
        ("作者：李云津王桥", "李云津、王桥"),
        ("本报记者李云江王桥", "李云江、王桥"),
        ("本报记者尉迟云津王桥", "尉迟云津、王桥"),
        ("作者：李云津 桥南 编辑：赵六", "李云津"),
        ("İ 作者：李云津", "李云津"),
        ("作者：李云津（云津大学教授）", "李云津"),
        ("作者李云津系云津大学教授", "李云津"),
        ("作者：周云津 (Tom Lee)", "周云津"),
        ("作者：云中客 2031年01月12日 浏览：272", "云中客"),
        ("作者：Tom Lee", "Tom Lee"),
        ("原作者︱云云", "云云"),
        ("By bridgefan", "bridgefan"),
        ("文／李云津", "李云津"),
        ("（文/李云津）", "李云津"),
        ("文、图/李云津", "李云津"),
        ("文字：邰小曼 和志勇", "邰小曼、和志勇"),
        ("撰文：李云津 摄影：王桥", "李云津"),
        ("采写：云都记者 李云津 王桥", "李云津、王桥"),
        ("一审（撰稿人）：李云津", "李云津"),
        ("供稿：李云津", "李云津"),
        ("本报记者 李云津 实习生 王桥 通讯员 赵小六", "李云津、王桥、赵小六"),
        ("本报记者李云津王小桥", "李云津、王小桥"),
        ("（柘川融媒记者 莘望 通讯员 费云）", "莘望、费云"),
        ("记者：李云津、莘望", "李云津、莘望"),
        ("記者： dave｜ 時間： Jan 17, 2031", "dave"),
        ("雲津傳媒╱記者李彥津／台北報導 2031-02-03 17:43", "李彥津"),
        ("(中央社記者李云津台北17日電)", "李云津"),
        ("中央社記者王桥台北十七日電", "王桥"),
        ("【云津日报记者李云津台北报导】", "李云津"),
        ("编译李云津/综合外电", "李云津"),
        ("雲津廣播電台李彥津報導", "李彥津"),
        ("李彥津／台北報導", "李彥津"),
        ("【王桥╱雲津報導】近日天冷", "王桥"),
        ("（李云津 编译）", "李云津"),
        ("2031/2/3 李彥津 報導", "李彥津"),
        ("云津/台北報導", ""),
        ("李云津 报道了这座桥", ""),
        ("李云津", "李云津"),
        ("□李云津　王桥", "李云津、王桥"),
        ("2031-02-03 10:11 云津晚报 李云津", "李云津"),
        ("2031/02/03 | 李云津", "李云津"),
        ("云津大学教授 李云津", "李云津"),
        ("云中客 | 83 | 1周前", "云中客"),
        ("abc77 · 1 月前 · 12 次阅读", "abc77"),
        ("云中客 发表于 2031-02-03 10:11", "云中客"),
        ("楼主：云中客 时间：2031-02-03", "云中客"),
        ("本报记者 李云津 摄影报道", "李云津"),
        ("摄影：李云津", "李云津"),
        ("本报记者李云津摄", "李云津"),
        ("编辑：李云津", ""),
        ("責任編輯：李云津", ""),
        ("审核：李云津 校对 王桥", ""),
        ("浏览：233", ""),
        ("作者： 来源：云津晚报", ""),
        ("作者：佚名", ""),
        ("作者：云津县财政局", ""),
        ("作者：云津晚报记者", ""),
        ('作者： size="20"', ""),
        ("作者简介：李云津", ""),
        ("作者系云津大学教授", ""),
        ("受访教授 李云津", ""),
        ("记者 李小云津", ""),
        ("记者 市 长", ""),
        ("李云津 谈老桥往事", ""),
        ("云津广播电台昨日报道", ""),
        (f"{'桥' * 500}作者：李云津", ""),
        ("记者 昨日 获悉", ""),
        ("金融", ""),
        ("摄影：信息中心", ""),
        ("云津路况 | 83", ""),
        ("王" * 40, ""),
    ],
)
def test_authors_are_those_who_wrote(line: str, author: str) -> None:
    assert read(line).author == author


@pytest.mark.parametrize(
    ("first", "last", "author"),
    [
        (f"本报讯（记者 李云津 通讯员 王桥）{PROSE}", PROSE, "李云津、王桥"),
        (f"本报讯(记者/李云津 通讯员/王桥){PROSE}", PROSE, "李云津、王桥"),
        (f"云津社云津5月19日电（李云津、王桥）{PROSE}", PROSE, "李云津、王桥"),
        (f"云津网实习记者李云津1月12日报道 {PROSE}", PROSE, "李云津"),
        (f"云津网讯 实习生王桥、记者李云津报道：{PROSE}", PROSE, "王桥、李云津"),
        ("■ 李云津", PROSE, "李云津"),
        (PROSE, f"{PROSE}（记者 李云津）", "李云津"),
        (PROSE, f"{PROSE}（李云津 王桥）", "李云津、王桥"),
        (PROSE, f"{PROSE}（云津晚报 李云津）", "李云津"),
        (PROSE, f"{PROSE}本报记者 李云津", "李云津"),
        (PROSE, "作者：云中客", "云中客"),
        (PROSE, f"{PROSE}（本报记者 李云津 摄）", "李云津"),
        (PROSE, f"{PROSE}（编辑 李云津）", ""),
        (PROSE, f"{PROSE}（完）", ""),
        (PROSE, f"{PROSE}李云津", ""),
        (PROSE, f"{PROSE}（云津县财政局）", ""),
        (f"桥通了。记者 李云津 王桥 到现场。{PROSE}", PROSE, ""),
        (f"记者从市交通局获悉，{PROSE}", PROSE, ""),
        (f"昨天记者高兴地看到。记者李云津说，{PROSE}", PROSE, ""),
        (f"他告诉街坊，记者李云津来过。{PROSE}", PROSE, ""),
    ],
)
def test_bylines_stand_at_both_ends_of_the_text(first: str, last: str, author: str) -> None:
    assert read(first=first, last=last).author == author


def test_a_byline_in_brackets_is_found_in_the_midst_of_the_text() -> None:
    inside = [TITLE, PROSE, PROSE, f"本报讯（记者 李云津）{PROSE}", PROSE, PROSE, PROSE]
    assert page_facts(inside, ["title", *["body"] * 6]).author == "李云津"
    inside[3] = f"云津日报讯（记者 李云津）{PROSE}"
    assert page_facts(inside, ["title", *["body"] * 6]).source == ""
    inside[3] = f"{PROSE}（记者 王桥）"
    assert page_facts(inside, ["title", *["body"] * 6]).author == "王桥"
    inside[3] = f"{PROSE}（王桥）"
    assert page_facts(inside, ["title", *["body"] * 6]).author == ""


def test_a_labelled_name_goes_before_others_and_repeats_count_once() -> None:
    first, last = f"本报讯（记者 王桥）{PROSE}", f"{PROSE}（赵小六）"
    assert read("作者：李云津", "记者 李云津", first=first, last=last).author == "李云津"
    assert read(first=first, last=last).author == "王桥"
    assert read("李云津", last=last).author == "赵小六"
    assert read("李云津", "摄影：王桥").author == "李云津"
    assert read("摄影记者 李云津", "记者 赵六 摄", "作者：王桥").author == "王桥"
    assert read("作者：云中客", "作者：山中客").author == "云中客"


def test_who_posted_a_thread_stands_above_the_first_time() -> None:
    assert read("云中客", "12 天前", "山中客", "11 天前").author == "云中客"
    assert read("Tom", "2031年2月3日").author == "Tom"
    assert read("云中客", "2031年2月3日").author == ""
    assert read("12 天前", "山中客").author == ""
    assert read("8 / 12", "12 天前").author == ""


def test_the_letter_of_an_avatar_is_no_part_of_a_nickname() -> None:
    assert read("云云中客", "12 天前", tail=("云中客 回复了此帖",)).author == "云中客"
    assert read("云云中客", "12 天前").author == "云云中客"  # nobody says who that is
    assert read("豆豆妈", "12 天前", tail=("豆豆妈 回复了此帖",)).author == "豆豆妈"
    assert read("山云中客", "12 天前", tail=("云中客 回复了此帖",)).author == "山云中客"


def test_who_answers_in_a_thread_is_not_who_posted_it() -> None:
    assert read(tail=("云津茶馆 2031-02-03 by bridgefan", "云津茶馆 2031-02-04 by 李云津")).author == "bridgefan"


def named(*meta: str, **around: Any) -> list[str]:  # noqa: ANN401  # what `lines` takes
    return authors(Places.of(*lines(*meta, **around)))


@pytest.mark.parametrize(
    ("traditional", "simplified", "names"),
    [
        ("作者：歐陽雲津、司徒橋", "作者：欧阳云津、司徒桥", [("歐陽雲津", "欧阳云津"), ("司徒橋", "司徒桥")]),
        ("撰文：陳雲津　攝影：王橋", "撰文：陈云津　摄影：王桥", [("陳雲津", "陈云津")]),
        ("記者蘇橋、實習記者王津／基隆報導", "记者苏桥、实习记者王津/基隆报道", [("蘇橋", "苏桥"), ("王津",) * 2]),
        ("〔記者葉雲津／基隆報導〕", "〔记者叶云津/基隆报道〕", [("葉雲津", "叶云津")]),
        ("中央社記者劉橋臺北3日電", "中央社记者刘桥台北3日电", [("劉橋", "刘桥")]),
        ("通訊員 韓橋 攝", "通讯员 韩桥 摄", [("韓橋", "韩桥")]),  # nobody else is named
        ("樓主：雲中客", "楼主：云中客", [("雲中客", "云中客")]),
        ("責任編輯：陳橋　校對：王津", "责任编辑：陈桥　校对：王津", []),
        ("發佈者：雲津縣財政局", "发布者：云津县财政局", []),
    ],
)
def test_names_stand_as_they_are_written_in_either_script(
    traditional: str, simplified: str, names: list[tuple[str, str]]
) -> None:
    assert named(traditional) == [name for name, _ in names]
    assert named(simplified) == [name for _, name in names]


def test_a_page_without_a_byline_has_no_authors() -> None:
    assert named() == []
    assert named("2031-02-03 10:11", "來源：雲津晚報", last="兩岸的老街坊都說，路燈比從前亮。") == []


def test_photographers_are_named_only_where_nobody_wrote() -> None:
    assert named("攝影：林橋") == ["林橋"]
    assert named("攝影：林橋", last=f"{PROSE}（記者 葉津）") == ["葉津"]
    assert named("林橋 攝", "作者：葉津") == ["葉津"]


def test_who_is_named_twice_is_one_author() -> None:
    assert named("記者 林橋 葉津", tail=("本報記者 葉津 林橋",)) == ["林橋", "葉津"]


def test_a_dateline_names_its_reporters_in_brackets() -> None:
    assert named(first=f"中新社雲津5月19日電（林橋、葉津）{PROSE}") == ["林橋", "葉津"]
    assert named(first=f"中新社云津5月19日电（记者 林桥）{PROSE}") == ["林桥"]
    assert named(first=f"中新社雲津5月19日電（圖文）{PROSE}") == []
