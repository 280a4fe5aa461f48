"""Which PDFs there are, what each is made of, and what makes one anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pdf.made import SOURCES, TOPICS, archive_of, issue_of, item
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.identity import Identity
from sphinx_roundup.model.records import Issue, Tombstone
from sphinx_roundup.pdf import plan as planned
from sphinx_roundup.pdf.plan import Job, Plan
from sphinx_roundup.pdf.print_settings import Edition


def dated(name: str, count: int = 1, topic: str = "missing") -> Issue:
    items = (item(f"i{n}", issue=name, topics=(topic,), sources=("trust",)) for n in range(count))
    return issue_of(*items, id=name)


ARCHIVE = archive_of(
    dated("2023-11"), dated("2023-12", 2, "missing-from-care"), dated("2024-01"),
    date=dt.date(2024, 2, 1),
)  # fmt: skip


def plan(
    archive: Archive = ARCHIVE, when: int = 1, whole: int = 9, topic: int = 9, **edition: Any
) -> Plan:
    return Plan(Edition(archive, **edition), when, whole, topic)


def jobs(made: Plan) -> dict[str, Job]:
    listed = list(made.jobs())
    found = {job.path: job for job in listed}
    assert len(found) == len(listed)
    return found


def digests(made: Plan) -> dict[str, str]:
    return {path: job.digest for path, job in jobs(made).items()}


def anew(change: Callable[[Archive], Archive], archive: Archive = ARCHIVE) -> set[str]:
    """The PDFs that are made anew after a change."""
    before, after = digests(plan(archive)), digests(plan(change(archive)))
    assert before.keys() == after.keys()
    return {path for path in before if before[path] != after[path]}


ALL = ["archive.pdf", "2023.pdf", "2024.pdf", "topics/missing.pdf", "topics/missing-from-care.pdf",
       "2023-11.pdf", "2023-12.pdf", "2024-01.pdf"]  # fmt: skip


def test_which_pdfs_there_are() -> None:
    found = jobs(plan())
    assert list(found) == ALL
    assert not any(job.is_volume for job in found.values())
    assert len(set(digests(plan()).values())) == len(ALL)


@pytest.mark.parametrize(("limit", "in_volumes"), [(3, False), (2, True)])
def test_an_archive_of_many_issues_is_in_volumes(limit: int, in_volumes: bool) -> None:
    found = jobs(plan(whole=limit))
    assert ("archive.pdf" not in found) is in_volumes
    assert {path for path, job in found.items() if job.is_volume} == (
        {"2023.pdf", "2024.pdf"} if in_volumes else set()
    )
    # A volume is another document than a year by itself; an issue is the same.
    whole = digests(plan())
    other = {path for path, job in found.items() if job.digest != whole[path]}
    assert other == ({"2023.pdf", "2024.pdf"} if in_volumes else set())


def test_each_job_makes_the_document_it_is_named_after() -> None:
    made = {path: job.document() for path, job in jobs(plan(name="House")).items()}
    titles = {path: document.title for path, document in made.items()}
    assert len(set(titles.values())) == len(ALL)
    for path, words in {
        "2023.pdf": "2023", "2024.pdf": "2024", "2023-12.pdf": "Month of 2023-12",
        "topics/missing.pdf": "Missing",
    }.items():  # fmt: skip
        assert words in titles[path], path
    assert [entry_ids(made[path]) for path in ("archive.pdf", "2023.pdf", "2024-01.pdf")] == [
        ["2023-11/i0", "2023-12/i0", "2023-12/i1", "2024-01/i0"],
        ["2023-11/i0", "2023-12/i0", "2023-12/i1"],
        ["2024-01/i0"],
    ]
    assert len(entry_ids(made["topics/missing.pdf"])) == 4


def entry_ids(document: Any) -> list[str]:
    return [block.id for block in document.body if hasattr(block, "permanent")]


def test_a_reading_list_has_its_first_entries_alone() -> None:
    made = jobs(plan(topic=2))["topics/missing.pdf"].document()
    assert len(entry_ids(made)) == 2


def test_nothing_changed_makes_nothing_anew() -> None:
    assert anew(replace) == set()


def topic_changed(slug: str, **values: Any) -> Callable[[Archive], Archive]:
    topics = tuple(replace(t, **values) if t.slug == slug else t for t in TOPICS)
    return lambda archive: replace(archive, topics=topics)


def test_a_topic_that_is_renamed_makes_all_anew_that_name_it() -> None:
    assert anew(topic_changed("missing", title="Missing people")) == set(ALL)
    # Named in the entries of one issue, and in what is near the topic above it.
    assert anew(topic_changed("missing-from-care", title="Away")) == {
        "archive.pdf", "2023.pdf", "2024.pdf", "topics/missing.pdf", "topics/missing-from-care.pdf",
        "2023-12.pdf",
    }  # fmt: skip
    # A related topic that no entry has is named beside the one that is related to it.
    assert anew(topic_changed("online-safety", title="Safety")) == {
        "archive.pdf", "2023.pdf", "2024.pdf", "topics/missing.pdf",
    }  # fmt: skip


def test_what_is_said_of_a_topic_is_in_its_own_list() -> None:
    for values in ({"scope_note": "Other."}, {"also_printed_as": ("Lost",)}):
        assert "topics/missing.pdf" in anew(topic_changed("missing", **values))
        assert "2024-01.pdf" not in anew(topic_changed("missing", **values))


@pytest.mark.parametrize("values", [{"name": "Another Trust"}, {"short_name": "AT"}])
def test_a_source_that_is_renamed_makes_all_anew(values: dict[str, str]) -> None:
    sources = tuple(replace(s, **values) if s.slug == "trust" else s for s in SOURCES)
    assert anew(lambda archive: replace(archive, sources=sources)) == set(ALL)


def test_a_kind_that_is_renamed_makes_all_anew() -> None:
    kinds = tuple(replace(kind, label=f"{kind.label}!") for kind in ARCHIVE.kinds)
    assert anew(lambda archive: replace(archive, kinds=kinds)) == set(ALL)


def test_a_day_that_passes_makes_anew_what_says_so() -> None:
    closes = replace(dated("2024-01").items[0], closes=dt.date(2024, 2, 15))
    archive = archive_of(
        dated("2023-11"), issue_of(closes, id="2024-01"), date=dt.date(2024, 2, 15)
    )
    assert anew(lambda one: replace(one, date=dt.date(2024, 2, 14)), archive) == set()
    assert anew(lambda one: replace(one, date=dt.date(2024, 2, 16)), archive) == {
        "archive.pdf", "2024.pdf", "topics/missing.pdf", "2024-01.pdf",
    }  # fmt: skip


def test_an_issue_that_changes_makes_anew_what_holds_it() -> None:
    last = ARCHIVE.issues[-1]

    def changed(**values: Any) -> Callable[[Archive], Archive]:
        return lambda archive: replace(
            archive, issues=(*archive.issues[:-1], replace(last, **values))
        )

    own = {"archive.pdf", "2024.pdf", "2024-01.pdf"}
    assert anew(changed(strap_line="Other")) == own
    assert anew(changed(date="Other")) == own | {"topics/missing.pdf"}
    # The newest masthead is on every PDF.
    assert anew(changed(masthead="Other")) == set(ALL)
    sections = tuple(replace(s, quotes=("Said.",)) for s in last.sections)
    assert anew(changed(sections=sections)) == own


@pytest.mark.parametrize(
    "other",
    [
        {"when": 2}, {"topic": 8}, {"name": "Other"}, {"author": "Other"}, {"paper": "a5"},
        {"archive": replace(ARCHIVE, identity=Identity(address="https://a.org/"))},
    ],
)  # fmt: skip
def test_what_all_pdfs_share_makes_all_anew(other: dict[str, Any]) -> None:
    before, after = digests(plan()), digests(plan(**other))
    assert {path for path in before if before[path] != after[path]} == set(ALL)
    assert plan(**{"whole": 1, **other}).index(PAGES).digest != index(PAGES).digest


def test_other_code_makes_all_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = digests(plan())
    monkeypatch.setattr(planned, "code_digest", lambda *folders: " ".join(folders))
    after = digests(plan())
    assert all(before[path] != after[path] for path in ALL)
    monkeypatch.setattr(
        planned, "code_digest", lambda *folders: "same" if folders == ("pdf", "model") else "other"
    )
    assert digests(plan()) != after
    same = digests(plan())
    monkeypatch.setattr(planned, "code_digest", lambda *_: "same")
    assert digests(plan()) == same


def test_a_list_that_holds_no_more_entries_still_says_how_many_there_are() -> None:
    few, many = dated("2024-01", 2), dated("2024-01", 3)
    before = digests(plan(archive_of(few), topic=1))["topics/missing.pdf"]
    assert digests(plan(archive_of(many), topic=1))["topics/missing.pdf"] != before


def index(pages: dict[str, dict[str, int]], archive: Archive = ARCHIVE) -> Job:
    return plan(archive, whole=1).index(pages)


PAGES = {"2024": {"item-2024-01-i0": 3}, "2023": {"item-2023-11-i0": 2, "item-2023-12-i0": 4}}


def test_the_index_of_the_volumes() -> None:
    job = index(PAGES)
    assert (job.path, job.is_volume) == ("archive.pdf", False)
    assert job.document().title
    again = {name: dict(reversed(found.items())) for name, found in reversed(PAGES.items())}
    assert index(again).digest == job.digest
    assert index({**PAGES, "2024": {"item-2024-01-i0": 4}}).digest != job.digest
    assert index({**PAGES, "2025": PAGES["2024"]}).digest != job.digest


@pytest.mark.parametrize(
    ("change", "is_anew"),
    [
        (topic_changed("missing", title="Missing people"), True),
        (lambda a: replace(a, sources=(replace(SOURCES[0], name="Other"),)), True),
        (lambda a: replace(a, issues=(*a.issues[:-1], replace(a.issues[-1], date="Other"))), True),
        (
            lambda a: replace(
                a, issues=(*a.issues[:-1], replace(a.issues[-1], strap_line="Other"))
            ),
            False,
        ),
    ],
)
def test_what_makes_the_index_anew(change: Callable[[Archive], Archive], is_anew: bool) -> None:
    assert (index(PAGES).digest != index(PAGES, change(ARCHIVE)).digest) is is_anew


def test_a_digest_parts_its_values() -> None:
    assert planned._digest("a", "b") != planned._digest("ab")
    assert planned._digest("ab", "") != planned._digest("a", "b")
    assert planned._digest(["a"]) == planned._digest(iter(["a"]))
    assert planned._digest(1) != planned._digest(2)
    assert len(planned._digest("\ud800")) == 32


def test_what_is_said_of_a_withdrawn_entry_counts_for_what_shows_it() -> None:
    last = ARCHIVE.issues[-1]
    stood = Tombstone(last.id, "gone", "report", dt.date(2024, 2, 1), "rights")
    (section,) = last.sections
    issue = replace(last, sections=(replace(section, tombstones=(stood,)),))
    archive = replace(ARCHIVE, issues=(*ARCHIVE.issues[:-1], issue))
    own = {"archive.pdf", "2024.pdf", "2024-01.pdf"}
    assert anew(lambda _: archive) == own
    kinds = tuple(replace(k, label="X") if k.slug == "podcast" else k for k in archive.kinds)
    assert anew(lambda one: replace(one, kinds=kinds), archive) == set()
    lists = {**archive.lists, "reasons": {"rights": "Other words"}}
    assert anew(lambda one: replace(one, lists=lists), archive) == own
