"""Write a paper as a web page or an e-mail, the ways such programs write."""

from __future__ import annotations

import html
import quopri
import textwrap

from intake.paper import Entry, Paper


def _words(entry: Entry) -> str:
    return "".join(
        html.escape(piece.text, quote=False)
        if piece.href is None
        else f'<a href="{html.escape(piece.href)}">{html.escape(piece.text, quote=False)}</a>'
        for piece in entry
    )


def _esc(text: str) -> str:
    return html.escape(text, quote=False)


def semantic(paper: Paper) -> bytes:
    """A page with headings and paragraphs."""
    body = [f"<h1>{_esc(paper.title)}</h1>", f"<p>{paper.date}</p>"]
    body += [f"<p>{_esc(paper.strap)}</p>"] if paper.strap else []
    for part in paper.parts:
        body.append(f"<h2>{_esc(part.heading)}</h2>")
        body += [f"<blockquote><p>{_esc(quote)}</p></blockquote>" for quote in part.quotes]
        body += [f"<p>{_words(entry)}</p>" for entry in part.entries]
    title = f"<title>{_esc(paper.title)}</title>"
    return f"<!DOCTYPE html><html><head>{title}</head><body>{''.join(body)}</body></html>".encode()


def mail(paper: Paper, *, breaks: bool = False) -> bytes:
    """A mailing service's letter: nested tables, a preheader, an address to unsubscribe.

    ``breaks``: entries are parted by two line breaks instead of paragraphs.
    """
    rows = [_cell(f'<span style="font-size:22px;font-weight:bold">{_esc(paper.title)}</span>')]
    rows.append(_cell(f"<strong>{paper.date}</strong>"))
    rows += [_cell(f"<strong>{_esc(paper.strap)}</strong>")] if paper.strap else []
    for part in paper.parts:
        head = f'<span style="font-size:18px;font-weight:bold">{_esc(part.heading)}</span>'
        if breaks:
            parts = [head, *(f"<em>{_esc(quote)}</em>" for quote in part.quotes)]
            rows.append(_cell("<br><br>\n".join([*parts, *map(_words, part.entries)])))
            continue
        rows.append(_cell(f"<p>{head}</p>"))
        rows += [_cell(f"<blockquote>{_esc(quote)}</blockquote>") for quote in part.quotes]
        rows.append(_cell("".join(f"<p>{_words(entry)}</p>" for entry in part.entries)))
    table = '<table width="600" class="mcnTextBlock"><tbody>' + "".join(rows) + "</tbody></table>"
    hidden = '<div style="display:none;max-height:0">This month in research</div>'
    view = '<p><a href="https://mail.example.org/view">View this email in your browser</a></p>'
    foot = (
        "<table><tr><td><em>Copyright © 2024, all rights reserved.</em><br><br>"
        'Want to change how you receive these emails?<br>You can <a href="https://mail.example.org/u">'
        "unsubscribe from this list</a>.</td></tr></table>"
    )
    outer = f"<table><tr><td>{view}{table}{foot}</td></tr></table>"
    style = "<style>.mcnTextBlock{padding:0}</style>"
    return (
        f"<html><head>{style}<title>News</title></head><body>{hidden}{outer}</body></html>".encode()
    )


def _cell(text: str) -> str:
    return f"<tr><td><table><tbody><tr><td>{text}</td></tr></tbody></table></td></tr>"


def outlook(paper: Paper) -> bytes:
    """Word's own HTML, as Outlook sends it: Windows-1252, wrapped lines, MsoNormal, o:p."""
    lines = [_mso(f"<b><span style='font-size:16.0pt'>{_esc(paper.title)}</span></b>")]
    lines.append(_mso(f"<b>{paper.date}</b>"))
    lines += [_mso(f"<b>{_esc(paper.strap)}</b>")] if paper.strap else []
    for part in paper.parts:
        lines.append(_mso(f"<b><span style='font-size:14.0pt'>{_esc(part.heading)}</span></b>"))
        lines += [_mso(f"<i>{_esc(quote)}</i>") for quote in part.quotes]
        for entry in part.entries:
            lines += [_mso(_words(entry)), "<p class=MsoNormal><o:p>&nbsp;</o:p></p>"]
    body = "\n".join(lines)
    head = (
        '<head><meta http-equiv=Content-Type content="text/html; charset=windows-1252">'
        "<!--[if gte mso 9]><xml><o:x>not shown</o:x></xml><![endif]-->"
        "<style><!-- p.MsoNormal {margin:0cm} --></style></head>"
    )
    return (
        f"<html>{head}<body lang=EN-GB><div class=WordSection1>{body}</div></body></html>".encode(
            "cp1252"
        )
    )


def _mso(text: str) -> str:
    wrapped = textwrap.fill(text, 76, break_long_words=False, break_on_hyphens=False)
    return f"<p class=MsoNormal>{wrapped}<o:p></o:p></p>"


def eml(paper: Paper, page: bytes, charset: str = "utf-8") -> bytes:
    """An e-mail with the letter twice: as plain text and as HTML, quoted-printable."""
    body = quopri.encodestring(page).decode("ascii")
    head = (
        f"From: Round-up <news@example.org>\r\nTo: all@example.org\r\nSubject: {paper.date}\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="b1"\r\n\r\n'
        '--b1\r\nContent-Type: text/plain; charset="utf-8"\r\n\r\nSee the HTML.\r\n'
        f'--b1\r\nContent-Type: text/html; charset="{charset}"\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    return (head + body + "\r\n--b1--\r\n").encode("ascii")
