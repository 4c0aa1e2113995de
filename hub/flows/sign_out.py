"""A member signs out, here or in another of his places.

What was connected by that sign-in is over at once, without grace. When nothing else of him is
connected he is offline (P7).
"""

from hub.rules.actors import actor_of
from hub.services import agents, connections, sign_ins
from hub.store.bus import Topic
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Member, SignIn
from models.documents.base import Id
from models.words import SessionStep


class SignOut:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, member: Member, sign_in_id: Id) -> bool:
        """False when there is no such sign-in of his."""
        return bool(await self._end(member, {"_id": sign_in_id}))

    async def everywhere_but(self, member: Member, kept: Id) -> int:
        """End all others of his; how many there were."""
        return await self._end(member, {"_id": {"$ne": kept}})

    async def _end(self, member: Member, which: dict[str, object]) -> int:
        async def work(tx: Transaction) -> int:
            ending = await tx.find(SignIn, {"member_id": member.id, **which})
            ids = [each.id for each in ending]
            await sign_ins.end_these(tx, ids)
            await connections.end(tx, ids)
            by = actor_of(member)
            for each in ending:
                await agents.log_session(tx, member, SessionStep.SIGNED_OUT, each.device, by)
            if ending and not await connections.of_members(tx, [member.id]):
                await agents.leave(tx, member, by, for_now=False)
            return len(ids)

        ended = await self._store.transact(work)
        self._store.bus.publish(Topic.SIGN_OUTS, b"")
        return ended
