"""Templates: read from the account, and filled in for a message.

Placeholders of the body go by their own name, ``1`` or ``customer_name``. Those of a text header are
``header.1``, the variable end of a button's address is ``button.0``, the button counted from 0.
"""

import re
from collections.abc import Iterable
from typing import Any

from channels_adapters.base import Account, SendDelayed, SendUncertain
from channels_adapters.kit.tolerant import Loose, read
from channels_adapters.whatsapp.graph import Graph
from models.envelopes import Template, TemplateUse

PAGE = "100"
MOST_PAGES = 100
FIELDS = "name,language,status,category,components,parameter_format"
HEADER, BUTTON = "header.", "button."

_PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_SPACES = re.compile(r"\s+")


class _Component(Loose):
    class Button(Loose):
        type: str | None = None
        text: str | None = None
        url: str | None = None

    type: str | None = None
    format: str | None = None
    text: str | None = None
    buttons: list[Button] = []


class _Template(Loose):
    name: str | None = None
    language: str | None = None
    status: str | None = None
    category: str | None = None
    components: list[_Component] = []


class _Page(Loose):
    class Paging(Loose):
        class Cursors(Loose):
            after: str | None = None

        cursors: Cursors = Cursors()
        next: str | None = None

    data: list[_Template] = []
    paging: Paging = Paging()


async def templates(account: Account) -> list[Template]:
    """All of the business account. Raises SendDelayed, AccountBroken."""
    graph = Graph(account)
    found: list[Template] = []
    query = {"fields": FIELDS, "limit": PAGE}
    for _ in range(MOST_PAGES):
        try:
            answer = await graph.get(graph.settings.waba_id, "message_templates", query=query)
        except SendUncertain as error:
            raise SendDelayed(error.code, error.detail) from error
        page = read(_Page, answer)
        found += [_template(each) for each in page.data if each.name and each.language]
        if not page.paging.next or not page.paging.cursors.after:
            break
        query["after"] = page.paging.cursors.after
    return found


def _template(told: _Template) -> Template:
    parts = {(part.type or "").upper(): part for part in told.components}
    none = _Component()
    header, body, footer = (parts.get(name, none) for name in ("HEADER", "BODY", "FOOTER"))
    buttons = parts.get("BUTTONS", none).buttons
    format = (header.format or "TEXT").lower() if header is not none else None
    return Template(
        name=told.name or "",
        language=told.language or "",
        category=told.category or "",
        status=told.status or "",
        body=body.text or "",
        parameters=[
            *(HEADER + name for name in _placeholders(header.text)),
            *_placeholders(body.text),
            *(
                f"{BUTTON}{index}"
                for index, button in enumerate(buttons)
                if _placeholders(button.url)
            ),
        ],
        header=format,
        header_text=header.text,
        footer=footer.text,
        buttons=[button.text or "" for button in buttons],
    )


def _placeholders(text: str | None) -> list[str]:
    return list(dict.fromkeys(_PLACEHOLDER.findall(text or "")))


def template_body(use: TemplateUse, media: dict[str, Any] | None) -> dict[str, Any]:
    """``media``: the uploaded file of a header, as a message would carry it."""
    own: dict[str, list[tuple[str, str]]] = {"header": [], "body": [], "button": []}
    for name, value in use.parameters.items():
        place = "header" if name.startswith(HEADER) else "body"
        place = "button" if name.startswith(BUTTON) else place
        own[place].append((name.removeprefix(HEADER).removeprefix(BUTTON), value))
    components: list[dict[str, Any]] = []
    if media is not None:
        components.append({"type": "header", "parameters": [media]})
    elif own["header"]:
        components.append({"type": "header", "parameters": _parameters(own["header"])})
    if own["body"]:
        components.append({"type": "body", "parameters": _parameters(own["body"])})
    components += [
        {
            "type": "button",
            "sub_type": "url",
            "index": int(index),
            "parameters": [{"type": "text", "text": _one_line(value)}],
        }
        for index, value in sorted(own["button"])
        if index.isdigit()
    ]
    body: dict[str, Any] = {"name": use.name, "language": {"code": use.language}}
    return body | ({"components": components} if components else {})


def _parameters(values: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """By number, in their order; or by name."""
    values = list(values)
    if all(name.isdigit() for name, _ in values):
        ordered = sorted(values, key=lambda each: int(each[0]))
        return [{"type": "text", "text": _one_line(value)} for _, value in ordered]
    return [
        {"type": "text", "parameter_name": name, "text": _one_line(value)} for name, value in values
    ]


def _one_line(value: str) -> str:
    """Meta takes no line ends, tabs or long gaps in a placeholder."""
    return _SPACES.sub(" ", value).strip()
