"""The values of the archive: records, closed lists, messages. Imports nothing of ours."""
