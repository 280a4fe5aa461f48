"""Addresses and identities are permanent: what they are made of is pinned here."""

from __future__ import annotations

import pytest

from sphinx_roundup.model.identity import Identity
from sphinx_roundup.model.permalinks import Sort, absolute, entry_path, page_path, urn_of
from sphinx_roundup.model.records import Item, Tombstone

NAMESPACE = "6f1f6c2e-0c1b-4d3a-9b0e-2a7c51d1e0aa"


@pytest.mark.parametrize(
    ("sort", "name", "urn"),
    [
        ("entry", "2024-04/whatsapp-groups", "urn:uuid:0dba065d-b776-56ca-a67f-d3d65d8c4ef0"),
        ("issue", "2024-04", "urn:uuid:d9e6307f-949c-51d8-a835-421f3bdaff2b"),
        ("topic", "sextortion", "urn:uuid:558c60f6-3089-577c-b86f-ee077831f5f1"),
        ("feed", "topics/sextortion", "urn:uuid:4eef2898-3c5b-52ea-951c-a32e1fa269d3"),
        ("closes", "2024-04/looked-after-survey", "urn:uuid:39c4cee0-2f75-5886-8d3d-c6c4c22c3cdf"),
    ],
)
def test_identities_never_change(sort: Sort, name: str, urn: str) -> None:
    one, moved = (
        Identity(namespace=NAMESPACE, address=f"https://{host}.example/") for host in "ab"
    )
    assert urn_of(one, sort, name) == urn_of(moved, sort, name) == urn


def test_without_a_namespace_there_is_no_identity() -> None:
    assert urn_of(Identity(address="https://a.example/"), "entry", "2024-04/one") == ""


@pytest.mark.parametrize("address", ["https://a.example/b", "https://a.example/b/"])
def test_an_address_may_end_with_a_slash(address: str) -> None:
    identity = Identity(address=address)
    assert absolute(identity) == "https://a.example/b/"
    assert absolute(identity, "archive.json") == "https://a.example/b/archive.json"


def test_without_an_address_there_is_no_whole_one() -> None:
    assert absolute(Identity(), page_path("index")) == ""


def test_an_entry_and_what_is_left_of_one_have_the_same_address() -> None:
    path = "issues/2024-04.html#item-2024-04-one"
    assert entry_path(Item("2024-04", "one", "One", "news")) == path
    assert entry_path(Tombstone("2024-04", "one", "news")) == path
