"""What once was lost, refused or taken for something else, one small document of each kind."""

from __future__ import annotations

import io
import zipfile

import pytest

from intake.paper import gold
from intake.places import docx, html
from intake.write_docx import docx as word_file
from sphinx_roundup.importer.blocks import Document, UnreadableError
from sphinx_roundup.importer.context import Knowledge
from sphinx_roundup.importer.pipeline import Imported, make_draft
from sphinx_roundup.importer.readers import read, recognise

A, B = "https://example.org/a", "https://example.org/b"
ENTRY = f"<p>The board has a <a href='{A}'>guide</a> for schools.</p>"
PLAIN = f"News\n\nMay 2024\n\nCare\n\nThe board has a guide. {A}\n"


def page(inner: str, style: str = "") -> bytes:
    return f"<!doctype html><html><head>{style}</head><body><h1>News</h1><p>May 2024</p><h2>Care</h2>{inner}".encode()


def mail(body: str, head: str = "Content-Type: text/plain; charset=utf-8") -> bytes:
    return f"From: a@example.org\nSubject: News\nMIME-Version: 1.0\n{head}\n\n{body}".encode()


def parts(*texts: str, sort: str = "mixed") -> bytes:
    inside = "".join(f"--B\n{text}\n" for text in texts)
    return mail(f"{inside}--B--\n", f"Content-Type: multipart/{sort}; boundary=B")


def draft(data: bytes) -> Imported:
    return make_draft(read(data), Knowledge())


def links(made: Imported) -> list[tuple[str, str | None]]:
    return [(link.text, link.target) for entry in made.page.entries for link in entry.links]


def apart(document: Document) -> dict[str, str]:
    return {entry.why: entry.text for entry in (*document.left_out, *document.unread)}


PAGE = "Content-Type: text/html; charset=utf-8\n\n"


@pytest.mark.parametrize(
    "data",
    [
        page(f"<iframe src='{B}'><script src=x.js></script></iframe>{ENTRY}"),
        page(f"<td style='font-size:0px'><div style='font-size:13px'>{ENTRY}</div></td>"),
        page(f"<title>News</title>{ENTRY}"),
        page(f"<p>The board has <a href='{B}'><br><br></a>more of it.</p>{ENTRY}"),
        page(ENTRY).decode().encode("utf-16"),
        f"# News\n\nMay 2024\n\n## Care\n\nThe board has a [guide]({A} 'the guide') (here).\n".encode(),
        f"# News\n\nMay 2024\n\n## Care\n\nThe board has a [guide][g].\n\n[g]:\n  {A}\n  (the guide)\n".encode(),
        f"News\n\nMay 2024\n\nCare\n\nThe board has a guide (<{A}>) now. <{B}>\n".encode(),
        f"News\n\nMay 2024\n\nCare\n\n<{A}>\t<{B}>Next words.\n\nThe board has a guide <{A}>.\n".encode(),
    ],
)  # fmt: skip
def test_what_was_refused_is_read(data: bytes) -> None:
    assert A in {address for _, address in links(draft(data))}


def test_an_ampersand_in_an_address_is_no_entity_without_a_semicolon() -> None:
    made = draft(page(f"<p>A <a href='{A}?page=1&section=2&copy=3'>list</a> of the board.</p>"))
    assert links(made) == [("list", f"{A}?page=1&section=2&copy=3")]


def test_what_is_relative_is_joined_to_the_base_of_the_page() -> None:
    style = "<base href='https://example.org/x/'>"
    made = draft(page("<p>A <a href='../a'>guide</a> of the <a href='#part'>board</a>.</p>", style))
    assert links(made) == [("guide", A), ("board", None)]


@pytest.mark.parametrize(
    "style",
    [
        "display:none", "max-height:0;overflow:hidden", "opacity:0", "font-size:0", "font-size:1px",
        "text-indent:-9999px", "position:absolute;left:-9999px", "mso-hide:all", "height:0;overflow:hidden",
    ],
)  # fmt: skip
def test_a_hidden_line_is_listed_and_never_the_title(style: str) -> None:
    line = f"<div style='{style}'>Inside: care and more</div>"
    document = read(page(ENTRY).replace(b"<h1>", line.encode() + b"<h1>"))
    assert apart(document) == {"hidden text": "Inside: care and more"}
    assert make_draft(document, Knowledge()).page.top["masthead"] == "News"


def test_what_a_sheet_hides_is_hidden_but_not_what_it_hides_on_some_screens() -> None:
    style = "<style>.pre, #b {display:none!important} @media (max-width:9px) {.all {display:none}}</style>"
    inner = "<p class=pre>One.</p><p id=b>Two.</p><p class=all>Three is seen.</p>"
    document = read(page(inner + ENTRY, style))
    assert [entry.text for entry in document.left_out] == ["One.", "Two."]


def test_latin_letters_that_mail_programs_misname_are_read() -> None:
    data = (
        mail(PLAIN, "Content-Type: text/plain; charset=iso-8859-1")
        .decode()
        .replace("guide", "‘guide’ – new")
    )
    assert "‘guide’ – new" in draft(data.encode("cp1252")).text


