"""Every socket verb of the policy table x every kind of member x a conversation he sees or does not."""

import asyncio
from dataclasses import dataclass
from typing import Any

import pytest
import socketio

from hub.rules.policy import SOCKET_VERBS
from tests.journeys.people import Client, Running, Staff, Visitor

SEES = {"sari": True, "hana": True, "dewi": True, "budi": False, "tono": False}
"""Sari handles it, Hana supervises her department, Dewi is admin; Budi is a colleague of Sari,
Tono sits in another department."""


@dataclass
class Room:
    """One conversation, its visitor, and five members with sockets."""

    running: Running
    visitor: Visitor
    members: dict[str, Staff]
    conversation_id: str

    async def signal(self, name: str, verb: str) -> None:
        body = {"conversationId": self.conversation_id, "on": True, "kind": "reply"}
        await self.members[name].live.signal(verb, body)

    async def settle(self, name: str) -> None:
        """All that ``name`` has sent before has been dealt with: a packet of his own comes back."""
        live = self.members[name].live
        assert live._socket is not None
        for _ in range(2):
            await live.signal("activity", {})
            await self.members[name].get("/me")

    async def view(self, name: str) -> None:
        """``name``, who may, looks at it now: he is told who does."""
        await self.signal(name, "view")
        live = self.members[name].live
        own = {"id": self.members[name].member["id"], "name": self.members[name].member["name"]}
        await live.until(lambda _: any(own in body["viewers"] for body in told(live, "viewers")))


def told(client: Client, event: str) -> list[Any]:
    return [body for name, body in client.picture.ephemeral if name == event]


@pytest.fixture
async def room(running: Running) -> Room:
    visitor = await running.visit(name="Rina")
    said = (await visitor.write("Halo")).json()
    members = {name: await running.sign_in(name) for name in SEES}
    claimed = await members["sari"].post(f"/conversations/{said['conversationId']}/claim")
    assert claimed.status_code == 200
    await visitor.live.connect()
    for member in members.values():
        await member.live.connect()
    return Room(running, visitor, members, said["conversationId"])


def test_every_verb_of_the_table_is_tried_here() -> None:
    assert set(SOCKET_VERBS) == {
        ("/agent", "typing"),
        ("/agent", "activity"),
        ("/agent", "view"),
        ("/agent", "unview"),
        ("/visitor", "typing"),
    }


async def test_only_who_sees_the_conversation_is_seen_typing(room: Room) -> None:
    for name, sees in SEES.items():
        room.visitor.live.picture.ephemeral.clear()
        await room.signal(name, "typing")
        if sees:
            await room.visitor.live.until(lambda _: bool(told(room.visitor.live, "typing")))
            continue
        await room.settle(name)
        await room.signal("sari", "typing")
        await room.visitor.live.until(lambda _: bool(told(room.visitor.live, "typing")))
        names = [body["author"]["name"] for body in told(room.visitor.live, "typing")]
        assert names == ["Sari"], name


async def test_only_who_sees_the_conversation_looks_over_its_shoulder(room: Room) -> None:
    for name, sees in SEES.items():
        if sees:
            await room.view(name)
        else:
            await room.signal(name, "view")
            await room.settle(name)
    await room.visitor.live.signal("typing", {"on": True})
    for name in (name for name, sees in SEES.items() if sees):
        live = room.members[name].live
        await live.until(lambda _, live=live: bool(told(live, "typing")))  # type: ignore[misc]
    for name in (name for name, sees in SEES.items() if not sees):
        await room.settle(name)
        assert told(room.members[name].live, "typing") == [], name


async def test_who_looks_away_hears_no_more_of_it(room: Room) -> None:
    hana = room.members["hana"].live
    await room.view("hana")
    await room.view("sari")
    await room.visitor.live.signal("typing", {"on": True})
    await hana.until(lambda _: bool(told(hana, "typing")))
    hana.picture.ephemeral.clear()
    sari = room.members["sari"].live
    await room.signal("hana", "unview")
    alone = [{"id": room.members["sari"].member["id"], "name": room.members["sari"].member["name"]}]
    await sari.until(lambda _: told(sari, "viewers")[-1]["viewers"] == alone)
    await room.visitor.live.signal("typing", {"on": False})
    await sari.until(lambda _: any(not body["on"] for body in told(sari, "typing")))
    await room.settle("hana")
    assert told(hana, "typing") == []


