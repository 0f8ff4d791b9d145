"""``python -m analysis`` is the command ``boji``."""

import sys

from analysis.run.cli import script

sys.exit(script())