def test_a_page_with_one_paragraph_of_html_is_markdown() -> None:
    text = f"# News\n\nMay 2024\n\n## Care\n\nThe board has a [guide]({A}) now.\n\n<p><a href='{B}'>More</a></p>\n"
    assert recognise(text.encode()) == "text"
    assert links(draft(text.encode())) == [("guide", A), ("More", B)]
    assert recognise(f"<p>Some words</p><p>with a <a href='{A}'>link</a></p>".encode()) == "html"


def test_the_numbers_of_a_list_are_listed_and_its_words_are_kept() -> None:
    text = (
        "# May 2024\n\n## Care\n\n1. The board has a guide.\n2. The board has a film.\n\n> 1. one\n"
    )
    made = draft(text.encode())
    assert [entry.text for entry in made.left_out] == ["1.", "2.", "1."]
    assert "The board has a film." in made.page.printed


def test_front_matter_is_no_printed_text() -> None:
    text = f"---\ntitle: The News\ndate: 2024-05-01\ntags: [a]\n---\n\n## Care\n\nA [guide]({A}) for all of us.\n"
    made = draft(text.encode())
    assert (made.page.top["masthead"], made.issue) == ("The News", "2024-05")
    assert apart(read(text.encode()))["front matter"] == "--- title: date: tags: [a] ---"


def test_every_text_part_of_a_letter_is_read() -> None:
    second = f"{PAGE}<p>Barnardo’s has a <a href='{B}'>film</a>.</p>"
    picture = "Content-Type: image/png; name=a.png\n\nx"
    made = draft(parts(PAGE + page(ENTRY).decode(), picture, second))
    assert links(made) == [("guide", A), ("film", B)]
    assert made.notes == ("Attached to it and not read: a.png.",)


def test_a_page_that_only_points_to_the_plain_text_is_not_taken_for_the_letter() -> None:
    made = draft(
        parts(
            f"Content-Type: text/plain\n\n{PLAIN}",
            f"{PAGE}<p>Read the text.</p>",
            sort="alternative",
        )
    )
    assert links(made) == [(A, A)]
    assert (
        apart(
            read(
                parts(
                    f"Content-Type: text/plain\n\n{PLAIN}",
                    f"{PAGE}<p>Read me.</p>",
                    sort="alternative",
                )
            )
        )["not read: words (page)"]
        == "Read me."
    )


def test_words_that_only_the_plain_text_has_are_listed() -> None:
    data = parts(
        f"Content-Type: text/plain\n\n{PLAIN}\nRing the helpline.\n",
        PAGE + page(ENTRY + ENTRY * 3).decode(),
        sort="alternative",
    )
    assert "helpline" in " ".join(apart(read(data)).values())


def test_a_message_that_hangs_on_a_note_is_the_newsletter() -> None:
    inner = "Content-Type: message/rfc822\n\n" + mail(page(ENTRY).decode(), PAGE.strip()).decode()
    made = draft(parts("Content-Type: text/plain\n\nSee below, Ann.", inner))
    assert links(made) == [("guide", A)]
    assert ("letter around the newsletter", "See below, Ann.") in {
        (e.why, e.text) for e in made.left_out
    }


def test_a_document_that_hangs_on_a_note_is_named() -> None:
    data = parts(
        "Content-Type: text/plain\n\nSee the file.",
        "Content-Disposition: attachment; filename=May.docx\n\nx",
    )
    with pytest.raises(
        UnreadableError, match=r"“May\.docx” is attached to it: save the attachment"
    ):
        read(data)


def test_lines_that_flow_are_joined() -> None:
    text = (
        "News\n\nMay 2024\n\nCare\n\nThe board has a gui \nde at https://example.org/ \na of it.\n"
    )
    made = draft(mail(text, "Content-Type: text/plain; format=flowed; delsp=yes"))
    assert links(made) == [(A, A)]
    assert "a guide at" in made.page.entries[0].text


def test_a_file_of_apple_mail_is_a_letter() -> None:
    letter = mail(PLAIN)
    made = draft(
        f"{len(letter)}   \n".encode() + letter + b"<?xml version='1.0'?><plist>words</plist>"
    )
    assert (made.format, links(made)) == ("e-mail", [(A, A)])
    assert "plist" not in made.text


def test_a_message_of_outlook_is_told_by_name() -> None:
    data = b"\xd0\xcf\x11\xe0" + "__substg1.0_".encode("utf-16-le")
    with pytest.raises(UnreadableError, match="message of Outlook"):
        recognise(data)


def test_bare_addresses_become_links_and_those_without_a_scheme_a_point() -> None:
    made = draft(f"News\n\nMay 2024\n\nCare\n\nSee ({A}), {B}. Or www.example.org/c.\n".encode())
    assert links(made) == [(A, A), (B, B)]
    assert any("“www.example.org/c” is an address and no link" in point for _, point in made.points)


