"""A webhook body as envelopes: every entry, every change, everything in it."""

from collections.abc import Iterator
from datetime import datetime

from channels_adapters.kit.cleaning import NOT_TOLD, clean_text, moment_of
from channels_adapters.kit.tolerant import parsed, read
from channels_adapters.whatsapp.correlation import message_and_part
from channels_adapters.whatsapp.kinds import Place, of_message
from channels_adapters.whatsapp.payloads import (
    Body,
    Change,
    Entry,
    Failure,
    Status,
    UserPreference,
    Value,
)
from channels_adapters.whatsapp.people import people_of
from models.envelopes import (
    AnyEnvelope,
    ErrorEnvelope,
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

ABOUT_CHATS = ("messages", "message_echoes", "smb_message_echoes", "user_preferences")
"""Fields of which an empty one is no news."""

STATUSES = {"sent", "delivered", "read", "played", "failed", "deleted"}


def envelopes_of(raw: bytes) -> list[AnyEnvelope]:
    """Never raises; nothing in it for us gives an empty list."""
    value = parsed(raw)
    if not isinstance(value, dict):
        return []
    if "entry" not in value and "field" in value:
        # As Meta's dashboard shows its samples.
        value = {"entry": [{"changes": [value]}]}
    body = read(Body, value)
    if body.object not in (OBJECT, None):
        return []
    return [
        envelope
        for entry in body.entry
        for change in entry.changes
        for envelope in _of_change(entry, change)
    ]


def _of_change(entry: Entry, change: Change) -> Iterator[AnyEnvelope]:
    value = change.value
    if value is None:
        return
    account_id = value.metadata.phone_number_id or entry.id or ""
    at = moment_of(entry.time) or NOT_TOLD
    if reason := NOT_OURS.get(change.field or ""):
        yield IgnoreEnvelope(account_id=account_id, timestamp=at, reason=reason)
        return
    found = list(_of_value(value, account_id, at))
    yield from found
    if not found and change.field not in (*ABOUT_CHATS, None):
        yield from _of_account(change.field, value, account_id, at)


def _of_value(value: Value, account_id: str, at: datetime) -> Iterator[AnyEnvelope]:
    """What is about chats."""
    sent = ((value.messages, Direction.INBOUND), (value.message_echoes, Direction.OUTBOUND))
    for messages, direction in sent:
        people = people_of(messages, value.contacts, direction)
        for message in messages:
            yield from of_message(message, Place(account_id, at, people, direction))
    for status in value.statuses:
        yield _of_status(status, account_id, at)
    for preference in value.user_preferences:
        yield _of_preference(preference, account_id, at)
    for failure in value.errors:
        yield _of_failure(failure, account_id, at)


def _of_status(status: Status, account_id: str, at: datetime) -> AnyEnvelope:
    at = moment_of(status.timestamp) or at
    named = clean_text(status.status).lower()
    known = named if named in STATUSES else None
    if not status.id or known is None:
        reason = f"status {named or 'without a name'}" + ("" if status.id else " of no message")
        return IgnoreEnvelope(account_id=account_id, timestamp=at, reason=reason)
    failure = status.errors[0] if status.errors else None
    message_id, part = message_and_part(status.biz_opaque_callback_data)
    return StatusEnvelope.model_validate(
        {
            "account_id": account_id,
            "timestamp": at,
            "target_message_id": status.id,
            "status": known,
            "recipient_id": status.recipient_participant_id
            or status.recipient_id
            or status.recipient_user_id,
            "error_code": failure.code if failure else None,
            "error_detail": clean_text(failure.told()) or None if failure else None,
            "correlation_id": message_id,
            "part": part,
        }
    )


def _of_preference(preference: UserPreference, account_id: str, at: datetime) -> AnyEnvelope:
    at = moment_of(preference.timestamp) or at
    who = preference.wa_id or preference.user_id
    if not who or not preference.value:
        reason = "a preference without person or value"
        return IgnoreEnvelope(account_id=account_id, timestamp=at, reason=reason)
    return PreferenceEnvelope(
        account_id=account_id, timestamp=at, sender_id=who, value=clean_text(preference.value)
    )


def _of_failure(failure: Failure, account_id: str, at: datetime) -> ErrorEnvelope:
    return ErrorEnvelope(
        account_id=account_id,
        timestamp=at,
        error_code=failure.code or "unknown",
        text=clean_text(failure.told()),
    )


def _of_account(
    field: str, value: Value, account_id: str, at: datetime
) -> Iterator[SystemEnvelope]:
    """Meta about the account: reviews, templates, quality, calls, groups, and whatever comes next."""
    news = [
        ([each.event or each.type, each.status], moment_of(each.timestamp) or at)
        for each in (*value.calls, *value.groups)
    ]
    for told, moment in news or [(value.told(), at)]:
        text = clean_text(": ".join(each for each in told if each))
        yield SystemEnvelope(
            account_id=account_id, timestamp=moment, kind=clean_text(field), text=text
        )
