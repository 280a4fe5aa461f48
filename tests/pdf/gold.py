"""The real archive of this repository, read once as a build reads it."""

from __future__ import annotations

import tempfile
from functools import cache
from io import StringIO
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_roundup.extension.domain import domain_of
from sphinx_roundup.model.archive import Archive

PROJECT = Path(__file__).parents[2]


@cache
def gold_archive() -> Archive:
    """Read ``issues/``, ``topics/`` and ``sources.yml``; nothing is written beside them."""
    with (
        tempfile.TemporaryDirectory() as work,
        patch_docutils(PROJECT),
        docutils_namespace(),
    ):
        app = Sphinx(
            PROJECT, PROJECT, work, work, "dummy", status=None, warning=StringIO(), parallel=1
        )
        app.builder.read()
        return domain_of(app.env).archive
