"""Invitations: many addresses at once, each told what became of it; sent again, withdrawn.

The mail is written in the transaction of the invitation, so one never goes without the other, and
a mail server that is away delays it and nothing else.
"""

from dataclasses import dataclass

from hub.kit.errors import Invalid
from hub.presenters import mails
from hub.rules.actors import actor_of
from hub.rules.addresses import clean_email
from hub.services import invitations, members, system_mails
from hub.store.directory import Directory
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Invitation, Member
from models.documents.base import Id, Person
from models.words import InviteResult, Language, MailKind, MemberState, Role

MOST_AT_ONCE = 200


@dataclass(frozen=True)
class Invited:
    email: str
    result: InviteResult
    invitation: Invitation | None = None


@dataclass(frozen=True)
class Wanted:
    """``language`` of the mails; None takes that of the workspace."""

    emails: list[str]
    role: Role
    department_ids: list[Id]
    supervised_ids: list[Id]
    language: Language | None


class InviteMembers:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory

    async def __call__(self, wanted: Wanted, by: Member) -> list[Invited]:
        """One result for each different address, in their order. Raises Invalid."""

        async def work(tx: Transaction) -> list[Invited]:
            await members.check_links(tx, wanted.department_ids, wanted.supervised_ids)
            return [await self._invite(tx, email, wanted, by) for email in _different(wanted)]

        return await self._store.transact(work)

    async def again(self, invitation_id: Id, by: Member) -> Invitation:
        """A fresh link by mail; the former one ends. Raises NotFound, InvitationEnded."""

        async def work(tx: Transaction) -> Invitation:
            await system_mails.end_links(tx, invitation_id)
            renewed = await invitations.renew(tx, invitation_id, actor_of(by))
            await self._write_mail(tx, renewed)
            return renewed

        return await self._store.transact(work)

    async def revoke(self, invitation_id: Id, by: Member) -> None:
        """Its link ends, also when the mail still waits. Raises NotFound, InvitationEnded."""

        async def work(tx: Transaction) -> None:
            await invitations.revoke(tx, invitation_id, actor_of(by))
            await system_mails.end_links(tx, invitation_id)

        await self._store.transact(work)

    async def _invite(self, tx: Transaction, text: str, wanted: Wanted, by: Member) -> Invited:
        try:
            email = clean_email(text)
        except Invalid:
            return Invited(text.strip(), InviteResult.MALFORMED)
        known = await tx.get(Member, {"email": email})
        if known is not None:
            active = known.state is MemberState.ACTIVE
            word = InviteResult.ALREADY_MEMBER if active else InviteResult.DEACTIVATED_MEMBER
            return Invited(email, word)
        open_one = await tx.get(Invitation, {"email": email, "open": True})
        if open_one is not None:
            return Invited(email, InviteResult.ALREADY_INVITED, open_one)
        invitation = Invitation(
            email=email,
            role=wanted.role,
            department_ids=wanted.department_ids,
            supervised_ids=wanted.supervised_ids,
            invited_by=Person(id=by.id, name=by.name),
            language=wanted.language,
            created_at=tx.now,
            sent_at=tx.now,
            expires_at=tx.now + invitations.LIFETIME,
        )
        await invitations.create(tx, invitation, actor_of(by))
        await self._write_mail(tx, invitation)
        return Invited(email, InviteResult.INVITED, invitation)

    async def _write_mail(self, tx: Transaction, invitation: Invitation) -> None:
        house = self._directory.workspace
        language = invitation.language or house.default_language
        await system_mails.write(
            tx,
            mails.invitation(invitation, house, language),
            to=invitation.email,
            kind=MailKind.INVITATION,
            house=house,
            language=language,
            link=invitations.link_of(invitation),
        )


def _different(wanted: Wanted) -> list[str]:
    return list({text.strip().lower(): text for text in wanted.emails if text.strip()}.values())
