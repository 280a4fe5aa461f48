"""The page for writing an entry and ``roundup check`` say the same of the same entry."""

from __future__ import annotations

import json
import random
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from examples import examples
from gold import PRINTED, printed_archive
from search.node import NODE
from sphinx_roundup.check.inbox import problems_of_proposal
from sphinx_roundup.html import entry_form
from sphinx_roundup.model.messages import REFUSALS
from sphinx_roundup.parse.inbox import read_proposal
from sphinx_roundup.parse.vocabulary import load

PROGRAM = Path(__file__).with_name("judge.js")
Entry = dict[str, Any]
Said = tuple[str, str, str]
ARCHIVE, load_once = cache(printed_archive), cache(load)

GOOD: Entry = {
    "issue": "2024-04",
    "heading": "Missing",
    "title": "A guide for parents",
    "words": "A [guide](https://example.org/guide) for *parents*, and a **podcast**.\n\n- one\n- two",
    "fields": {"id": ["guide-for-parents"], "kind": ["guide"], "source": ["bbc"]},
}


def entry(**changed: Any) -> Entry:
    fields = {**GOOD["fields"], **changed.pop("fields", {})}
    return {**GOOD, **changed, "fields": {name: got for name, got in fields.items() if got}}


FIELDS = [
    {"kind": []}, {"kind": ["newz"]}, {"kind": ["zzz"]}, {"kind": ["guid"]},
    {"source": []}, {"source": ["bcc"]}, {"source": ["not-stated"]},
    {"source": ["bbc", "not-stated"]}, {"source": ["nobody-at-all-here"]}, {"source": ["not-state"]},
    {"id": []}, {"id": ["Not An Id"]}, {"id": ["x1-2"]}, {"id": ["1a"]}, {"id": ["é"]},
    {"topics": ["mising"]}, {"topics": ["equality-and-identity"]}, {"topics": ["missing", "nothing-like-it"]}, {"topics": ["county-line"]},
    {"published": ["2024-02-30"]}, {"published": ["1 May 2024"]}, {"published": ["2024-02-29"]},
    {"closes": ["20240523"]}, {"starts": ["0000-01-01"]},
    {"kind": ["constructor"]}, {"source": ["constructor"]}, {"topics": ["toString", "valueOf"]},
    {"audience": ["scools"]}, {"access": ["fre"]}, {"nation": ["england", "walse"]},
]  # fmt: skip
HEADINGS = [
    "constructor",
    "",
    "Mising",
    "missing",
    "A new heading",
    "Child  Exploitation",
    "CHILD EXPLOITATIONS",
]
TITLES = [
    "", " ".join(["long"] * 26), " ".join(["word"] * 25), "See [this](https://example.org)",
    "Two ** stars", "A title with <b>", "Braces {{ here", "A dash – and “quotes”", "Hidden\u200bsign",
]  # fmt: skip
WORDS = [
    "", "   ", "See https://example.org/x.", "See [this](https://exa mple.org/a).", "A [link] (https://example.org)",
    "A [link](#) and [none]().", "An [](https://example.org/x) empty one.", "[a](javascript:alert(1))",
    "[a](ftp://example.org/x)", "[a](example.org/x)", "[a](https://localhost/x)", "[a](https://user@example.org/)",
    "[a](https://1.2.3.4/)", "[a](https://)", "[a](mailto:a@example.org)", "[a](mailto:a@b@c)", "[a](https://example.org:8080/x)",
    "[a](mailto:a@example.org?cc=b@example.org)", f"[a](https://example.org/{'x' * 2100})",
    "[a](https://example.org/(in)brackets)", "[a](<https://example.org/x>)", "<https://example.org/x>",
    "kind: guide", ":kind: guide stands here", "• a bullet of Word", "– a dash begins it", "A <o:p></o:p> of Word",
    "An &amp;nbsp; code", "Lost â€™ letters", "**not closed", "#Heading", "## Heading", "> quoted", "1. one\n2. two",
    "Some `code` here", "```\ncode\n```", "A <b>bold</b> word", "A <!-- comment -->", "{{ template }}", "<<<<<<< HEAD",
    "::{item} x", "a\n:::\nb", "A soft\u00adhyphen and a zero\u200bwidth", "x" * 5001, r"As printed \[sic\](1)", r"\#1",
    "5 < 6 and a & b", "A *star* and _line_ and **both**", "an under_scored_word", "2 * 3 * 4", "[a][b]", "see [1] and (2)",
    "[x](https://example.org 'title')", '[x](https://example.org "a title") more', "Line one\nline two",
    "A [*styled* link](https://example.org/y)", "https://example.org/a [b](https://example.org/c d)", "&bull; as printed",
    "See https://a.example.org *and* https://b.example.org",
]  # fmt: skip
CASES = [
    GOOD,
    *(entry(fields=fields) for fields in FIELDS),
    *(entry(heading=heading) for heading in HEADINGS),
    *(entry(heading="A new heading", fields={"topics": ["missing"]}) for _ in range(1)),
    *(entry(title=title) for title in TITLES),
    *(entry(words=words) for words in WORDS),
]


