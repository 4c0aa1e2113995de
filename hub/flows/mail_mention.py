"""A member was mentioned, has not read it, and has been away for a while: a mail tells him, once.

Until he has read it no other mention in the same chat is mailed. The mail says who named him and
where, and nothing of what was written.
"""

from datetime import timedelta

from hub.presenters import mails
from hub.services import agents, system_mails
from hub.store.directory import Directory
from hub.store.due_times import finish_due, set_due
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Due, Member, Notification, NotificationSettings
from models.words import DueKind, MailKind, MemberState, PresenceState

AWAY_FOR = timedelta(minutes=10)


class MailMention:
    def __init__(self, store: Store, directory: Directory, public_url: str) -> None:
        self._store = store
        self._directory = directory
        self._public_url = public_url

    async def __call__(self, due: Due) -> None:
        """Checked again here: he may have read it, or be back."""

        async def work(tx: Transaction) -> None:
            await finish_due(tx, due)
            entry = await tx.get(Notification, {"_id": due.object_id, "unread": True})
            member = await _wanting(tx, entry) if entry else None
            if entry is None or member is None:
                return
            agent = await agents.get(tx, member.id)
            if agent.state is PresenceState.ONLINE:
                return
            at = max(entry.at, agent.since or entry.at) + AWAY_FOR
            if at > tx.now:
                await set_due(tx, DueKind.MENTION_UNREAD, entry.id, at)
                return
            await self._mail(tx, entry, member)

        await self._store.transact(work)

    async def _mail(self, tx: Transaction, entry: Notification, member: Member) -> None:
        chat = await tx.get(Conversation, {"_id": entry.conversation_id})
        if chat is None:
            return
        house = self._directory.workspace
        language = member.language or house.default_language
        address = f"{self._public_url}/?tab=mentions&chat={chat.id}"
        by = entry.actor.name or house.name
        letter = mails.mention(by, chat.number, address, house, language)
        await system_mails.write(
            tx, letter, to=member.email, kind=MailKind.MENTION, house=house, language=language
        )
        await tx.change(Notification, {"_id": entry.id}, {"$set": {"mailed_at": tx.now}})


async def _wanting(tx: Transaction, entry: Notification) -> Member | None:
    """The member, if he is to be told by mail of this entry."""
    settings = await tx.get(NotificationSettings, {"_id": entry.member_id})
    if settings is not None and not settings.mention_mail:
        return None
    same = {"key": entry.key, "member_id": entry.member_id, "unread": True}
    if await tx.get(Notification, {**same, "mailed_at": {"$exists": True}}):
        return None
    return await tx.get(Member, {"_id": entry.member_id, "state": MemberState.ACTIVE})
