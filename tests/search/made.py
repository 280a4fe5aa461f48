"""Small archives made by chance, and the answers that are right for them."""

from __future__ import annotations

import random
from typing import Any

from closed import CLOSED, KINDS
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.page_records import Topic
from sphinx_roundup.model.records import Block, Issue, Item, Link, Run, Section
from sphinx_roundup.model.vocabulary import Source
from sphinx_roundup.search.analysis import SMALL_WORDS, Stems, compounds, words

TEXT = [
    "care",
    "caring",
    "looked-after",
    "children's",
    "children",
    "county",
    "lines",
    "line",
    "vaping",
    "vape",
    "the",
    "of",
    "and",
    "to",
    "risk",
    "risks",
    "Zoë",
    "“home”",
    "homes",
    "1999",
    "school-age",
    "R&D",
    "online",
    "harm's",
    "child",
    "people",
    "person",
    "83%",
    "multi-agency",
]
STEMS = Stems()
NAMED = ["Xbeta", "Yone", "Zdate2020", "notable"]
"""Words of a topic, a source, a date, an editor's note."""


def archive(seed: int, issues: int = 6) -> Archive:
    """Return an archive with few words, so that queries meet."""
    dice = random.Random(seed)  # noqa: S311 - chance, not a secret
    return Archive(
        issues=tuple(_issue(number, dice) for number in range(issues)),
        topics=(
            Topic("alpha", "Xalpha", group=True),
            Topic("beta", "Xbeta", broader=("alpha",)),
            Topic("gamma", "Xgamma", broader=("beta",)),
            Topic("delta", "Xdelta", broader=("alpha", "gamma")),
        ),
        sources=tuple(Source(slug, f"Y{slug}") for slug in ("one", "three", "two")),
        kinds=KINDS,
        heading_topics={"Heading": "beta"},
        lists=CLOSED.lists,
    )


def address_of(item: str) -> str:
    """Return where a site would show an item."""
    return f"issues/{item.partition('/')[0]}.html#item-{item.replace('/', '-')}"


def _issue(number: int, dice: random.Random) -> Issue:
    issue = f"{2020 + number // 3}-{number % 3 + 1:02}"
    items = tuple(_item(issue, at, dice) for at in range(dice.randint(1, 9)))
    half = len(items) // 2
    return Issue(
        issue,
        f"Zdate{issue[:4]}",
        sections=(Section("Heading", "h", items[:half]), Section("OTHER", "o", items[half:])),
    )


def _item(issue: str, number: int, dice: random.Random) -> Item:
    def some(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dice.sample(names, dice.randint(0, len(names))))

    def text(most: int) -> str:
        return " ".join(dice.choices(TEXT, k=dice.randint(1, most)))

    return Item(
        issue=issue,
        slug=f"item-{number}",
        title=text(4),
        kind=dice.choice(KINDS).slug,
        heading=dice.choice(("Heading", "OTHER")),
        sources=some(("one", "two", "three")),
        topics=some(("beta", "gamma", "delta")),
        body=(Block((Run(text(12)),)),),
        links=(Link("x", "https://example.org/"),) if dice.random() < 0.5 else (),
        nation=some(("england", "wales")),
        audience=some(("police",)),
        editor_note="A notable care." if dice.random() < 0.3 else "",
    )


