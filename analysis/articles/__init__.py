"""Articles: judged lines to articles.

In: pages and the judgement on their lines. Out: title, date, source and author of each; which repeat which; the words
that topics are made of.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
