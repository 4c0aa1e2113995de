"""What somebody writes is kept while he writes it, for all his tabs and devices.

Begun where he sees the conversation; once begun it stays his, also when the conversation is taken
from him, transferred or resolved.
"""

from hub.rules.audience import member_room, sees
from hub.rules.refusals import conversation_gone
from hub.services import attachments, contacts, drafts
from hub.services.drafts import Written
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Contact, Conversation, Draft, Member
from models.documents.base import Id
from models.documents.draft import DraftMail
from models.documents.message import UsedTemplate
from models.wire.draft import DraftBody


class SaveDraft:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, member: Member, conversation_id: Id, body: DraftBody) -> Draft:
        """Raises DraftOvertaken when another tab saved after the version this was written upon."""

        async def work(tx: Transaction) -> Draft:
            own = {"member_id": member.id, "conversation_id": conversation_id}
            if await tx.get(Draft, own) is None:
                conversation = await tx.get(Conversation, {"_id": conversation_id})
                if conversation is None or not sees(member, conversation):
                    raise conversation_gone()
                await _meet(tx, conversation.contact.id)
            ids = [Id(id) for id in dict.fromkeys(body.attachment_ids)]
            written = Written(
                text=body.text if body.text.strip() else "",
                mention_ids=[Id(id) for id in dict.fromkeys(body.mentions)],
                mail=DraftMail.model_validate(body.email.model_dump()) if body.email else None,
                files=await attachments.waiting(tx, ids, member_room(member.id)),
                template=_used(body),
                reply_to_id=Id(body.reply_to) if body.reply_to else None,
            )
            kind, upon = body.kind, body.version
            return await drafts.save(tx, member, conversation_id, kind, written, upon=upon)

        return await self._store.transact(work)


async def _meet(tx: Transaction, contact_id: Id) -> None:
    """Who erases the customer at the same moment meets us here: no draft begins that he would miss."""
    contact = await tx.get(Contact, {"_id": contact_id})
    if contact is not None and contact.erased_at is not None:
        raise conversation_gone()
    await contacts.use(tx, contact_id)


def _used(body: DraftBody) -> UsedTemplate | None:
    return UsedTemplate.model_validate(body.template.model_dump()) if body.template else None
