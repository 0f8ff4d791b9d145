"""Roles: what a line can be, and the family each role belongs to."""

from __future__ import annotations

ROLES = (
    "title", "heading", "body", "caption", "meta", "navigation", "related", "advert", "widget", "legal", "marker",
)  # fmt: skip
N_CONTENT = 4  # roles of content, the first
CONTENT = frozenset(ROLES[:N_CONTENT])
KINDS = {role: "content" if role in CONTENT else "metadata" if role == "meta" else "noise" for role in ROLES}
