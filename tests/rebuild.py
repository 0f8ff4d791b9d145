"""Rebuild figures and notebooks from clean clones, and tell whether they come out the same: `make rebuild`.

    python -m tests.rebuild [--times 2] [--keep FOLDER]

Clones the last commit, sets each clone up by its own Makefile, analyses the seeds anew, draws all figures and executes
all notebooks; then compares the SHA-256 of every file in ``figures/`` and ``notebooks/`` between the clones, and names
those that the commit holds with other bytes. Ends with 1 where two clones differ.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.paths import ROOT

BUILT = ("figures", "notebooks")
STEPS = (
    ("make", ".venv/.checked"),
    (".venv/bin/python", "figures/make_figures.py", "--data"),
    (".venv/bin/python", "figures/house.py"),
    (".venv/bin/python", "figures/scale.py"),
    (".venv/bin/python", "notebooks/build.py"),
)


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file that is built, by its name."""
    paths = [path for part in BUILT for path in sorted((folder / part).rglob("*")) if path.is_file()]
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in paths
        if "__pycache__" not in path.parts
    }


def differing(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """Return the names of files that are not in both with the same bytes."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def rebuilt(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Clone the last commit into a folder and build all; return the digests before and after."""
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(folder)], check=True)
    before = digests(folder)
    for step in STEPS:
        subprocess.run(step, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return before, digests(folder)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0, or 1 where two clones differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="clone into this folder, and leave the clones there")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        home = options.keep or Path(temporary)
        made = [rebuilt(home / f"clone-{i}") for i in range(options.times)]
    (committed, first), *others = made
    apart = sorted({name for _, other in others for name in differing(first, other)})
    print(f"{len(first)} files in {' and '.join(BUILT)}, built {options.times} times")
    print("differ between clones: " + (", ".join(apart) or "none"))
    print("other bytes than committed: " + (", ".join(differing(committed, first)) or "none"))
    return int(bool(apart))


if __name__ == "__main__":
    sys.exit(main())
