"""Who waits in the queue while things break: an outage drives nobody away, a dead process hides nobody."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from hub.store.mongo import Store
from models.documents import Conversation, Event
from models.documents.base import Id
from tests.faults import crowd
from tests.faults.crowd import Ledger, Visitor
from tests.faults.house import House, house
from tests.faults.test_presence import (
    SLACK,
    everything_is_restarted,
    mongod_is_away,
    opened,
    until,
)

LEFT_AFTER = 8
"""Seconds; longer than our own clients take to come back."""

IMPATIENT = {"left_after": LEFT_AFTER}

pytestmark = [pytest.mark.faults, pytest.mark.timeout(240)]


async def says_hello(visitor: Visitor, url: str) -> Id:
    body = {"clientId": "outage-0001", "text": "Halo"}
    said = await visitor.http.post(f"{url}/api/v1{visitor._base}/messages", json=body)
    return Id(said.json()["conversationId"])


async def times_left(store: Store, chat: Id) -> int:
    rows = await store.find(Event, {"object.id": chat, "type": "conversation.updated"})
    return sum(row.changes.get("left") == [False, True] for row in rows)


@pytest.mark.parametrize(
    "outage",
    [mongod_is_away, everything_is_restarted],
    ids=lambda each: each.__name__,
)
async def test_an_outage_makes_nobody_leave(
    tmp_path: Path, password_hash: str, outage: Callable[[House], Awaitable[None]]
) -> None:
    async with house(tmp_path, password_hash, relays=1, rules=IMPATIENT) as there:
        maya = await crowd.visit("Maya", there.urls, there.channel, Ledger())
        maya.line.stay()
        line = asyncio.create_task(maya.line.live(1))
        try:
            await maya.line.until(lambda picture: picture.ready > 0, 20)
            chat = await says_hello(maya, there.urls[0])

            await outage(there)
            await there.until_ready()
            await asyncio.sleep(2 * LEFT_AFTER + SLACK)

            async with opened(there) as store:
                assert await times_left(store, chat) == 0
                stored = await store.get(Conversation, {"_id": chat})
                assert stored is not None
                assert (stored.left, stored.visitor_gone_at) == (False, None)
        finally:
            line.cancel()
            await asyncio.gather(line, return_exceptions=True)
            await maya.close()


async def test_when_a_process_dies_only_who_does_not_come_back_has_left(
    tmp_path: Path, password_hash: str
) -> None:
    """Both are on the second process. Maya comes back at the first one, Rian never."""
    async with house(tmp_path, password_hash, relays=1, rules=IMPATIENT) as there:
        maya, rian = [
            await crowd.visit(name, there.urls, there.channel, Ledger())
            for name in ("Maya", "Rian")
        ]
        lines = []
        try:
            for visitor in (maya, rian):
                visitor.line._urls = there.urls[1:]
                visitor.line.stay()
                lines.append(asyncio.create_task(visitor.line.live(1)))
                await visitor.line.until(lambda picture: picture.ready > 0, 20)
            chats = [await says_hello(visitor, there.urls[0]) for visitor in (maya, rian)]
            maya.line._urls = there.urls[:1]

            await there.webs[1].kill()

            async with opened(there) as store:

                async def rian_has_left() -> bool:
                    stored = await store.get(Conversation, {"_id": chats[1]})
                    return stored is not None and stored.left

                await until(rian_has_left, 3 * LEFT_AFTER + 2 * SLACK)
                assert [await times_left(store, chat) for chat in chats] == [0, 1]
        finally:
            for line in lines:
                line.cancel()
            await asyncio.gather(*lines, return_exceptions=True)
            for visitor in (maya, rian):
                await visitor.close()
