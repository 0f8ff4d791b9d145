"""Placing: the second walk through many pages; each chunk judged and placed by the model of a sample, to a shard."""

from __future__ import annotations

import io
import json
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis import store
from analysis.arrays import FloatArray
from analysis.articles.duplicates import Hashes
from analysis.reading.masks import count_masks
from analysis.run.judged import Judged
from analysis.run.shards import Shards, digest, packed
from analysis.run.survey import Chunk
from analysis.run.workflow import TopicAnalysis
from analysis.separation.company import Company

FORMAT = 1  # of a saved company
SAMPLE = "sample"  # the shard of the model
DECISIONS = "decisions.json"


class Job(NamedTuple):
    """What chunks are placed by: the shards, one of which holds the model, and how results are worded."""

    shards: Shards
    key: str
    lang: str
    repaired: bool

    def key_of(self, chunk: Chunk) -> str:
        """Return what tells the chunk's shard from one of other pages or of another model."""
        return digest(self.key, chunk.key, self.lang, self.repaired)


def save_model(analysis: TopicAnalysis, folder: Path) -> None:
    """Write a fitted model, the company its pages were judged in, and what the user decided of lines."""
    analysis.save(folder)
    store.save(folder, "company", FORMAT, analysis.company_.arrays(), {})
    store.write_json(folder / DECISIONS, analysis.decisions().told())


@lru_cache(maxsize=1)
def _loaded(job: Job) -> tuple[TopicAnalysis, Company]:
    folder = job.shards.place(SAMPLE) / "model"
    arrays, _ = store.load(folder, "company", FORMAT)
    decided = json.loads((folder / DECISIONS).read_text(encoding="utf-8"))
    analysis = TopicAnalysis.load(folder, lang=job.lang, repaired=job.repaired, **decided)
    return analysis, Company.from_arrays(arrays)


def place(job: Job, chunk: Chunk) -> Chunk:
    """Leave the shard of a chunk, unless it is there; return the chunk without its pages."""
    name, key = chunk.shard("placed"), job.key_of(chunk)
    if not job.shards.is_whole(name, key):
        analysis, company = _loaded(job)
        judged, weights, sketches = analysis.place(chunk.pages, company)
        job.shards.seal(name, key, _files(judged, weights, sketches), _facts(judged) | {"pages": chunk.size})
    return chunk.done()


def _files(judged: Judged, weights: FloatArray, sketches: Hashes) -> dict[str, bytes]:
    clean = (json.dumps({"page": page, "text": text}, ensure_ascii=False) for page, text in judged.clean.items())
    return {
        "lines.parquet": _parquet(judged.lines),
        "pages.parquet": _parquet(judged.pages),
        "clean.jsonl": "".join(f"{row}\n" for row in clean).encode("utf-8"),
        "weights.npy": packed(weights),
        "sketches.npy": packed(sketches),
    }


def _parquet(table: pd.DataFrame) -> bytes:
    file = io.BytesIO()
    table.to_parquet(file, index=False)
    return file.getvalue()


def _facts(judged: Judged) -> dict[str, int]:
    lines = judged.lines
    size, kept = lines["text"].str.len(), lines["keep"] == 1
    return {
        "review": int((judged.pages["review"] != "").sum()),
        "lines": len(lines),
        "kept": int(kept.sum()),
        "masked": count_masks(lines["text"]),
        "characters": int(size.sum()),
        "kept_characters": int(size[kept].sum()),
    }
