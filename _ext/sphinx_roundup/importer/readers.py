"""Recognise a document by its content, not by its name, and read it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from .blocks import Document, LeftOut, Tally, Tick, UnreadableError, links_of
from .charset import decode
from .docx.reader import read_docx
from .eml import Body, open_mail
from .html import read_html
from .inventory.mail import pieces_of_mail
from .inventory.markup import pieces_of
from .inventory.package import pieces_of_package
from .inventory.plain import pieces_of_text
from .office import FORMATS, read_office
from .outlook.message import as_mail
from .plain import read_text
from .third_count import with_unread

MOST_BYTES = 50_000_000
MOST_TEXT = 5_000_000
_SAVE_AS = (
    "Open it in Word or LibreOffice, save it as .docx and import that"
    " (or run: soffice --convert-to docx FILE)."
)
_PAGE = re.compile(r"(?:\s|<!--.*?-->|<\?.*?\?>)*<(?:!doctype\s+html|html|head|body)\b", re.DOTALL | re.IGNORECASE)  # fmt: skip
_ELEMENT = re.compile(r"</?(?:table|tr|td|div|p|h[1-6]|ul|ol|li|br|span|a|b|img|font)\b[^>]*>", re.IGNORECASE)  # fmt: skip
_MARKDOWN = re.compile(
    r"\]\([^()\s]|\]\[[^\]\n]*\]|^#{1,6} \S|^\[[^\]\n]+\]:|^ {0,3}[*+-] \S", re.MULTILINE
)
_BEGINS_AS_MARKDOWN = re.compile(r"\s*#{1,6} \S")
_MAIL = re.compile(
    rb"\A(?:From [^\n]*\n)?(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}", re.ASCII
)
_MAIL_FIELD = re.compile(
    rb"^(?:from|subject|mime-version|content-type|received):", re.IGNORECASE | re.MULTILINE
)
_APPLE = re.compile(rb"\A(?P<length>\d{1,9})[ \t]*\r?\n")
_HEAD = 20_000


def recognise(data: bytes) -> str:
    """The format of a document: a key of :data:`READERS`.

    :raises UnreadableError: for one that cannot be imported, saying what to do.
    """
    if not data.strip():
        raise UnreadableError("The file is empty.")
    if len(data) > MOST_BYTES:
        raise UnreadableError("It is larger than 50 MB. Take the pictures out and import that.")
    for signature, name in _SIGNATURES.items():
        if data.startswith(signature):
            return name(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if _is_mail(data):
        return "eml"
    if (apple := _APPLE.match(data)) and _is_mail(data[apple.end() :]):
        return "emlx"
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\x00" in data[:_HEAD] and not marked:
        raise UnreadableError(f"It is no document that can be read here. {_SAVE_AS}")
    if b"<office:document" in data[:_HEAD]:
        return "fodt"
    return "html" if is_page(decode(data[:_HEAD])) else "text"


def _is_mail(data: bytes) -> bool:
    head = data[:_HEAD].replace(b"\r\n", b"\n")
    return bool(_MAIL.match(head) and _MAIL_FIELD.search(head))


def is_page(text: str) -> bool:
    """Whether a text is a web page or a piece of one: by its start, else by what it has more of.

    Markdown may hold elements of HTML, and often does.
    """
    if _PAGE.match(text):
        return True
    if _BEGINS_AS_MARKDOWN.match(text):
        return False
    elements = len(_ELEMENT.findall(text))
    return elements > 2 * len(_MARKDOWN.findall(text))


def _zip(data: bytes) -> str:
    if b"application/vnd.oasis.opendocument.text" in data[:200]:
        return "odt"
    if b"application/vnd.oasis.opendocument" in data[:200]:
        raise UnreadableError(f"It is an OpenDocument file, and no text. {_SAVE_AS}")
    return "docx"


_OLE_NAMES = {
    "__substg1.0_": "It is a message of Outlook. Open it in Outlook, save it as HTML and import that.",
    "Quill": "It is a file of Publisher. Open it in Publisher, save it as a PDF and import that.",
}


def _ole(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableError("It is protected by a password. Save it without one and import that.")
    if "__properties_version1.0".encode("utf-16-le") in data:
        return "msg"
    for name, sentence in _OLE_NAMES.items():
        if name.encode("utf-16-le") in data:
            raise UnreadableError(sentence)
    if "WordDocument".encode("utf-16-le") in data:
        return "doc"
    raise UnreadableError(f"It is in an old Office format. {_SAVE_AS}")


_SIGNATURES: Mapping[bytes, Callable[[bytes], str]] = {
    b"PK\x03\x04": _zip,
    b"PK\x05\x06": _zip,
    b"\xd0\xcf\x11\xe0": _ole,
    b"{\\rtf": lambda _data: "rtf",
    b"%PDF-": lambda _data: "pdf",
}


def _html(data: bytes) -> Document:
    return read_html(_bounded(decode(data, _charset(data))))


def _text(data: bytes) -> Document:
    return read_text(_bounded(decode(data)))


def _bounded(text: str) -> str:
    if len(text) > MOST_TEXT:
        raise UnreadableError(
            "It holds more text than a hundred newsletters. Import one at a time."
        )
    return text


def _pdf(data: bytes, tick: Tick) -> Document:
    try:
        # An extra, which few imports need.
        from .inventory.pdf import pieces_of_pdf  # noqa: PLC0415 - an extra
        from .pdf.mend import read_whole  # noqa: PLC0415 - an extra
    except ModuleNotFoundError:
        raise UnreadableError(
            "PDFs need further packages: make import FILES=…, or pip install 'sphinx-roundup[pdf-import]'."
        ) from None
    document, read = read_whole(data, tick)
    return with_unread(document, pieces_of_pdf(read))


def _eml(data: bytes) -> Document:
    letter = open_mail(data)
    document = _joined([_body(body) for body in letter.bodies])
    around = _joined([_body(body) for body in letter.around])
    apart = tuple(LeftOut(_AROUND, b.raw, links_of(b.runs)) for b in around.blocks)
    head = tuple(LeftOut(_SUBJECT, subject) for subject in letter.subjects if subject.strip())
    aside = replace(
        around,
        blocks=(),
        left_out=(*head, *around.left_out, *apart),
        tally=replace(around.tally, text="\n".join((*letter.subjects, around.tally.text))),
    )
    title = next(iter(letter.subjects), "")
    return replace(_joined([document, aside]), title=title, notes=letter.notes)


_AROUND = "letter around the newsletter"
_SUBJECT = "subject of the e-mail"


def _emlx(data: bytes) -> Document:
    """Apple Mail's file of a message: its length, the message, and notes of the program."""
    apple = _APPLE.match(data)
    assert apple
    letter = data[apple.end() : apple.end() + int(apple["length"])]
    return with_unread(_eml(letter), pieces_of_mail(letter))


