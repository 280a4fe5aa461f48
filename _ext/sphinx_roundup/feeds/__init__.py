"""What a reader can follow: feeds of entries, issues and changes, and a calendar.

Identities are made of the archive's namespace, days come from the ledger, addresses from
``archive.toml``. Where one of the three is missing there are no feeds: nothing is made up.
"""
