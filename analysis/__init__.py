"""boji (簸箕): tell the article from the aggregator's noise in Chinese web text, find topics, group pages.

Names are loaded when first used, so that importing the package costs nothing.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
