"""Judge records: rules that refuse, hints that ask for a second look."""
