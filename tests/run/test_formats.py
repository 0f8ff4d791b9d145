"""Every kind of input through the command, as a user gives it: what is read, and what is said of the rest."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from analysis.run.cli import main
from tests.fuzz.nasties import files
from tests.samples import FERRY, TEA

TEXT = "\n".join([*TEA, *FERRY])
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


def cleaned(capsys: pytest.CaptureFixture[str], *words: object) -> dict[str, str]:
    """Return what `boji clean` writes as records: kept text by page."""
    assert main(["clean", *map(str, words), "--jsonl", "--lang", "en", "--jobs", "1"]) == 0
    rows = map(json.loads, capsys.readouterr().out.splitlines())
    return {row["page"]: row["text"] for row in rows}


def test_a_folder_of_every_kind_of_file_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, raw in files().items():
        (tmp_path / name).write_bytes(raw)
    found = cleaned(capsys, tmp_path)
    read = {page.split("/")[0].split("#")[0] for page, text in found.items() if any(line in text for line in TEA)}
    assert read == set(files())


@pytest.mark.parametrize("kind", ["jsonl", "csv", "tsv", "parquet"])
@pytest.mark.parametrize("named", [True, False])
def test_fields_of_records_are_named_or_guessed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, named: bool
) -> None:
    text, title = ("words", "head") if named else ("正文", "标题")
    row = {text: TEXT, title: "春茶与渡口", "key": "k/1"}
    path = tmp_path / f"a.{kind}"
    if kind == "parquet":
        parquet.write_table(pa.Table.from_pylist([row]), path)
    elif kind == "jsonl":
        path.write_text(json.dumps(row), encoding="utf-8")
    else:
        between = "," if kind == "csv" else "\t"
        path.write_text(f"{between.join(row)}\n" + between.join(f'"{v}"' for v in row.values()), encoding="gb18030")
    fields = ["--text-field", text, "--title-field", title] if named else []
    [(page, kept)] = cleaned(capsys, path, *fields, "--id-field", "key").items()
    assert page == f"a.{kind}#k%2F1"
    assert kept.startswith("春茶与渡口\n")
    assert TEA[0] in kept


@POSIX
def test_names_links_pipes_and_unreadable_files_are_handled_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = tmp_path / "pages", tmp_path / "out"
    folder.mkdir()
    for raw in ("茶馆.txt".encode("gb18030"), b"a\nb.txt", b"-rf.txt", "长".encode() * 80 + b".txt"):
        with open(os.fsencode(folder) + b"/" + raw, "wb") as file:  # noqa: PTH123  # Path takes no bytes
            file.write(TEXT.encode())
    os.mkfifo(folder / "pipe.txt")
    (folder / "circle").symlink_to(folder)
    (folder / "lost.txt").symlink_to(tmp_path / "nowhere")
    (folder / "dir.txt").mkdir()
    assert main(["clean", str(folder), "--out", str(out), "--lang", "en", "--jobs", "1"]) == 0
    told = capsys.readouterr().err
    assert "3 files or records skipped" in told
    assert "pipe.txt: is no regular file" in told
    assert "circle: is a link to a folder" in told
    assert "lost.txt: cannot be read" in told
    assert {"茶馆.txt", "a\ufffdb.txt", "-rf.txt"} < {path.name for path in out.iterdir()}
    assert len(list(out.iterdir())) == 4


def test_a_run_reads_the_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = "\n".join(json.dumps({"text": f"{text}\n{TEXT}"}) for text in TEA).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    words = ["run", "-", "--out", str(tmp_path / "out"), "--topics", "2", "--figures", "none", "--jobs", "1"]
    assert main([*words, "--lang", "en"]) == 0
    facts = json.loads((tmp_path / "out/run.json").read_text(encoding="utf-8"))
    assert facts["counts"]["pages"] == 4
    assert list(facts["inputs"]) == ["stdin.jsonl"]
    capsys.readouterr()


def test_what_is_cut_or_skipped_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/good.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "pages/long.txt").write_text(f"{TEXT}\n" * 50, encoding="utf-8")
    (tmp_path / "pages/deep.html").write_text(f"<p>{TEXT}</p>" + "<div>" * 60 + "深处", encoding="utf-8")
    (tmp_path / "pages/bad.png").write_bytes(b"x")
    words = ["run", str(tmp_path / "pages"), "--out", str(tmp_path / "out"), "--topics", "1", "--figures", "none"]
    assert main([*words, "--jobs", "1", "--lang", "en", "--max-lines", "100", "--max-depth", "50"]) == 0
    told = capsys.readouterr().err
    facts = json.loads((tmp_path / "out/run.json").read_text(encoding="utf-8"))
    assert [facts["counts"][name] for name in ("pages", "skipped", "cut")] == [3, 1, 2]
    assert [(one["name"], one["detail"]) for one in facts["cut"]] == [
        ("deep.html", "depth > 50"), ("long.txt", "lines > 100"),
    ]  # fmt: skip
    for name in ("bad.png: type not supported", "deep.html: too long or too deep", "long.txt: too long or too deep"):
        assert name in told


# the standard input of `boji clean`


def piped(monkeypatch: pytest.MonkeyPatch, raw: bytes, *words: str) -> int:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    return main(["clean", *words, "--lang", "en", "--jobs", "1"])


@pytest.mark.parametrize("html", [True, False])
def test_a_huge_page_on_stdin_is_cut(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], html: bool
) -> None:
    raw = ("".join(f"<p>{line}</p>" for line in [*TEA, *FERRY]) if html else f"{TEXT}\n") * 400
    assert piped(monkeypatch, raw.encode(), "--max-page", "2000") == 0
    out, err = capsys.readouterr()
    assert len(out) <= 2_100
    assert f"-.{'html' if html else 'text'}: too long or too deep, read in part" in err


def test_huge_records_on_stdin_are_cut_or_skipped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = [TEXT, f"{TEXT}\n" * 30, TEXT * 900, TEXT]
    raw = "\n".join(json.dumps({"words": text}, ensure_ascii=False) for text in texts).encode("gb18030")
    assert piped(monkeypatch, raw, "--max-page", "2000", "--text-field", "words") == 0
    out, err = capsys.readouterr()
    kept = [json.loads(row)["words"] for row in out.splitlines()]
    assert kept[0] == kept[2]
    assert TEA[0] in kept[0]
    assert len(kept) == 3
    assert len(kept[1]) <= 2_000
    assert "1 line skipped" in err
    assert "-#2: too long or too deep, read in part" in err
