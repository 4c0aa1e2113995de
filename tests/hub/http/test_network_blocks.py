"""The network of a live chat's visitor is blocked for a day, and its address is stored nowhere."""

from datetime import datetime, timedelta
from typing import Any

import httpx2
import pytest

from channels_adapters.kit.serving import served
from hub.http.app import build
from hub.jobs.due_times import DueTimes
from hub.kit.clock import SettableClock
from hub.rules.visitor_token import VisitorClaims, issue_visitor_token
from hub.store.mongo import Store
from hub.wiring import Hub
from models.documents import Block, Conversation, Event, VisitorNetwork
from models.documents.base import Id
from models.words import ConversationState, DueKind, EventType, ResolveCause
from tests.hub.http.doors import PUBLIC_URL, Api, Site, Staff
from tests.hub.http.test_contact_leaving import where
from tests.hub.http.test_story import say, visit

THERE = "198.51.100.9"
"""From where ``far_api`` calls."""

A_DAY = 24 * 3600


async def newest_of(hub: Hub, said: dict[str, Any]) -> Conversation:
    found = await hub.store.get(Conversation, {"_id": Id(said["conversationId"])})
    assert found is not None
    return found


async def troll(api: Api, site: Site, staff: Staff, hub: Hub) -> Conversation:
    """He has written, and Ana has taken it."""
    session = await visit(api, site)
    said = await say(api, site, session["token"], "Beli pengikut", "visitor-0001")
    taken = await api.post(f"/conversations/{said['conversationId']}/claim", token=staff.agent)
    assert taken.status_code == 200
    return await newest_of(hub, said)


async def block(api: Api, staff: Staff, chat: Conversation, token: str | None = None) -> Any:
    body = {"reason": "iklan", "network": True}
    return await api.post(f"/identities/{chat.identity_id}/block", body, token=token or staff.agent)


async def test_somebody_new_from_there_is_filed_and_told_nothing(
    api: Api, far_api: Api, site: Site, staff: Staff, hub: Hub
) -> None:
    chat = await troll(api, site, staff, hub)
    assert (await block(api, staff, chat)).status_code == 200
    ended = await hub.store.get(Conversation, {"_id": chat.id})
    assert ended is not None and ended.resolve_cause is ResolveCause.SPAM
    rows = await hub.store.count(Event, {})

    again = await visit(api, site, name="Nama Baru", email="baru@iklan.example")
    said = await say(api, site, again["token"], "Murah sekali", "visitor-0002")
    more = await say(api, site, again["token"], "Halo?", "visitor-0003")

    filed = await newest_of(hub, said)
    assert (filed.state, filed.resolve_cause) == (ConversationState.RESOLVED, ResolveCause.SPAM)
    assert filed.unread == 0
    assert more["conversationId"] == said["conversationId"]
    queue = (await api.get("/conversations?tab=queued", token=staff.agent)).json()["items"]
    assert queue == []
    spam = (await api.get("/conversations?tab=spam", token=staff.admin)).json()["items"]
    assert {one["id"] for one in spam} == {str(filed.id), str(chat.id)}
    heard = await hub.store.find(Event, {}, sort=[("_id", 1)])
    of_chat = [row for row in heard[rows:] if row.type is not EventType.CONTACT_CREATED]
    assert all(room.startswith("visitor:") for row in of_chat for room in row.rooms)

    # His widget shows a chat that waits, with what he wrote, and nothing that would tell him more.
    seen = await visit(api, site, token=again["token"])
    assert seen["conversation"]["state"] == "queued"
    assert seen["conversation"]["resolvedAt"] is None
    thread = (await api.get(f"/chat/{site.chat_id}/messages", token=again["token"])).json()
    assert [one["text"] for one in thread["items"]] == ["Murah sekali", "Halo?"]

    elsewhere = await visit(far_api, site)
    heard_there = await say(far_api, site, elsewhere["token"], "Halo", "visitor-0004")
    assert (await newest_of(hub, heard_there)).state is ConversationState.QUEUED


