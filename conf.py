"""Settings of the Round-up Archive; see docs/architecture.md. No logic here."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "Round-up Archive"
language = "en_GB"
html_title = "Round-up Archive"

extensions = ["myst_parser", "sphinx_design", "sphinx_roundup"]
primary_domain = "roundup"
root_doc = "index"
include_patterns = ["*.md"]  # besides the folders of issues and topics
exclude_patterns = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE.md"]
templates_path = ["_templates"]

# The printed words stay as printed: no curling of quotes, no guessing at links.
smartquotes = False
myst_enable_extensions = ["colon_fence"]
myst_title_to_header = True
myst_disable_syntax = ["html_block", "html_inline"]

roundup_date = "2026-11-22"

html_theme = "furo"
html_copy_source = False
html_show_copyright = False
html_permalinks_icon = "#"
html_theme_options = {"top_of_page_buttons": []}
