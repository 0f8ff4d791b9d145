"""Loaded plots: what the processes of an easel need; loaded once, by the server that they are forked from."""

import gc

from analysis import show
from analysis.run.engine import hush

gc.disable()  # as in `analysis.run.loaded`
hush()  # before matplotlib is loaded, which then tells where it keeps what
show.style.family()
FIGURES = show.FIGURES
gc.freeze()
gc.enable()
