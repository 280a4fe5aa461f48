"""OpenDocument, Rich Text and old Word files, by LibreOffice where it is installed; the rest without it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from sphinx_roundup.importer import office
from sphinx_roundup.importer.blocks import Document, UnreadableError
from sphinx_roundup.importer.inventory.office import pieces_of_doc, pieces_of_odt, pieces_of_rtf
from sphinx_roundup.importer.readers import read, recognise

needs_libreoffice = pytest.mark.skipif(
    not office.program(),
    reason="LibreOffice is not installed: apt-get install libreoffice-writer-nogui",
)
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{rest}:1.0"'
    for name, rest in (("office", "office"), ("text", "text"), ("style", "style"), ("svg", "svg-compatible"), ("draw", "drawing"))
) + ' xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip
BODY = """<office:body><office:text>
<text:h text:outline-level="1">April 2024</text:h><text:h text:outline-level="2">Missing</text:h>
<text:p>A new <text:a xlink:type="simple" xlink:href="https://example.org/guide">guide</text:a> for par<text:span>ents</text:span> explains it.</text:p>
<text:p>Another paragraph, with a note<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Foot words.</text:p></text:note-body></text:note>.</text:p>
</office:text></office:body>"""
LOOKS = """<office:font-face-decls><style:font-face style:name="Liberation Serif"/></office:font-face-decls>
<office:automatic-styles><style:style style:name="P1" style:display-name="Some other name"/></office:automatic-styles>"""
FODT = f"""<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text">{LOOKS}{BODY}</office:document>"""
HEAD = (
    f"<office:document-styles {SPACES}><office:master-styles><style:master-page><style:header>"
    "<text:p>Head of a page</text:p></style:header></style:master-page></office:master-styles></office:document-styles>"
)
RTF = rb"""{\rtf1\ansi{\fonttbl{\f0 Liberation Serif;}}{\*\generator Writer;}{\info{\author Nobody At All}}
\pard Caf\'e9 \u8217 ? and \ldblquote words\rdblquote\par
A {\field{\*\fldinst HYPERLINK "https://example.org/guide"}{\fldrslt guide}} for par
ents.\par}"""


def odt(content: str = BODY) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f"<office:document-content {SPACES}>{LOOKS}{content}</office:document-content>",
        )
        package.writestr("styles.xml", HEAD)
        package.writestr("META-INF/manifest.xml", MANIFEST)
    return file.getvalue()


MANIFEST = """<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>"""
DOC = b"\xd0\xcf\x11\xe0" + b"\x00" * 60 + "WordDocument".encode("utf-16-le")
FILES = {"odt": odt(), "fodt": FODT.encode(), "rtf": RTF, "doc": DOC}


@pytest.mark.parametrize("kind", list(FILES))
def test_without_libreoffice_one_sentence_says_what_to_do(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "program", str)
    assert recognise(FILES[kind]) == kind
    with pytest.raises(
        UnreadableError, match="which LibreOffice reads, and that is not installed"
    ) as told:
        read(FILES[kind])
    assert office.FORMATS[kind] in str(told.value)
    assert "save the file as .docx" in str(told.value)


def test_nothing_in_a_document_runs_or_is_loaded(tmp_path: Path) -> None:
    office.write_profile(tmp_path / "profile")
    text = (tmp_path / "profile/user/registrymodifications.xcu").read_text(encoding="utf-8")
    values = {
        prop.attrib["{http://openoffice.org/2001/registry}name"]: prop[0].text
        for prop in ET.fromstring(text).iter("prop")  # noqa: S314 - our own
    }
    assert values["DisableMacrosExecution"] == values["BlockUntrustedRefererLinks"] == "true"
    assert values["Link"] == "0"
    command = office.command_of("soffice", tmp_path, "odt")
    assert command[:3] == [
        "soffice",
        f"-env:UserInstallation={tmp_path.as_uri()}/profile",
        "--headless",
    ]
    assert command[-1] == str(tmp_path / "in.odt")


def test_the_count_reads_the_original_of_opendocument() -> None:
    pieces = list(pieces_of_odt(odt()))
    words = " ".join(piece.words for piece in pieces)
    for said in ("A new", "guide", "Foot words.", "Head of a page", "par", "ents"):
        assert said in words
    assert [piece.address for piece in pieces if piece.address] == ["https://example.org/guide"]
    assert "Liberation" not in words
    assert "Some other" not in words


def test_the_count_reads_the_original_of_rich_text() -> None:
    pieces = list(pieces_of_rtf(RTF))
    words = [" ".join(piece.words.split()) for piece in pieces if piece.words]
    assert words == ["Café ’ and “words”", "A guide for parents."]
    assert [piece.address for piece in pieces if piece.address] == ["https://example.org/guide"]


def test_the_count_tells_addresses_and_runs_of_words_of_an_old_word_file() -> None:
    run = "cut A new guide for parents explains what to do in the first hours cut"
    field = '\x13 HYPERLINK "https://example.org/guide" \x14guide\x15'
    data = DOC + run.encode() + b"\x00\x01" + field.encode("utf-16-le") + b"\x02\x00abc"
    pieces = list(pieces_of_doc(data))
    assert [piece.words for piece in pieces if piece.words] == [run[4:-4]]
    assert [piece.address for piece in pieces if piece.address] == ["https://example.org/guide"]


def held(document: Document) -> str:
    return " ".join(
        [*(block.raw for block in document.blocks), *(one.text for one in document.left_out)]
    )


@needs_libreoffice
def test_all_of_it_is_read_by_libreoffice() -> None:
    for kind in ("fodt", "odt", "rtf"):
        document = read(FILES[kind])
        assert document.format.endswith("by LibreOffice")
        assert "guide" in held(document)
        assert any(link.href == "https://example.org/guide" for link in document.tally.links)
        unread = [one.text for one in document.unread if "properties" not in one.why]
        # No page of it has that head: LibreOffice leaves it out, and the count tells.
        assert unread == (["Head of a page"] if kind == "odt" else [])
    assert "April 2024" in held(read(FILES["odt"]))
    assert "Foot words." in held(read(FILES["odt"]))


@needs_libreoffice
def test_what_libreoffice_loses_is_told_or_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    other = office.converted(
        odt(BODY.replace(" explains it", "").replace("guide</text:a>", "</text:a>")), "odt"
    )
    monkeypatch.setattr(office, "converted", lambda _data, _kind: other)
    unread = " ".join(one.text for one in read(odt()).unread)
    assert "guide" in unread
    assert "explains" in unread
    longer = BODY.replace("Another", "words " * 60)
    with pytest.raises(UnreadableError, match="of its words stand where they cannot be read"):
        read(odt(longer))


@needs_libreoffice
def test_what_libreoffice_cannot_open_is_told() -> None:
    with pytest.raises(
        UnreadableError, match="It is an old Word file, and LibreOffice cannot open it"
    ):
        read(DOC)
