"""Run: the whole way, from Python and from the shell.

In: paths or pages. Out: `TopicAnalysis` and its frames, or the result folder of the command.
"""
