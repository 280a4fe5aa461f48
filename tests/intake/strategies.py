"""Random papers and random words, hostile to Markdown."""

from __future__ import annotations

from hypothesis import strategies as st

from intake.paper import Entry, Paper, Part, Piece

_WORDS = [
    "report",
    "survey",
    "children",
    "police",
    "schools",
    "county",
    "lines",
    "sextortion",
    "research",
    "helpline",
    "review",
    "the",
    "of",
    "and",
    "54%",
    "£105m",
    "‘Building",
    "Safety’",
    "'daily'",
    '"let',
    'down"',
    "C&YP",
    "e-book",
    "A-Z",
    "2017-2019",
    "(CCE)",
    "Dr.",
    "in-depth",
]
_HARD = [
    *"\\`*_[]<>#$|~{}^&!:=+-@%'\"()",
    "1.",
    "2)",
    "---",
    ":::",
    "{item}",
    "&amp;",
    "<b>",
    "](",
    "**",
    "http://a.b",
]
_TITLES = [
    "Youth Justice",
    "County Lines",
    "New Ideas",
    "Work With Boys",
    "OTHER",
    "Practice Notes",
    "Health (CAMHS)",
    "Fathers & Families",
]

words = st.lists(st.sampled_from(_WORDS), min_size=9, max_size=16).map(" ".join)
hard_text = st.lists(
    st.one_of(st.sampled_from(_HARD), st.sampled_from(_WORDS)), min_size=1, max_size=12
).map(" ".join)
tight_text = st.lists(st.sampled_from([*_HARD, "a", "B"]), min_size=1, max_size=12).map("".join)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    pieces = [Piece("The council says " + draw(words) + " ")]
    for number in range(draw(st.integers(1, 4))):
        address = f"https://example.org/{draw(st.integers(1, 10**6))}?n={number}"
        pieces += [Piece(draw(words), address), Piece(" and " + draw(words) + " ")]
    return (*pieces[:-1], Piece(pieces[-1].text.rstrip() + " again."))


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    titles = draw(st.lists(st.sampled_from(_TITLES), min_size=1, max_size=8, unique=True))
    parts = tuple(
        Part(title, tuple(draw(st.lists(entries(), min_size=1, max_size=4)))) for title in titles
    )
    return Paper("A Round-up of Research", "March 2022", parts)
