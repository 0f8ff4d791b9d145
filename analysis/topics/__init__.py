"""Topics: weighed rows to topics and clusters, their number, and how far to trust them.

In: TF-IDF rows, shape (n_pages, n_terms). Out: factors, labels, numbers.
Knows words and pages by their columns and rows alone, and nothing of lines.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
