"""Set up Jinja for the templates of this package: how they are read, and what they may call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial
from itertools import groupby

import jinja2

from ..citations.files import NEWEST
from ..citations.formats import RIS
from ..citations.references import date_of, iso_date
from ..citations.styles import STYLES
from ..guard.urls import host_of
from ..model.archive import Archive
from ..model.dates import day
from ..model.forge import edit_address, form_address, search_address
from ..model.link_notes import search_words
from ..model.plural import plural
from ..model.records import Link
from ..views.facets import FACET, page_of_value
from ..views.views import Row


def environment_of(archive: Archive) -> jinja2.Environment:
    """Make the environment of Jinja in which the templates of this package are rendered."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("sphinx_roundup.html"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # else it looks at the files again each time
    )
    made.filters.update(
        day=partial(day, language=archive.language),
        iso=dt.date.fromisoformat,
        host=host,
        host_of=host_of,
        plural=plural,
        edit_address=edit_address,
        search_address=search_address,
        form_address=form_address,
        search_words=partial(search_words, archive),
        iso_date=lambda issue: iso_date(date_of(issue)),
        by_group=by_group,
    )
    made.globals.update(
        archive=archive,
        facets=FACET,
        page_of=page_of_value,
        newest=NEWEST,
        references=RIS,
        styles=STYLES,
    )
    return made


def by_group(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """Part rows by their group, both in the order they come."""
    return [(name, list(group)) for name, group in groupby(rows, key=lambda row: row.group)]


def host(link: Link) -> str:
    """Give the host that a link leads to, without ``www.``, for a reader to see."""
    return host_of(link.leads_to)
