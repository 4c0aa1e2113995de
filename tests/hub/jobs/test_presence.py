"""The rules of presence, on a clock that the tests move: P1, P3, P6, P7 and what sends nobody offline."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

import pytest

from hub.flows.lose_connections import LoseConnections
from hub.flows.mark_idle import MarkIdle
from hub.flows.mark_left import MarkLeft
from hub.flows.mark_offline import MarkOffline
from hub.flows.note_arrivals import NoteArrivals
from hub.flows.note_visits import NoteVisits
from hub.flows.set_presence import SetPresence
from hub.flows.sign_out import SignOut
from hub.flows.wake_agents import WakeAgents
from hub.jobs.presence_keeper import PresenceKeeper
from hub.kit.clock import SettableClock
from hub.services import connections, sign_ins
from hub.services.connections import Here
from hub.store import migrations
from hub.store.directory import Directory
from hub.store.mongo import Store
from models.documents import (
    Agent,
    AwayReason,
    Connection,
    Event,
    Member,
    SignIn,
    WebProcess,
    Workspace,
)
from models.documents.base import Id
from models.words import EventType, PresenceSource, PresenceState, Role, SessionStep

GRACE = 60
STEP = 4.0
"""Seconds between two looks of the keeper: less than what it takes for a break."""


@dataclass
class House:
    """One agent, one supervisor, and the keeper that watches them."""

    store: Store
    clock: SettableClock
    directory: Directory
    keeper: PresenceKeeper
    sari: Member
    hana: Member
    web: Id

    async def signs_in(self) -> SignIn:
        await sign_ins.begin(self.store, self.sari.id, device="Firefox", address="")
        return (await sign_ins.list_of(self.store, self.sari.id))[0]

    def device(self, sign_in: SignIn, *, web: Id | None = None) -> Here:
        now = self.clock.now()
        return Here(Id(), self.sari.id, sign_in.id, web or self.web, sign_in.device, now, now)

    async def connect(self, *here: Here) -> None:
        await NoteArrivals(self.store, self.directory)(here)

    async def lose(self, *here: Here) -> None:
        await connections.lose(self.store, [each.id for each in here])

    async def watch(self, seconds: float) -> None:
        """Time passes while the keeper looks."""
        end = self.clock.now() + timedelta(seconds=seconds)
        while self.clock.now() < end:
            self.clock.set(min(end, self.clock.now() + timedelta(seconds=STEP)))
            await self.keeper.look()

    async def agent(self) -> Agent:
        found = await self.store.get(Agent, {"_id": self.sari.id})
        return found or Agent(_id=self.sari.id, version=0)

    async def rows(self, type: EventType) -> list[Event]:
        return await self.store.find(Event, {"type": type}, sort=[("_id", 1)])

    async def set(self, **fields: object) -> None:
        await self.store.change(Workspace, {"_id": "workspace"}, {"$set": fields}, upsert=True)
        await self.directory.refresh()

    async def away(self, by: Member, sign_in: SignIn) -> AwayReason:
        reason = (await self.store.find(AwayReason, {}, sort=[("position", 1)]))[0]
        await SetPresence(self.store)(by, sign_in, self.sari.id, PresenceState.AWAY, reason.id)
        return reason


def keeper(store: Store, house: Directory) -> PresenceKeeper:
    return PresenceKeeper(
        store,
        house,
        LoseConnections(store),
        MarkOffline(store),
        MarkIdle(store),
        NoteVisits(store),
        MarkLeft(store, house),
    )


@pytest.fixture
async def house(store: Store, clock: SettableClock) -> House:
    await migrations.migrate(store)
    now = clock.now()
    sari = Member(email="sari@a.example", name="Sari", role=Role.AGENT, created_at=now)
    hana = Member(
        email="hana@a.example",
        name="Hana",
        role=Role.SUPERVISOR,
        supervised_ids=[sari.id],
        created_at=now,
    )
    for member in (sari, hana):
        await store.insert(member)
    web = Id()
    await serve(store, web)
    directory = Directory(store)
    await directory.refresh()
    built = House(store, clock, directory, keeper(store, directory), sari, hana, web)
    # So that the keeper has watched longer than any grace time.
    await built.watch(GRACE + 3 * STEP)
    return built


async def serve(store: Store, web: Id) -> None:
    """A web process that lives for the whole test; leases go by MongoDB's own clock."""
    await connections.register(store, web)
    far = {"$dateAdd": {"startDate": "$$NOW", "unit": "hour", "amount": 1}}
    await store.change(WebProcess, {"_id": web}, [{"$set": {"until": far}}])


