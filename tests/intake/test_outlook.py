"""Messages as Outlook saves them are read as the e-mails that they were."""

from __future__ import annotations

import struct

import pytest

from intake.write_msg import melted, msg, utf16
from sphinx_roundup.importer.blocks import UnreadableError
from sphinx_roundup.importer.context import Knowledge
from sphinx_roundup.importer.outlook.rich_text import page_in, unpacked
from sphinx_roundup.importer.pipeline import Imported, make_draft
from sphinx_roundup.importer.readers import read, recognise

A = "https://example.org/a"
PAGE = f"<html><body><h1>News</h1><p>May 2024</p><h2>Care</h2><p>The board has a <a href='{A}'>guide</a> for caf\u00e9s.</p></body></html>"
TEXT = f"News\n\nMay 2024\n\nCare\n\nThe board has a guide <{A}> for caf\u00e9s.\n"
# As [MS-OXRTFEX] puts a page into Rich Text: its tags in groups of their own, the look beside them.
RICH = rb"""{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0 Arial;}}{\colortbl;}\pard\plain
{\*\htmltag64 <html><body><h1>}\htmlrtf {\b \htmlrtf0 News{\*\htmltag72 </h1>}\htmlrtf \par}\htmlrtf0
{\*\htmltag64 <p>}May 2024{\*\htmltag72 </p>}{\*\htmltag64 <h2>}Care{\*\htmltag72 </h2>}{\*\mhtmltag64 <p>}
{\*\htmltag64 <p>}The board has a {\*\htmltag84 <a href="https://example.org/a">}\htmlrtf {\field{\*\fldinst{HYPERLINK "x"}}{\fldrslt\cf1\ul \htmlrtf0 guide\htmlrtf }}\htmlrtf0 {\*\htmltag92 </a>} for caf\'e9s.{\*\htmltag72 </p></body></html>}}"""
PACKED = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232"
    "0af32068656c090020627705b06c647d0a800fa0"
)
AGAIN = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")


def draft(data: bytes) -> Imported:
    return make_draft(read(data), Knowledge())


@pytest.mark.parametrize(
    "data",
    [
        msg("News", TEXT, PAGE.encode("utf-8").replace(b"<body>", b"<meta charset=utf-8><body>")),
        msg("News", TEXT, rich=melted(RICH)),
        msg("News", TEXT),
        msg("News", "", PAGE.replace("\u00e9", "&eacute;").encode() + b" " * 5_000),
    ],
    ids=["page", "page in rich text", "text", "long page"],
)
def test_a_message_is_read_as_a_letter(data: bytes) -> None:
    assert recognise(data) == "msg"
    made = draft(data)
    assert made.issue == "2024-05"
    (entry,) = made.page.entries
    assert [(link.text, link.target) for link in entry.links] == [("guide", A)]
    assert entry.text == "The board has a guide for caf\u00e9s."


def test_rich_text_is_unpacked_as_its_makers_say() -> None:
    """The examples of [MS-OXRTFCP]."""
    assert unpacked(PACKED) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert unpacked(AGAIN) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"
    assert page_in(unpacked(PACKED)) == ""
    assert "<h1>News</h1>" in page_in(RICH)


def test_what_is_attached_is_named_or_read() -> None:
    attached = {"__substg1.0_3707001F": utf16("may.docx"), "__substg1.0_37010102": b"PK"}
    more = {"__attach_version1.0_#00000000": attached}
    notes = read(msg("News", TEXT * 9, more=more)).notes
    assert any("may.docx" in note for note in notes)
    inner = {"__substg1.0_0037001F": utf16("News"), "__substg1.0_1000001F": utf16(TEXT * 3)}
    sent_on = {"__attach_version1.0_#00000000": {"__substg1.0_3701000D": inner}}
    document = read(msg("FW: News", "For you.", more=sent_on))
    assert "The board has a guide" in " ".join(block.text for block in document.blocks)
    assert any("For you." in one.text for one in document.left_out)


def test_a_damaged_message_ends_in_one_sentence() -> None:
    whole = msg("News", TEXT * 100)
    circle = bytearray(whole)
    table = len(whole) - 512
    circle[table : table + 512] = struct.pack("<128I", *[0] * 128)
    for data in (
        whole[:600],
        whole[: len(whole) // 2],
        bytes(circle),
        whole[:30] + b"\xff" * 40 + whole[70:],
    ):
        with pytest.raises(UnreadableError) as told:
            read(data + utf16("__properties_version1.0"))
        assert str(told.value).endswith(".")