def query(seed: int) -> dict[str, Any]:
    """Return a query: words, perhaps a phrase, perhaps one left out, perhaps filters."""
    dice = random.Random(f"query {seed}")  # noqa: S311 - chance, not a secret
    typed = [word.strip("“”") for word in TEXT]
    plain = [word for word in typed if word not in SMALL_WORDS]
    parts = dice.sample(plain, dice.randint(0, 2))
    if dice.random() < 0.5:
        parts.append(f'"{" ".join(dice.choices(typed, k=dice.randint(2, 3)))}"')
    if dice.random() < 0.3:
        parts.append(dice.choice(("-", "NOT ", "\u2013")) + dice.choice(plain))
    if dice.random() < 0.3:
        begun = words(dice.choice(plain))[-1]
        parts.append(f"{begun[: dice.randint(1, len(begun))]}*")
    if dice.random() < 0.3:
        parts.append(dice.choice(NAMED))
    filters = {
        "topic": dice.sample(["alpha", "beta", "gamma", "delta"], dice.choice([0, 0, 1, 2])),
        "source": dice.sample(["one", "two"], dice.choice([0, 0, 1, 2])),
        "year": dice.sample(["2020", "2021"], dice.choice([0, 0, 1, 2])),
        "nation": dice.sample(["england", "wales"], dice.choice([0, 0, 0, 1])),
    }
    return {"q": " ".join(parts), "filters": filters, "sort": dice.choice(["newest", "oldest"])}


# ---- the same, the slow and certain way ----------------------------------------------------


def values(archive: Archive, item: Item) -> dict[str, set[str]]:
    """Return what an item has of each facet; a topic brings the topics above it."""
    return {
        "topic": set(archive.wider_topics_of(item)),
        "source": set(item.sources),
        "kind": {item.kind},
        "nation": set(item.nation),
        "audience": set(item.audience),
        "access": {item.access} - {""},
        "year": {str(archive.year_of(item))},
    }


def fits(archive: Archive, item: Item, part: str) -> bool:
    """Tell whether an item has a word in one of its forms, a beginning, or a phrase as it stands."""
    texts = [item.title, item.text, item.editor_note]
    runs = [words(text) for text in texts]
    wanted = words(part.strip('-"*'))
    if part.startswith('"') or (len(wanted) > 1 and part.startswith("-")):
        phrase = any(run[at : at + len(wanted)] == wanted for run in runs for at in range(len(run)))
        return phrase or any(_within(wanted, words(name)) for name in _names(archive, item))
    stems = {STEMS[word] for run in runs for word in run}
    stems |= {STEMS[word] for text in texts for word in compounds(text)}
    stems |= {STEMS[word] for name in _names(archive, item) for word in words(name)}
    dates = words(archive.issue[item.issue].date)
    if part.endswith("*"):
        return bool(stems & _begun(archive, wanted[0])) or dates[0].startswith(wanted[0])
    wider = archive.wider_topics_of(item)
    if any(words(topic.title) == wanted for topic in archive.topics if topic.slug in wider):
        return True  # A topic has the entries of those below it.
    return all(STEMS[word] in stems or word in dates for word in wanted if word not in SMALL_WORDS)


def _within(wanted: list[str], run: list[str]) -> bool:
    return any(run[at : at + len(wanted)] == wanted for at in range(len(run)))


def _names(archive: Archive, item: Item) -> list[str]:
    """List the shown names of what an item is filed under."""
    labels = [topic.title for topic in archive.topics_of(item) if not topic.group]
    labels += [source.name for source in archive.sources_of(item)]
    labels += [archive.kind[item.kind].label, str(archive.year_of(item))]
    labels += [archive.closed["nations"][slug] for slug in item.nation]
    labels += [archive.closed["audiences"][slug] for slug in item.audience]
    return labels


def _begun(archive: Archive, beginning: str) -> set[str]:
    """Return the stems of all words of an archive, and of its names, that begin in one way."""
    if id(archive) not in _WORDS:
        texts = [t for item in archive.items for t in (item.title, item.text, item.editor_note)]
        texts += [name for item in archive.items for name in _names(archive, item)]
        found = {word for text in texts for word in words(text)} - set(SMALL_WORDS)
        _WORDS[id(archive)] = (archive, found)  # kept, so that its id stays its own
    return {STEMS[word] for word in _WORDS[id(archive)][1] if word.startswith(beginning)}


_WORDS: dict[int, tuple[Archive, set[str]]] = {}


def filtered(has: dict[str, set[str]], filters: dict[str, list[str]], but: str = "") -> bool:
    """Tell whether an item passes all filters, or all but one."""
    return all(
        not ticked or key == but or has[key] & set(ticked) for key, ticked in filters.items()
    )
