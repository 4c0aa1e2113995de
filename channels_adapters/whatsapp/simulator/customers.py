"""What a person does on his phone, and the webhook that comes of it."""

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from channels_adapters.whatsapp.simulator import webhooks
from channels_adapters.whatsapp.simulator.sending import Sending
from channels_adapters.whatsapp.simulator.webhooks import Change, Webhooks
from channels_adapters.whatsapp.simulator.world import (
    RECEIVED_LIVES,
    Bubble,
    BusinessNumber,
    Customer,
    World,
    new_wamid,
)

OPENS_NO_WINDOW = {"reaction", "system"}


@dataclass(frozen=True)
class Person:
    """A customer in his chat with one business number. Each act gives the id of what he wrote."""

    customer: Customer
    number: BusinessNumber
    world: World
    posts: Webhooks
    sending: Sending

    def writes(self, text: str, *, quotes: str | None = None) -> str:
        return self.posts_message("text", {"body": text}, quotes=quotes)

    def sends_file(
        self,
        type: str,
        content: bytes,
        mime: str,
        *,
        name: str | None = None,
        caption: str | None = None,
        voice: bool = False,
    ) -> str:
        """``type``: image, video, audio, document, sticker."""
        file = self.world.keep_file(self.number, content, mime, name, RECEIVED_LIVES)
        told: dict[str, Any] = {
            "id": file.id,
            "mime_type": mime,
            "sha256": base64.b64encode(hashlib.sha256(content).digest()).decode(),
        }
        if caption:
            told["caption"] = caption
        if type == "document" and name:
            told["filename"] = name
        if type == "audio":
            told["voice"] = voice
        if type == "sticker":
            told["animated"] = False
        return self.posts_message(type, told)

    def shares_location(
        self, latitude: float, longitude: float, name: str | None = None, address: str | None = None
    ) -> str:
        told = {"latitude": latitude, "longitude": longitude, "name": name, "address": address}
        return self.posts_message("location", {k: v for k, v in told.items() if v is not None})

    def shares_contact(self, name: str, phone: str, email: str | None = None) -> str:
        digits = "".join(c for c in phone if c.isdigit())
        card: dict[str, Any] = {
            "name": {"formatted_name": name, "first_name": name.split()[0]},
            "phones": [{"phone": phone, "wa_id": digits, "type": "CELL"}],
        }
        if email:
            card["emails"] = [{"email": email, "type": "WORK"}]
        return self.posts_message("contacts", [card])

    def presses(self, title: str, payload: str, *, quotes: str | None = None) -> str:
        """A quick reply of a template."""
        return self.posts_message("button", {"text": title, "payload": payload}, quotes=quotes)

    def chooses(self, id: str, title: str, description: str = "") -> str:
        row = {"id": id, "title": title, "description": description}
        return self.posts_message("interactive", {"type": "list_reply", "list_reply": row})

    def fills_form(self, body: str, values: dict[str, Any]) -> str:
        form = {"name": "flow", "body": body, "response_json": json.dumps(values)}
        return self.posts_message("interactive", {"type": "nfm_reply", "nfm_reply": form})

    def reacts(self, wamid: str, emoji: str = "") -> str:
        """Without an emoji he takes it back."""
        if target := self.customer.bubble(wamid):
            target.reactions.pop(self.customer.wa_id, None)
            if emoji:
                target.reactions[self.customer.wa_id] = emoji
        told = {"message_id": wamid} | ({"emoji": emoji} if emoji else {})
        return self.posts_message("reaction", told, shown=False)

    def edits(self, wamid: str, text: str) -> str:
        if target := self.customer.bubble(wamid):
            target.content, target.edited = {"body": text}, True
        inner = {"type": "text", "text": {"body": text}}
        told = {"original_message_id": wamid, "message": inner}
        return self.posts_message("edit", told, shown=False)

    def takes_back(self, wamid: str) -> str:
        if target := self.customer.bubble(wamid):
            target.deleted = True
        return self.posts_message("revoke", {"original_message_id": wamid}, shown=False)

    def sends_poll(self) -> str:
        """What the Cloud API does not pass on."""
        error = {
            "code": 131051,
            "title": "Message type unknown",
            "message": "Message type unknown",
            "error_data": {"details": "Message type is currently not supported."},
        }
        return self.posts_message("unsupported", {"type": "poll_creation"}, errors=[error])

    def changes_number(self, wa_id: str) -> str:
        """He keeps his chats under a new number and a new user id."""
        old, self.customer.wa_id = self.customer.wa_id, wa_id
        before, self.customer.user_id = self.customer.user_id, self.customer.user_id[:3] + wa_id
        self.number.customers[wa_id] = self.number.customers.pop(old)
        told = {
            "body": f"User {self.customer.name} changed from {old} to {wa_id}",
            "wa_id": wa_id,
            "user_id": self.customer.user_id,
            "previous_user_id": before,
            "type": "user_changed_number",
        }
        message = {"from": old, "id": new_wamid(), "type": "system", "system": told}
        self._tell(message, with_sender=False)
        return str(message["id"])

    def stops_marketing(self, *, stopped: bool = True) -> None:
        preference = {
            "wa_id": self.customer.wa_id,
            "user_id": self.customer.user_id,
            "detail": "User requested to stop marketing messages",
            "category": "marketing_messages",
            "value": "stop" if stopped else "resume",
            "timestamp": int(self.world.clock.now().timestamp()),
        }
        value = webhooks.value_of(
            self.number,
            contacts=[webhooks.sender_of(self.customer)],
            user_preferences=[preference],
        )
        self._post("user_preferences", value)

    def opens_chat(self, *, stays: bool = False) -> None:
        """He sees everything that has arrived."""
        self.customer.chat_is_open = stays
        for bubble in self.customer.chat:
            if not bubble.inbound and bubble.status in ("sent", "delivered"):
                self.sending.advance(self.number, self.customer, bubble, "read")

    def plays(self, wamid: str) -> None:
        if bubble := self.customer.bubble(wamid):
            self.sending.advance(self.number, self.customer, bubble, "played")

    def lets_time_pass(self, seconds: float) -> None:
        """In this chat alone: all of it becomes older."""
        passed = timedelta(seconds=seconds)
        if self.customer.wrote_at is not None:
            self.customer.wrote_at -= passed
        for bubble in self.customer.chat:
            bubble.at -= passed

    def switches_phone(self, *, on: bool) -> None:
        """What was sent while it was off arrives when it is on again."""
        self.customer.has_phone_on = on
        if on:
            for bubble in self.customer.chat:
                if not bubble.inbound and bubble.status == "sent":
                    self.sending.arrive(self.number, self.customer, bubble)

    def posts_message(
        self,
        type: str,
        content: Any,
        *,
        quotes: str | None = None,
        shown: bool = True,
        **more: Any,
    ) -> str:
        """Any kind, also one that nobody knows yet."""
        now = self.world.clock.now()
        customer = self.customer
        message: dict[str, Any] = {"id": new_wamid(), "type": type, type: content, **more}
        if quotes:
            message["context"] = {"from": self.number.display_number, "id": quotes}
        if type not in OPENS_NO_WINDOW:
            customer.wrote_at = now
        bubble = Bubble(message["id"], True, type, _kept(content), now, quoted_id=quotes)
        bubble.status = "sent"
        if shown:
            customer.chat.append(bubble)
        sender = {"from_user_id": customer.user_id}
        if customer.shows_number:
            sender["from"] = customer.wa_id
        self._tell(sender | message, with_sender=True, told=bubble.has_arrived)
        return str(message["id"])

    def _tell(
        self,
        message: dict[str, Any],
        *,
        with_sender: bool,
        told: Callable[[], None] | None = None,
    ) -> None:
        message = message | {"timestamp": str(int(self.world.clock.now().timestamp()))}
        parts: dict[str, Any] = {"messages": [message]}
        if with_sender:
            parts["contacts"] = [webhooks.sender_of(self.customer)]
        self._post("messages", webhooks.value_of(self.number, **parts), told)

    def _post(
        self, field: str, value: dict[str, Any], told: Callable[[], None] | None = None
    ) -> None:
        self.posts.tell(Change(self.number, field, value, self.world.clock.now(), told))


def _kept(content: Any) -> dict[str, Any]:
    return dict(content) if isinstance(content, dict) else {"items": content}
