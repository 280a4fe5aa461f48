"""Hold every private name of Sphinx and furo that the archive uses.

A release of theirs may drop such a name without a word. Here, and nowhere else,
is then something to mend: what is missing is told in one sentence, or done without.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.jinja2glue import SphinxFileSystemLoader


def private(owner: Any, *names: str) -> Any:
    """Give the first of these attributes of an object or module that it has.

    :raises ExtensionError: where it has none, saying what was looked for and where to mend it.
    """
    for name in names:
        found = getattr(owner, name, None)
        if found is not None:
            return found
    whose = owner.__name__ if isinstance(owner, ModuleType) else type(owner).__name__
    raise ExtensionError(
        f"the archive needs “{names[0]}” of {whose}, which this release does not have. "
        "Install the versions in requirements.txt, or mend sphinx_roundup/extension/compat.py."
    )


def is_set(config: Config, name: str) -> bool:
    """Whether ``conf.py`` or the command line gives a setting, be it the default."""
    return name in config.overrides or name in private(config, "_raw_config")


def application_of(owner: Builder | BuildEnvironment) -> Sphinx:
    """Give the running Sphinx of a builder or an environment, which has no public way to it."""
    app: Sphinx = private(owner, "_app", "app")
    return app


def set_up_language(app: Sphinx) -> None:
    """Have Sphinx load its words in the language of the settings, which it did before us."""
    private(app, "_init_i18n")()


def workers_of(builder: Builder) -> int:
    """Give the number of processes that a builder may use (``-j``)."""
    return application_of(builder).parallel


_READERS = "roundup_readers"


def read_in_one_process(app: Sphinx) -> int:
    """Have Sphinx read pages in one process; give the number of those that it may use (``-j``).

    An extension could only declare that it cannot be read in parallel, and Sphinx would warn.
    """
    setattr(app, _READERS, app.parallel)
    app.parallel = 1
    return int(getattr(app, _READERS))


def write_in_many_processes(app: Sphinx) -> None:
    """Let Sphinx use all processes again, when it has read the pages."""
    app.parallel = getattr(app, _READERS, app.parallel)


def static_folder_of(builder: StandaloneHTMLBuilder) -> Path:
    """Give the folder of the static files that a builder writes."""
    return Path(getattr(builder, "_static_dir", Path(builder.outdir) / "_static"))


def add_template_folder(builder: StandaloneHTMLBuilder, folder: Path) -> None:
    """Have templates looked for in a folder after the site's own, and before the theme's.

    It counts as one of a theme, so that ``!page.html`` in a template of the site's is ours.
    """
    loader: Any = builder.templates
    place: int = private(loader, "templatepathlen")
    private(loader, "loaders").insert(place, SphinxFileSystemLoader(folder))


def write_buildinfo_to(builder: StandaloneHTMLBuilder, path: Path) -> None:
    """Write what Sphinx remembers of a build's settings to a file."""
    private(builder, "build_info").dump(path)


def stop_late_pygments(builder: StandaloneHTMLBuilder) -> None:
    """Keep furo from writing its stylesheet for code when all pages are written.

    Pages hold the file's checksum, so it has to be there before them.
    """
    late = private(importlib.import_module("furo"), "_overwrite_pygments_css")
    for listener in list(private(builder.events, "listeners")["build-finished"]):
        if listener.handler is late:
            builder.events.disconnect(listener.id)


def furo_pygments() -> str:
    """Make furo's stylesheet for code, for light and dark pages."""
    text: str = private(importlib.import_module("furo"), "get_pygments_stylesheet")()
    return text


def furo_code_colours() -> dict[str, dict[str, str]]:
    """Give the colours of code that furo chose: for ``light`` and ``dark``, each a custom property."""
    furo = importlib.import_module("furo")
    colours_of = private(furo, "get_pygments_style_colors")
    plain = {"light": ("black", "white"), "dark": ("white", "black")}
    found = {}
    for name, (foreground, background) in plain.items():
        style = private(furo, "_KNOWN_STYLES_IN_USE")[name]
        known = colours_of(style, fallbacks={"foreground": foreground, "background": background})
        found[name] = {f"color-code-{part}": colour for part, colour in known.items()}
    return found
