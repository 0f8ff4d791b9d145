"""What a masked run leaves holds nothing private, and is else what an open run leaves."""

import json
from pathlib import Path

import numpy as np
import pytest

from analysis import TopicAnalysis, clean_pages, explain, read_pages, separate_page
from analysis.run.cleaning import clean_records
from analysis.run.cli import main
from analysis.tables.contract import place_of, read
from tests.reading.made_private import with_check_digit, with_luhn
from tests.show.made_report import inside

ME = with_check_digit("11010519491231002")
CARD = with_luhn("622202020011223344")
PRIVATE = ("13800138000", "62345678", "zhouting77", "qianduo", ME.lower(), CARD, "12345")
TEXT = f"""首页 > 文化 > 正文
摆渡人和他的四十七级石阶 13800138000
来源：云津日报 记者：周亭 邮箱zhouting77@example.com
渡口的石阶一共四十七级，每年开春，守渡人都要把它们从上到下刷一遍，联系电话010-62345678，刷完再撒一层细沙。
他说，石阶刷干净了，来信请寄 qianduo&#64;example.com 即可，说这话的时候，船正好靠岸，车牌是京A·12345的车停在岸上。
过渡的孩子们轮流给石缝里的构树浇水，身份证号{ME}，到了夏天，它已经高过了栏杆，捐款请汇至卡号{CARD}，叶子遮住了半级台阶。
版权所有 云津县文化馆 备案号00000000 邮箱 zhouting77@example.com
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for i in range(4):
        text = TEXT.replace("渡口", "渡口码头桥头集市"[2 * i : 2 * i + 2]).replace(
            "构树", "槐树桑树柳树桃树"[2 * i : 2 * i + 2]
        )
        (folder / f"{i}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory, pages: Path) -> dict[str, Path]:
    out = tmp_path_factory.mktemp("out")
    for way in ("", "--mask", "--no-mask"):
        words = ["run", pages, "--out", out / f"o{way}", "--jobs", 1, "--lang", "zh", "--figures", "none", way]
        assert main([str(word) for word in words if word != ""]) == 0
    return {way: out / f"o{way}" for way in ("", "--mask", "--no-mask")}


def everything(folder: Path) -> str:
    """Return all that a result folder holds as text, its packed parts unpacked, its inputs' hashes left out."""
    parts = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        if path.suffix == ".npz":
            with np.load(path) as arrays:
                parts += [
                    "\n".join(map(str, arrays[name].ravel())) for name in arrays if arrays[name].dtype.kind == "U"
                ]
        elif path.name == "report.html":
            parts.append(json.dumps(inside(path.read_text(encoding="utf-8")), ensure_ascii=False))
        elif path.name == "run.json":
            facts = json.loads(path.read_text(encoding="utf-8"))
            parts.append(json.dumps({k: v for k, v in facts.items() if k not in {"inputs", "timing"}}))
        else:
            parts.append(path.read_text(encoding="utf-8"))
    return "\n".join(parts).lower()


def test_nothing_private_is_left_in_a_masked_folder(folders: dict[str, Path]) -> None:
    held = everything(folders["--mask"])
    assert [word for word in PRIVATE if word in held] == []
    assert "〔电话〕" in held
    held = everything(folders[""])
    assert [word for word in PRIVATE if word not in held] == []  # so that the test above can fail


def test_masked_and_open_runs_tell_the_same_of_the_same_lines(folders: dict[str, Path]) -> None:
    masked, plain = (read(place_of(folders[way], "lines")) for way in ("--mask", "--no-mask"))
    same = ["page", "line", "role", "kind", "keep", "score", "reason", "affinity"]
    assert masked[same].equals(plain[same])
    assert (masked["text"] != plain["text"]).sum() == 24  # six lines of each page


def test_the_report_alone_is_masked_where_nothing_is_said(folders: dict[str, Path]) -> None:
    reports = {way: (folder / "report.html").read_text(encoding="utf-8") for way, folder in folders.items()}
    private = {way: "13800138000" in json.dumps([inside(r), inside(r, "lines")]) for way, r in reports.items()}
    assert private == {"": False, "--mask": False, "--no-mask": True}
    assert place_of(folders[""], "lines").read_bytes() == place_of(folders["--no-mask"], "lines").read_bytes()
    told = inside(reports[""])["notes"]
    assert any("〔电话〕" in zh for zh, _ in told)


def test_run_json_counts_masks_and_names_the_choice(folders: dict[str, Path]) -> None:
    facts = {way: json.loads((f / "run.json").read_text(encoding="utf-8")) for way, f in folders.items()}
    assert {way: f["parameters"]["mask"] for way, f in facts.items()} == {
        "": "report",
        "--mask": "all",
        "--no-mask": "none",
    }
    assert facts["--mask"]["counts"]["masked"] == 4 * 8
    assert "masked" not in facts[""]["counts"]


def test_a_report_is_written_again_as_it_was_or_as_is_asked(folders: dict[str, Path]) -> None:
    report = folders[""] / "report.html"
    before = report.read_bytes()
    for way, private in (("--no-mask", True), ("--mask", False)):
        assert main(["report", str(folders[""]), "--lang", "zh", way]) == 0
        assert ("13800138000" in json.dumps(inside(report.read_text(encoding="utf-8"), "lines"))) == private
    assert main(["report", str(folders[""]), "--lang", "zh"]) == 0
    assert report.read_bytes() == before


def test_a_model_masks_new_pages_as_it_was_fitted(folders: dict[str, Path], pages: Path, tmp_path: Path) -> None:
    for fitted, asked, private in (("--mask", "", False), ("", "", True), ("", "--mask", False)):
        words = ["apply", folders[fitted] / "model", pages, "--out", tmp_path / "new", "--jobs", 1, asked]
        assert main([str(word) for word in words if word != ""]) == 0
        assert ("13800138000" in everything(tmp_path / "new")) == private


def test_pages_in_python_are_masked_when_asked(pages: Path) -> None:
    lines = separate_page(TEXT, mask=True)
    assert [line.keep for line in lines] == [line.keep for line in separate_page(TEXT)]
    assert not any(word in "\n".join([*lines.texts, *lines.kept(), *lines.kept(False)]) for word in PRIVATE)
    assert "13800138000" not in explain(lines, 2).attrs["text"]
    assert not any(word in text for _, text in clean_pages(read_pages(pages), mask=True) for word in PRIVATE)
    record = json.dumps({"text": TEXT, "phone": "13800138000", "id": 7}, ensure_ascii=False)
    assert next(clean_records([record], mask=True))["phone"] == "〔电话〕"


def test_a_masked_analysis_learns_no_private_word(pages: Path) -> None:
    terms = {
        mask: set(TopicAnalysis(1, unit="page", mask=mask, lang="en").fit(read_pages(pages)).model_.terms)
        for mask in (True, False)
    }
    assert {"qianduo", "石阶"} <= terms[False]
    assert terms[True] & {"qianduo", "com", "example", "石阶"} == {"石阶"}
