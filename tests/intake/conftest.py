"""What the tests of imports share."""

from __future__ import annotations

import pytest

from sphinx_roundup.cli import import_documents
from sphinx_roundup.importer.readers import read


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read documents in this process: one of its own for each costs more than most drafts."""
    monkeypatch.setattr(import_documents, "read_file", lambda path, _tick: read(path.read_bytes()))
