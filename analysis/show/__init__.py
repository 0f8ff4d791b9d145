"""Show: frames to pictures, the offline report, and words in two languages.

In: the frames of `analysis.tables`. Out: Axes, PNG, SVG, HTML.
The only importer of matplotlib; it draws and computes nothing.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
