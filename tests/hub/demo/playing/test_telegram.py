"""A customer of Telegram is played, alone with the bot and in a group, over the stand-in."""

import json
from typing import Any

import httpx2

from channels_adapters.telegram.adapter import ADAPTER
from channels_adapters.telegram.simulator import Accepted, Simulator
from hub.demo.house import LINES
from hub.demo.play.shapes import Bubble
from hub.demo.play.telegram import TelegramSide
from hub.demo.stand_ins import StandIns
from hub.wiring import Hub
from models.documents import Conversation, Message
from models.envelopes import MembershipEnvelope, MessageEnvelope
from tests.hub.demo.playing.conftest import OURS

BOT = next(line for line in LINES if line.kind == "telegram")


async def test_on_telegram_the_same_page_plays_another_provider(
    loaded: Hub, page: httpx2.AsyncClient, others: StandIns
) -> None:
    others.telegram.habits.held = True
    people = f"/play/api/{BOT.id}/people"
    made = await page.post(people, json={"name": "Tari"}, headers=OURS)
    me = f"{people}/{made.json()['person']['id']}"
    first = await page.post(f"{me}/messages", json={"text": "Halo"}, headers=OURS)
    id = first.json()["bubbles"][0]["id"]
    for said in (
        {"kind": "location", "place": {"latitude": -6.2, "longitude": 106.8}},
        {"kind": "contact", "card": {"name": "Joko", "phone": "+62 811 555"}},
        {"kind": "unsupported"},
        {"kind": "edit", "target": id, "text": "Halo lagi"},
        {"kind": "reaction", "target": id, "text": "👍"},
    ):
        answer = await page.post(f"{me}/messages", json=said, headers=OURS)
        assert answer.status_code == 200, answer.text
    query = {"kind": "image", "name": "a.jpg", "caption": "Ini"}
    picture = {**OURS, "Content-Type": "image/jpeg"}
    chat = (
        await page.post(f"{me}/files", params=query, content=b"\xff\xd8", headers=picture)
    ).json()
    kinds = [each["kind"] for each in chat["bubbles"]]
    assert kinds == ["text", "location", "contact", "poll", "image"]
    assert (chat["bubbles"][0]["text"], chat["bubbles"][0]["edited"]) == ("Halo lagi", True)
    told = [next(iter(each)) for each in (list(u)[1:] for u in others.telegram.waiting.values())]
    assert told[-7:] == ["message"] * 4 + ["edited_message", "message_reaction", "message"]

    blocked = {"name": "blocks", "on": True}
    await page.post(f"{me}/circumstances", json=blocked, headers=OURS)
    assert others.telegram.people[int(made.json()["person"]["id"])].blocked
    troubles = f"/play/api/{BOT.id}/troubles"
    for name in ("away", "token_revoked"):
        for on in (True, False):
            seen = await page.post(troubles, json={"name": name, "on": on}, headers=OURS)
            switches = {each["name"]: each["on"] for each in seen.json()["troubles"]}
            assert switches[name] is on
    assert others.telegram.token == "7742091834:AAF-stand-in_token"


async def test_ids_on_telegram_go_on_where_they_were(
    loaded: Hub, page: httpx2.AsyncClient, others: StandIns
) -> None:
    [known, *_] = await loaded.store.find(Conversation, {"channel_id": BOT.id, "open": True})
    said = await loaded.store.find(Message, {"conversation_id": known.id})
    last = max(int((each.external_id or "0").rpartition(":")[2]) for each in said)
    assert others.telegram.new_message_id(int(known.address)) > last


def _raw(update: dict[str, Any]) -> bytes:
    return json.dumps(update).encode()


PEOPLE = f"/play/api/{BOT.id}/people"


