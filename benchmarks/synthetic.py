"""Make archives of any size that behave like the real one, always the same for the same seed.

Nothing here is real: places, organisations and words are invented, and every
address lies under the reserved name example.org. An issue depends on the seed
and its own number alone, so an archive of N + 1 issues is the archive of N
with one issue added at the end.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.dates import month as month_of
from sphinx_roundup.model.page_records import Topic
from sphinx_roundup.model.records import Block, Issue, Item, Link, Run, Section
from sphinx_roundup.model.vocabulary import Source
from sphinx_roundup.parse.closed_lists import FILE, load_closed_lists
from synthetic_words import PLACES, weighted

FIRST_ISSUE = "1950-01"
ITEMS = 40
VOCABULARY = 55_000

_TREE = {
    "Exploitation": ("Child exploitation", "County lines", "Criminal exploitation", "Grooming", "Modern slavery"),
    "Sexual harm": ("Child sexual abuse", "Child sexual exploitation", "Harmful sexual behaviour", "Sextortion", "Image abuse"),
    "Missing": ("Missing from home", "Missing from care", "Return conversations", "Missing from education", "Family finding"),
    "Online": ("Online safety", "Social media", "Gaming", "Artificial intelligence", "Age checks"),
    "Care": ("Children in care", "Foster care", "Kinship care", "Leaving care", "Residential care"),
    "Safeguarding practice": ("Contextual safeguarding", "Neglect", "Information sharing", "Early help", "Supervision"),
    "Health": ("Mental health", "Suicide prevention", "Substance misuse", "Trauma", "Disability"),
    "Education": ("Schools", "Exclusion", "Attendance", "Special needs", "Relationships education"),
    "Equality": ("Race and racism", "Gender identity", "Poverty", "Housing", "Asylum and migration"),
    "Justice": ("Policing", "Youth justice", "Victims and witnesses", "Knife crime", "Violence against women and girls"),
}  # fmt: skip
_PRINTED = Path(__file__).parents[1] / "tests" / "printed"
_CLOSED = load_closed_lists(_PRINTED)
_BODIES = ("Trust", "Council", "University", "Foundation", "Review")
_OPENINGS = ("Report from", "Blog by", "Research by", "Survey by", "Podcast from", "Guidance by")


@dataclass(frozen=True)
class _World:
    """What all issues of one seed share."""

    topics: tuple[Topic, ...]
    headings: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]
    words: tuple[str, ...]
    weights: tuple[float, ...]


def synthetic_archive(issues: int, seed: int = 1) -> Archive:
    """Return an archive of so many monthly issues of 40 items each."""
    world = _world(seed)
    return Archive(
        issues=tuple(_issue(number, seed, world) for number in range(issues)),
        topics=world.topics,
        sources=world.sources,
        kinds=_CLOSED.kinds,
        heading_topics=dict(world.headings),
        date=dt.date(2024, 12, 31),
        lists=_CLOSED.lists,
    )


def write_sources(archive: Archive, folder: Path) -> None:
    """Write an archive as an editor would have: ``issues/``, ``topics/`` and the lists."""
    for name in ("issues", "topics"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for issue in archive.issues:
        _write(folder / "issues" / f"{issue.id}.md", _issue_markdown(issue))
    for topic in archive.topics:
        _write(folder / "topics" / f"{topic.slug}.md", _topic_markdown(topic))
    rows = {source.slug: _source_row(source) for source in archive.sources}
    _write(folder / "sources.yml", _yaml(rows))
    _write(folder / FILE, (_PRINTED / FILE).read_text(encoding="utf-8"))


# ---- making ----------------------------------------------------------------------------


@lru_cache(maxsize=2)
def _world(seed: int) -> _World:
    topics = sorted(_topics(), key=lambda topic: topic.slug)
    headings = sorted((label, topic.slug) for topic in topics for label in topic.labels)
    words, weights = weighted(VOCABULARY, seed)
    used = [(label, slug) for label, slug in headings if not label.startswith("All ")]
    return _World(tuple(topics), tuple(used), _sources(), words, weights)


def _topics() -> list[Topic]:
    topics = []
    for group, names in _TREE.items():
        top = Topic(
            _slug(f"all {group}"), f"All {group}", group=True, scope_note=f"All of {group}."
        )
        topics.append(top)
        for name in names:
            letters = "".join(word[0] for word in name.split()).upper()
            also = (f"{name} ({letters})",) if letters[2:] else ()
            related = (_slug(names[0]),) if name != names[0] else ()
            topics.append(
                Topic(
                    slug=_slug(name),
                    title=name,
                    also_printed_as=also,
                    search_terms=(letters,) if also else (),
                    broader=(top.slug,),
                    related=related,
                    scope_note=f"What is published about {name.lower()}.",
                )
            )
    return topics


def _sources() -> tuple[Source, ...]:
    names = [f"{place} {body}" for place in PLACES for body in _BODIES][::-1][:60]
    return tuple(
        sorted((Source(_slug(name), name) for name in names), key=lambda source: source.slug)
    )


def _issue(number: int, seed: int, world: _World) -> Issue:
    dice = random.Random(f"issue {seed} {number}")
    months = int(FIRST_ISSUE[:4]) * 12 + int(FIRST_ISSUE[5:]) - 1 + number
    year, month = divmod(months, 12)
    issue = f"{year:04}-{month + 1:02}"
    headings = sorted(dice.sample(world.headings, 14))
    shares = [1] * len(headings)
    for _ in range(ITEMS - len(headings)):
        shares[min(int(dice.paretovariate(1.2)) - 1, len(shares) - 1)] += 1
    dice.shuffle(shares)
    counter = iter(range(ITEMS))
    sections = tuple(
        Section(
            heading,
            _slug(heading),
            tuple(_item(issue, next(counter), heading, dice, world) for _ in range(share)),
        )
        for (heading, _), share in zip(headings, shares, strict=True)
    )
    return Issue(
        issue, month_of(dt.date(year, month + 1, 1)), "A synthetic round-up", sections=sections
    )


def _kind(dice: random.Random) -> str:
    kinds = _CLOSED.kinds
    return kinds[min(int(dice.paretovariate(0.7)) - 1, len(kinds) - 1)].slug


def _item(issue: str, number: int, heading: str, dice: random.Random, world: _World) -> Item:
    source = world.sources[min(int(dice.paretovariate(0.6)) - 1, len(world.sources) - 1)]
    sources = (source.slug,) if _chance(dice, 0.9) else ()
    words = dice.choices(world.words, cum_weights=world.weights, k=dice.randint(18, 62))
    title = " ".join(dice.choices(world.words, cum_weights=world.weights, k=dice.randint(5, 9)))
    links, runs = _linked(words, source, dice, f"{issue}-{number}")
    own = (dice.choice(world.headings)[1],) if _chance(dice, 0.35) else ()
    published = dt.date(int(issue[:4]), int(issue[5:]), dice.randint(1, 28))
    return Item(
        issue=issue,
        slug=f"{_slug(' '.join(words[:3]))}-{number + 1}",
        title=title[0].upper() + title[1:],
        kind=_kind(dice),
        heading=heading,
        sources=sources,
        topics=own,
        body=(Block(runs),),
        links=links,
        published=published if _chance(dice, 0.3) else None,
        nation=("england",) if _chance(dice, 0.1) else (),
        audience=("schools",) if _chance(dice, 0.1) else (),
    )


def _linked(
    words: list[str], source: Source, dice: random.Random, name: str
) -> tuple[tuple[Link, ...], tuple[Run, ...]]:
    """Put one or two links into the words; three of ten addresses are not recorded."""
    links: list[Link] = []
    runs = [Run(f"{dice.choice(_OPENINGS)} {source.name}: ")]
    middle = len(words) // 2
    for part in (words[:middle], words[middle:]) if _chance(dice, 0.3) else (words,):
        cut = dice.randint(2, 6)
        target = f"https://example.org/{name}/{len(links)}" if _chance(dice, 0.7) else None
        links.append(Link(" ".join(part[:cut]), target))
        runs += [
            Run(links[-1].text, link=len(links) - 1),
            Run(" " + " ".join(part[cut:]) + (". " if part is not words else ".")),
        ]
    if runs[-1].text.endswith(" "):
        runs[-1] = Run(runs[-1].text.rstrip())
    return tuple(links), tuple(runs)


def _chance(dice: random.Random, share: float) -> bool:
    return dice.random() < share


def _slug(text: str) -> str:
    kept = "".join(letter if letter.isalnum() else "-" for letter in text.lower())
    return "-".join(part for part in kept.split("-") if part)


# ---- writing ---------------------------------------------------------------------------


def _issue_markdown(issue: Issue) -> str:
    parts = [f"---\nmasthead: {issue.masthead}\n---\n", f"# {issue.date}\n"]
    for section in issue.sections:
        parts.append(f"## {section.heading}\n")
        parts += [_item_markdown(item) for item in section.items]
    return "\n".join(parts)


def _item_markdown(item: Item) -> str:
    fields = {
        "id": item.slug,
        "kind": item.kind,
        "source": ", ".join(item.sources) or "not-stated",
        "topics": ", ".join(item.topics),
        "published": item.published.isoformat() if item.published else "",
        "nation": ", ".join(item.nation),
        "audience": ", ".join(item.audience),
    }
    lines = [f":::{{item}} {item.title}"]
    lines += [f":{name}: {value}" for name, value in fields.items() if value]
    return "\n".join([*lines, "", *(_block_markdown(b, item) for b in item.body), ":::", ""])


def _block_markdown(block: Block, item: Item) -> str:
    return "".join(
        run.text if run.link is None else f"[{run.text}]({item.links[run.link].target or '#'})"
        for run in block.runs
    )


def _topic_markdown(topic: Topic) -> str:
    matter: dict[str, object] = {"title": topic.title}
    for name in ("also_printed_as", "search_terms", "broader", "related"):
        if values := getattr(topic, name):
            matter[name.replace("_", "-")] = list(values)
    if topic.group:
        matter["group"] = True
    return f"---\n{_yaml(matter)}---\n\n{topic.scope_note}\n"


def _source_row(source: Source) -> dict[str, object]:
    return {"name": source.name}


def _yaml(data: object) -> str:
    return str(yaml.safe_dump(data, sort_keys=False, allow_unicode=True))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
