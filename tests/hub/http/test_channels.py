"""Channels with a provider: what the hub makes up, and what an admin tells the provider."""

from typing import Any

from hub.wiring import Hub
from tests.hub.http.doors import Api, Staff

NUMBER: dict[str, Any] = {
    "kind": "whatsapp",
    "name": "WhatsApp",
    "enabled": False,
    "settings": {"phone_number_id": "106540352242922", "waba_id": "102290129340398"},
    "secrets": {"access_token": "EAA-rahasia", "app_secret": "0123abcd"},
}


async def test_a_new_number_has_a_verify_token_that_its_admin_may_read(
    api: Api, hub: Hub, staff: Staff
) -> None:
    made = (await api.post("/channels", NUMBER, token=staff.admin)).json()
    path = f"/channels/{made['id']}/handover"
    given = (await api.get(path, token=staff.admin)).json()
    again = (await api.get(path, token=staff.admin)).json()

    assert "verify_token" in made["secretNames"]
    assert given["webhookUrl"] == f"{hub.settings.public_url}/webhooks/{made['id']}"
    assert list(given["secrets"]) == ["verify_token"]
    assert len(given["secrets"]["verify_token"]) == 32
    assert again == given
    assert "rahasia" not in str(made) + str(given)


async def test_each_channel_gets_a_token_of_its_own(api: Api, staff: Staff) -> None:
    ids = [(await api.post("/channels", NUMBER, token=staff.admin)).json()["id"] for _ in "ab"]
    one, other = [
        (await api.get(f"/channels/{id}/handover", token=staff.admin)).json() for id in ids
    ]
    assert one["secrets"] != other["secrets"]


async def test_the_calls_of_telegram_have_a_secret_that_nobody_reads(
    api: Api, staff: Staff
) -> None:
    bot = {"kind": "telegram", "name": "Bot", "secrets": {"bot_token": "7742091834:AAF"}}
    made = (await api.post("/channels", bot, token=staff.admin)).json()
    given = (await api.get(f"/channels/{made['id']}/handover", token=staff.admin)).json()

    assert "webhook_token" in made["secretNames"]
    assert given["secrets"] == {}
