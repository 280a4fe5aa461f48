"""Words for synthetic archives: a few hundred real ones, and an endless supply of invented ones.

No dictionary is shipped. The common words are those of the newsletter's field;
the rare ones are made from syllables and English endings, so that stemming has
work to do and the vocabulary grows with the archive as a real one does.
"""

from __future__ import annotations

import random
from itertools import accumulate


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SMALL = _listed(
    "the of and to a in for on is with that by as are have from their has been who how at an "
    "this it which be about into or was they what more can will not also its were between"
)

FIELD = _listed(
    "children young people report child exploitation abuse research support safeguarding online "
    "police school social care families findings practice services county lines missing guidance "
    "parents risk harm review health mental government new experiences violence women girls data "
    "criminal sexual local authorities professionals education workers published launched resource "
    "training charity project survey article blog podcast explores highlights warns looks calls "
    "impact change need found study evidence response early help intervention multi agency "
    "partnership contextual adolescent carers foster residential placement leaving trafficking "
    "modern slavery drugs gangs knife crime grooming images internet gaming media platforms apps "
    "bullying exclusion attendance pupils teachers college university neglect domestic trauma "
    "informed recovery therapy wellbeing suicide prevention autism disability special needs "
    "inclusion poverty cost living housing homeless unaccompanied asylum seeking migrant refugee "
    "race racism identity gender transgender voices participation rights justice court custody "
    "youth offending diversion victims witnesses disclosure referral assessment thresholds "
    "information sharing supervision leadership inspection framework strategy policy bill funding "
    "commissioner minister inquiry recommendation statistics annual national regional community "
    "toolkit poster webinar conference event recording film documentary interview guide tips "
    "vaping ketamine cannabis alcohol sextortion misogyny masculinity extremism radicalisation "
    "runaway return conversation episode protocol placement kinship adoption advocacy mentor coach "
    "outreach detached trusted adult relationship boundary consent respect healthy harmful "
    "behaviour peer sibling cousin neighbour transport railway hotel taxi night economy festival"
)

PLACES = _listed(
    "Northway Eastmere Southbrook Westhaven Calderbank Fenwick Marlow Thornbury Ashdale Kingsford "
    "Millbrook Harrowgate Penrose Stowmarket Lindale Ravenscar Hollin Tarrant Wexcombe Oakhanger"
)

_ONSETS = _listed(
    "b br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sc sh sl sp st str t th tr v w"
)
_VOWELS = _listed("a e i o u ai ea ee oa ou")
_CODAS = _listed("b ck d g l ll m n nd ng nt p r rd rm rn s ss st t th x")
_ENDINGS = ("", "", "", "s", "ed", "ing", "er", "ly", "ness", "ment", "ation", "able", "ity")


def invented(count: int, seed: int) -> tuple[str, ...]:
    """Return ``count`` different English-looking words, the same ones for the same seed."""
    dice = random.Random(f"words {seed}")
    words: dict[str, None] = {}
    while len(words) < count:
        stem = "".join(
            dice.choice(_ONSETS) + dice.choice(_VOWELS) for _ in range(dice.randint(1, 2))
        )
        words[stem + dice.choice(_CODAS) + dice.choice(_ENDINGS)] = None
    return tuple(words)


def weighted(size: int, seed: int) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Return ``size`` words, most frequent first, with cumulated Zipf-like weights.

    A third of all words drawn are small ones; "children" stands in nearly half
    of all entries, as it does in the newsletter.
    """
    words = tuple(dict.fromkeys((*FIELD, *invented(size, seed))))[:size]
    weights = [1 / (rank + 7) ** 1.06 for rank in range(size)]
    small = [1 / (rank + 2) for rank in range(len(SMALL))]
    scale = sum(weights) / 2 / sum(small)
    return (*words, *SMALL), tuple(accumulate((*weights, *(scale * one for one in small))))
