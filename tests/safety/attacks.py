"""What someone might put on a page to do harm, and what each attempt must come to.

Numbers are those of the table in docs/safety.md. ``TOUCH`` stands for a file
that code would make if it ran, ``SECRET`` for the name of a file outside the
archive whose words are ``CANARY``.
"""

from __future__ import annotations

from dataclasses import dataclass

CANARY = "CANARY-4f1c"
TOP = "---\nmasthead: A Round-up\n---\n\n# April 2024\n\n## County lines\n\n"
FIELDS = ":id: one\n:kind: news\n:source: bbc\n\n"


@dataclass(frozen=True)
class Attack:
    """``subtype`` is the message, "" where the words just stay words; ``at`` is on its line."""

    number: int
    name: str
    text: str
    subtype: str = "unsafe-markup"
    at: str = ""
    also: tuple[str, ...] = ()

    @property
    def line(self) -> int:
        """The line that the message must name."""
        if not self.at:
            return 1
        place = self.text.index(self.at) + len(self.at) - len(self.at.lstrip("\n"))
        return self.text[:place].count("\n") + 1


def item(words: str, title: str = "A title") -> str:
    """An issue with one item of these words."""
    return f"{TOP}:::{{item}} {title}\n{FIELDS}{words}\n:::\n"


def outside(words: str) -> str:
    """An issue with words under a heading, where Sphinx shows what it parsed."""
    return f"{TOP}{words}\n\n:::{{item}} A title\n{FIELDS}Words.\n:::\n"


def top(lines: str, body: str = "") -> str:
    """An issue with more top lines."""
    return item(body or "Words.").replace("---\n\n#", f"{lines}\n---\n\n#", 1)


RUN = "{{ cycler.__init__.__globals__.os.popen('touch TOUCH').read() }}"

