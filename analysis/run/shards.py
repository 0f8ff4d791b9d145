"""Shards: results of chunks on disk, each whole and sealed or as good as not there."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from analysis.store import write_bytes, write_json

SEAL = "seal.json"


@dataclass(frozen=True, slots=True)
class Shards:
    """A folder of shards, which several processes fill.

    Each is a folder of files and a seal, written last: what the shard was made from, the hash of each file, and a few
    facts. Work that was stopped goes on behind the sealed ones.
    """

    folder: Path

    def place(self, name: str) -> Path:
        """Return where a shard lies."""
        return self.folder / name

    def seal(self, name: str, key: str, files: Mapping[str, bytes], facts: Mapping[str, object] | None = None) -> None:
        """Write the files of a shard, then its seal.

        Parameters
        ----------
        name : str
        key : str
            Tells what the shard was made from, and how.
        files : mapping of str to bytes
        facts : mapping of str to what JSON holds, optional
        """
        for file, content in files.items():
            write_bytes(self.place(name) / file, content)
        self.seal_files(name, key, list(files), facts)

    def seal_files(self, name: str, key: str, files: list[str], facts: Mapping[str, object] | None = None) -> None:
        """Seal files that lie in the shard already; parameters as in `seal`."""
        sums = {file: _sum(self.place(name) / file) for file in sorted(files)}
        write_json(self.place(name) / SEAL, {"key": key, "files": sums, "facts": dict(facts or {})})

    def is_whole(self, name: str, key: str) -> bool:
        """Tell whether a shard was made from this, and none of its files is missing or another."""
        folder = self.place(name)
        try:
            seal = json.loads((folder / SEAL).read_text(encoding="utf-8"))
            return bool(seal["key"] == key) and all(_sum(folder / f) == known for f, known in seal["files"].items())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):  # no seal, or none of ours
            return False

    def facts(self, name: str) -> dict[str, Any]:
        """Return the facts in the seal of a shard."""
        seal: dict[str, Any] = json.loads((self.place(name) / SEAL).read_text(encoding="utf-8"))
        return dict(seal["facts"])

    def array(self, name: str, file: str) -> npt.NDArray[Any]:
        """Return an array of a shard, read from the disk as it is looked at."""
        array: npt.NDArray[Any] = np.load(self.place(name) / file, mmap_mode="r", allow_pickle=False)
        return array


@dataclass(frozen=True, slots=True)
class Arrays(Sequence[npt.NDArray[Any]]):
    """An array of each of many shards; opened when it is asked for, and closed when it is let go."""

    shards: Shards
    names: Sequence[str]
    file: str

    def __len__(self) -> int:
        """Return the number of shards."""
        return len(self.names)

    @overload
    def __getitem__(self, at: int) -> npt.NDArray[Any]: ...
    @overload
    def __getitem__(self, at: slice) -> Arrays: ...
    def __getitem__(self, at: int | slice) -> npt.NDArray[Any] | Arrays:
        """Open the array of a shard; parts of it are read as they are looked at."""
        if isinstance(at, slice):
            return Arrays(self.shards, self.names[at], self.file)
        return self.shards.array(self.names[at], self.file)


def packed(array: npt.NDArray[Any]) -> bytes:
    """Return an array as the bytes of a ``.npy`` file."""
    file = io.BytesIO()
    np.save(file, array, allow_pickle=False)
    return file.getvalue()


def digest(*parts: object) -> str:
    """Return a hash of what JSON holds: the same for the same, whatever the order of keys."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
