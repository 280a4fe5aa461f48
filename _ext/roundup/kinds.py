"""The closed list of kinds, and the small closed lists of an item's other fields.

Equivalents: schema.org types (https://schema.org/docs/full.html), CSL 1.0.2
item types (https://docs.citationstyles.org/en/stable/specification.html) and RIS
reference types as written by Zotero's RIS translator. Order within a group
is from the most to the least formal.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from .model import Kind

_EVIDENCE = "Evidence and reports"
_POLICY = "Policy and official guidance"
_PRACTICE = "Practice tools"
_MEDIA = "News, blogs, audio and film"
_TAKE_PART = "Take part"

# fmt: off
KINDS: tuple[Kind, ...] = (
    Kind("research", "Research study", "Research studies", _EVIDENCE, "ScholarlyArticle", "article-journal", "JOUR"),
    Kind("evidence-review", "Evidence review", "Evidence reviews", _EVIDENCE, "Report", "report", "RPRT"),
    Kind("report", "Report", "Reports", _EVIDENCE, "Report", "report", "RPRT"),
    Kind("annual-report", "Annual report or statistics", "Annual reports and statistics", _EVIDENCE, "Report", "report", "RPRT"),
    Kind("inquiry", "Inquiry or independent review", "Inquiries and independent reviews", _EVIDENCE, "Report", "report", "RPRT"),
    Kind("briefing", "Briefing or summary", "Briefings and summaries", _EVIDENCE, "Report", "report", "RPRT"),
    Kind("policy-paper", "Policy paper", "Policy papers", _POLICY, "DigitalDocument", "report", "RPRT"),
    Kind("official-guidance", "Official guidance", "Official guidance", _POLICY, "DigitalDocument", "report", "GOVDOC"),
    Kind("guide", "Guide or practice tips", "Guides and practice tips", _PRACTICE, "Guide", "document", "GEN"),
    Kind("resource-pack", "Resource pack or advice page", "Resource packs and advice pages", _PRACTICE, "LearningResource", "webpage", "ELEC"),
    Kind("poster", "Poster or wall chart", "Posters and wall charts", _PRACTICE, "Poster", "graphic", "ART"),
    Kind("ebook", "E-book", "E-books", _PRACTICE, "Book", "book", "EBOOK"),
    Kind("app", "App or digital tool", "Apps and digital tools", _PRACTICE, "SoftwareApplication", "software", "COMP"),
    Kind("news", "News article", "News articles", _MEDIA, "NewsArticle", "article-newspaper", "NEWS"),
    Kind("blog", "Blog or opinion", "Blogs and opinion", _MEDIA, "BlogPosting", "post-weblog", "BLOG"),
    Kind("podcast", "Podcast or audio", "Podcasts and audio", _MEDIA, "PodcastEpisode", "broadcast", "SOUND"),
    Kind("documentary", "Documentary or programme", "Documentaries and programmes", _MEDIA, "VideoObject", "motion_picture", "VIDEO"),
    Kind("recording", "Recording or slides", "Recordings and slides", _MEDIA, "VideoObject", "motion_picture", "VIDEO"),
    Kind("conversation", "Conversation or interview", "Conversations and interviews", _MEDIA, "Article", "interview", "GEN"),
    Kind("survey", "Survey or call for evidence", "Surveys and calls for evidence", _TAKE_PART, "WebPage", "webpage", "ELEC"),
    Kind("event", "Event or training", "Events and training", _TAKE_PART, "Event", "event", "CONF"),
)
# fmt: on

KIND: Mapping[str, Kind] = MappingProxyType({kind.slug: kind for kind in KINDS})

AUDIENCES: Mapping[str, str] = MappingProxyType(
    {
        "social-care": "Social care",
        "police": "Police",
        "schools": "Schools",
        "youth-work": "Youth work",
        "health": "Health",
        "parents-carers": "Parents and carers",
        "children-young-people": "Children and young people",
        "commissioners": "Commissioners",
        "researchers": "Researchers",
    }
)

NATIONS: Mapping[str, str] = MappingProxyType(
    {
        "uk": "United Kingdom",
        "england": "England",
        "wales": "Wales",
        "scotland": "Scotland",
        "northern-ireland": "Northern Ireland",
        "international": "International",
    }
)

ACCESS: Mapping[str, str] = MappingProxyType(
    {
        "free": "Free",
        "registration": "Free, with registration",
        "subscription": "Subscribers only",
        "members": "Members only",
    }
)

CONTENT_NOTES: Mapping[str, str] = MappingProxyType(
    {
        "suicide": "suicide",
        "sexual-abuse": "sexual abuse",
        "sexual-violence": "sexual violence",
        "violence": "violence",
        "child-death": "the death of a child",
        "drug-use": "drug use",
        "eating-disorders": "eating disorders",
        "extremism": "extremism",
    }
)
