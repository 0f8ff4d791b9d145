from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.articles.facts import PageFacts, page_facts
from analysis.articles.title import bare_title
from tests.benchmarks.facts_gold import fact_scores, readings

TITLE = "云津桥明天通车"
PROSE = "桥长三百米，两岸的老街坊等了三年，记者从现场看到，路灯昨晚已经亮起。"


def read(*meta: str, first: str = PROSE, last: str = PROSE, tail: tuple[str, ...] = ()) -> PageFacts:
    """Read the facts of a page with these lines of metadata below its title, text, and metadata below that."""
    texts = [TITLE, *meta, first, PROSE, PROSE, last, *tail]
    return page_facts(texts, ["title", *["meta"] * len(meta), *["body"] * 4, *["meta"] * len(tail)])


@pytest.mark.parametrize(
    "title",
    [
        f"天天日报丨{TITLE}",
        f"全球快讯｜{TITLE}",
        f"【焦点资讯】{TITLE}",
        f"[每日热点] {TITLE}",
        f"焦点速讯：{TITLE}",
        f"每日短讯!{TITLE}",
        f"{TITLE}_全球速看",
        f"{TITLE} | 今日要闻",
        f"{TITLE} 环球热闻",
        f"{TITLE}-天天热点",
        f"每日看点|{TITLE}_全球速看",
        f"  {TITLE}\u3000",
        f"[老街茶馆]{TITLE}",
        f"正在阅读： {TITLE}",
    ],
)
def test_affixes_of_aggregators_are_taken_off(title: str) -> None:
    assert bare_title(title) == TITLE


@pytest.mark.parametrize(
    "title",
    [
        TITLE,
        "今日起云津桥试通车",
        "云津桥：一座老桥的三次重生",
        "云津桥明天通车 市民可步行参观",
        "河边茶馆重新开张|老街坊回来了",
        "【图集】云津桥通车",
        "H7-N9_test",
        "天天日报",
        "",
    ],
)
def test_ordinary_titles_are_left_alone(title: str) -> None:
    assert bare_title(title) == title


@given(st.text(st.sampled_from("天日报讯桥河｜丨_-:：! 【】全球"), max_size=24))
def test_a_bare_title_is_a_piece_of_the_title(title: str) -> None:
    bare = bare_title(title)
    assert bare in title
    assert bool(bare) == bool(title.strip())


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("云津桥明天通车|快讯", "云津桥明天通车"),
        ("世界新消息 云津桥明天通车", "云津桥明天通车"),
        ("热点 云津桥明天通车", "云津桥明天通车"),
        ("[快讯]云津桥明天通车_天天日报", "云津桥明天通车"),
        ("世界杯|云津队出线", "世界杯|云津队出线"),
        ("全球首个|云津桥通车", "全球首个|云津桥通车"),
        ("云津桥明天通车|世界最长", "云津桥明天通车|世界最长"),
    ],
)
def test_only_affixes_are_taken_off(title: str, bare: str) -> None:
    assert bare_title(title) == bare


@pytest.mark.parametrize(
    ("titles", "title"),
    [
        ([TITLE, "——三年工期提前两月"], TITLE),
        (["——三年工期提前两月", TITLE], TITLE),
        ([TITLE, "三年工期提前两月"], TITLE),
        (["一座老桥的重生：", TITLE], TITLE),
        (["【老桥新事】", TITLE], TITLE),
        (["云津桥通车系列报道（三）", TITLE], TITLE),
        (["YUNJIN BRIDGE OPENS", TITLE], TITLE),
        ([f"老街茶馆 {TITLE}", TITLE], TITLE),
        ([f"{TITLE}市民可步行参观", "市民可步行参观"], f"{TITLE}市民可步行参观"),
        (["通车", TITLE, TITLE], TITLE),
        (["一座老桥的重生："], "一座老桥的重生："),
        (["Yunjin Bridge"], "Yunjin Bridge"),
    ],
)
def test_the_headline_is_told_from_the_lines_around_it(titles: list[str], title: str) -> None:
    assert page_facts([*titles, PROSE], [*["title"] * len(titles), "body"]).title == title


def test_the_declared_title_tells_which_line_is_the_headline() -> None:
    texts, roles = ["老桥新事三十年", TITLE, PROSE], ["title", "title", "body"]
    assert page_facts(texts, roles).title == "老桥新事三十年"
    assert page_facts(texts, roles, f"{TITLE}_新闻中心_云津网").title == TITLE
    assert page_facts(["通车", TITLE, PROSE], roles, "通车").title == "通车"
    assert page_facts([TITLE, "通车", PROSE], roles, "通车").title == TITLE


