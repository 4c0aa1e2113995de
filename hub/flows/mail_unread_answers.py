"""Answers in a live chat that nobody has read go to the visitor's e-mail address, when he is gone.

Five minutes after the oldest of them, all in one mail, with a link that continues the chat on any
device, once. Every answer goes out by mail at most once: which have gone stands on the conversation,
written in the transaction that writes the mail.
"""

from datetime import timedelta

from hub.presenters.answers_mail import answers_letter
from hub.rules.actors import SYSTEM
from hub.services import conversations, mail_heads, system_mails, unread_answers, visits
from hub.services.system_mails import By
from hub.store.directory import Directory
from hub.store.due_times import finish_due, set_due
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import ChatLink, Contact, Conversation, Due, Message
from models.documents.system_mail import MailLink
from models.words import DueKind, EventType, LinkPurpose, MailKind, ResolveCause

LINK_LASTS = timedelta(days=7)
MOST_MAILED = 50
"""Answers in one mail."""


class MailUnreadAnswers:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._house = directory

    async def __call__(self, due: Due) -> None:
        """Checked again here: he may have read them, or be back."""

        async def work(tx: Transaction) -> None:
            await finish_due(tx, due)
            conversation = await tx.get(Conversation, {"_id": due.object_id})
            if conversation is None or conversation.resolve_cause is ResolveCause.SPAM:
                return
            unread = await unread_answers.find(tx, conversation, MOST_MAILED)
            if not unread:
                return
            at = unread[0].at + unread_answers.UNREAD_FOR
            here = await visits.here(tx, {conversation.identity_id})
            if at > tx.now or here:
                # Whoever looks elsewhere may leave yet without having read them.
                again = at if at > tx.now else tx.now + unread_answers.UNREAD_FOR
                await set_due(tx, DueKind.ANSWERS_UNREAD, conversation.id, again)
                return
            contact = await tx.get(Contact, {"_id": conversation.contact.id})
            if contact is not None and contact.emails:
                await self._mail(tx, conversation, contact, unread)

        await self._store.transact(work)

    async def _mail(
        self, tx: Transaction, conversation: Conversation, contact: Contact, unread: list[Message]
    ) -> None:
        link = ChatLink(
            conversation_id=conversation.id,
            channel_id=conversation.channel_id,
            identity_id=conversation.identity_id,
            created_at=tx.now,
            expires_at=tx.now + LINK_LASTS,
        )
        await tx.insert(link)
        account = mail_heads.account_for(self._house, conversation.department_id)
        house = self._house.workspace
        language = contact.language or house.default_language
        await system_mails.write(
            tx,
            answers_letter(unread, conversation, house, language, answerable=account is not None),
            to=contact.emails[0],
            kind=MailKind.UNREAD_ANSWERS,
            house=house,
            language=language,
            link=MailLink(
                purpose=LinkPurpose.RESUME_CHAT,
                object_id=link.id,
                round=1,
                expires_at=link.expires_at,
                page=f"/widget/{conversation.channel_id}",
            ),
            by=By(account.id if account else None, conversation.id),
        )
        after = await conversations.change(tx, conversation, {"mailed_number": unread[-1].number})
        conversations.record(
            tx, EventType.CONVERSATION_MAILED, after, SYSTEM, changes={"answers": len(unread)}
        )
