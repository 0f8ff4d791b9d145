"""Separation: lines to kept or dropped, with role, score and reason.

In: numbered lines. Out: a judgement on each, the evidence behind it, and the kept text mended.
Stands above words and topics because it asks them for tokens and for the corpus' axes.
"""
