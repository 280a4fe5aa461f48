"""``roundup topics`` and ``roundup sources``: what there is, and how often it is used."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from ..check.archive import check
from ..model.archive import Archive
from ..model.assembly import assemble
from ..model.plural import plural
from ..model.vocabulary import fold, nearly_the_same
from .options import archive_option, say

_ALIKE = 0.85
_format = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")


@click.command("topics")
@click.argument("words", nargs=-1)
@_format
@archive_option
def topics(words: tuple[str, ...], form: str, folder: Path) -> None:
    """List the topics, with the number of items on each; WORDS narrow the list.

    \b
    Example:
      roundup topics online
    """
    archive = _archive(folder)
    counts = Counter(topic.slug for item in archive.items for topic in archive.topics_of(item))
    names = {topic.slug: (*topic.labels, *topic.search_terms) for topic in archive.topics}
    _show(names, counts, words, form, ("topic", "topics"))


@click.command("sources")
@click.argument("words", nargs=-1)
@_format
@archive_option
def sources(words: tuple[str, ...], form: str, folder: Path) -> None:
    """List the organisations, with the number of items of each; WORDS narrow the list.

    \b
    Example:
      roundup sources children
    """
    archive = _archive(folder)
    counts = Counter(slug for item in archive.items for slug in item.sources)
    names = {
        source.slug: tuple(filter(None, (source.name, source.short_name, *source.aliases)))
        for source in archive.sources
    }
    _show(names, counts, words, form, ("organisation", "organisations"))


def _archive(folder: Path) -> Archive:
    checked = check(folder)
    return assemble(checked.issues, checked.vocabulary)


def _show(
    names: Mapping[str, tuple[str, ...]],
    counts: Counter[str],
    words: Iterable[str],
    form: str,
    noun: tuple[str, str],
) -> None:
    wanted = [fold(word) for word in words]
    chosen = [
        slug
        for slug in sorted(names)
        if all(word in fold(" ".join((slug, *names[slug]))) for word in wanted)
    ]
    near = nearly_the_same([(slug, fold(labels[0])) for slug, labels in names.items()], _ALIKE)
    alike = sorted((a, b) for a, b in near if a in chosen or b in chosen)
    if form == "json":
        rows = [{"slug": s, "name": names[s][0], "items": counts[s]} for s in chosen]
        click.echo(json.dumps({"entries": rows, "alike": alike}, indent=1))
        return
    width = max((len(slug) for slug in chosen), default=0)
    for slug in chosen:
        say(f"{slug:<{width}}  {counts[slug]:>5}  {names[slug][0]}")
    for one, other in alike:
        say(f"nearly the same: {one} and {other}")
    click.echo(f"{plural(len(chosen), *noun)}.", err=True)
