"""Sphinx's HTML builder with our templates and static files, which writes only what changed.

A file is left alone where its bytes are the same; else it is written aside and renamed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from rjsmin import jsmin
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import ConfigError
from sphinx.jinja2glue import BuiltinTemplateLoader

from ..atomic import write_bytes, write_text
from ..extension.compat import (
    add_template_folder,
    furo_code_colours,
    furo_pygments,
    static_folder_of,
    stop_late_pygments,
    write_buildinfo_to,
)
from . import pack
from .compiled import CompiledTemplates
from .squeeze import Squeeze
from .styles import stylesheet

_HERE = Path(__file__).parent
_STATIC = {
    _HERE / "static/card.js": "card.js",
    _HERE / "static/cite.js": "cite.js",
    _HERE / "static/favicon.svg": "favicon.svg",
    _HERE / "static/add.css": "add.css",
    _HERE / "static/leave.js": "leave.js",
    _HERE / "static/moved.js": "moved.js",
    _HERE / "static/page.js": "page.js",
    pack.BUTTON: "pack-button.js",
    pack.STYLE: "pack.css",
    _HERE.parent / "search/client/keys.js": "search/keys.js",
    _HERE.parent / "search/client/search.css": "search/search.css",
    _HERE.parent / "search/client/vendor/LICENSE": "search/vendor/LICENSE",
}
"""The package's own static files -> their place below ``_static``."""
_OTHER_THEME = (
    "conf.py: html_theme is “{}”, but the archive’s pages are made for “furo”. "
    "Leave html_theme out; archive.toml has colours and pictures."
)


class StableHTMLBuilder(StandaloneHTMLBuilder):
    """Writes pages and static files as Sphinx does, but only those whose bytes change."""

    compiled: CompiledTemplates

    def init(self) -> None:
        """Set up as Sphinx does, without its search."""
        super().init()
        self.written: set[str] = set()
        self.asset_tags: dict[tuple[int, Any], str] = {}
        self.search = False
        stop_late_pygments(self)  # create_pygments_style_file writes it early

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Prepare as Sphinx does, with what all pages have in a word."""
        super().prepare_writing(docnames)
        self.globalcontext = _Context(self.globalcontext)

    def create_template_bridge(self) -> None:
        """Make what renders pages; it keeps the last page for :meth:`handle_page`."""
        self.templates = _KeepingLoader()

    def init_templates(self) -> None:
        """Look for templates at the site, then in this package, then in the theme."""
        if self.config.html_theme != "furo":
            raise ConfigError(_OTHER_THEME.format(self.config.html_theme))
        super().init_templates()
        add_template_folder(self, _HERE / "theme")
        self.templates.environment.add_extension(Squeeze)
        self.compiled = CompiledTemplates(Path(self.doctreedir) / "templates.json")
        self.templates.environment.bytecode_cache = self.compiled
        self.templates.environment.auto_reload = False  # no template changes during a build

    def copy_theme_static_files(self, context: dict[str, Any]) -> None:
        """Copy the theme's static files and the package's; the site's own come after."""
        super().copy_theme_static_files(context)
        for source, name in _STATIC.items():
            text = source.read_bytes()
            small = jsmin(text) if source.suffix == ".js" else text
            write_bytes(static_folder_of(self) / name, small)
        write_text(static_folder_of(self) / "archive.css", self._stylesheet())
        write_text(static_folder_of(self) / "pack.js", pack.script())

    def _stylesheet(self) -> str:
        colours, options = furo_code_colours(), self.config.html_theme_options
        light, dark = (
            colours[name] | options.get(f"{name}_css_variables", {}) for name in ("light", "dark")
        )
        return stylesheet(light, dark)

    def create_pygments_style_file(self) -> None:
        """Write the stylesheet for code: furo's."""
        write_text(static_folder_of(self) / "pygments.css", furo_pygments())

    def handle_page(
        self,
        pagename: str,
        addctx: dict[str, Any],
        templatename: str = "page.html",
        *,
        outfilename: Path | None = None,
        event_arg: Any = None,
    ) -> None:
        """Make a page as Sphinx does, but leave the file alone if its bytes are the same."""
        page = self.render_page(pagename, addctx, templatename, event_arg)
        encoding = self.config.html_output_encoding
        path = Path(outfilename or self.get_output_path(pagename))
        write_bytes(path, page.encode(encoding, "xmlcharrefreplace"))
        self.written.add(pagename)

    def render_page(
        self, pagename: str, context: dict[str, Any], template: str, event_arg: Any = None
    ) -> str:
        """Make a page as Sphinx does, which would leave half of one on a full disk."""
        nowhere = Path(os.devnull)
        super().handle_page(pagename, context, template, outfilename=nowhere, event_arg=event_arg)
        assert isinstance(self.templates, _KeepingLoader)
        return self.templates.page

    def write_buildinfo(self) -> None:
        """Write ``.buildinfo``, if it changed."""
        self.write_aside(".buildinfo", lambda path: write_buildinfo_to(self, path))

    def get_outdated_docs(self) -> Iterator[str]:
        """Name no page: what is outdated is known by contents, once all is read."""
        return iter(())

    def write_aside(self, name: str, write: Callable[[Path], None]) -> None:
        """Have a file of the website written into the cache, and take it over from there."""
        aside = Path(self.doctreedir) / name
        write(aside)
        write_bytes(Path(self.outdir) / name, aside.read_bytes())
        aside.unlink()


class _Context(dict[str, Any]):
    """What a page is made from. Sphinx writes it out for its log at each page, asked for or not."""

    def copy(self) -> _Context:
        """Make one like it for a page."""
        return _Context(self)

    def __repr__(self) -> str:
        """Show it in a word: as text, the whole page is in it."""
        return "<context>"


class _KeepingLoader(BuiltinTemplateLoader):
    """Renders templates as Sphinx does, and keeps the last page."""

    page = ""

    def render(self, template: str, context: dict[str, Any]) -> str:  # type: ignore[override]  # as Sphinx’s own loader does
        """Render a template to text."""
        self.page = super().render(template, context)
        return self.page
