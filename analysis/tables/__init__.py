"""Tables: all findings as the frames of the output contract.

In: the corpus, the model and what was found in them. Out: DataFrames, CSV files.
The only importer of pandas; it arranges and computes nothing.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
