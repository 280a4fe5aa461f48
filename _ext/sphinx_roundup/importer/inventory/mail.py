"""Every run of letters and every address in all parts of an e-mail, and of the e-mails in it."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import Message

from ..eml import parts_of
from .markup import pieces_of
from .pieces import Piece
from .plain import pieces_of_text

_MOST_DEEP = 20
_CHARSETS = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}


def pieces_of_mail(data: bytes) -> Iterator[Piece]:
    """The pieces of an e-mail: its subject, then part by part."""
    yield from _message(email.message_from_bytes(data, policy=email.policy.default), "", "", 0)


def _message(message: Message, place: str, form: str, depth: int) -> Iterator[Piece]:
    subject = str(message.get("subject", ""))
    if subject:
        yield Piece("subject", f"{place}head of the e-mail", subject, form=form)
    yield from _part(message, place, form, depth)


def _part(part: Message, place: str, form: str, depth: int) -> Iterator[Piece]:
    if depth > _MOST_DEEP:
        return
    kind = part.get_content_type()
    if kind == "message/rfc822" and part.is_multipart():
        for message in parts_of(part):
            yield from _message(message, f"{place}forwarded message, ", form, depth + 1)
    elif part.is_multipart():
        for number, inner in enumerate(parts_of(part), 1):
            # The forms of one text say the same, so each is held to account by itself.
            another = f"{form}/{number}" if kind == "multipart/alternative" and number > 1 else form
            yield from _part(inner, place, another, depth + 1)
    elif part.get_content_maintype() == "text" and not part.get_filename():
        yield from _text(
            part, kind, f"{place}{'page' if kind == 'text/html' else 'plain text'}, ", form
        )


def _text(part: Message, kind: str, place: str, form: str) -> Iterator[Piece]:
    payload = part.get_payload(decode=True)
    text = _decoded(
        payload if isinstance(payload, bytes) else b"", part.get_content_charset() or ""
    )
    if kind == "text/html":
        yield from pieces_of(text, place.removesuffix(", "), form)
        return
    if "flowed" in str(part.get("content-type", "")).casefold():
        joint = (
            ""
            if "delsp=yes" in str(part.get("content-type", "")).casefold().replace('"', "")
            else " "
        )
        text = re.sub(r"(?<!^--) \r?\n", joint, text, flags=re.MULTILINE)
    yield from pieces_of_text(text, place, form)


def _decoded(data: bytes, charset: str) -> str:
    for name in ("utf-8", _CHARSETS.get(charset, charset), "cp1252"):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("utf-8", errors="replace")
