"""Other people's libraries with boji, as notebooks/docs/neighbours.md shows: its blocks run as they stand."""

import ast
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sklearn.metrics import adjusted_rand_score

from analysis.reading.pages import read_pages
from analysis.run.cleaning import clean_pages
from analysis.run.separator import Separator
from analysis.words.tokenizer import Tokenizer
from tests.paths import ROOT, SEEDS
from tests.samples import of_seeds

PAGE = (ROOT / "notebooks" / "docs" / "neighbours.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"^## ([^\n]+)\n(?:(?!^## ).*\n)*?```python\n((?:(?!```).*\n)*)```", PAGE, re.MULTILINE))
Names = dict[str, Any]


def is_pipeline(names: Names) -> None:
    assert names["scores"].mean() > 0.8


def is_joblib(names: Names) -> None:
    assert [f"{text}\n" for text in names["kept"]] == [
        c.text for c in clean_pages(read_pages(SEEDS / "pages" / "sudi"))
    ]


def is_dask(names: Names) -> None:
    here = of_seeds().pages_
    assert names["pages"].drop(columns="review").equals(here.drop(columns="review"))  # told in another language


def is_gensim(names: Names) -> None:
    top = [word for _, words in names["model"].show_topics(8, 10, formatted=False) for word, _ in words]
    assert len(top) == 80
    assert all(len(word) > 1 and not word.isdigit() for word in top)


def is_bertopic(names: Names) -> None:
    assert sorted(set(names["topics"])) == list(range(8))
    assert all(len(word) > 1 for words in names["words"] for word in words if word)


def is_trafilatura(names: Names) -> None:
    assert len(names["result"].pages_) == len([text for text in names["extracted"].values() if text]) == 3
    assert names["result"].lines_["keep"].sum() > 15


def is_spacy(names: Names) -> None:
    assert names["result"].tokenizer_.segmenter is names["words"]
    assert names["words"]("守渡人把渡船拴到石阶") == ["守渡", "人", "把", "渡船", "拴", "到", "石阶"]
    assert len(names["result"].topics_) == 8


def is_hanlp(names: Names) -> None:
    assert list(names["words"]("区教育工委走进乡镇卫生院")) == ["区", "教育工委", "走进", "乡镇卫生院"]
    assert {"教育工委", "乡镇卫生院"} <= set(names["result"].model_.terms)


def is_datasets(names: Names) -> None:
    texts = [page.text for page in read_pages(SEEDS / "pages")]
    assert names["clean"]["text"][:] == Separator().transform(texts)
    assert names["pages"]["page"][:] == list(names["result"].pages_["page"])
    assert len(names["pages"]) == 49


def is_encoder(names: Names) -> None:
    pages = names["pages"]
    subject = pages["page"].str.extract(r"/([a-z]+)_")[0]
    assert adjusted_rand_score(subject, pages["cluster"]) > 0.8


CHECKS: dict[str, Callable[[Names], None]] = {
    "A scikit-learn pipeline": is_pipeline,
    "joblib": is_joblib,
    "Dask": is_dask,
    "gensim": is_gensim,
    "BERTopic": is_bertopic,
    "trafilatura": is_trafilatura,
    "spaCy, or any words": is_spacy,
    "HanLP": is_hanlp,
    "Hugging Face datasets": is_datasets,
    "Sentence encoders": is_encoder,
}


def test_every_example_is_looked_at() -> None:
    assert list(BLOCKS) == list(CHECKS)
    assert PAGE.count("```python") == len(BLOCKS)


@pytest.mark.parametrize("title", CHECKS)
def test_an_example_runs_and_does_what_it_says(title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for node in ast.parse(BLOCKS[title]).body:
        module = (
            node.module
            if isinstance(node, ast.ImportFrom)
            else node.names[0].name
            if isinstance(node, ast.Import)
            else ""
        )
        if module:
            pytest.importorskip(module.split(".")[0], reason=f"{module.split('.')[0]} is not among what is locked")
    (tmp_path / "seeds").symlink_to(SEEDS)
    monkeypatch.chdir(tmp_path)
    names: Names = {"__name__": "example"}
    exec(compile(BLOCKS[title], f"notebooks/docs/neighbours.md, {title}", "exec"), names)
    CHECKS[title](names)


def test_a_tokenizer_of_the_shape_of_hanlp_s_is_a_segmenter() -> None:
    class Pretrained:
        """Stands for what hanlp.load gives: called with a text it gives a list, with a list a list of lists."""

        def __call__(self, data: str | list[str], **_: object) -> list[Any]:
            return [data[:2], data[2:]] if isinstance(data, str) else [self(text) for text in data]

    assert Tokenizer(Pretrained())("茶馆渡船，码头") == ["茶馆", "渡船", "码头"]
