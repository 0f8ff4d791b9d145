"""Articles: judged lines to articles.

In: pages and the judgement on their lines. Out: title, date, source and author of each; which repeat which; the words
that topics are made of.
"""
