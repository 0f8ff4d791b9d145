"""Tables: all findings as the frames of the output contract.

In: the corpus, the model and what was found in them. Out: DataFrames, CSV files.
The only importer of pandas; it arranges and computes nothing.
"""
