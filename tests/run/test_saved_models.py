"""Models that were saved long ago, or by somebody else."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from analysis.errors import BojiError
from analysis.run.workflow import TopicAnalysis
from tests.samples import articles

SAVED = Path(__file__).parent / "saved_model_2"  # of eight pages in format 2; made once, never again


def test_a_model_of_format_2_loads_for_ever_and_places_pages_as_it_did() -> None:
    placed = TopicAnalysis.load(SAVED, lang="en").transform(articles()).pages
    assert placed["topic"].tolist() == [0, 0, 0, 0, 1, 1, 1, 1] or placed["topic"].tolist() == [1, 1, 1, 1, 0, 0, 0, 0]
    assert placed["cluster"].notna().all()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return shutil.copytree(SAVED, tmp_path / "model")


def changed(folder: Path, **facts: object) -> Path:
    """Change facts of a saved model and forget its checksum."""
    known = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    del known["sha256"]
    (folder / "model.json").write_text(json.dumps(known | facts), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "facts",
    [
        {"model": {}},
        {"model": None},
        {"tokenizer": {"segmenter": "os.system"}},
        {"tokenizer": {"shell": "rm"}},
        {"parameters": {"n_topics": 2, "callback": "x"}},
        {"parameters": 5},
    ],
)
def test_foreign_facts_are_refused(copy: Path, facts: dict[str, object]) -> None:
    with pytest.raises(BojiError, match="is damaged, or no model of boji"):
        TopicAnalysis.load(changed(copy, **facts))


@pytest.mark.parametrize("part", ["idf", "terms", "ranking", "topics.components"])
def test_arrays_that_do_not_belong_together_are_refused(copy: Path, part: str) -> None:
    with np.load(copy / "model.npz") as file:
        arrays = dict(file)
    [name] = [key for key in arrays if key.startswith(part)]
    for bad in (arrays[name][..., None], arrays[name].astype("U9")[..., None]):
        np.savez(copy / "model.npz", **{**arrays, name: bad})
        with pytest.raises(BojiError, match="is damaged, or no model of boji"):
            TopicAnalysis.load(changed(copy) if "sha256" in (copy / "model.json").read_text("utf-8") else copy)
