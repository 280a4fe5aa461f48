"""The page that offers every feed and calendar in words."""

from __future__ import annotations

from functools import partial

from ..feeds import feeds
from ..feeds.subscriptions import Subscriptions
from ..model.archive import Archive
from ..model.permalinks import absolute
from ..views.facets import INDEXES
from ..views.views import FollowRow, FollowView
from .pages import VirtualPage

NAME = "follow"
_LABELS = {
    feeds.ALL: "All new entries",
    feeds.ISSUES: "New issues",
    feeds.CHANGES: "Corrections, withdrawals and back issues",
}


def follow_page(archive: Archive, known: Subscriptions) -> VirtualPage:
    """Make the page, of an archive that has something to follow."""
    whole = absolute(archive.identity)
    calendar = {one.page: one.file for one in known.calendars}
    plans = known.feeds.plans
    first = tuple(
        FollowRow(label, name, calendar.get("index.html", "") if name == feeds.ALL else "")
        for name, label in _LABELS.items()
        if name in plans
    )
    groups = [("Everything", first)]
    for facet in INDEXES:
        rows = tuple(
            FollowRow(
                plan.title.removeprefix(f"{archive.name}: "), name, calendar.get(plan.page, "")
            )
            for name, plan in plans.items()
            if name.startswith(f"{feeds.FOLDER}/{facet.slug}/")
        )
        if rows:
            groups.append((facet.title, rows))
    view = partial(FollowView, tuple(groups), whole.partition("://")[2])
    return VirtualPage(NAME, "Follow", "", view, ())
