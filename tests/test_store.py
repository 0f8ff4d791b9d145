import io
import json
import os
import zipfile
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest

from analysis import store
from analysis.errors import BojiError, MissingFileError

FORM = 7
ARRAYS = {
    "weights": np.arange(6.0).reshape(2, 3),
    "fortran": np.asfortranarray(np.arange(12, dtype=np.int32).reshape(3, 4)),
    "words": np.array(["河水", "桥"]),
    "nothing": np.zeros((0, 4)),
}
FACTS = {"name": "云津", "topics": 3, "list": [1, 2]}
FILES = ("model.npz", "model.json")


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_arrays_and_facts_come_back_as_they_went(tmp_path: Path) -> None:
    store.save(tmp_path / "deep" / "model", "model", FORM, ARRAYS, FACTS)
    arrays, facts = store.load(tmp_path / "deep" / "model", "model", FORM)
    assert arrays.keys() == ARRAYS.keys()
    for key, array in ARRAYS.items():
        assert arrays[key].dtype == array.dtype
        assert arrays[key].shape == array.shape
        np.testing.assert_array_equal(arrays[key], array)
    assert facts == {"format": FORM, **FACTS}


def test_a_number_comes_back_without_dimensions(tmp_path: Path) -> None:
    store.save(tmp_path, "model", FORM, {"n": np.array(5)}, {})
    found = store.load(tmp_path, "model", FORM)[0]["n"]
    assert (found.shape, int(found)) == ((), 5)


def test_two_models_of_different_names_share_a_folder(tmp_path: Path) -> None:
    store.save(tmp_path, "one", 1, {"x": np.ones(1)}, {})
    store.save(tmp_path, "two", 2, {"x": np.zeros(2)}, {})
    assert store.load(tmp_path, "one", 1)[0]["x"].tolist() == [1.0]
    assert store.load(tmp_path, "two", 2)[0]["x"].tolist() == [0.0, 0.0]


def test_the_same_state_gives_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    store.save(tmp_path / "a", "model", FORM, ARRAYS, FACTS)
    store.save(tmp_path / "b", "model", FORM, dict(reversed(ARRAYS.items())), dict(reversed(FACTS.items())))
    assert set(contents(tmp_path / "a")) == set(FILES)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_no_clock_time_is_written_into_the_archive(tmp_path: Path) -> None:
    store.save(tmp_path, "model", FORM, ARRAYS, FACTS)
    with zipfile.ZipFile(tmp_path / "model.npz") as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_array_of_objects_is_refused_by_name_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="'odd' holds objects"):
        store.save(tmp_path / "model", "model", FORM, {"odd": np.array([{}, None], object)}, {})
    assert not list(tmp_path.rglob("*.*"))


def test_a_pickle_in_a_foreign_archive_is_not_opened(tmp_path: Path) -> None:
    store.save(tmp_path, "model", FORM, {}, {})
    np.savez(tmp_path / "model.npz", odd=np.array([{}], object))
    (tmp_path / "model.json").write_text(json.dumps({"format": FORM}), encoding="utf-8")
    with pytest.raises(BojiError, match="is damaged, or no model of boji: odd"):
        store.load(tmp_path, "model", FORM)


@pytest.mark.parametrize("other", [FORM - 1, None])
def test_another_format_is_refused_with_both_numbers_in_both_languages(tmp_path: Path, other: int | None) -> None:
    store.save(tmp_path, "model", FORM, ARRAYS, FACTS)
    (tmp_path / "model.json").write_text(json.dumps({} if other is None else {"format": other}), encoding="utf-8")
    with pytest.raises(
        BojiError, match=rf"model has format {other}, this version reads {FORM}; fit it again"
    ) as caught:
        store.load(tmp_path, "model", FORM)
    assert f"格式是 {other}，本版本只读 {FORM}" in caught.value.said("zh")


@pytest.mark.parametrize("missing", FILES)
def test_a_missing_file_is_named_in_both_languages(tmp_path: Path, missing: str) -> None:
    store.save(tmp_path, "model", FORM, ARRAYS, FACTS)
    (tmp_path / missing).unlink()
    with pytest.raises(MissingFileError, match=f"no model in .*: {missing} is missing") as caught:
        store.load(tmp_path, "model", FORM)
    assert isinstance(caught.value, FileNotFoundError)
    assert f"缺 {missing}" in caught.value.said("zh")


def test_a_newer_format_says_what_to_do(tmp_path: Path) -> None:
    store.save(tmp_path, "model", FORM + 1, ARRAYS, FACTS)
    with pytest.raises(BojiError, match="from a newer boji: update boji") as caught:
        store.load(tmp_path, "model", FORM)
    assert "请升级" in caught.value.said("zh")


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "other"])
def test_a_damaged_file_is_refused_by_name(tmp_path: Path, file: str, damage: str) -> None:
    store.save(tmp_path, "model", FORM, ARRAYS, FACTS)
    raw = (tmp_path / file).read_bytes()
    middle = len(raw) // 2
    bad = {"cut": raw[:middle], "flip": raw[:middle] + b"\xff" + raw[middle + 1 :], "empty": b"", "other": b"[1, 2]"}
    (tmp_path / file).write_bytes(bad[damage])
    with pytest.raises(BojiError, match=f"{file} is damaged"):
        store.load(tmp_path, "model", FORM)


