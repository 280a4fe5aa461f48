"""``roundup pdf``: a reading list of one topic, made to order."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from ..check.archive import check
from ..model.assembly import assemble
from ..model.messages import did_you_mean
from ..model.plural import plural
from ..parse.archive_date import date_of
from ..parse.identity import load_identity
from ..parse.language import language_of
from .options import archive_option


@click.command("pdf")
@click.argument("topic")
@click.option("--since", type=int, metavar="YEAR", help="Leave out what is older.")
@click.option("--to", "target", type=click.Path(path_type=Path), help="[default: TOPIC.pdf]")
@archive_option
def pdf(topic: str, since: int | None, target: Path | None, folder: Path) -> None:
    """Print everything on one TOPIC, and on those below it, as a PDF.

    \b
    Example:
      roundup pdf a-topic --since 2023 --to a-topic.pdf
    """  # noqa: D301 - \b keeps click from joining the lines
    from ..pdf.reading_list import make_topic_pdf  # noqa: PLC0415 - loads the PDF engine

    checked = check(folder)
    identity = replace(load_identity(folder).identity, language=language_of(folder))
    archive = assemble(checked.issues, checked.vocabulary, identity=identity)
    archive = replace(archive, date=date_of(folder, archive.issues))
    path = target or Path(f"{topic}.pdf")
    if topic not in archive.topic:
        hint = did_you_mean(topic, archive.topic, otherwise="See topics/ for those there are.")
        click.echo(f"“{topic}” is no topic. {hint}", err=True)
        sys.exit(2)
    count = make_topic_pdf(archive, topic, since, path)
    click.echo(f"{path}: {plural(count, 'entry', 'entries')}.")
