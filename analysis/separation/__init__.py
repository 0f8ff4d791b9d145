"""Separation: lines to kept or dropped, with role, score and reason.

In: numbered lines. Out: a judgement on each, the evidence behind it, and the kept text mended.
Stands above words and topics because it asks them for tokens and for the corpus' axes.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
