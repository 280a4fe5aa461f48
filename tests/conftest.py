"""Build real archives: copy a tiny one, build it, look at what came out."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial, partialmethod
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING, Any

import jinja2
import live_content
import pytest
import sphinx.theming
from hypothesis import HealthCheck, settings
from jinja2.bccache import Bucket
from sphinx import locale
from sphinx.application import Sphinx
from sphinx.builders.html import _assets
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

from examples import examples
from gold import PRINTED
from once import made_once
from sphinx_roundup.html import stable_builder
from sphinx_roundup.html.compiled import CompiledTemplates
from sphinx_roundup.parse.link_status import FILE, Answer, as_json

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ROOTS = Path(__file__).parent / "roots"
PROJECT = Path(__file__).parents[1]

# Tests try the tools too, and take synthetic archives from where the benchmarks are.
sys.path += [str(PROJECT / "tools"), str(PROJECT / "benchmarks")]
live_content.watch()
# Programs that tests start find the package, and are watched, too.
os.environ["PYTHONPATH"] = os.pathsep.join(
    [str(PROJECT / "tests" / "watch"), str(PROJECT / "_ext")]
)

# No test takes over what another read of a page.
os.environ["ROUNDUP_CACHE"] = ""

# Where Python is told to keep no bytecode, each of those programs compiles Sphinx and us anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


class _Compiled(CompiledTemplates):
    """The templates compiled in this process, for all builds in it."""

    def __init__(self) -> None:
        super().__init__(Path(os.devnull))
        self._codes: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template as it was compiled before, without unpacking it anew."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that has just been compiled."""
        self._codes[bucket.key, bucket.checksum] = bucket.code

    def save(self) -> None:
        """Keep them in this process alone."""


_compiled = _Compiled()
stable_builder.CompiledTemplates = lambda _path: _compiled  # type: ignore[assignment,misc]
_environment = jinja2.Environment.__init__
jinja2.Environment.__init__ = partialmethod(_environment, bytecode_cache=_compiled)  # type: ignore[method-assign]

# Sphinx makes a thousand messages a build for -vv, and reads the metadata of every package that
# is installed to find its themes: both together are an eighth of a small build.
logging.disable(logging.DEBUG)
sphinx.theming.entry_points = cache(sphinx.theming.entry_points)  # type: ignore[attr-defined]

