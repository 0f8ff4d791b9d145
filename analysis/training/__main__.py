"""Make the weights in ``analysis/separation/weights`` from pages with gold.

    python -m analysis.training DATA SEEDS GOLD [--as-given]

DATA holds ``pages/`` with ``dev.jsonl.gz``, ``dev_html.tar.gz``, ``stubs_dev.jsonl.gz`` and ``roles_dev.tsv``, and
``corpora/*.jsonl.gz``; SEEDS holds ``pages/`` and ``gold.tsv``; GOLD holds ``roles.tsv`` and ``more_roles.tsv``, the
roles of more of DATA's pages, and ``fixes.tsv``, what is wrong in DATA's gold (not heard with ``--as-given``). The same
data give the same bytes.
"""

import argparse
from pathlib import Path

from analysis.training.stacking import make_weights

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
for name in ("data", "seeds", "gold"):
    parser.add_argument(name, type=Path)
parser.add_argument("--as-given", action="store_true")
make_weights(**vars(parser.parse_args()))