def _msg(data: bytes) -> Document:
    """A message of Outlook, as the e-mail that it was."""
    letter = as_mail(data)
    return with_unread(_eml(letter), pieces_of_mail(letter))


def _body(body: Body) -> Document:
    return (read_html if body.kind == "html" else read_text)(_bounded(body.text))


def _joined(documents: list[Document]) -> Document:
    """Documents that stand one below the other in a letter as one."""
    grains = {document.tally.grain for document in documents if document.tally.text.strip()}
    tally = Tally(
        "\n".join(document.tally.text for document in documents),
        tuple(link for document in documents for link in document.tally.links),
        "names" if "names" in grains else "words",
    )
    blocks = tuple(block for document in documents for block in document.blocks)
    left_out = tuple(entry for document in documents for entry in document.left_out)
    return Document("e-mail", blocks, tally, left_out)


def _office(kind: str, data: bytes, _tick: Tick) -> Document:
    return read_office(data, kind)


def _charset(data: bytes) -> str:
    declared = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:4096])
    return declared[1].decode("ascii") if declared else ""


READERS: Mapping[str, Callable[[bytes, Tick], Document]] = {
    "docx": lambda data, _tick: with_unread(read_docx(data), pieces_of_package(data)),
    "eml": lambda data, _tick: with_unread(_eml(data), pieces_of_mail(data)),
    "emlx": lambda data, _tick: _emlx(data),
    "msg": lambda data, _tick: _msg(data),
    "html": lambda data, _tick: with_unread(
        _html(data), pieces_of(decode(data, _charset(data)), "")
    ),
    "pdf": _pdf,
    **{kind: partial(_office, kind) for kind in FORMATS},
    "text": lambda data, _tick: with_unread(_text(data), pieces_of_text(decode(data))),
}


def read(data: bytes, tick: Tick = lambda _done, _of: None) -> Document:
    """Read a document of any format; ``tick`` is told how far a long one is."""
    return READERS[recognise(data)](data, tick)
