"""The house has one way through, and its front door opens on nothing heavy."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import analysis
from tests.paths import ROOT

PACKAGE = Path(analysis.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))


def imported(module: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_imports_point_one_way_between_rooms_and_inside_them() -> None:
    """The contracts stand in pyproject.toml, where import-linter reads them."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout
    assert "7 kept, 0 broken" in done.stdout


def test_no_pickle_anywhere() -> None:
    for module in MODULES:
        assert not imported(module) & {"pickle", "dill", "shelve"}
        assert not re.search(r"allow_pickle=True", module.read_text(encoding="utf-8"))


def test_public_names_all_exist_and_are_told_of() -> None:
    assert sorted(analysis.__all__) == analysis.__all__
    for name in analysis.__all__:
        assert getattr(analysis, name).__doc__


def test_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = analysis.no_such_name


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert loaded("analysis, analysis.run.cli", "numpy", "sklearn", "pandas", "jieba") == []


def test_a_command_has_pages_read_before_it_loads_what_is_heavy() -> None:
    assert loaded("analysis.run.commands, analysis.run.watched", "pandas", "scipy", "sklearn", "matplotlib") == []


def loaded(modules: str, *heavy: str) -> list[str]:
    code = f"import sys, {modules}; print(*[m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.split()
