"""PDFs made side by side are the PDFs made one after another."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pdf.made import WHEN, archive_of, issue_of, item
from sphinx_roundup.pdf.compile import Pdf, PdfError, make_pdf
from sphinx_roundup.pdf.document import Document, Heading, Paragraph, Text
from sphinx_roundup.pdf.parallel import make_jobs
from sphinx_roundup.pdf.plan import Job, Plan
from sphinx_roundup.pdf.print_settings import Edition


def job(name: str, document: Callable[[], Document]) -> Job:
    return Job(name, "", document)


def words(text: str) -> Document:
    return Document(text, (Heading(1, text), Paragraph((Text(text),))))


def test_threads_make_the_same_bytes_in_the_same_order() -> None:
    plan = Plan(Edition(archive_of(issue_of(item(), item("two")))), WHEN, 0, 9)
    jobs = list(plan.jobs())
    made = list(make_jobs(jobs, WHEN, 2))
    assert [one.path for one, _ in made] == [one.path for one in jobs]
    assert any(one.is_volume for one in jobs)
    for one, pdf in made:
        assert pdf == make_pdf(one.document(), WHEN, with_pages=one.is_volume)


def test_one_that_cannot_be_made_does_not_stop_the_others() -> None:
    broken = Document("Broken", (Heading(0, "The compiler has no such level"),))
    documents = {"a": words("One"), "b": broken, "c": words("Two")}
    jobs = [job(name, partial(documents.get, name)) for name in documents]  # type: ignore[arg-type]
    made = [type(pdf) for _, pdf in make_jobs(jobs, WHEN, 2)]
    assert made == [Pdf, PdfError, Pdf]
