"""Watch: is told what is being read, and knows what is not to be tried again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.reading.limits import UnreadableError


@dataclass
class Watch:
    """What readers tell on the way; here nobody listens, and `analysis.run.watched` does.

    Attributes
    ----------
    over : mapping of str to (str, str)
        Pages that are refused, with the reason and its detail: reading them went wrong as no reader survives it.
    """

    over: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def begin(self, page: str) -> None:
        """Say which page is read next.

        Raises
        ------
        UnreadableError
            When it is one of those that are refused.
        """
        self.note(page, False)
        if page in self.over:
            raise UnreadableError(*self.over[page])

    def note(self, name: str, container: bool = True) -> None:
        """Say what is read next: a page, or a container on the way to its next page."""

    def tick(self) -> None:
        """Say that there is progress."""
