"""Compatibility: boji from its own wheel under each Python, with the oldest and the newest libraries that it allows.

    make compat    # or python -m tests.compat [--python 3.11 ...] [--libraries oldest newest] [--full] [--work DIR]

The sdist is built, the wheel from the sdist, and for each Python and each end of the bounds in pyproject.toml a fresh
environment gets the wheel and nothing of the repository. There every public name is imported (with the newest libraries
any warning is an error), ``boji demo`` is run, and then the quicker tests (with ``--full`` all without a browser)
against this repository's code and that environment's libraries. Prints a table for CONTRIBUTING.md.

Needs uv. Interpreters are looked for on PATH, among those of pyenv, and in COMPAT_PYTHONS (paths, colons between them);
a Python that is not found is named and left out. Wheels alone are installed, but of jieba, which has none.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.paths import ROOT

VERSIONS = ("3.11", "3.12", "3.13", "3.14")
RESOLUTIONS = {"oldest": "lowest-direct", "newest": "highest"}
NO_WHEEL = "jieba"
MAIN = ("numpy", "scipy", "scikit-learn", "pandas", "pyarrow", "matplotlib")
TOOLS = (
    "pytest",
    "hypothesis",
    "networkx",
    "openpyxl",
    "import-linter",
    "jupytext",
    "nbclient",
    "ipykernel",
    "autograd",
    "lightgbm",
)
ROOMS = [f"tests/{room}" for room in ("words", "topics", "separation", "articles", "tables")]
PARTS = [
    *ROOMS,
    "tests/neighbours",
    "tests/run/test_workflow.py",
    "tests/run/test_separator.py",
    "tests/test_contract.py",
    "tests/test_docs.py",  # the tutorial, word by word, by the command of the wheel
]
# What hangs on the versions of the locks: the bytes of figures and notebooks, and the linter of imports.
OF_THE_LOCKS = ("tests/test_figures.py", "tests/test_imports.py")
IMPORT_ALL = """
from importlib.resources import files
import analysis
for name in analysis.__all__: getattr(analysis, name)
assert files("analysis").joinpath("py.typed").is_file()
"""
SUMMARY = re.compile(r"^(?:=+ )?((?:\d+ [a-z]+,? ?)+)in [\d.]+s", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """An environment to be made."""

    version: str
    libraries: str
    python: Path


def interpreter(version: str) -> Path | None:
    """Return an interpreter of a version that really runs, None where there is none."""
    named = [Path(p) for p in os.environ.get("COMPAT_PYTHONS", "").split(":") if p]
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    on_path = [Path(p) for p in [shutil.which(f"python{version}")] if p]
    for python in [*named, *on_path, *sorted(kept.glob(f"{version}.*/bin/python"), reverse=True)]:
        if _version(python) == version:
            return python
    return None


def _version(python: Path) -> str:
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        return subprocess.run([python, "-c", code], capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""


def build(folder: Path) -> Path:
    """Build the sdist, and from it the wheel; return the wheel."""
    _run([sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(folder)], ROOT)
    packed = next(folder.glob("*.tar.gz"))
    with tarfile.open(packed) as archive:
        archive.extractall(folder, filter="data")
    source = folder / packed.name.removesuffix(".tar.gz")
    _run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], source)
    return next(folder.glob("*.whl"))


def _run(command: Sequence[str], cwd: Path) -> str:
    """Run a command and return what it printed; where it fails, end with that."""
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))[:200]}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


def environment(case: Case, wheel: Path, folder: Path) -> tuple[Path, dict[str, str]]:
    """Make an environment of the wheel and one end of its libraries; return its interpreter and their versions."""
    python, pinned = folder / "bin" / "python", folder.with_suffix(".txt")
    given = ["--python", str(python), "--only-binary", ":all:", "--no-binary", NO_WHEEL, "-q"]
    _run(["uv", "venv", "-q", "--clear", "--python", str(case.python), str(folder)], ROOT)
    ends = ["--resolution", RESOLUTIONS[case.libraries], "--extra", "dask", "--extra", "excel"]
    _run(["uv", "pip", "compile", "pyproject.toml", *ends, *given, "--no-header", "-o", str(pinned)], ROOT)
    _run(["uv", "pip", "install", *given, "-c", str(pinned), f"boji[dask,excel] @ {wheel.as_uri()}"], ROOT)
    lines = pinned.read_text(encoding="utf-8").splitlines()
    return python, dict(line.split("==") for line in lines if "==" in line and not line.startswith(" "))


def tried(case: Case, python: Path, folder: Path, full: bool) -> Iterator[str]:
    """Yield what came of the imports, of the demo, and of the tests."""
    strict = ["-W", "error"] if case.libraries == "newest" else []
    _run([str(python), "-I", *strict, "-c", IMPORT_ALL], folder)
    yield "no warning" if strict else "yes"
    _run([str(python.with_name("boji")), "demo", "--out", "demo", "--jobs", "1"], folder)
    tables = sorted((folder / "demo").glob("*.csv"))
    yield hashlib.sha256(b"".join(table.read_bytes() for table in tables)).hexdigest()[:8]
    _run(["uv", "pip", "install", "-q", "--python", str(python), "-c", str(folder.with_suffix(".txt")), *TOOLS], ROOT)
    parts = ["tests", *(f"--ignore={part}" for part in OF_THE_LOCKS)] if full else PARTS
    command = [str(python), "-m", "pytest", "-m", "not browser", "-p", "no:cacheprovider", *parts]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    folder.with_suffix(".log").write_text(done.stdout + done.stderr, encoding="utf-8")
    found = SUMMARY.search(done.stdout)
    yield found[1].strip() if found else f"exit {done.returncode}"


def main() -> int:
    """Try all cases; return 1 where a test failed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--python", nargs="+", default=VERSIONS)
    options.add_argument("--libraries", nargs="+", choices=tuple(RESOLUTIONS), default=tuple(RESOLUTIONS))
    options.add_argument("--full", action="store_true", help="all tests but those that need a browser")
    options.add_argument("--work", type=Path, help="folder for environments and logs, kept")
    asked = options.parse_args()
    if not shutil.which("uv"):
        raise SystemExit("make compat needs uv: pip install uv")
    with tempfile.TemporaryDirectory() as temporary:
        work = (asked.work or Path(temporary)).resolve()
        shutil.rmtree(work / "dist", ignore_errors=True)
        wheel = build(work / "dist")
        columns = ["Python", "libraries", *MAIN, "imports", "tables of the demo", "tests"]
        print(*[f"| {' | '.join(row)} |" for row in (columns, ["---"] * len(columns))], sep="\n", flush=True)
        ended = [_row(case, wheel, work, asked.full) for case in _cases(asked.python, asked.libraries)]
    return int(any("failed" in end or "error" in end or "exit" in end for end in ended))


def _cases(versions: Sequence[str], libraries: Sequence[str]) -> Iterator[Case]:
    for version in versions:
        python = interpreter(version)
        if python is None:
            print(f"| {version} | no interpreter found: not tried |", flush=True)
            continue
        yield from (Case(version, ends, python) for ends in libraries)


def _row(case: Case, wheel: Path, work: Path, full: bool) -> str:
    folder = work / f"{case.version.replace('.', '')}-{case.libraries}"
    python, pinned = environment(case, wheel, folder)
    told = list(tried(case, python, folder, full))
    cells = [case.version, case.libraries, *(pinned[name] for name in MAIN), *told]
    print(f"| {' | '.join(cells)} |", flush=True)
    return told[-1]


if __name__ == "__main__":
    sys.exit(main())
