"""Large: a run over more pages than are held at once, in two walks whose results lie on disk.

The first walk learns which lines repeat and draws a sample; topics and clusters are fitted to the sample; the second
walk judges and places every page. What is held in memory is a few chunks of pages, the sample, the vocabulary, and some
numbers a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import BojiError
from analysis.run.engine import Engine
from analysis.run.folder import Run, masks_told, told_of, versions
from analysis.run.memory import give_back
from analysis.run.placing import SAMPLE, Job, place, save_model
from analysis.run.shards import Arrays, Shards, digest
from analysis.run.survey import CHUNK_PAGES, Chunk, Sample, chunks_of, repeats_of, survey
from analysis.tables.contract import place_of, write

WHOLE = 20_000  # pages up to which all are held and nothing is sampled
SAMPLED = 10_000  # of more pages, those that topics and clusters are fitted to


@dataclass(frozen=True, slots=True)
class Large:
    """A run over many pages.

    Attributes
    ----------
    run : Run
        Its analysis is to be fitted to the sample. Results depend on its parameters beside the pages: work that was
        done with others is not taken up.
    engine : Engine
    """

    run: Run
    engine: Engine

    def walk(self, folder: Path) -> Placed:
        """Walk through the pages twice, with a fit between; what an earlier run left sealed in the folder is kept.

        Raises
        ------
        BojiError
            When the pages are others on the second walk.
        """
        shards, sample = Shards(folder), Sample(SAMPLED)
        chunks = self._survey(sample, shards)
        asked = {name: value for name, value in self.run.parameters.items() if name != "figures"}
        key = digest(versions(), asked, WHOLE, SAMPLED, CHUNK_PAGES, [c.key for c in chunks])
        self._fit(sample, shards, key, chunks)
        self._place(Job(shards, key, self.run.analysis.language(), self.run.analysis.repaired), chunks)
        return Placed(shards, [chunk.shard("placed") for chunk in chunks])

    def _survey(self, sample: Sample, shards: Shards) -> list[Chunk]:
        done, chunks = 0, []
        for chunk in survey(self.run.pages, sample, shards, self.engine):
            chunks.append(chunk)
            done += chunk.size
            self.run.clock.note("stage.survey", done)
        self.engine.rest()
        return chunks

    def _fit(self, sample: Sample, shards: Shards, key: str, chunks: list[Chunk]) -> None:
        """Fit to the sample and leave the shard of the model, unless it is there."""
        pages, folder = sample.pages(), shards.place(SAMPLE)
        sample.heap.clear()
        if shards.is_whole(SAMPLE, key):
            return
        self.run.analysis.fit_sample(pages, repeats_of(shards, [chunk.shard("survey") for chunk in chunks]))
        self.run.clock.note("stage.write", 0)
        save_model(self.run.analysis, folder / "model")
        for name, table in self.run.analysis.frames().items():
            write(table, place_of(folder, name))
        told = told_of(self.run.analysis)
        told["notes"] += [("run.sampled", {"pages": sum(chunk.size for chunk in chunks), "sample": len(pages)})]
        files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
        shards.seal_files(SAMPLE, key, [file for file in files if file != "seal.json"], told)
        self.run.analysis.forget()
        give_back()

    def _place(self, job: Job, chunks: list[Chunk]) -> None:
        def again() -> Iterator[Chunk]:
            for chunk in chunks_of(self.run.pages):
                if chunk.number >= len(chunks) or chunk.key != chunks[chunk.number].key:
                    raise _changed(chunk.pages[0].name)
                yield chunk

        done, total = 0, sum(chunk.size for chunk in chunks)
        for chunk in self.engine.map(partial(place, job), again()):
            done += chunk.size
            self.run.clock.note("stage.place", done, total)
        if done < total:
            raise _changed(f"page {done + 1}")
        self.engine.rest()


def _changed(page: str) -> BojiError:
    return BojiError(
        f"{page} or one behind it is not what it was a while ago; leave the input alone during a run, and start anew",
        f"{page} 或其后的页面在运行中变了：运行时请勿改动输入，请重新运行",
    )


@dataclass(frozen=True, slots=True)
class Placed:
    """Pages that were judged and placed, on disk.

    Attributes
    ----------
    shards : Shards
        One of them holds the model and the tables of the sample.
    names : list of str
        The shard of each chunk of pages, in order.
    """

    shards: Shards
    names: list[str]

    @property
    def sample(self) -> Path:
        """The folder of the model and the tables of the sample, laid out like a result folder."""
        return self.shards.place(SAMPLE)

    def told(self) -> dict[str, Any]:
        """Return the notes, the quality and the choice of the fit."""
        return self.shards.facts(SAMPLE)

    def counts(self) -> dict[str, int | float]:
        """Return the numbers of pages, of unsure ones, of lines, of kept ones, and the share of characters kept."""
        found = [self.shards.facts(name) for name in self.names]
        total = {key: sum(row[key] for row in found) for key in found[0]}
        share = total["kept_characters"] / max(1, total["characters"])
        numbers = {key: total[key] for key in ("pages", "review", "lines", "kept")}
        return {**numbers, "kept_share": round(share, 4), **masks_told(total["masked"])}

    def tables(self, name: str, columns: list[str] | None = None) -> Iterator[pd.DataFrame]:
        """Return the rows of ``lines`` or ``pages`` chunk by chunk; in ``pages`` no copy is known yet."""
        return (pd.read_parquet(self.shards.place(n) / f"{name}.parquet", columns=columns) for n in self.names)

    def arrays(self, file: str) -> Arrays:
        """Return an array of each chunk."""
        return Arrays(self.shards, self.names, file)
