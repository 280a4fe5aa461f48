"""The Sphinx builder that makes the PDFs: ``sphinx-build -b roundup-pdf``."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.util import logging
from sphinx.util.display import status_iterator

from ..atomic import is_leftover, write_bytes
from ..extension.compat import application_of, workers_of
from ..extension.domain import domain_of
from ..extension.unchanged import made_from
from ..model.archive import Archive
from ..model.facts import facts, record_facts
from ..model.link_notes import link_notes
from ..model.page_types import RECORDED
from ..state import digest, folder_digests, load, save
from .compile import Pdf, PdfError, without_glyph
from .parallel import make_jobs
from .plan import Job, Plan
from .print_settings import Edition, timestamp_of
from .text import clean, in_letters

logger = logging.getLogger(__name__)

_PAPERS = ("a4", "a5", "letter")


class PdfBuilder(Builder):
    """Makes a PDF of every issue, year and topic and of the whole archive.

    A PDF is made again only when what is printed in it changed; PDFs of what is
    no longer in the archive are removed.
    """

    name = "roundup-pdf"
    format = "pdf"
    epilog = "The PDFs are in %(outdir)s."
    allow_parallel = True

    def get_outdated_docs(self) -> str:
        """Always look: which PDFs are outdated is seen from the archive."""
        return "PDFs whose content changed"

    def get_target_uri(self, docname: str, _typ: str | None = None) -> str:
        """Name a page as resolved references do here: what leads there is known in print."""
        return docname

    def get_relative_uri(self, _from: str, to: str, _typ: str | None = None) -> str:
        """Name a page the same wherever the reference stands."""
        return to

    def write_documents(self, _docnames: AbstractSet[str]) -> None:
        """Make what changed, remove what is gone, remember what is there.

        Where all is made from the very same, and is as it was left, no archive is put together.
        """
        domain = domain_of(self.env)
        key = digest(domain.made_from, os.environ.get("SOURCE_DATE_EPOCH", ""))
        left = load(self._store("whole"), key)
        if left and folder_digests(Path(self.outdir), left["sums"]) == left["sums"]:
            self._tell(left["told"])
            self._remove_others(left["sums"].keys())
            return
        told = list(_unshown_in(domain.archive))
        self._tell(told)
        sums = self._make_all(domain.archive)
        is_whole = not self._failed and not self._remarked
        if is_whole and made_from(application_of(self)) == domain.made_from:
            save(self._store("whole"), key, {"sums": sums, "told": told})

    def _tell(self, lines: Iterable[str]) -> None:
        """Tell at every build where printed words have characters without a glyph.

        No warning: the words stay as they were printed, and nobody can mend them.
        """
        for line in lines:
            logger.info("%s", line)

    def _make_all(self, archive: Archive) -> dict[str, str]:
        """Make what changed, remove what is gone; give a digest of each file that is there.

        A PDF that cannot be made leaves the one before it as it is, and the build fails.
        """
        self._failed: set[str] = set()
        self._remarked: set[str] = set()
        edition = edition_of(self, archive)
        plan = Plan(
            edition,
            timestamp_of(archive),
            self.config.roundup_pdf_whole_limit,
            self.config.roundup_pdf_topic_limit,
        )
        known = load(self._store("made"), plan.house) or {}
        jobs = list(plan.jobs())
        made = self._make(jobs, known, plan)
        if plan.in_volumes:
            pages = {
                job.path: made[job.path]["pages"]
                for job in jobs
                if job.path in made and job.is_volume
            }
            made |= self._make([plan.index(pages)], known, plan)
        self._remove_others(made.keys() | self._failed)
        sums = folder_digests(Path(self.outdir), made)
        # What was remarked of a PDF is said again only where it is made again.
        kept = {path: made[path] | {"sum": sums[path]} for path in made.keys() - self._remarked}
        save(self._store("made"), plan.house, kept)
        return sums

    def _make(self, jobs: list[Job], known: dict[str, Any], plan: Plan) -> dict[str, Any]:
        """Make those of the jobs that are due; give what is to be remembered of all."""
        outdir = Path(self.outdir)
        same = [job.path for job in jobs if known.get(job.path, {}).get("digest") == job.digest]
        sums = folder_digests(outdir, same)
        made = {path: known[path] for path in same if known[path]["sum"] == sums[path]}
        due = [job for job in jobs if job.path not in made]
        for job, pdf in self._progress(due, plan.timestamp):
            for remark in pdf.remarks:
                self._remarked.add(job.path)
                self._warn(f"{job.path}: {remark}", "pdf-remark")
            write_bytes(outdir / job.path, pdf.content)
            made[job.path] = {"digest": job.digest, "pages": dict(pdf.pages)}
        return made

    def _progress(self, jobs: list[Job], timestamp: int) -> Iterator[tuple[Job, Pdf]]:
        if not jobs:
            return
        for job, pdf in status_iterator(
            make_jobs(jobs, timestamp, workers_of(self)),
            "making PDFs... ",
            "darkgreen",
            len(jobs),
            self.config.verbosity,
            stringify_func=lambda result: result[0].path,
        ):
            if isinstance(pdf, PdfError):
                self._failed.add(job.path)
                self._warn(str(pdf), "pdf-failed")
                application_of(self).statuscode = 1
            else:
                yield job, pdf

    def _warn(self, message: str, subtype: str, place: str | None = None) -> None:
        logger.warning(message, type="roundup", subtype=subtype, location=place)

    def _store(self, sort: str) -> Path:
        """Where it is kept from what the PDFs in this output folder were made."""
        return Path(self.doctreedir, f"pdf-{sort}-{digest(os.fspath(self.outdir))[:8]}.json")

    def _remove_others(self, kept: AbstractSet[str]) -> None:
        """Remove what an earlier build made or left half-written, and this one did not make."""
        outdir = Path(self.outdir)
        folders = (kind.folder for kind in RECORDED if kind.printed)
        below = (path for folder in folders for path in outdir.glob(f"{folder}/*"))
        for path in (*outdir.glob("*"), *below):
            is_pdf = path.suffix == ".pdf" and path.relative_to(outdir).as_posix() not in kept
            if is_pdf or is_leftover(path.name, ".pdf"):
                path.unlink()


def _unshown_in(archive: Archive) -> Iterator[str]:
    """Say where printed words have characters that no font has, and what is shown instead."""
    words = [(*place, frozenset(clean(text))) for place, text in _words_of(archive)]
    unshown = without_glyph(frozenset().union(*(found for _, _, _, found in words)))
    for name, path, line, found in words if unshown else ():
        for character in sorted(unshown & found):
            shown = in_letters(character)
            yield f"{path}:{line}: {name}: no font has U+{ord(character):04X}; the PDFs show {shown}."


def _words_of(archive: Archive) -> Iterator[tuple[tuple[str, str, int], str]]:
    """All that the PDFs print: whose words (with file and line), and the words."""
    for item in archive.items:
        links = " ".join(link.target or "" for link in item.links)
        notes = [note.said for note in link_notes(archive, item)]
        said = " ".join([*(fact.said for fact in facts(archive, item)), *notes])
        text = f"{item.title} {item.text} {said} {links}"
        yield (item.id, f"issues/{item.issue}.md", item.line), text
    for issue in archive.issues:
        heads = (f"{section.heading} {section.quotes}" for section in issue.sections)
        text = f"{issue.date} {issue.masthead} {issue.strap_line} {' '.join(heads)}"
        yield (issue.id, f"{issue.docname}.md", 1), text
    for page in archive.pages:
        said = " ".join(fact.said for fact in record_facts(archive, page))
        yield (page.slug, page.path, 1), f"{page.title} {said} {page.words}"
    for topic in archive.topics:
        text = " ".join((*topic.labels, topic.scope_note))
        yield (topic.slug, f"{topic.docname}.md", 1), text
    for source in archive.sources:
        yield (source.slug, "sources.yml", 1), f"{source.name} {source.short_name}"


def edition_of(builder: PdfBuilder, archive: Archive) -> Edition:
    """The archive as the configuration wants it printed."""
    config = builder.config
    return Edition(
        archive,
        name=config.project,
        author="" if config.author == "Author name not set" else config.author,
        paper=config.roundup_pdf_paper,
    )


def setup(app: Sphinx) -> None:
    """Register the builder and its settings."""
    app.add_builder(PdfBuilder)
    # Sphinx need not read a page again for these: "" instead of "env".
    app.add_config_value("roundup_pdf_whole_limit", 48, "", int)
    app.add_config_value("roundup_pdf_topic_limit", 100, "", int)
    app.connect("config-inited", _check)


def _check(_app: Sphinx, config: Config) -> None:
    if config.roundup_pdf_paper not in _PAPERS:
        written = f"conf.py: roundup_pdf_paper is {config.roundup_pdf_paper!r}"
        raise ConfigError(f"{written}; write one of {', '.join(_PAPERS)}.")
