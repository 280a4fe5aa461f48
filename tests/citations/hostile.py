"""An entry that tries to break every format, and texts made to do so."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

from hypothesis import strategies as st

from pdf.made import archive_of, issue_of, item
from sphinx_roundup.citations.references import one_line
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.identity import Identity
from sphinx_roundup.model.records import Block, Evidence, Link, Run

ADDRESS = "https://archive.example/"
AWFUL = (
    "=cmd, “quotes”, \"commas\"; {braces} } { and \\ 100% & $5 #1 _low_ ~tilde^ ]]> =cmd|' /C calc'!A0 "
    "\N{PILE OF POO} \u05e9\u05dc\u05d5\u05dd \u202eright to left\u202c, </script> "
    "\r\nER  - \nTY  - JOUR " + "long " * 40
).strip()

TEXTS = st.text(st.characters(exclude_categories=("Cs",)) | st.sampled_from("{}\\&%$#_~^\r\n-@,;"))


SIGNS = "{}\\\\&%$#_~^@-,;=+'\"<>]/ \r\n\u2028\x00\x85\u202e\u05e9\N{PILE OF POO}é"
"""What some format has a meaning for, and what is far from letters."""


def many() -> Archive:
    """An archive of two hundred entries whose titles are such signs in all sorts of order."""
    dice = random.Random("hostile")  # noqa: S311 - the same each time
    titles = [sign for sign in SIGNS if sign.strip()] + [
        "".join(dice.choices(SIGNS + "ab", k=dice.randint(1, 30))) for _ in range(200)
    ]
    titles = [title for title in titles if one_line(title)]
    items = [item(f"a-{number}", title=title) for number, title in enumerate(titles)]
    identity = Identity(name="Archive, of all", address=ADDRESS)
    return replace(archive_of(issue_of(*items)), identity=identity)


def found(
    title: str, publisher: str, *, address: str = "https://found.example/a_b%20c"
) -> Evidence:
    day = dt.date(2026, 11, 26)
    return Evidence(
        "restored", title, publisher, "It says so.", address, day, "the archive", address
    )


def archive(
    title: str = AWFUL, publisher: str = "Culture, Media and Sport", *, address: str = ADDRESS
) -> Archive:
    """An archive of one entry with such a title, and a document that was found for it."""
    proof = found(title, publisher)
    links = (Link("here", None), Link("there", proof.address, evidence=proof))
    runs = (Run("Read "), Run("here", "", 0), Run(" and "), Run("there", "", 1))
    one = item("awful", title=title, body=(Block(runs),), links=links, topics=("online-safety",))
    made = archive_of(issue_of(one))
    return replace(made, identity=Identity(name="Archive, of all", address=address))
