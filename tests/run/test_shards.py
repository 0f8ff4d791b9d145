import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.run.shards import SEAL, Arrays, Shards, digest, packed

NAME, KEY = "stage/000003", "made from these"
FILES = {"a.npy": packed(np.arange(6, dtype=np.uint64)), "b.jsonl": b"{}\n"}
FACTS = {"lines": 6, "name": "渡口", "notes": [["sampled", {"pages": 2}]]}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@pytest.fixture
def shards(tmp_path: Path) -> Shards:
    made = Shards(tmp_path)
    made.seal(NAME, KEY, FILES, FACTS)
    return made


def test_what_was_sealed_is_whole_and_lies_where_it_is_said(shards: Shards, tmp_path: Path) -> None:
    assert shards.is_whole(NAME, KEY)
    assert shards.place(NAME) == tmp_path / "stage" / "000003"
    assert {p.name: p.read_bytes() for p in shards.place(NAME).iterdir() if p.name != SEAL} == FILES


def test_a_shard_of_something_else_or_one_that_is_not_there_is_not_whole(shards: Shards) -> None:
    assert not shards.is_whole(NAME, "made from others")
    assert not shards.is_whole("stage/000004", KEY)
    assert not shards.is_whole("stage", KEY)


@pytest.mark.parametrize("file", [*FILES, SEAL])
def test_a_shard_without_one_of_its_files_or_its_seal_is_not_whole(shards: Shards, file: str) -> None:
    (shards.place(NAME) / file).unlink()
    assert not shards.is_whole(NAME, KEY)


@pytest.mark.parametrize("file", FILES)
def test_a_shard_is_not_whole_when_a_byte_is_another_one_too_few_or_one_too_many(shards: Shards, file: str) -> None:
    path, content = shards.place(NAME) / file, FILES[file]
    for other in (content[:-1] + bytes([content[-1] ^ 1]), content[:-1], content + b"\0", b""):
        path.write_bytes(other)
        assert not shards.is_whole(NAME, KEY)
    path.write_bytes(content)
    assert shards.is_whole(NAME, KEY)


def test_a_seal_that_is_cut_anywhere_seals_nothing(shards: Shards) -> None:
    path = shards.place(NAME) / SEAL
    whole = path.read_bytes().rstrip()
    for n in range(len(whole)):
        path.write_bytes(whole[:n])
        assert not shards.is_whole(NAME, KEY)
    path.write_bytes(whole)
    assert shards.is_whole(NAME, KEY)


@pytest.mark.parametrize("seal", [b"{}", b'{"key": "made from these"}', b"\xff\xfe", b"\0" * 200])
def test_what_is_no_seal_seals_nothing(shards: Shards, seal: bytes) -> None:
    (shards.place(NAME) / SEAL).write_bytes(seal)
    assert not shards.is_whole(NAME, KEY)


def test_files_are_there_before_the_seal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    shards = Shards(tmp_path)
    monkeypatch.setattr("analysis.run.shards.write_json", stop)
    with pytest.raises(KeyboardInterrupt):
        shards.seal(NAME, KEY, FILES)
    assert sorted(p.name for p in shards.place(NAME).iterdir()) == sorted(FILES)
    assert not shards.is_whole(NAME, KEY)


def test_work_that_stops_between_the_files_of_an_older_shard_leaves_none(
    shards: Shards, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Shards, "seal_files", stop)
    with pytest.raises(KeyboardInterrupt):
        shards.seal(NAME, "another", {"a.npy": b"another"})
    assert not shards.is_whole(NAME, KEY)
    assert not shards.is_whole(NAME, "another")


def test_a_shard_may_be_sealed_anew(shards: Shards) -> None:
    shards.seal(NAME, "another", {"a.npy": packed(np.zeros(2))})
    assert shards.is_whole(NAME, "another")
    assert not shards.is_whole(NAME, KEY)
    assert shards.facts(NAME) == {}
    assert shards.array(NAME, "a.npy").tolist() == [0.0, 0.0]


