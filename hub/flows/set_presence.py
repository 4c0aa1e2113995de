"""An agent says that he is here or away, or his supervisor says it for him (P2, P4 to P6).

Away always has one of the reasons that the admin keeps. Nobody is brought online who is not there:
one comes by connecting. Who speaks for himself by HTTP before his socket is up counts as connected
until the grace time is over. What one asks for twice is so already, and writes nothing.
"""

from hub.kit.errors import Conflict, Forbidden, Invalid, NotFound
from hub.rules.actors import actor_of
from hub.rules.agent_rights import directs
from hub.services import agents, away_reasons, connections
from hub.services.agents import Presence
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Agent, Member, SignIn
from models.documents.base import Id
from models.words import MemberState, PresenceSource, PresenceState


class AgentOffline(Conflict):
    detail_by_default = "Nobody is brought online from outside: one comes by connecting."


class SetPresence:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(
        self,
        by: Member,
        sign_in: SignIn,
        member_id: Id,
        state: PresenceState,
        reason_id: Id | None,
    ) -> tuple[Member, Agent]:
        """The member and what he is then. ``sign_in`` is that of who asks.

        Raises Invalid, Forbidden, NotFound, AgentOffline.
        """
        if state is PresenceState.OFFLINE:
            raise Invalid(fields={"state": "must be online or away; to be offline, sign out"})

        async def work(tx: Transaction) -> tuple[Member, Agent]:
            member = await tx.get(Member, {"_id": member_id, "state": MemberState.ACTIVE})
            if member is None:
                raise NotFound
            own = member.id == by.id
            if not own and not directs(by, member):
                raise Forbidden("Only the member's supervisors and admins may do this.")
            wanted = Presence(
                state,
                PresenceSource.MANUAL if own else PresenceSource.SUPERVISOR,
                await _reason(tx, state, reason_id),
            )
            agent = await agents.get(tx, member.id)
            if agent.state is PresenceState.OFFLINE:
                if not own:
                    raise AgentOffline(f"{member.name} is offline.", extra={"state": agent.state})
                await connections.note_call(tx, member.id, sign_in.id, sign_in.device)
            return member, await agents.change_presence(tx, member, wanted, actor_of(by))

        return await self._store.transact(work)


async def _reason(tx: Transaction, state: PresenceState, reason_id: Id | None) -> Id | None:
    if state is not PresenceState.AWAY:
        return None
    return (await away_reasons.choose(tx, reason_id)).id
