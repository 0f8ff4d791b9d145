"""Pages that are written from the package when the site is built: public names, options, tables."""

from __future__ import annotations

import contextlib
import io

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

import analysis
from analysis.run.cli import main
from analysis.tables.contract import COLUMNS, CONTRACT, FIGURE_NAMES, SHOWN

COMMANDS = ("run", "clean", "apply", "report", "figures", "eval", "learn", "demo")


def reference() -> str:
    """Return the page of public names, which mkdocstrings fills from their docstrings."""
    return "# Public names\n\n" + "\n\n".join(f"::: analysis.{name}" for name in analysis.__all__) + "\n"


def command() -> str:
    """Return the page of the command's options, as ``--help`` tells them."""
    parts = ["# The command", _block(_help()), *(f"## boji {name}\n\n{_block(_help(name))}" for name in COMMANDS)]
    return "\n\n".join(parts) + "\n"


def tables() -> str:
    """Return the page of the result folder's tables and columns."""
    parts = ["# Tables", "CSV in UTF-8 with a byte order mark. More than a million rows also lie in Parquet beside it."]
    for name in (*CONTRACT, *SHOWN):
        place = f"{name}.csv" if name in CONTRACT else f"figures/{name}.csv"
        parts.append(f"## `{place}`\n\n" + ", ".join(f"`{column}`" for column in COLUMNS[name]))
    parts.append("## Figures\n\n" + ", ".join(f"`{name}`" for name in FIGURE_NAMES))
    return "\n\n".join(parts) + "\n"


def _help(*words: str) -> str:
    told = io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.suppress(SystemExit):
        main([*words, "--help"])
    return told.getvalue()


def _block(text: str) -> str:
    return f"```text\n{text.rstrip()}\n```"


PAGES = {"reference.md": reference, "command.md": command, "tables.md": tables}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the written pages to those that lie in the folder."""
    for name, page in PAGES.items():
        files.append(File.generated(config, name, content=page()))
    return files
