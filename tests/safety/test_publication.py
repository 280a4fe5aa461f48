"""What is published: the newest commit alone, with sums of just what is uploaded."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import PROJECT
from examples import examples
from safety.workflows import FLOWS, step, steps_of
from sphinx_roundup.cli.site_sums import seal

NEWEST = "Stop unless this is the newest commit of main"
UPLOAD = "actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9"


def bash(script: str, folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a script as GitHub does, with a stand-in for ``gh`` if one was put into ``bin``."""
    return subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=folder,
        env={"PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "GH_REPO": "o/r", **env},
        capture_output=True,
        text=True,
        check=False,
    )


def stand_in(folder: Path, script: str) -> None:
    (folder / "bin").mkdir(exist_ok=True)
    (folder / "bin" / "gh").write_text(f'#!/bin/sh\necho "$*" >> "{folder}/calls"\n{script}\n')
    (folder / "bin" / "gh").chmod(0o755)


def as_uploaded(site: Path, target: Path) -> Path:
    """Unpack what the action packs for Pages: by its own command, at the commit of ``UPLOAD``."""
    archive = target / "artifact.tar"
    subprocess.run(
        [
            *("tar", "--dereference", "--hard-dereference", "--directory", site, "-cf", archive),
            *("--exclude=.git", "--exclude=.github", "--exclude=.[^/]*", "."),
        ],
        check=True,
    )
    (target / "site").mkdir()
    subprocess.run(["tar", "-xf", archive, "-C", target / "site"], check=True)
    return target / "site"


def listed(sums: Path) -> dict[str, str]:
    rows = (line.split("  ", 1) for line in sums.read_text().splitlines())
    return {name.removeprefix("./"): digest for digest, name in rows}


def held(folder: Path, *, without: str) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path != folder / without
    }


def test_the_rule_of_the_upload_was_read_from_the_action_that_is_used() -> None:
    """Whoever takes a newer one looks whether ``as_uploaded`` still does what it does."""
    uploads = [
        one for one in steps_of("publish.yml", "build") if "upload-pages" in one.get("uses", "")
    ]
    assert [one["uses"] for one in uploads] == [UPLOAD]
    assert uploads[0]["with"] == {"path": "_build/one/html/"}


PART = st.sampled_from(
    [".buildinfo", ".git", ".hidden", "a", "a b", "..x", "x.y", "SHA256SUMS", "é", "-n", "_sources"]
)


@given(st.sets(st.lists(PART, min_size=1, max_size=3).map(tuple), min_size=1, max_size=8))
@settings(max_examples=examples(20))
def test_the_sums_list_what_is_uploaded_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, paths: set[tuple[str, ...]]
) -> None:
    folder = tmp_path_factory.mktemp("sums")
    site = folder / "out" / "html"
    site.mkdir(parents=True)
    for parts in sorted(paths, key=len, reverse=True):  # a folder before a file of its name
        path = site.joinpath(*parts)
        if not path.exists() and not any(up.is_file() for up in path.parents):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(str(parts))
    if not (site / "SHA256SUMS").is_dir():
        seal(site, "archive", with_zip=False)
        online = as_uploaded(site, folder)
        assert listed(online / "SHA256SUMS") == held(online, without="SHA256SUMS")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "out" / "html"
    for name in (
        "issues/2024-03.html",
        "issues/2024-04.html",
        "issues/index.html",
        "pdf/2024-04.pdf",
    ):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(name)
    for name in ("archive.json", "archive.schema.json", ".buildinfo"):
        (site / name).write_text(name)
    (tmp_path / "sbom.cdx.json").write_text("{}")
    seal(site, "archive", with_zip=False)
    return site


def collect(site: Path) -> Path:
    release = site.parents[1] / "release"
    tool = PROJECT / "tools" / "release.sh"
    subprocess.run(["sh", tool, site, release, site.parents[1] / "sbom.cdx.json"], check=True)
    return release


def test_a_release_has_sums_of_each_file_and_of_each_page(site: Path) -> None:
    release = collect(site)
    assert (release / "NEWEST").read_text() == "2024-04"
    (release / "NEWEST").unlink()
    assert listed(release / "SHA256SUMS") == held(release, without="SHA256SUMS")
    assert set(held(release, without="")) == {
        *("2024-04.pdf", "archive.json", "archive.schema.json", "sbom.cdx.json"),
        *("site.SHA256SUMS", "SHA256SUMS"),
    }
    assert "issues/2024-03.html" in listed(release / "site.SHA256SUMS")


def test_what_is_attested_is_what_the_sums_of_the_release_name() -> None:
    ours, packages = [one for one in steps_of("publish.yml", "attest") if "attest@" in one["uses"]]
    assert ours["with"] == {"subject-checksums": "release/SHA256SUMS"}
    assert packages["with"] == ours["with"] | {"sbom-path": "release/sbom.cdx.json"}


