"""Pages with gold of two sites, written pages, and a few made ones, to learn from."""

import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from analysis.separation.roles import ROLES
from analysis.training import fitting
from analysis.training.fitting import Gold
from analysis.training.gold import CLEAN_DOCUMENTS, gold_pages
from tests.training.described import described
from tests.training.made_pool import TEXTS, write_html

BODY, RELATED, META = (ROLES.index(role) for role in ("body", "related", "meta"))
WRITTEN_LINES = "渡口的老人说起旧事", "一句话", "记者 周亭"
PLACES = {"云津": "桥 渡".split(), "临川": "庙 塔".split()}


def record(site: str, place: str) -> dict[str, Any]:
    """Return an article of thirteen sentences in five lines, between a menu and a footer."""
    text = ["".join(f"老{place}的第{i}{j}句说起雨季和渡船，河边的灯火一夜未熄。" for j in "甲乙丙") for i in "一二三四"]
    lines = ["首页 要闻", f"老{place}重新开放了", *text, "版权所有"]
    labels = ["noise", *["content"] * 5, "noise"]
    name = {"id": f"{site}-{place}", "brand": site, "kind": "article", "title": f"老{place}重新开放了"}
    return {**name, "lines": lines, "labels": labels, "html": f"{site}-{place}.html"}


@pytest.fixture(scope="module")
def dev(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("data")
    texts = [{"text": text} for text in (TEXTS * (2 + CLEAN_DOCUMENTS // len(TEXTS)))]
    for name, records in {
        "pages/dev": [record(site, place) for site, places in PLACES.items() for place in places],
        "corpora/shopping10": texts,
        "corpora/medqa": texts,
    }.items():
        (data / name).parent.mkdir(exist_ok=True)
        with gzip.open(data / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(each) + "\n" for each in records)
    write_html(data / "pages", [record(site, place) for site, places in PLACES.items() for place in places])
    return data / "pages/dev.jsonl.gz"


@pytest.fixture(scope="session")
def grows_trees() -> None:
    try:
        import lightgbm  # noqa: F401, PLC0415
    except OSError as error:  # its wheel for macOS holds no OpenMP
        pytest.skip(f"LightGBM does not load (on macOS: brew install libomp): {error}")


@pytest.fixture(autouse=True)
def few_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "OTHER_PAGES", 2)
    monkeypatch.setattr(fitting, "KIND_PAGES", {})


@pytest.fixture(scope="module")
def gold(dev: Path) -> Gold:
    roles = described(["老桥", "首页", "要闻"], [BODY, RELATED, META], ["云津", "云津", "临川"])
    clean = described(["庙会开场了。"] * 4, [1] * 4, "corpus")
    noisy = gold_pages(dev, together=True)
    named = described(["庙会", "更多"], [BODY, RELATED], ["临川", "云津"])
    written = described(WRITTEN_LINES, [BODY, BODY, META], [f"written:{i}.txt" for i in range(3)])
    return Gold(noisy, clean, noisy, roles, named, replace(written, page=written.site))
