"""Sample: the made pages that come with the package, to try it on."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parents[1]


def sample_pages() -> Path:
    """Return the folder of the sample pages: the wheel has them in the package, a checkout beside it."""
    packed = HERE / "seeds"
    return packed if packed.is_dir() else HERE.parent / "seeds" / "pages"
