"""Open an e-mail and take the letter out of it."""

from __future__ import annotations

import email
import email.errors
import email.policy
from email.message import EmailMessage, Message
from typing import NamedTuple

from .blocks import UnreadableError

_MOST_PARTS = 200


class Letter(NamedTuple):
    """What an e-mail holds: the letter as UTF-8, its subject, and notes about the rest."""

    body: bytes
    subject: str
    notes: tuple[str, ...]


def open_mail(data: bytes) -> Letter:
    """Take the letter out of an e-mail, in HTML if there is that."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    if sum(1 for _ in message.walk()) > _MOST_PARTS:
        raise UnreadableError("It has more parts than a newsletter has. Save the letter alone.")
    body = message.get_body(("html", "plain"))
    text = _content(body) if body is not None else ""
    if not text.strip():
        raise UnreadableError(
            "There is no letter in the e-mail."
            " If the newsletter is attached to it, save the attachment and import that."
        )
    names = [part.get_filename() for part in message.iter_attachments()]
    notes = tuple(f"Attached to it and not read: {name}." for name in names if name)
    return Letter(text.encode("utf-8"), str(message.get("subject", "")), notes)


def _content(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    for name in filter(None, (part.get_content_charset(), "utf-8", "cp1252")):
        try:
            return payload.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return payload.decode("utf-8", errors="replace")
