"""The label and the comment of a pull request: what is not proved to be content is code."""

from __future__ import annotations

import copy
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import examples
from safety.workflows import step, steps_of
from search.node import NODE
from take_content import is_content

HARNESS = Path(__file__).parent / "js" / "comment.js"
LABEL = "changes code"
HEAD = "a" * 40
OTHER = "b" * 40
HOME = {"full_name": "stranger/r"}


def script(name: str) -> str:
    text: str = step("comment.yml", "comment", name)["with"]["script"]
    return text


def play(*worlds: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """Run the two scripts in each world; give the labels and comments of its requests."""
    done = subprocess.run(
        [NODE, HARNESS],
        input=json.dumps(
            {
                "label": script("Label a request unless it is proved to change content alone"),
                "tell": script("Tell what changes for a reader"),
                "worlds": worlds,
            }
        ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    ends: list[list[dict[str, Any]]] = json.loads(done.stdout)
    return ends


def file(name: str, status: str = "modified", before: str | None = None) -> dict[str, str]:
    return {"filename": name, "status": status} | ({"previous_filename": before} if before else {})


def request(files: list[dict[str, str]], **more: Any) -> dict[str, Any]:
    return {
        "number": 7,
        "head": {"sha": HEAD, "ref": "mine", "repo": HOME},
        "base": {"sha": OTHER},
        "changed_files": len(files),
        "files": files,
        "labels": [],
        "comments": [],
    } | more


def opened(pull: dict[str, Any]) -> dict[str, Any]:
    return {"payload": {"pull_request": copy.deepcopy(pull)}, "pulls": [pull]}


def ran(pull: dict[str, Any], folder: Path | None = None, **run: Any) -> dict[str, Any]:
    facts = {
        "id": 5,
        "head_sha": HEAD,
        "head_branch": "mine",
        "head_repository": HOME,
        "conclusion": "success",
        "html_url": "https://github.com/o/r/actions/runs/5",
    }
    world = {"payload": {"workflow_run": facts | run}, "pulls": [pull]}
    return world | ({"folder": str(folder)} if folder else {})


def labelled(*worlds: dict[str, Any]) -> list[bool]:
    return [LABEL in pulls[0]["labels"] for pulls in play(*worlds)]


PAGE = file("issues/2024-05.md")
CODE = file("tools/setup.sh")
MANY = [file(f"issues/{at}.md", "added") for at in range(3001)]


def test_content_alone_is_not_labelled_and_loses_the_label() -> None:
    pages = [PAGE, file("topics/a.md", "renamed", "topics/b.md"), file("sources.yml")]
    assert (
        labelled(
            opened(request(pages)), ran(request(pages)), opened(request(pages, labels=[LABEL, "x"]))
        )
        == [False] * 3
    )


@pytest.mark.parametrize(
    "pull",
    [
        request([PAGE, CODE]),
        request([file("issues/a.md", "renamed", "conf.py")]),
        request([file("conf.py", "renamed", "issues/a.md")]),
        request([file("issues/a.md", "renamed")]),
        request([file("issues/a.md", "changed")]),
        request([file("issues/a.md", "unheard-of")]),
        request([]),
        request([PAGE], changed_files=2),
        request([PAGE, PAGE]),
        request([PAGE], fails="get"),
        request([PAGE], fails="files"),
        request([PAGE], moves=True),
        request([*MANY[:2999], CODE, CODE]),
        request([*MANY, CODE]),
        request([*MANY, CODE], changed_files=3000),
        request([PAGE], labels=[LABEL], pushed=[CODE]),
    ],
)
def test_what_is_not_proved_to_be_content_is_labelled(pull: dict[str, Any]) -> None:
    assert labelled(opened(copy.deepcopy(pull)), ran(copy.deepcopy(pull))) == [True, True]


def test_the_label_needs_nothing_that_the_request_makes(tmp_path: Path) -> None:
    """Neither a report, nor a run that ended well, nor a run of the request's at all."""
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "number").write_text("1")
    worlds = [
        opened(request([CODE])),
        *(ran(request([CODE]), conclusion=end) for end in ("failure", "cancelled", None)),
        ran(request([CODE]), tmp_path),
        ran(request([CODE]), head_repository=None),  # the fork was deleted
        ran(request([CODE], head={"sha": OTHER, "ref": "mine", "repo": HOME})),  # pushed since
        ran(request([CODE], head={"sha": HEAD, "ref": "mine", "repo": None})),
    ]
    assert labelled(*worlds) == [True] * len(worlds)
    assert labelled(ran(request([CODE], head={"sha": OTHER, "ref": "mine", "repo": None}))) == [
        False  # of another
    ]


ODD = st.text(st.characters(codec="utf-8"), max_size=8)
PARTS = st.sampled_from(
    [
        "issues",
        "topics",
        "restored",
        "sources.yml",
        "2024-05",
        "a",
        ".md",
        ".yml",
        ".",
        "..",
        "/",
        "\n",
        " ",
        "-",
        "é",
    ]
)
NAMES = st.one_of(
    st.sampled_from(
        ["issues/2024-05.md", "topics/a-b.md", "restored/2024.yml", "sources.yml", "conf.py"]
    ),
    st.lists(PARTS, max_size=6).map("".join),
    ODD.map("issues/{}.md".format),
    ODD.map("restored/{}.yml".format),
    st.integers(75, 85).map(lambda size: f"topics/{'a' * size}.md"),
)
FILES = st.builds(
    file,
    NAMES,
    st.sampled_from(["added", "modified", "removed", "renamed", "changed", "copied", ""]),
    st.none() | NAMES,
)
PULLS = st.builds(
    lambda files, off, fails, moves, labels: request(
        files, changed_files=len(files) + off, fails=fails, moves=moves, labels=labels
    ),
    st.lists(FILES, max_size=3, unique_by=lambda one: one["filename"])
    | st.lists(st.builds(file, st.sampled_from(["issues/a.md", "topics/b.md"])), max_size=2),
    st.sampled_from([0, 0, 0, 1, -1]),
    st.sampled_from([None, None, None, "get", "files"]),
    st.sampled_from([False, False, True]),
    st.sampled_from([[], [LABEL]]),
)


def proved(pull: dict[str, Any]) -> bool:
    """Whether a request is content beyond doubt, said a second time."""
    files = pull["files"]
    plain = {(False, sort) for sort in ("added", "modified", "removed")} | {(True, "renamed")}
    return (
        0 < len(files) == pull["changed_files"] == len({one["filename"] for one in files})
        and pull["fails"] is None
        and not pull["moves"]
        and all(("previous_filename" in one, one["status"]) in plain for one in files)
        and all(is_content(one[key]) for one in files for key in one if key != "status")
    )


@given(st.lists(PULLS, min_size=30, max_size=60))
@settings(max_examples=examples(10))
def test_any_request_is_labelled_unless_it_is_proved(pulls: list[dict[str, Any]]) -> None:
    expected = [not proved(pull) for pull in pulls]
    assert labelled(*(opened(pull) for pull in copy.deepcopy(pulls))) == expected
    assert labelled(*(ran(pull) for pull in pulls)) == expected


def comment(world: dict[str, Any]) -> str:
    ((end,),) = play(world)
    (body,) = [one["body"] for one in end["comments"] if one["body"].startswith("<!-- what")]
    return str(body)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "changes.txt").write_text("Added: an item.\n")
    (tmp_path / "report" / "problems.txt").write_text("1 page: nothing to mend.\n")
    return tmp_path


def test_the_comment_says_what_changes_and_where_the_preview_is(report: Path) -> None:
    world = ran(request([PAGE]), report) | {"artifacts": [{"id": 11}]}
    text = comment(world)
    assert "```text\nAdded: an item.\n```" in text
    assert "```text\n1 page: nothing to mend.\n```" in text
    assert HEAD[:12] in text
    assert "[Preview](https://github.com/o/r/actions/runs/5/artifacts/11)" in text
    assert "WARNING" not in text


def test_the_comment_of_a_request_that_changes_code_says_that_its_words_are_its_own(
    report: Path,
) -> None:
    text = comment(ran(request([CODE]), report))
    assert text.index("This request changes code, which wrote") < text.index("Added: an item.")


def test_the_comment_shows_text_and_nothing_that_works(report: Path) -> None:
    (report / "report" / "changes.txt").write_text(
        "```\n@everyone [x](https://evil.test) \x1b[2J\u202e\u2066\u200b\ud7ff" + "é" * 40000
    )
    text = comment(ran(request([PAGE]), report))
    assert text.count("```") == 4
    assert not re.search("[\x1b\u202e\u2066\u200b]", text)
    assert "(The rest is left out here.)" in text
    assert len(text) < 60000


@pytest.mark.parametrize("kind", ["missing", "empty", "link", "folder", "large"])
def test_a_report_that_cannot_be_read_is_said(report: Path, kind: str) -> None:
    changes = report / "report" / "changes.txt"
    changes.unlink()
    if kind == "empty":
        changes.write_text("\n")
    elif kind == "link":
        changes.symlink_to(report / "report" / "problems.txt")
    elif kind == "folder":
        changes.mkdir()
    elif kind == "large":
        changes.write_bytes(b"x" * 5_000_001)
    assert "This could not be read." in comment(ran(request([PAGE]), report))


def test_a_request_is_told_first_that_the_checks_are_to_come_and_then_what_they_found(
    report: Path,
) -> None:
    ((end,),) = play(opened(request([PAGE])))
    (first,) = end["comments"]
    assert "An editor starts them" in first["body"]
    comments = [{"id": 1, "user": None, "body": "<!-- what"}, {"id": 2, "user": {"login": "x"}}]
    comments.append({"id": 3, "user": {"login": "ghost"}, "body": first["body"]})
    again = request([PAGE], comments=[*comments, first])
    ((after,),) = play(ran(copy.deepcopy(again), report))
    assert after["comments"][:3] == comments
    assert len(after["comments"]) == 4
    assert "Added: an item." in after["comments"][3]["body"]
    ((same,),) = play(opened(copy.deepcopy(again)))
    assert same["comments"] == again["comments"]


@pytest.mark.parametrize(
    "run",
    [
        {"conclusion": "action_required"},
        {"conclusion": "cancelled"},
        {"head_sha": OTHER},
    ],
)
def test_nothing_is_told_of_a_run_that_is_not_of_this_commit(
    report: Path, run: dict[str, str]
) -> None:
    ((end,),) = play(ran(request([PAGE]), report, **run))
    assert end["comments"] == []


def test_a_report_is_looked_for_after_the_label_and_may_be_missing() -> None:
    label, get, tell = steps_of("comment.yml", "comment")
    assert get["continue-on-error"] is True
    assert get["if"] == "github.event_name == 'workflow_run'"
    assert label["id"] == "label"
    assert "if" not in label
    assert "report" not in label["with"]["script"].replace("reports", "")
    assert tell["env"] == {"REQUESTS": "${{ steps.label.outputs.requests }}"}
