"""The house has one way through: a module imports only from rows above its own."""

import ast
import re
import sys
from pathlib import Path

import pytest

import analysis

PACKAGE = Path(analysis.__file__).parent
ROWS = (
    ("engine", "store", "messages", "fonts", "decoding", "markup", "phrases"),
    ("flattening", "style"),
    ("pages",),
    ("lines",),
    ("tokens", "duplicates", "wordforms"),
    ("tfidf", "bylines", "lexicon"),
    ("topics", "graph", "layout", "form", "repairs", "media"),
    ("clusters", "trends", "hierarchy"),
    ("context", "affinity", "facts", "trees", "wording"),
    ("evidence",),
    ("reasons",),
    ("separation",),
    ("quality", "cooccurrence", "examples", "explanation", "cleaning"),
    ("resampling",),
    ("choice",),
    ("tails", "threads"),
    ("training",),
    ("tables", "model", "screen"),
    ("summary", "plots", "topic_plots"),
    ("portrait",),
    ("report",),
    ("workflow",),
    ("results",),
    ("cli",),
)
LEVEL = {name: row for row, names in enumerate(ROWS) for name in names}
ONLY_IMPORTERS = {
    "pandas": {"tables"},
    "matplotlib": {"plots", "topic_plots", "style"},
    "jieba": {"tokens"},
    "rjieba": {"tokens"},
}
MODULES = sorted(p.stem for p in PACKAGE.glob("*.py") if p.stem != "__init__")


def imported(module: str) -> set[str]:
    tree = ast.parse((PACKAGE / f"{module}.py").read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"analysis.{a.name}" for a in node.names} if node.module == "analysis" else {node.module}
    return found


def test_every_module_has_its_row() -> None:
    assert set(MODULES) == set(LEVEL)


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_to_rows_above(module: str) -> None:
    own = {name.split(".")[1] for name in imported(module) if name.startswith("analysis.")}
    assert {other for other in own if LEVEL[other] >= LEVEL[module]} == set()


@pytest.mark.parametrize(("library", "allowed"), sorted(ONLY_IMPORTERS.items()))
def test_some_libraries_have_one_importer(library: str, allowed: set[str]) -> None:
    users = {m for m in MODULES if any(name.split(".")[0] == library for name in imported(m))}
    # frames are handed on, so their type is named in other modules; only `tables` builds, reads and writes them
    typed_only = (
        {"plots", "portrait", "report", "results", "summary", "topic_plots", "workflow"}
        if library == "pandas"
        else set()
    )
    assert users - typed_only == allowed


def test_no_pickle_anywhere() -> None:
    for module in MODULES:
        source = (PACKAGE / f"{module}.py").read_text(encoding="utf-8")
        assert not any(name.split(".")[0] in {"pickle", "joblib", "dill", "shelve"} for name in imported(module))
        assert not re.search(r"allow_pickle=True", source)


def test_public_names_all_exist_and_are_few() -> None:
    assert len(analysis.__all__) <= 25
    assert sorted(analysis.__all__) == analysis.__all__
    for name in analysis.__all__:
        assert getattr(analysis, name).__doc__


def test_unknown_name_is_refused_with_the_choices() -> None:
    with pytest.raises(AttributeError, match="read_pages"):
        _ = analysis.no_such_name


def test_importing_the_package_loads_nothing_heavy() -> None:
    import subprocess  # noqa: PLC0415

    heavy = ("numpy", "sklearn", "pandas", "jieba")
    code = f"import sys, analysis, analysis.cli; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
