"""Whatever place of a format words and addresses stand in, an import holds them or lists them."""

from __future__ import annotations

import os
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.places import FORMATS, Made
from sphinx_roundup.importer.blocks import UnreadableError
from sphinx_roundup.importer.context import Knowledge
from sphinx_roundup.importer.pipeline import Imported, make_draft
from sphinx_roundup.importer.readers import read

FEW = 4
EXAMPLES = int(os.environ.get("ROUNDUP_IMPORT_EXAMPLES", FEW))
"""Documents of each format; raise it to look longer."""


def made(count: int) -> list[Made]:
    """Words of letters alone, none in another, each with an address of its own."""
    words = [f"Zeb{chr(97 + n // 26)}{chr(97 + n % 26)}ra" for n in range(count)]
    return [(word, f"https://example.org/{word.casefold()}") for word in words]


def held(imported: Imported) -> str:
    apart = [[entry.text, *(link.href for link in entry.links)] for entry in imported.left_out]
    return "\n".join([imported.text, *(text for entry in apart for text in entry)]).casefold()


def lost(name: str, parts: Sequence[str]) -> list[str]:
    write, _ = FORMATS[name]
    pairs = made(len(parts))
    try:
        has = held(make_draft(read(write(parts, pairs)), Knowledge()))
    except UnreadableError as error:
        # More stands in messages that hang on the letter than in the letter.
        return (
            []
            if name == "eml" and "stand where they cannot be read" in str(error)
            else [str(error)]
        )
    missing = [
        (part, word)
        for part, (word, _) in zip(parts, pairs, strict=True)
        if word.casefold() not in has
    ]
    missing += [
        (part, link) for part, (_, link) in zip(parts, pairs, strict=True) if link not in has
    ]
    return [f"{part}: {what}" for part, what in missing]


@pytest.mark.parametrize("name", FORMATS)
def test_every_place_by_itself(name: str) -> None:
    _, kinds = FORMATS[name]
    assert {kind: lost(name, [kind]) for kind in kinds} == {kind: [] for kind in kinds}


@pytest.mark.parametrize("name", FORMATS)
def test_places_in_any_order_and_number(name: str) -> None:
    _, kinds = FORMATS[name]

    @settings(
        max_examples=EXAMPLES,
        derandomize=EXAMPLES == FEW,  # a new loss is for those who look for one
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(st.sampled_from(kinds), max_size=12, unique=name in {"docx", "pdf"}))
    def holds(parts: Sequence[str]) -> None:
        assert lost(name, parts) == []

    holds()
