"""An admin is given a link that was, or should have been, mailed to somebody else.

It is made anew, as it is stored nowhere, and the journal keeps who has read which.
"""

from datetime import datetime

from hub.kit.errors import NotFound
from hub.kit.tokens import Signer
from hub.rules.links import Link, may_be_given, url_of
from hub.services import invitations
from hub.services.invitations import InvitationEnded
from hub.services.system_mails import MailLinkEnded
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Invitation, SystemMail
from models.documents.base import Id
from models.documents.event import Actor, ObjectRef
from models.documents.system_mail import MailLink
from models.words import EventType, ObjectKind


class ReadSecretLink:
    def __init__(self, store: Store, signer: Signer, public_url: str) -> None:
        self._store = store
        self._signer = signer
        self._public_url = public_url

    async def of_invitation(self, invitation_id: Id, actor: Actor) -> tuple[str, datetime]:
        """The address, and until when it works. Raises NotFound, InvitationEnded."""

        async def work(tx: Transaction) -> MailLink:
            invitation = await tx.get(Invitation, {"_id": invitation_id})
            if invitation is None:
                raise NotFound
            if invitation.open is None or tx.now >= invitation.expires_at:
                raise InvitationEnded
            about = ObjectRef(
                kind=ObjectKind.INVITATION, id=invitation.id, version=invitation.version
            )
            tx.record(EventType.SYSTEM_MAIL_LINK_READ, object=about, actor=actor)
            return invitations.link_of(invitation)

        return self._told(await self._store.transact(work))

    async def of_mail(self, mail_id: Id, actor: Actor) -> tuple[str, datetime]:
        """Raises NotFound, MailLinkEnded."""

        async def work(tx: Transaction) -> MailLink:
            mail = await tx.get(SystemMail, {"_id": mail_id})
            if mail is None:
                raise NotFound
            if mail.link is None or not may_be_given(mail, tx.now):
                raise MailLinkEnded
            about = ObjectRef(kind=ObjectKind.SYSTEM_MAIL, id=mail.id, version=mail.attempts)
            tx.record(EventType.SYSTEM_MAIL_LINK_READ, object=about, actor=actor)
            return mail.link

        return self._told(await self._store.transact(work))

    def _told(self, of: MailLink) -> tuple[str, datetime]:
        link = Link(of.purpose, of.object_id, of.round)
        return url_of(self._signer, self._public_url, link), of.expires_at
