"""The link in a mail continues a live chat on whatever device it is opened, once."""

from hub.kit.errors import NotFound
from hub.kit.tokens import Signer
from hub.rules.links import LinkExpired, LinkUsed, read_token
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Channel, ChatLink
from models.documents.base import Id
from models.words import LinkPurpose


class ResumeChat:
    def __init__(self, store: Store, signer: Signer) -> None:
        self._store = store
        self._signer = signer

    async def __call__(self, channel: Channel, token: str) -> Id:
        """The visitor's identity. Raises LinkUnknown, LinkExpired, LinkUsed."""
        link = read_token(self._signer, LinkPurpose.RESUME_CHAT, token)

        async def work(tx: Transaction) -> Id:
            found = await tx.get(ChatLink, {"_id": link.object_id, "channel_id": channel.id})
            if found is None:
                raise NotFound("There is no such chat.")
            if tx.now >= found.expires_at:
                raise LinkExpired
            used = await tx.change(
                ChatLink, {"_id": found.id, "used_at": None}, {"$set": {"used_at": tx.now}}
            )
            if used is None:
                raise LinkUsed
            return found.identity_id

        return await self._store.transact(work)
