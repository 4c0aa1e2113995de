"""For tests: a webhook body, and what ``normalise`` prints of it."""

import json
from typing import Any

from channels_adapters.whatsapp.adapter import ADAPTER

NUMBER, ACCOUNT = "106540352242922", "102290129340398"
DEWI, SITI = "6281234567889", "628155500012"
NOON = "1795487760"
METADATA = {"display_phone_number": "622150001234", "phone_number_id": NUMBER}
DEWIS = {"profile": {"name": "Dewi Lestari"}, "wa_id": DEWI}


def told(value: Any, field: str = "messages", time: int | None = None) -> list[dict[str, Any]]:
    entry: dict[str, Any] = {"id": ACCOUNT, "changes": [{"field": field, "value": value}]}
    if time is not None:
        entry["time"] = time
    body = {"object": "whatsapp_business_account", "entry": [entry]}
    return printed(body)


def printed(body: Any) -> list[dict[str, Any]]:
    found = ADAPTER.normalise(json.dumps(body).encode())
    return [one.model_dump(mode="json", by_alias=True, exclude_none=True) for one in found]


def written(type: str, content: Any = None, **more: Any) -> dict[str, Any]:
    message = {"from": DEWI, "id": "wamid.IN", "timestamp": NOON, "type": type}
    carried = {} if content is None else {type: content}
    return {"metadata": METADATA, "contacts": [DEWIS], "messages": [message | carried | more]}