async def die(store: Store, web: Id) -> None:
    past = {"$dateAdd": {"startDate": "$$NOW", "unit": "hour", "amount": -1}}
    await store.change(WebProcess, {"_id": web}, [{"$set": {"until": past}}])


async def test_connecting_brings_online_and_is_told_once(house: House) -> None:
    sign_in = await house.signs_in()
    here = house.device(sign_in)
    await house.connect(here)
    await house.connect(here)

    agent = await house.agent()
    assert (agent.state, agent.since) == (PresenceState.ONLINE, house.clock.now())
    [row] = await house.rows(EventType.AGENT_PRESENCE_CHANGED)
    assert row.changes["state"] == ["offline", "online"]
    [log] = await house.rows(EventType.AGENT_SESSION_LOGGED)
    assert log.changes == {"step": SessionStep.CONNECTED, "device": "Firefox"}


async def test_a_reload_within_the_grace_time_changes_nothing_and_is_not_told(
    house: House,
) -> None:
    sign_in = await house.signs_in()
    before = house.device(sign_in)
    await house.connect(before)
    version = (await house.agent()).version
    await house.lose(before)
    await house.watch(GRACE - STEP)

    await house.connect(house.device(sign_in))
    await house.watch(3 * GRACE)

    assert (await house.agent()).version == version
    assert len(await house.rows(EventType.AGENT_PRESENCE_CHANGED)) == 1
    assert len(await house.rows(EventType.AGENT_SESSION_LOGGED)) == 1
    assert await house.store.count(Connection, {}) == 1


async def test_the_last_connection_gone_longer_than_the_grace_time_is_offline(
    house: House,
) -> None:
    here = house.device(await house.signs_in())
    await house.connect(here)
    await house.lose(here)

    await house.watch(GRACE - STEP)
    assert (await house.agent()).state is PresenceState.ONLINE
    await house.watch(2 * STEP)

    assert (await house.agent()).state is PresenceState.OFFLINE
    assert await house.store.count(Connection, {}) == 0
    log = await house.rows(EventType.AGENT_SESSION_LOGGED)
    assert [row.changes["step"] for row in log] == ["connected", "disconnected"]


async def test_of_two_devices_one_going_changes_nothing(house: House) -> None:
    phone, desk = house.device(await house.signs_in()), house.device(await house.signs_in())
    await house.connect(phone, desk)
    await house.lose(phone)
    await house.watch(3 * GRACE)

    assert (await house.agent()).state is PresenceState.ONLINE
    assert await house.store.count(Connection, {}) == 1


async def test_connections_of_two_web_processes_both_count(house: House) -> None:
    other = Id()
    await serve(house.store, other)
    sign_in = await house.signs_in()
    await house.connect(house.device(sign_in), house.device(sign_in, web=other))

    await die(house.store, house.web)
    await house.watch(3 * GRACE)
    assert (await house.agent()).state is PresenceState.ONLINE
    await die(house.store, other)
    await serve(house.store, Id())
    await house.watch(3 * GRACE)

    assert (await house.agent()).state is PresenceState.OFFLINE


async def test_while_no_web_process_lives_nobody_can_come_and_nobody_is_sent(
    house: House,
) -> None:
    await house.connect(house.device(await house.signs_in()))
    await die(house.store, house.web)
    await house.watch(4 * GRACE)
    assert (await house.agent()).state is PresenceState.ONLINE

    await serve(house.store, Id())
    await house.watch(GRACE - STEP)
    assert (await house.agent()).state is PresenceState.ONLINE
    await house.watch(GRACE)
    assert (await house.agent()).state is PresenceState.OFFLINE


