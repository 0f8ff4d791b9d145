"""Is everything the same on every processor? Fits corpora as several kinds would and compares all that is found.

    python -m tests.benchmarks.processors [--corpus NAME ...]

NAME is ``seeds`` (always there), ``twins`` (made pages full of ties: equal groups, copies) or a corpus of
``../shared/data``. A processor is stood in for by the BLAS kernel that OpenBLAS would choose on it (all of these run on
any x86-64 of today) and by the instructions that numpy may use. Prints what differs; exits with 1 if anything does.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
from itertools import pairwise

from analysis import Page, TopicAnalysis, read_pages
from tests.paths import DATA, ROOT, SEEDS

OLDEST = {"NPY_DISABLE_CPU_FEATURES": "AVX2 FMA3"}
PROCESSORS: dict[str, dict[str, str]] = {
    "Nehalem": {"OPENBLAS_CORETYPE": "Nehalem"},
    "Sandybridge": {"OPENBLAS_CORETYPE": "Sandybridge"} | OLDEST,
    "Haswell": {"OPENBLAS_CORETYPE": "Haswell"},
}
MOST = 1_000  # pages of a corpus
SUBJECTS = (
    "渡船 码头 石阶 艄公 缆绳 对岸 汛期 航标",
    "茶园 采茶 炒青 茶农 新芽 茶市 山坡 竹篓",
    "书院 学童 先生 讲堂 藏书 笔墨 碑刻 晨读",
    "门诊 医生 病人 药房 护士 疫苗 血压 病历",
)


def twins() -> list[Page]:
    """Make pages full of ties: four subjects of ten pages each, whose pages use their words in turn, and copies."""
    texts = []
    for subject in SUBJECTS:
        words = subject.split()
        turns = [words[i:] + words[:i] for i in range(len(words))] + [words, words]
        texts += ["，".join(f"{a}旁边的人说起{b}" for a, b in pairwise(t)) + "。" for t in turns]
    return [Page(f"{i:02}", f"{text}\n{text[::-1]}") for i, text in enumerate(texts)]


def pages_of(corpus: str) -> list[Page]:
    """Read a corpus, of a large one an even selection."""
    if corpus == "twins":
        return twins()
    if corpus == "seeds":
        return list(read_pages(SEEDS / "pages"))
    pages = list(read_pages(DATA / "corpora" / f"{corpus}.jsonl.gz"))
    return pages[:: -(-len(pages) // MOST)]


def digests(corpus: str) -> dict[str, str]:
    """Fit a corpus and hash each table and each array of the model."""
    result = TopicAnalysis(lang="zh").fit(pages_of(corpus))
    found = {name: table.to_csv().encode() for name, table in result.frames().items()}
    found |= {f"model {name}": array.tobytes() for name, array in result.model_.arrays().items()}
    found["clean"] = json.dumps(result.clean_, ensure_ascii=False).encode()
    return {name: hashlib.sha256(content).hexdigest() for name, content in found.items()}


def digests_on(corpus: str, processor: str) -> dict[str, str]:
    """Return the digests of a corpus as a kind of processor makes them, in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.processors", "--digests", corpus]
    environment = {**os.environ, **PROCESSORS[processor]}
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=environment)
    return dict(json.loads(done.stdout))


def differences(corpus: str) -> dict[str, list[str]]:
    """Return what each kind of processor finds otherwise than the first."""
    first, *others = PROCESSORS
    told = digests_on(corpus, first)
    found = {other: digests_on(corpus, other) for other in others}
    return {other: [n for n in told if told[n] != said[n]] for other, said in found.items() if said != told}


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", action="append", help="may be given again; seeds and twins without it")
    parser.add_argument("--digests", metavar="CORPUS", help="print the digests that this processor makes, and stop")
    options = parser.parse_args()
    if options.digests:
        print(json.dumps(digests(options.digests)))
        return 0
    found = {corpus: differences(corpus) for corpus in options.corpus or ("seeds", "twins")}
    for corpus, differing in found.items():
        print(corpus, differing or "the same on " + ", ".join(PROCESSORS))
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
