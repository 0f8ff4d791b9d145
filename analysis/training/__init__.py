"""Training: how the weights of the separation are made; not needed to use the package, and not in the wheel.

In: pages with gold. Out: the arrays in ``analysis/separation/weights``.
"""
