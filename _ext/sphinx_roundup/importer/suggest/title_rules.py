"""Make the title of an entry of its printed words, by the ways in which newsletters begin one.

Each rule names what the entry points to: a title that is linked or quoted, or what
somebody published or found. No rule adds a fact; "on" stands for "exploring" and its like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...model.rules import TITLE_WORDS
from ..blocks import word_set

MOST_WORDS = 16
_SURE_WORDS = 14
_FEW_WORDS = 4
_NAME_WORDS = 8
_PLAIN_WORDS = 10
"""A first sentence of no more words, which no rule knows, is a title as it stands."""
_KINDS = (
    r"(?:report|research|study|article|blog(?: post)?|item|survey|briefing|review|podcast|documentary|guide|guidance"
    r"|investigation|inquiry|analysis|paper|toolkit|resources?|webinar|e-book|programme|film|figures|findings|polling|data)"
)
_DONE = (
    r"(?:published|launched|produced|created|updated|developed|released|issued|shared|authored|written|made"
    r"|commissioned|put together|announced|conducted|carried out|summarised)"
)
_TELLS = (
    r"(?:explores?|explor(?:ing|ed)|looks? (?:at|into)|looking (?:at|into)|examin(?:es?|ing)|covers?|covering|discuss(?:es|ing)"
    r"|analys(?:es|ing)|investigat(?:es|ing)|shares? (?:learning|findings|insights) (?:from|about|on)"
    r"|considers?|considering|highlight(?:s|ing)|describ(?:es|ing)|reports? on|reporting on|reflects? on|about|on|into|for)"
)
_FINDS = (
    r"(?:finds?|found|finding|shows?|showing|reveals?|revealing|suggests?|suggesting|warns?|warning|claims?|claiming"
    r"|says?|argues?|reports?|reporting|concludes?|indicat(?:es|ing)|estimat(?:es|ing)|calls? for|calling for)"
)
_DID = re.compile(
    rf"^(?P<who>.{{2,110}}?) (?:has|have) (?:also |now |just |recently )*{_DONE}"
    r" (?:(?:an?|the|its|their|some|this|new|free|helpful|useful|latest) )*(?P<what>.+)$"
)
_FOUND = re.compile(
    rf"^(?P<who>.{{2,150}}?) (?:has |have )?(?:also )?{_FINDS} (?:that )(?P<what>.+)$",
    re.IGNORECASE,
)
_BY = r"(?: (?:from|by) [^,;:]{3,60}?)?"
_ABOUT = re.compile(
    rf"^(?P<who>.{{0,70}}?)\b(?P<kind>{_KINDS})s?{_BY} (?:that |which |in which )?(?P<tells>{_TELLS}) (?P<what>.+)$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    rf"^(?P<who>.{{0,60}}?)\b(?:{_KINDS}) (?:which |that )?{_FINDS} (?:that )?(?P<what>.+)$",
    re.IGNORECASE,
)
_TO = re.compile(
    rf"^(?P<kind>(?:\w+ )?{_KINDS})(?: .{{0,120}}?)? to (?:help (?:\w+ )?)?"
    r"(?:understand|find out|learn|investigate|explore|examine|identify) (?P<what>.+)$",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    rf"^(?:New |A |The )?{_KINDS}\b.{{0,90}}? (?:shows?|reveals?|suggests?|finds?|found) (?:that )?(?P<what>.+)$",
    re.IGNORECASE,
)
_NEWS = re.compile(r"(?:article|item|blog(?: post)?|figures|findings|data)", re.IGNORECASE)
"""Kinds that say little of what they are on: the title is better without."""
_ONLY_PART = re.compile(rf"^(?:\w+ )?{_KINDS} as part of\b", re.IGNORECASE)
_LATER = re.compile(rf"^(?:The|This|It)(?: \w+)? (?P<tells>{_TELLS}) (?P<what>.+)$")
_IS = re.compile(
    r"^(?P<name>(?:In conversation: )?[A-Z‘'].{3,90}?) (?:is|are) (?:an? |the )?(?:new |free )?(?P<what>.+)$"
)
_QUOTED = re.compile(
    r"(?:^|\s)[‘'“\"](?P<name>[A-Z][^‘’“”\"]{6,110}?)[’'”\"](?=[\s,.;:)]|$)(?P<rest>.*)$"
)
_BESIDE = re.compile(
    rf"^\s*(?:{_KINDS}{_BY}\s*)?(?:which |that )?(?P<tells>{_TELLS})\s+(?P<what>.+)$", re.IGNORECASE
)
_CLAUSE = re.compile(
    r",? (?:which|who|where|as part of|based on|taken from|launched in|and (?:identifies|identifying|highlights|includes)"
    r"|by the (?=[A-Z])|so that|in order to|to help (?:them|us)|as they|as he|as she|using data)\b"
    r"|(?: and)? (?:finds?|reveals?|shows?|suggests?) (?:that |the |a )| (?:provided|hosted|convened|funded|led) by\b"
    r"| (?:has|have) (?:gone|been|now)\b|, (?:with|including|particularly|especially|as|after|explaining|and (?:the|a|an|its|their|calls|finds))\b"
    r"|[;]| – | - |: (?=[a-z])|\. (?=[A-Z‘'“])"
)
_PREPOSITIONS = word_set(
    "about across after among around as at before between by during for from in into of on over through to under with within without"
)
_LOOSE = _PREPOSITIONS | word_set(
    "a an and are because been being but can could has have how if is it its may more new no nor not one or our out should some such than that the their them then these they this those was we were what when where which who will would your"
)
SENTENCE = re.compile(
    r"(?<=[\w’'”)\]][’'”)\]a-z0-9A-Z][.?!])(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bSt\.)(?<!\bMrs\.)(?<!\bProf\.)\s+(?=[A-Z‘'“])"
)


def title_of(text: str, anchors: Sequence[str]) -> tuple[str, bool]:
    """A title, and whether a rule is sure of it: it names what is pointed to, and is short."""
    linked = _linked(anchors)
    if linked:
        return linked, True
    first, *more = sentences(text) or ["Entry"]
    first = first.strip().rstrip(".")
    found = [*_found(first), *(later["what"] for line in more[:1] if (later := _LATER.match(line)))]
    for words in found:
        title, is_cut = _short(words)
        if len(title.split()) >= _FEW_WORDS and not _ONLY_PART.match(words):
            return _capital(title), len(title.split()) < _SURE_WORDS and not is_cut
    title, is_cut = _short(first)
    return _capital(title), not is_cut and len(title.split()) <= _PLAIN_WORDS


def sentences(text: str) -> list[str]:
    """The sentences of an entry; an abbreviation before a name ends none."""
    return SENTENCE.split(" ".join(text.split()))


def _linked(anchors: Sequence[str]) -> str:
    """The words of the first link, where they are a title: capitals, or long enough for a sentence."""
    words = anchors[0].strip(" '‘’“”\".").split() if anchors else []
    if (
        not _FEW_WORDS <= len(words) <= TITLE_WORDS
        or not words[0][0].isupper()
        or ";" in anchors[0]
    ):
        return ""
    if (
        re.match(rf"(?:.{{0,25}} )?{_KINDS}\b", " ".join(words), re.IGNORECASE)
        and len(words) <= _FEW_WORDS
    ):
        return ""
    return " ".join(words)


def _found(sentence: str) -> Iterator[str]:
    """What the rules make of a sentence, the best first."""
    for rule in (_by_name, _by_deed, _by_subject, _by_finding, _by_definition):
        yield from rule(sentence)


def _by_name(sentence: str) -> Iterator[str]:
    """The ‘Words Matter’ blog explores Y: Words Matter: Y."""
    quoted = _QUOTED.search(sentence)
    if not quoted or len(quoted["name"].split()) == 1:
        return
    name = quoted["name"].rstrip(" ,.")
    if beside := _BESIDE.match(quoted["rest"]):
        yield f"{name}: {_joint(beside['tells'])}{_bare(beside['what'])}"
    elif len(name.split()) >= _FEW_WORDS:
        yield name


def _by_deed(sentence: str) -> Iterator[str]:
    """X has published a Y: Y. X, to investigate Y: report on Y."""
    if did := _DID.match(sentence):
        yield _on(did["what"])
    elif aim := _TO.match(sentence):
        yield f"{aim['kind']} on {aim['what']}"


def _by_subject(sentence: str) -> Iterator[str]:
    """X article looks at Y: Y. X report looks at Y: report on Y."""
    if about := _ABOUT.match(sentence):
        is_news = _NEWS.fullmatch(about["kind"])
        whole = f"{about['kind']} {about['tells']} {about['what']}"
        yield _bare(about["what"]) if is_news else _on(whole)


def _by_finding(sentence: str) -> Iterator[str]:
    """X report finds that Y: Y. New figures of X show Y: Y."""
    for rule in (_SAYS, _FOUND, _FIGURES):
        if found := rule.match(sentence):
            yield _bare(found["what"]) if rule is _FIGURES else found["what"]


def _by_definition(sentence: str) -> Iterator[str]:
    """X is a new Y: X: Y."""
    named = _IS.match(sentence)
    if named and len(named["name"].split()) <= _NAME_WORDS:
        yield f"{named['name'].strip(' ,')}: {named['what']}"


def _on(what: str) -> str:
    """What was published, with "on" for what it explores; what it shows is the title itself."""
    shown = re.match(
        rf"(?:\w+ ){{0,3}}{_KINDS} (?:which |that )?{_FINDS} that (?P<what>.+)$",
        what,
        re.IGNORECASE,
    )
    if shown:
        return shown["what"]
    if aim := _TO.match(what):
        return f"{aim['kind']} on {aim['what']}"
    about = re.match(
        rf"(?P<kind>(?:[\w'’-]+ ){{0,4}}?{_KINDS}s?) (?:which |that )?(?!for\b|into\b|on\b){_TELLS} (?P<what>.+)$",
        what,
        re.IGNORECASE,
    )
    return f"{about['kind']} on {about['what']}" if about else what


def _joint(tells: str) -> str:
    return "" if tells.casefold() not in {"for", "on", "about", "into"} else f"{tells} "


def _bare(what: str) -> str:
    return re.sub(r"^(?:an?|the|its|their) ", "", what, flags=re.IGNORECASE)


def _short(text: str) -> tuple[str, bool]:
    """The title ended where a clause ends; whether it had to be cut within one."""
    text = re.sub(
        r"^(?:an?|the) (?:range|number|variety) of ", "", text.strip(" .,;"), flags=re.IGNORECASE
    )
    text = re.sub(r"^(?:Free|New|Updated|Useful|Half-hour) (?=\w+ \w+)", "", text)
    text = re.sub(r" in (?:this|the) [\w-]+$", "", text)
    for end in _CLAUSE.finditer(text):
        if len(text[: end.start()].split()) >= _FEW_WORDS:
            text = text[: end.start()]
            break
    words = text.split()
    is_cut = len(words) > MOST_WORDS
    if is_cut:
        commas = [place for place in range(6, MOST_WORDS + 1) if words[place - 1].endswith(",")]
        ends = [
            place for place in range(7, MOST_WORDS + 1) if words[place].casefold() in _PREPOSITIONS
        ]
        words = words[: (commas or ends or [MOST_WORDS])[-1]]
    while len(words) > 1 and words[-1].casefold().strip("(,") in _LOOSE:
        words.pop()
    return _closed(" ".join(words).rstrip(" ,;:–-")), is_cut


def _closed(text: str) -> str:
    """Without a bracket or a quotation that was cut open."""
    if text.count("(") > text.count(")"):
        text = text[: text.rindex("(")].rstrip()
    return text


def _capital(text: str) -> str:
    text = text.strip() or "Entry"
    return re.sub(r"^([‘'“\"]?)(\w)", lambda first: first[1] + first[2].upper(), text)
