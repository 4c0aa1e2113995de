"""Coming back with a cursor: what was missed, or the word to reload; and rights that change."""

from collections.abc import Callable

import pytest

from channels_adapters.kit.waiting import until
from hub.kit.clock import SettableClock
from hub.store.journal import RECOVERY_ROWS, Position, head_position
from hub.store.transaction import Transaction
from models.documents import Event
from models.documents.base import Id
from models.documents.event import Actor, ObjectRef
from models.words import ActorKind, EventType, ObjectKind
from tests.journeys.people import Running


async def write_rows(running: Running, room: str, count: int) -> None:
    """Rows about things that exist no more: the cheapest there are."""

    async def work(tx: Transaction) -> None:
        for _ in range(count):
            tx.record(
                EventType.CONVERSATION_UPDATED,
                object=ObjectRef(kind=ObjectKind.CONVERSATION, id=Id(), version=1),
                actor=Actor(kind=ActorKind.SYSTEM),
                rooms=[room],
            )

    await running.process.hub.store.transact(work)


@pytest.mark.parametrize(("missed", "resyncs"), [(RECOVERY_ROWS, 0), (RECOVERY_ROWS + 1, 1)])
async def test_who_missed_too_much_reloads(running: Running, missed: int, resyncs: int) -> None:
    sari = await running.sign_in("sari")
    await sari.live.connect()
    # That she is online is written a moment later; it must not be among what she misses.
    await sari.live.until(
        lambda picture: any(told["type"] == "agent.presence_changed" for told in picture.events)
    )
    await sari.live.disconnect()
    before = len(sari.live.picture.events)
    await write_rows(running, f"member:{sari.member['id']}", missed)
    await until_stamped(running)

    await sari.live.connect()

    assert sari.live.picture.resyncs == resyncs
    assert len(sari.live.picture.events) - before == (0 if resyncs else missed)


async def until_stamped(running: Running) -> None:
    """All that is written has its place and is handed on. Nobody comes in for it, who would be told of."""
    store = running.process.hub.store
    sockets = running.process.sockets
    assert sockets is not None

    async def all_is_handed_on() -> bool:
        waits = await store.count(Event, {"pending": True})
        return not waits and sockets.delivery.position == await head_position(store)

    await until(all_is_handed_on)


@pytest.mark.parametrize(
    "cursor_of",
    [
        lambda here: Position("another", here.seq).cursor(),
        lambda here: "nonsense",
        lambda here: f"{here.epoch}.-1",
        lambda here: Position(here.epoch, here.seq + 1_000_000).cursor(),
        lambda here: Position(here.epoch, 10**30).cursor(),
        lambda here: f"{here.epoch}.{'9' * 60}",
    ],
)
async def test_a_cursor_that_means_nothing_here_makes_reload(
    running: Running, cursor_of: Callable[[Position], str]
) -> None:
    sari, maya = await running.sign_in("sari"), await running.visit()
    await maya.write("Halo")
    await until_stamped(running)
    here = await head_position(running.process.hub.store)
    for person in (sari, maya):
        person.live.picture.cursor = cursor_of(here)

        await person.live.connect()

        assert person.live.picture.resyncs == 1
        heard = [told["type"] for told in person.live.picture.events]
        # Who is there, and that somebody waits, is told a moment later.
        assert [each for each in heard if not each.startswith(("agent.", "notification."))] == []
        assert person.live.picture.cursor != cursor_of(here)


async def test_who_loses_a_department_loses_its_queue_at_once(running: Running) -> None:
    sari, dewi = await running.sign_in("sari"), await running.sign_in("dewi")
    maya, after = await running.visit(), await running.visit()
    await maya.write("Halo")
    await sari.live.connect()
    await dewi.live.connect()
    [conversation] = (await sari.get("/conversations", tab="queued"))["items"]
    away = next(
        each
        for each in (await dewi.get("/departments"))["items"]
        if each["id"] != conversation["departmentId"]
    )
    cursor_before = sari.live.picture.cursor

    changed = await dewi.http.patch(
        f"/members/{sari.member['id']}", json={"departmentIds": [away["id"]]}
    )
    assert changed.status_code == 200, changed.text
    await sari.live.until(lambda picture: picture.resyncs == 1)
    heard = len(sari.live.picture.events)
    await maya.write("Masih di sana?")
    await after.write("Halo juga")
    await dewi.live.until(lambda picture: {"Masih di sana?", "Halo juga"} <= set(picture.texts()))

    assert (await sari.get("/conversations", tab="queued"))["items"] == []
    refused = await sari.http.get(f"/conversations/{conversation['id']}")
    assert refused.status_code == 404
    assert [
        event["data"]
        for event in sari.live.picture.events[heard:]
        if event["object"]["kind"] not in ("member", "agent", "contact")
    ] == []

    await sari.live.disconnect()
    sari.live.picture.cursor = cursor_before
    await sari.live.connect()
    assert sari.live.picture.resyncs == 2
    assert "Masih di sana?" not in str(sari.live.picture.events)


async def test_who_is_away_while_he_loses_a_department_reloads(running: Running) -> None:
    sari, dewi, maya = (
        await running.sign_in("sari"),
        await running.sign_in("dewi"),
        await running.visit(),
    )
    await sari.live.connect()
    await sari.live.disconnect()
    await maya.write("Rahasia")
    changed = await dewi.http.patch(f"/members/{sari.member['id']}", json={"departmentIds": []})
    assert changed.status_code == 200, changed.text
    await until_stamped(running)

    await sari.live.connect()

    assert sari.live.picture.resyncs == 1
    assert "Rahasia" not in str(sari.live.picture.events)


async def test_what_a_visitor_never_hears_hides_nothing_of_what_he_missed(
    running_by_clock: tuple[Running, SettableClock],
) -> None:
    running, clock = running_by_clock
    sari, maya = await running.sign_in("sari"), await running.visit()
    said = (await maya.write("Halo")).json()
    await until_stamped(running)
    await maya.live.connect()
    await maya.live.disconnect()
    claimed = await sari.post(f"/conversations/{said['conversationId']}/claim")
    assert claimed.status_code == 200
    await sari.live.connect()
    clock.advance(running.process.hub.directory.workspace.unanswered_after + 1)
    # The newest row about the conversation is now one that only staff are told.
    await sari.live.until(
        lambda picture: any(event["type"] == "conversation.unanswered" for event in picture.events)
    )

    await maya.live.connect()

    assert maya.live.picture.resyncs == 0
    assert [event["type"] for event in maya.live.picture.events] == ["conversation.assigned"]
