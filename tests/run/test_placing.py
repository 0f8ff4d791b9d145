from pathlib import Path

import pandas as pd
import pytest

from analysis.reading.pages import Page
from analysis.run.placing import SAMPLE, Job, place, save_model
from analysis.run.shards import Shards
from analysis.run.survey import Chunk, chunks_of
from analysis.run.workflow import TopicAnalysis
from tests.samples import articles


@pytest.fixture
def job(tmp_path: Path) -> Job:
    shards = Shards(tmp_path)
    save_model(TopicAnalysis(2, lang="en").fit(articles()), shards.place(SAMPLE) / "model")
    return Job(shards, "key", "en", True)


def chunk_of(*pages: Page) -> Chunk:
    return next(chunks_of(pages))


def test_a_chunk_leaves_its_rows_and_facts(job: Job) -> None:
    done = place(job, chunk_of(*articles()))
    assert (done.pages, done.size) == ([], 8)
    folder = job.shards.place("placed/000000")
    lines = pd.read_parquet(folder / "lines.parquet")
    assert job.shards.facts("placed/000000") == {
        "pages": 8, "review": 0, "lines": 24, "kept": int(lines["keep"].sum()), "masked": 0,
        "characters": int(lines["text"].str.len().sum()),
        "kept_characters": int(lines.loc[lines["keep"] == 1, "text"].str.len().sum()),
    }  # fmt: skip
    assert pd.read_parquet(folder / "pages.parquet")["page"].tolist() == [page.name for page in articles()]
    assert job.shards.array("placed/000000", "weights.npy").shape == (8, 2)


def test_pages_are_placed_as_they_were_fitted(job: Job) -> None:
    fitted = TopicAnalysis(2, lang="en").fit(articles())
    place(job, chunk_of(*articles()))
    lines = pd.read_parquet(job.shards.place("placed/000000") / "lines.parquet")
    assert lines.astype(str).equals(fitted.lines_.astype(str))


def test_a_page_without_a_line_is_placed(job: Job) -> None:
    place(job, chunk_of(Page("blank", "\n")))
    assert job.shards.facts("placed/000000")["lines"] == 0


def test_what_is_there_is_not_made_again_unless_the_job_is_another(job: Job) -> None:
    seal = job.shards.place("placed/000000/seal.json")
    stamps = []
    for one in (job, job, job._replace(key="other")):
        place(one, chunk_of(*articles()))
        stamps.append(seal.stat().st_mtime_ns)
    assert stamps[0] == stamps[1] < stamps[2]
