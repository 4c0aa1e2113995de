"""A mail that says another could not be delivered: to whom, for good or for now, and which it was.

First as RFC 3464 has it; what other servers write in prose is known by flufl.bounce.
"""

import logging
import re
from copy import copy
from email.message import Message
from itertools import islice

from flufl.bounce import all_failures

from channels_adapters.email.addresses import addresses
from channels_adapters.email.automatic import MACHINES, is_automatic, is_null_path
from channels_adapters.email.failure_words import says_failed
from channels_adapters.email.found import Found
from channels_adapters.email.headers import MESSAGE_ID, text
from channels_adapters.email.one_part import payload_of
from channels_adapters.email.parts import parsed
from models.envelopes import Bounce

STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
RECIPIENT = re.compile(r"(?:[\w-]+\s*;)?\s*<?([^\s<>;]+@[^\s<>;]+)>?")

ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}")
ARRIVED = re.compile(rb"^action[ \t]*:[ \t]*(delivered|relayed|expanded)", re.I | re.M)
FAILED_STATUS = re.compile(r"\b([45]\.\d{1,3}\.\d{1,3})\b")
LATER = re.compile(
    r"\bdelay|still (being |be )?(trying|tried|retr)|verzögert|tertunda|retardé|aplazad|atrasad",
    re.I,
)

MOST_OF_NOTICE = 3_000
"""Characters before what came back begins."""

MOST_READ, MOST_LINES, LONGEST_LINE = 50_000, 400, 500
"""Characters and lines of prose that are looked at."""

logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)


def bounces_of(message: Message, found: Found, sender: str) -> list[Bounce]:
    """Empty for anything else: receipts, delays that ended, people."""
    returned = _returned_id(found)
    told = [bounce for raw in _reports(found) for bounce in _of_report(raw, returned)]
    if told:
        # Groups that name nobody say nothing beside those that do.
        return [one for one in told if one.recipient] or told
    if any(ARRIVED.search(raw) for raw in _reports(found)):
        return []
    says_report = "delivery-status" in text(message, "content-type").lower()
    machine = MACHINES.match(sender) or is_null_path(message) or _by_program(message, sender)
    failed = says_failed(text(message, "subject"))
    if not (says_report or machine or failed):
        return []
    told = _by_prose(message, found, returned)
    # Of parcels a shop's machine says the same.
    of_servers = says_report or MACHINES.match(sender) or text(message, "from").endswith("<>")
    if told or not failed or not of_servers:
        return told
    return [_of_nobody_known(message, found, returned, sender)]


def _of_nobody_known(message: Message, found: Found, returned: str | None, sender: str) -> Bounce:
    """Its subject says so, and no reader knows its words: to the only other address it names, if there is
    one.
    """
    words = "\n".join(found.plain)[:MOST_READ]
    known = {sender, *(one.address for one in addresses(message, "to", "cc", "delivered-to"))}
    named = {one.lower() for one in ADDRESS.findall(words[:MOST_OF_NOTICE])} - known
    named = named or set(_returned_to(found)) - known
    status = FAILED_STATUS.search(words)
    later = LATER.search(f"{text(message, 'subject')}\n{words[:MOST_OF_NOTICE]}") is not None
    return Bounce(
        recipient=named.pop() if len(named) == 1 else None,
        status=status.group(1) if status else "4.0.0" if later else "5.0.0",
        message_id=returned or _id_in(words),
    )


def _by_program(message: Message, sender: str) -> bool:
    """Lists are programs too, but what comes by one is no answer to a mail of ours."""
    return is_automatic(message, sender) and not text(message, "list-id")


def _reports(found: Found) -> list[bytes]:
    return [raw for mime, raw in found.reports if mime == "message/delivery-status"]


def _of_report(raw: bytes, returned: str | None) -> list[Bounce]:
    """One for each group of lines that names a recipient who has not got it."""
    told = []
    for group in re.split(rb"\r?\n[ \t]*\r?\n", raw.strip()):
        lines = parsed(group.strip() + b"\n\n")
        action = text(lines, "action").lower().split(" ")[0]
        found = RECIPIENT.search(text(lines, "original-recipient")) or RECIPIENT.search(
            text(lines, "final-recipient")
        )
        status = STATUS.search(text(lines, "status")) or STATUS.search(
            text(lines, "diagnostic-code")
        )
        code = status.group(1) if status else None
        if action in ("delivered", "relayed", "expanded") or (not found and not action):
            continue
        if code is None or code.startswith("2"):
            code = "4.0.0" if action == "delayed" else "5.0.0"
        if action == "delayed" and code.startswith("5"):
            code = f"4{code[1:]}"
        recipient = found.group(1).lower() if found else None
        gave_up = action == "failed" and code.startswith("4")
        told.append(Bounce(recipient=recipient, status=code, gave_up=gave_up, message_id=returned))
    return told


def _by_prose(message: Message, found: Found, returned: str | None) -> list[Bounce]:
    try:
        later, never = all_failures(_with_sender(_short(message, found)))
    except Exception:
        return []
    words = "\n".join(found.plain)
    status = STATUS.search(words)
    told = []
    for found_ones, kind in ((never, "5"), (later - never, "4")):
        for address in sorted(found_ones):
            code = status.group(1) if status and status.group(1)[0] == kind else f"{kind}.0.0"
            told.append(
                Bounce(
                    recipient=address.decode("utf-8", "replace").lower(),
                    status=code,
                    message_id=returned or _id_in(words),
                )
            )
    return told


def _short(message: Message, found: Found) -> Message:
    """Readers of prose take a second for some thousand lines. What returned may be as long as it likes."""
    payloads = [payload_of(part) for part in islice(message.walk(), MOST_LINES)]
    read = sum(len(one) for one in payloads if isinstance(one, str))
    if read < MOST_READ and len(payloads) < MOST_LINES:
        return message
    short: Message = Message(policy=message.policy)
    for name in ("from", "subject", "x-failed-recipients"):
        if said := text(message, name):
            short[name] = said.encode("ascii", "replace").decode()
    lines = "\n".join(found.plain)[:MOST_READ].split("\n")
    short.set_payload("\n".join(line[:LONGEST_LINE] for line in lines[:MOST_LINES]))
    return short


def _with_sender(message: Message) -> Message:
    """Its readers of prose want one, whoever it is."""
    if message.get("from"):
        return message
    whole = copy(message)
    whole._headers = [*message.raw_items(), ("From", "nobody@invalid")]  # type: ignore[attr-defined]
    return whole


def _id_in(words: str) -> str | None:
    found = re.search(r"^\s*(?:>\s*)?message-id:\s*<([^<>\s]+)>", words, re.I | re.M)
    return found.group(1) if found else None


def _returned_id(found: Found) -> str | None:
    """The Message-ID of the mail that came back, out of what came back of it."""
    for head in _returned(found):
        if id := MESSAGE_ID.search(text(head, "message-id")):
            return id.group(1)
    return None


def _returned_to(found: Found) -> list[str]:
    return [one.address for head in _returned(found) for one in addresses(head, "to", "cc")]


def _returned(found: Found) -> list[Message]:
    return [parsed(raw.strip() + b"\n\n") for mime, raw in found.reports if mime in RETURNED]


RETURNED = {
    *("message/rfc822", "text/rfc822-headers"),
    *("message/global", "message/rfc822-headers"),
}
