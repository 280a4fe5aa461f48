"""What makes an archive one's own: the table of what ``archive.toml`` may say.

Each key is declared once, here. The build, ``roundup check`` and the table in
``docs/your-own.md`` are made from the declaration.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from types import MappingProxyType
from typing import Any, Literal

Form = Literal["line", "web", "contact", "word", "language", "colour", "file", "query", "uuid"]
"""What a value must look like; :mod:`sphinx_roundup.parse.identity` knows how to judge it."""


@dataclass(frozen=True, slots=True)
class Key:
    """What is known of a key besides its default.

    :ivar meaning: one sentence for whoever fills it in.
    :ivar sets: the settings of Sphinx that it gives a value, unless ``conf.py`` does.
    :ivar form: what its value must look like.
    :ivar choices: the only values that it may have; any where there are none.
    :ivar empty: what readers miss while it is empty, the end of a sentence; "" for nothing.
    """

    meaning: str
    sets: tuple[str, ...]
    form: Form = "line"
    choices: tuple[str, ...] = ()
    empty: str = ""


def _key(
    meaning: str,
    *sets: str,
    default: str = "",
    form: Form = "line",
    choices: tuple[str, ...] = (),
    empty: str = "",
) -> Any:
    return field(default=default, metadata={"key": Key(meaning, sets, form, choices, empty)})


@dataclass(frozen=True, slots=True)
class Identity:
    """What ``archive.toml`` says; every value is text, and "" where there is nothing to say."""

    name: str = _key(
        "The archive’s name: above the menu, in titles and in the data.",
        "project",
        empty="pages bear no name",
    )  # fmt: skip
    newsletter: str = _key(
        "The newsletter’s full name, as the home page and *About* say it.",
        "roundup_newsletter",
        empty="pages cannot say which newsletter this is",
    )
    publisher: str = _key(
        "Who published the newsletter, as the PDFs say it.",
        "roundup_publisher",
        empty="PDFs say that the publisher is not known",
    )
    address: str = _key(
        "The web address of the published archive.",
        "html_baseurl", form="web",
        empty="PDFs and data have no permanent addresses, search engines get no sitemap,"
        " and who follows an old link finds no page of ours",
    )  # fmt: skip
    namespace: str = _key(
        "A UUID of the archive’s own, written once: the identities of entries in data and feeds"
        " are made from it, and outlive a change of address.",
        "roundup_namespace", form="uuid",
        empty="entries have no identity that outlives a change of address",
    )  # fmt: skip
    repository: str = _key(
        "The web address of the repository.",
        "roundup_repository", form="web",
        empty="pages have no links to mend them",
    )  # fmt: skip
    branch: str = _key(
        "The branch that is published.", "roundup_branch", default="main", form="word"
    )
    forge: str = _key(
        "The software of the repository’s website, where its address does not tell:"
        " `github`, `gitlab` or `forgejo`.",
        "roundup_forge", choices=("github", "gitlab", "forgejo"),
    )  # fmt: skip
    contact: str = _key(
        "A mail address, or the web address of a form, for private requests to correct or"
        " remove something.",
        "roundup_contact", form="contact",
        empty="nobody can ask in private for something to be removed",
    )  # fmt: skip
    run_by: str = _key(
        "Who runs the archive, as *About* says it.",
        "roundup_run_by",
        empty="“About” does not say who runs the archive",
    )
    emergency: str = _key(
        "What *About* says to somebody who is worried about a child now.",
        "roundup_emergency",
        empty="“About” does not say whom to call when a child is in danger",
    )
    leave_to: str = _key(
        "Where the button *Leave this page* leads, on the page *Get help*.",
        "roundup_leave_to", form="web",
    )  # fmt: skip
    entry_pages: str = _key(
        "Whether each entry has a page of its own besides its place in the issue: `true` or `false`.",
        "roundup_entry_pages", default="false", choices=("true", "false"),
    )  # fmt: skip
    language: str = _key(
        "The language of the pages, such as `en_GB`.", "language", default="en_GB", form="language"
    )
    colour: str = _key(
        "The colour of links and of the name on light pages, as `#rrggbb`.",
        "roundup_colour", form="colour",
    )  # fmt: skip
    colour_dark: str = _key("The same on dark pages.", "roundup_colour_dark", form="colour")
    logo: str = _key("A picture above the menu: a file in this folder.", "html_logo", form="file")
    favicon: str = _key(
        "The small picture in a browser’s tab: a file in this folder; without one the logo,"
        " or one of ours.",
        "html_favicon",
        form="file",
    )
    paper: str = _key(
        "The paper of the PDFs: `a4`, `a5` or `letter`.",
        "roundup_pdf_paper", default="a4", choices=("a4", "a5", "letter"),
    )  # fmt: skip
    lost_link_search: str = _key(
        "The address of a search for the words of a lost link; `{query}` stands for the words.",
        "roundup_lost_link_search", form="query",
    )  # fmt: skip


def _declared(one: Field[Any]) -> Key:
    key = one.metadata["key"]
    assert isinstance(key, Key)
    return key


KEYS: Mapping[str, Key] = MappingProxyType(
    {one.name.replace("_", "-"): _declared(one) for one in fields(Identity)}
)
"""The keys of ``archive.toml`` in the order of the table."""


def has_entry_pages(identity: Identity) -> bool:
    """Tell whether each entry has a page of its own."""
    return identity.entry_pages == "true"


def is_mail(identity: Identity) -> bool:
    """Tell whether the contact is a mail address, and not that of a form."""
    return ":" not in identity.contact


DEFAULT = Identity()
"""What an archive is of which nothing is said."""


def value_of(identity: Identity, key: str) -> str:
    """The value of a key by its name in ``archive.toml``."""
    value = getattr(identity, key.replace("-", "_"))
    assert isinstance(value, str)
    return value
