"""The last connection of an agent has been gone longer than the grace time: he is offline (P7).

Devices that did not come back are forgotten, with a line in the log; who has none left is offline.
What becomes of his conversations follows from the row of the journal.
"""

from datetime import datetime

from hub.rules.actors import SYSTEM
from hub.services import agents, connections
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Member
from models.documents.base import Id
from models.words import SessionStep

AT_ONCE = 50


class MarkOffline:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, member_ids: list[Id], lost_before: datetime) -> None:
        """Looks again at each of these members. Raises Unavailable."""
        for start in range(0, len(member_ids), AT_ONCE):
            ids = member_ids[start : start + AT_ONCE]

            async def work(tx: Transaction, ids: list[Id] = ids) -> None:
                await _forget(tx, ids, lost_before)

            await self._store.transact(work)


async def _forget(tx: Transaction, ids: list[Id], lost_before: datetime) -> None:
    gone = await connections.take_away_lost(tx, ids, lost_before)
    left = await connections.of_members(tx, ids)
    devices = {each.sign_in_id for each in left}
    here = {each.member_id for each in left}
    members = {each.id: each for each in await tx.find(Member, {"_id": {"$in": ids}})}
    for connection in {each.sign_in_id: each for each in gone}.values():
        member = members.get(connection.member_id)
        if member is not None and connection.sign_in_id not in devices:
            await agents.log_session(
                tx, member, SessionStep.DISCONNECTED, connection.device, SYSTEM
            )
    for member_id in {each.member_id for each in gone} - here:
        if member_id in members:
            await agents.leave(tx, members[member_id], SYSTEM)