def at_random(count: int) -> list[Entry]:
    """Entries with several things wrong, and paragraphs put together of others' parts."""
    rng = random.Random(17)  # noqa: S311 - the same each time
    made = []
    for _ in range(count):
        fields: dict[str, list[str]] = {}
        for one in rng.sample(FIELDS, 3):
            fields |= one
        paragraphs = [" ".join(rng.sample(SAFE, 2)) for _ in range(rng.randint(1, 3))]
        words = "\n\n".join([*paragraphs, rng.choice(WORDS[2:])])
        made.append(
            entry(
                heading=rng.choice(HEADINGS), title=rng.choice(TITLES), words=words, fields=fields
            )
        )
    return made


SAFE = [
    one for one in WORDS
    if one.strip() and "\n" not in one and len(one) < 100 and not re.match(r"[\W\d]", one)
]  # fmt: skip


@pytest.fixture(scope="module")
def told() -> list[tuple[Entry, dict[str, Any]]]:
    """Each entry, with its file and what the page says of it."""
    cases = [*CASES, *at_random(examples(60))]
    given = json.dumps({"script": entry_form.script(ARCHIVE()), "entries": cases})
    done = subprocess.run(
        [NODE, PROGRAM], input=given, capture_output=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return list(zip(cases, json.loads(done.stdout), strict=True))


def plain(message: str) -> str:
    """A message without what only the file tells: lines, columns, and the names of signs."""
    message = re.sub(r" \(line [0-9, ]*\)| \([A-Z0-9 -]+\)(?=\.$)", "", message)
    return re.sub(r"(?<=see), at column .*”(?=: U\+)", "", message)


def by_page(found: list[dict[str, str]]) -> set[Said]:
    return {(one["subtype"], plain(one["message"]), one["hint"]) for one in found}


def by_check(text: str) -> set[Said]:
    proposal = read_proposal("inbox/x.md", text)
    problems = problems_of_proposal(PRINTED, proposal, ARCHIVE(), load_once(PRINTED))
    return {(one.subtype, plain(one.message), one.hint) for one in problems}


def differences(one: dict[str, Any]) -> set[Said]:
    """What one of both says alone. On a line for which a file is refused, the check says no more."""
    page, checked = by_page(one["found"]), by_check(one["text"])
    is_refused = any(subtype in REFUSALS for subtype, *_ in checked)
    return checked - page if is_refused else checked ^ page


def test_page_and_check_say_the_same(told: list[tuple[Entry, dict[str, Any]]]) -> None:
    differ = [(one, found) for one, made in told if (found := differences(made))]
    assert not differ, "\n".join(map(repr, differ))
    assert sum(not one["found"] for _, one in told) >= 15
    assert {problem["subtype"] for _, one in told for problem in one["found"]} >= {
        *("missing-field", "missing-title", "long-title", "looks-unread", "empty-item", "bad-id"),
        *("bad-date", "unknown-kind", "unknown-value", "unknown-topic", "unknown-source"),
        *("near-heading", "heading-without-topic", "bad-link", "unsafe-link", "unsafe-markup"),
        *("hidden-character", "comment", "merge-marker", "too-large", "item-markup", "item-fence"),
    }


def test_the_name_of_a_file_is_an_ordinary_one_and_no_two_texts_share_it(
    told: list[tuple[Entry, dict[str, Any]]],
) -> None:
    names = {one["text"]: one["name"] for _, one in told}
    assert all(re.fullmatch(r"2024-04-[0-9a-f]{16}\.md", name) for name in names.values())
    assert len(set(names.values())) == len(names)


def test_every_rule_has_its_words_in_the_table() -> None:
    table = entry_form.table_of(ARCHIVE())
    assert table["said"]["bad-id"][0] == "bad-id"
    assert len(table["slips"]) == len(entry_form.SLIPS)
    assert [field["name"] for field in table["fields"]][:3] == ["id", "kind", "source"]
    assert "withdrawn" not in {field["name"] for field in table["fields"]}
