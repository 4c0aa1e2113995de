"""A webhook body as envelopes: every entry, every change, everything in it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from channels_adapters.kit.cleaning import NOT_TOLD, clean_text, moment_of
from channels_adapters.kit.tolerant import parsed, read
from channels_adapters.whatsapp.bodies import (
    Body,
    Change,
    Entry,
    Status,
    UserIdUpdate,
    UserPreference,
    Value,
)
from channels_adapters.whatsapp.correlation import message_and_part
from channels_adapters.whatsapp.kinds import Place, of_message
from channels_adapters.whatsapp.payloads import Failure, Sender, WaMessage
from channels_adapters.whatsapp.people import people_of
from channels_adapters.whatsapp.standing import standing_of, trouble_behind
from models.envelopes import (
    AnyEnvelope,
    ErrorEnvelope,
    IdentityChangeEnvelope,
    IgnoreEnvelope,
    PreferenceEnvelope,
    StatusEnvelope,
    SystemEnvelope,
)
from models.words import Direction

OBJECT = "whatsapp_business_account"

NOT_OURS = {
    "standby": "another application holds this chat",
    "history": "chats from before the number was connected",
    "smb_app_state_sync": "the address book of the phone's own app",
}
"""Fields that are about chats and yet bring nothing for us, and why."""

ECHOES = ("message_echoes", "smb_message_echoes")
"""What was written in the phone's own app."""

ABOUT_CHATS = ("messages", *ECHOES, "user_preferences")
"""Fields of which an empty one is no news."""

TEMPLATES = ("message_template_", "template_")
"""How fields begin that say of a template that it is approved, paused, or otherwise another one now."""

LISTS = ("messages", "message_echoes", "statuses", "user_preferences", "errors")
"""What a value is known by that comes without its envelope."""

STATUSES = {"sent", "delivered", "read", "played", "failed", "deleted"}


def envelopes_of(raw: bytes) -> list[AnyEnvelope]:
    """Never raises; nothing in it for us gives an empty list."""
    value = parsed(raw)
    if not isinstance(value, dict):
        return []
    body = read(Body, _enveloped(value))
    if body.object not in (OBJECT, None):
        return []
    return [
        envelope
        for entry in body.entry
        for change in entry.changes
        for envelope in _of_change(entry, change)
    ]


def _enveloped(value: dict[str, Any]) -> dict[str, Any]:
    """A change alone is what Meta's dashboard shows as a sample; a value alone is what some pass on."""
    if "entry" in value:
        return value
    if "field" in value:
        return {"entry": [{"changes": [value]}]}
    if any(isinstance(value.get(name), list) for name in LISTS):
        return {"entry": [{"changes": [{"value": value}]}]}
    return value


def _of_change(entry: Entry, change: Change) -> Iterator[AnyEnvelope]:
    value = change.value or Value()
    account_id = value.metadata.phone_number_id or entry.id or ""
    at = moment_of(entry.time) or NOT_TOLD
    if reason := NOT_OURS.get(change.field or ""):
        yield IgnoreEnvelope(account_id=account_id, timestamp=at, reason=reason)
        return
    found = list(_of_value(change.field, value, account_id, at))
    yield from found
    if not found and change.field not in (*ABOUT_CHATS, None):
        yield from _of_account(change.field, value, account_id, at)


def _of_value(
    field: str | None, value: Value, account_id: str, at: datetime
) -> Iterator[AnyEnvelope]:
    """What is about chats."""
    for direction in Direction:
        messages = [one for one in value.written() if _way_of(one, field, value) is direction]
        people = people_of(messages, value.contacts, direction)
        for message in messages:
            yield from of_message(message, Place(account_id, at, people, direction))
    for status in value.statuses:
        yield _of_status(status, account_id, at)
    for preference in value.user_preferences:
        yield _of_preference(preference, value, account_id, at)
    for change in value.user_id_update:
        yield _of_user_id(change, account_id, at)
    for failure in value.errors:
        yield _of_failure(failure, account_id, at)


