"""Run: the whole way, from Python and from the shell.

In: paths or pages. Out: `TopicAnalysis` and its frames, or the result folder of the command.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
