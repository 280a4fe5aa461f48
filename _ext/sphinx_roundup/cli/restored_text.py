"""Change one row in the text of a file of ``restored/``: every other line stays as it is."""

from __future__ import annotations


def with_row(text: str, slug: str, row: str) -> str:
    """The text with a row more, at the end of those of its item."""
    lines = _lines(text)
    start = next((n for n, line in enumerate(lines) if line.rstrip() == f"{slug}:"), None)
    if start is None:
        gap = ["\n"] if lines else []
        return "".join([*lines, *gap, f"{slug}:\n", row])
    end = start + 1
    for number in range(start + 1, len(lines)):
        if lines[number][:1] not in {" ", "#", "\n", "\r"}:
            break
        if lines[number].startswith(" ") and lines[number].strip():
            end = number + 1
    return "".join([*lines[:end], row, *lines[end:]])


def with_row_replaced(text: str, line: int, row: str) -> str:
    """The text with another row in the place of that which begins at ``line``, from 1.

    Remarks that stand within the old row are kept, above the new one.
    """
    lines = _lines(text)
    start = line - 1
    dash = _indent(lines[start])
    end = start + 1
    for number in range(start + 1, len(lines)):
        written = lines[number].strip()
        if written and not written.startswith("#"):
            if _indent(lines[number]) <= dash:
                break
            end = number + 1
    remarks = [one for one in lines[start:end] if one.strip().startswith("#")]
    return "".join([*lines[:start], *remarks, row, *lines[end:]])


def _lines(text: str) -> list[str]:
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return lines


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
