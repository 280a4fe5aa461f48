"""Open an e-mail and take the letter out of it: every text that it shows, in order."""

from __future__ import annotations

import email
import email.errors
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage, Message
from typing import Literal, NamedTuple

from .blocks import UnreadableError
from .charset import decode

_MOST_PARTS = 200
_SHORT_NOTE = 60
"""A letter of so few words beside an attached document is a note that goes with it."""
_STUB = 1.5
"""A page with so many times fewer words than the plain text says that it cannot be read."""
_DOCUMENT = re.compile(r"\.(?:docx?|pdf|odt|rtf|pub|pages|eml|msg)\Z", re.IGNORECASE)
_TAGS = re.compile(r"<(?:style|script|title)\b.*?</(?:style|script|title)\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)  # fmt: skip


class Body(NamedTuple):
    """A text of a letter: what it is written in, and its words."""

    kind: Literal["html", "plain"]
    text: str

    @property
    def size(self) -> int:
        """How many words a reader sees, about."""
        return len((_TAGS.sub(" ", self.text) if self.kind == "html" else self.text).split())


class Letter(NamedTuple):
    """What an e-mail holds.

    ``subjects`` are its own and, after it, those of the e-mails it came in. ``around`` is
    a note of the person who sent the newsletter on as an attached message.
    """

    bodies: tuple[Body, ...]
    subjects: tuple[str, ...]
    notes: tuple[str, ...] = ()
    around: tuple[Body, ...] = ()


def open_mail(data: bytes) -> Letter:
    """Take the letter out of an e-mail, in HTML if there is that."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    if sum(1 for _ in message.walk()) > _MOST_PARTS:
        raise UnreadableError("It has more parts than a newsletter has. Save the letter alone.")
    return _letter(message)


def _letter(message: Message) -> Letter:
    bodies = tuple(body for body in _bodies(message) if body.text.strip())
    size = sum(body.size for body in bodies)
    subject = str(message.get("subject", ""))
    sent_on = [part for part in _leaves(message) if part.get_content_type() == "message/rfc822"]
    inner = [_inside(part) for part in sent_on]
    if len(inner) == 1 and inner[0] and sum(body.size for body in inner[0].bodies) > size:
        notes = ("The newsletter is the message that is attached to it.", *inner[0].notes)
        subjects = (*inner[0].subjects, subject)
        around = (*bodies, *inner[0].around)
        return Letter(inner[0].bodies, subjects, notes, around)
    names = [str(name) for part in _leaves(message) if (name := part.get_filename())]
    documents = [name for name in names if _DOCUMENT.search(name)]
    if not bodies:
        raise UnreadableError(
            "There is no letter in the e-mail."
            " If the newsletter is attached to it, save the attachment and import that."
        )
    if documents and size < _SHORT_NOTE:
        raise UnreadableError(
            f"It is a short note, and “{documents[0][:80]}” is attached to it:"
            " save the attachment and import that."
        )
    unread = [*names, *(f"a forwarded message ({_subject(part)})" for part in sent_on)]
    notes = tuple(f"Attached to it and not read: {name}." for name in unread)
    return Letter(bodies, (subject,), notes)


def parts_of(message: Message) -> list[Message]:
    """The parts of a message, or the message that is attached."""
    parts = message.get_payload()
    return [one for one in parts if isinstance(one, Message)] if isinstance(parts, list) else []


def _inside(part: Message) -> Letter | None:
    try:
        return _letter(parts_of(part)[0])
    except (UnreadableError, IndexError, TypeError, AttributeError):
        return None


def _subject(part: Message) -> str:
    try:
        return str(parts_of(part)[0].get("subject", "without a subject"))
    except (IndexError, TypeError, AttributeError):
        return "damaged"


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that are no parts of something else; a message in it is one."""
    if message.get_content_maintype() == "multipart" and message.is_multipart():
        for part in parts_of(message):
            yield from _leaves(part)
    else:
        yield message


def _bodies(part: Message) -> Iterator[Body]:
    """The texts that a mail program shows one below the other."""
    kind = part.get_content_type()
    if kind == "multipart/alternative" and part.is_multipart():
        forms = [tuple(_bodies(form)) for form in parts_of(part)]
        yield from _best([form for form in forms if any(body.text.strip() for body in form)])
    elif part.get_content_maintype() == "multipart" and part.is_multipart():
        for inner in parts_of(part):
            yield from _bodies(inner)
    elif kind in {"text/html", "text/plain"} and not _is_attached(part):
        yield Body("html" if kind == "text/html" else "plain", _content(part))


def _best(forms: list[tuple[Body, ...]]) -> tuple[Body, ...]:
    """The form in HTML, unless it only says that the letter is in the other."""
    pages = [form for form in forms if any(body.kind == "html" for body in form)]
    plain = [form for form in forms if form not in pages]
    if not pages or not plain:
        return next(iter(pages[-1:] or plain), ())
    sizes = [sum(body.size for body in form) for form in (pages[-1], plain[0])]
    is_stub = sizes[0] * _STUB < sizes[1] and sizes[0] < _SHORT_NOTE
    return plain[0] if is_stub else pages[-1]


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _content(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    text = decode(payload, part.get_content_charset() or "")
    flowed = str(part.get_param("format", "")).casefold() == "flowed"
    return _unflowed(text, part) if flowed else text


def _unflowed(text: str, part: Message) -> str:
    """Lines that end in a blank go on in the next (RFC 3676); that of a signature does not."""
    blank = "" if str(part.get_param("delsp", "")).casefold() == "yes" else " "
    return re.sub(r"(?<!^--) \r?\n", blank, text, flags=re.MULTILINE)
