"""Words: lines to counted and weighed words.

In: folded lines. Out: words, phrases, counts that merge, TF-IDF rows equal to scikit-learn's.
The only importer of jieba, rjieba and the stop-word lists.
"""
