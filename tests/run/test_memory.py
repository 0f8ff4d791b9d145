import ctypes
import sys
from pathlib import Path
from typing import Any

import pytest

from analysis.run.memory import give_back

BLOCK, BLOCKS = 100_000, 2_000  # bytes: too small for the C library to map each by itself


def resident() -> int:
    rows = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith("VmRSS:")) * 1024


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_what_lies_between_blocks_that_stay_is_given_back() -> None:
    if not hasattr(ctypes.CDLL(None), "malloc_trim"):
        pytest.skip("not glibc")
    blocks = [bytes([1]) * (BLOCK if i % 2 else BLOCK // 10) for i in range(2 * BLOCKS)]
    del blocks[1::2]
    before = resident()
    give_back()
    assert before - resident() > BLOCK * BLOCKS / 2
    assert len(blocks) == BLOCKS


@pytest.mark.parametrize("error", [AttributeError, OSError])
def test_another_c_library_is_left_alone(error: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def library(name: Any) -> Any:  # noqa: ANN401  # stands for ctypes.CDLL
        asked.append(name)
        raise error

    monkeypatch.setattr(ctypes, "CDLL", library)
    monkeypatch.setattr(sys, "platform", "linux")
    give_back()
    monkeypatch.setattr(sys, "platform", "darwin")
    give_back()
    assert asked == [None]
