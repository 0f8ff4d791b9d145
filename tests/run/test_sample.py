import argparse
import tomllib
from pathlib import Path

import pytest

from analysis.run import sample
from analysis.run.cli import main
from analysis.run.commands import COMMANDS
from tests.paths import ROOT, SEEDS


def asked(monkeypatch: pytest.MonkeyPatch, *words: str) -> argparse.Namespace:
    """Return what a command asks `boji run` for."""
    found: list[argparse.Namespace] = []
    monkeypatch.setitem(COMMANDS, "run", found.append)
    assert main(words) == 0
    return found[0]


def test_in_a_checkout_the_sample_is_the_seeds_themselves() -> None:
    assert sample.sample_pages() == SEEDS / "pages"


def test_in_the_wheel_it_lies_in_the_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sample, "HERE", tmp_path / "analysis")
    (tmp_path / "analysis" / "seeds").mkdir(parents=True)
    assert sample.sample_pages() == tmp_path / "analysis" / "seeds"


def test_the_wheel_takes_it_from_the_seeds() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    assert wheel["wheel"]["force-include"] == {"seeds/pages": f"analysis/{sample.HERE.joinpath('seeds').name}"}
    assert "seeds" in wheel["sdist"]["include"]
    assert not (ROOT / "analysis" / "seeds").exists()


def test_the_demo_is_a_run_over_the_sample(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    words = ["--out", str(tmp_path), "--lang", "en", "--jobs", "2"]
    assert asked(monkeypatch, "demo", *words) == asked(monkeypatch, "run", str(SEEDS / "pages"), *words)
    assert asked(monkeypatch, "demo").out == Path("boji-demo")
