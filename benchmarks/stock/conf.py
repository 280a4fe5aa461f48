"""The same text with stock Sphinx, MyST and furo: what the archive is measured beside."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = "Stock"
language = "en_GB"
extensions = ["myst_parser", "sphinx_design", "stock_item"]
myst_enable_extensions = ["colon_fence"]
myst_title_to_header = True
smartquotes = False
html_theme = "furo"
html_copy_source = False
# The only warning stock Sphinx has about this text: a link to “#”.
suppress_warnings = ["myst.xref_missing"]
