"""Reading: bytes to numbered lines.

In: paths of text, HTML and record files. Out: pages, and their non-blank lines with numbers, folded for matching.
One bad file is counted and named, never fatal.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
