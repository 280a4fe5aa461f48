"""Take rows of a spreadsheet, or rows that were found, into the files of ``restored/``.

Each is judged as a file of ``restored/`` is. Right rows are written, the others are given
back with a reason; a file is written whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from .. import guard
from ..atomic import write_text
from ..check.archive import Checked
from ..guard.files import RESTORED
from ..model.records import Evidence, Issue, Link
from ..parse.addresses import row_problem
from ..parse.restored import Row, RowError, evidence_of, link_of, read_restored
from ..parse.rows import row_text
from .lost_links import REASON, ROW, iso_day
from .restored_text import with_row, with_row_replaced


class Import:
    """Rows, sorted into what may be written and what goes back.

    :ivar added: how many rows are new.
    :ivar replaced: what took the place of a row: the link, and what it was and is.
    :ivar returned: the rows that cannot be used, with the reason.
    """

    def __init__(self, folder: Path, checked: Checked, today: str) -> None:
        """Prepare to write into the archive in ``folder``, as it was read."""
        self._folder = folder
        self._today = today
        self._issues = {issue.id: issue for issue in checked.issues}
        self._taken: set[tuple[str, int]] = set()
        self._texts: dict[str, str] = {}
        self.added = 0
        self.replaced: list[str] = []
        self.returned: list[dict[str, str]] = []

    def add(self, rows: Iterable[Mapping[str, str]]) -> None:
        """Judge rows; what was not filled in, or stands there already, is passed over."""
        for row in rows:
            if not row.get("address", "").strip():
                continue
            try:
                self._add(row)
            except RowError as error:
                reason = f"{error} {error.hint}".strip()
                self.returned.append({**row, REASON: reason})

    def write(self) -> None:
        """Write the files that changed."""
        for path, text in sorted(self._texts.items()):
            (self._folder / path).parent.mkdir(exist_ok=True)
            write_text(self._folder / path, text)

    def _add(self, given: Mapping[str, str]) -> None:
        data = self._data(given)
        name, _, slug = given.get("id", "").strip().partition("/")
        issue = self._issues.get(name)
        if issue is None:
            raise RowError("id", f"there is no issue “{name[:40]}”.", "Leave the id as it was.")
        path = f"{RESTORED}/{name}.yml"
        words, number = link_of(data)
        row = Row(f"{name}/{slug}", words, number, evidence_of(data), path, 1)
        why, hint, place = row_problem(issue, row)
        if why:
            raise RowError("link", why, hint)
        text = self._texts.get(path, self._text_of(path))
        rows = read_restored(path, text).rows
        old = next((one for one in rows if _is_about(issue, one, row, place)), None)
        if old and old.evidence == row.evidence:
            return
        if (row.item, place) in self._taken:
            raise RowError("link", f"{row.named} stands twice in the table.", "Take one out.")
        if old:
            _judge_change(old, row.evidence, is_gone=bool(_link(issue, row, place).gone))
            after = with_row_replaced(text, old.line, row_text(data))
        else:
            after = with_row(text, slug, row_text(data))
        _judge_text(path, after, [one for one in rows if one is not old], row)
        self._texts[path] = after
        self._taken.add((row.item, place))
        if old:
            was, now = old.evidence.status, row.evidence.status
            self.replaced.append(f"{row.item}: {row.named} was {was} and is {now}.")
        else:
            self.added += 1

    def _data(self, given: Mapping[str, str]) -> dict[str, str]:
        data = {key: " ".join(given.get(key, "").split()) for key in ROW}
        data["status"] = data["status"] or "restored"
        data["found"] = iso_day(data["found"]) or self._today
        data["checked"] = iso_day(data["checked"])
        return data

    def _text_of(self, path: str) -> str:
        if not (self._folder / path).exists():
            return ""
        if problem := guard.file_problem(self._folder, path):
            raise RowError("", problem.message, problem.hint)
        return guard.decoded(self._folder / path)


def _is_about(issue: Issue, one: Row, row: Row, place: int) -> bool:
    return one.item == row.item and row_problem(issue, one)[2] == place


def _link(issue: Issue, row: Row, place: int) -> Link:
    return next(item for item in issue.items if item.id == row.item).links[place - 1]


def _judge_change(old: Row, now: Evidence, *, is_gone: bool) -> None:
    """Refuse what would replace a certain address, or make a suggestion certain by its word alone."""
    was = old.evidence
    if was.status == "restored" and not is_gone:
        hint = f"Change it in {old.path}."
        raise RowError("link", f"{old.named} has a restored address already.", hint)
    if (was.status, now.status) == ("suggested", "restored") and was.how == now.how:
        message = "how is still that of the suggestion."
        raise RowError("how", message, "Say how you know that it is the very document.")


def _judge_text(path: str, text: str, others: Iterable[Row], row: Row) -> None:
    """Read a file as a pull request would be: what the reader refuses is not written."""
    found = read_restored(path, text)
    wanted = {_facts(one) for one in (*others, row)}
    if found.problems or {_facts(one) for one in found.rows} != wanted:
        why = next((problem.message for problem in found.problems), "it cannot be written there.")
        raise RowError("", why, f"Change it in {path}.")


def _facts(row: Row) -> tuple[object, ...]:
    return row.item, row.words, row.number, row.evidence
