import warnings

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import make_pipeline
from sklearn.utils import estimator_checks

from analysis.errors import BojiError
from analysis.reading.page import Page
from analysis.reading.pages import read_pages
from analysis.run.cleaning import clean_pages
from analysis.run.separator import Separator
from analysis.words.tokenizer import Tokenizer
from tests.samples import FERRY, PAGES, TEA

BODY = "\n".join(FERRY)
HTML = f"<html><body><nav><a href='/'>首页</a><a href='/a'>更多</a></nav>{''.join(f'<p>{t}</p>' for t in FERRY)}</body>"
FREE_OF_DATA = (
    "check_estimator_cloneable",
    "check_estimator_repr",
    "check_no_attributes_set_in_init",
    "check_parameters_default_constructible",
    "check_get_params_invariance",
    "check_set_params",
    "check_do_not_raise_errors_in_init_or_set_params",
    "check_mixin_order",
    "check_valid_tag_types",
)


@pytest.mark.parametrize("check", FREE_OF_DATA)
def test_scikit_learns_own_checks_that_need_no_numbers(check: str) -> None:
    getattr(estimator_checks, check)("Separator", Separator())


def test_check_estimator_takes_it_as_an_estimator_of_texts() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", estimator_checks.SkipTestWarning)  # most checks give numbers
        estimator_checks.check_estimator(Separator())


def test_it_gives_what_clean_pages_gives() -> None:
    pages = list(read_pages(PAGES / "sudi"))
    assert Separator().fit_transform(pages) == [clean.text for clean in clean_pages(pages)]
    assert Separator(repaired=False).transform(pages) == [clean.text for clean in clean_pages(pages, repaired=False)]


def test_each_gives_one_text_whatever_it_is() -> None:
    given = [
        BODY,
        "",
        Page("a", BODY),
        {"text": BODY, "title": "渡口的石阶"},
        {"n": 3},
        "  \n",
        {"text": "<p></p>" * 3},
    ]
    texts = Separator().transform(given)
    assert [len(text) > 0 for text in texts] == [True, False, True, True, False, False, False]
    assert texts[0] == texts[2] == BODY + "\n"
    assert texts[3] == "渡口的石阶\n" + BODY + "\n"


def test_texts_that_are_html_are_flattened() -> None:
    assert Separator(html=True).transform([HTML, ""]) == [BODY + "\n", ""]
    assert "<p>" in Separator().transform([HTML])[0]


def test_half_a_character_stays_a_character_in_text_and_in_html() -> None:
    for html in (False, True):
        [text] = Separator(html=html).transform([f"{TEA[0]}渡\ud800船"])
        assert text == f"{TEA[0]}渡\ufffd船\n"


@pytest.mark.parametrize("given", [BODY, Page("a", BODY), {"text": BODY}, 3])
def test_a_single_page_is_refused(given: object) -> None:
    for step in (Separator().fit, Separator().transform):
        with pytest.raises(BojiError, match=f"Separator takes many pages, got {type(given).__name__}"):
            step(given)  # type: ignore[operator]


def test_what_is_no_page_is_refused() -> None:
    with pytest.raises(BojiError, match=r"a text, a Page or a record, got bytes"):
        Separator().transform([BODY.encode()])  # type: ignore[list-item]


def test_parameters_are_checked_when_fitted() -> None:
    with pytest.raises(BojiError, match="jobs must be 1 or more, got 0"):
        Separator(jobs=0).fit([BODY])


def test_jobs_do_not_matter() -> None:
    pages = list(read_pages(PAGES / "sudi")) * 8  # chunks for both
    assert Separator(jobs=2).transform(pages) == Separator().transform(pages)


def test_a_pipeline_of_it_can_be_cloned_fitted_and_asked() -> None:
    steps = make_pipeline(Separator(), TfidfVectorizer(analyzer=Tokenizer()), MultinomialNB())
    ferry, tea = (["\n".join(side[i:] + side[:i]) for i in range(4)] for side in (FERRY, TEA))
    fitted = clone(steps).fit([*ferry[:3], *tea[:3]], ["ferry"] * 3 + ["tea"] * 3)
    assert fitted.predict([ferry[3], tea[3]]).tolist() == ["ferry", "tea"]
    assert np.all(fitted.predict_proba(["", "首页"]) == 0.5)
