"""Templates filled in: whether all is there, and how the text reads."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from hub.kit.errors import Invalid
from hub.rules.blank_text import is_blank_text
from models.documents import ChannelTemplate
from models.documents.message import AttachedFile, UsedTemplate

MOST_BODY, MOST_HEADER, MOST_ADDRESS = 1024, 60, 2000
"""Characters of a text, a header and a button's address that is filled in. Source: the Cloud API, whose
templates these are.
"""

HEADER, BUTTON = "header.", "button."
_PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def is_approved(template: ChannelTemplate) -> bool:
    return template.status.casefold() == "approved"


@dataclass(frozen=True)
class FilledTemplate:
    """``text`` as the customer reads it, for the thread."""

    template: UsedTemplate
    text: str


def filled(
    template: ChannelTemplate, parameters: Mapping[str, str], files: list[AttachedFile]
) -> FilledTemplate:
    """Raises Invalid, by field."""
    _check(template, parameters, files)
    used = UsedTemplate(name=template.name, language=template.language, parameters=dict(parameters))
    return FilledTemplate(used, _text_of(template, parameters))


def _check(
    template: ChannelTemplate, parameters: Mapping[str, str], files: list[AttachedFile]
) -> None:
    if not is_approved(template):
        raise Invalid(
            "The provider has not approved this template.",
            fields={"template.name": f"is {template.status.lower()}"},
        )
    fields = {
        f"template.parameters.{name}": "is empty"
        for name in template.parameters
        if is_blank_text(parameters.get(name, ""))
    }
    strange = parameters.keys() - set(template.parameters)
    fields |= {f"template.parameters.{name}": "is no place of this template" for name in strange}
    if not fields and (long := _too_long(template, parameters)):
        name, told = next(iter(long.items()))
        place = name.removeprefix("template.parameters.")
        raise Invalid(f"The template would be too long: {place} {told}.", fields=long)
    wants = template.header if template.header not in (None, "text") else None
    kinds = [file.kind.value for file in files]
    if wants is not None and kinds != [wants]:
        fields["attachmentIds"] = f"this template takes one file: {wants}"
    elif wants is None and kinds:
        fields["attachmentIds"] = "this template takes no file"
    if fields:
        raise Invalid("The template is not filled in.", fields=fields)


def _too_long(template: ChannelTemplate, parameters: Mapping[str, str]) -> dict[str, str]:
    """By the longest place of each part, which is the one to shorten."""
    header = [name for name in template.parameters if name.startswith(HEADER)]
    buttons = [name for name in template.parameters if name.startswith(BUTTON)]
    body = [name for name in template.parameters if name not in {*header, *buttons}]
    parts = [
        (body, _filled(template.body, parameters), MOST_BODY),
        (header, _filled(template.header_text or "", parameters, HEADER), MOST_HEADER),
        *([([name], parameters[name], MOST_ADDRESS) for name in buttons]),
    ]
    return {
        f"template.parameters.{max(names, key=lambda name: len(parameters[name]))}": (
            f"makes it {len(text)} characters long; at most {most} are taken"
        )
        for names, text, most in parts
        if names and len(text) > most
    }


def _text_of(template: ChannelTemplate, parameters: Mapping[str, str]) -> str:
    header = _filled(template.header_text or "", parameters, HEADER)
    parts = [header, _filled(template.body, parameters), template.footer or ""]
    return "\n\n".join(part for part in parts if part)


def _filled(text: str, parameters: Mapping[str, str], prefix: str = "") -> str:
    def value(found: re.Match[str]) -> str:
        # Providers take one line; this is how it arrives.
        return " ".join(parameters.get(prefix + found[1], found[0]).split())

    return _PLACEHOLDER.sub(value, text)
