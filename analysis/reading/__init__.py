"""Reading: bytes to numbered lines.

In: paths of text, HTML and record files. Out: pages, and their non-blank lines with numbers, folded for matching.
One bad file is counted and named, never fatal.
"""
