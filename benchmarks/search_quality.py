"""How well queries are answered: judged ones on the real issues, known items on many.

Sphinx's search is not here: it answers with pages, never with an item.
"""

from __future__ import annotations

import json
import random
import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from sphinx_roundup.model.archive import Archive
from sphinx_roundup.search.analysis import SMALL_WORDS, words

HERE = Path(__file__).parent
TESTS = HERE.parent / "tests/search"
Answers = list[list[str]]
KNOWN = 3


def judged(part: str) -> list[dict[str, Any]]:
    """Return the queries with known answers: a part of ``judged.json`` or of ``kept.json``."""
    loaded: dict[str, list[dict[str, Any]]] = {}
    for name in ("judged", "kept"):
        loaded |= json.loads((TESTS / f"golden/{name}.json").read_text(encoding="utf-8"))
    return loaded[part]


def known_items(archive: Archive, count: int, seed: int = 1) -> list[dict[str, Any]]:
    """Make queries of three words that somebody remembers of an item.

    Of three words of its title and three of its text, drawn by chance, the
    three that fewest items have: what is particular is what is remembered.
    """
    dice = random.Random(seed)
    frequent = Counter(w for item in archive.items for w in set(words(f"{item.title} {item.text}")))
    queries: list[dict[str, Any]] = []
    while len(queries) < count:
        item = dice.choice(archive.items)
        title, text = _large(item.title), _large(item.text)
        if min(len(title), len(text)) >= KNOWN:
            drawn = dict.fromkeys([*dice.sample(title, KNOWN), *dice.sample(text, KNOWN)])
            kept = sorted(drawn, key=lambda word: frequent[word])[:KNOWN]
            queries.append({"q": " ".join(kept), "relevant": [item.id]})
    return queries


def _large(text: str) -> list[str]:
    return [word for word in dict.fromkeys(words(text)) if word not in SMALL_WORDS]


def figures(queries: Sequence[dict[str, Any]], answers: Answers) -> tuple[float, float]:
    """Return recall in the first ten, and the mean of 1 / rank of the first right answer."""
    recall = rank = 0.0
    for query, found in zip(queries, answers, strict=True):
        right = set(query["relevant"])
        recall += len(right & set(found[:10])) / len(right)
        rank += next((1 / at for at, one in enumerate(found[:10], 1) if one in right), 0)
    return recall / len(queries), rank / len(queries)


def ours(folder: Path, queries: Sequence[dict[str, Any]]) -> Answers:
    """Answer with our engine, in node."""
    given = json.dumps([{"q": query["q"], "limit": 10} for query in queries])
    command = ["node", str(TESTS / "js/ask.js"), str(folder / "search")]
    done = subprocess.run(command, input=given, capture_output=True, check=True, text=True)
    return [answer["ids"] for answer in json.loads(done.stdout)]


def minisearch(archive: Archive, queries: Sequence[dict[str, Any]], modules: Path) -> Answers:
    """Answer with MiniSearch, installed in the folder ``modules``."""
    items = [
        {
            "id": item.id,
            "title": item.title,
            "text": item.text,
            "topic": " ".join(topic.title for topic in archive.topics_of(item)),
            "source": " ".join(source.name for source in archive.sources_of(item)),
        }
        for item in archive.items
    ]
    given = json.dumps({"items": items, "queries": [query["q"] for query in queries]})
    command = ["node", str(HERE / "search_minisearch.js")]
    done = subprocess.run(
        command, input=given, capture_output=True, check=True, text=True, cwd=modules
    )
    answers: Answers = json.loads(done.stdout)
    return answers


def pagefind(browser: Browser, address: str, queries: Sequence[dict[str, Any]]) -> Answers:
    """Answer with Pagefind, in the browser."""
    page = browser.new_page(ignore_https_errors=True)
    page.goto(f"{address}search_pagefind.html")
    page.wait_for_function("typeof globalThis.findItems === 'function'")
    answers = [page.evaluate("(q) => findItems(q)", query["q"]) for query in queries]
    page.close()
    return answers
