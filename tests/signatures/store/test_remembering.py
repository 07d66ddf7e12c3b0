"""Facts kept in memory between two questions: never older than what was recorded."""


from paper_trail import *  # noqa: F403
