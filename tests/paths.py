"""Where the repository's own data lie, and the real pages beside it that a user's clone has not."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
FIGURES = ROOT / "figures"
GOLD = ROOT / "tests" / "gold"
SHARED = ROOT.parent / "shared"
DATA = SHARED / "data"
