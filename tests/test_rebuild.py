from pathlib import Path

from tests.rebuild import differing, digests


def test_files_that_are_built_are_known_by_their_bytes(tmp_path: Path) -> None:
    for name, text in (("figures/a.png", "1"), ("figures/data/b.csv", "2"), ("notebooks/c.ipynb", "3"), ("other", "4")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = digests(tmp_path)
    assert list(found) == ["figures/a.png", "figures/data/b.csv", "notebooks/c.ipynb"]
    (tmp_path / "figures/data/b.csv").write_text("5", encoding="utf-8")
    (tmp_path / "notebooks/c.ipynb").unlink()
    assert differing(found, digests(tmp_path)) == ["figures/data/b.csv", "notebooks/c.ipynb"]
