"""Make of a message that Outlook saved the e-mail that was sent, for the reader of e-mails.

[MS-OXMSG] names each property by a number: these are all that a newsletter has.
"""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage

from ..charset import decode
from .compound import Compound
from .rich_text import page_in, unpacked

_SUBJECT, _HEADERS, _TEXT, _PAGE, _RICH_TEXT = "0037", "007D", "1000", "1013", "1009"
_DATA, _NAME, _SHORT_NAME, _SHOWN_NAME = "3701", "3707", "3704", "3001"
_WIDE, _NARROW, _BINARY, _OBJECT = "001F", "001E", "0102", "000D"
_ATTACHED = re.compile(r"__attach_version1\.0_#[0-9A-F]{8}")
_MOST_ATTACHED = 100
_DEEPEST = 3


def as_mail(data: bytes) -> bytes:
    """The e-mail in a file of Outlook.

    :raises UnreadableError: where it is damaged.
    """
    return _Message(Compound(data), "", 0).mail().as_bytes(policy=email.policy.SMTP)


class _Message:
    """One message: that of the file, or one attached to it, whose properties stand ``below`` a storage."""

    def __init__(self, file: Compound, below: str, depth: int) -> None:
        self.file = file
        self.below = below
        self.depth = depth

    def mail(self) -> EmailMessage:
        """The message with its texts, and what is attached to it."""
        made = EmailMessage()
        made["Subject"] = _line(self._text(_SUBJECT))
        sent = re.search(r"^Date:[ \t]*(.+)$", self._text(_HEADERS), re.MULTILINE | re.IGNORECASE)
        if sent:
            made["Date"] = _line(sent[1])
        made.set_content(self._text(_TEXT))
        if page := self._page():
            made.add_alternative(page, subtype="html")
        self._attach(made)
        return made

    def _page(self) -> str:
        """Its text as a web page: as such, or from within its Rich Text; "" where there is none."""
        plain = self._bytes(_PAGE, _BINARY)
        if plain:
            declared = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", plain[:4096])
            return decode(plain, declared[1].decode("ascii") if declared else "")
        return self._text(_PAGE) or page_in(unpacked(self._bytes(_RICH_TEXT, _BINARY)))

    def _attach(self, made: EmailMessage) -> None:
        start = len(self.below)
        names = {
            path[start:].partition("/")[0]
            for path in self.file.paths
            if path.startswith(self.below)
        }
        for name in sorted(filter(_ATTACHED.fullmatch, names))[:_MOST_ATTACHED]:
            inner = _Message(self.file, f"{self.below}{name}/", self.depth + 1)
            called = _line(
                inner._text(_NAME) or inner._text(_SHORT_NAME) or inner._text(_SHOWN_NAME)
            )
            letter = f"{inner.below}__substg1.0_{_DATA}{_OBJECT}"
            if letter in self.file.paths and self.depth < _DEEPEST:
                made.add_attachment(_Message(self.file, f"{letter}/", self.depth + 1).mail())
            else:
                data = inner._bytes(_DATA, _BINARY)
                made.add_attachment(
                    data, maintype="application", subtype="octet-stream", filename=called or "file"
                )

    def _bytes(self, number: str, form: str) -> bytes:
        return self.file.read(f"{self.below}__substg1.0_{number}{form}")

    def _text(self, number: str) -> str:
        wide = self._bytes(number, _WIDE)
        if wide:
            return wide.decode("utf-16-le", errors="replace").rstrip("\0")
        return decode(self._bytes(number, _NARROW)).rstrip("\0")


def _line(text: str) -> str:
    """Text that a line of an e-mail's head may hold."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
