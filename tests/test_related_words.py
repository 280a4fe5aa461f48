"""Related words: the file, its check, what is proposed, and what the search is given."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from gold import printed_archive
from pdf.made import archive_of, issue_of, item
from sphinx_roundup.cli.related_words import related_words
from sphinx_roundup.lint.related_words import advise_on_related_words
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.digests import whole
from sphinx_roundup.model.page_records import Topic
from sphinx_roundup.model.related_words import RelatedWords
from sphinx_roundup.parse.related_words import FILE, load_related_words
from sphinx_roundup.search.advice import script
from sphinx_roundup.search.related_words import proposals

GOOD = """# Read by an editor.
cops: [police, policing]
police officers:
  - policing
"""


def test_rows_are_read_in_order(tmp_path: Path) -> None:
    assert load_related_words(tmp_path) == ((), ())
    (tmp_path / FILE).write_text(GOOD, encoding="utf-8")
    rows, problems = load_related_words(tmp_path)
    assert problems == ()
    assert rows == (
        RelatedWords("cops", ("police", "policing"), 2),
        RelatedWords("police officers", ("policing",), 3),
    )


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("cops: police\n", 1, "“cops”: give words to try as a list, as in [police, policing]."),
        ("a: [b]\ncops: []\n", 2, "“cops”: give words to try as a list"),
        ("cops: [police, [a]]\n", 1, "“cops”: give words to try as a list"),
        ("cops: [a, b, c, d, e, f]\n", 1, "“cops”: it has 6 related words; 5 are the most."),
        ("cops: [police, Police]\n", 1, "“police” is given twice."),
        ("cops: [Cops]\n", 1, "“Cops” is given twice."),
        ("cops: ['?']\n", 1, "“?” is no word or name of up to 60 characters."),
        ("Cops: [police]\ncops: [policing]\n", 2, "it stands in line 1 already; join the two."),
        ("- cops\n", 1, "it must be rows such as “cops: [police]”."),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    (problem,) = load_related_words(tmp_path).problems
    assert (problem.path, problem.line, problem.subtype) == (FILE, line, "bad-related-words")
    assert said in problem.sentence


def test_a_word_that_finds_nothing_is_noted() -> None:
    archive = printed_archive()
    rows = (
        RelatedWords("cops", ("police", "Online Safety & Harms", "vape", "explored"), 4),
        RelatedWords("drone", ("police dog", "aviator"), 9),
    )
    found = [(one.line, one.message) for one in advise_on_related_words(rows, archive)]
    assert found == [
        (9, "no entry and no name has “police dog”, so “drone” never offers it."),
        (9, "no entry and no name has “aviator”, so “drone” never offers it."),
    ]


def test_words_that_mark_the_same_topic_are_proposed_for_each_other() -> None:
    """Scooters and mopeds never meet, but both mark the topic; riders are in half of all entries."""
    texts = ["scooter riders", "scooter riders", "scooter", "moped", "moped", "moped theft"]
    on = [item(f"on-{n}", text=text, topics=("theft",)) for n, text in enumerate(texts)]
    off = [item(f"off-{n}", text="riders of horses", topics=("other",)) for n in range(30)]
    topics = (Topic("theft", "Vehicle theft"), Topic("other", "Something else"))
    archive = replace(archive_of(issue_of(*on, *off)), topics=topics)
    found = {(one.word, one.also): one for one in proposals(archive)}
    pair = found["scooter", "moped"]
    assert (pair.entries, pair.others, pair.both, pair.brings) == (3, 3, 0, 3)
    assert pair.topic == "Vehicle theft"
    assert ("moped", "scooter") in found
    assert ("scooter", "Vehicle theft") in found
    assert not any("riders" in key for key in found)
    accepted = replace(archive, related_words=(RelatedWords("scooters", ("moped",)),))
    left = {(one.word, one.also) for one in proposals(accepted)}
    assert set(found) - left == {("scooter", "moped")}


def test_the_command_writes_lines_for_the_file(tmp_path: Path) -> None:
    printed = Path(__file__).parent / "printed"
    done = CliRunner().invoke(related_words, ["--archive", str(printed), "--most", "50"])
    assert done.exit_code == 0, done.output
    (tmp_path / FILE).write_text(done.stdout, encoding="utf-8")
    rows, problems = load_related_words(tmp_path)
    assert problems == ()
    assert ("autism", ("autistic",)) in [(row.word, row.also) for row in rows]
    assert "# autistic: 1 further entry of 2; both mark “Autism" in done.stdout


def test_the_search_is_given_what_was_accepted() -> None:
    archive = replace(printed_archive(), related_words=(RelatedWords("cops", ("police",)),))
    told = json.loads(script(archive, (), ()).removeprefix("roundupSearch.advice=")[:-2])
    assert told["related"] == {"cops": ["police"]}
    assert whole(archive, repr) != whole(printed_archive(), repr)


def test_nothing_is_proposed_of_nothing() -> None:
    assert proposals(Archive((), (), (), (), {})) == []
