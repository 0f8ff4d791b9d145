"""Loaded: what the processes of an engine need; the server that they are forked from imports it once for all."""

import gc
from importlib import import_module

for room in ("run.workflow", "separation.evidence", "articles.parts", "topics.model", "words.tokenizer"):
    import_module(f"analysis.{room}")
gc.freeze()  # what is here stays, and is shared as long as nobody, a collector included, writes to it
