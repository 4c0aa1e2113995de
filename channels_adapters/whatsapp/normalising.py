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

STATUSES = {"sent", "delivered", "read", "played", "failed", "deleted"}


def envelopes_of(raw: bytes) -> list[AnyEnvelope]:
    """Never raises; nothing in it for us gives an empty list."""
    value = parsed(raw)
    if not isinstance(value, dict):
        return []
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
    incoming = Place(account_id, at, value.contacts)
    for message in value.messages:
        yield from of_message(message, incoming)
    for echo in value.message_echoes:
        yield from of_message(echo, Place(account_id, at, value.contacts, Direction.OUTBOUND))
    for status in value.statuses:
        yield _of_status(status, account_id, at)
    for preference in value.user_preferences:
        yield _of_preference(preference, account_id, at)
    for failure in value.errors:
        yield _of_failure(failure, account_id, at)
    if change.field not in ("messages", "smb_message_echoes", "user_preferences", None):
        yield _of_account(change.field, value, account_id, at)


def _of_status(status: Status, account_id: str, at: datetime) -> AnyEnvelope:
    at = moment_of(status.timestamp) or at
    known = status.status if status.status in STATUSES else None
    if not status.id or known is None:
        reason = f"status {clean_text(status.status) or 'without a name'}"
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


def _of_account(field: str, value: Value, account_id: str, at: datetime) -> SystemEnvelope:
    """Meta about the account: reviews, templates, quality, calls, groups, and whatever comes next."""
    told = [value.message_template_name, value.event]
    text = clean_text(": ".join(each for each in told if each))
    return SystemEnvelope(account_id=account_id, timestamp=at, kind=clean_text(field), text=text)
