"""``roundup links``: ask every recorded address whether it still answers."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import click

from ..atomic import write_text
from ..check.archive import check
from ..model.plural import plural
from ..parse.link_status import FILE, Answer, answer_of, as_json, due, problems, read_answers
from .options import archive_option


@click.command("links")
@click.option("--days", default=30, show_default=True, help="Ask again after so many days.")
@click.option("--timeout", default=20.0, show_default=True, help="Wait so many seconds at most.")
@click.option(
    "--pause", default=1.0, show_default=True, help="Seconds between questions to a site."
)
@click.option("--fail", is_flag=True, help="End with 1 if an address is gone that was not before.")
@archive_option
def links(days: int, timeout: float, pause: float, fail: bool, folder: Path) -> None:
    """Ask the recorded addresses whether they answer, and write the result to links.json.

    Each site is asked with breaks between, and waits when a site says so. No issue
    is changed: restoring an address, or adding an archived copy, is for a person.

    \b
    Example:
      roundup links --days 7
    """  # noqa: D301 - \b keeps click from joining the lines
    issues = check(folder).issues
    found = {link.target for issue in issues for item in issue.items for link in item.links}
    addresses = sorted(one for one in found if one and one.startswith(("http://", "https://")))
    today = dt.datetime.now(dt.UTC).date()
    for problem in problems(folder):
        raise click.ClickException(problem.sentence)
    known = read_answers(folder)
    asked = due(addresses, known, today, days)
    answers = {address: known[address] for address in addresses if address in known}
    for row in _ask(asked, timeout, pause) if asked else ():
        answer = answer_of(row, known.get(row["uri"]), today)
        if answer:
            answers[row["uri"]] = answer
    write_text(folder / FILE, as_json(answers))
    gone = _report(answers, known)
    click.echo(f"{plural(len(asked), 'address', 'addresses')} asked of {len(addresses)}.")
    sys.exit(1 if fail and gone else 0)


def _report(answers: dict[str, Answer], known: Any) -> list[str]:
    gone = []
    for address, answer in answers.items():
        if answer.state in {"gone", "moved"}:
            click.echo(f"{answer.state} since {answer.since}: {address} {answer.to}".rstrip())
        if answer.state == "gone" and (address not in known or known[address].state != "gone"):
            gone.append(address)
    return gone


def _ask(addresses: Sequence[str], timeout: float, pause: float) -> list[dict[str, Any]]:
    """Let Sphinx's link check ask: it keeps to what sites say of their limits."""
    from sphinx.application import Sphinx  # noqa: PLC0415 - a second to load
    from sphinx.builders import linkcheck  # noqa: PLC0415
    from sphinx.util.docutils import docutils_namespace  # noqa: PLC0415

    from .throttle import worker  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as place, docutils_namespace():
        source = Path(place) / "source"
        source.mkdir()
        # In reStructuredText's own escape, an address is an address whatever is in it.
        lines = [f"* `{number} <{_escaped(one)}>`__" for number, one in enumerate(addresses)]
        (source / "index.rst").write_text("Links\n=====\n\n" + "\n".join(lines) + "\n")
        (source / "conf.py").write_text("")
        app = Sphinx(
            source,
            source,
            Path(place) / "out",
            Path(place) / "doctrees",
            "linkcheck",
            confoverrides={
                "linkcheck_anchors": False,
                "linkcheck_timeout": timeout,
                "linkcheck_workers": 2,
                "linkcheck_retries": 2,
                "linkcheck_rate_limit_timeout": 3 * timeout,
                "linkcheck_report_timeouts_as_broken": False,
            },
            status=None,
            warning=None,
        )
        with patch.object(linkcheck, "HyperlinkAvailabilityCheckWorker", worker(pause)):
            app.build()
        text = (Path(place) / "out" / "output.json").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def _escaped(address: str) -> str:
    return re.sub(r"([\\<>`_*|])", r"\\\1", address)
