"""The stand-in refuses what the real API would refuse, and can be led by hand."""

import base64
from typing import Any

import httpx2
import pytest

from channels_adapters.base import Account, SendRefused
from channels_adapters.whatsapp.adapter import ADAPTER
from channels_adapters.whatsapp.conftest import Hook
from channels_adapters.whatsapp.simulator import Fault, Simulator
from models.envelopes import Outgoing, StatusEnvelope

DEWI = "6281234567889"
MAYA = "GB.1349182736450999"


async def refused(simulator: Simulator, address: str, changes: dict[str, Any]) -> int:
    number = simulator.number
    body: dict[str, Any] = {
        "messaging_product": "whatsapp",
        "to": DEWI,
        "type": "text",
        "text": {"body": "Halo"},
    }
    body = {name: value for name, value in (body | changes).items() if value is not None}
    async with httpx2.AsyncClient() as http:
        response = await http.post(
            f"{address}/v26.0/{number.id}/messages",
            json=body,
            headers={"Authorization": f"Bearer {number.access_token}"},
        )
    code = response.json().get("error", {}).get("code", 0)
    assert (response.status_code == 200) is (code == 0)
    return int(code)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, 0),
        ({"to": f"+{DEWI}"}, 0),
        ({"messaging_product": None}, 100),
        ({"to": None}, 131008),
        ({"to": MAYA}, 131026),
        ({"to": None, "recipient": DEWI}, 131009),
        ({"to": "628000000000"}, 131026),
        ({"text": {"body": ""}}, 100),
        ({"text": {"body": "x" * 4097}}, 100),
        ({"text": None}, 131008),
        ({"text": {"body": "Halo", "markdown": True}}, 100),
        ({"type": "hologram"}, 100),
        ({"image": {"id": "1"}}, 100),
        ({"type": "image", "text": None, "image": {"id": "1"}}, 100),
        ({"type": "image", "text": None, "image": {"id": "1", "link": "https://x.example"}}, 100),
        ({"type": "audio", "text": None, "audio": {"id": "1", "caption": "no"}}, 100),
        ({"context": {"message_id": "17"}}, 100),
        ({"biz_opaque_callback_data": "x" * 513}, 100),
        ({"surprise": True}, 100),
    ],
)
async def test_a_body_is_taken_or_refused_as_meta_does(
    simulator: Simulator, address: str, changes: dict[str, Any], code: int
) -> None:
    simulator.person(DEWI).writes("Halo")
    assert await refused(simulator, address, changes) == code
    assert len(simulator.accepted) == (0 if code else 1)


async def test_of_number_and_user_id_the_number_counts(simulator: Simulator, address: str) -> None:
    simulator.person(DEWI).writes("Halo")
    assert await refused(simulator, address, {"recipient": MAYA}) == 0


async def statuses_after(simulator: Simulator, account: Account, hook: Hook) -> list[str]:
    out = Outgoing(message_id="66a1f0c2e4b0a1b2c3d4e5f7", address=DEWI, text="Baik")
    await ADAPTER.send(account, out)
    await simulator.webhooks.settled()
    found = sorted(
        (each for each in hook.envelopes if isinstance(each, StatusEnvelope)),
        key=lambda each: ["sent", "failed", "delivered", "read"].index(each.status),
    )
    return [each.status for each in found]


async def test_of_an_open_chat_only_reading_is_told(
    simulator: Simulator, account: Account, hook: Hook
) -> None:
    dewi = simulator.person(DEWI)
    dewi.writes("Halo")
    dewi.opens_chat(stays=True)
    assert await statuses_after(simulator, account, hook) == ["sent", "read"]


async def test_a_phone_that_is_off_gets_it_later(
    simulator: Simulator, account: Account, hook: Hook
) -> None:
    dewi = simulator.person(DEWI)
    dewi.writes("Halo")
    dewi.switches_phone(on=False)
    assert await statuses_after(simulator, account, hook) == ["sent"]
    dewi.switches_phone(on=True)
    await simulator.webhooks.settled()
    assert dewi.customer.chat[-1].status == "delivered"


async def test_what_failed_can_still_arrive(
    simulator: Simulator, account: Account, hook: Hook
) -> None:
    simulator.person(DEWI).writes("Halo")
    simulator.faults.plan(Fault.FAILS_AND_ARRIVES, 131026)
    assert await statuses_after(simulator, account, hook) == ["failed", "delivered"]


async def test_it_is_led_over_http(simulator: Simulator, address: str, hook: Hook) -> None:
    async with httpx2.AsyncClient(base_url=address) as http:
        me = f"/control/people/{DEWI}"
        await http.post(me, json={"name": "Dewi Lestari"})
        said = (await http.post(f"{me}/messages", json={"text": "Halo"})).json()
        picture = {"type": "image", "mime": "image/png", "text": "Ini"}
        content = base64.b64encode(b"\x89PNG").decode()
        sent = await http.post(f"{me}/messages", json=picture | {"content": content})
        assert sent.status_code == 201
        for message in (
            {"type": "location", "latitude": -6.2, "longitude": 106.8, "name": "Gambir"},
            {"type": "contact", "name": "Budi", "phone": "+62 812 9999 000"},
            {"type": "reaction", "target": said["id"], "emoji": "👍"},
            {"type": "edit", "target": said["id"], "text": "Halo lagi"},
            {"type": "revoke", "target": said["id"]},
            {"type": "poll"},
        ):
            assert (await http.post(f"{me}/messages", json=message)).status_code == 201
        seen = (await http.get(me)).json()
        await simulator.webhooks.settled()

        assert (await http.post(f"{me}/messages", json={"type": "wish"})).status_code == 400
        assert (await http.post(f"{me}/messages", json={"text": 7})).status_code == 400
        bad = picture | {"content": "not base64"}
        assert (await http.post(f"{me}/messages", json=bad)).status_code == 400
    events = [each.event for each in hook.envelopes]
    assert sorted(events) == sorted([*["message"] * 5, "reaction", "edit", "delete"])
    assert seen["windowIsOpen"] is True
    assert [each["type"] for each in seen["chat"]][:2] == ["text", "image"]
    assert seen["chat"][0]["deleted"] is True


async def test_it_is_made_to_fail_over_http(
    simulator: Simulator, account: Account, address: str
) -> None:
    simulator.person(DEWI).writes("Halo")
    out = Outgoing(message_id="66a1f0c2e4b0a1b2c3d4e5f7", address=DEWI, text="Baik")
    async with httpx2.AsyncClient(base_url=address) as http:
        await http.post("/control/faults", json={"fault": "error", "code": 131026})
        with pytest.raises(SendRefused):
            await ADAPTER.send(account, out)
        await http.post("/control", json={"token_is_valid": False, "down": True})
        state = (await http.get("/control")).json()
        assert (state["down"], state["tokenIsValid"]) == (True, False)
        await http.post("/control", json={"token_is_valid": True, "down": False})
        await ADAPTER.send(account, out)
        await http.post("/control", json={"ahead": 24 * 3600 + 1})
        with pytest.raises(SendRefused, match="window_closed"):
            await ADAPTER.send(account, out)
        assert (await http.post("/control/faults", json={"fault": "earthquake"})).status_code == 400
        assert (await http.get("/control")).json()["accepted"] == 1
