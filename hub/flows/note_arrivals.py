"""Devices have connected: their agents come online (P1).

A batch at a time, so that a storm of reconnects costs a few transactions. Who comes back within the
grace time was never away, and nothing is told. Who was away by hand or by his supervisor when his
last connection broke is away again, if the workspace says so. A sign-in that has ended meanwhile
brings nobody online.

Each arrival raises a counter of its agent: an arrival and an offline decision at the same instant
write the same document, so one of them looks again.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence

from hub.rules.actors import actor_of
from hub.services import agents, connections, sign_ins
from hub.services.connections import Here
from hub.store.directory import Directory
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Member
from models.documents.base import Id
from models.words import MemberState, SessionStep

AT_ONCE = 100


class NoteArrivals:
    def __init__(self, store: Store, house: Directory) -> None:
        self._store = store
        self._house = house

    async def __call__(self, here: Sequence[Here]) -> None:
        """Safe to repeat. Raises Unavailable."""
        for start in range(0, len(here), AT_ONCE):
            await self._store.transact(self._noting(here[start : start + AT_ONCE]))

    def _noting(self, here: Sequence[Here]) -> Callable[[Transaction], Awaitable[None]]:
        async def work(tx: Transaction) -> None:
            still = await sign_ins.still_good(tx, [each.sign_in_id for each in here])
            members = await _active(tx, [each.member_id for each in here])
            welcome = [e for e in here if e.sign_in_id in still and e.member_id in members]
            known = await connections.of_members(tx, members)
            known_devices = {each.sign_in_id for each in known}
            await connections.write(tx, welcome)
            for device in _each_once(welcome):
                if device.sign_in_id not in known_devices:
                    member = members[device.member_id]
                    await agents.log_session(
                        tx, member, SessionStep.CONNECTED, device.device, actor_of(member)
                    )
            arrived = {each.member_id for each in welcome}
            await agents.arrive(
                tx,
                [members[id] for id in sorted(arrived)],
                restores_away=self._house.workspace.restores_away,
            )

        return work


def _each_once(here: Iterable[Here]) -> Iterable[Here]:
    return {each.sign_in_id: each for each in here}.values()


async def _active(tx: Transaction, ids: list[Id]) -> dict[Id, Member]:
    found = await tx.find(Member, {"_id": {"$in": ids}, "state": MemberState.ACTIVE})
    return {member.id: member for member in found}
