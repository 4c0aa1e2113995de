"""How much each agent holds, told to who may see it: an aggregate, where the newest wins.

Not replayed: a fresh one follows ``ready``, one's own, and those of whom one oversees.
"""

import asyncio
from collections.abc import Iterable

from hub.kit.errors import Unavailable
from hub.presenters.agent import agent as shown
from hub.realtime.engine import Engine
from hub.realtime.fan_out import Frame, encode, write, write_all
from hub.realtime.socket import Socket
from hub.realtime.told import AGENT
from hub.rules.audience import ADMINS, rooms_of_agent
from hub.store.directory import Directory
from hub.store.mongo import Store
from models.documents import Agent, Member
from models.documents.base import Id
from models.words import MemberState

EVERY = 0.25
"""Seconds in which any number of changes become one telling."""

HOLDER, OVERSEEN, OBSERVED = "member:", "observers-of:", "observers:"


class LoadFigures:
    def __init__(self, store: Store, engine: Engine, house: Directory) -> None:
        self._store = store
        self._engine = engine
        self._house = house
        self._touched: set[Id] = set()
        self._touch = asyncio.Event()
        self._told: dict[Id, int] = {}
        """The version of each agent that was told last."""

    def add_holders(self, rooms: Iterable[str]) -> None:
        """Whose own room has heard of a conversation may hold more or less than before."""
        holders = {Id(room.removeprefix(HOLDER)) for room in rooms if room.startswith(HOLDER)}
        if holders:
            self._touched |= holders
            self._touch.set()

    async def run(self) -> None:
        while True:
            await self._touch.wait()
            self._touch.clear()
            touched, self._touched = self._touched, set()
            try:
                await self._tell_all(touched)
            except Unavailable:
                # The newest wins, so it has to be told once the store is back.
                self._touched |= touched
                self._touch.set()
            await asyncio.sleep(EVERY)

    async def tell(self, socket: Socket) -> None:
        """The fresh figures that follow ``ready``."""
        for member, agent in await self._agents(_near(socket.rooms)):
            # Asked now, not before: his rights may have changed while these were read.
            if not rooms_of_agent(member).isdisjoint(socket.rooms):
                write(socket, self._frame(member, agent))

    async def _tell_all(self, ids: set[Id]) -> None:
        for member, agent in await self._agents({"_id": {"$in": sorted(ids)}}):
            if self._told.get(member.id) == agent.version:
                continue
            self._told[member.id] = agent.version
            sockets = self._engine.sockets_in(AGENT, rooms_of_agent(member))
            if sockets:
                write_all(sockets, self._frame(member, agent))

    async def _agents(self, which: dict[str, object]) -> list[tuple[Member, Agent]]:
        members = await self._store.find(Member, which)
        ids = [member.id for member in members]
        agents = {each.id: each for each in await self._store.find(Agent, {"_id": {"$in": ids}})}
        return [(one, agents[one.id]) for one in members if one.id in agents]

    def _frame(self, member: Member, agent: Agent) -> Frame:
        body = shown(member, agent, self._house).model_dump(mode="json", by_alias=True)
        return encode(AGENT, "agent.load_changed", body)


def _near(rooms: Iterable[str]) -> dict[str, object]:
    """Oneself and whom one oversees, as these rooms say."""
    rooms = set(rooms)
    active: dict[str, object] = {"state": MemberState.ACTIVE}
    if ADMINS in rooms:
        return active
    near = [
        {field: {"$in": [Id(room.removeprefix(kind)) for room in rooms if room.startswith(kind)]}}
        for field, kind in (("_id", HOLDER), ("_id", OVERSEEN), ("department_ids", OBSERVED))
    ]
    return {**active, "$or": near}
