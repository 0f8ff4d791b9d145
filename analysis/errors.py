"""Errors: what a person can act on, told in one line."""

from __future__ import annotations


class BojiError(ValueError):
    """A wish that cannot be met, or data that cannot be used; the command shows it without a traceback.

    Parameters
    ----------
    en : str
        What was got, what was expected and what to do.
    zh : str, optional
        The same in Chinese, for what a user of the command may meet.
    """

    def __init__(self, en: str, zh: str = "") -> None:
        super().__init__(en)
        self.zh = zh

    def said(self, lang: str) -> str:
        """Return the message in Chinese (``zh``), where there is one, or in English (``en``)."""
        return self.zh if lang == "zh" and self.zh else str(self)


class MissingFileError(BojiError, FileNotFoundError):
    """A file or folder that is not where it should be."""
