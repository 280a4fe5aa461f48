"""What the tests of safety share."""

from __future__ import annotations

import pytest

from once import made_once
from safety.hostile import Built, build_hostile


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Every attack on a page, built once; nobody writes into it."""
    return made_once(tmp_path_factory, "hostile", build_hostile)
