"""The closed list of kinds, and the small closed lists of an item's other fields.

Equivalents: schema.org types (https://schema.org/docs/full.html), CSL 1.0.2
item types (https://docs.citationstyles.org/en/stable/specification.html) and RIS
reference types as written by Zotero's RIS translator. Order within a group
is from the most to the least formal.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from .records import Kind

_EVIDENCE = "Evidence and reports"
_POLICY = "Policy and official guidance"
_PRACTICE = "Practice tools"
_MEDIA = "News, blogs, audio and film"
_TAKE_PART = "Take part"

# fmt: off
KINDS: tuple[Kind, ...] = (
    Kind("research", "Research study", "Research studies", _EVIDENCE, "ScholarlyArticle", "article-journal", "JOUR",
         ("research", "study", "academic research", "research paper")),
    Kind("evidence-review", "Evidence review", "Evidence reviews", _EVIDENCE, "Report", "report", "RPRT",
         ("list of research", "literature review", "rapid review", "analysis")),
    Kind("report", "Report", "Reports", _EVIDENCE, "Report", "report", "RPRT",
         ("report", "new report", "findings", "index report")),
    Kind("annual-report", "Annual report or statistics", "Annual reports and statistics", _EVIDENCE, "Report", "report", "RPRT",
         ("annual report", "annual study", "statistics", "annual review")),
    Kind("inquiry", "Inquiry or independent review", "Inquiries and independent reviews", _EVIDENCE, "Report", "report", "RPRT",
         ("inquiry", "independent review", "review of", "family review")),
    Kind("briefing", "Briefing or summary", "Briefings and summaries", _EVIDENCE, "Report", "report", "RPRT",
         ("briefing", "briefing paper", "summary", "summarised", "summaries")),
    Kind("policy-paper", "Policy paper", "Policy papers", _POLICY, "DigitalDocument", "report", "RPRT",
         ("policy paper", "white paper", "strategy", "action plan")),
    Kind("official-guidance", "Official guidance", "Official guidance", _POLICY, "DigitalDocument", "report", "GOVDOC",
         ("statutory guidance", "information sharing advice", "non-statutory")),
    Kind("guide", "Guide or practice tips", "Guides and practice tips", _PRACTICE, "Guide", "document", "GEN",
         ("guide", "tips", "how-to")),
    Kind("resource-pack", "Resource pack or advice page", "Resource packs and advice pages", _PRACTICE, "LearningResource", "webpage", "ELEC",
         ("resource pack", "resources", "resource hub", "toolkit", "advice pages", "advice page", "lesson plans")),
    Kind("poster", "Poster or wall chart", "Posters and wall charts", _PRACTICE, "Poster", "graphic", "ART",
         ("poster", "infographic")),
    Kind("ebook", "E-book", "E-books", _PRACTICE, "Book", "book", "EBOOK",
         ("e-book", "ebook")),
    Kind("app", "App or digital tool", "Apps and digital tools", _PRACTICE, "SoftwareApplication", "software", "COMP",
         ("app", "online tool", "interactive map")),
    Kind("news", "News article", "News articles", _MEDIA, "NewsArticle", "article-newspaper", "NEWS",
         ("article", "news item", "news article", "news", "news story", "investigation")),
    Kind("blog", "Blog or opinion", "Blogs and opinion", _MEDIA, "BlogPosting", "post-weblog", "BLOG",
         ("blog", "opinion piece", "blog post", "vlog")),
    Kind("podcast", "Podcast or audio", "Podcasts and audio", _MEDIA, "PodcastEpisode", "broadcast", "SOUND",
         ("podcast", "podcasts", "radio programme")),
    Kind("documentary", "Documentary or programme", "Documentaries and programmes", _MEDIA, "VideoObject", "motion_picture", "VIDEO",
         ("documentary", "documentaries", "programme", "drama")),
    Kind("recording", "Recording or slides", "Recordings and slides", _MEDIA, "VideoObject", "motion_picture", "VIDEO",
         ("recording", "slides", "webinar recording", "video", "film", "films")),
    Kind("conversation", "Conversation or interview", "Conversations and interviews", _MEDIA, "Article", "interview", "GEN",
         ("in conversation", "interview", "reflective dialogue")),
    Kind("survey", "Survey or call for evidence", "Surveys and calls for evidence", _TAKE_PART, "WebPage", "webpage", "ELEC",
         ("survey", "consultation", "call for evidence", "questionnaire")),
    Kind("event", "Event or training", "Events and training", _TAKE_PART, "Event", "event", "CONF",
         ("conference", "event", "webinar", "training", "seminar", "workshop", "course")),
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
