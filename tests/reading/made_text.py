"""Made text, files of it, and what a reading of these told."""

from pathlib import Path

from hypothesis import strategies as st

from analysis.reading.pages import Pages

TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0") | st.sampled_from("\n\r\t \u3000\u2028河體Ａ。")
)
SENTENCE = "河边的老茶馆重新开张，街坊们坐下来聊起当年的渡船。"


def write(folder: Path, **files: bytes | str) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return folder


def names(pages: Pages) -> list[str]:
    return [page.name for page in pages]


def reasons(pages: Pages) -> dict[str, str]:
    list(pages)
    return {skipped.name: skipped.reason for skipped in pages.skipped}
