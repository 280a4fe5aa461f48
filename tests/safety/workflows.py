"""The workflows as data, and their steps by name."""

from __future__ import annotations

from typing import Any

import yaml

from conftest import PROJECT

FOLDER = PROJECT / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))
TEXT = {path.name: path.read_text(encoding="utf-8") for path in FILES}
FLOWS: dict[str, Any] = {name: yaml.safe_load(text) for name, text in TEXT.items()}
JOBS = [(flow, name, job) for flow, data in FLOWS.items() for name, job in data["jobs"].items()]
STEPS = [(flow, name, step) for flow, name, job in JOBS for step in job["steps"]]


def steps_of(flow: str, job: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = FLOWS[flow]["jobs"][job]["steps"]
    return found


def step(flow: str, job: str, name: str) -> dict[str, Any]:
    """The one step of a job that bears a name, or that uses an action."""
    (found,) = [
        one
        for one in steps_of(flow, job)
        if name in (one.get("name"), one.get("uses", "").partition("@")[0])
    ]
    return found