def test_without_a_title_line_the_declared_title_stands() -> None:
    assert page_facts(["正文一段。"], ["body"], f"{TITLE}_全球速看").title == TITLE


def test_the_declared_title_loses_the_site_where_the_page_repeats_the_rest() -> None:
    texts = ["首页", "云津网", TITLE, PROSE]
    assert page_facts(texts, ["navigation", "marker", "related", "body"], f"{TITLE}-云津网").title == TITLE
    clipped = [f"{TITLE}市民", f"{TITLE}市民步行", PROSE]
    assert page_facts(clipped, ["related", "related", "body"], f"{TITLE}市民步行_云津网").title == clipped[1]


def test_without_any_title_the_kept_text_begins_the_title() -> None:
    assert page_facts(["首页", "河" * 90], ["navigation", "body"]).title == "河" * 40


def test_a_page_without_lines_has_no_facts() -> None:
    assert page_facts([], []) == PageFacts("", "", "", "")
    assert page_facts(["首页"], ["navigation"]) == PageFacts("", "", "", "")


def test_a_pages_facts_come_from_its_title_and_metadata() -> None:
    texts = ["首页", f"天天日报丨{TITLE}", "2031-02-03 来源：云津晚报 作者：李云津", "写于2030-01-01，来源：别处。"]
    roles = ["navigation", "title", "meta", "body"]
    found = PageFacts(TITLE, "2031-02-03", "云津晚报", "李云津")
    assert page_facts(texts, roles, "声明的标题") == found


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2031-12-09", "2031-12-09"),
        ("2031年2月3日 10:00", "2031-02-03"),
        ("2031年 02月03日", "2031-02-03"),
        ("２０３１．１２．３１", "2031-12-31"),
        ("2031/ 2/ 3", "2031-02-03"),
        ("2031-02-0310:11云津晚报", "2031-02-03"),
        ("http://www.yunjin.example2031-02-03云津晚报", "2031-02-03"),
        ("14.12.2031", "2031-12-14"),
        ("31/12/2031", "2031-12-31"),
        ("9/17/2031 5:54:13 AM", "2031-09-17"),
        ("09/17/2031", "2031-09-17"),
        ("31/1/2031", "2031-01-31"),
        ("06/02/2031", "2031-02-06"),
        ("6/2/2031", "2031-06-02"),
        ("6.2.2031", "2031-02-06"),
        ("10/11/2031", "2031-11-10"),
        ("06/2/2031", "2031-02-06"),
        ("Jan 17, 2031", "2031-01-17"),
        ("January 17th, 2031", "2031-01-17"),
        ("3 Sept. 2031", "2031-09-03"),
        ("二〇三一年一月十二日", "2031-01-12"),
        ("二○三一年十月二十日", "2031-10-20"),
        ("二零三一年十二月三十一日", "2031-12-31"),
        ("發佈時間：2031年2月3日", "2031-02-03"),
        ("2031-02-30 2031-03-01", "2031-03-01"),
        ("2031-13-01 后 2031-01-13", "2031-01-13"),
        ("2031年2月号", "2031-02"),
        ("2031年13月号", ""),
        ("2031-00-10", ""),
        ("1831-01-01", ""),
        ("10:30", ""),
        ("2024-1-123", ""),
        ("12024-05-01", ""),
        ("编号1-12-2031-5", ""),
        ("© 2024-2031 云津网", ""),
        ("注册时间：2024-10-06", ""),
        ("最后更新 2031-02-04", "2031-02-04"),
        ("编辑于 2031-02-04", ""),
        ("14.12.2031 2031-02-03", "2031-12-14"),
        ("2031-02-03 14.12.2031", "2031-02-03"),
        ("webmar 17, 2031", ""),
        ("二三月十日", ""),
    ],
)
def test_a_date_is_read_however_it_is_written(line: str, date: str) -> None:
    assert read(line).date == date


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_date_of_two_centuries_is_read(day: date) -> None:
    assert read(f"时间：{day} 来源：云津晚报").date == str(day)
    assert read(f"{day.year}年{day.month}月{day.day}日").date == str(day)
    assert read(f"{day:%d.%m.%Y}").date == read(f"{day:%d/%m/%Y}").date == read(f"{day:%b %d, %Y}").date == str(day)


def test_the_date_that_a_label_tells_goes_before_others() -> None:
    assert read("文件 2030-01-01", "发布时间：2031-02-03").date == "2031-02-03"
    assert read("2031-02-03", "2031-02-04").date == "2031-02-03"
    assert read("更新时间：2031-02-05 发布时间：2031-02-03").date == "2031-02-03"
    assert read("文件 2030-01-01 发表于 2031-02-03").date == "2031-02-03"
    assert read("文件 2030-01-01", "posted on: 2030-01-02", "date: 2031-02-03").date == "2031-02-03"


