"""A mail that says another could not be delivered: to whom, for good or for now, and which it was.

First as RFC 3464 has it; what other servers write in prose is known by flufl.bounce.
"""

import logging
import re
from copy import copy
from email.message import Message
from itertools import islice

from flufl.bounce import all_failures

from channels_adapters.email.automatic import MACHINES, is_automatic, is_null_path
from channels_adapters.email.found import Found
from channels_adapters.email.headers import MESSAGE_ID, text
from channels_adapters.email.one_part import payload_of
from channels_adapters.email.parts import parsed
from models.envelopes import Bounce

STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
RECIPIENT = re.compile(r"(?:[\w-]+\s*;)?\s*<?([^\s<>;]+@[^\s<>;]+)>?")

MOST_READ, MOST_LINES, LONGEST_LINE = 50_000, 400, 500
"""Characters and lines of prose that are looked at."""

logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)


def bounces_of(message: Message, found: Found, sender: str) -> list[Bounce]:
    """Empty for anything else: receipts, delays that ended, people."""
    returned = _returned_id(found)
    told = [bounce for raw in _reports(found) for bounce in _of_report(raw, returned)]
    if told:
        return told
    says_report = "delivery-status" in text(message, "content-type").lower()
    machine = MACHINES.match(sender) or is_null_path(message) or _by_program(message, sender)
    if not (says_report or machine):
        return []
    return _by_prose(message, found, returned)


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
    for addresses, kind in ((never, "5"), (later - never, "4")):
        for address in sorted(addresses):
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
    for mime, raw in found.reports:
        if mime in (
            "message/rfc822",
            "text/rfc822-headers",
            "message/global",
            "message/rfc822-headers",
        ):
            inner = text(parsed(raw.strip() + b"\n\n"), "message-id")
            if id := MESSAGE_ID.search(inner):
                return id.group(1)
    return None