ATTACKS = (
    Attack(1, "script block", outside("<script>alert(1)</script>"), at="<script>"),
    Attack(1, "script in an item", item("<script>alert(1)</script>"), at="<script>"),
    Attack(2, "image with onerror", item('See <img src=x onerror="alert(1)"> it.'), at="<img"),
    Attack(2, "handler on a tag", outside("<b onmouseover=alert(1)>b</b>"), at="<b "),
    Attack(2, "tag over two lines", item("See <img\nsrc=x onerror=alert(1)> it."), at="<img"),
    Attack(2, "svg", item("<svg/onload=alert(1)>"), at="<svg"),
    Attack(2, "processing instruction", item("<?php system('id') ?>"), at="<?php"),
    Attack(3, "raw directive", outside("```{raw} html\n<script>alert(1)</script>\n```"), at="<script"),
    Attack(3, "raw, no tag", outside("```{raw} html\n&lt;i&gt;\n```"), at="```{raw}"),
    Attack(3, "raw in an item", item("```{raw} html\nx\n```"), at="```{raw}"),
    Attack(3, "raw with colons", outside(":::{raw} html\nx\n:::"), at=":::{raw}"),
    Attack(3, "raw with tildes", outside("~~~{raw} html\nx\n~~~"), at="~~~{raw}"),
    Attack(3, "raw in capitals", outside("```{RAW} html\nx\n```"), at="```{RAW}"),
    Attack(3, "raw file", outside("```{raw} html\n:file: ../../SECRET\n```"), at="```{raw}"),
    Attack(4, "new role that is raw", outside("```{role} x(raw)\n:format: html\n```"), at="```{role}"),
    Attack(4, "raw role used", item("{raw}`x` here"), at="{raw}"),
    Attack(5, "eval-rst", outside("```{eval-rst}\n.. include:: ../../SECRET\n```"), at="```{eval-rst}"),
    Attack(5, "eval-rst in an item", item("```{eval-rst}\n.. raw:: html\n\n   x\n```"), at="```{eval-rst}"),
    Attack(6, "substitution runs a command", top("myst: {enable_extensions: [substitution]}", RUN),
           at=RUN),
    Attack(6, "substitution, braces in YAML escapes",
           top('myst: {enable_extensions: [substitution], sub_delimiters: ["[", "]"]}', "[[x]]"),
           "bad-issue", at="myst:"),
    Attack(6, "substitution in the masthead", top("").replace("A Round-up", f'"{RUN}"'), at=RUN),
    Attack(7, "syntax switched on again", top("myst: {disable_syntax: []}"), "bad-issue", at="myst:"),
    Attack(7, "top lines after dots", "---\nmasthead: A\n...\nmyst: {}\n---\n\n# April 2024\n",
           "unsafe-top-lines"),
    Attack(7, "top lines that end twice", "---\nmasthead: A\n---x\nmyst: {}\n---\n\n# April 2024\n",
           "unsafe-top-lines"),
    Attack(7, "top lines with four dashes", "----\nmyst: {}\n----\n\n# April 2024\n",
           "unsafe-top-lines"),
    Attack(7, "top lines without an end", "---\nmyst: {}\n", "unsafe-top-lines"),
    Attack(7, "top lines in an item", item("").replace("bbc\n\n", "bbc\n---\nmyst: {}\n---\n\nWords."),
           at="---\nmyst: {}"),
    Attack(8, "javascript as a scheme", top('myst: {url_schemes: {pwn: "javascript:alert(1)"}}'),
           "bad-issue", at="myst:"),
    Attack(9, "page that reloads elsewhere",
           top('html_meta: {"http-equiv=refresh": "0; url=https://evil.test"}'),
           "bad-issue", at="html_meta:"),
    Attack(9, "meta directive", outside("```{meta}\n:http-equiv=refresh: 0\n```"), at="```{meta}"),
    Attack(10, "include", outside("```{include} ../../SECRET\n```"), at="```{include}"),
    Attack(10, "include from the root", outside("```{include} /../SECRET\n```"), at="```{include}"),
    Attack(10, "include in an item", item("```{include} ../conf.py\n```"), at="```{include}"),
    Attack(11, "literalinclude", outside("```{literalinclude} ../../SECRET\n```"), at="```{literal"),
    Attack(12, "csv-table of a file", outside("```{csv-table}\n:file: ../../SECRET\n```"), at="```{csv"),
    Attack(12, "csv-table of an address", outside("```{csv-table}\n:url: http://127.0.0.1:9/\n```"),
           at="```{csv"),
    Attack(13, "download", item("{download}`<../../SECRET>`"), at="{download}"),
    Attack(13, "link to a file", item("[x](../../SECRET)"), "unsafe-link", at="[x]"),
    Attack(13, "link to a file, outside", outside("[x](<../../SECRET>)"), "unsafe-link", at="[x]"),
    Attack(13, "path scheme", item("<path:../../SECRET>"), "unsafe-link", at="<path"),
    Attack(13, "project scheme", item("[x](project:../conf.py)"), "unsafe-link", at="[x]"),
    Attack(13, "inventory scheme", item("[x](inv:#x)"), "unsafe-link", at="[x]"),
    Attack(13, "link to our settings", item("[x](../conf.py)"), "unsafe-link", at="[x]"),
    Attack(13, "file scheme", item("[x](file:///etc/hostname)"), ""),
    Attack(14, "picture of a file", item("![x](../../SECRET)"), at="![x]"),
    Attack(15, "javascript link", item("[x](javascript:alert(1))"), ""),
    Attack(15, "javascript, odd case", item("[x](JaVaScRiPt:alert(1))"), ""),
    Attack(15, "javascript, entity", item("[x](&#106;avascript:alert(1))"), ""),
    Attack(15, "vbscript", item("[x](vbscript:msgbox(1))"), ""),
    Attack(15, "data", item("[x](data:text/html;base64,PHNjcmlwdD4=)"), ""),
    Attack(15, "data picture", item("[x](data:image/png;base64,AAAA)"), "unsafe-link", at="[x]"),
    Attack(15, "javascript as an autolink", item("<javascript:alert(1)>"), ""),
    Attack(16, "tab in a scheme", item("[x](java&Tab;script:alert(1))"), "unsafe-link", at="[x]"),
    Attack(17, "card with a link", outside(":::{card} x\n:link: javascript:alert(1)\n:::"), at=":::{card}"),
    Attack(17, "button", outside("```{button-link} javascript:alert(1)\n```"), at="```{button"),
    Attack(18, "image directive", outside("```{image} javascript:alert(1)\n```"), at="```{image}"),
    Attack(18, "image with a target", outside("```{image} x.png\n:target: javascript:alert(1)\n```"),
           at="```{image}"),
    Attack(19, "picture from elsewhere", item("![x](https://evil.test/pixel.png)"), at="![x]"),
    Attack(19, "figure", outside("```{figure} https://evil.test/pixel.png\n```"), at="```{figure}"),
    Attack(20, "a name before the host", item("[x](https://www.gov.uk@evil.test/)"), "bad-link", at="[x]"),
    Attack(20, "Cyrillic o in the host", item("[x](https://g\u043ev.uk/)"), "bad-link", at="[x]"),
    Attack(20, "the same, spelt in ASCII", item("[x](https://xn--gv-fmc.uk/)"), "bad-link", at="[x]"),
    Attack(20, "a copy that is none",
           item('[x](https://www.gov.uk/ "archived https://evil.test/")'), "bad-link", at="[x]"),
    Attack(20, "a second port", item("[x](https://www.gov.uk:443:evil.test/)"), "bad-link", at="[x]"),
    Attack(20, "a NUL in the host", item("[x](https://www.gov%00.uk/)"), "bad-link", at="[x]"),
    Attack(20, "a full stop in disguise", item("[x](https://www.gov.uk%2eevil.test/)"), "bad-link", at="[x]"),
    Attack(20, "Latin letters that look alike", item("[x](https://www.\u0261ov.uk/)"), "bad-link", at="[x]"),
    Attack(20, "a number for a host", item("[x](https://0x7f.1/)"), "bad-link", at="[x]"),
    Attack(20, "somebody's upload to an archive",
           item('[x](https://gov.uk "archived https://archive.org/download/a/b.exe")'), "bad-link", at="[x]"),
    Attack(20, "an archive's port", item('[x](https://gov.uk "archived https://web.archive.org:x/")'), "bad-link",
           at="[x]"),
    Attack(20, "an endless address", item(f"[x](https://gov.uk/{'a' * 2000})"), "bad-link", at="[x]"),
    Attack(20, "a name before the host, quoted", outside("> [x](https://a@evil.test/)"), "unsafe-link", at="> [x]"),
    Attack(21, "no slashes, quoted", outside("> [www.gov.uk](https:evil.test)"), "unsafe-link", at="> [www"),
    Attack(21, "three slashes, quoted", outside("> [www.gov.uk](https:///evil.test)"), "unsafe-link", at="> [www"),
    Attack(21, "the same, quoted", outside("> [x](ftp://evil.test/x)"), "unsafe-link", at="> [x]"),
    Attack(21, "capitals", item("[x](HTTPS://gov.uk/)"), "bad-link", at="[x]"),
    Attack(21, "another way of fetching", item("[x](ftp://evil.test/x)"), "bad-link", at="[x]"),
    Attack(21, "no scheme", item("[x](//evil.test/)"), "unsafe-link", at="[x]"),
    Attack(21, "backslashes", item("[x](\\\\evil.test/)"), "unsafe-link", at="[x]"),
    Attack(22, "attributes on a link", item('[x](https://example.org){target="_blank" onclick="alert(1)"}'),
           ""),
    Attack(23, "class of our own parts", outside(":::sidebar-drawer\nGone\n:::"), "item-fence", at=":::sidebar"),
    Attack(23, "container", outside(":::{container} skip-to-content\nx\n:::"), at=":::{container}"),
    Attack(24, "heading that takes the page's id", outside("## furo-main-content\n\n> Quoted."), ""),
    Attack(24, "heading that takes an item's id", outside("## item 2024 04 one\n\n> Quoted."), ""),
    Attack(24, "named place", outside("(furo-main-content)=\n"), at="(furo"),
    Attack(24, "heading in an item", item("## A heading"), "item-fence", at="## A"),
    Attack(25, "toctree", outside("```{toctree}\n:glob:\n\n/*\n```"), at="```{toctree}"),
    Attack(26, "letters in reverse", item("Words \u202egnihtemos\u202c."), "hidden-character", at="Words "),
    Attack(26, "isolates", item("Words \u2067x\u2069."), "hidden-character", at="Words "),
    Attack(26, "zero width in an id", item("W.").replace("id: one", "id: o\u200bne"),
           "hidden-character", at=":id:"),
    Attack(26, "byte order mark inside", item("Words\ufeff."), "hidden-character", at="Words"),
    Attack(26, "bell", item("Words\x07."), "hidden-character", at="Words\x07"),
    Attack(26, "tags", item("Words\U000e0041."), "hidden-character", at="Words"),
    Attack(26, "in YAML escapes", top("").replace("A Round-up", '"A \\u202edaeh"'),
           "hidden-character", at="masthead"),
    Attack(26, "script in YAML escapes", top("").replace("A Round-up", '"\\x3cscript>alert(1)"'),
           at="masthead"),
    Attack(26, "accents without end", item("a" + "\u0301" * 9), "hidden-character", at="a\u0301"),
    Attack(27, "HTML comment", item("Words <!-- a private note --> more."), "comment", at="Words"),
    Attack(27, "line comment", outside("% a private note"), "comment", at="% a"),
    Attack(27, "comment in an item", item("% a private note"), "comment", at="% a"),
    Attack(27, "block break", outside("+++ a private note"), "comment", at="+++"),
    Attack(27, "link definition", outside("[//]: # (a private note)"), at="[//]"),
    Attack(27, "footnote", outside("[^x]: a private note"), at="[^x]"),
    Attack(28, "nested fences", TOP + "".join(
        ":" * n + "{item} T\n" for n in range(400, 3, -1)), "too-large", at="\n" + ":" * 397 + "{"),
    Attack(28, "nested quotations", outside("> " * 400 + "x"), "too-large", at="> > "),
    Attack(28, "nested lists", outside("- " * 400 + "x"), "too-large", at="- - "),
    Attack(28, "nested stars", item("*a " * 40 + "x" + " x*" * 40), "too-large", at="*a *a"),
    Attack(29, "40,000 links", item("\n".join(["[](#)" * 500] * 80)), "too-large", at="[](#)"),
    Attack(29, "a page of 4 MB", item("words " * 700_000), "unsafe-file"),
    Attack(29, "a long line", item("word " * 1_100), "too-large", at="word word"),
    Attack(29, "400 items", TOP + "".join(f":::{{item}} T\n:id: i{n}\n\nW.\n:::\n" for n in range(301)),
           "too-large", at=":::{item} T\n:id: i300\n"),
    Attack(29, "brackets", item("\n".join(["[" * 4_000] * 5)), ""),
    Attack(30, "aliases that multiply",
           top("strap-line: &a [x,x]\nx: [*a,*a]"), "unsafe-top-lines", at="strap-line"),
    Attack(30, "an object of Python's", top("strap-line: !!python/object/apply:os.system ['touch TOUCH']"),
           "unsafe-top-lines", at="strap-line"),
    Attack(30, "a key twice", top("masthead: B"), "unsafe-top-lines", at="masthead: B"),
    Attack(30, "a date", top("strap-line: 2024-01-01"), "unsafe-top-lines", at="strap-line"),
    Attack(30, "an impossible date", top("strap-line: 2024-99-99"), "unsafe-top-lines", at="strap-line"),
    Attack(30, "a tag", top("strap-line: !!bool x"), "unsafe-top-lines", at="strap-line"),
    Attack(30, "a key that is a truth value", top("no: x"), "bad-issue", at="no:"),
    Attack(30, "a key that is a number", top("1: x"), "bad-issue", at="1:"),
    Attack(30, "a key that is nothing", top("~: x"), "bad-issue", at="~:"),
    Attack(30, "a list for a text", top("strap-line: [A, B]"), "bad-issue", at="strap-line"),
    Attack(26, "half a character", top(r'strap-line: "\uD800"'), "hidden-character", at="strap-line"),
    Attack(26, "accents of another script", item("x" + "\u0e49" * 9), "hidden-character", at="x\u0e49"),
    Attack(26, "a sign for colour, hidden", item("Words\ufe0f\ufe0f."), "hidden-character", at="Words\ufe0f"),
    Attack(26, "a title that nobody sees", item("Words.", "\u2800"), "hidden-character", at=":::{item}"),
    Attack(40, "Typst that reads a file", item('#read("../../SECRET") ]#eval("1+1")[ $x$ // no'), ""),
    Attack(40, "Typst that fetches a package", item('#import "@preview/codly:1.0.0": \\*'), ""),
    Attack(41, "LaTeX that reads and runs", item("\\\\input{../../SECRET} \\\\write18{touch TOUCH}"), ""),
    Attack(42, "a formula for a spreadsheet", item('=HYPERLINK("x";"y") ]]> ER  -', "=1+1"), ""),
    Attack(42, "the end of a script, escaped",
           item("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;"), ""),
    Attack(43, "markup in a title, escaped",
           item("Words.", "A title &lt;img src=x onerror=alert(1)&gt;"), ""),
    Attack(44, "words that name another site", item("[www.gov.uk/guide](https://evil.test/)"), ""),
)  # fmt: skip
"""Each on a page of its own."""

