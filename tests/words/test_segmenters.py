import copy
import json
import pickle
from collections.abc import Callable, Iterator

import pytest

from analysis.errors import BojiError
from analysis.words.segmenters import cut_all, name_of
from analysis.words.tokenizer import MissingSegmenterError, Tokenizer

TEXT = "老茶馆重新开张，渡船停航。H7N9"


def pairs(run: str) -> list[str]:
    """Cut two by two."""
    return [run[i : i + 2] for i in range(0, len(run), 2)]


class Counting:
    """A segmenter that cannot be copied and counts its calls."""

    def __init__(self) -> None:
        self.runs: list[str] = []

    def __call__(self, run: str) -> Iterator[str]:
        self.runs.append(run)
        return iter([*pairs(run), " ", ""])

    def __deepcopy__(self, memo: object) -> None:
        raise AssertionError("a model of a gigabyte is copied")


def test_any_callable_cuts_the_han_runs_and_them_alone() -> None:
    cut = Counting()
    assert Tokenizer(cut)(TEXT) == ["老茶", "馆重", "新开", "渡船", "停航", "h7n9"]
    assert cut.runs == ["老茶馆重新开张", "渡船停航"]


def test_blank_words_are_left_out_and_stop_words_too() -> None:
    assert Tokenizer(Counting()).runs("渡船") == [["渡船"]]
    assert Tokenizer(pairs, stopwords=["渡船"])(TEXT) == ["老茶", "馆重", "新开", "停航", "h7n9"]


def test_traditional_characters_reach_it_as_simplified_ones() -> None:
    cut = Counting()
    Tokenizer(cut)("茶館")
    assert cut.runs == ["茶馆"]


def test_copies_share_it() -> None:
    tokenizer = Tokenizer(Counting())
    assert copy.deepcopy(tokenizer).segmenter is tokenizer.segmenter
    assert tokenizer.with_phrases([("渡船", "停航")]).segmenter is tokenizer.segmenter
    assert pickle.loads(pickle.dumps(Tokenizer(pairs))) == Tokenizer(pairs)


@pytest.mark.parametrize("given", ["渡 船", ["渡船", 3], None, 7])
def test_what_gives_no_words_is_refused_with_what_it_gave(given: object) -> None:
    with pytest.raises(BojiError, match=r"gave .* for '渡船停航'; it must give words one by one"):
        Tokenizer(lambda run: given)("渡船停航")  # type: ignore[arg-type,return-value]


def test_a_dictionary_belongs_to_the_callable_itself() -> None:
    with pytest.raises(BojiError, match=r"test_segmenters.pairs has a dictionary of its own"):
        Tokenizer(pairs, userwords=("渡船",))


def test_it_is_described_by_its_name_and_wanted_back() -> None:
    described = json.loads(json.dumps(Tokenizer(pairs, stopwords=["茶馆"]).describe()))
    assert described["segmenter"] == {"own": "tests.words.test_segmenters.pairs"}
    again = Tokenizer.from_description(described, pairs)
    assert again == Tokenizer(pairs, stopwords=["茶馆"])
    with pytest.raises(MissingSegmenterError, match=r"cut by tests.words.test_segmenters.pairs, which is not saved"):
        Tokenizer.from_description(described)


def test_an_object_goes_by_the_name_of_its_class() -> None:
    assert name_of(Counting()) == "tests.words.test_segmenters.Counting"
    assert name_of("jieba") == "jieba"


@pytest.mark.parametrize("segmenter", ["rjieba", "jieba", pairs])
def test_runs_that_are_cut_together_are_cut_as_each_by_itself(segmenter: str | Callable[[str], list[str]]) -> None:
    runs = ["老茶馆重新开张", "渡", "船", "渡船停航", "㐀渡\U00030000船", "\uf900", "渡船停航"]
    words, size = cut_all(segmenter, (), runs)
    each = [cut_all(segmenter, (), [run])[0] for run in runs]
    assert words == [word for run in each for word in run]
    assert size == list(map(len, each))
    assert cut_all(segmenter, (), []) == ([], [])
