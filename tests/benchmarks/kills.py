"""Kill `boji run` at random moments, go on with ``--resume``, and compare with the bytes of an undisturbed run.

    python -m tests.benchmarks.kills [--kills 200] [--start N] [--seconds S] [--seed N]

Every second run is one over "many" pages (with the limits set low), which goes on behind what is sealed; the others are
plain and start anew. Every third writes over the results of an earlier run. One kill in four is followed by another
before the run is let through; half of the kills hit the process alone, half all that it has started. Most runs are
forked from this process, which has loaded all libraries, so that kills fall into the work and not into the loading;
every fifth is a command of its own. After each kill no file under a final name may be anything but one of the earlier
or of the undisturbed run, whole; at the end the folder must hold the bytes of the undisturbed run and nothing else.
Needs fork.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.paths import ROOT

N_PAGES, SAMPLED, CHUNK = 44, 36, 11
LIMITS = f"""
import sys
from analysis.run import large, survey
from analysis.run.cli import script
large.WHOLE, large.SAMPLED, survey.CHUNK_PAGES = {N_PAGES - 1}, {SAMPLED}, {CHUNK}
sys.exit(script())
"""
PLAIN = "import sys; from analysis.run.cli import script; sys.exit(script())"
Files = dict[str, bytes]


def make_pages(folder: Path, n: int) -> Path:
    """Write pages of several kinds, on two subjects."""
    from tests.samples import FERRY, TEA  # noqa: PLC0415  # heavy

    folder.mkdir()
    rows = []
    for i in range(n):
        side, draw = (TEA, FERRY)[i % 2], Random(i)
        body = [f"{side[(i + j) % 4]}这一年的第{draw.randrange(99)}次，村里人都记得。" for j in range(4)]
        text = "\n".join(["首页 新闻 财经 更多", *body, "免责声明：本网转载内容不代表本站立场。"])
        if i % 4 == 0:
            (folder / f"{i}.txt").write_bytes(text.encode("gb18030"))
        elif i % 4 == 1:
            (folder / f"{i}.html").write_text("".join(f"<p>{line}</p>" for line in text.split("\n")), encoding="utf-8")
        else:
            rows.append(json.dumps({"text": text}, ensure_ascii=False))
    (folder / "rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
    return folder


def files_of(out: Path) -> Files:
    """Return the files of a result folder under their final names, ``run.json`` without its times."""
    found = {}
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.is_file() and not any(part.startswith(".") for part in name.split("/")):
            found[name] = path.read_bytes()
    if "run.json" in found:
        facts = json.loads(found["run.json"])
        del facts["timing"]
        found["run.json"] = json.dumps(facts, sort_keys=True).encode()
    return found


@dataclass
class Bench:
    """The pages, and what undisturbed runs over them leave."""

    folder: Path

    def command(self, out: Path, many: bool, *more: str) -> list[str]:
        """Return the words of a run."""
        pages = self.folder / ("many" if many else "few")
        return ["run", str(pages), "--out", str(out), "--topics", "2", "--lang", "en", "--figures", "none", "--jobs",
                "1", *more]  # fmt: skip

    def start(self, words: list[str], many: bool, own: bool) -> int:
        """Start a run in a session of its own; return its process."""
        log = self.folder / "log"
        if own:
            with log.open("ab") as file:
                made = subprocess.Popen([sys.executable, "-c", LIMITS if many else PLAIN, *words], cwd=ROOT,
                                        stdout=file, stderr=file, start_new_session=True)  # fmt: skip
            return made.pid
        if process := os.fork():
            return process
        os.setsid()
        with log.open("ab") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        os._exit(run_here(words, many))

    def undisturbed(self, many: bool) -> tuple[Files, float]:
        """Run to the end; return the files, and the seconds that it took."""
        out, began = self.folder / f"undisturbed-{many}", time.monotonic()
        ended = wait(self.start(self.command(out, many), many, own=False))
        assert ended == 0, (self.folder / "log").read_text(encoding="utf-8")
        return files_of(out), time.monotonic() - began


def run_here(words: list[str], many: bool) -> int:
    """Run the command in this process, with low limits for many pages."""
    from analysis.run import large, survey  # noqa: PLC0415  # heavy
    from analysis.run.cli import main  # noqa: PLC0415

    if many:
        large.WHOLE, large.SAMPLED, survey.CHUNK_PAGES = N_PAGES - 1, SAMPLED, CHUNK
    try:
        return main(words)
    finally:
        sys.stdout.flush()


def wait(process: int) -> int:
    """Wait for the end of a process; return its exit code, negative for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


