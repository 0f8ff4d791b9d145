import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from analysis import store

ARRAYS = {
    "weights": np.arange(6.0).reshape(2, 3),
    "fortran": np.asfortranarray(np.arange(12, dtype=np.int32).reshape(3, 4)),
    "words": np.array(["河水", "桥"]),
    "nothing": np.zeros((0, 4)),
}
FACTS = {"name": "云津", "topics": 3, "list": [1, 2]}


def test_arrays_and_facts_come_back_as_they_went(tmp_path: Path) -> None:
    store.save(tmp_path / "deep" / "model", ARRAYS, FACTS)
    arrays, facts = store.load(tmp_path / "deep" / "model")
    assert arrays.keys() == ARRAYS.keys()
    for key, array in ARRAYS.items():
        assert arrays[key].dtype == array.dtype
        np.testing.assert_array_equal(arrays[key], array)
    assert facts == {"format": store.FORMAT, **FACTS}


def test_two_models_of_different_names_share_a_folder(tmp_path: Path) -> None:
    store.save(tmp_path, {"x": np.ones(1)}, {}, name="one")
    store.save(tmp_path, {"x": np.zeros(2)}, {}, name="two")
    assert store.load(tmp_path, "one")[0]["x"].tolist() == [1.0]
    assert store.load(tmp_path, "two")[0]["x"].tolist() == [0.0, 0.0]


def test_the_same_state_gives_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    store.save(tmp_path / "a", ARRAYS, FACTS)
    store.save(tmp_path / "b", dict(reversed(ARRAYS.items())), dict(reversed(FACTS.items())))
    for name in ("model.npz", "model.json"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_no_clock_time_is_written_into_the_archive(tmp_path: Path) -> None:
    store.save(tmp_path, ARRAYS, FACTS)
    with zipfile.ZipFile(tmp_path / "model.npz") as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_array_of_objects_is_refused_by_name_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="'odd' holds objects"):
        store.save(tmp_path / "model", {"odd": np.array([{}, None], object)}, {})
    assert not list(tmp_path.rglob("*.*"))


def test_a_pickle_in_a_foreign_archive_is_not_opened(tmp_path: Path) -> None:
    store.save(tmp_path, {}, {})
    np.savez(tmp_path / "model.npz", odd=np.array([{}], object))
    with pytest.raises(ValueError, match="allow_pickle=False"):
        store.load(tmp_path)


def test_another_format_is_refused_with_both_numbers(tmp_path: Path) -> None:
    store.save(tmp_path, ARRAYS, FACTS)
    other = store.FORMAT + 41
    (tmp_path / "model.json").write_text(json.dumps({"format": other}), encoding="utf-8")
    with pytest.raises(ValueError, match=rf"format {other}\b.*reads {store.FORMAT}\b"):
        store.load(tmp_path)


@pytest.mark.parametrize("missing", ["model.npz", "model.json"])
def test_a_missing_file_is_named(tmp_path: Path, missing: str) -> None:
    store.save(tmp_path, ARRAYS, FACTS)
    (tmp_path / missing).unlink()
    with pytest.raises(FileNotFoundError, match=missing):
        store.load(tmp_path)
