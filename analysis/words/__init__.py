"""Words: lines to counted and weighed words.

In: folded lines. Out: words, phrases, counts that merge, TF-IDF rows equal to scikit-learn's.
The only importer of jieba, rjieba and the stop-word lists.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
