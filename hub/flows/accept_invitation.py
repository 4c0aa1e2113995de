"""Whoever was invited chooses a name and a password, is a member from then on, and is signed in.

The link works once: of two who open it at the same time one becomes the member, the other is told
that it has been used.
"""

import asyncio
from dataclasses import dataclass

from hub.kit.errors import Invalid
from hub.kit.tokens import Signer
from hub.rules.actors import actor_of
from hub.rules.links import read_token
from hub.rules.passwords import hash_password, weakness
from hub.services import invitations, members, sign_ins, system_mails
from hub.services.members import NewMember
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Invitation, Member
from models.words import Language, LinkPurpose


@dataclass(frozen=True)
class Accepted:
    token: str
    name: str
    password: str
    language: Language | None
    device: str
    address: str


class AcceptInvitation:
    def __init__(self, store: Store, signer: Signer) -> None:
        self._store = store
        self._signer = signer

    async def look(self, token: str) -> Invitation:
        """What this link invites to. Raises LinkUnknown, LinkUsed, LinkExpired and their like."""
        link = read_token(self._signer, LinkPurpose.INVITATION, token)
        found = await self._store.get(Invitation, {"_id": link.object_id})
        return invitations.refuse_dead(found, link, self._store.clock.now())

    async def __call__(self, accepted: Accepted) -> tuple[str, Member]:
        """The new member and the token of his session. Raises as ``look`` does, Invalid, EmailTaken."""
        link = read_token(self._signer, LinkPurpose.INVITATION, accepted.token)
        await self.look(accepted.token)
        if wrong := weakness(accepted.password):
            raise Invalid(fields={"password": wrong})
        hashed = await asyncio.to_thread(hash_password, accepted.password)

        async def work(tx: Transaction) -> Member:
            stored = await tx.get(Invitation, {"_id": link.object_id})
            invitation = invitations.refuse_dead(stored, link, tx.now)
            member = await members.join(
                tx,
                NewMember(
                    email=invitation.email,
                    name=accepted.name,
                    role=invitation.role,
                    department_ids=invitation.department_ids,
                    supervised_ids=invitation.supervised_ids,
                    password_hash=hashed,
                    language=accepted.language or invitation.language,
                ),
            )
            await invitations.accept(tx, invitation, actor_of(member), member.id)
            await system_mails.end_links(tx, invitation.id)
            return member

        member = await self._store.transact(work)
        token = await sign_ins.begin(
            self._store, member.id, device=accepted.device, address=accepted.address
        )
        return token, member
