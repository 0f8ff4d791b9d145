"""Topics: weighed rows to topics and clusters, their number, and how far to trust them.

In: TF-IDF rows, shape (n_pages, n_terms). Out: factors, labels, numbers.
Knows words and pages by their columns and rows alone, and nothing of lines.
"""
