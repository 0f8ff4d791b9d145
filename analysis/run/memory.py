"""Memory: what this process has let go of is given back to the system."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress


def give_back() -> None:
    """Give back what was let go of.

    Arrow and the C library keep it for what may come, which is much after large arrays have come and gone beside small
    ones. Only glibc has a call for that; elsewhere nothing is done.
    """
    if arrow := sys.modules.get("pyarrow"):
        arrow.default_memory_pool().release_unused()
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):  # another C library
            ctypes.CDLL(None).malloc_trim(0)
