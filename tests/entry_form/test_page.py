"""The page for writing an entry, in a real browser, from a folder: by keyboard, with nothing lost."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

import a11y
from gold import PRINTED, printed_archive
from search.node import NODE
from sphinx_roundup.check.inbox import problems_of_proposal
from sphinx_roundup.html import entry_form
from sphinx_roundup.parse.inbox import read_proposal
from sphinx_roundup.parse.vocabulary import load
from sphinx_roundup.views.entry_form import EntryFormView
from sphinx_roundup.views.entry_form import entry_form as form_of

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.Mso{}</style></head><body>
<p class=MsoNormal>A&nbsp;<b>new</b> <a href="https://example.org/my guide.pdf">guide</a> for par\u00adents<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;</span></span>one</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>two <i>words</i></p>
<script>document.title = "run"</script><p>See [1] and <a href="file:///c:/x">this</a>.</p></body></html>"""
PASTE = """(html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "not this");
  const box = document.getElementById("entry-words");
  box.focus();
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def page(chromium: Browser, real_html: Path) -> Iterator[Page]:
    context = chromium.new_context(accept_downloads=True)
    shown = context.new_page()
    wrong: list[str] = []
    shown.on("pageerror", lambda error: wrong.append(str(error)))
    shown.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    shown.on("request", lambda asked: wrong.append(asked.url) if "file:" not in asked.url else None)
    shown.goto(f"{real_html.as_uri()}/add.html")
    yield shown
    # The policy forbids the styles of what is pasted, too; axe asks for stylesheets, and gets none from a folder.
    assert [
        one for one in wrong if not re.search("inline style|\\.css|preload|ERR_FAILED|blob:", one)
    ] == []
    context.close()


def problems(text: str) -> list[str]:
    """What the check says of a file."""
    proposal = read_proposal("inbox/x.md", text)
    found = problems_of_proposal(PRINTED, proposal, printed_archive(), load(PRINTED))
    return [problem.sentence for problem in found]


@pytest.mark.browser
def test_two_entries_are_written_by_keyboard_kept_and_taken(page: Page) -> None:
    keys = page.keyboard
    expect(page.locator("#entry-state")).to_be_empty()
    page.locator("#entry-heading").focus()
    for words in ("missing", "A guide for parents", "A [guide](https://example.org/guide)."):
        keys.type(words)
        keys.press("Tab")
    expect(page.locator("#entry-kind")).to_be_focused()
    keys.type("Guide")
    keys.press("Tab")
    keys.type("The Gardian")
    keys.press("Enter")
    expect(page.locator("#entry-source-problem")).to_contain_text("is not in sources.yml")
    expect(page.locator("#entry-state")).to_have_text("One thing is to mend or to fill in.")
    page.get_by_role("button", name="Use “The Guardian”").press("Enter")
    expect(page.locator("#entry-source")).to_be_focused()
    expect(page.locator("#entry-state")).to_have_text("Nothing to mend: this is ready.")
    page.get_by_role("button", name="Add another entry").press("Enter")
    expect(page.locator("#entry-heading")).to_be_focused()
    page.fill("#entry-title", "A film")
    page.fill("#entry-words", "See https://example.org")
    page.reload()
    expect(page.locator("#entry-legend")).to_have_text("Entry 2 of 2")
    expect(page.locator("#entry-words")).to_have_value("See https://example.org")
    page.get_by_role("button", name="Entry 2: An address stands").press("Enter")
    expect(page.locator("#entry-words")).to_be_focused()
    assert page.locator("#entry-words").get_attribute("aria-invalid") == "true"
    page.fill("#entry-words", "A film.")
    page.select_option("#entry-kind", "news")
    page.fill("#entry-source", "not stated")
    keys.press("Enter")
    expect(page.locator("#entry-state")).to_have_text("Nothing to mend: this is ready.")
    text = page.locator("#entry-text").input_value()
    assert text.count(":::{item}") == 2
    assert ":source: the-guardian\n" in text
    assert ":id: guide-parents\n" in text
    assert problems(text) == []
    expect(page.locator("#entry-preview a")).to_have_attribute("href", "https://example.org/guide")
    with page.expect_download() as waiting:
        page.click("#entry-save")
    assert Path(waiting.value.path()).read_text(encoding="utf-8") == text
    assert f"inbox/{waiting.value.suggested_filename}" == page.inner_text("#entry-name")
    page.get_by_role("button", name="Take out entry 1: A guide for parents").click()
    expect(page.locator("#entry-text")).to_have_value(text.replace(first_of(text), ""))
    page.click("#entry-again")
    page.click("#entry-again")
    expect(page.locator("#entry-title")).to_have_value("")
    page.reload()
    expect(page.locator("#entry-title")).to_have_value("")


def first_of(text: str) -> str:
    start = text.index(":::{item}")
    return text[start : text.index(":::{item}", start + 1)]


@pytest.mark.browser
def test_a_paste_from_word_keeps_words_links_and_bullets(page: Page) -> None:
    title = page.title()
    page.evaluate(PASTE, WORD)
    expect(page.locator("#entry-words")).to_have_value(
        "A **new** [guide](https://example.org/my%20guide.pdf) for parents\n\n- one\n- two *words*\n\n"
        r"See \[1\] and [this](#)."
    )
    assert page.title() == title
    preview = page.locator("#entry-preview")
    expect(preview.locator("li")).to_have_text(["one", "two words"])
    expect(preview).to_contain_text("See [1] and this.")
    expect(preview.locator("a[aria-disabled]")).to_have_text("this")
    page.fill("#entry-words", "<img src=x onerror=alert(1)> [x](javascript:alert(2))")
    expect(preview.locator("img, a")).to_have_count(0)
    expect(page.locator("#entry-problems")).to_contain_text("HTML such as “<img” is not used here")


@pytest.mark.browser
def test_nothing_keeps_a_reader_out(page: Page) -> None:
    page.click("#entry-more summary")
    page.fill("#entry-title", "A [title](x)")
    page.fill("#entry-topics", "mising")
    page.keyboard.press("Enter")
    assert a11y.violations(page, "#entry-form") == []


def test_a_repository_is_offered_with_the_file_filled_in_as_far_as_it_can_be() -> None:
    archive = printed_archive()
    made = {}
    for repository in (
        "",
        "https://github.com/example/archive",
        "https://gitlab.com/example/archive",
    ):
        identity = replace(archive.identity, repository=repository, branch="main")
        view = form_of(replace(archive, identity=identity))
        assert isinstance(view, EntryFormView)
        made[view.forge] = view.new_file
    assert made[""] == ""
    assert made["GitLab"] == "https://gitlab.com/example/archive/-/new/main"
    program = f"""
        {entry_form.script(archive)}
        const {{ newFile }} = globalThis.roundupEntry;
        const told = {json.dumps([made["GitHub"], made["GitLab"]])}.flatMap((address) =>
          ["## A & b?\\n", "é".repeat(3000)].map((text) => newFile(address, "x-1.md", text)));
        console.log(JSON.stringify(told));
    """
    done = subprocess.run([NODE, "-e", program], capture_output=True, check=True, encoding="utf-8")
    short, long, plain, _ = (dict[str, Any](one) for one in json.loads(done.stdout))
    start = "https://github.com/example/archive/new/main?filename=inbox%2Fx-1.md"
    assert short == {
        "href": f"{start}&value=%23%23%20A%20%26%20b%3F%0A",
        "isFilled": True,
        "isLong": False,
    }
    assert long == {"href": start, "isFilled": False, "isLong": True}
    assert plain == {"href": made["GitLab"], "isFilled": False, "isLong": False}
