"""Make the list of English words by which the search knows a word from a slip.

    python tools/english_words.py /usr/share/dict/scowl

The folder is that of SCOWL 2020.12.07 (Debian's package ``scowl``). The licence, which lets
lists made of it be passed on, stands in ``search/client/vendor/LICENSE-SCOWL``. Stems are kept, not
words: all forms of a word are one line, and what is looked up is a stem.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from sphinx_roundup.search.analysis import Stems, words

LEVEL = 50
"""Words up to this level of SCOWL: those of a medium dictionary, rarer ones left out."""

LIST = Path(__file__).parents[1] / "_ext/sphinx_roundup/search/english.txt"

_FILE = re.compile(
    r"(english|british|british_z|british_variant_1|american)-(words|upper|proper-names|contractions)\.(\d+)"
)

FIELD = """
    abscond absconded absconder absconding absconsion ableism adultification bodycam biphobia
    blackmailer bladed catfish catfished catfishing chatbot coerced commissioner cuckooed
    cuckooing cyberbully cyberbullying cybercrime cyberflashing cyberstalking deepfake
    deepfakes disclosure dox doxed doxing doxxing dysregulated dysregulation flasher forensic
    gaslight gaslighting groomer groomers grooming gamify homophobic hotspot incel incels
    influencer influencers ketamine livestream livestreamed livestreaming loverboy lootbox
    misandry misogyny misogynist misogynistic mentee metaverse misgender misogynoir mule
    mugshot neglectful neurodiverse neurodivergent neurodiversity nitrous nonbinary nudify
    offender paedophilia peddler perpetrator perpetrators polyvictimisation predator
    pseudonymous queer racialised radicalisation radicalise radicalised rehome reoffend
    reoffending reoffender resilience retraumatise revictimisation runaway safeguarder
    safeguarding schooling selfie selfies sexism sexting sexualised sextortion spiked spiking
    stalker stalking stigmatised tagging toxic trafficker traffickers trafficked trafficking
    transgender transphobia transphobic trauma traumatised trolling truancy truant unaccompanied
    underage unregistered unregulated upskirting vape vaped vaper vapes vaping victimised
    victimisation vlogger vulnerability whistleblower whistleblowing wellbeing mindfulness
    childminder childline counsellor helpline kinship kibbutz nightline safeguard sibling
    snapchat tiktok instagram whatsapp youtube facebook telegram discord roblox fortnite
    minecraft google twitter spotify netflix bitcoin cryptocurrency fentanyl xanax mdma
    lgbtq ehcp camhs fgm nrm adhd ptsd
"""
"""Words of this field that a general list lacks, written for the archive."""


def main() -> None:
    """Read SCOWL from the folder on the command line and write the list."""
    texts = [FIELD]
    for path in sorted(Path(sys.argv[1]).iterdir()):
        found = _FILE.fullmatch(path.name)
        if found and int(found[3]) <= LEVEL:
            texts.append(path.read_text(encoding="utf-8"))
    stems = Stems()
    known = {stems[word] for text in texts for word in words(text)}
    LIST.write_text("\n".join(sorted(filter(str.isalpha, known))) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
