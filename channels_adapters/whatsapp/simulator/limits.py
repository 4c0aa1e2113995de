"""What may be sent to whom, and which files are taken: the rules behind the protocol's shapes."""

import re
from collections import Counter
from typing import Any

from channels_adapters.whatsapp.simulator.bodies import Component, MessageBody, TemplateBody
from channels_adapters.whatsapp.simulator.refusals import Refusal
from channels_adapters.whatsapp.simulator.world import WINDOW, BusinessNumber, Customer, World

MB = 1024 * 1024
IMAGES = {"image/jpeg", "image/png"}
VIDEOS = {"video/mp4", "video/3gpp"}
AUDIOS = {"audio/aac", "audio/mp4", "audio/mpeg", "audio/amr", "audio/ogg", "audio/opus"}
STICKERS = {"image/webp"}
DOCUMENTS = {
    "text/plain",
    "application/pdf",
    "application/msword",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
TAKEN = IMAGES | VIDEOS | AUDIOS | STICKERS | DOCUMENTS

OF_TYPE: dict[str, tuple[set[str], int]] = {
    "image": (IMAGES, 5 * MB),
    "video": (VIDEOS, 16 * MB),
    "audio": (AUDIOS, 16 * MB),
    "sticker": (STICKERS, 500 * 1000),
    "document": (TAKEN, 100 * MB),
}
"""MIME types and bytes of what a message of that type may carry."""

_PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def check_upload(mime: str, size: int) -> None:
    """Raises Refusal."""
    if mime not in TAKEN:
        types = ", ".join(sorted(TAKEN))
        raise Refusal(
            100,
            f"Param file must be a file with one of the following types: {types}. "
            f"Received file of type '{mime}'.",
        )
    if size > max(most for kinds, most in OF_TYPE.values() if mime in kinds):
        raise Refusal(131053, "The file is too large")


def check_file(world: World, number: BusinessNumber, body: MessageBody) -> None:
    """The file exists, and its type and size suit the message. Raises Refusal."""
    if body.type not in OF_TYPE:
        return
    id = body.content().id
    if id is None:
        return
    file = world.file(number, id)
    kinds, most = OF_TYPE[body.type]
    if file.mime not in kinds:
        raise Refusal(131053, f"A file of type {file.mime} cannot be sent as {body.type}")
    if len(file.content) > most:
        raise Refusal(131053, f"The file is larger than {most} bytes")


def check_recipient(number: BusinessNumber, body: MessageBody) -> Customer:
    """A phone number stands in ``to``, a user id in ``recipient``; of both ``to`` counts."""
    if body.to is not None:
        if not body.to.removeprefix("+").isdigit():
            raise Refusal(131026, "'to' must be a phone number; user ids go into 'recipient'")
        found = number.customer_at(body.to.removeprefix("+"))
    else:
        if (body.recipient or "").removeprefix("+").isdigit():
            raise Refusal(131009, "'recipient' takes a business-scoped user id")
        found = number.customer_at(body.recipient or "")
    if found is None or found.has_blocked_us:
        raise Refusal(131026, "Message undeliverable")
    return found


def window_is_open(world: World, customer: Customer) -> bool:
    return customer.wrote_at is not None and world.clock.now() < customer.wrote_at + WINDOW


def check_template(number: BusinessNumber, template: TemplateBody) -> dict[str, Any]:
    """The template as it is stored. Raises Refusal."""
    named = [each for each in number.templates if each["name"] == template.name]
    found = next((each for each in named if each["language"] == template.language.code), None)
    if found is None:
        told = f"template name ({template.name}) does not exist in {template.language.code}"
        raise Refusal(132001, told)
    if found["status"] in ("PAUSED", "DISABLED"):
        raise Refusal(132015 if found["status"] == "PAUSED" else 132016)
    if found["status"] != "APPROVED":
        raise Refusal(132001, f"template ({template.name}) is {found['status'].lower()}")
    for part in found["components"]:
        _check_component(part, template.components)
    return found


def _check_component(part: dict[str, Any], given: list[Component]) -> None:
    kind = part["type"].lower()
    if kind == "header" and part.get("format", "TEXT") != "TEXT":
        wanted = part["format"].lower()
        kinds = [p.type for each in given if each.type == "header" for p in each.parameters]
        if kinds != [wanted]:
            raise Refusal(132012, f"header: Format mismatch, expected {wanted.upper()}")
    elif kind in ("header", "body"):
        _check_parameters(kind, part.get("text", ""), [e for e in given if e.type == kind])
    elif kind == "buttons":
        for index, button in enumerate(part["buttons"]):
            if button["type"] == "URL" and "{{" in button["url"]:
                own = [e for e in given if e.type == "button" and e.index == index]
                _check_parameters("button", button["url"], own)


def _check_parameters(kind: str, text: str, given: list[Component]) -> None:
    wanted = list(dict.fromkeys(_PLACEHOLDER.findall(text)))
    got = [parameter for component in given for parameter in component.parameters]
    if len(got) != len(wanted):
        told = f"{kind}: number of localizable_params ({len(got)}) does not match "
        raise Refusal(132000, told + f"the expected number of params ({len(wanted)})")
    if wanted and not wanted[0].isdigit():
        names = Counter(parameter.parameter_name for parameter in got)
        if names != Counter(wanted):
            raise Refusal(132012, f"{kind}: parameter names do not match {wanted}")
