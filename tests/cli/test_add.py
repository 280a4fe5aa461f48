"""``roundup add``: what is written passes the check, or nothing is written; no answer makes it loop."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from conftest import copy_content
from examples import examples
from sphinx_roundup.check.archive import check
from sphinx_roundup.cli import main
from sphinx_roundup.cli.add import free_id
from sphinx_roundup.cli.ask import OPTIONAL, UnknownNameError, resolve
from sphinx_roundup.model.fields import FIELDS
from sphinx_roundup.parse.page import read_page

ISSUE = "issues/2024-05.md"
NAMES = {"the-guardian": ("The Guardian",), "bbc": ("BBC News", "BBC"), "missing": ("Missing",)}


def run(*words: str | Path, said: str = "") -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], input=said)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = copy_content(tmp_path_factory.mktemp("made"))
    assert run("new", "2024-05", "--archive", archive).exit_code == 0
    return archive


@pytest.fixture
def fresh(made: Path, tmp_path: Path) -> Path:
    """The printed archive with an issue as ``roundup new`` leaves it."""
    return Path(shutil.copytree(made, tmp_path / "fresh"))


def add(archive: Path, *words: str, said: str = "") -> Result:
    return run("add", "2024-05", "--archive", archive, *words, said=said)


GOOD = ("--title", "A guide for parents", "--words", "A [guide](https://example.org) for parents.")
FULL = (*GOOD, "--heading", "Missing", "--kind", "guide", "--source", "bbc")


def items(archive: Path) -> list[tuple[str, str]]:
    (issue,) = check(archive, [ISSUE]).issues
    return [(item.slug, item.heading) for item in issue.items]


def test_a_fresh_issue_is_added_to_and_checked(fresh: Path) -> None:
    assert add(fresh, *FULL).exit_code == 0
    assert items(fresh) == [("guide-parents", "Missing")]
    assert {p.subtype for p in check(fresh, [ISSUE]).problems} == {"draft-issue"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--topics", "mising"), "“mising” is not known. Did you mean “missing”?"),
        (("--source", "nobody at all"), "“nobody at all” is not known"),
        (("--kind", "newz"), "Did you mean “news”?"),
        (("--published", "1 May 2024"), "is not a date"),
        (("--audience", "scools"), "Did you mean “schools”?"),
        (("--title", " ".join(["long"] * 26)), "the title has 26 words."),
        (("--words", "See https://example.org."), "an address stands in the words"),
        (("--words", "x\n:::\n\n## Education\n\n:::{item} y"), "Nothing was written"),
        (("--heading", "Missng", "--topics", "missing"), "Did you mean “Missing”?"),
        (("--id", "Not An Id"), "cannot be an id"),
    ],
)
def test_what_is_wrong_is_told_and_not_written(
    fresh: Path, words: tuple[str, ...], said: str
) -> None:
    before = (fresh / ISSUE).read_bytes()
    result = add(fresh, *FULL, *words)
    assert result.exit_code in {1, 2}
    assert said in result.output
    assert (fresh / ISSUE).read_bytes() == before


def test_names_mean_the_same_in_options_and_answers(fresh: Path) -> None:
    options = (*GOOD, "--heading", "missing", "--kind", "Guide", "--source", "guardian")
    assert add(fresh, *options, "--topics", "Online safety").exit_code == 0
    answers = add(fresh, *GOOD, said="MISSING\nGUIDE\nGuardian\ntopics: online safety\n\n")
    assert answers.exit_code == 0, answers.output
    text = (fresh / ISSUE).read_text(encoding="utf-8")
    assert text.count(":source: the-guardian\n") == text.count(":topics: online-safety\n") == 2
    assert items(fresh) == [("guide-parents", "Missing"), ("guide-parents-2", "Missing")]


def test_an_unknown_answer_is_helped_and_asked_again(fresh: Path) -> None:
    said = "missin\n1\n?\nguid\nguide\nbcc\nbbc\ncolour: red\npublished: May\nnation: England\n\n"
    result = add(fresh, *GOOD, said=said)
    assert result.exit_code == 0, result.output
    for words in ("Did you mean “Missing”?", "Did you mean “bbc”?", "“colour” is no such field"):
        assert words in result.output
    assert ":nation: england\n" in (fresh / ISSUE).read_text(encoding="utf-8")


def test_a_new_heading_that_is_like_an_old_one_gets_out(fresh: Path) -> None:
    result = add(
        fresh, *GOOD, said="Adults Missing Abroad\nn\nLost and found\nguide\nbbc\nmissing\n\n"
    )
    assert result.exit_code == 0, result.output
    assert items(fresh) == [("guide-parents", "Lost and found")]


def test_a_page_that_cannot_be_judged_is_not_added_to(fresh: Path) -> None:
    page = fresh / ISSUE
    page.write_text(page.read_text(encoding="utf-8") + "\n:::{item} Open\n:id: open\n\n## More\n")
    before = page.read_bytes()
    result = add(fresh, *FULL)
    assert result.exit_code == 1
    assert "a heading stands inside an item" in result.output
    assert page.read_bytes() == before


def test_an_old_mistake_does_not_hide_the_same_one_made_again(fresh: Path) -> None:
    bad = ("--words", "See https://example.org.")
    page = fresh / ISSUE
    assert add(fresh, *FULL).exit_code == 0
    text = page.read_text(encoding="utf-8").replace(
        "A [guide](https://example.org) for parents.", bad[1]
    )
    page.write_text(text, encoding="utf-8")
    assert add(fresh, *FULL, *bad).exit_code == 1
    assert page.read_text(encoding="utf-8") == text
    assert add(fresh, *FULL).exit_code == 0  # nor does it stop what is right


@pytest.mark.parametrize("name", ["may", "2024-13", "../index"])
def test_what_names_no_issue_is_told_so(fresh: Path, name: str) -> None:
    result = run("add", name, "--archive", fresh, *FULL)
    assert result.exit_code == 2
    assert "names no issue" in result.output


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("A guide for parents", "guide-parents"),
        ("A one", "a-one"),
        ("B one", "b-one"),
        ("24 hours in care", "item-hours-care"),
        ("Café culture today", "cafe-culture-today"),
        ("…", "item"),
        ("数", "item"),
    ],
)
def test_an_id_is_made_of_the_title(title: str, slug: str) -> None:
    found = free_id(title, read_page(ISSUE, "---\nmasthead: M\n---\n\n# May 2024\n"))
    assert found == {"item-hours-care": "hours-care"}.get(slug, slug)


def test_names_are_resolved() -> None:
    assert resolve("guardian, BBC news,bbc", NAMES) == "the-guardian, bbc"
    assert resolve("", NAMES) == ""
    with pytest.raises(
        UnknownNameError, match=r"“Guardan” is not known\. Did you mean “the-guardian”"
    ):
        resolve("Guardan", NAMES)
    with pytest.raises(UnknownNameError, match=r"Answer \?"):
        resolve("?!", NAMES)


def test_every_field_that_may_be_left_out_is_offered(fresh: Path) -> None:
    result = add(fresh, *GOOD, said="missing\nguide\nbbc\n\n")
    for field in FIELDS:
        assert (field in OPTIONAL) == (field.is_asked and not field.required)
        assert field not in OPTIONAL or field.name in result.output


PIECES = st.sampled_from(
    [*"nb 19?,:#*[]()\\-", "::: ", ":::{item} X", "\n", "missing", "Missing Adults", "guardian",
     "https://x.org", "<b>", "{{", "% ", "##", "kind: news", "• ", "\u200b", "é", "Education"]
)  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=8).map("".join)


@settings(
    max_examples=examples(10),
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    title=TEXTS,
    words=TEXTS,
    heading=st.one_of(st.none(), TEXTS, st.just("Missing")),
    given_fields=st.dictionaries(
        st.sampled_from([field.name for field in FIELDS if field.place != "draft"]),
        TEXTS,
        max_size=3,
    ),
    answers=st.lists(TEXTS.map(lambda text: text.replace("\n", " ")), max_size=8),
)
def test_whatever_is_answered_passes_the_check_or_is_not_written(
    fresh: Path,
    title: str,
    words: str,
    heading: str | None,
    given_fields: dict[str, str],
    answers: list[str],
) -> None:
    page = fresh / ISSUE
    before = page.read_bytes()
    rules = {(p.subtype, p.message) for p in check(fresh, [ISSUE]).problems}
    options = [f"--title={title}", f"--words={words}", "--kind=guide", "--source=bbc"]
    options += [f"--heading={heading}"] if heading else []
    options += [f"--{name}={value}" for name, value in given_fields.items()]
    said = "".join(f"{answer}\n" for answer in (*answers, "n", "Missing", "missing", "", ""))
    result = add(fresh, *options, said=said)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    if result.exit_code == 0:
        assert len(items(fresh)) == 1
        assert {(p.subtype, p.message) for p in check(fresh, [ISSUE]).problems} == rules
        page.write_bytes(before)
    assert page.read_bytes() == before


@pytest.mark.parametrize(
    ("issue", "said"), [("may", "names no issue"), ("2031-01", "there is no issue 2031-01 yet")]
)
def test_an_issue_that_is_not_there_is_told_before_anything_is_asked(
    fresh: Path, issue: str, said: str
) -> None:
    result = run("add", issue, "--archive", fresh)
    assert result.exit_code == 2
    assert said in result.output
    assert "Title" not in result.output


def test_what_is_no_heading_is_told_in_plain_sentences(fresh: Path) -> None:
    result = add(fresh, *GOOD, said="zzz\nMissing Adults\n")
    assert "“zzz” is none of them. Write n for a new heading." in result.output
    assert "none of them. Did you mean “Missing”? Write n" in result.output
