"""A handful of pages: topics are made of their paragraphs, and each page is a mixture of them."""

import json
from functools import cache
from pathlib import Path
from random import Random

import pytest

from analysis.errors import BojiError
from analysis.reading.pages import Page, read_pages
from analysis.run.cli import main
from analysis.run.workflow import TopicAnalysis
from analysis.tables.contract import read
from tests.paths import SHARED
from tests.samples import FERRY, TEA

REAL = SHARED / "seeds"
FACETS = ("校长", "联盟", "培养", "红色基因", "思政课")


WORDS = (
    "清河 白石 双桥 柳庄 南坪 北渡 东岭 西滩 云台 石门 龙泉 平湖 桃源 修堤 筑路 植树 挖渠 建校 办厂 开荒 养鱼 种菜 "
    "账目 木料 砖瓦 粮仓 磨坊 染坊 铁匠 木匠 篾匠 货郎 集市 庙会 戏台 祠堂 学堂 药铺 当铺 邮差 电报 汽灯".split()
)


def few() -> list[Page]:
    """Make four pages that speak of tea first and of the ferry then, with words in between that belong to neither."""
    pages = []
    for i in range(4):
        draw = Random(i)
        sides = [side[(i + j) % 4] for side in (TEA, FERRY) for j in range(4)]
        pages.append(
            Page(f"{i}.txt", "\n".join(f"{side[:-1]}，又说到{'、'.join(draw.sample(WORDS, 4))}。" for side in sides))
        )
    return pages


@cache
def analysis() -> TopicAnalysis:
    return TopicAnalysis(2, lang="en").fit(few())


def test_topics_are_those_of_the_paragraphs() -> None:
    assert analysis().units_ == ("paragraph", 12)
    words = [set(row.split()) for row in analysis().topics_["words"]]
    tea, ferry = (next(i for i, some in enumerate(words) if word in some) for word in ("鲜叶", "渡船"))
    assert {tea, ferry} == {0, 1}
    lines = analysis().lines_
    halves = [lines["line"] <= 4, lines["line"] > 4]
    assert [lines.loc[half, "topic"].mode()[0] for half in halves] == [tea, ferry]


def test_each_page_is_a_mixture() -> None:
    mixture = analysis().mixture_.pivot_table(index="page", columns="topic", values="share")
    assert mixture.shape == (4, 2)
    assert mixture.min(axis=None) > 0.3
    assert mixture.sum(axis=1).tolist() == pytest.approx([1.0] * 4, abs=1e-3)
    strongest = mixture.idxmax(axis=1)
    assert analysis().pages_.set_index("page")["topic"].to_dict() == strongest.to_dict()


def test_pages_can_be_taken_whole_all_the_same() -> None:
    assert TopicAnalysis(2, lang="en", unit="page").fit(few()).units_ == ("page", 4)
    with pytest.raises(BojiError, match=r"unit must be one of \('auto', 'page', 'paragraph'\), got 'line'"):
        TopicAnalysis(unit="line").fit(few())


def test_a_fitted_analysis_places_new_pages(tmp_path: Path) -> None:
    analysis().save(tmp_path)
    judged = TopicAnalysis.load(tmp_path).transform([Page("new", "\n".join(TEA))])
    assert judged.pages["topic"].tolist() == [analysis().lines_["topic"].iloc[0]]


def test_the_command_says_what_topics_are_made_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for page in few():
        (tmp_path / page.name).write_text(page.text, encoding="utf-8")
    words = ["run", tmp_path, "--out", tmp_path / "out", "--topics", 2, "--lang", "en", "--jobs", 1]
    assert main([*map(str, words), "--figures", "png"]) == 0
    assert "topics and clusters come from 12 paragraphs of 4 pages" in capsys.readouterr().out
    facts = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert facts["parameters"]["unit"] == "auto"
    assert facts["units"] == {"unit": "paragraph", "number": 12}
    assert (tmp_path / "out" / "figures" / "passages.png").is_file()
    assert len(read(tmp_path / "out" / "figures" / "mixture.csv")) == 8
    assert main([*map(str, words), "--figures", "none", "--unit", "page"]) == 0
    assert "paragraphs" not in capsys.readouterr().out


@pytest.mark.skipif(not REAL.is_dir(), reason="the real pages of ../shared/seeds are not in a user's clone")
def test_a_reader_of_the_five_real_pages_finds_their_facets() -> None:
    found = TopicAnalysis(lang="zh").fit([p for p in read_pages(REAL) if p.name.endswith(".txt")])
    words = [set(row.split()) for row in found.topics_["words"]]
    for facet in FACETS:
        assert any(facet in some for some in words), facet
    quoted = found.topic_lines_["topic"].value_counts()
    assert all(quoted.get(topic, 0) > 0 for topic in found.topics_["topic"])
    headline = "重庆市沙坪坝区育英小学(重大附小)"
    clean = next(text for name, text in found.clean_.items() if name.startswith("001"))
    assert sum(line.startswith(headline) for line in clean.split("\n")[:4]) == 1