async def test_after_a_day_it_is_over_and_the_list_says_so(
    api: Api, site: Site, staff: Staff, hub: Hub, clock: SettableClock
) -> None:
    chat = await troll(api, site, staff, hub)
    await block(api, staff, chat)
    listed = (await api.get("/blocks", token=staff.supervisor)).json()["items"]
    [network] = [one for one in listed if one["kind"] == "network"]
    assert datetime.fromisoformat(network["until"]) == clock.now() + timedelta(days=1)
    assert (network["by"]["name"], network["reason"], network["value"]) == ("Ana", "iklan", None)

    clock.advance(A_DAY - 1)
    early = await visit(api, site)
    said = await say(api, site, early["token"], "Masih di sini", "visitor-0002")
    assert (await newest_of(hub, said)).resolve_cause is ResolveCause.SPAM
    clock.advance(2)
    late = await visit(api, site)
    said = await say(api, site, late["token"], "Halo", "visitor-0003")
    assert (await newest_of(hub, said)).state is ConversationState.QUEUED

    listed = (await api.get("/blocks", token=staff.supervisor)).json()["items"]
    assert [one["kind"] for one in listed] == ["identity"]
    due_times = DueTimes(hub.store, {DueKind.BLOCK_ENDED: hub.block_sender.end})
    assert await due_times.act_on_next()
    assert not await due_times.act_on_next()
    assert await hub.store.count(Block, {"kind": "network"}) == 0
    [row] = await hub.store.find(Event, {"type": EventType.CONTACT_UNBLOCKED})
    assert row.actor.kind == "system"