TOPIC_ATTACKS = (
    Attack(4, "markup in a title", '---\ntitle: "{raw}`x`"\n---\n\nNote.\n', "unsafe-top-lines", at="title"),
    Attack(10, "include in a title", '---\ntitle: "x\\n\\n```{include} ../../SECRET\\n```"\n---\n\nN.\n',
           "unsafe-top-lines", at="title"),
    Attack(14, "picture in a title", '---\ntitle: "![x](../../SECRET)"\n---\n\nN.\n', "unsafe-top-lines",
           at="title"),
    Attack(9, "orphan", "---\ntitle: T\norphan: true\n---\n\nN.\n", "unsafe-top-lines", at="orphan"),
    Attack(9, "author, read as Markdown", '---\ntitle: T\nauthor: "{raw}`x`"\n---\n\nN.\n',
           "bad-topic", at="author"),
    Attack(10, "include in a scope note", "---\ntitle: T\n---\n\n```{include} ../../SECRET\n```\n",
           at="```{include}"),
    Attack(25, "listing in a scope note", "---\ntitle: T\n---\n\n```{listing} years\n```\n",
           at="```{listing}"),
    Attack(26, "reverse in a printed name", '---\ntitle: T\nalso-printed-as: ["\\u202ex"]\n---\n\nN.\n',
           "hidden-character", at="also"),
    Attack(13, "link to a page", "---\ntitle: T\n---\n\n[x](../about.md)\n", "unsafe-link", at="[x]"),
    Attack(2, "a tag before a name", "---\ntitle: T\n---\n\n{topic}`<b onclick=x> <care>`\n", at="{topic}"),
    Attack(2, "a tag for a name", "---\ntitle: T\n---\n\n{topic}`a <img/src=x/onerror=y>`\n", at="{topic}"),
    Attack(13, "a link before a name", "---\ntitle: T\n---\n\n{topic}`[x](../conf.py) <care>`\n", at="{topic}"),
)  # fmt: skip
