"""A provider by hand: any body, signed over the bytes as they are."""

import json
from dataclasses import dataclass
from typing import Any

import httpx2

from channels_adapters.whatsapp.signing import signature_of
from channels_adapters.whatsapp.simulator.world import BusinessNumber
from hub.wiring import Hub

DEWI, SITI = "6281234567889", "628155500012"
TOKEN = "aXy_-0123"


@dataclass
class Meta:
    """Calls as Meta does: signed over the bytes as they are."""

    hub: Hub
    address: str
    number: BusinessNumber
    http: httpx2.AsyncClient

    async def calls(
        self, body: Any, *, signature: str | None = None, **headers: str
    ) -> httpx2.Response:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        signed = signature_of(raw, self.number.app_secret)
        head = {"X-Hub-Signature-256": signed if signature is None else signature} | headers
        return await self.http.post(self.address, content=raw, headers=head)

    def body(self, *messages: Any) -> dict[str, Any]:
        number = self.number
        value = {
            "metadata": {"phone_number_id": number.id},
            "contacts": [
                {"profile": {"name": "Dewi"}, "wa_id": DEWI},
                {"profile": {"name": "Siti"}, "wa_id": SITI},
            ],
            "messages": list(messages),
        }
        changes = [{"field": "messages", "value": value}]
        entry = [{"id": number.waba_id, "changes": changes}]
        return {"object": "whatsapp_business_account", "entry": entry}

    def text(self, id: str, body: str = "Halo", **more: Any) -> dict[str, Any]:
        at = str(int(self.hub.clock.now().timestamp()))
        message = {"from": DEWI, "id": id, "timestamp": at, "type": "text", "text": {"body": body}}
        return message | more


def update(hub: Hub, **more: Any) -> dict[str, Any]:
    person = {"id": 5, "is_bot": False, "first_name": "Dewi"}
    chat = {"id": 5, "type": "private", "first_name": "Dewi"}
    at = int(hub.clock.now().timestamp())
    message = {"message_id": 7, "date": at, "chat": chat, "from": person, "text": "Halo"}
    return {"update_id": 1, "message": message | more}
