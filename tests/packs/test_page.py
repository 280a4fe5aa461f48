"""A reader's pack in a real browser: from entries to paper, mail, files, and somebody else's screen."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import Browser, Page, Route, expect
from pypdf import PdfReader

import a11y
from conftest import Window
from gold import printed_archive
from page import card_of
from sphinx_roundup.model.records import Item
from sphinx_roundup.parse.pack import Pack, read_pack

pytestmark = pytest.mark.browser

ISSUE = "issues/2024-04.html"
ITEMS = {item.slug: item for item in printed_archive().items}
THREE = [
    "2024-04/gangs-podcast",
    "2024-04/mace-panels",
    "2023-01/" + next(item.slug for item in printed_archive().items if item.issue == "2023-01"),
]
ADDRESS = "https://archive.example/a/pack.html"
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('pack:')).map((key) => JSON.parse(localStorage[key]))"
Open = Callable[..., Page]


@pytest.fixture
def page(window: Window, real_url: str) -> Iterator[Open]:
    """Open a page of the site; what goes wrong on it fails the test."""
    wrong: list[str] = []
    window.on("pageerror", lambda error: wrong.append(str(error)))

    def open_(name: str = "pack.html", root: str = real_url, width: int = 1280) -> Page:
        # Another name in the address would only change what is after the #.
        window.page.goto("about:blank")
        return window.open(root + name, width)

    yield open_
    assert wrong == []
    assert window.broken() == []


def titles(shown: Page) -> list[str]:
    return shown.locator("#pack-entries h2").all_inner_texts()


def titles_of(*ids: str) -> list[str]:
    return [ITEMS[one.partition("/")[2]].title for one in ids]


def ready(shown: Page) -> Page:
    shown.locator("#pack-entries > li").first.wait_for()
    return shown


def link_of(*ids: str, **said: str) -> str:
    return "pack.html#" + ",".join(ids) + "".join(f"&{key}={words}" for key, words in said.items())


def test_entries_are_added_on_every_sort_of_page(page: Open) -> None:
    shown = page(ISSUE)
    card = shown.locator(card_of("2024-04/gangs-podcast"))
    button = card.locator(".pack-button")
    expect(button).to_have_accessible_name(f"Add to my pack: {titles_of(THREE[0])[0]}")
    button.focus()
    shown.keyboard.press("Enter")
    expect(button).to_have_accessible_name(f"Remove from my pack: {titles_of(THREE[0])[0]}")
    told = shown.locator(".said")
    expect(told).to_have_text("Added. 1 entry in your pack.")
    shown.keyboard.press("Enter")
    expect(told).to_have_text("Removed. 0 entries in your pack.")
    shown.keyboard.press("Space")
    shown = page("search.html?q=MACE+panels")
    found = shown.locator(card_of("2024-04/mace-panels")).locator(".pack-button")
    found.click()
    expect(found).to_have_text("Remove from my pack")
    shown.get_by_role("link", name="See my pack").click()
    ready(shown)
    assert titles(shown) == titles_of(*THREE[:2])
    expect(shown.locator(".menu-pack")).to_have_text("My reading pack (2)")
    expect(shown.locator("#pack-facts")).to_have_text("2 entries, about 1 min to read.")
    assert shown.evaluate(KEPT) == [{"title": "", "note": "", "entries": THREE[:2]}]


def test_order_removal_and_undo_by_keyboard(page: Open) -> None:
    shown = ready(page(link_of(*THREE)))
    shown.get_by_role("button", name="Keep as my pack").click()
    said = shown.locator("#pack-status")
    row = shown.locator("#pack-entries > li")
    row.nth(2).get_by_role("button", name="Move up").focus()
    shown.keyboard.press("Enter")
    expect(said).to_have_text("Moved to 2 of 3.")
    shown.keyboard.press("Enter")
    assert titles(shown) == titles_of(THREE[2], THREE[0], THREE[1])
    # At the top there is no way up: the focus is not lost.
    assert shown.evaluate("document.activeElement.dataset.to") == "down"
    row.nth(2).get_by_role("button", name="Move to the top").click()
    assert titles(shown) == titles_of(THREE[1], THREE[2], THREE[0])
    row.nth(1).get_by_role("button", name="Remove").click()
    expect(said).to_have_text("Removed. 2 entries in your pack.")
    assert shown.evaluate("document.activeElement.textContent") == "Undo"
    shown.keyboard.press("Enter")
    assert titles(shown) == titles_of(THREE[1], THREE[2], THREE[0])
    expect(said).to_have_text("Put back. 3 entries in your pack.")
    shown.get_by_role("button", name="Empty my pack").click()
    expect(shown.locator("#pack-none")).to_be_visible()
    shown.get_by_role("button", name="Undo").click()
    shown.get_by_label("Title").fill("For Monday")
    shown.reload()
    ready(shown)
    assert titles(shown) == titles_of(THREE[1], THREE[2], THREE[0])
    expect(shown.locator("h1")).to_have_text("For Monday")


def public(route: Route) -> None:
    """The page as an archive with an address has it, in which one entry was renamed, one withdrawn."""
    former = {
        "moved": {"2024-04/old-name": "2024-04/mace-panels", "issues/2024-03": "issues/2024-04"},
        "withdrawn": {"2024-04/gone": "An entry stood here. It was withdrawn."},
    }
    text = route.fetch().text()
    text = re.sub(
        r'(id="pack-former">).*?(</template>)', lambda m: m[1] + json.dumps(former) + m[2], text
    )
    route.fulfill(body=text.replace("</head>", f'<link rel="canonical" href="{ADDRESS}"></head>'))


@pytest.fixture
def with_address(window: Window) -> Iterator[None]:
    window.page.route("**/pack.html", public)
    yield
    window.page.unroute("**/pack.html")


@pytest.mark.usefixtures("with_address")
def test_a_link_names_what_is_gone_and_shows_the_rest(page: Open) -> None:
    ids = [
        "2024-04/gone",
        "2024-04/old-name",
        "2024-03/gangs-podcast",
        "2030-01/none",
        "2024-04/nobody",
        "2024-04/" + "long" * 5000,
    ]
    shown = ready(page(link_of(*ids, title="A%20pack")))
    expect(shown.locator("#pack-missing")).to_have_text(
        "4 entries of this pack are not in the archive; the rest is shown."
    )
    assert titles(shown) == titles_of("2024-04/mace-panels", "2024-04/gangs-podcast")
    lost = shown.locator(".pack-missing").all_inner_texts()
    assert lost[0] == "2024-04/gone: An entry stood here. It was withdrawn."
    names = [*ids[3:5], ids[5][:80] + "…"]
    assert lost[1:] == [f"{one}: the archive has no entry of this name." for one in names]
    expect(shown.locator("h1")).to_have_text("A pack")
    first = shown.locator("#pack-entries h2 a").first
    expect(first).to_have_attribute("href", "./e/2024-04/mace-panels.html")
    # Whoever only looks at it changes nothing, and keeps what is his.
    assert not shown.locator("#pack-entries button").count()
    assert shown.evaluate(KEPT) == []


def test_what_is_shared_joins_or_replaces_ones_own(page: Open) -> None:
    shown = ready(page(link_of(THREE[0])))
    shown.get_by_role("button", name="Keep as my pack").click()
    assert "#" not in shown.url
    shown = ready(page(link_of(*THREE[1:], title="Theirs", note="Read%20it.")))
    expect(shown.locator("#pack-note")).to_have_text("Read it.")
    shown.get_by_role("button", name="Add to my pack").click()
    assert titles(shown) == titles_of(*THREE)
    shown = ready(page(link_of(THREE[1], title="Theirs")))
    shown.get_by_role("button", name="Put in place of my pack").click()
    assert titles(shown) == titles_of(THREE[1])
    shown.get_by_role("button", name="Undo").click()
    assert titles(shown) == titles_of(*THREE)
    many = [f"2024-04/{slug}" for slug, item in ITEMS.items() if item.issue == "2024-04"]
    more = [f"2023-01/{slug}" for slug, item in ITEMS.items() if item.issue == "2023-01"]
    shown = ready(page(link_of(*many, *more)))
    assert len(titles(shown)) == 50
    # What is said comes with the entries, at once: there is nothing to wait for.
    cut = shown.locator("#pack-cut:visible")
    assert cut.all_inner_texts() == ["A pack holds 50 entries; the first 50 are shown."]
    shown.get_by_role("button", name="Put in place of my pack").click()
    assert cut.count() == 0
    lines = "all => all.map((one) => getComputedStyle(one).textDecorationLine)"
    assert set(shown.locator("#pack button").evaluate_all(lines)) == {"none"}
    shown = page("issues/2023-01.html")
    shown.locator(card_of(more[-1])).locator(".pack-button").click()
    said = shown.locator(".pack-said").all_inner_texts()
    assert said == ["Your pack is full: it holds 50 entries. See my pack"]


TITLE, NOTE = "Gangs (“new”) & more", "Read 1*2 first.\nThen [the] rest, 100% of it!"


@pytest.mark.usefixtures("with_address")
def test_a_link_and_a_mail_hold_all_of_it(page: Open, window: Window) -> None:
    window.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    shown = ready(page(link_of(*THREE)))
    shown.get_by_role("button", name="Keep as my pack").click()
    shown.get_by_label("Title").fill(TITLE)
    shown.get_by_label("A note").fill(NOTE)
    shown.get_by_role("button", name="Copy link").click()
    expect(shown.locator("#pack-status")).to_have_text("Link copied.")
    link = shown.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{ADDRESS}#{THREE[0]},mace-panels,{THREE[2]}&title=Gangs")
    assert re.fullmatch(r"[\w.~:/#%&=,-]+", link)
    read = shown.evaluate("(link) => roundupPack.readLink(new URL(link).hash)", link)
    assert read == {"title": TITLE, "note": NOTE, "entries": THREE}
    kept = Pack(tuple(THREE), TITLE, NOTE)
    assert read_pack(link) == kept
    shown.get_by_role("button", name="Copy as e-mail").click()
    expect(shown.locator("#pack-status")).to_have_text("Text of the e-mail copied.")
    mail = shown.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")
    parts = mail.split("\n\n")
    assert parts[0] == TITLE
    assert parts[-1] == f"This reading pack on one page:\n{link}\n"
    assert read_pack(mail) == kept
    entry = next(part for part in parts if part.startswith("2. ")).split("\n")
    item = ITEMS["mace-panels"]
    assert entry[0] == f"2. {item.title}"
    assert entry[1].endswith("· April 2024")
    assert item.text in entry
    assert entry[-1] == "https://archive.example/a/issues/2024-04.html#item-2024-04-mace-panels"
    # Where a browser lets no script copy, the reader can.
    shown.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }"
    )
    shown.get_by_role("button", name="Copy as e-mail").click()
    expect(shown.get_by_label("Text to copy")).to_have_value(mail)
    assert shown.evaluate("document.activeElement.id") == "pack-text"


def saved(shown: Page, label: str) -> str:
    with shown.expect_download() as waiting:
        shown.get_by_role("button", name=label, exact=True).click()
    assert waiting.value.suggested_filename.startswith("gangs-new-more.")
    return Path(waiting.value.path()).read_text(encoding="utf-8")


def test_files_are_those_of_the_build_from_a_folder_too(page: Open, real_html: Path) -> None:
    root = f"{real_html.as_uri()}/"
    ids = [THREE[2], THREE[0], THREE[1]]
    shown = ready(
        page(
            link_of(*ids, title="Gangs%20%22new%22%20%26%20more", note="One.%0A%23%20Two"),
            root=root,
        )
    )
    records: dict[str, str] = {}
    for name in ("2023-01", "2024-04"):
        whole = (real_html / f"cite/issues/{name}.ris").read_text(encoding="utf-8")
        for record in re.split(r"\n(?=TY  - MGZN)", whole)[1:]:
            records[re.search("AN  - (.*)", record)[1]] = record.rstrip("\n") + "\n"  # type: ignore[index]
    assert saved(shown, "RIS") == "\n".join(records[one] for one in ids)
    keys = re.findall("^@article{roundup-(.*),$", saved(shown, "BibTeX"), re.MULTILINE)
    assert keys == [one.replace("/", "-") for one in ids]
    rows = list(csv.DictReader(io.StringIO(saved(shown, "CSV"), newline="")))
    assert [row["id"] for row in rows] == ids
    assert [row["text"] for row in rows] == [ITEMS[one.partition("/")[2]].text for one in ids]
    text = saved(shown, "Markdown")
    read = words_of(text)
    assert read[:3] == ['Gangs "new" & more', "One.", "# Two"]
    for one in ids:
        item = ITEMS[one.partition("/")[2]]
        assert read.index(item.title) < read.index(" ".join(item.body[0].text.split()))
    assert read_pack(text) == Pack(tuple(ids), 'Gangs "new" & more', "One.\n# Two")
    assert not shown.locator("#pack-none").is_visible()


def words_of(markdown: str) -> list[str]:
    """The words of each block of Markdown, as a reader of it sees them."""
    tokens = MarkdownIt("commonmark").parse(markdown)
    return [
        "".join(part.content for part in one.children or ())
        for one in tokens
        if one.type == "inline"
    ]


def test_from_a_folder_an_entry_comes_into_the_pack(page: Open, real_html: Path) -> None:
    shown = page(ISSUE, root=f"{real_html.as_uri()}/")
    shown.locator(card_of("2024-04/gangs-podcast")).locator(".pack-button").click()
    link = shown.get_by_role("link", name="See my pack")
    # Firefox keeps a store for each file: the link says what this page knows.
    assert (link.get_attribute("href") or "").endswith("pack.html#2024-04/gangs-podcast")
    link.click()
    ready(shown)
    assert titles(shown) == titles_of(THREE[0])
    expect(shown.get_by_role("button", name="Remove")).to_be_visible()


def test_a_pack_lasts_for_the_visit_where_nothing_is_kept(chromium: Browser, real_url: str) -> None:
    context = chromium.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })"
    )
    shown = context.new_page()
    for slug in ("gangs-podcast", "mace-panels"):
        shown.goto(real_url + ISSUE)
        shown.locator(card_of(f"2024-04/{slug}")).locator(".pack-button").click()
    shown.get_by_role("link", name="See my pack").click()
    ready(shown)
    assert titles(shown) == titles_of(*THREE[:2])
    expect(shown.locator("#pack-device")).to_have_text(
        "This browser keeps nothing for this site, so your pack lasts as long as this window."
    )
    context.close()


def test_without_scripts_one_sentence_stands_there(chromium: Browser, real_url: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    shown = context.new_page()
    shown.goto(f"{real_url}pack.html")
    assert shown.locator("noscript p").inner_text().startswith("A reading pack needs JavaScript")
    expect(shown.locator(".menu-pack")).to_be_hidden()
    expect(shown.locator("#pack")).to_be_hidden()
    context.close()


def test_paper_has_the_words_and_no_buttons(page: Open, tmp_path: Path) -> None:
    many = [f"2024-04/{slug}" for slug, item in ITEMS.items() if item.issue == "2024-04"]
    ids = list(dict.fromkeys([*THREE, *many[:9]]))  # more than a page of them
    shown = ready(page(link_of(*ids, title="For%20Monday", note="First%20this.")))
    shown.get_by_role("button", name="Keep as my pack").click()
    path = tmp_path / "pack.pdf"
    shown.pdf(path=path, format="A4")
    first, *_ = texts = [one.extract_text() for one in PdfReader(path).pages]
    assert titles_of(THREE[0])[0] in " ".join(first.split())
    text = " ".join("".join(texts).split())
    assert text.startswith(f"For Monday First this. {len(ids)} entries")
    places = [text.index(title) for title in titles_of(*THREE)]
    assert places == sorted(places)
    assert item_words(ITEMS["mace-panels"]) in text
    for label in ("Move up", "Remove", "Copy", "Download", "Title", "nothing private"):
        assert label not in text


@pytest.mark.usefixtures("with_address")
def test_paper_has_a_link_that_can_be_typed(page: Open) -> None:
    shown = ready(page(link_of(*THREE[:2])))
    shown.emulate_media(media="print")
    expect(shown.locator("#pack-at")).to_have_text(f"The pack: {ADDRESS}#{THREE[0]},mace-panels")
    assert shown.locator("#pack-at").is_visible()
    assert shown.locator("#pack-entries .pack-address").first.is_visible()
    shown = ready(page(link_of(THREE[0], note="long" * 80)))
    expect(shown.locator("#pack-at")).to_have_text("")
    shown.emulate_media(media="null")


def item_words(item: Item) -> str:
    return " ".join(item.text.split())


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_keeps_a_reader_out(page: Open, width: int) -> None:
    shown = ready(page(link_of(*THREE, "2024-04/none"), width=width))
    states: list[Callable[[], Any]] = [
        lambda: None,
        lambda: shown.get_by_role("button", name="Keep as my pack").click(),
        shown.get_by_role("button", name="Remove").first.click,
    ]
    for change in states:
        change()
        shown.evaluate("scrollTo(0, 0)")  # axe counts what stands below the bar as covered
        assert a11y.violations(shown) == []
        assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")