@pytest.mark.parametrize("job", ["deploy", "release"])
@pytest.mark.parametrize(
    ("answer", "goes_on"),
    [("echo 1111", True), ("echo 2222", False), ("exit 1", False), (":", False)],
)
def test_only_the_newest_commit_is_published(
    tmp_path: Path, job: str, answer: str, *, goes_on: bool
) -> None:
    """A run of an old commit that is started again stops before anything is put online."""
    first = steps_of("publish.yml", job)[0]
    assert first == step("publish.yml", "deploy", NEWEST)
    stand_in(tmp_path, answer)
    done = bash(first["run"], tmp_path, COMMIT="1111")
    assert (done.returncode == 0) == goes_on
    assert (tmp_path / "calls").read_text() == "api repos/o/r/git/ref/heads/main --jq .object.sha\n"


GH = """case "$*" in
  "release view"*) [ "$STATE" != none ] || exit 1; echo "$STATE" ;;
  *"git/ref/tags/"*) [ "$TAG" = yes ] ;;
  "release create"*) ls > "$HERE/attached" ;;
esac"""


def make_release(site: Path, state: str, *, anew: str = "false", tag: str = "no") -> list[str]:
    """Run the script of the job; give what it asked of GitHub to change."""
    collect(site)
    here = site.parents[1]
    stand_in(here, GH)
    names = {"STATE": state, "TAG": tag, "HERE": str(here), "COMMIT": "1111", "ANEW": anew}
    done = bash(
        step("publish.yml", "release", "Make the release of the newest issue")["run"], here, **names
    )
    assert done.returncode == 0, done.stderr
    calls = (here / "calls").read_text().splitlines()
    return [line for line in calls if "view" not in line and "git/ref/" not in line]


def test_a_release_is_made_with_the_files_that_its_sums_name(site: Path) -> None:
    (made,) = make_release(site, "none")
    assert made.startswith("release create issue-2024-04 --target 1111 --title 2024-04 --notes")
    release = site.parents[1] / "release"
    attached = (site.parents[1] / "attached").read_text().split()
    assert set(attached) == {*listed(release / "SHA256SUMS"), "SHA256SUMS"}


@pytest.mark.parametrize("anew", ["", "false"])
def test_a_release_is_never_replaced_by_itself(site: Path, anew: str) -> None:
    assert make_release(site, "false", anew=anew, tag="yes") == []


@pytest.mark.parametrize(
    ("state", "anew", "tag"),
    [
        ("false", "true", "yes"),
        ("true", "false", "no"),
        ("true", "true", "yes"),
        ("none", "", "yes"),
    ],
)
def test_a_release_that_is_made_anew_has_a_tag_at_its_own_commit(
    site: Path, state: str, anew: str, tag: str
) -> None:
    calls = make_release(site, state, anew=anew, tag=tag)
    removed = ["release delete issue-2024-04 --yes"] if state != "none" else []
    if tag == "yes":
        removed.append("api --method DELETE repos/o/r/git/refs/tags/issue-2024-04 --silent")
    assert calls[:-1] == removed
    assert calls[-1].startswith("release create issue-2024-04 --target 1111")


def test_a_release_with_other_files_than_its_sums_is_not_made(site: Path) -> None:
    release = collect(site)
    (release / "archive.json").write_text("other")
    stand_in(site.parents[1], GH)
    job = step("publish.yml", "release", "Make the release of the newest issue")
    assert bash(job["run"], site.parents[1], STATE="none").returncode == 1
    assert not (site.parents[1] / "calls").exists()


def test_nothing_is_replaced_but_by_a_person() -> None:
    given = FLOWS["publish.yml"][True]["workflow_dispatch"]["inputs"]["anew"]
    assert (given["type"], given["default"]) == ("boolean", False)


def test_the_weekly_look_at_the_links_asks_no_private_network() -> None:
    """The job calls what refuses them; tests/cli/test_ssrf_guard.py tries the refusals."""
    assert step("scheduled.yml", "links", "Ask each address, politely")["run"] == "make links"
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    recipe = makefile.partition("\nlinks:")[2].splitlines()[1]
    assert recipe == "\t$(run)roundup links --fail"


def sbom(folder: Path) -> dict[str, Any]:
    done = subprocess.run(
        ["make", "sbom", "SETUP=no", f"OUT={folder}"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    text = (folder / "sbom.cdx.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    assert str(PROJECT) not in text
    return found


@pytest.mark.skipif(
    not (PROJECT / ".venv-sbom").exists(), reason="needs the environment that `make sbom` makes"
)
def test_the_packages_that_build_the_site_are_listed_the_same_every_time(tmp_path: Path) -> None:
    one, two = sbom(tmp_path / "one"), sbom(tmp_path / "two")
    assert one == two
    assert one["bomFormat"] == "CycloneDX"
    names = {part["name"].lower() for part in one["components"]}
    assert {"sphinx", "myst-parser", "furo", "typst"} <= names
    assert "cyclonedx-bom" not in names
