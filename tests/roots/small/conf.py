"""A tiny archive."""

project = "Small archive"
language = "en_GB"
extensions = ["myst_parser", "sphinx_design", "sphinx_roundup"]
primary_domain = "roundup"
include_patterns = ["*.md", "issues/*.md", "topics/*.md"]
smartquotes = False
myst_enable_extensions = ["colon_fence"]
myst_title_to_header = True
myst_disable_syntax = ["html_block", "html_inline"]
html_theme = "furo"
html_copy_source = False
roundup_date = "2024-06-01"
roundup_entry_pages = "true"
roundup_split = 3
html_permalinks_icon = "#"