# How long an example takes is the machine's business, and no proof of anything.
settings.register_profile(
    "ours", max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ours")


def pytest_configure(config: pytest.Config) -> None:
    """Declare what is used in these files alone."""
    config.addinivalue_line("markers", "long: takes more than ten seconds, so it begins first")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let each process begin with its share of the long tests, so that none waits at the end."""
    processes = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    long = [item for item in items if item.get_closest_marker("long")]
    short = [item for item in items if not item.get_closest_marker("long")]
    ordered: list[pytest.Item] = []
    for number in range(processes):  # each is given as many tests, in this order
        ordered += long[number::processes]
        room = max(0, len(items) * (number + 1) // processes - len(ordered))
        ordered += short[:room]
        del short[:room]
    items[:] = ordered + short


# There is more to go through than in a build: to look as often as usual is a twentieth of all.
gc.set_threshold(10_000, 10, 10)
_USUAL = gc.get_threshold()


def pytest_sessionfinish() -> None:
    """Look for what is unused once: pytest does so five times, through all that was loaded."""
    gc.collect()
    gc.freeze()


def forget_other_builds() -> None:
    """Clear what Sphinx keeps for a process, which builds once but for tests."""
    _assets._file_checksum_inner.cache_clear()  # what a file at this place held
    # Each build adds to a chain: the first language wins, and the thousandth link is too deep.
    locale.translators.clear()
    # A build that is stopped while Sphinx loads leaves the collector off, for its process ends.
    gc.unfreeze()
    gc.set_threshold(*_USUAL)
    gc.enable()


class Site:
    """An archive in a folder of its own, built as often as a test likes."""

    def __init__(self, source: Path, work: Path) -> None:
        self.source = source
        self.work = work
        self.warnings = ""
        self.notes = ""
        self.status = 0

    def build(
        self,
        builder: str = "html",
        *,
        parallel: int = 1,
        tags: Sequence[str] = (),
        **settings: object,
    ) -> Path:
        """Build and return the output folder; ``warnings`` and ``notes`` hold what was said."""
        said, noted = StringIO(), StringIO()
        out = self.work / builder
        forget_other_builds()
        with patch_docutils(self.source), docutils_namespace():
            app = Sphinx(
                self.source,
                self.source,
                out,
                self.work / "doctrees",
                builder,
                confoverrides=settings,
                status=noted,
                warning=said,
                parallel=parallel,
                tags=list(tags),
            )
            app.build()
        self.status = app.statuscode
        self.notes = strip_colors(noted.getvalue())
        self.warnings = strip_colors(said.getvalue()).replace(f"{self.source}/", "")
        return out

    def build_quietly(self, builder: str = "html", **settings: object) -> Path:
        """Build, and fail on any warning."""
        out = self.build(builder, **settings)  # type: ignore[arg-type]
        assert not self.warnings
        return out

    def edit(self, name: str, old: str, new: str) -> None:
        """Change words of a source file."""
        path = self.source / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Callable[[str], Site]:
    """Copy a tiny archive of ``tests/roots`` into a folder of its own."""

    def copy(root: str = "small") -> Site:
        source = tmp_path / "source"
        shutil.copytree(ROOTS / root, source)
        return Site(source, tmp_path / "work")

    return copy


@pytest.fixture(scope="session")
def _small(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Site]:
    """Build the small archive once for each builder, and keep a copy; a build knows its place."""
    folder = tmp_path_factory.mktemp("small")
    whole = Site(folder / "source", folder / "work")

    def put_back(builder: str) -> Site:
        kept = folder.with_name(f"{folder.name}-{builder}")
        if kept.exists():
            shutil.rmtree(folder)
            shutil.copytree(kept, folder)
        else:
            for old in folder.iterdir():
                shutil.rmtree(old)
            shutil.copytree(ROOTS / "small", whole.source)
            whole.build_quietly(builder)
            shutil.copytree(folder, kept)
        return Site(whole.source, whole.work)

    return put_back


@pytest.fixture
def built_small(_small: Callable[[str], Site]) -> Site:
    """The small archive with its website, at one place, for each test as it was first built."""
    return _small("html")


@pytest.fixture
def printed_small(_small: Callable[[str], Site]) -> Site:
    """The small archive with its PDFs, at one place, for each test as it was first built."""
    return _small("roundup-pdf")


def copy_content(folder: Path) -> Path:
    """Copy the issues, topics, sources and vocabulary that the tests own into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("issues", "topics"):
        shutil.copytree(PRINTED / name, folder / name)
    for path in PRINTED.glob("*.yml"):
        shutil.copy(path, folder)
    return folder


def copy_printed(folder: Path) -> Path:
    """Copy the archive that the tests own into ``folder``, ready to build."""
    copy_content(folder)
    for path in (*PRINTED.glob("*.md"), PRINTED / "conf.py"):
        shutil.copy(path, folder)
    # These are no content: they tell the rules and the files, and are tested with them.
    for name in ("how-to-write-an-item.md", "add.md", "data.md"):
        shutil.copy(PROJECT / name, folder)
    return folder


def write_answers(site: Site, *gone: str) -> None:
    """Leave a ``links.json`` that says these addresses were found gone on 3 May 2026."""
    answer = Answer("gone", "2026-06-01", "2026-05-03")
    text = as_json(dict.fromkeys(gone, answer))
    (site.source / FILE).write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Both printed issues, built once: real words, and the tests' own copy of them."""

    def build(folder: Path) -> Site:
        built = Site(copy_printed(folder / "source"), folder / "work")
        built.build()
        return built

    return made_once(tmp_path_factory, "real", build)


@pytest.fixture(scope="session")
def real_html(real_site: Site) -> Path:
    """The website of both printed issues."""
    return real_site.work / "html"


@pytest.fixture(scope="session")
def german(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a machine that speaks German, and names months so."""
    found = made_once(tmp_path_factory, "locales", _german)
    if not found:
        pytest.skip("needs the locale de_DE.UTF-8, or localedef with the sources of locales")
    return found


def _german(folder: Path) -> dict[str, str]:
    maker = shutil.which("localedef")
    if maker:
        command = [maker, "--no-archive", "-i", "de_DE", "-f", "UTF-8", f"{folder}/de_DE.UTF-8"]
        subprocess.run(command, check=False, capture_output=True)
    found = {"LC_ALL": "de_DE.UTF-8"}
    if any(folder.iterdir()):
        found["LOCPATH"] = str(folder)
    code = "import calendar, locale; locale.setlocale(locale.LC_ALL, ''); print(calendar.month_name[5])"
    said = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **found},
        capture_output=True,
        text=True,
        check=False,
    )
    return found if said.stdout.strip() == "Mai" else {}


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its relative name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def times(folder: Path) -> dict[str, int]:
    """When each file below a folder was last written."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, kept from calling home."""
    # Tests of single functions need no browser, and not the package that drives one.
    playwright_api = pytest.importorskip("playwright.sync_api")
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with playwright_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--no-first-run", *quiet],
        )
        _wait_long(browser)
        playwright_api.expect.set_options(timeout=_PATIENCE)
        yield browser
        browser.close()


_PATIENCE = 180_000
"""So many milliseconds a browser may take: how busy the machine is proves nothing."""


def _wait_long(browser: Browser) -> None:
    """Let every page of a browser wait long, instead of the half minute that Playwright gives."""
    for name in ("new_page", "new_context"):
        setattr(browser, name, _patient(getattr(browser, name)))


def _patient(make: Callable[..., Page | BrowserContext]) -> Callable[..., Page | BrowserContext]:
    def made(**how: object) -> Page | BrowserContext:
        one = make(**how)
        one.set_default_timeout(_PATIENCE)
        return one

    return made


_WATCH = """
window.broken = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.broken.push(event.violatedDirective + " " + event.blockedURI);
});
"""


class Window:
    """One page of the browser that tests open one after another: a new one costs half a second."""

    def __init__(self, browser: Browser) -> None:
        self.page = browser.new_page()
        self.page.add_init_script(_WATCH)
        self._listening: list[tuple[str, Callable[..., object]]] = []

    def open(self, address: str, width: int = 1280, scheme: str = "light") -> Page:
        """Go to an address in a window of this width, with this colour scheme."""
        self.page.set_viewport_size({"width": width, "height": 900})
        as_is: dict[str, Any] = {"media": "null", "forced_colors": "none", "color_scheme": scheme}
        self.page.emulate_media(**as_is)
        self.page.goto(address)
        return self.page

    def broken(self) -> list[str]:
        """What the page's policy has stopped."""
        found: list[str] = self.page.evaluate("window.broken")
        return found

    def on(self, event: str, told: Callable[..., object]) -> None:
        """Listen to the page until the test ends."""
        self.page.on(event, told)  # type: ignore[call-overload]
        self._listening.append((event, told))

    def forget(self) -> None:
        """Leave nothing of a test to the next: what listens, what the page has kept, the pointer."""
        for event, told in self._listening:
            self.page.remove_listener(event, told)
        self._listening.clear()
        if self.page.url.startswith(("http:", "file:")):
            self.page.evaluate("localStorage.clear(), sessionStorage.clear()")
        self.page.context.clear_cookies()
        self.page.mouse.move(0, 0)
        self.page.goto("about:blank")


@pytest.fixture(scope="session")
def _window(chromium: Browser) -> Window:
    return Window(chromium)


@pytest.fixture
def window(_window: Window) -> Iterator[Window]:
    """A page that holds nothing of the tests before; one test at a time has it."""
    yield _window
    _window.forget()


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keep the tests' output for the tests."""


@pytest.fixture(scope="session")
def real_url(real_html: Path) -> Iterator[str]:
    """The website of both printed issues, served on this machine; ends with a slash."""
    handler = partial(_QuietHandler, directory=str(real_html))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
