"""Who is told of what, once: by the journal, folded by the clock, own acts in silence."""

import asyncio

import pytest

from hub.flows.transfer_conversation import Target
from hub.jobs.reactions.notifications import Notifications
from hub.jobs.reactions.reader import Overtaken, ReactionReader
from hub.rules.actors import SYSTEM, actor_of
from hub.services import agents, notification_settings, notifications
from hub.services.agents import Presence
from hub.store.sequencer import Sequencer
from hub.store.transaction import Transaction
from models.documents import Event, Member, Notification
from models.documents.base import Id
from models.documents.notification import KEPT_FOR, MOST_KEPT, Media
from models.wire.message import MessageBody
from models.words import (
    EventType,
    NotificationKind,
    PresenceSource,
    PresenceState,
    Visibility,
)
from tests.hub.flows.conftest import House, house
from tests.hub.jobs.bells import assigned_to_sari, bell_of, read_on, waiting

__all__ = ["house"]


async def test_who_is_assigned_a_chat_is_told_and_who_assigned_it_is_not(house: House) -> None:
    conversation = await assigned_to_sari(house)
    await read_on(house)

    [entry] = await bell_of(house, house.sari)
    assert (entry.kind, entry.times) == (NotificationKind.ASSIGNED, 1)
    assert entry.conversation_id == conversation.id
    assert entry.actor.name == house.hana.name
    assert await bell_of(house, house.hana) == []


async def test_taking_a_chat_oneself_tells_nobody(house: House) -> None:
    conversation = await waiting(house)
    await house.claim(house.sari, conversation.id)
    await read_on(house)

    assert await bell_of(house, house.sari) == []


async def test_several_within_five_seconds_become_one_and_a_later_one_another(
    house: House,
) -> None:
    for _ in range(8):
        await assigned_to_sari(house)
        house.clock.advance(0.5)
    await read_on(house)
    [eight] = await bell_of(house, house.sari)
    assert eight.times == 8
    assert eight.conversation_id is None

    house.clock.advance(1)
    await assigned_to_sari(house)
    await read_on(house)
    [nine] = await bell_of(house, house.sari)
    assert (nine.id, nine.times) == (eight.id, 9)
    assert nine.version > eight.version

    house.clock.advance(6)
    await assigned_to_sari(house)
    await read_on(house)
    assert [entry.times for entry in await bell_of(house, house.sari)] == [1, 9]
    assert await house.store.count(Event, {"type": EventType.NOTIFICATION_UPDATED}) == 1


async def test_a_mention_tells_only_whom_it_names(house: House) -> None:
    conversation = await assigned_to_sari(house)
    body = MessageBody(
        client_id="mention-1",
        text="Budi, tolong cek resinya. Rahasia.",
        visibility=Visibility.INTERNAL,
        mentions=[str(house.budi.id), str(house.sari.id)],
    )
    await house.answer(house.sari, conversation.id, body)
    await read_on(house)

    [entry] = await bell_of(house, house.budi)
    assert entry.kind is NotificationKind.MENTIONED
    assert await bell_of(house, house.sari, NotificationKind.MENTIONED) == []
    assert "Rahasia" not in str(entry.to_mongo())


async def test_a_message_in_my_chat_is_listed_only_by_choice_and_counted_until_read(
    house: House,
) -> None:
    conversation = await house.claim(house.sari, (await waiting(house)).id)
    await house.write(Id(conversation.thread_key), "more-0001", "Ada?")
    await read_on(house)
    assert await bell_of(house, house.sari) == []

    await choose(house, house.sari, NotificationKind.MESSAGE, Media(bell=True))
    for number in range(3):
        house.clock.advance(60)
        await house.write(Id(conversation.thread_key), f"again-{number:04}", "Halo?")
    await read_on(house)
    [entry] = await bell_of(house, house.sari)
    assert (entry.kind, entry.times) == (NotificationKind.MESSAGE, 3)
    assert entry.actor.name is None

    await mark_read(house, house.sari)
    await house.write(Id(conversation.thread_key), "later-0001", "Halo?")
    await read_on(house)
    assert [entry.times for entry in await bell_of(house, house.sari)] == [1, 3]


async def choose(house: House, member: Member, kind: NotificationKind, media: Media) -> None:
    async def work(tx: Transaction) -> None:
        values = {f"kinds.{kind}": media.model_dump()}
        await notification_settings.change(tx, member, values)

    await house.store.transact(work)


async def mark_read(house: House, member: Member) -> None:
    await house.store.transact(lambda tx: notifications.mark_read(tx, member))


async def test_a_waiting_chat_is_one_entry_for_its_department_until_it_is_read(
    house: House,
) -> None:
    for _ in range(3):
        await waiting(house)
        house.clock.advance(60)
    await read_on(house)

    for member in (house.sari, house.budi, house.hana):
        [entry] = await bell_of(house, member, NotificationKind.QUEUED)
        assert entry.department_id == house.department.id
        assert entry.version == 1


