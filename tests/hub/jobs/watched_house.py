"""One agent, one supervisor, and the keeper that watches them, on a clock that tests move."""

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
    Event,
    Member,
    SignIn,
    WebProcess,
    Workspace,
)
from models.documents.base import Id
from models.words import EventType, PresenceState, Role

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

    async def set(self, *, heard: bool = True, **fields: object) -> None:
        """``heard``: this process has read it anew."""
        await self.store.change(Workspace, {"_id": "workspace"}, {"$set": fields}, upsert=True)
        if heard:
            await self.directory.refresh()

    async def away(self, by: Member, sign_in: SignIn) -> AwayReason:
        reason = (await self.store.find(AwayReason, {}, sort=[("position", 1)]))[0]
        await SetPresence(self.store)(by, sign_in, self.sari.id, PresenceState.AWAY, reason.id)
        return reason


def keeper(store: Store, house: Directory) -> PresenceKeeper:
    return PresenceKeeper(
        store,
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