def test_dates_are_looked_for_from_the_title_outwards() -> None:
    below, end = ("2031-02-05", "时间：2031-02-04"), "2031年2月6日"
    assert read("2031-02-03", last=end, tail=below).date == "2031-02-03"
    assert read(last=end, tail=below).date == "2031-02-04"
    assert read(last=end, tail=below[:1]).date == "2031-02-06"
    assert read(tail=below[:1]).date == "2031-02-05"
    above = page_facts(["2030-01-01", TITLE, PROSE, "2031-02-03"], ["meta", "title", "body", "meta"])
    assert above.date == "2031-02-03"
    assert page_facts(["2030-01-01", TITLE, PROSE], ["meta", "title", "body"]).date == "2030-01-01"


def test_a_date_that_was_taken_for_something_else_is_found_below_the_title() -> None:
    texts = ["2030-01-01", TITLE, "2031-02-03 我要评论(0)", PROSE]
    assert page_facts(texts, ["navigation", "title", "widget", "body"]).date == "2031-02-03"
    assert page_facts(texts, ["navigation", "title", "related", "body"]).date == ""
    far = [TITLE, *["甲"] * 12, "2031-02-03", PROSE]
    assert page_facts(far, ["title", *["marker"] * 13, "body"]).date == ""


@pytest.mark.parametrize(
    ("first", "last", "date"),
    [
        (PROSE, "二〇三一年二月三日", "2031-02-03"),
        (PROSE, "云津县财政局 2031年2月3日", "2031-02-03"),
        (PROSE, f"{PROSE}（《云津晚报》2031年2月3日）", "2031-02-03"),
        ("（2031-02-03）", PROSE, "2031-02-03"),
        (f"云津社云津2031年2月3日电 {PROSE}", PROSE, "2031-02-03"),
        ("2031年2月3日，桥通车。", PROSE, ""),
        ("2031年2月3日 桥通车以后来了许多人，都说灯很亮", PROSE, ""),
        (f"桥在2031年2月3日开工。{PROSE}", PROSE, ""),
        (PROSE, "桥头茶馆的老板说他从2031年2月3日起每天都在这里等第一班车", ""),
        ("老街坊都记得当年修桥的工人就住在河边那排矮房里2031年2月3日讯 桥，通了", PROSE, ""),
        (f"据说从这条路走到对岸要好久，2031年2月3日讯 {PROSE}", PROSE, ""),
        (PROSE, f"{PROSE}桥在2031年2月3日开工。", ""),
    ],
)
def test_running_text_tells_no_date_but_a_dateline_and_a_date_alone_do(first: str, last: str, date: str) -> None:
    assert read(first=first, last=last).date == date


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("来源：云津晚报 编辑：李四", "云津晚报"),
        ("（信息来源:云津网）", "云津网"),
        ("來源：雲津晚報 編輯：李四", "雲津晚報"),
        ("2031-02-03 稿源 : 《云津日报》", "云津日报"),
        ("来源: 云津证券报·云津网(北京)", "云津证券报·云津网"),
        ("来源：云津网-《云津日报》2031-02-03 10:22", "云津网-《云津日报》"),
        ("来源：云津网作者：李云津", "云津网"),
        ("来源：21世纪云津报道 参与互动(0)", "21世纪云津报道"),
        ("来源Yunjin News| 0 条评论", "Yunjin News"),
        ("[來源：Friends of Bridges]", "Friends of Bridges"),
        ("来源：桥梁所、水利所等", "桥梁所、水利所等"),
        ("来源：《云津晚报 [打印]", "云津晚报"),
        ("来源于网络", "网络"),
        ("出处：老茶馆", "老茶馆"),
        ("本文转自“云津发布”", "云津发布"),
        ("摘自云津晚报", "云津晚报"),
        ("摘自《云津文摘》2031年第3期", "云津文摘"),
        ("本文原载于《云津文摘》", "云津文摘"),
        ("刊于《桥》2031年第3期", "桥"),
        ("来自云津晚报", "云津晚报"),
        ("来自 云津", ""),
        ("Source: Yunjin News", "Yunjin News"),
        ("供稿：教科室", "教科室"),
        ("供稿：李云津", ""),
        ("2031-2-3 13:04 云津晚报", "云津晚报"),
        ("http://www.yunjin.example2031-02-03云津晚报", "云津晚报"),
        ("2031-02-03 13:04:22 新浪科技 [打印]", "新浪科技"),
        ("雲津時報╱記者李云津／台北報導", "雲津時報"),
        ("云津教育周报 | 行走 | 第6版", "云津教育周报"),
        ("云津晚报", "云津晚报"),
        ("【云津日报记者李云津/台北报导】", "云津日报"),
        ("云津广播电台李云津报导", "云津广播电台"),
        ("——《云津之春》2031年6月号", "云津之春"),
        ("数据来源：云津晚报", ""),
        ("图片来源：摄图网", ""),
        ("来源： 作者：张三", ""),
        ('来源： size="20" 发布日期：', ""),
        ("来源：未知", ""),
        ("来源：http://www.yunjin.example/1", ""),
        ("作者：张三", ""),
        ("2031-02-03 我要举报 手机上网", ""),
        ("关键词：云津网 2031-02-03", ""),
        ("2031-02-03 云津网友评论", ""),
        (f"2031-02-03 {'云津' * 10}网", ""),
        (f"云津网{' 桥' * 60} 2031-02-03", ""),
        ("老桥；云津网；渡船", ""),
    ],
)
def test_the_source_is_a_medium_without_brackets_and_labels(line: str, source: str) -> None:
    assert read(line).source == source


