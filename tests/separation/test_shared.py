from dataclasses import fields

import numpy as np
import pytest

from analysis.separation import shared as shared_module
from analysis.separation.company import Company
from analysis.separation.decisions import Decisions
from analysis.separation.evidence import observe
from analysis.separation.judge import separate
from analysis.separation.shared import separate_shared
from analysis.words.tokenizer import Tokenizer
from tests.separation.test_company import many


@pytest.mark.parametrize(("threads", "together"), [(1, 1_000), (2, 1_000), (3, 1_000), (1_000, 1_000), (1, 7), (2, 5)])
def test_it_does_not_matter_how_many_threads_judge_nor_how_many_pages_together(
    threads: int, together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_module, "TOGETHER", together)
    pages = many()
    seen = observe(pages, Tokenizer())
    company = Company.of(seen, len(pages))
    decided = Decisions.of({}, {pages[-4].name: "1-2"})
    alone, shared = (
        separate(pages, seen, company, decided),
        separate_shared(pages, seen, company, decided, threads=threads),
    )
    np.testing.assert_array_equal(shared.evidence.whole(), alone.evidence.whole())
    np.testing.assert_array_equal(shared.evidence.has_tags, alone.evidence.has_tags)
    for name in (field.name for field in fields(alone) if field.name != "evidence"):
        np.testing.assert_array_equal(getattr(shared, name), getattr(alone, name), err_msg=name)


def test_no_pages_are_judged_as_none() -> None:
    seen = observe([], Tokenizer())
    assert not separate_shared([], seen, Company.of(seen, 0), threads=2).role
