"""Make addresses at the website of a repository, in the form that its software has."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from .identity import Identity


class Forge(NamedTuple):
    """Where a forge lets people change a file, open an issue and make a file; below the repository.

    ``new`` may have the name of the file, in place of ``{path}``, and its text, ``{text}``.
    """

    called: str
    edit: str
    request: str
    new: str


FORGES: Mapping[str, Forge] = MappingProxyType(
    {
        "github": Forge(
            "GitHub",
            "edit/{branch}/{path}",
            "issues/new/choose",
            "new/{branch}?filename={path}&value={text}",
        ),
        # It fills in nothing: https://gitlab.com/gitlab-org/gitlab/-/issues/337038
        "gitlab": Forge("GitLab", "-/edit/{branch}/{path}", "-/issues/new", "-/new/{branch}"),
        # As Gitea: https://github.com/go-gitea/gitea/pull/16556
        "forgejo": Forge(
            "Forgejo",
            "_edit/{branch}/{path}",
            "issues/new/choose",
            "_new/{branch}?filename={path}&value={text}",
        ),
    }
)
_HOSTS = {"github.com": "github", "gitlab.com": "gitlab", "codeberg.org": "forgejo"}


def forge_of(identity: Identity) -> Forge | None:
    """The software of the repository's website: as said, or as its host tells; None if unknown."""
    host = urlsplit(identity.repository).hostname or ""
    return FORGES.get(identity.forge or _HOSTS.get(host.removeprefix("www."), ""))


def edit_address(identity: Identity, path: str) -> str:
    """The address at which somebody can change a file of the archive; "" where there is none."""
    forge = forge_of(identity)
    branch = quote(identity.branch)
    return _below(identity, forge.edit.format(branch=branch, path=quote(path))) if forge else ""


def new_file_address(identity: Identity) -> str:
    """Where somebody can make a file, with ``{path}`` and ``{text}`` left to fill in; "" for none."""
    forge = forge_of(identity)
    return _below(identity, forge.new.replace("{branch}", quote(identity.branch))) if forge else ""


def request_address(identity: Identity) -> str:
    """Where somebody can ask for a change in public: new issues, or the repository; "" for none."""
    forge = forge_of(identity)
    return _below(identity, forge.request) if forge else identity.repository


def form_address(identity: Identity, entry: str, words: str) -> str:
    """The form for the address of a lost link, filled in as far as it can be; "" for none.

    Only GitHub has forms whose fields an address can fill.
    """
    if forge_of(identity) is not FORGES["github"]:
        return ""
    fields = {"template": "address-for-a-lost-link.yml", "entry": entry, "words": words}
    return _below(identity, f"issues/new?{urlencode(fields)}")


def search_address(identity: Identity, words: str) -> str:
    """The address of a search for the words of a lost link; "" where no search is named."""
    return identity.lost_link_search.replace("{query}", quote(words, safe=""))


def _below(identity: Identity, path: str) -> str:
    return f"{identity.repository.rstrip('/')}/{path}" if identity.repository else ""