def test_letters_without_meaning_are_marked() -> None:
    made = draft(
        f"# News\n\nMay 2024\n\n## Care\n\nThe (cid:12)(cid:3) and \uf0b3 of a [guide]({A}).\n".encode()
    )
    assert any("stand in “The □and □ of a guide.”" in point for _, point in made.points)


def test_signs_of_symbol_fonts_are_read() -> None:
    data = docx(["link"], [("guide", A)])
    sign = "<w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r><w:r><w:sym w:font='Symbol' w:char='F061'/></w:r>"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = (
                old.read(name)
                .decode()
                .replace('<w:r><w:t xml:space="preserve">guide', sign + "<w:r><w:t>guide")
            )
            new.writestr(name, text)
    assert links(draft(out.getvalue())) == [("✔αguide", A)]


def test_strict_open_xml_is_read_as_any_word_file() -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word_file(gold("2023-01"), "styles"))) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for name in old.namelist():
            text = old.read(name)
            for path in (b"wordprocessingml/", b"officeDocument/"):
                text = text.replace(
                    b"http://schemas.openxmlformats.org/" + path + b"2006/",
                    b"http://purl.oclc.org/ooxml/" + path,
                )
            new.writestr(name, text)
    assert len(draft(out.getvalue()).page.headings) == len(
        draft(word_file(gold("2023-01"), "styles")).page.headings
    )


def damaged() -> bytes:
    """A PDF that was saved twice, whose last table of places is said to stand where it does not."""
    old, new = "The first draft of an entry.", "The board has published its guides."
    objects = {
        1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        4: _drawn("News", "May 2024", "Care", old), 5: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    }  # fmt: skip
    data, first = _with_table(b"%PDF-1.4\n", objects, "")
    later = {2: "<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>", 4: _drawn("News", "May 2024", "Care", new),
             6: objects[3].replace("4 0 R", "7 0 R"), 7: _drawn("A second page of the guides.")}  # fmt: skip
    data, second = _with_table(data, later, f"/Prev {first}")
    return data.replace(b"startxref\n%d\n" % second, b"startxref\n%d\n" % (second - 40))


def _drawn(*lines: str) -> str:
    shown = "".join(f"1 0 0 1 50 {800 - 40 * n} Tm ({line}) Tj " for n, line in enumerate(lines))
    return f"<</Length {len(shown) + 18}>>stream\nBT /F 12 Tf {shown}\nET\nendstream"


def _with_table(data: bytes, objects: dict[int, str], more: str) -> tuple[bytes, int]:
    places = {}
    for number, text in objects.items():
        places[number] = len(data)
        data += f"{number} 0 obj\n{text}\nendobj\n".encode()
    start = len(data)
    rows = "".join(f"{number} 1\n{at:010} 00000 n \n" for number, at in places.items())
    return (
        data
        + f"xref\n0 1\n0000000000 65535 f \n{rows}trailer<</Size 8/Root 1 0 R{more}>>\nstartxref\n{start}\n%%EOF\n".encode(),
        start,
    )


def test_a_damaged_pdf_is_mended_and_no_page_is_lost() -> None:
    document = read(damaged())
    texts = [block.text for block in document.blocks]
    assert texts[3:] == ["The board has published its guides.", "A second page of the guides."]
    assert any("it was mended first" in note for note in document.notes)


def test_more_than_half_in_places_that_cannot_be_read_is_refused() -> None:
    parts_of = ["diagram", "data", "unknown"]
    long = " ".join(["helpline"] * 30)
    with pytest.raises(
        UnreadableError, match=r"of its words stand where they cannot be read here \(.*diagram"
    ):
        read(docx(parts_of, [(long, A)] * 3))


def test_names_of_styles_and_of_people_are_no_words_of_the_letter() -> None:
    assert not read(word_file(gold("2023-01"), "styles")).unread
    assert not read(html(["link"], [("guide", A)])).unread


@pytest.mark.parametrize(
    "text",
    [
        "https://a" + ")" * 30_000,
        "<a " * 5_000,
        "@" * 30_000,
        "[" * 10_000,
        "&amp" * 5_000,
    ],
    ids=["brackets", "tags", "rules", "links", "entities"],
)
def test_text_that_repeats_one_sign_is_no_trouble(text: str) -> None:
    for document in (
        read(f"News\n\nMay 2024\n\nCare\n\nWords of it. {text}\n".encode()),
        read(page(f"{ENTRY}<style>{text}</style><p>{text}</p>")),
    ):
        assert make_draft(document, Knowledge()).page.entries


def test_an_address_in_angle_brackets_is_no_element() -> None:
    address = "https://example.org/angle"
    html = (
        f"<html><body><h2>Care</h2><p>The <i>words</i> stand at <{address}> now.</p></body></html>"
    )
    markdown = (
        f"# News\n\n<p><i>One</i></p>\n\n<p><b>Two</b></p>\n\n<p>Six</p>\n\nAt <{address}> now.\n"
    )
    for text in (html, markdown):
        assert address in make_draft(read(text.encode()), Knowledge()).text