async def test_who_has_lost_his_rights_cannot_look_again(room: Room) -> None:
    hana, dewi = room.members["hana"], room.members["dewi"]
    resyncs = hana.live.picture.resyncs
    changed = await dewi.http.patch(f"/members/{hana.member['id']}", json={"departmentIds": []})
    assert changed.status_code == 200, changed.text
    await hana.live.until(lambda picture: picture.resyncs > resyncs)
    await room.signal("hana", "view")
    await room.signal("hana", "typing")
    await room.settle("hana")
    await room.signal("sari", "typing")
    await room.visitor.live.signal("typing", {"on": True})
    sari = room.members["sari"].live
    await sari.until(lambda _: bool(told(sari, "typing")))
    await room.settle("hana")
    assert told(hana.live, "typing") == []
    assert [one["author"]["name"] for one in told(sari, "typing")] == ["Rina"]


async def test_a_visitor_types_only_in_his_own_conversation(room: Room) -> None:
    stranger = await room.running.visit(name="Orang lain")
    await stranger.write("Halo juga")
    await stranger.live.connect()
    body = {"conversationId": room.conversation_id, "on": True, "kind": "reply"}
    await stranger.live.signal("typing", body)
    await room.visitor.live.signal("typing", {"on": True})
    sari = room.members["sari"].live
    await sari.until(lambda _: bool(told(sari, "typing")))
    assert [one["author"]["name"] for one in told(sari, "typing")] == ["Rina"]


async def test_nobody_comes_in_by_the_door_of_others(room: Room) -> None:
    visitor_token = room.visitor.session["token"]
    member_token = room.members["sari"].live.auth["token"]
    channel_id = str(room.running.channel.id)
    for namespace, auth in (
        ("/agent", {}),
        ("/agent", {"token": "nonsense"}),
        ("/agent", {"token": visitor_token}),
        ("/visitor", {}),
        ("/visitor", {"channelId": channel_id}),
        ("/visitor", {"channelId": channel_id, "token": member_token}),
        ("/visitor", {"channelId": "0" * 24, "token": visitor_token}),
    ):
        client = Client(room.running.url, namespace, auth)
        with pytest.raises(socketio.exceptions.ConnectionError):
            await client.connect()
        await client.disconnect()


@pytest.mark.parametrize("transport", ["websocket", "polling"])
@pytest.mark.parametrize(
    ("header", "value", "comes_in"),
    [
        ("Origin", "own", True),
        ("Sec-Fetch-Site", "same-origin", True),
        ("Sec-Fetch-Site", "same-site", False),
        ("Sec-Fetch-Site", "cross-site", False),
        ("Origin", "null", False),
        ("Origin", "https://elsewhere.example", False),
        ("X-Nothing", "at all", False),
    ],
)
async def test_a_cookie_comes_in_from_our_own_pages_only(
    running: Running, header: str, value: str, transport: str, comes_in: bool
) -> None:
    token = (await running.sign_in("sari")).live.auth["token"]
    told = running.url if value == "own" else value
    client = Client(running.url, "/agent", {}, **{"Cookie": f"session={token}", header: told})
    try:
        if comes_in:
            await client.connect(transports=[transport])
        else:
            with pytest.raises(socketio.exceptions.ConnectionError):
                await client.connect(transports=[transport])
    finally:
        await client.disconnect()


async def test_a_verb_without_a_row_does_nothing(room: Room) -> None:
    for verb in ("resolve", "claim", "", "typing " * 50):
        await room.signal("sari", verb)
    await room.settle("sari")
    shown = await room.members["sari"].get(f"/conversations/{room.conversation_id}")
    assert shown["state"] == "handled"
    await asyncio.sleep(0)
    assert room.members["sari"].live.picture.ready == 1