async def test_blocked_again_it_lasts_from_then_on(
    api: Api, site: Site, staff: Staff, hub: Hub, clock: SettableClock
) -> None:
    first, second = (
        await troll(api, site, staff, hub),
        await troll(api, site, staff, hub),
    )
    await block(api, staff, first)
    clock.advance(A_DAY // 2)
    await block(api, staff, second)
    clock.advance(A_DAY - 60)
    due_times = DueTimes(hub.store, {DueKind.BLOCK_ENDED: hub.block_sender.end})
    assert not await due_times.act_on_next()
    late = await visit(api, site)
    said = await say(api, site, late["token"], "Lagi", "visitor-0009")
    assert (await newest_of(hub, said)).resolve_cause is ResolveCause.SPAM


async def test_chats_of_others_behind_it_go_on(
    api: Api, site: Site, staff: Staff, hub: Hub
) -> None:
    chat = await troll(api, site, staff, hub)
    colleague = await visit(api, site, name="Dewi Lestari")
    said = await say(api, site, colleague["token"], "Paket saya di mana?", "visitor-0002")

    path = f"/identities/{chat.identity_id}/network"
    told = (await api.get(path, token=staff.agent)).json()
    assert told == {"known": True, "others": 1, "blockedUntil": None}
    await block(api, staff, chat)
    assert (await api.get(path, token=staff.agent)).json()["blockedUntil"] is not None

    await say(api, site, colleague["token"], "Halo?", "visitor-0003")
    open_one = await newest_of(hub, said)
    assert (open_one.state, open_one.unread) == (ConversationState.QUEUED, 2)


async def test_unblocking_him_lets_his_network_in_again(
    api: Api, site: Site, staff: Staff, hub: Hub
) -> None:
    chat = await troll(api, site, staff, hub)
    await block(api, staff, chat)
    undone = await api.delete(f"/identities/{chat.identity_id}/block", token=staff.agent)
    assert undone.status_code == 204
    assert await hub.store.count(Block, {}) == 0
    late = await visit(api, site)
    said = await say(api, site, late["token"], "Halo", "visitor-0002")
    assert (await newest_of(hub, said)).state is ConversationState.QUEUED


async def test_a_supervisor_lifts_it_from_the_list_and_agents_do_not_see_it(
    api: Api, site: Site, staff: Staff, hub: Hub
) -> None:
    chat = await troll(api, site, staff, hub)
    await block(api, staff, chat)
    assert (await api.get("/blocks", token=staff.agent)).status_code == 403
    listed = (await api.get("/blocks", token=staff.supervisor)).json()["items"]
    [network] = [one for one in listed if one["kind"] == "network"]
    assert (await api.delete(f"/blocks/{network['id']}", token=staff.agent)).status_code == 403
    lifted = await api.delete(f"/blocks/{network['id']}", token=staff.supervisor)
    assert lifted.status_code == 204
    late = await visit(api, site)
    said = await say(api, site, late["token"], "Halo", "visitor-0002")
    assert (await newest_of(hub, said)).state is ConversationState.QUEUED


async def test_where_it_is_not_known_any_more_nobody_is_blocked(
    api: Api, site: Site, staff: Staff, hub: Hub, clock: SettableClock
) -> None:
    chat = await troll(api, site, staff, hub)
    clock.advance(A_DAY + 1)
    path = f"/identities/{chat.identity_id}/network"
    fresh = await api.get(path, token=staff.admin)
    assert fresh.json() == {"known": False, "others": 0, "blockedUntil": None}
    refused = await block(api, staff, chat, token=staff.admin)
    assert (refused.status_code, refused.json()["error"]) == (409, "network_unknown")
    assert await hub.store.count(Block, {}) == 0
    still = await hub.store.get(Conversation, {"_id": chat.id})
    assert still is not None and still.open


async def test_no_address_lies_anywhere_and_what_does_lasts_a_day(
    far_api: Api, site: Site, staff: Staff, hub: Hub, store: Store
) -> None:
    chat = await troll(far_api, site, staff, hub)
    assert (await block(far_api, staff, chat)).status_code == 200
    assert await where(hub, THERE) == []
    [known] = await store.find(VisitorNetwork, {})
    assert known.id == chat.identity_id
    assert known.expires_at == store.clock.now() + timedelta(days=1)


async def test_an_agent_of_elsewhere_neither_learns_nor_blocks(
    api: Api, site: Site, staff: Staff, hub: Hub
) -> None:
    session = await visit(api, site)
    said = await say(api, site, session["token"], "Halo", "visitor-0001")
    chat = await newest_of(hub, said)
    path = f"/identities/{chat.identity_id}/network"
    assert (await api.get(path, token=staff.agent)).status_code == 403
    assert (await api.get(path, token=session["token"])).status_code == 403
    nobody = await api.get(f"/identities/{Id()}/network", token=staff.admin)
    assert nobody.status_code == 404
    assert (await block(api, staff, chat)).status_code == 403
    assert await hub.store.count(Block, {}) == 0


async def test_no_network_can_be_typed_into_the_list(api: Api, staff: Staff) -> None:
    body = {"kind": "network", "value": "203.0.113.0/24"}
    assert (await api.post("/blocks", body, token=staff.admin)).status_code == 422


@pytest.mark.parametrize(
    ("blocked", "same", "other"),
    [
        ("198.51.100.9", "198.51.100.9", "198.51.100.10"),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"),
    ],
)
async def test_over_real_http_behind_a_proxy_on_this_machine(
    site: Site, staff: Staff, hub: Hub, blocked: str, same: str, other: str
) -> None:
    """The last word of ``X-Forwarded-For`` is the proxy's own, and what a visitor put before it counts
    nothing.
    """
    async with served(build(hub)) as url, httpx2.AsyncClient(base_url=f"{url}/api/v1") as http:

        async def write(forwarded: str) -> Conversation:
            visitor = Id()
            claims = VisitorClaims(visitor, site.chat_id, PUBLIC_URL)
            token = issue_visitor_token(hub.signer, claims, hub.clock.now())
            answer = await http.post(
                f"/chat/{site.chat_id}/messages",
                json={"clientId": "visitor-0001", "text": "Halo"},
                headers={"Authorization": f"Bearer {token}", "X-Forwarded-For": forwarded},
            )
            assert answer.status_code == 201
            return await newest_of(hub, answer.json())

        chat = await write(blocked)
        answer = await http.post(
            f"/identities/{chat.identity_id}/block",
            json={"network": True},
            headers={"Authorization": f"Bearer {staff.admin}"},
        )
        assert answer.status_code == 200
        assert (await write(same)).resolve_cause is ResolveCause.SPAM
        assert (await write(f"8.8.8.8, {same}")).resolve_cause is ResolveCause.SPAM
        assert (await write(other)).state is ConversationState.QUEUED
        assert (await write(f"{same}, {other}")).state is ConversationState.QUEUED
