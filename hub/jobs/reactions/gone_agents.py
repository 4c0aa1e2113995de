"""Plans what becomes of the conversations of an agent who has gone offline or was deactivated."""

from collections.abc import Sequence
from datetime import timedelta

from hub.services import workspace
from hub.store.due_times import clear_due, due_write
from hub.store.transaction import Transaction
from models.documents import Agent, Due, Event, Member
from models.words import DueKind, EventType, MemberState, ObjectKind, PresenceState

MOVES = (EventType.AGENT_PRESENCE_CHANGED, EventType.MEMBER_ACCESS_CHANGED)


class GoneAgents:
    name = "gone_agents"

    async def react(self, tx: Transaction, rows: Sequence[Event]) -> None:
        """By what holds now: rows of long ago set no due time for who has come back since."""
        ids = sorted({row.object.id for row in rows if row.type in MOVES})
        new_rule = any(_changes_the_rule(row) for row in rows)
        if not ids and not new_rule:
            return
        query = {"_id": {"$in": ids}, "state": MemberState.DEACTIVATED}
        deactivated = {member.id for member in await tx.find(Member, query)}
        dues = dict.fromkeys(deactivated, tx.now)
        back = []
        # Not as this process remembers it: it may not have heard of the rule that has just changed.
        after = timedelta(seconds=(await workspace.get_in(tx)).offline_after)
        for agent in await tx.find(Agent, {"_id": {"$in": ids}}):
            if agent.state is PresenceState.OFFLINE:
                dues.setdefault(agent.id, (agent.since or tx.now) + after)
            elif agent.id not in deactivated:
                back.append(agent.id)
        if new_rule:
            # Those who were offline before the rule changed have its whole time from now on.
            for agent in await tx.find(Agent, {"state": PresenceState.OFFLINE}):
                dues.setdefault(agent.id, tx.now + after)
        await clear_due(tx, DueKind.AGENT_GONE, back)
        await tx.upsert_each(
            Due, [due_write(DueKind.AGENT_GONE, id, at) for id, at in dues.items()]
        )


def _changes_the_rule(row: Event) -> bool:
    settings = row.type is EventType.SETTINGS_CHANGED and row.object.kind is ObjectKind.WORKSPACE
    return settings and not {"offline_rule", "offline_after"}.isdisjoint(row.changes)