async def test_a_muted_chat_is_silent_but_for_what_names_me(house: House) -> None:
    conversation = await house.claim(house.sari, (await waiting(house)).id)
    await choose(house, house.sari, NotificationKind.MESSAGE, Media(bell=True))

    async def mute(tx: Transaction) -> None:
        await notification_settings.set_muted(tx, house.sari, conversation.id, muted=True)

    await house.store.transact(mute)
    await house.write(Id(conversation.thread_key), "muted-001", "Halo?")
    body = MessageBody(
        client_id="mention-2",
        text="Sari?",
        visibility=Visibility.INTERNAL,
        mentions=[str(house.sari.id)],
    )
    await house.answer(house.hana, conversation.id, body)
    await read_on(house)

    assert [one.kind for one in await bell_of(house, house.sari)] == [NotificationKind.MENTIONED]


async def test_what_is_only_heard_is_not_listed(house: House) -> None:
    await choose(house, house.sari, NotificationKind.ASSIGNED, Media(sound=True))
    await assigned_to_sari(house)
    await read_on(house)

    assert await bell_of(house, house.sari) == []
    assert (
        await house.store.count(
            Event, {"type": EventType.NOTIFICATION_CREATED, "rooms": f"member:{house.sari.id}"}
        )
        >= 1
    )
    assert await house.store.count(Notification, {"member_id": house.sari.id, "bell": False}) == 1


async def test_what_happened_yesterday_is_no_news(house: House) -> None:
    await assigned_to_sari(house)
    house.clock.advance(24 * 3600)
    await read_on(house)

    assert await house.store.count(Notification, {}) == 0


async def test_two_leaders_and_one_who_died_in_the_middle_tell_once(house: House) -> None:
    for _ in range(12):
        await assigned_to_sari(house)
        house.clock.advance(10)
    sequencer = Sequencer(house.store)
    await sequencer.begin_term()
    while await sequencer.stamp():
        pass

    class Dies(Notifications):
        async def react(self, tx: Transaction, rows: object) -> None:
            await super().react(tx, rows)  # type: ignore[arg-type]
            raise ConnectionAbortedError("on purpose, after the effect was written")

    with pytest.raises(ConnectionAbortedError):
        await ReactionReader(house.store, Dies()).read_batch()
    assert await house.store.count(Notification, {}) == 0

    readers = [ReactionReader(house.store, Notifications()) for _ in range(3)]
    outcomes = await asyncio.gather(
        *(reader.read_batch() for reader in readers), return_exceptions=True
    )
    assert all(isinstance(one, int | Overtaken) for one in outcomes), outcomes
    await read_on(house)

    assert len(await bell_of(house, house.sari)) == 12
    heard = {"type": EventType.NOTIFICATION_CREATED, "rooms": f"member:{house.sari.id}"}
    assert await house.store.count(Event, heard) == 12 + 1


async def test_only_the_newest_are_kept(house: House) -> None:
    old = [
        Notification(
            member_id=house.sari.id,
            kind=NotificationKind.ASSIGNED,
            key=f"old:{number}",
            actor=SYSTEM,
            at=house.clock.now(),
            expires_at=house.clock.now() + KEPT_FOR,
        )
        for number in range(MOST_KEPT)
    ]
    await house.store.transact(lambda tx: tx.insert_many(old))
    house.clock.advance(60)
    await assigned_to_sari(house)
    await read_on(house)
    house.clock.advance(60)
    await assigned_to_sari(house)
    await read_on(house)

    kept = await house.store.find(Notification, {"member_id": house.sari.id})
    assert len(kept) <= MOST_KEPT
    assert (
        sum(
            entry.kind is NotificationKind.ASSIGNED and entry.key.startswith("assigned:")
            for entry in kept
        )
        == 2
    )


async def test_a_chat_that_is_handed_on_tells_who_gets_it_and_who_loses_it(house: House) -> None:
    conversation = await house.claim(house.sari, (await waiting(house)).id)
    await house.take_over(house.hana, conversation.id)
    await read_on(house)
    [taken] = await bell_of(house, house.sari)
    assert (taken.kind, taken.actor.name) == (NotificationKind.TAKEN, house.hana.name)
    assert await bell_of(house, house.hana) == []

    await house.transfer(house.hana, conversation.id, Target(house.budi.id, None), "Tolong")
    await read_on(house)
    [given] = await bell_of(house, house.budi)
    assert (given.kind, given.actor.name) == (NotificationKind.TRANSFERRED, house.hana.name)


async def test_an_agent_whom_a_supervisor_sets_away_is_told(house: House) -> None:
    away = Presence(PresenceState.AWAY, PresenceSource.SUPERVISOR)
    by_himself = Presence(PresenceState.AWAY, PresenceSource.MANUAL)

    async def work(tx: Transaction) -> None:
        await agents.change_presence(tx, house.sari, away, actor_of(house.hana))
        await agents.change_presence(tx, house.budi, by_himself, actor_of(house.budi))

    await house.store.transact(work)
    await read_on(house)

    [entry] = await bell_of(house, house.sari)
    assert (entry.kind, entry.actor.name) == (NotificationKind.SET_AWAY, house.hana.name)
    assert await bell_of(house, house.budi) == []
