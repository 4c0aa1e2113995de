"""How every mail of the house looks: the same words as plain text and as HTML.

Styles stand at the elements, because mail programs drop style sheets; the one sheet there is only
turns the colours round where the reader's program is dark.
"""

from dataclasses import dataclass, field
from html import escape

from hub.rules.links import PLACE
from models.words import Language

FONT = "font-family:Inter,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

DARK = """@media (prefers-color-scheme:dark){
.page{background:#0E1116!important}.card{background:#161A21!important;border-color:#2A313C!important}
.text{color:#EEF1F5!important}.muted{color:#9BA6B4!important}.link{color:#A3B4FF!important}}"""


@dataclass(frozen=True)
class Letter:
    """``act`` is the words on the button; the link behind it is put in when the mail is sent."""

    subject: str
    heading: str
    paragraphs: list[str]
    act: str | None = None
    under_act: str | None = None
    notes: list[str] = field(default_factory=list)


def as_text(letter: Letter, house: str) -> str:
    parts = [letter.heading, *letter.paragraphs]
    if letter.act is not None:
        parts.append(f"{letter.act}:\n{PLACE}")
    parts += letter.notes
    return "\n\n".join(parts) + f"\n\n-- \n{house}\n"


def as_html(letter: Letter, house: str, language: Language) -> str:
    inner = [_line("h1", "text", "font-size:20px;line-height:28px;font-weight:600", letter.heading)]
    inner += [
        _line("p", "text", "font-size:15px;line-height:23px;white-space:pre-line", one)
        for one in letter.paragraphs
    ]
    if letter.act is not None:
        inner.append(_button(letter.act))
        inner.append(_plain_link(letter.under_act or ""))
    inner += [_line("p", "muted", "font-size:13px;line-height:20px", one) for one in letter.notes]
    return (
        f'<!doctype html><html lang="{language.value}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{escape(letter.subject)}</title><style>{DARK}</style></head>"
        '<body class="page" style="margin:0;padding:0;background:#F6F7F9">'
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr>'
        '<td align="center" style="padding:32px 16px">'
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" '
        'style="max-width:520px"><tr>'
        f'<td class="muted" style="{FONT};padding:0 4px 12px;font-size:14px;font-weight:600;'
        f'color:#5A6472">{escape(house)}</td></tr><tr>'
        '<td class="card" style="background:#FFFFFF;border:1px solid #DDE2E9;'
        f'border-radius:10px;padding:28px 28px 16px">{"".join(inner)}</td>'
        "</tr></table></td></tr></table></body></html>\n"
    )


def _line(tag: str, kind: str, style: str, words: str) -> str:
    colour = "#14181F" if kind == "text" else "#5A6472"
    return (
        f'<{tag} class="{kind}" style="{FONT};{style};margin:0 0 16px;color:{colour}">'
        f"{escape(words)}</{tag}>"
    )


def _button(words: str) -> str:
    return (
        '<table role="presentation" cellpadding="0" cellspacing="0" style="margin:8px 0 20px"><tr>'
        '<td style="background:#3450CF;border-radius:6px">'
        f'<a href="{PLACE}" style="{FONT};display:inline-block;padding:11px 20px;font-size:15px;'
        f'line-height:20px;font-weight:600;color:#FFFFFF;text-decoration:none">{escape(words)}</a>'
        "</td></tr></table>"
    )


def _plain_link(words: str) -> str:
    return (
        f'<p class="muted" style="{FONT};font-size:13px;line-height:20px;margin:0 0 16px;'
        f'color:#5A6472">{escape(words)}<br><a class="link" href="{PLACE}" '
        f'style="color:#2A43B8;word-break:break-all">{PLACE}</a></p>'
    )
