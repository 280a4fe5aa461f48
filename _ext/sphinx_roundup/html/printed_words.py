"""Show the printed words of an entry as HTML; whatever they hold is escaped.

By code and not by a template, which takes four times as long: a site of a thousand issues
has 40,000 of them.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from ..guard.urls import host_of
from ..model.records import Item, Link, Run

_STYLES = {"emphasis": "em", "strong": "strong"}


def printed_words(item: Item) -> Markup:
    """Show the blocks of an item, with their looks and links."""
    parts = ['<div class="printed">\n']
    before = ""
    for block in item.body:
        is_bullet = block.role == "bullet"
        if is_bullet is not (before == "bullet"):
            parts.append("<ul>\n" if is_bullet else "</ul>\n")
        words = "".join([_run(item, run) for run in block.runs])
        parts.append(f"<li>{words}</li>\n" if is_bullet else f"<p>{words}</p>\n")
        before = block.role
    parts.append("</ul>\n</div>" if before == "bullet" else "</div>")
    return Markup("".join(parts))  # noqa: S704 - each word is escaped


def _run(item: Item, run: Run) -> str:
    words = str(escape(run.text))
    if run.style:
        element = _STYLES[run.style]
        words = f"<{element}>{words}</{element}>"
    return words if run.link is None else _link(item.links[run.link], words)


def _link(link: Link, words: str) -> str:
    """A link around words that are HTML; one whose address is lost cannot be followed."""
    address = link.leads_to
    if not address:
        why = "certain" if link.status == "suggested" else "recorded"
        return (
            f'<a class="unrecorded" role="link" aria-disabled="true" title="Address not {why}">'
            f"{words}</a>"
        )
    gone = " gone" if link.gone and not link.archived else ""
    title = ""
    if link.evidence:
        found = f"{link.evidence.title}, {link.evidence.publisher}"
        title = f' title="{escape(found)} (address added by the archive)"'
    return (
        f'<a class="reference external{gone}" href="{escape(address)}"'
        f' rel="noopener noreferrer external"{title} data-host="{escape(host_of(address))}">{words}</a>'
    )
