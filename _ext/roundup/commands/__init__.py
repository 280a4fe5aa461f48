"""The commands of ``roundup``, one a module. None of them needs Sphinx to be loaded."""
