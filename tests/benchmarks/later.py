"""How the weights that ship judge written pages of themes that they have not learned from.

    python -m tests.benchmarks.later

Prints the scores of `seeds/later` from the text and with made tags, and those of each theme. Takes seconds.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd

from analysis.separation.judge import load_separator
from analysis.training.weighing import as_content
from analysis.training.written import LATER, theme_of, written_examples
from tests.benchmarks.crossval import JudgedSet, judged_by
from tests.paths import SEEDS


@cache
def judged_later() -> dict[str, JudgedSet]:
    """Judge them, each page alone."""
    tagged = as_content(written_examples(SEEDS, part=LATER))
    text = replace(tagged, evidence=tagged.evidence.without_tags())
    return {
        name: JudgedSet(found, *judged_by(load_separator(), found))
        for name, found in (("later", text), ("later_html", tagged))
    }


def by_theme(judged: JudgedSet) -> pd.DataFrame:
    """Return the scores of the pages of each theme."""
    theme = np.array([theme_of(page) for page in judged.examples.page])
    return pd.DataFrame({name: judged.all_scores(theme == name) for name in sorted(set(theme.tolist()))}).T


def main() -> None:
    for name, judged in judged_later().items():
        print(f"{name}: {judged.all_scores()}\n{by_theme(judged).to_string()}\n")


if __name__ == "__main__":
    main()
