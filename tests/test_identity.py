"""``archive.toml``: read strictly, shown wherever the archive says what it is, and kept fresh."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import PROJECT, Site, snapshot
from pdf.reading import web_links
from sphinx_roundup.check import ownership
from sphinx_roundup.check.archive import Checked, check, with_advice
from sphinx_roundup.check.ownership import advise_on_ownership, contrast
from sphinx_roundup.model.forge import edit_address, request_address, search_address
from sphinx_roundup.model.identity import DEFAULT, KEYS, Identity, value_of
from sphinx_roundup.parse.identity import FILE, LoadedIdentity, load_identity
from sphinx_roundup.parse.language import language_of

MADE = {
    "name": "Archive of the Harbour Letter",
    "newsletter": "The Harbour Letter",
    "publisher": "The Harbour Press",
    "address": "https://letters.example.org/archive/",
    "namespace": "6f1f6c2e-0c1b-4d3a-9b0e-2a7c51d1e0aa",
    "repository": "https://gitlab.com/harbour/letters",
    "branch": "live",
    "contact": "archive@example.org",
    "run-by": "The Harbour Trust",
    "emergency": "Call 112.",
    "leave-to": "https://weather.example.org/",
    "entry-pages": "true",
    "language": "en_IE",
    "colour": "#5a1a5e",
    "colour-dark": "#f0b3f5",
    "logo": "logo.svg",
    "favicon": "logo.svg",
    "paper": "letter",
    "lost-link-search": "https://search.example.org/?q={query}&lang=en",
}
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


def write(folder: Path, values: dict[str, str]) -> None:
    (folder / "logo.svg").write_text(LOGO, encoding="utf-8")
    lines = (f"{key} = {json.dumps(value)}\n" for key, value in values.items())
    (folder / FILE).write_text("".join(lines), encoding="utf-8")


def read(folder: Path, text: str) -> LoadedIdentity:
    (folder / FILE).write_text(text, encoding="utf-8")
    return load_identity(folder)


def told(folder: Path, text: str) -> list[str]:
    return [f"{p.line}: {p.sentence}" for p in read(folder, text).problems]


def test_the_table_in_the_documents_is_made_from_the_declaration() -> None:
    text = (PROJECT / "docs" / "your-own.md").read_text(encoding="utf-8")
    rows = []
    for name, key in KEYS.items():
        default = value_of(DEFAULT, name)
        settings = ", ".join(f"`{setting}`" for setting in key.sets)
        shown = f"`{default}`" if default else ""
        rows.append(f"| `{name}` | {shown} | {key.meaning} | {settings} |")
    assert re.findall(r"^\| `.*`.*\|$", text, re.MULTILINE) == rows


def test_every_key_is_read(tmp_path: Path) -> None:
    write(tmp_path, MADE)
    loaded = load_identity(tmp_path)
    assert not loaded.problems
    assert {name: value_of(loaded.identity, name) for name in MADE} == MADE
    assert MADE.keys() | {"forge"} == KEYS.keys()
    assert list(loaded.lines.values()) == list(range(1, len(MADE) + 1))


def test_without_the_file_nothing_is_said_and_nothing_is_wrong(tmp_path: Path) -> None:
    assert load_identity(tmp_path) == LoadedIdentity(Identity())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('a = 1\nnmae = "x"', "2: “nmae” is not a known key. Did you mean “name”?"),
        ("name = 3", '1: name must be text. Put it in quotes: name = "…".'),
        ('\n[name]\nfull = "x"', '2: name must be text. Put it in quotes: name = "…".'),
        ("name = “x”", "1: it cannot be read: Invalid value."),
        ('name = "x"\nname = "y"', "2: it cannot be read: Cannot overwrite a value."),
        ('paper = "A4"', "1: paper cannot be “A4”. Did you mean “a4”?"),
        ('paper = "b5"', "1: paper cannot be “b5”. Write one of a4, a5, letter."),
        ('language = "English"', "1: “English” cannot be the language. Write a language,"),
        ('colour = "red"', "1: “red” cannot be the colour. Write a number sign and six digits"),
        ('address = "example.org"', "1: “example.org” cannot be the address. Write a full"),
        (
            'namespace = "harbour"',
            "1: “harbour” cannot be the namespace. Make one with: python3 -c",
        ),
        ('repository = "javascript:alert(1)"', "1: “javascript:alert(1)” cannot be the reposit"),
        ('contact = "mailto:a@example.org"', "1: “mailto:a@example.org” cannot be the contact."),
        (
            'contact = "a@example.org?cc=b@example.org"',
            "1: “a@example.org?cc=b@example.org” cannot",
        ),
        ('contact = "somebody"', "1: “somebody” cannot be the contact. Write a mail address,"),
        ('branch = "a b"', "1: “a b” cannot be the branch. Write its name alone, as main."),
        ('lost-link-search = "https://s.example/"', "1: “https://s.example/” cannot be the lost-"),
        ('logo = "../logo.svg"', "1: logo names “../logo.svg”, outside of the archive’s folder."),
        ('logo = "none.svg"', "1: logo names “none.svg”, which is not there. Put the file in"),
        ('name = "a\\nb"', "1: name is too long. Write one line of up to 500 characters."),
        ('name = "a\\u202eb"', "1: there is a character that nobody can see, at column 2"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_line(
    tmp_path: Path, text: str, sentence: str
) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    (tmp_path / "logo.svg").write_text(LOGO, encoding="utf-8")
    found = told(folder, text)
    assert any(one.startswith(sentence) for one in found), found


def test_the_address_of_an_intranet_may_be_short(tmp_path: Path) -> None:
    assert not told(tmp_path, 'address = "http://intranet/archive/"')


VALUES = st.recursive(
    st.one_of(st.text(), st.integers(), st.booleans(), st.sampled_from(sorted(MADE.values()))),
    lambda inner: st.lists(inner, max_size=2),
    max_leaves=3,
)


@given(data=st.dictionaries(st.sampled_from([*KEYS, "nmae", "x"]), VALUES, max_size=4))
def test_no_value_ends_a_build_and_whatever_is_left_out_is_told(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, Any]
) -> None:
    folder = tmp_path_factory.mktemp("archive")
    lines = (f"{key} = {json.dumps(value)}\n" for key, value in data.items())
    (folder / FILE).write_text("".join(lines), encoding="utf-8", errors="surrogatepass")
    loaded = load_identity(folder)
    lines = {problem.line for problem in loaded.problems}
    if not loaded.lines and data:
        assert lines  # the file as a whole cannot be read
        return
    for number, (key, value) in enumerate(data.items(), 1):
        is_text = key in KEYS and isinstance(value, str)
        is_kept = is_text and value.strip() in {"", value_of(loaded.identity, key)}
        assert is_kept != (number in lines), (key, value)


@given(text=st.text())
def test_no_text_ends_a_build(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("archive")
    (folder / FILE).write_bytes(text.encode("utf-8", "surrogatepass"))
    loaded = load_identity(folder)
    assert loaded.problems or loaded.identity == Identity() or loaded.lines


@pytest.fixture
def made(site: Callable[[str], Site]) -> Site:
    """The small archive with a name of its own, on its home page and elsewhere."""
    small = site("small")
    small.edit("conf.py", 'project = "Small archive"\nlanguage = "en_GB"\n', "")
    write(small.source, MADE)
    (small.source / "index.md").write_text(
        "# {archive}`name`\n\nThe archive of *{archive}`newsletter`*. {archive}`emergency`\n",
        encoding="utf-8",
    )
    return small


def test_everything_that_says_the_name_takes_it_from_there(made: Site) -> None:
    out = made.build_quietly()
    home = (out / "index.html").read_text(encoding="utf-8")
    assert '<html class="no-js" lang="en-IE"' in home
    assert "<title>Archive of the Harbour Letter</title>" in home
    assert re.search(r"<h1>Archive of the Harbour Letter<a", home)
    assert "The archive of <em>The Harbour Letter</em>. Call 112." in home
    assert '<link rel="canonical" href="https://letters.example.org/archive/"' in home
    assert 'class="sidebar-logo" src="_static/logo.svg"' in home
    assert '<link rel="icon" href="_static/logo.svg"' in home
    looks = (out / "_static/archive.css").read_text(encoding="utf-8")
    assert looks.count("--color-brand-primary: #5a1a5e") == 1
    assert "--color-brand-content: #f0b3f5" in looks
    schema = json.loads((out / "archive.schema.json").read_text(encoding="utf-8"))
    assert schema["title"] == "Archive of the Harbour Letter"
    pdfs = made.build_quietly("roundup-pdf")
    pdf = (pdfs / "archive.pdf").read_bytes()
    assert any(link.startswith(MADE["address"]) for link in web_links(pdf))


def test_links_lead_to_the_forge_and_to_the_search(made: Site) -> None:
    page = (made.build_quietly() / "links-to-restore.html").read_text(encoding="utf-8")
    assert "Addresses go into the file <code>restored/" in page
    assert "https://search.example.org/?q=" in page
    closed = page.count("<q>survey</q>")
    assert 0 < page.count("look for it") == page.count("<q>") - closed
    assert "so its address is no longer looked for" in page


def test_conf_py_and_the_command_line_win(made: Site) -> None:
    made.edit("conf.py", 'html_theme = "furo"\n', 'html_theme = "furo"\nhtml_title = "Other"\n')
    out = made.build_quietly(project="Third")
    home = (out / "index.html").read_text(encoding="utf-8")
    assert "<title>Other</title>" in home
    assert re.search(r"<h1>Third<a", home)


def test_a_changed_file_changes_the_pages_as_a_clean_build_does(made: Site, tmp_path: Path) -> None:
    made.build_quietly()
    write(made.source, {**MADE, "newsletter": "The New Letter", "address": "https://new.example/"})
    out = made.build_quietly()
    clean = Site(made.source, tmp_path / "clean")
    assert snapshot(out) == snapshot(clean.build_quietly())
    assert "The New Letter" in (out / "index.html").read_text(encoding="utf-8")


def test_an_unknown_key_on_a_page_is_told_by_build_and_check(made: Site) -> None:
    made.edit("index.md", "`emergency`", "`emergncy`")
    sentence = "there is no key of archive.toml “emergncy”. Did you mean “emergency”?"
    made.build()
    assert f"index.md:3: WARNING: {sentence} [roundup.unknown-reference]" in made.warnings
    assert [problem.sentence for problem in check(made.source).problems] == [sentence]


def test_the_language_is_known_without_running_conf_py(made: Site) -> None:
    assert language_of(made.source) == "en_IE"
    made.edit("conf.py", 'html_theme = "furo"\n', 'html_theme = "furo"\nlanguage = "de"\n')
    assert language_of(made.source) == "de"


@pytest.mark.parametrize(
    ("values", "edit", "request_"),
    [
        (
            {"repository": "https://github.com/a/b/"},
            "/edit/main/issues/2024-04.md",
            "/issues/new/choose",
        ),
        (
            {"repository": "https://codeberg.org/a/b"},
            "/_edit/main/issues/2024-04.md",
            "/issues/new/choose",
        ),
        (
            {"repository": "https://git.example.org/a/b", "forge": "gitlab"},
            "/-/edit/main/issues/2024-04.md",
            "/-/issues/new",
        ),
        ({"repository": "https://git.example.org/a/b"}, None, ""),
        ({"forge": "gitlab"}, None, None),
    ],
)
def test_addresses_at_forges(
    values: dict[str, str], edit: str | None, request_: str | None
) -> None:
    identity = Identity(**values)
    base = identity.repository.rstrip("/")
    assert edit_address(identity, "issues/2024-04.md") == (f"{base}{edit}" if edit else "")
    assert request_address(identity) == ("" if request_ is None else f"{base}{request_}")


def test_words_of_a_search_are_spelt_as_an_address_needs() -> None:
    identity = Identity(lost_link_search="https://s.example/?q={query}")
    assert search_address(identity, "a&b =/ é") == "https://s.example/?q=a%26b%20%3D%2F%20%C3%A9"
    assert search_address(Identity(), "a") == ""


def notes(folder: Path) -> list[str]:
    return [f"{note.path}:{note.line}: {note.message}" for note in advise_on_ownership(folder)]


def test_what_is_empty_is_noted_and_stops_nothing(made: Site) -> None:
    write(
        made.source,
        {
            "name": "A",
            "newsletter": "B",
            "publisher": "P",
            "run-by": "R",
            "emergency": "C",
            "contact": "",
        },
    )
    checked: Checked = with_advice(made.source, check(made.source))
    assert not checked.problems
    found = [n for n in checked.advice if n.path == FILE]
    assert [(n.line, n.message.split(" ")[0]) for n in found] == [
        (1, "address"),
        (1, "namespace"),
        (1, "repository"),
        (6, "contact"),
    ]


def test_a_folder_of_pages_that_requests_are_not_labelled_for_is_noted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / ownership.LABELLER
    assert list(ownership.unnamed_folders(tmp_path)) == []
    place.parent.mkdir(parents=True)
    shutil.copy(PROJECT / ownership.LABELLER, place)
    assert list(ownership.unnamed_folders(tmp_path)) == []
    monkeypatch.setattr(ownership, "FOLDERS", ("issues", "packs", "topic"))
    found = list(ownership.unnamed_folders(tmp_path))
    assert [one.hint for one in found] == [
        "Put |packs behind the other folders in this line.",
        "Put |topic behind the other folders in this line.",
    ]
    line = place.read_text("utf-8").splitlines()[found[0].line - 1]
    assert "const CONTENT" in line
    assert "packs/ is taken for one that changes code" in found[0].message


def test_placeholders_of_owners_are_noted(tmp_path: Path) -> None:
    (tmp_path / ".github").mkdir()
    owners = tmp_path / ".github" / "CODEOWNERS"
    owners.write_text("# @OWNER is a placeholder\n*  @OWNER/editors\n", encoding="utf-8")
    message = "@OWNER is a placeholder: nobody has to agree to a change."
    assert notes(tmp_path) == [f".github/CODEOWNERS:2: {message}"]
    owners.write_text("* @harbour/editors\n", encoding="utf-8")
    assert notes(tmp_path) == []


def test_a_contact_is_looked_for_where_the_forge_shows_it(tmp_path: Path) -> None:
    forms = tmp_path / ".github" / "ISSUE_TEMPLATE" / "config.yml"
    forms.parent.mkdir(parents=True)
    forms.write_text("blank_issues_enabled: false\n# contact_links:\n", encoding="utf-8")
    full = {**MADE, "contact": "archive@example.org"}
    write(tmp_path, full)
    assert [note.partition(":")[0] for note in notes(tmp_path)] == [
        "SECURITY.md",
        ".github/ISSUE_TEMPLATE/config.yml",
    ]
    forms.write_text("contact_links:\n  - name: x\n", encoding="utf-8")
    (tmp_path / "SECURITY.md").write_text("Write to archive@example.org.\n", encoding="utf-8")
    assert notes(tmp_path) == []


def test_a_faint_colour_and_an_unknown_forge_are_noted(tmp_path: Path) -> None:
    write(
        tmp_path, {**MADE, "contact": "", "colour": "#ffee00", "repository": "https://g.example/a"}
    )
    found = notes(tmp_path)
    assert f"{FILE}:14: #ffee00 is hard to read on #ffffff." in found
    assert f"{FILE}:6: the repository’s address does not tell how its pages are changed." in found


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    ("owners", "repository", "code"),
    [("* @OWNER/a", "a/b", 1), ("# @OWNER\n* @a/b", "a/b", 0), ("* @OWNER/a", "", 0)],
)
def test_a_placeholder_fails_on_github_and_nowhere_else(
    tmp_path: Path, owners: str, repository: str, code: int
) -> None:
    path = tmp_path / "CODEOWNERS"
    path.write_text(f"{owners}\n", encoding="utf-8")
    command = ["sh", str(PROJECT / "tools" / "workflows" / "owners.sh"), str(path)]
    environment = {"PATH": "/usr/bin:/bin", "GITHUB_REPOSITORY": repository}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert ("is a placeholder" in done.stderr) == bool(code)


def pages_of(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(out.rglob("*.html"))
    }


def with_about(site: Site) -> Site:
    about = "---\ntitle: About\n---\n\nAsk for it.\n\n```{listing} contact\n```\n"
    (site.source / "about.md").write_text(about, encoding="utf-8")
    return site


def test_the_contact_stands_on_the_about_page_and_at_the_foot_of_every_page(made: Site) -> None:
    pages = pages_of(with_about(made).build_quietly())
    link = 'href="mailto:archive@example.org">archive@example.org</a>'
    assert f"You can also ask in private: write to <a {link}." in pages["about.html"]
    request = "https://gitlab.com/harbour/letters/-/issues/new"
    assert f'href="{request}">https://gitlab.com/harbour/letters</a>.' in pages["about.html"]
    assert {"index.html", "search.html", "genindex.html", "topics/index.html"} <= pages.keys()
    for name, page in pages.items():
        foot = page[page.index("<footer>") : page.index("</footer>")]
        assert foot.count("ask in private: <a ") == 1, name
        assert link in foot, name


def test_a_form_is_a_link_like_others_to_another_site(made: Site) -> None:
    write(made.source, {**MADE, "contact": "https://forms.example.org/ask?a=1&b=2"})
    page = pages_of(with_about(made).build_quietly())["about.html"]
    assert 'href="https://forms.example.org/ask?a=1&amp;b=2">this form</a>.' in page
    assert 'href="mailto:' not in page


def test_without_a_contact_nothing_is_said(made: Site) -> None:
    write(made.source, {**MADE, "contact": "", "repository": ""})
    pages = pages_of(with_about(made).build_quietly())
    assert not any("in private" in page for page in pages.values())
    assert "The repository is at" not in pages["about.html"]


def test_other_builders_name_the_contact_too(made: Site) -> None:
    text = (with_about(made).build_quietly("text") / "about.txt").read_text(encoding="utf-8")
    assert "You can also ask in private: archive@example.org" in text
    assert "The repository is at https://gitlab.com/harbour/letters" in text


def test_the_theme_speaks_the_language_of_the_archive(
    made: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Sphinx keeps the words of the first build of a process, as it was made to build but once.
    monkeypatch.setattr("sphinx.locale.translators", {})
    write(made.source, {**MADE, "language": "de"})
    home = made.source / "index.md"
    home.write_text(
        f"{home.read_text(encoding='utf-8')}\n:::{{note}}\nSo.\n:::\n", encoding="utf-8"
    )
    page = (made.build_quietly() / "index.html").read_text(encoding="utf-8")
    assert '<html class="no-js" lang="de"' in page
    assert '<p class="admonition-title">Bemerkung</p>' in page
