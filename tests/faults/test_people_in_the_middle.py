"""kill -9 of the hub in the middle of a merge, an erasure, a start or a move: all of it happened, or nothing."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest

from hub.kit.clock import SystemClock
from hub.store.bus import LocalBus
from hub.store.directory import Directory
from hub.store.mongo import Store
from models.documents import Agent, Contact, Conversation, Message
from tests.faults.house import House, embedded_house
from tests.hub.flows.persons import Persons, all_is_whole
from tests.journeys.people import PASSWORD

pytestmark = [pytest.mark.faults, pytest.mark.timeout(240)]

MAILS = 150
"""So many conversations make an act long enough to be met in its middle."""

MAIL, PHONE = "dewi@x.example", "6281200000001"


@pytest.fixture
async def there(tmp_path: Path, password_hash: str) -> AsyncIterator[House]:
    async with embedded_house(tmp_path, password_hash) as house:
        yield house


@pytest.fixture
async def persons(there: House) -> AsyncIterator[Persons]:
    store = await Store.open(there.mongod.url, SystemClock(), LocalBus())
    persons = await Persons.made(store, Directory(store), there.channel)
    yield persons
    await store.close()


async def known(persons: Persons) -> tuple[Contact, Contact]:
    """One with many mails, one with a number."""
    await persons.receive([persons.by_mail(MAIL) for _ in range(MAILS)])
    await persons.take(persons.on_whatsapp(PHONE))
    return await persons.contact_of(MAIL), await persons.contact_of(PHONE)


@asynccontextmanager
async def an_admin(there: House) -> AsyncIterator[httpx2.AsyncClient]:
    [hub] = there.webs
    async with httpx2.AsyncClient(base_url=f"{hub.url}/api/v1", timeout=60) as http:
        account = {"email": "dewi@paketara.example", "password": PASSWORD}
        answer = await http.post("/auth/sign-in", json=account)
        http.cookies.clear()
        http.headers["Authorization"] = f"Bearer {answer.json()['token']}"
        yield http


async def killed_in_the_middle(
    there: House, path: str, body: dict[str, Any], within: float = 0.5
) -> None:
    """Somewhere in it: before it begins, while it writes, or just after its commit."""
    [hub] = there.webs
    async with an_admin(there) as http:
        asked = asyncio.ensure_future(http.post(path, json=body))
        await asyncio.sleep(0.02 + random.random() * within)
        await hub.kill()
        await asyncio.gather(asked, return_exceptions=True)
    await hub.start()
    await there.until_ready()


async def done_at_last(there: House, path: str, body: dict[str, Any]) -> httpx2.Response:
    """Asked again until it is answered: what was left open by who died ends by itself."""
    async with an_admin(there) as http:
        while True:
            answer = await http.post(path, json=body)
            if answer.status_code != 503:
                return answer
            await asyncio.sleep(0.5)


async def test_a_merge(there: House, persons: Persons) -> None:
    gone, kept = await known(persons)
    path, body = f"/contacts/{gone.id}/merge", {"intoId": str(kept.id)}
    for _ in range(2):
        await killed_in_the_middle(there, path, body)
        await all_is_whole(persons.store, suggestions=False)
        moved = await persons.store.count(Conversation, {"contact.id": kept.id})
        left = await persons.store.get(Contact, {"_id": gone.id})
        assert (moved, left is None) in ((1, False), (MAILS + 1, True))

    answer = await done_at_last(there, path, body)
    assert answer.status_code == 200, answer.text
    assert await persons.store.count(Conversation, {"contact.id": kept.id}) == MAILS + 1
    undo, what = f"/contacts/{kept.id}/unmerge", {"mergeId": answer.json()["mergeId"]}
    await killed_in_the_middle(there, undo, what)
    await all_is_whole(persons.store, suggestions=False)
    moved = await persons.store.count(Conversation, {"contact.id": kept.id})
    assert moved in (1, MAILS + 1)
    assert (await done_at_last(there, undo, what)).status_code == 200
    assert await persons.store.count(Conversation, {"contact.id": gone.id}) == MAILS
    assert (await persons.each_word_is_kept_or_gone())["gone"] == 0


async def test_an_erasure(there: House, persons: Persons) -> None:
    contact, other = await known(persons)
    path, body = f"/contacts/{contact.id}/erase", {"reason": "Diminta"}
    for _ in range(2):
        await killed_in_the_middle(there, path, body)
        await all_is_whole(persons.store, suggestions=False)
        told = await persons.each_word_is_kept_or_gone()
        assert told["gone"] in (0, MAILS)

    answer = await done_at_last(there, path, body)
    assert answer.status_code == 200, answer.text
    assert answer.json()["counts"]["messages"] == MAILS
    # Somebody who was reading the journal when it was killed comes to its end.
    await asyncio.sleep(3)
    assert (await persons.each_word_is_kept_or_gone()) == {"gone": MAILS, "kept": 1}
    assert await persons.store.get(Contact, {"_id": other.id}) is not None
    await all_is_whole(persons.store)


async def test_a_start_and_a_move(there: House, persons: Persons) -> None:
    """Asked again after each death with the same ids: one chat, one mail, one chat that goes on in it."""
    store = persons.store
    start = {
        "clientId": "start-0001",
        "channelId": str(persons.first.id),
        "address": f"+{PHONE}",
    }
    mail = {
        "clientId": "start-0002",
        "channelId": str(persons.mailbox.id),
        "address": MAIL,
        "subject": "Paket",
        "text": "Sudah tiba.",
    }
    for body in (start, mail):
        await killed_in_the_middle(there, "/conversations", body, within=0.06)
        begun = await store.find(Conversation, {"client_id": body["clientId"]})
        written = await store.count(Message, {"text": "Sudah tiba."})
        assert written == (len(begun) if body is mail else 0)
        answer = await done_at_last(there, "/conversations", body)
        assert answer.status_code == (200 if begun else 201), answer.text
        assert await store.count(Contact, {}) == (1 if body is start else 2)

    [old] = await store.find(Conversation, {"client_id": "start-0001"})
    path, to = f"/conversations/{old.id}/move", {"channelId": str(persons.second.id)}
    await killed_in_the_middle(there, path, to, within=0.06)
    begun = await store.find(Conversation, {"moved_from": old.id})
    after = await store.get(Conversation, {"_id": old.id})
    assert after is not None and (after.open is None) == bool(begun)
    assert (await done_at_last(there, path, to)).status_code == 200
    [new] = await store.find(Conversation, {"moved_from": old.id})
    assert not begun or [each.id for each in begun] == [new.id]
    assert await store.count(Message, {"text": "Sudah tiba."}) == 1
    assert await store.count(Conversation, {}) == 3
    assert new.assignee is not None
    agent = await store.get(Agent, {"_id": new.assignee.id})
    assert agent is not None and agent.load == 2
    await all_is_whole(store, suggestions=False)
