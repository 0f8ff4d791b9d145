"""What a run leaves in its folder, and how it is written again."""

import json
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.errors import BojiError
from analysis.reading.pages import Page, read_pages
from analysis.run.folder import Run, notes_of, redraw_figures, rewrite_report, write_applied, write_run
from analysis.run.progress import Clock
from analysis.run.workflow import TopicAnalysis
from analysis.show.figures import FIGURES
from analysis.show.messages import say
from analysis.tables.contract import CONTRACT, SHOWN, place_of, read_all
from analysis.topics.number import TOPIC_MEASURES, Trial
from tests.samples import articles
from tests.show.made_report import inside

# all that two topics of one site without dates have to show
DRAWN = {"separation", "topics", "passages", "map", "noise"}


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("pages")
    for page in articles():
        (folder / page.name).write_text(page.text, encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "blank.txt").write_text("\n", encoding="utf-8")
    pages = read_pages(folder)
    analysis = TopicAnalysis(n_topics=2, lang="en").fit(list(pages))
    return Run(analysis, pages, {"topics": "2"}, Clock("en", _stage="stage.topics"))


@pytest.fixture(scope="module")
def out(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run") / "new" / "out"
    write_run(run, folder, "en")
    return folder


def test_a_run_leaves_tables_text_model_figures_and_report(run: Run, out: Path) -> None:
    tables = {place_of(out, name).relative_to(out).as_posix() for name in (*CONTRACT, *SHOWN)}
    pictures = {f"figures/{name}{ending}" for name in DRAWN for ending in (".png", ".svg")}
    text = {f"clean/{i}.txt" for i in range(8)}
    assert set(files(out)) == {
        *tables, *pictures, *text, "model/model.npz", "model/model.json", "report.html", "run.json",
    }  # fmt: skip
    assert {p: b.decode() for p, b in files(out).items() if p in text} == {
        f"clean/{page}": kept for page, kept in run.analysis.clean_.items()
    }


def test_tables_are_read_back_as_they_were(run: Run, out: Path) -> None:
    again = read_all(out)
    for name, table in run.analysis.frames().items():
        pd.testing.assert_frame_equal(again[name], table, check_dtype=False, check_exact=True)


def test_run_json_tells_what_was_done(run: Run, out: Path) -> None:
    facts = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert facts["parameters"] == {"topics": "2"}
    assert facts["inputs"] == run.pages.inputs
    assert facts["counts"] == {
        "pages": 8, "review": 0, "skipped": 2, "cut": 0, "lines": 24, "kept": 24, "kept_share": 1.0, "topics": 2,
        "clusters": 2,
    }  # fmt: skip
    assert {s["name"]: s["reason"] for s in facts["skipped"]} == {"picture.png": "unsupported", "blank.txt": "empty"}
    assert facts["quality"] == run.analysis.quality_
    assert (facts["notes"], facts["choice"]) == ([], {})
    assert set(facts["timing"]["seconds"]) == {"topics", "write"}
    assert facts["timing"]["peak_memory_mib"] is None or facts["timing"]["peak_memory_mib"] > 1


def test_the_saved_model_is_that_of_the_run(run: Run, out: Path) -> None:
    again = TopicAnalysis.load(out / "model")
    assert np.array_equal(again.model_.topics.components_, run.analysis.model_.topics.components_)


def test_figures_and_report_are_written_again_to_the_same_bytes(out: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(out, tmp_path / "copy")
    for name in DRAWN:
        (copy / "figures" / f"{name}.png").unlink()
    (copy / "report.html").unlink()
    written = redraw_figures(copy, "en")
    expected = [copy / "figures" / f"{name}{e}" for name in FIGURES if name in DRAWN for e in (".png", ".svg")]
    assert written == expected
    assert rewrite_report(copy, "en") == copy / "report.html"
    assert files(copy) == files(out)


def test_a_report_opens_in_the_other_language_and_tells_all_in_both(out: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(out, tmp_path / "copy")
    html, before = rewrite_report(copy, "zh").read_text(encoding="utf-8"), (out / "report.html").read_text("utf-8")
    assert ('<html lang="zh-CN">' in html, '<html lang="en">' in before) == (True, True)
    assert (inside(html)["lang"], inside(before)["lang"]) == ("zh", "en")
    said = [say("skip.unsupported", lang) for lang in ("zh", "en")]
    assert ["picture.png", *said] in inside(html)["skipped"]
    assert inside(html)["pieces"] == inside(before)["pieces"]


def test_what_a_reader_renamed_is_written_into_the_report(out: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(out, tmp_path / "copy")
    labels = tmp_path / "labels.json"
    labels.write_text('{"names": {"1": "江上"}, "into": {}}', encoding="utf-8")
    html = rewrite_report(copy, "zh", labels).read_text(encoding="utf-8")
    assert inside(html)["labels"] == {"names": {"1": "江上"}, "into": {}}
    labels.write_text('{"names": {"9": "江上"}}', encoding="utf-8")
    with pytest.raises(BojiError, match="topic 9 is none of the 2 topics"):
        rewrite_report(copy, "zh", labels)


def test_lines_of_many_pages_lie_beside_the_report_until_they_are_few(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = shutil.copytree(out, tmp_path / "copy")
    with monkeypatch.context() as patched:
        patched.setattr("analysis.show.report.MOST_PAGES", 7)
        rewrite_report(copy, "en")
        assert [path.name for path in (copy / "report").iterdir()] == ["lines-0000.js"]
    rewrite_report(copy, "en")
    assert files(copy) == files(out)


def test_a_report_is_written_of_a_folder_of_an_earlier_version(out: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(out, tmp_path / "copy")
    place_of(copy, "topic_words").unlink()
    assert inside(rewrite_report(copy, "en").read_text(encoding="utf-8"))["topics"]["terms"] == [[], []]


def test_a_run_takes_the_place_of_an_earlier_one_and_of_nothing_else(run: Run, tmp_path: Path) -> None:
    stale = [tmp_path / "clean" / "old.txt", tmp_path / "figures" / "old.png", tmp_path / "model" / "old.npz"]
    mine = [tmp_path / "mine.txt", tmp_path / "notes" / "mine.txt"]
    for path in (*stale, *mine):
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    write_run(run, tmp_path, "en")
    assert [path.exists() for path in (*stale, *mine)] == [True] * 5  # no run was here before: these are the user's
    write_run(run, tmp_path, "en")
    assert [path.exists() for path in stale] == [False] * 3
    assert [path.exists() for path in mine] == [True] * 2


def test_what_a_model_judged_is_written_as_two_tables_and_text(run: Run, tmp_path: Path) -> None:
    judged = run.analysis.transform(articles()[:2])
    write_applied(judged, tmp_path / "out")
    assert sorted(files(tmp_path / "out")) == ["clean/0.txt", "clean/1.txt", "lines.csv", "pages.csv"]
    assert (tmp_path / "out" / "clean" / "1.txt").read_text(encoding="utf-8") == judged.clean["1.txt"]


def test_nothing_is_noted_of_an_ordinary_run(run: Run) -> None:
    assert notes_of(run.analysis) == []


def test_pages_without_chinese_and_without_topics_are_noted() -> None:
    english = TopicAnalysis(n_topics=1, lang="en").fit([Page("a", "Nothing but English text here, and on it goes.")])
    assert ("run.no_chinese", {}) in notes_of(english)
    nothing = TopicAnalysis(lang="en").fit([Page("a", "天 地\n人 火")])
    assert notes_of(nothing) == [("run.no_topics", {})]


@pytest.mark.parametrize(("second", "clear"), [(0.1, True), (0.9, False)])
def test_choices_are_noted_with_the_runner_up_and_how_clear_they_are(second: float, clear: bool) -> None:
    analysis = TopicAnalysis(n_topics=2, lang="en").fit(articles())
    halves = [[[0.2, 0.0, 0.0, 0.0], [second, 0.0, 0.0, 0.0]], [[0.8, 0.0, 0.0, 0.0]] * 2]
    analysis.trials_ = {"topics": Trial((4, 6), TOPIC_MEASURES, np.array(halves))}
    key = "run.choice_topics_clear" if clear else "run.choice_topics_unclear"
    assert notes_of(analysis) == [(key, {"k": 6, "second": 4})]
    assert say(key, "en", k=6, second=4).startswith("6 topics recommended (runner-up 4)")
