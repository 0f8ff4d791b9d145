"""``python -m analysis`` is the command ``boji``."""

import sys

from analysis.run.cli import script

if __name__ == "__main__":  # processes of a run import this module too
    sys.exit(script())
