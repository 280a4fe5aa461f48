"""Where addresses that the archive once had lead now: what ``redirects.json`` says, as a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


def page_of(name: str) -> str:
    """Give the name of the page that holds an address: that of an entry, a heading or a page."""
    page = name.partition("#")[0]
    issue, slash, _ = page.partition("/")
    return f"issues/{issue}" if slash and is_entry(page) else page


def is_entry(name: str) -> bool:
    """Tell whether a name is the id of an entry: its first part is that of an issue."""
    return name[:1].isdigit() and "/" in name


def is_page(name: str) -> bool:
    """Tell whether a name is that of a page, not of something on one."""
    return not is_entry(name) and "#" not in name


@dataclass(frozen=True)
class Moves:
    """Old name -> new name, of pages, entries and headings; no new name has moved itself.

    Where an issue has moved, its entries and headings moved with it, except for those that have
    a line of their own.
    """

    pairs: Mapping[str, str] = field(default_factory=dict)

    def lead(self, name: str) -> str:
        """Give the name to which an address leads now; its own, where it has not moved."""
        if name in self.pairs:
            return self.pairs[name]
        page = page_of(name)
        moved = self.pairs.get(page, page)
        if moved == page or is_page(name):
            return name
        if is_entry(name):
            return f"{moved.partition('/')[2]}/{name.partition('/')[2]}"
        return f"{moved}#{name.partition('#')[2]}"

    def pages(self) -> Iterator[tuple[str, str]]:
        """Give the pages that have moved, old and new, in a fixed order."""
        return ((old, new) for old, new in sorted(self.pairs.items()) if is_page(old))

    def parts(self) -> Iterator[tuple[str, str]]:
        """Give the entries and headings with a line of their own, in a fixed order."""
        return ((old, new) for old, new in sorted(self.pairs.items()) if not is_page(old))
