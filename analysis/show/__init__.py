"""Show: frames to pictures, the offline report, and words in two languages.

In: the frames of `analysis.tables`. Out: Axes, PNG, SVG, HTML.
The only importer of matplotlib; it draws and computes nothing.
"""
