"""Page names: paths relative to the given folder; ``name#n`` for the n-th record of a container."""

from __future__ import annotations


def record_name(container: str, number: int) -> str:
    """Return the name of a record, its number counted from 1."""
    return f"{container}#{number}"


def record_of(name: str) -> tuple[str, int] | None:
    """Return the container and the number of a record; None for the name of a file."""
    container, mark, number = name.rpartition("#")
    return (container, int(number)) if mark and number.isascii() and number.isdigit() else None


def site_of(name: str) -> str:
    """Return the folder that a page lies in, which stands for its site; the container of a record."""
    record = record_of(name)
    return record[0] if record else name.rpartition("/")[0] or "."


def natural_order(name: str) -> tuple[str, int]:
    """Return what sorts records of a container by number, everything else by name."""
    return record_of(name) or (name, 0)
