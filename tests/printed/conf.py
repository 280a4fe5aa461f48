"""The archive that the tests own: both printed issues with their topics and sources.

It is a project root like the one above it. No test looks at that one's issues, topics or
sources: those may change without a test.
"""

project = "Round-up Archive"
language = "en_GB"
html_title = "Round-up Archive"
extensions = ["myst_parser", "sphinx_design", "sphinx_roundup"]
primary_domain = "roundup"
include_patterns = ["*.md", "issues/*.md", "topics/*.md"]
smartquotes = False
myst_enable_extensions = ["colon_fence"]
myst_title_to_header = True
myst_disable_syntax = ["html_block", "html_inline"]
roundup_date = "2026-11-22"
roundup_entry_pages = "true"
html_theme = "furo"
html_copy_source = False
html_show_copyright = False
html_permalinks_icon = "#"
html_theme_options = {"top_of_page_buttons": []}
