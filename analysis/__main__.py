"""``python -m analysis`` is the command ``boji``."""

import sys

from analysis.run.cli import main

sys.exit(main())
