"""References to entries, issues and documents, for reference managers and for texts.

What is cited is the entry: its title is the archive's, and its author is not named. What
the entry points to becomes a reference of its own only where its title, its publisher and
its address are established.
"""
