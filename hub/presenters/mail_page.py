"""A mail with formatting as a page of its own, for a frame in which nothing runs.

Pictures of the web come only when asked for: loading one tells its sender that the mail was opened.
Colours are the frame's business; the page names the inbox's own.
"""

import re
from html import escape
from urllib.parse import unquote

from channels_adapters.kit.quote_words import FORWARD_SUBJECT
from hub.kit.html import html_of
from hub.rules.file_links import staff_url
from hub.rules.mail_folds import fold, folded
from hub.rules.mail_html import quoted_safely
from models.documents import Message
from models.words import Direction, Language

QUOTE = {Language.ENGLISH: "Quoted text", Language.INDONESIAN: "Teks yang dikutip"}
SIGNATURE = {Language.ENGLISH: "Signature", Language.INDONESIAN: "Tanda tangan"}

_BEFORE = r"""<img\b(?:[^>"']|"[^"]*"|'[^']*')*?\ssrc="""
"""A picture up to its address; a ``>`` within quotes does not end it."""

REMOTE = re.compile(rf"""({_BEFORE})(?:"https?:[^"]*"|'https?:[^']*'|https?:[^"'\s>]*)""", re.I)
CID = re.compile(rf"""({_BEFORE}["'])cid:([^"']+)""", re.I)

NOTHING = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
"""A picture of one clear pixel, in the place of those that are not loaded."""

STYLE = """
html{color-scheme:light dark}
body{margin:0;padding:1px 0;overflow-wrap:anywhere;color:var(--text);background:transparent;
font:14px/20px Inter,system-ui,sans-serif}
a{color:var(--link)}
img{max-width:100%;height:auto}
table{max-width:100%;border-collapse:collapse}
td,th{padding:2px 8px 2px 0;vertical-align:top;text-align:left}
table[border]:not([border="0"]),.written table{border-collapse:collapse;margin:0 0 10px}
table[border]:not([border="0"])>*>tr>*,.written td,.written th{padding:6px 10px;border:1px solid var(--line)}
pre{white-space:pre-wrap;margin:0 0 10px}
.written pre{padding:8px 12px;border:1px solid var(--line);border-radius:6px}
h1,h2,h3{margin:16px 0 8px;font-size:16px;line-height:24px}
h1:first-child,h2:first-child,h3:first-child{margin-top:0}
hr{border:0;border-top:1px solid var(--line);margin:16px 0}
p{margin:0 0 10px}
p:last-child{margin-bottom:0}
p:empty::after{content:'\\a0'}
ul,ol{margin:0 0 10px;padding-left:24px}
blockquote{margin:0 0 10px;padding-left:12px;border-left:2px solid var(--line)}
details{display:inline-block;margin:8px 8px 0 0;vertical-align:top;color:var(--text-2)}
details[open]{display:block;margin-right:0}
summary{display:inline-block;padding:0 8px;border-radius:999px;background:var(--sunken);
color:var(--muted);font-size:12px;line-height:24px;cursor:pointer;list-style:none}
summary::-webkit-details-marker{display:none}
summary:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
details[open]>summary{margin-bottom:8px}
""".replace("\n", "")


def has_remote_pictures(html: str) -> bool:
    return REMOTE.search(html) is not None


def page(
    message: Message, quoted: Message | None, language: Language, *, pictures: bool = False
) -> str:
    mail = message.mail
    assert mail is not None
    body = _with_files(mail.html or html_of(message.text), message)
    if message.direction is Direction.INBOUND and not FORWARD_SUBJECT.match(mail.subject):
        body = folded(body, QUOTE[language], SIGNATURE[language])
    elif message.direction is Direction.OUTBOUND:
        body = f'<div class="written">{body}</div>'
        if mail.signature:
            body += fold(SIGNATURE[language], mail.signature, "signature")
        if quoted is not None:
            theirs = quoted.mail.html if quoted.mail else None
            old = quoted_safely(theirs) if theirs else html_of(quoted.text)
            body += fold(QUOTE[language], old, "quoted")
    if not pictures:
        body = REMOTE.sub(rf'\1"{NOTHING}"', body)
    return (
        f'<!doctype html><html lang="{language.value}"><head><meta charset="utf-8">'
        f'<title>{escape(mail.subject)}</title><base target="_blank">'
        f"<style>{STYLE}</style></head><body>{body}</body></html>"
    )


def policy(*, pictures: bool) -> str:
    """Content-Security-Policy of the page."""
    from_the_web = " https: http:" if pictures else ""
    return "; ".join(
        (
            "default-src 'none'",
            f"img-src 'self' data:{from_the_web}",
            "style-src 'unsafe-inline'",
            "font-src 'self'",
            "form-action 'none'",
            "base-uri 'none'",
            "frame-ancestors 'self'",
            "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox",
        )
    )


def _with_files(html: str, message: Message) -> str:
    """Pictures that came along, by our own address; of one that is not there nothing is loaded."""
    by_cid = {file.content_id.lower(): file for file in message.attachments if file.content_id}
    by_id = {str(file.id): file for file in message.attachments}

    def address(found: re.Match[str]) -> str:
        named = unquote(found.group(2)).lower()
        file = by_cid.get(named) or by_id.get(named)
        return found.group(1) + (staff_url(file.id) if file else "data:,")

    return CID.sub(address, html)
