"""What the engine finds and counts, against the slow and certain way, on archives made by chance."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from examples import examples
from search import made
from search.node import ask
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.records import Item
from sphinx_roundup.search import write_index

QUERIES = examples(70)


@pytest.mark.parametrize("seed", range(4))
def test_hits_order_and_counts_are_those_of_brute_force(tmp_path: Path, seed: int) -> None:
    archive = made.archive(seed, issues=3 + 4 * seed)
    write_index(archive, tmp_path, made.address_of)
    queries = [made.query(1000 * seed + number) for number in range(QUERIES)]
    for query, answer in zip(queries, ask(tmp_path, *queries), strict=True):
        expected = _hits(archive, query["q"])
        if expected is None:
            continue  # Not all words were found together: what follows is a choice, not a fact.
        kept = [i for i in expected if made.filtered(made.values(archive, i), query["filters"])]
        assert sorted(answer["ids"]) == sorted(item.id for item in kept), query
        assert answer["ids"] == _ordered(archive, answer["ids"], query["sort"]), query
        assert answer["counts"] == _counts(archive, expected, query["filters"]), query


def _hits(archive: Archive, q: str) -> list[Item] | None:
    parts = re.findall(r'-?"[^"]*"|\S+', re.sub("NOT |\u2013", "-", q))
    wanted = [part for part in parts if not part.startswith("-")]
    unwanted = [part for part in parts if part.startswith("-")]
    singles = [
        word
        for part in wanted
        for word in ([part] if part[0] == '"' or part[-1] == "*" else made.words(part))
        if word not in made.SMALL_WORDS
    ]
    items = [i for i in archive.items if not any(made.fits(archive, i, part) for part in unwanted)]
    found = [item for item in items if all(made.fits(archive, item, part) for part in singles)]
    enough = 5 if sum(len(made.words(part)) for part in singles) > 2 else 1
    return found if len(found) >= enough or (len(singles) < 2 and found) else None


def _ordered(archive: Archive, ids: list[str], order: str) -> list[str]:
    place = {item.id: at for at, item in enumerate(archive.items)}
    if order == "oldest":
        return sorted(ids, key=place.__getitem__)
    return sorted(sorted(ids, key=place.__getitem__), key=lambda one: one[:7], reverse=True)


def _counts(
    archive: Archive, hits: list, filters: dict[str, list[str]]
) -> dict[str, dict[str, int]]:  # type: ignore[type-arg]
    counts: dict[str, dict[str, int]] = {}
    for key in ("topic", "source", "kind", "nation", "audience", "access", "year"):
        counter: Counter[str] = Counter()
        for item in hits:
            has = made.values(archive, item)
            if made.filtered(has, filters, but=key):
                counter.update(has[key])
        counts[key] = dict(counter)
    return counts