def test_files_that_lie_there_are_sealed_in_folders_too(tmp_path: Path) -> None:
    shards, inner = Shards(tmp_path), tmp_path / "sample" / "model"
    inner.mkdir(parents=True)
    (inner / "model.npz").write_bytes(b"arrays")
    (inner / "stray").write_bytes(b"not sealed")
    shards.seal_files("sample", KEY, ["model/model.npz"], FACTS)
    assert shards.is_whole("sample", KEY)
    assert shards.facts("sample") == FACTS
    (inner / "stray").unlink()
    assert shards.is_whole("sample", KEY)
    (inner / "model.npz").write_bytes(b"Arrays")
    assert not shards.is_whole("sample", KEY)


def test_facts_come_back(shards: Shards) -> None:
    assert shards.facts(NAME) == FACTS


@pytest.mark.parametrize(
    "array", [np.arange(6, dtype=np.uint64), np.zeros((0, 3)), np.array([[0.1, -0.0]], np.float32)]
)
def test_arrays_come_back_as_they_were(tmp_path: Path, array: np.ndarray) -> None:
    shards = Shards(tmp_path)
    shards.seal(NAME, KEY, {"a.npy": packed(array)})
    again = shards.array(NAME, "a.npy")
    assert (again.dtype, again.shape, again.tobytes()) == (array.dtype, array.shape, array.tobytes())


def test_no_array_is_pickled(shards: Shards) -> None:
    with pytest.raises(ValueError, match="pickle"):
        packed(np.array([None], object))


def test_the_same_shard_has_the_same_bytes(shards: Shards, tmp_path: Path) -> None:
    other = Shards(tmp_path / "other")
    other.seal(NAME, KEY, dict(reversed(FILES.items())), FACTS)
    assert (other.place(NAME) / SEAL).read_bytes() == (shards.place(NAME) / SEAL).read_bytes()


# digest


def turned(value: object) -> object:
    """Return the same with the keys in the other order."""
    if isinstance(value, dict):
        return {key: turned(value[key]) for key in reversed(value)}
    return [turned(each) for each in value] if isinstance(value, list) else value


@given(JSON)
def test_a_digest_does_not_hang_on_the_order_of_keys(value: object) -> None:
    assert digest(value) == digest(turned(value))


@given(JSON, JSON)
def test_different_things_have_different_digests(one: object, other: object) -> None:
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (digest(one) == digest(other)) == same


def test_a_digest_tells_where_one_part_ends() -> None:
    parts = [("ab", "c"), ("a", "bc"), ("abc",), (["ab", "c"],), ("c", "ab"), ("ab", "c", None), ()]
    assert len({digest(*each) for each in parts}) == len(parts)


def test_digests_are_of_all_that_text_may_be_and_known() -> None:
    assert digest("\ud800") != digest("\ud801")
    assert digest("渡口", 1) == "5595dd5fd38263eae0b0d4759165a6d62a6f62c204b4a2b6850876529747298e"
    assert digest(Path("a")) == digest("a")


@pytest.mark.parametrize("seal", ["[]", "null", "3", '{"key": "k", "files": []}'])
def test_a_seal_of_another_shape_seals_nothing(tmp_path: Path, seal: str) -> None:
    shards = Shards(tmp_path)
    shards.seal("a", "k", {"x": b"1"})
    (tmp_path / "a" / SEAL).write_text(seal, encoding="utf-8")
    assert not shards.is_whole("a", "k")


def test_an_array_of_each_shard_is_opened_when_it_is_asked_for(tmp_path: Path) -> None:
    shards, names = Shards(tmp_path), ["a", "b", "c"]
    arrays = Arrays(shards, names, "n.npy")  # before there are any
    for i, name in enumerate(names):
        shards.seal(name, KEY, {"n.npy": packed(np.full(i, i))})
    assert [array.tolist() for array in arrays] == [[], [1], [2, 2]]
    assert (len(arrays), arrays[-1].tolist()) == (3, [2, 2])
    assert [array.tolist() for array in arrays[:2]] == [[], [1]]
    with pytest.raises(IndexError):
        arrays[3]