async def test_several_people_write_in_a_group_and_the_answer_is_for_all_of_them(
    page: httpx2.AsyncClient, others: StandIns
) -> None:
    others.telegram.habits.held = True
    asked = {"name": "Reseller Bogor", "people": ["Rina", "Budi"]}
    made = (await page.post(f"/play/api/{BOT.id}/groups", json=asked, headers=OURS)).json()
    group = f"{PEOPLE}/{made['person']['id']}"
    assert (made["person"]["name"], made["person"]["group"]) == ("Reseller Bogor", True)
    rina, budi = made["writers"]
    for writer, text in ((rina, "Paket belum sampai"), (budi, "Saya juga")):
        said = {"text": text, "writer": writer["id"]}
        chat = (await page.post(f"{group}/messages", json=said, headers=OURS)).json()
    assert [each["author"] for each in chat["bubbles"]] == ["Rina", "Budi"]
    updates = list(others.telegram.waiting.values())[-2:]
    told = [one for update in updates for one in ADAPTER.normalise(_raw(update))]
    written = [one for one in told if isinstance(one, MessageEnvelope)]
    places = [(one.group.id, one.group.name) for one in written if one.group]
    assert places == [(made["person"]["id"], "Reseller Bogor")] * 2
    assert [one.sender_name for one in written] == ["Rina", "Budi"]

    joined = await page.post(f"{group}/writers", json={"name": "Joko"}, headers=OURS)
    assert [each["name"] for each in joined.json()["writers"]] == ["Rina", "Budi", "Joko"]
    id = int(made["person"]["id"])
    answer = Accepted("sendMessage", id, 300, "Kami periksa.", {}, None, others.telegram.now())
    others.telegram.accepted.append(answer)
    seen = (await page.get(group)).json()
    assert [(each["own"], each["text"]) for each in seen["bubbles"]][-1] == (False, "Kami periksa.")


async def test_a_group_that_has_removed_the_bot_says_so_and_tells_it_nothing_more(
    page: httpx2.AsyncClient, others: StandIns
) -> None:
    others.telegram.habits.held = True
    asked = {"name": "Arisan", "people": ["Rina"]}
    made = (await page.post(f"/play/api/{BOT.id}/groups", json=asked, headers=OURS)).json()
    group = f"{PEOPLE}/{made['person']['id']}"
    removed = {"name": "removes_bot", "on": True}
    chat = (await page.post(f"{group}/circumstances", json=removed, headers=OURS)).json()
    assert chat["circumstances"] == [{"name": "removes_bot", "on": True, "once": False}]
    [gone] = ADAPTER.normalise(_raw(list(others.telegram.waiting.values())[-1]))
    assert isinstance(gone, MembershipEnvelope) and not gone.can_send
    count = len(others.telegram.waiting)
    await page.post(f"{group}/messages", json={"text": "Halo?"}, headers=OURS)
    assert len(others.telegram.waiting) == count


async def test_what_has_no_groups_founds_none(page: httpx2.AsyncClient) -> None:
    others = [line for line in LINES if line.kind in ("whatsapp", "email")]
    for line in others:
        url = f"/play/api/{line.id}/groups"
        answer = await page.post(url, json={"name": "X", "people": ["Y"]}, headers=OURS)
        assert answer.status_code == 404
    nobody = {"name": "Reseller", "people": []}
    assert (
        await page.post(f"/play/api/{BOT.id}/groups", json=nobody, headers=OURS)
    ).status_code == 400


async def test_a_group_from_before_has_its_people_again_by_their_names() -> None:
    async def pass_time(_address: str, _hours: int) -> None: ...

    simulator = Simulator()
    side = TelegramSide("bot", "Bot", simulator, pass_time)
    talk = side.know_group(-1009, "Reseller Bogor")
    for id, own, author in (("7", True, "Rina"), ("8", False, "Sari"), ("9", True, "Rina")):
        bubble = Bubble(id=id, own=own, kind="text", at=simulator.now(), text="Halo")
        side.recall(talk, bubble, author)

    chat = side.chat("-1009")
    assert [each.name for each in chat.writers] == ["Rina"]
    assert [each.author for each in chat.bubbles] == ["Rina", "", "Rina"]
    assert simulator.new_message_id(-1009) > 9
