"""What a build remembers is whole and of the same code, or it is not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_roundup.state import (
    as_plain,
    content_digest,
    digest,
    folder_digests,
    load,
    save,
    tree_digest,
)

DATA = {"made": {"index": "1f"}, "files": {"index.html": "2e"}}
SHAPES = [b"", b"[]", b"null", b'{"pages": 3}', b'{"made": {}}', b"\xff\x00\n\xfe", b"\n", b"{"]


def test_what_was_saved_is_loaded_under_its_key_alone(tmp_path: Path) -> None:
    save(tmp_path / "s.json", "code", DATA)
    assert load(tmp_path / "s.json", "code") == DATA
    assert load(tmp_path / "s.json", "other code") is None
    assert load(tmp_path / "none.json", "code") is None
    assert load(tmp_path, "code") is None


@pytest.mark.parametrize("shape", SHAPES)
def test_a_file_of_another_shape_counts_as_not_there(tmp_path: Path, shape: bytes) -> None:
    (tmp_path / "s.json").write_bytes(shape)
    assert load(tmp_path / "s.json", "code") is None


@given(place=st.integers(min_value=0), new=st.binary(max_size=3), cut=st.integers(0, 3))
def test_a_damaged_file_counts_as_not_there(
    tmp_path_factory: pytest.TempPathFactory, place: int, new: bytes, cut: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "damaged.json"
    save(path, "code", DATA)
    whole = path.read_bytes()
    place %= len(whole)
    path.write_bytes(whole[:place] + new + whole[place + cut :])
    assert (load(path, "code") == DATA) == (path.read_bytes() == whole)
    assert load(path, "code") in (DATA, None)


def test_a_digest_tells_where_one_part_ends() -> None:
    assert digest("ab", "c") != digest("a", "bc") != digest("abc")
    assert digest("a") == digest(b"a")


def test_digests_of_files_are_of_contents_and_names(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x").write_text("1")
    first = tree_digest([tmp_path / "a"])
    assert folder_digests(tmp_path, ["a/x", "none", "a"]) == {
        "a/x": content_digest(b"1"),
        "none": "",
        "a": "",
    }
    many = [f"{at}" for at in range(300)]
    for name in many:
        (tmp_path / name).write_text(name)
    assert folder_digests(tmp_path, many) == {name: content_digest(name.encode()) for name in many}
    (tmp_path / "a" / "x").rename(tmp_path / "a" / "y")
    assert tree_digest([tmp_path / "a"]) != first


def test_settings_are_shown_without_addresses_or_the_order_of_sets() -> None:
    shown = as_plain({"b": {3, 1, 2}, "a": [len, object(), None, 1.5, ("x",)]})
    assert shown == [
        ("\"'a'\"", ["len", "object", "None", "1.5", ["'x'"]]),
        ("\"'b'\"", ["'1'", "'2'", "'3'"]),
    ]
