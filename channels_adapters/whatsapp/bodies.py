"""What a webhook body is made of: entries, changes, and in each value messages, statuses and news.

As in ``payloads``, nothing is required and everything unknown is kept.
"""

from collections.abc import Iterator
from typing import Any

from pydantic import Field

from channels_adapters.kit.tolerant import Loose
from channels_adapters.whatsapp.payloads import Failure, Number, Sender, WaMessage

SAID = ("type", "state", "reason", "status", "description")
"""How those names in an object of news end whose values say something."""


class Status(Loose):
    """``type`` where it is not about a message: a payment, a call. In a group there is a participant."""

    id: str | None = None
    type: str | None = None
    status: str | None = None
    timestamp: Any = None
    recipient_id: Number = None
    recipient_user_id: str | None = None
    recipient_participant_id: Number = None
    recipient_participant_user_id: str | None = None
    biz_opaque_callback_data: str | None = None
    errors: list[Failure] = Field(default_factory=list)

    def recipient(self) -> str | None:
        person = self.recipient_participant_id or self.recipient_participant_user_id
        return person or self.recipient_id or self.recipient_user_id


class UserPreference(Loose):
    wa_id: Number = None
    user_id: str | None = None
    parent_user_id: str | None = None
    category: str | None = None
    value: str | None = None
    timestamp: Any = None


class UserIdUpdate(Loose):
    """The same person under another user id. His number, where we know it, stays his."""

    class Ids(Loose):
        previous: str | None = None
        current: str | None = None

    user_id: Ids = Field(default_factory=Ids)
    parent_user_id: Ids = Field(default_factory=Ids)
    timestamp: Any = None


class Metadata(Loose):
    display_phone_number: Number = None
    phone_number_id: str | None = None


class Happening(Loose):
    """A call, or what happened to a group."""

    id: str | None = None
    sender: Number = Field(None, alias="from")
    direction: str | None = None
    type: str | None = None
    event: str | None = None
    status: str | None = None
    timestamp: Any = None

    def rung(self) -> WaMessage | None:
        """A customer's call stands in the chat as he made it: nobody takes calls here, so it was missed."""
        if self.event != "connect" or self.direction != "USER_INITIATED" or self.sender is None:
            return None
        told = {"id": self.id, "from": self.sender, "timestamp": self.timestamp, "type": "call"}
        return WaMessage.model_validate(told)


class Value(Loose):
    """Messages, statuses and errors may stand beside each other. The last ones are about the account."""

    metadata: Metadata = Field(default_factory=Metadata)
    contacts: list[Sender] = Field(default_factory=list)
    messages: list[WaMessage] = Field(default_factory=list)
    message_echoes: list[WaMessage] = Field(default_factory=list)
    statuses: list[Status] = Field(default_factory=list)
    user_preferences: list[UserPreference] = Field(default_factory=list)
    user_id_update: list[UserIdUpdate] = Field(default_factory=list)
    errors: list[Failure] = Field(default_factory=list)
    calls: list[Happening] = Field(default_factory=list)
    groups: list[Happening] = Field(default_factory=list)
    message_template_name: str | None = None
    requested_verified_name: str | None = None
    event: str | None = None
    decision: str | None = None
    alert_type: str | None = None
    new_category: str | None = None
    new_quality_score: str | None = None
    current_limit: str | None = None
    max_daily_conversations_per_business: str | None = None
    message: str | None = None
    alert_description: str | None = None
    reason: str | None = None
    rejection_reason: str | None = None

    def written(self) -> list[WaMessage]:
        """By the customer, his calls among it, and by us in the phone's own app."""
        calls = [call for each in self.calls if (call := each.rung())]
        return [*self.messages, *calls, *self.message_echoes]

    def as_it_came(self) -> dict[str, Any]:
        return self.model_dump(by_alias=True)

    def told(self) -> list[str | None]:
        """Of what in the account, what became of it, and why."""
        of = self.message_template_name or self.requested_verified_name
        event = self.event or self.decision or self.alert_type
        limit = self.current_limit or self.max_daily_conversations_per_business
        figure = self.new_category or self.new_quality_score or limit
        why = self.message or self.alert_description or self.reason or self.rejection_reason
        whys = ", ".join(self._particulars())
        return [of, event, figure, whys, None if why == "NONE" else why]

    def _particulars(self) -> Iterator[str]:
        """Restrictions, violations, bans, alerts: each kind of news has an object of its own for them."""
        for name, told in (self.model_extra or {}).items():
            if name.endswith("_info"):
                for each in told if isinstance(told, list) else [told]:
                    yield from _words_of(each)


def _words_of(particulars: Any) -> Iterator[str]:
    for name, value in particulars.items() if isinstance(particulars, dict) else ():
        if isinstance(value, str) and name.endswith(SAID):
            yield value


class Change(Loose):
    field: str | None = None
    value: Value | None = None


class Entry(Loose):
    """``id`` is the WhatsApp Business Account."""

    id: str | None = None
    time: Any = None
    changes: list[Change] = Field(default_factory=list)


class Body(Loose):
    object: str | None = None
    entry: list[Entry] = Field(default_factory=list)