async def test_what_the_keeper_has_not_watched_itself_sends_nobody_offline(house: House) -> None:
    here = house.device(await house.signs_in())
    await house.connect(here)
    await house.lose(here)
    house.clock.advance(10 * GRACE)

    await house.keeper.look()
    await house.watch(GRACE - STEP)
    assert (await house.agent()).state is PresenceState.ONLINE
    await house.watch(2 * STEP)

    assert (await house.agent()).state is PresenceState.OFFLINE


async def test_a_new_keeper_begins_to_watch_anew(house: House) -> None:
    here = house.device(await house.signs_in())
    await house.connect(here)
    await house.lose(here)
    await house.watch(GRACE - STEP)
    house.keeper = keeper(house.store, house.directory)

    await house.watch(GRACE - STEP)
    assert (await house.agent()).state is PresenceState.ONLINE
    await house.watch(2 * STEP)

    assert (await house.agent()).state is PresenceState.OFFLINE


async def test_a_process_whose_lease_ran_out_announces_what_it_holds_again(house: House) -> None:
    here = house.device(await house.signs_in())
    await house.connect(here)
    await die(house.store, house.web)
    await serve(house.store, Id())
    await house.watch(2 * STEP)
    [lost] = await house.store.find(Connection, {})
    assert lost.lost_at is not None

    assert not await connections.renew(house.store, house.web)
    await serve(house.store, house.web)
    await house.connect(here)
    await house.watch(3 * GRACE)

    assert (await house.agent()).state is PresenceState.ONLINE


async def test_idle_on_every_device_is_away_by_itself(house: House) -> None:
    await house.set(auto_away_after=60)
    phone, desk = house.device(await house.signs_in()), house.device(await house.signs_in())
    await house.connect(phone, desk)
    await house.watch(56)
    await connections.note_activity(house.store, {phone.id: house.clock.now()})
    await house.watch(56)
    assert (await house.agent()).state is PresenceState.ONLINE

    await house.watch(12)

    agent = await house.agent()
    assert (agent.state, agent.source) == (PresenceState.AWAY, PresenceSource.AUTO_IDLE)
    assert agent.reason_id is None


@pytest.mark.parametrize(("setting", "state"), [(True, "online"), (False, "away")])
async def test_activity_brings_back_only_if_so_set(house: House, setting: bool, state: str) -> None:
    await house.set(back_on_activity=setting, auto_away_after=60)
    await house.connect(house.device(await house.signs_in()))
    await house.watch(72)
    assert (await house.agent()).state is PresenceState.AWAY

    await WakeAgents(house.store, house.directory)({house.sari.id: house.clock.now()})

    assert (await house.agent()).state == state


async def test_activity_brings_nobody_back_who_is_away_by_hand(house: House) -> None:
    await house.set(back_on_activity=True)
    sign_in = await house.signs_in()
    await house.connect(house.device(sign_in))
    await house.away(house.sari, sign_in)

    await WakeAgents(house.store, house.directory)({house.sari.id: house.clock.now()})

    assert (await house.agent()).state is PresenceState.AWAY


async def test_without_automatic_away_one_may_sit_still_all_day(house: House) -> None:
    await house.set(auto_away_after=0)
    await house.connect(house.device(await house.signs_in()))
    await house.watch(3 * GRACE)

    assert (await house.agent()).state is PresenceState.ONLINE


@pytest.mark.parametrize(("setting", "state"), [(True, "away"), (False, "online")])
async def test_who_was_set_away_and_broke_off_comes_back_away_by_setting(
    house: House, setting: bool, state: str
) -> None:
    await house.set(restores_away=setting)
    sign_in = await house.signs_in()
    here = house.device(sign_in)
    await house.connect(here)
    reason = await house.away(house.hana, sign_in)
    await house.lose(here)
    await house.watch(2 * GRACE)
    assert (await house.agent()).state is PresenceState.OFFLINE

    await house.connect(house.device(sign_in))

    agent = await house.agent()
    assert agent.state == state
    if setting:
        assert (agent.reason_id, agent.source) == (reason.id, PresenceSource.SUPERVISOR)


async def test_set_away_by_a_supervisor_lasts_over_a_reload(house: House) -> None:
    sign_in = await house.signs_in()
    here = house.device(sign_in)
    await house.connect(here)
    await house.away(house.hana, sign_in)
    version = (await house.agent()).version
    await house.lose(here)
    await house.connect(house.device(sign_in))
    await house.watch(2 * GRACE)

    agent = await house.agent()
    assert (agent.state, agent.version) == (PresenceState.AWAY, version)


