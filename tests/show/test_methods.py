from typing import Any

import pytest

from analysis.show.methods import CITED, SENTENCES, paragraph

FACTS: dict[str, Any] = {
    "boji": "9.9", "python": "3.11", "libraries": "numpy 2.0", "pages": 49, "sites": 15, "lines": 2764, "kept": "69%",
    "segmenter": "rjieba", "phrases": 12, "terms": 990, "n_topics": 8, "n_clusters": 7, "tried": [2, 3, 12],
    "clear": False, "coherence": "0.61", "stability": "0.55", "firm": 7, "resamples": 10,
}  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_number_is_told(lang: str) -> None:
    told = paragraph(FACTS, lang)
    for value in ("9.9", "3.11", "numpy 2.0", "49", "15", "2764", "69%", "rjieba", "990", "8", "0.61", "0.55"):
        assert value in told
    assert "{" not in told


def test_how_the_number_was_found_is_told() -> None:
    assert "2 至 12" in paragraph(FACTS, "zh")
    assert "结论不明确" in paragraph(FACTS, "zh")
    assert "among 2 to 12" in paragraph(FACTS, "en")
    assert "the choice was clear" in paragraph({**FACTS, "clear": True}, "en")
    given = paragraph({**FACTS, "tried": []}, "en")
    assert "Their number, 8, was given." in given
    assert "chosen" not in given


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_cited_is_listed_and_what_is_listed_is_cited(lang: str) -> None:
    told, cited = paragraph(FACTS, lang).split("参考文献" if lang == "zh" else "References")
    assert cited.strip().split("\n") == list(CITED)
    given = paragraph({**FACTS, "tried": []}, lang)
    assert "Newman" not in given
    assert all(work.split(",")[0] in told for work in CITED)


def test_sentences_have_the_same_fields_but_for_the_number() -> None:
    for name, sentence in SENTENCES:
        fields = [{part.split("}")[0] for part in text.split("{")[1:]} for text in sentence]
        assert fields[0] ^ fields[1] <= {"n_topics"}, name


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_only_the_known_segmenters_have_the_dictionary_of_jieba(lang: str) -> None:
    assert "jieba" in paragraph(FACTS, lang).replace("rjieba", "")
    own = paragraph({**FACTS, "segmenter": "spacy.lang.zh.ChineseTokenizer"}, lang)
    assert "spacy.lang.zh.ChineseTokenizer" in own
    assert "jieba" not in own
