"""Who is at work while things break: an outage sends nobody offline, a closed lid does."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from hub.kit import child_process
from hub.kit.clock import SystemClock
from hub.services.connections import LEASE_SECONDS
from hub.store.bus import LocalBus
from hub.store.mongo import Store
from models.documents import Agent, Connection, Conversation, Event
from models.documents.base import Id
from models.words import ConversationState, EventType, OfflineRule, PresenceState
from tests.faults import crowd
from tests.faults.crowd import Ledger
from tests.faults.house import House, house
from tests.services.command import ROOT

GRACE = 3
STRICT = {"offline_grace": GRACE, "offline_rule": OfflineRule.REQUEUE, "offline_after": 0}
"""A short grace time, and whoever is offline loses his chats at once."""

SLACK = 5.0
"""Seconds for the keeper's own beats, on a machine that others use as well."""

PINGS = 45.0
"""Seconds after which a client that answers no pings is gone, at the latest."""

pytestmark = [pytest.mark.faults, pytest.mark.timeout(240)]


@asynccontextmanager
async def opened(there: House) -> AsyncIterator[Store]:
    store = await Store.open(there.mongod.url, SystemClock(), LocalBus())
    try:
        yield store
    finally:
        await store.close()


async def until(holds: Callable[[], Awaitable[bool]], seconds: float) -> None:
    end = asyncio.get_running_loop().time() + seconds
    while not await holds():
        assert asyncio.get_running_loop().time() < end, "not so in time"
        await asyncio.sleep(0.2)


async def is_state(store: Store, member_id: str, state: PresenceState) -> bool:
    agent = await store.get(Agent, {"_id": Id(member_id)})
    return agent is not None and agent.state is state


async def told(store: Store, member_id: str) -> list[str]:
    """The states that the journal tells of him, in order."""
    rows = await store.find(
        Event,
        {"object.id": Id(member_id), "type": EventType.AGENT_PRESENCE_CHANGED},
        sort=[("at", 1), ("_id", 1)],
    )
    return [row.changes["state"][1] for row in rows]


async def mongod_is_away(there: House) -> None:
    await there.mongod.kill()
    await asyncio.sleep(LEASE_SECONDS + 2 * GRACE)
    await there.mongod.start()


async def all_webs_die(there: House) -> None:
    for web in there.webs:
        await web.kill()
    await asyncio.sleep(LEASE_SECONDS + 2 * GRACE)
    for web in there.webs:
        await web.start()


async def everything_is_restarted(there: House) -> None:
    for role in there.roles:
        await role.kill()
    await asyncio.sleep(2 * GRACE)
    for role in there.roles:
        await role.start()


@pytest.mark.parametrize(
    "outage",
    [mongod_is_away, all_webs_die, everything_is_restarted],
    ids=lambda each: each.__name__,
)
async def test_an_outage_sends_nobody_offline_and_takes_no_chat_away(
    tmp_path: Path, password_hash: str, outage: Callable[[House], Awaitable[None]]
) -> None:
    async with house(tmp_path, password_hash, relays=1, rules=STRICT) as there:
        ledger = Ledger()
        sari = await crowd.sign_in("sari", there.urls, ledger)
        maya = await crowd.visit("Maya", there.urls, there.channel, ledger)
        sari.line.stay()
        line = asyncio.create_task(sari.line.live(1))
        try:
            await sari.line.until(lambda picture: picture.ready > 0, 20)
            body = {"clientId": "outage-0001", "text": "Halo"}
            said = await maya.http.post(f"{maya._urls[0]}/api/v1{maya._base}/messages", json=body)
            chat = said.json()["conversationId"]
            claimed = await sari.http.post(
                f"{there.urls[0]}/api/v1/conversations/{chat}/claim", json={}
            )
            assert claimed.status_code == 200, claimed.text
            me = (await sari.http.get(f"{there.urls[0]}/api/v1/me")).json()["id"]
            async with opened(there) as store:
                await until(lambda: is_state(store, me, PresenceState.ONLINE), SLACK)

            await outage(there)
            await there.until_ready()
            await asyncio.sleep(LEASE_SECONDS + 3 * GRACE + SLACK)

            async with opened(there) as store:
                assert await told(store, me) == ["online"]
                conversation = await store.get(Conversation, {"_id": Id(chat)})
                assert conversation is not None
                assert conversation.state is ConversationState.HANDLED
                assert await store.count(Connection, {"lost_at": None}) == 1
        finally:
            line.cancel()
            await asyncio.gather(line, return_exceptions=True)
            await sari.close()
            await maya.close()


async def test_a_closed_lid_goes_offline_and_a_silent_tab_does_not(
    tmp_path: Path, password_hash: str
) -> None:
    """Budi's client is stopped and answers no pings. Sari's answers them, on the second web
    process, and sends nothing else at all."""
    async with house(tmp_path, password_hash, relays=1, rules=STRICT) as there:
        ledger = Ledger()
        sari, budi = [await crowd.sign_in(n, there.urls, ledger) for n in ("sari", "budi")]
        token = budi.http.headers["authorization"].removeprefix("Bearer ")
        laptop = await child_process.start_dependent(
            [sys.executable, "-m", "tests.faults.idle_client", there.urls[0], token],
            output=tmp_path / "laptop.log",
            env={"PYTHONPATH": str(ROOT)},
        )
        sari.line._urls = there.urls[1:]
        sari.line.stay()
        line = asyncio.create_task(sari.line.live(1))
        try:
            ids = [
                (await each.http.get(f"{there.urls[0]}/api/v1/me")).json()["id"]
                for each in (sari, budi)
            ]
            async with opened(there) as store:
                for id in ids:
                    await until(lambda id=id: is_state(store, id, PresenceState.ONLINE), 20)  # type: ignore[misc]
                laptop.send_signal(signal.SIGSTOP)
                await asyncio.sleep(GRACE + SLACK)
                assert await is_state(store, ids[1], PresenceState.ONLINE)

                await until(
                    lambda: is_state(store, ids[1], PresenceState.OFFLINE), PINGS + GRACE + SLACK
                )

                assert await told(store, ids[0]) == ["online"]
                assert await told(store, ids[1]) == ["online", "offline"]
        finally:
            laptop.send_signal(signal.SIGKILL)
            await laptop.wait()
            line.cancel()
            await asyncio.gather(line, return_exceptions=True)
            for each in (sari, budi):
                await each.close()
