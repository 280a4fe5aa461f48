"""Settings of Sphinx; what the archive is called and the like is in archive.toml. No logic here."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

extensions = ["sphinx_roundup"]  # sets all else, as sphinx_roundup/extension/defaults.py lists
templates_path = ["_templates"]
