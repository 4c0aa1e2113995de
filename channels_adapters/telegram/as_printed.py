"""For tests: updates of Bot API 10.3, and what ``normalise`` prints of them."""

import json
from typing import Any

from channels_adapters.telegram.adapter import ADAPTER

NOON = 1795651200
USER = {"id": 55667788, "is_bot": False, "first_name": "Dewi", "last_name": "Lestari"}
PRIVATE = {"id": 55667788, "type": "private", "first_name": "Dewi", "last_name": "Lestari"}
GROUP = {"id": -1001234567890, "type": "supergroup", "title": "Grup Kirim"}
SHOP = {"id": -1007, "type": "channel", "title": "Toko"}
OWNER = {"id": 1, "is_bot": False, "first_name": "Sari"}
BOT = {"id": 7777, "is_bot": True, "first_name": "Nusa"}
THUMB = {"emoji": "👍", "type": "emoji"}

FILE = {"file_id": "F", "file_unique_id": "u", "file_size": 1234}
SIZES = [FILE | {"file_id": id, "width": n, "height": n} for id, n in (("l", 900), ("s", 90))]
ORIGIN = {"type": "channel", "chat": SHOP, "message_id": 5, "date": NOON}
QUOTED = {"message_id": 101, "date": NOON, "chat": PRIVATE, "from": BOT, "text": "Apa?"}
VCARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Budi\r\nitem1.TEL;TYPE=CELL:+62 813-1111-222\r\n"
    "TEL;TYPE=WORK:+62215000\r\nEMAIL:budi@toko.example\r\nORG:Toko Budi;Gudang\r\nEND:VCARD"
)


def told(update: dict[str, Any]) -> list[dict[str, Any]]:
    found = ADAPTER.normalise(json.dumps({"update_id": 9} | update).encode())
    return [one.model_dump(mode="json", by_alias=True, exclude_none=True) for one in found]


def message(**content: Any) -> dict[str, Any]:
    return {"message_id": 200, "date": NOON, "chat": PRIVATE, "from": USER} | content