async def test_signing_out_of_the_last_place_is_offline_at_once(house: House) -> None:
    first, second = await house.signs_in(), await house.signs_in()
    await house.connect(house.device(first), house.device(second))
    sign_out = SignOut(house.store)

    await sign_out(house.sari, first.id)
    assert (await house.agent()).state is PresenceState.ONLINE
    await sign_out(house.sari, second.id)

    assert (await house.agent()).state is PresenceState.OFFLINE
    assert await house.store.count(Connection, {}) == 0
    assert not await sign_out(house.sari, second.id)


async def test_a_sign_in_that_has_ended_brings_nobody_online(house: House) -> None:
    sign_in = await house.signs_in()
    here = house.device(sign_in)
    await SignOut(house.store)(house.sari, sign_in.id)

    await house.connect(here)

    assert (await house.agent()).state is PresenceState.OFFLINE
    assert await house.store.count(Connection, {}) == 0


async def test_who_speaks_by_http_alone_is_online_for_the_grace_time(house: House) -> None:
    sign_in = await house.signs_in()
    await SetPresence(house.store)(house.sari, sign_in, house.sari.id, PresenceState.ONLINE, None)
    await house.watch(GRACE - STEP)
    assert (await house.agent()).state is PresenceState.ONLINE
    await house.watch(2 * STEP)

    assert (await house.agent()).state is PresenceState.OFFLINE


async def test_coming_and_going_at_once_leaves_no_ghost(house: House) -> None:
    """Many times: one device's grace is over in the instant in which another connects."""
    away = MarkOffline(house.store)
    for _ in range(25):
        old, new = house.device(await house.signs_in()), house.device(await house.signs_in())
        await house.connect(old)
        await house.lose(old)
        before = house.clock.now()
        await asyncio.gather(
            *(away([house.sari.id], before) for _ in range(3)),
            house.connect(new),
            house.connect(new),
        )
        # Whoever came last: a device is connected, so the agent is online.
        assert (await house.agent()).state is PresenceState.ONLINE
        await house.lose(new)
        await away([house.sari.id], house.clock.now())
        assert (await house.agent()).state is PresenceState.OFFLINE
        assert await house.store.count(Connection, {}) == 0


async def test_signing_out_here_while_connecting_there_leaves_no_ghost(house: House) -> None:
    sign_out = SignOut(house.store)
    for _ in range(25):
        first, second = await house.signs_in(), await house.signs_in()
        await house.connect(house.device(first))
        new = house.device(second)
        await asyncio.gather(sign_out(house.sari, first.id), house.connect(new))
        assert (await house.agent()).state is PresenceState.ONLINE
        await sign_out(house.sari, second.id)
        assert (await house.agent()).state is PresenceState.OFFLINE


async def test_a_storm_of_arrivals_is_a_few_transactions(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = house.clock.now()
    members = [
        Member(email=f"{n}@a.example", name=f"Agen {n}", role=Role.AGENT, created_at=now)
        for n in range(500)
    ]
    places = [
        SignIn(
            member_id=member.id,
            token_hash=str(number),
            created_at=now,
            expires_at=now + timedelta(days=1),
            last_seen_at=now,
        )
        for number, member in enumerate(members)
    ]
    await house.store.transact(lambda tx: tx.insert_many(members))
    await house.store.transact(lambda tx: tx.insert_many(places))
    here = [Here(Id(), place.member_id, place.id, house.web, "", now, now) for place in places]
    await house.connect(*here)
    assert await house.store.count(Agent, {"state": "online"}) == 500
    rows = await house.store.count(Event, {})

    transactions = 0
    transact = house.store.transact

    async def counted(work):  # type: ignore[no-untyped-def]
        nonlocal transactions
        transactions += 1
        return await transact(work)

    monkeypatch.setattr(house.store, "transact", counted)
    back = [Here(Id(), place.member_id, place.id, house.web, "", now, now) for place in places]
    await house.lose(*here)
    await house.connect(*back)

    assert transactions <= 6
    assert await house.store.count(Event, {}) == rows
    assert await house.store.count(Connection, {}) == 500