def test_a_label_on_a_line_of_its_own_names_what_follows() -> None:
    assert read("来源：", "云津县财政局").source == "云津县财政局"
    assert read("作者：", "云中客").author == "云中客"
    assert page_facts([TITLE, "作者：", "分享", "云中客"], ["title", "meta", "widget", "meta"]).author == ""


@pytest.mark.parametrize(
    ("first", "last", "source"),
    [
        (f"云津社云津12月10日电（记者李云津）{PROSE}", PROSE, "云津社"),
        (f"《云津通讯社１５日专讯》{PROSE}", PROSE, "云津通讯社"),
        (f"【云津日报 李云津】{PROSE}", PROSE, "云津日报"),
        (f"云津日报讯 （记者 李云津）{PROSE}", PROSE, "云津日报"),
        (f"云津网实习记者李云津报道 {PROSE}", PROSE, "云津网"),
        (f"据《云津晚报》2月3日报道，{PROSE}", PROSE, "云津晚报"),
        (f"本报讯（记者 李云津）{PROSE}", PROSE, ""),
        (PROSE, f"{PROSE}（云津晚报）", "云津晚报"),
        (PROSE, f"{PROSE}（摘自：云津晚报）", "云津晚报"),
        (PROSE, f"{PROSE}（完）", ""),
        (f"桥头立着云津社的牌子。{PROSE}", f"来源：别处。{PROSE}", ""),
    ],
)
def test_the_first_and_last_lines_of_text_tell_a_source(first: str, last: str, source: str) -> None:
    assert read(first=first, last=last).source == source


def test_a_labelled_source_goes_before_a_bare_one_and_that_before_a_dateline() -> None:
    wire = f"云津社12月10日电 {PROSE}"
    assert read("2031-02-03 云津晚报", first=wire, tail=("来源：云津网",)).source == "云津网"
    assert read("2031-02-03 云津晚报", first=wire).source == "云津晚报"
    assert read("2031-02-03", first=wire, tail=("云津晚报",)).source == "云津社"
    assert read("2031-02-03", tail=(",云津晚报",)).source == "云津晚报"
    assert page_facts([PROSE, "（摘自：云津网）", "（摘自：云津晚报）"], ["body"] * 3).source == "云津晚报"


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
    assert read(tail=("云津茶馆 2031-02-03 by bridgefan", "云津茶馆 2031-02-04 by 李云津")).author == "bridgefan"


def test_dates_are_scored_in_both_orders_where_the_gold_cannot_tell() -> None:
    assert readings("06/02/2031") == {"2031-02-06", "2031-06-02"}
    assert readings("9/17/2031") == {"2031-09-17"}
    assert readings("Jan 17, 2031") == readings("二〇三一年一月十七日") == readings("2031年 01月17日") == {"2031-01-17"}
    assert readings("2031年6月") == {"2031-06"}


def test_scores_count_values_that_are_right_found_and_there() -> None:
    gold = {
        "a": {"title": ("《桥》通车",), "date": ("2031年2月3日",), "author": ("李 云津", "王桥")},
        "b": {"title": ("渡船停航",), "source": ("云津晚报",)},
    }
    found = {"a": PageFacts("桥　通车", "2031-02-03", "云津网", "王桥、赵小六、李云津")}
    scores = fact_scores(found, gold)
    assert scores["title"] == {"precision": 1.0, "recall": 0.5, "f1": 2 / 3}
    assert scores["date"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert scores["source"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    assert scores["author"] == {"precision": 2 / 3, "recall": 1.0, "f1": 0.8}
    exact = fact_scores({"b": PageFacts("渡船，停航！")}, {"b": gold["b"]})
    assert (exact["title"]["f1"], exact["title_lenient"]["f1"]) == (0.0, 1.0)
    assert fact_scores({}, {})["date"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
