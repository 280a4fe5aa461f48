"""Recognise a document by its content, not by its name, and read it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from .blocks import Document, Tick, UnreadableError
from .docx.reader import read_docx
from .eml import open_mail
from .html import read_html
from .plain import read_text

MOST_BYTES = 50_000_000
MOST_TEXT = 5_000_000
_SAVE_AS = (
    "Open it in Word or LibreOffice, save it as .docx and import that"
    " (or run: soffice --convert-to docx FILE)."
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|p|h1)\b", re.IGNORECASE)
_MAIL = re.compile(
    rb"\A(?:From [^\n]*\n)?(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}", re.ASCII
)
_MAIL_FIELD = re.compile(
    rb"^(?:from|subject|mime-version|content-type|received):", re.IGNORECASE | re.MULTILINE
)


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
    head = data[:20_000].replace(b"\r\n", b"\n")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if _MAIL.match(head) and _MAIL_FIELD.search(head):
        return "eml"
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError(f"It is no document that can be read here. {_SAVE_AS}")
    return "html" if _HTML.search(head) else "text"


def _zip(data: bytes) -> str:
    if b"application/vnd.oasis.opendocument" in data[:200]:
        raise UnreadableError(f"It is an OpenDocument file. {_SAVE_AS}")
    return "docx"


def _ole(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableError("It is protected by a password. Save it without one and import that.")
    raise UnreadableError(f"It is in an old Office format. {_SAVE_AS}")


def _rtf(_data: bytes) -> str:
    raise UnreadableError(f"It is a Rich Text file. {_SAVE_AS}")


_SIGNATURES: Mapping[bytes, Callable[[bytes], str]] = {
    b"PK\x03\x04": _zip,
    b"PK\x05\x06": _zip,
    b"\xd0\xcf\x11\xe0": _ole,
    b"{\\rtf": _rtf,
    b"%PDF-": lambda _data: "pdf",
}


def decode(data: bytes, declared: str = "") -> str:
    """Text from bytes: by its mark or what is declared, else UTF-8, else Windows-1252."""
    for mark, name in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    for name in filter(None, ("utf-8", declared)):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", errors="replace")


def _html(data: bytes) -> Document:
    declared = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:4096])
    return read_html(_bounded(decode(data, declared[1].decode("ascii") if declared else "")))


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
        from .pdf.reader import read_pdf  # noqa: PLC0415 - an extra, which few imports need
    except ModuleNotFoundError:
        raise UnreadableError(
            "PDFs need a further package: make import FILES=…, or pip install 'sphinx-roundup[pdf-import]'."
        ) from None
    return read_pdf(data, tick)


def _eml(data: bytes) -> Document:
    letter = open_mail(data)
    document = _html(letter.body) if recognise(letter.body) == "html" else _text(letter.body)
    return replace(document, format="e-mail", title=letter.subject, notes=letter.notes)


READERS: Mapping[str, Callable[[bytes, Tick], Document]] = {
    "docx": lambda data, _tick: read_docx(data),
    "eml": lambda data, _tick: _eml(data),
    "html": lambda data, _tick: _html(data),
    "pdf": _pdf,
    "text": lambda data, _tick: _text(data),
}


def read(data: bytes, tick: Tick = lambda _done, _of: None) -> Document:
    """Read a document of any format; ``tick`` is told how far a long one is."""
    return READERS[recognise(data)](data, tick)
