"""Give Sphinx the settings an archive needs, so that ten lines of ``conf.py`` suffice.

Each is set only where neither ``conf.py`` nor the command line does.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from ..guard.page_patterns import NO_PAGES, TOP_LEVEL
from .compat import is_set

DEFAULTS: Mapping[str, Any] = MappingProxyType(
    {
        "primary_domain": "roundup",
        "include_patterns": [TOP_LEVEL],  # besides the folders of issues and topics
        # The printed words stay as printed: no curling of quotes, no guessing at links.
        "smartquotes": False,
        "myst_enable_extensions": ["colon_fence"],
        "myst_title_to_header": True,
        "myst_disable_syntax": ["html_block", "html_inline"],
        "html_theme": "furo",
        "html_copy_source": False,
        "html_show_copyright": False,
        "html_permalinks_icon": "#",
    }
)


def set_defaults(_app: Sphinx, config: Config) -> None:
    """Fill in what the project does not set (``config-inited``)."""
    for name, value in DEFAULTS.items():
        if not is_set(config, name):
            setattr(config, name, value)
    config.exclude_patterns = list(dict.fromkeys((*config.exclude_patterns, *NO_PAGES)))
    if not is_set(config, "html_title"):
        config.html_title = config.project
    if config.html_theme == "furo":
        config.html_theme_options = {"top_of_page_buttons": [], **config.html_theme_options}


def setup(app: Sphinx) -> None:
    """Load the extensions that the archive is written with, and set their defaults."""
    app.setup_extension("myst_parser")
    app.setup_extension("sphinx_design")
    # Before whoever looks at the settings.
    app.connect("config-inited", set_defaults, priority=1)
