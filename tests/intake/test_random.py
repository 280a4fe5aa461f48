"""Random issues in random clothes come back whole."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from examples import examples
from intake.paper import Paper, full, import_bytes, score
from intake.strategies import papers
from intake.variants import VARIANTS
from sphinx_roundup.importer.context import Knowledge


@settings(max_examples=examples(10), suppress_health_check=list(HealthCheck))
@given(papers(), st.sampled_from(sorted(VARIANTS)))
def test_a_random_issue_comes_back_whole(paper: Paper, name: str) -> None:
    imported = import_bytes(VARIANTS[name](paper), Knowledge())
    assert score(imported, paper) == full(paper)
    assert not imported.account.doubts