def _way_of(message: WaMessage, field: str | None, value: Value) -> Direction:
    """Ours is what stands among echoes, and what our number wrote to somebody."""
    own = value.metadata.display_phone_number
    ours = bool(message.to) and message.sender is not None and message.sender == own
    echo = field in ECHOES or any(message is one for one in value.message_echoes)
    return Direction.OUTBOUND if echo or ours else Direction.INBOUND


def _of_status(status: Status, account_id: str, at: datetime) -> AnyEnvelope:
    at = moment_of(status.timestamp) or at
    named = clean_text(status.status).lower()
    of = clean_text(status.type).lower()
    known = named if named in STATUSES and of in ("", "message") else None
    if not status.id or known is None:
        told = " ".join(part for part in (of, "status", named or "without a name") if part)
        reason = told + ("" if status.id else " of no message")
        return IgnoreEnvelope(account_id=account_id, timestamp=at, reason=reason)
    failure = status.errors[0] if status.errors else None
    message_id, part = message_and_part(status.biz_opaque_callback_data)
    return StatusEnvelope.model_validate(
        {
            "account_id": account_id,
            "timestamp": at,
            "target_message_id": status.id,
            "status": known,
            "recipient_id": status.recipient(),
            "error_code": failure.code if failure else None,
            "error_detail": clean_text(failure.told()) or None if failure else None,
            "correlation_id": message_id,
            "part": part,
            "trouble": trouble_behind(failure.code) if failure and known == "failed" else None,
        }
    )


def _of_preference(
    preference: UserPreference, value: Value, account_id: str, at: datetime
) -> AnyEnvelope:
    """Where it does not say whose it is, it is his who is named beside it."""
    at = moment_of(preference.timestamp) or at
    named = value.contacts[0] if len(value.contacts) == 1 else Sender()
    who = preference.wa_id or preference.user_id or preference.parent_user_id
    who = who or named.wa_id or named.user_id
    if not who or not preference.value:
        reason = "a preference without person or value"
        return IgnoreEnvelope(account_id=account_id, timestamp=at, reason=reason)
    return PreferenceEnvelope(
        account_id=account_id, timestamp=at, sender_id=who, value=clean_text(preference.value)
    )


def _of_user_id(change: UserIdUpdate, account_id: str, at: datetime) -> AnyEnvelope:
    at = moment_of(change.timestamp) or at
    both = (change.user_id, change.parent_user_id)
    old = [one.previous for one in both if one.previous]
    new = [one.current for one in both if one.current]
    if not old or not new:
        reason = "a new user id that does not say of whom"
        return IgnoreEnvelope(account_id=account_id, timestamp=at, reason=reason)
    return IdentityChangeEnvelope(account_id=account_id, timestamp=at, old_ids=old, new_ids=new)


def _of_failure(failure: Failure, account_id: str, at: datetime) -> ErrorEnvelope:
    return ErrorEnvelope(
        account_id=account_id,
        timestamp=at,
        error_code=failure.code or "unknown",
        text=clean_text(failure.told()),
        trouble=trouble_behind(failure.code),
    )


def _of_account(
    field: str, value: Value, account_id: str, at: datetime
) -> Iterator[SystemEnvelope]:
    """Meta about the account: reviews, templates, quality, calls, groups, and whatever comes next."""
    news = [
        ([each.event or each.type, each.status], moment_of(each.timestamp) or at)
        for each in (*value.calls, *value.groups)
    ]
    trouble, over = standing_of(field, value.as_it_came())
    for told, moment in news or [(value.told(), at)]:
        text = clean_text(": ".join(each for each in told if each))
        yield SystemEnvelope(
            account_id=account_id,
            timestamp=moment,
            kind=clean_text(field),
            text=text,
            of_templates=field.startswith(TEMPLATES),
            trouble=trouble,
            over=over,
        )
