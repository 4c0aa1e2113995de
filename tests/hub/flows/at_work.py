"""A house whose staff write first: persons on several channels, agents, and what must be true of all of them."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from hub.kit.errors import Conflict, HubError
from hub.store import turnstiles
from models.documents import (
    Agent,
    Channel,
    Conversation,
    Event,
    Identity,
    Member,
    Message,
    OutboxEntry,
)
from models.documents.base import Id
from models.wire.starting import StartBody
from tests.hub.flows.conftest import House
from tests.hub.flows.persons import Persons, all_is_whole

Act = Callable[[], Awaitable[Any]]


@dataclass
class Office:
    house: House
    persons: Persons

    @classmethod
    async def made(cls, house: House) -> "Office":
        return cls(house, await Persons.made(house.store, house.directory, house.channel))

    @property
    def number(self) -> Channel:
        return self.persons.first

    @staticmethod
    def start(channel: Channel, client_id: str, **more: Any) -> StartBody:
        body = {"client_id": client_id, "channel_id": str(channel.id)}
        return StartBody.model_validate(body | more)

    async def switch(self, channel: Channel, *, on: bool) -> None:
        """As an admin does it in another process: this one has not heard of it."""
        await self.house.store.change(Channel, {"_id": channel.id}, {"$set": {"enabled": on}})
        if not on:
            await turnstiles.turn_all(self.house.store)

    async def open_on(self, channel: Channel) -> list[Conversation]:
        return await self.house.store.find(Conversation, {"channel_id": channel.id, "open": True})

    async def all_is_right(self, *, suggestions: bool = True) -> None:
        """Nothing lost or doubled; each answer goes to whom and where its conversation is; each load is
        what its agent holds."""
        store = self.house.store
        await all_is_whole(store, suggestions=suggestions)
        identities = {each.id: each for each in await store.find(Identity, {})}
        conversations = {each.id: each for each in await store.find(Conversation, {})}
        at: dict[tuple[Id, Id], int] = {}
        for one in conversations.values():
            if one.open is None:
                continue
            place = one.channel_id, one.identity_id
            at[place] = at.get(place, 0) + (one.channel_id != self.persons.mailbox.id)
            assert one.address == identities[one.identity_id].address
        assert all(count <= 1 for count in at.values()), (
            "one person has two open chats in one place"
        )
        for one in conversations.values():
            if one.moved_from is not None:
                assert conversations[one.moved_from].moved_to == one.id
        await self._loads_are_right()
        await self._versions_are_right(conversations.values())
        await self._what_waits_will_go_out()

    async def _loads_are_right(self) -> None:
        for agent in await self.house.store.find(Agent, {}):
            held = {"assignee.id": agent.id, "counts": True}
            assert await self.house.store.count(Conversation, held) == agent.load, agent

    async def _versions_are_right(self, conversations: Any) -> None:
        rows = await self.house.store.find(Event, {"object.kind": "conversation"})
        for one in conversations:
            mine = [row for row in rows if row.object.id == one.id]
            told = [each.object.version for each in mine if each.type != "conversation.queued"]
            assert len(told) == len(set(told)), "two rows tell of one version"

    async def _what_waits_will_go_out(self) -> None:
        pending = await self.house.store.find(Message, {"status": "pending"})
        for message in pending:
            assert await self.house.store.get(OutboxEntry, {"_id": message.conversation_id}), (
                message
            )

    async def load_of(self, *members: Member) -> int:
        return sum([await self.house.load_of(each) for each in members])


async def together(*acts: Act) -> list[Any]:
    """Their outcomes; which begins first is left to chance, and nobody is refused but in words."""

    async def after_a_moment(act: Act) -> Any:
        await asyncio.sleep(random.uniform(0, 0.006))
        return await act()

    outcomes = await asyncio.gather(*map(after_a_moment, acts), return_exceptions=True)
    for one in outcomes:
        if isinstance(one, BaseException) and not isinstance(one, HubError):
            raise one
    return outcomes


def refused(outcomes: list[Any]) -> list[HubError]:
    return [one for one in outcomes if isinstance(one, HubError)]


def is_told_of(refusal: HubError, winner: Member) -> bool:
    """A conflict that names who was first."""
    assert isinstance(refusal, Conflict), refusal
    holder: Any = refusal.extra.get("assignee")
    return bool(holder) and holder["id"] == str(winner.id)
