import numpy as np
import pytest

from analysis.training.made_builds import Build
from analysis.training.made_kinds import KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_builds_held_out_have_other_names(kind: str) -> None:
    builds = [[Build.drawn(kind, h, np.random.default_rng(i)) for i in range(40)] for h in (False, True)]
    for name in ("post", "words", "writer"):
        ours, theirs = ({getattr(one, name) for one in side} - {""} for side in builds)
        assert not ours & theirs
    ours, theirs = ({name for one in side for name in one.boxes.values()} - {""} for side in builds)
    assert not ours & theirs