def foreign(folder: Path, **arrays: np.ndarray) -> None:
    """Write arrays without a checksum, as anybody could."""
    np.savez(folder / "model.npz", **arrays)
    (folder / "model.json").write_text(json.dumps({"format": FORM}), encoding="utf-8")


def test_numbers_that_are_not_finite_are_refused(tmp_path: Path) -> None:
    foreign(tmp_path, idf=np.array([1.0, np.nan]))
    with pytest.raises(BojiError, match="idf holds numbers that are not finite"):
        store.load(tmp_path, "model", FORM)


@pytest.mark.parametrize("order", "<>")
def test_characters_that_do_not_exist_are_refused(tmp_path: Path, order: str) -> None:
    words = np.array(["茶", "渡口"], f"{order}U2")
    store.save(tmp_path, "model", 1, {"words": words, "none": np.zeros((2, 0), f"{order}U1")}, {})
    assert store.load(tmp_path, "model", 1)[0]["words"].tolist() == ["茶", "渡口"]
    words.view(f"{order}u4")[1] = 0x110000
    store.save(tmp_path, "model", 1, {"words": words}, {})
    with pytest.raises(BojiError, match="words holds numbers that are no characters"):
        store.load(tmp_path, "model", 1)


def test_an_array_that_promises_more_than_is_there_is_not_made(tmp_path: Path) -> None:
    foreign(tmp_path, x=np.zeros(3))
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(header, {"descr": "<f8", "fortran_order": False, "shape": (10**12, 10**3)})
    with zipfile.ZipFile(tmp_path / "model.npz", "w") as archive:
        archive.writestr("x.npy", header.getvalue() + bytes(24))
    with pytest.raises(BojiError, match=r"of shape .* is not 24 bytes"):
        store.load(tmp_path, "model", FORM)


def test_an_archive_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    foreign(tmp_path, x=np.zeros(10_000))
    monkeypatch.setattr(store, "MOST_BYTES", 50_000)
    with pytest.raises(BojiError, match="more than 50000"):
        store.load(tmp_path, "model", FORM)


# whole or not at all


def fail(*_: object) -> NoReturn:
    raise OSError(28, "No space left on device")


@pytest.fixture
def before(tmp_path: Path) -> dict[str, bytes]:
    """Save a state; return its files."""
    store.save(tmp_path, "model", FORM, ARRAYS, FACTS)
    return contents(tmp_path)


def test_a_disk_that_is_full_half_way_leaves_the_old_file(
    tmp_path: Path, before: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_half(path: Path, content: bytes) -> NoReturn:
        with path.open("wb") as file:
            file.write(content[: len(content) // 2])
        fail()

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", write_half)
        with pytest.raises(OSError, match="No space left"):
            store.save(tmp_path, "model", FORM, {"x": np.zeros(1_000)}, {"name": "另一个"})
    assert {name: contents(tmp_path)[name] for name in FILES} == before
    np.testing.assert_array_equal(store.load(tmp_path, "model", FORM)[0]["weights"], ARRAYS["weights"])


def test_an_error_in_the_last_step_leaves_the_old_file(
    tmp_path: Path, before: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", fail)
        with pytest.raises(OSError, match="No space left"):
            store.save(tmp_path, "model", FORM, {"x": np.zeros(9)}, {})
    assert {name: contents(tmp_path)[name] for name in FILES} == before


def test_what_was_left_of_a_failure_does_not_harm_the_next_try(
    tmp_path: Path, before: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch, pytest.raises(OSError, match="No space left"):
        patch.setattr(os, "replace", fail)
        store.save(tmp_path, "model", FORM, {"x": np.zeros(9)}, {})
    store.save(tmp_path, "model", FORM, {"x": np.ones(2)}, {})
    assert store.load(tmp_path, "model", FORM)[0]["x"].tolist() == [1.0, 1.0]
    assert set(contents(tmp_path)) == set(FILES)
    assert contents(tmp_path) != before


def test_facts_that_json_does_not_hold_are_refused_before_anything_is_written(
    tmp_path: Path, before: dict[str, bytes]
) -> None:
    with pytest.raises(TypeError):
        store.save(tmp_path, "model", FORM, {"x": np.zeros(9)}, {"odd": np.int64(3)})
    assert contents(tmp_path) == before


def test_text_and_json_are_written_whole_into_new_folders(tmp_path: Path) -> None:
    store.write_text(tmp_path / "new" / "a.txt", "渡口\n石阶\n")
    store.write_json(tmp_path / "new" / "b.json", {"乙": 1, "甲": [2]})
    assert contents(tmp_path / "new") == {
        "a.txt": "渡口\n石阶\n".encode(),
        "b.json": '{\n "乙": 1,\n "甲": [\n  2\n ]\n}\n'.encode(),
    }
