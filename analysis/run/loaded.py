"""Loaded: what a run and the processes of its engine need; the server that these are forked from imports it for all."""

import gc
from importlib import import_module

gc.disable()  # it would look through all of it again and again, and none of it goes away
for room in ("run.workflow", "separation.evidence", "articles.parts", "topics.model", "words.tokenizer"):
    import_module(f"analysis.{room}")
gc.freeze()  # what is here stays, and is shared as long as nobody, a collector included, writes to it
gc.enable()
