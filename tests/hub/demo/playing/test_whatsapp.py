"""A customer of WhatsApp is played, over the stand-in for Meta's Cloud API."""

from typing import Any

import httpx2

from channels_adapters.registry import adapter_of
from hub.demo.connecting import connect
from hub.demo.house import LINES
from hub.demo.stand_ins import StandIns
from hub.services import channels
from hub.wiring import Hub
from models.documents import Channel, Conversation, Due, Message
from tests.hub.demo.playing.conftest import OURS

PHONE = next(line for line in LINES if line.kind == "whatsapp")


async def side(page: httpx2.AsyncClient) -> dict[str, Any]:
    seen = (await page.get("/play/api")).json()
    [found] = [each for each in seen["sides"] if each["kind"] == "whatsapp"]
    return dict(found)


async def newcomer(page: httpx2.AsyncClient, name: str) -> str:
    """The address of his chat."""
    people = f"/play/api/{PHONE.id}/people"
    made = await page.post(people, json={"name": name}, headers=OURS)
    return f"{people}/{made.json()['person']['id']}"


async def test_the_channel_is_set_to_the_stand_in_with_its_secrets(
    loaded: Hub, page: httpx2.AsyncClient, others: StandIns
) -> None:
    channel = await loaded.store.get(Channel, {"_id": PHONE.id})
    assert channel is not None
    assert channel.settings["api_base"] == others.whatsapp_url
    secrets = channels.secrets_of(channel, loaded.sealing_key)
    assert secrets["access_token"] == others.whatsapp.number.access_token
    adapter_of("whatsapp").Settings.model_validate(channel.settings)


async def test_connecting_again_changes_nothing(
    loaded: Hub, page: httpx2.AsyncClient, others: StandIns
) -> None:
    before = await loaded.store.get(Channel, {"_id": PHONE.id})
    await connect(loaded, others)
    after = await loaded.store.get(Channel, {"_id": PHONE.id})
    assert before is not None and after is not None
    assert before.version == after.version


async def test_customers_have_on_their_phones_what_the_hub_has_stored(
    loaded: Hub, page: httpx2.AsyncClient
) -> None:
    people = {each["id"]: each for each in (await side(page))["people"]}
    wanted = {"channel_id": PHONE.id, "open": True}
    for conversation in await loaded.store.find(Conversation, wanted):
        assert people[conversation.address]["name"] == conversation.contact.name
        chat = (await page.get(f"/play/api/{PHONE.id}/people/{conversation.address}")).json()
        about = {"conversation_id": conversation.id, "visibility": "public"}
        said = await loaded.store.find(Message, about, sort=[("number", 1)])
        assert [each["text"] for each in chat["bubbles"]][-len(said) :] == [m.text for m in said]
        pictures = [each for each in chat["bubbles"] if each["kind"] == "image"]
        for picture in pictures:
            file = await page.get(f"/play/api/{picture['file']['url']}")
            assert file.content.startswith(b"\xff\xd8")
            assert "sandbox" in file.headers["content-security-policy"]


async def test_a_newcomer_sends_everything_a_phone_can(
    page: httpx2.AsyncClient, others: StandIns
) -> None:
    others.whatsapp.habits.held = True
    me = await newcomer(page, "Tari Kusuma")
    for said in (
        {"kind": "text", "text": "Halo"},
        {"kind": "location", "place": {"latitude": -6.2, "longitude": 106.8, "name": "Gambir"}},
        {"kind": "contact", "card": {"name": "Joko", "phone": "+62 811 555"}},
        {"kind": "unsupported"},
    ):
        answer = await page.post(f"{me}/messages", json=said, headers=OURS)
        assert answer.status_code == 200, answer.text
    query = {"kind": "voice", "name": "suara.ogg"}
    sound = {**OURS, "Content-Type": "audio/ogg"}
    await page.post(f"{me}/files", params=query, content=b"OggS", headers=sound)
    chat = (await page.get(me)).json()
    kinds = [each["kind"] for each in chat["bubbles"]]
    assert kinds == ["text", "location", "contact", "poll", "voice"]
    assert all(each["own"] and each["status"] == "sent" for each in chat["bubbles"])
    first = chat["bubbles"][0]["id"]
    for said in (
        {"kind": "edit", "target": first, "text": "Halo lagi"},
        {"kind": "reaction", "target": first, "text": "👍"},
    ):
        await page.post(f"{me}/messages", json=said, headers=OURS)
    await page.post(f"{me}/messages", json={"kind": "delete", "target": first}, headers=OURS)
    changed = (await page.get(me)).json()["bubbles"][0]
    assert (changed["edited"], changed["deleted"], changed["reactions"]) == (True, True, ["👍"])


async def test_circumstances_and_troubles_are_turned_on_and_off(
    page: httpx2.AsyncClient, others: StandIns
) -> None:
    me = await newcomer(page, "Bayu")
    for name in ("phone_off", "looks_away", "blocks", "hides_number"):
        for on in (True, False):
            turned = {"name": name, "on": on}
            answer = await page.post(f"{me}/circumstances", json=turned, headers=OURS)
            switches = {each["name"]: each["on"] for each in answer.json()["circumstances"]}
            assert switches[name] is on
    troubles = f"/play/api/{PHONE.id}/troubles"
    for name in ("away", "token_revoked", "banned"):
        for on in (True, False):
            answer = await page.post(troubles, json={"name": name, "on": on}, headers=OURS)
            switches = {each["name"]: each["on"] for each in answer.json()["troubles"]}
            assert switches[name] is on
    await page.post(troubles, json={"name": "answer_lost", "on": True}, headers=OURS)
    assert [each.fault for each in others.whatsapp.faults.planned] == ["answer_lost"]
    others.whatsapp.faults.clear()
    assert others.whatsapp.number.access_token != "revoked"


async def test_a_day_passes_in_one_chat_and_in_no_other(
    loaded: Hub, page: httpx2.AsyncClient
) -> None:
    wanted = {"channel_id": PHONE.id, "open": True, "assignee": {"$exists": True}}
    [before, other, *_] = await loaded.store.find(
        Conversation, wanted, sort=[("last_inbound_at", -1)]
    )
    dues = {due.id: due.at for due in await loaded.store.find(Due, {"object_id": before.id})}
    me = f"/play/api/{PHONE.id}/people/{before.address}"
    answer = (await page.post(f"{me}/hours", json={"hours": 24}, headers=OURS)).json()
    after = await loaded.store.get(Conversation, {"_id": before.id})
    assert after is not None and before.last_inbound_at and after.last_inbound_at
    assert (before.last_inbound_at - after.last_inbound_at).total_seconds() == 24 * 3600
    assert after.version == before.version + 1
    moved = await loaded.store.find(Due, {"object_id": before.id})
    assert dues
    assert all((dues[due.id] - due.at).total_seconds() == 24 * 3600 for due in moved)
    assert answer["openUntil"] < loaded.clock.now().isoformat()
    assert await loaded.store.get(Conversation, {"_id": other.id}) == other
