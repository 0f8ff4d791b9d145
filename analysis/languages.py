"""Languages: what a person reads comes in Chinese and in English."""

from __future__ import annotations

import locale
import os
from typing import NamedTuple

from analysis.errors import BojiError

LANGUAGES = ("zh", "en")


class Bilingual(NamedTuple):
    """A text in both languages; ``str()`` gives that of the locale."""

    zh: str
    en: str

    def said(self, lang: str) -> str:
        """Return the text in Chinese (``zh``) or English (``en``).

        Raises
        ------
        BojiError
            For another language.
        """
        if lang not in LANGUAGES:
            raise BojiError(f"lang must be one of {LANGUAGES}, got {lang!r}")
        return self[LANGUAGES.index(lang)]

    def __str__(self) -> str:
        """Return the text in the locale's language."""
        return self.said(default_language())


def default_language() -> str:
    """Return ``zh`` where the locale is Chinese, else ``en``."""
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or locale.getlocale()[0]
    return "zh" if (named or "").lower().startswith(("zh", "chinese")) else "en"
