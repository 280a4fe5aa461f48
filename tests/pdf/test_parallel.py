"""PDFs made side by side are the PDFs made one after another."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

import pytest

from pdf.made import WHEN, archive_of, issue_of, item
from sphinx_roundup.pdf import parallel
from sphinx_roundup.pdf.compile import Pdf, PdfError, make_pdf
from sphinx_roundup.pdf.document import Document, Heading, Paragraph, Text
from sphinx_roundup.pdf.parallel import make_jobs
from sphinx_roundup.pdf.plan import Job, Plan
from sphinx_roundup.pdf.print_settings import Edition


def job(name: str, document: Callable[[], Document]) -> Job:
    return Job(name, "", 1, document)


def words(text: str) -> Document:
    return Document(text, (Heading(1, text), Paragraph((Text(text),))))


class _StopsItsProcess:
    """Pickled like a document; whoever reads it is stopped at once."""

    def __reduce__(self) -> tuple[Callable[[int], object], tuple[int]]:
        return os._exit, (9,)


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a few PDFs made as many are."""
    monkeypatch.setattr(parallel, "MANY", 0)


@pytest.mark.usefixtures("many")
def test_processes_make_the_same_bytes_in_the_same_order() -> None:
    plan = Plan(Edition(archive_of(issue_of(item(), item("two")))), WHEN, 0, 9)
    jobs = list(plan.jobs())
    made = list(make_jobs(jobs, WHEN, 2))
    assert [one.path for one, _ in made] == [one.path for one in jobs]
    assert any(one.is_volume for one in jobs)
    for one, pdf in made:
        assert pdf == make_pdf(one.document(), WHEN, with_pages=one.is_volume)


@pytest.mark.usefixtures("many")
def test_one_that_cannot_be_made_does_not_stop_the_others() -> None:
    broken = Document("Broken", (Heading(0, "The compiler has no such level"),))
    documents = {"a": words("One"), "b": broken, "c": words("Two")}
    jobs = [job(name, partial(documents.get, name)) for name in documents]  # type: ignore[arg-type]
    made = [type(pdf) for _, pdf in make_jobs(jobs, WHEN, 2)]
    assert made == [Pdf, PdfError, Pdf]


@pytest.mark.usefixtures("many")
def test_what_a_stopped_process_left_is_made_all_the_same() -> None:
    documents = iter([_StopsItsProcess(), words("Two")])
    jobs = [
        job("a", lambda: words("One")),
        job("b", lambda: next(documents)),  # type: ignore[arg-type,return-value]
        job("c", lambda: words("Three")),
    ]
    made = [pdf for _, pdf in make_jobs(jobs, WHEN, 2)]
    assert made == [make_pdf(words(text), WHEN) for text in ("One", "Two", "Three")]
    assert next(documents, None) is None