class Kills:
    """Kills, and what came of them."""

    def __init__(self, bench: Bench, seed: int, whole: dict[bool, tuple[Files, float]]) -> None:
        self.bench, self.seed, self.whole = bench, seed, whole
        self.told: Counter[str] = Counter()
        self.wrong: list[str] = []

    def once(self, number: int) -> None:
        """Kill a run once or twice, let it through, and compare."""
        draw = Random(f"{self.seed}/{number}")
        many, stale, own = bool(number % 2), number % 3 == 0, number % 5 == 0
        out = self.bench.folder / f"out-{number}"
        earlier: Files = {}
        if stale:
            shutil.copytree(self.bench.folder / f"undisturbed-{not many}", out)
            earlier = files_of(out)
        wanted, seconds = self.whole[many]
        for _ in range(draw.choice((1, 1, 1, 2))):
            self._kill(draw, out, many, own, seconds + 2.5 * own)
            self._check_whole(number, out, earlier, wanted)
        ended = wait(self.bench.start(self.bench.command(out, many, "--resume"), many, own=False))
        left = [path.name for path in out.iterdir() if path.name.startswith(".")]
        if ended or files_of(out) != wanted or left:
            other = sorted(k for k in files_of(out).keys() | wanted if files_of(out).get(k) != wanted.get(k))
            self.wrong.append(f"{number}: exit {ended}, other {other}, left {left}")
        else:
            self.told["resumed to the same bytes"] += 1
            shutil.rmtree(out)

    def _kill(self, draw: Random, out: Path, many: bool, own: bool, seconds: float) -> None:
        process = self.bench.start(self.bench.command(out, many, "--resume"), many, own)
        time.sleep(draw.uniform(0, seconds))
        with suppress(ProcessLookupError):  # it has ended
            (os.killpg if draw.random() < 0.5 else os.kill)(process, signal.SIGKILL)
        self.told["kills" if wait(process) == -signal.SIGKILL else "ended before the kill"] += 1
        self.told["kills over many pages" if many else "kills of plain runs"] += 1
        places = (".boji/placed", ".boji/sample", ".boji/survey", ".boji-new/ready.json", ".boji-new", "run.json")
        self.told["killed with " + next((p for p in places if (out / p).exists()), "nothing written")] += 1

    def _check_whole(self, number: int, out: Path, earlier: Files, wanted: Files) -> None:
        """Check that what lies under final names is whole, and where ``run.json`` tells so, all of one run."""
        found = files_of(out)
        half = [name for name, raw in found.items() if raw not in (earlier.get(name), wanted.get(name))]
        mixed = "run.json" in found and found not in (earlier, wanted) and not (out / ".boji-new/ready.json").exists()
        if half or mixed:
            self.wrong.append(f"{number}: half-written {half}, mixed {mixed}")
        self.told["files looked at"] += len(found)


def main() -> int:
    """Run the program; return 1 when something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    for name, usual in (("kills", 200), ("start", 0), ("seed", 0)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    options = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="boji-kills-") as made:
        folder = Path(made)
        make_pages(folder / "few", 16)
        make_pages(folder / "many", N_PAGES)
        from analysis.run import large_folder, watched, workflow  # noqa: F401, PLC0415  # loaded before forks

        bench, number = Bench(folder), options.start
        kills = Kills(bench, options.seed, {many: bench.undisturbed(many) for many in (False, True)})
        while kills.told["kills"] < options.kills and time.monotonic() - began < options.seconds:
            kills.once(number)
            number += 1
    print(json.dumps({"start": options.start, "next": number, **kills.told, "wrong": kills.wrong}, ensure_ascii=False))
    return 1 if kills.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
