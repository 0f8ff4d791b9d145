"""Build the notebooks: execute each percent source and write the ``.ipynb`` beside it, the same bytes each time.

python notebooks/build.py [NAME.py ...]            # execute and write, all without a name
python notebooks/build.py --check [NAME.py ...]    # execute and compare with what is there
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).parent
LANGUAGE = {"LC_ALL": "zh_CN.UTF-8"}  # in which what shows itself speaks, whatever the machine's
VOLATILE = ("execution", "language_info", "widgets")


def build(source: Path) -> str:
    """Execute a percent source and return the notebook's text."""
    notebook = jupytext.read(source)
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number:02d}"
    NotebookClient(notebook, timeout=600, record_timing=False, resources={"metadata": {"path": str(HERE)}}).execute()
    for key in VOLATILE:
        notebook.metadata.pop(key, None)
    for cell in notebook.cells:
        cell.metadata.clear()
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr":
                raise RuntimeError(f"{source.name}: a cell wrote to stderr: {output.text[:300]}")
    return nbformat.writes(notebook) + "\n"


def without_pictures(text: str) -> list[object]:
    """Return a notebook's cells without their pictures, whose last bits depend on the machine's arithmetic."""
    cells = nbformat.reads(text, as_version=4).cells
    for cell in cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop("image/png", None)
    return list(cells)


def main() -> int:
    """Run the command; return 0, or 1 where a check fails."""
    checking = "--check" in sys.argv[1:]
    os.environ.update(LANGUAGE)
    named = [HERE / word for word in sys.argv[1:] if word != "--check"]
    stale = []
    for source in named or sorted(HERE.glob("[0-9]*.py")):
        text, target = build(source), source.with_suffix(".ipynb")
        if checking:
            same = target.is_file() and without_pictures(target.read_text(encoding="utf-8")) == without_pictures(text)
            stale += [] if same else [target.name]
        else:
            target.write_text(text, encoding="utf-8", newline="\n")
            print(target.name)
    if stale:
        print("not as their sources give them, run `make notebooks`:", ", ".join(stale))
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
