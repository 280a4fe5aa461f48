"""Give the settings of Sphinx what ``archive.toml`` says.

``conf.py`` and ``-D`` win: a setting that they give is left as it is.
"""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import SphinxRole

from ..model.identity import DEFAULT, KEYS, Identity, Key, value_of
from ..parse.identity import load_identity
from .compat import is_set, set_up_language

_DIGESTED = "roundup_identity"
"""The setting that holds all of it, so that pages are read again when any of it changes."""
_COLOURS = (("light_css_variables", "colour"), ("dark_css_variables", "colour-dark"))
_COLOURED = ("color-brand-primary", "color-brand-content")


def identity_of(config: Config) -> Identity:
    """What the archive is, as ``conf.py``, ``-D`` and ``archive.toml`` say together."""
    values = {name.replace("-", "_"): _value(config, key) for name, key in KEYS.items()}
    return Identity(**values)


def _value(config: Config, key: Key) -> str:
    setting = key.sets[0]
    if setting == "project" and not is_set(config, setting) and setting not in vars(config):
        return ""  # Sphinx has words for a project without a name
    return str(getattr(config, setting) or "")


def apply_identity(app: Sphinx) -> None:
    """Register the settings that keys have of their own, and fill in what is not given."""
    for name, key in KEYS.items():
        for setting in key.sets:
            if setting.startswith("roundup_"):
                app.add_config_value(setting, value_of(DEFAULT, name), "", str)
    identity = load_identity(Path(app.srcdir)).identity
    for name, key in KEYS.items():
        value = value_of(identity, name)
        for setting in key.sets if value else ():
            if not is_set(app.config, setting):
                app.config[setting] = value
    if not is_set(app.config, "language"):
        set_up_language(app)


def colour_theme(_app: Sphinx, config: Config) -> None:
    """Hand the colours to the theme, where it is ours (``config-inited``)."""
    if config.html_theme == "furo":
        identity = identity_of(config)
        options = dict(config.html_theme_options)
        for option, key in _COLOURS:
            if colour := value_of(identity, key):
                options[option] = dict.fromkeys(_COLOURED, colour) | options.get(option, {})
        config.html_theme_options = options


def note_identity(_app: Sphinx, config: Config) -> None:
    """Keep all of it in one setting that pages depend on (``config-inited``)."""
    config[_DIGESTED] = repr(astuple(identity_of(config)))


class ArchiveRole(SphinxRole):
    """What ``archive.toml`` says under a key, as in ``{archive}`newsletter```."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Give the words; a key that there is not is told by the rules, at every build."""
        key = self.text.strip()
        words = value_of(identity_of(self.config), key) if key in KEYS else ""
        return [nodes.Text(words)], []


def setup(app: Sphinx) -> None:
    """Fill in the settings, and keep what is made of them fresh."""
    apply_identity(app)
    app.add_config_value(_DIGESTED, "", "env", str)
    app.connect("config-inited", colour_theme)
    app.connect("config-inited", note_identity, priority=900)
