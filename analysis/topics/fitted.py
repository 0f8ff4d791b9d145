"""Fitted: an estimator's fitted state as arrays and back, the whole of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt


class FittedArrays:
    """Lets an estimator be stored; ``FITTED`` names every attribute that fitting sets."""

    FITTED: ClassVar[tuple[str, ...]]

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Return all that was fitted as arrays, for `analysis.store`."""
        return {name: np.asarray(getattr(self, name)) for name in self.FITTED}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]], **parameters: Any) -> Self:  # noqa: ANN401  # of __init__
        """Build a fitted estimator from what `arrays` returned."""
        made = cls(**parameters)
        for name in cls.FITTED:
            setattr(made, name, arrays[name] if arrays[name].ndim else arrays[name].item())
        return made
