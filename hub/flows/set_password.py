"""A new password: by the link of a mail, or with the present one.

Either way every other sign-in ends at that moment, every open link for a new password too, and a
mail tells its owner.
"""

import asyncio
from dataclasses import dataclass

from hub.kit.errors import Invalid
from hub.kit.tokens import Signer
from hub.presenters import mails
from hub.rules.actors import actor_of
from hub.rules.links import LinkUnknown, read_token
from hub.rules.passwords import MAX_CHARACTERS, hash_password, password_fits, weakness
from hub.services import attempts, members, password_resets, sign_ins, system_mails
from hub.services.attempts import Limit
from hub.store.bus import Topic
from hub.store.directory import Directory
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Member, PasswordReset
from models.documents.base import Id
from models.words import LinkPurpose, MailKind, MemberState

WINDOW = 15 * 60
TRIES = 5


@dataclass(frozen=True)
class ByLink:
    token: str
    password: str
    device: str
    address: str


class SetPassword:
    def __init__(self, store: Store, directory: Directory, signer: Signer) -> None:
        self._store = store
        self._directory = directory
        self._signer = signer

    async def look(self, token: str) -> Member:
        """Whose link this is. Raises LinkUnknown, LinkUsed, LinkExpired."""
        link = read_token(self._signer, LinkPurpose.PASSWORD_RESET, token)
        found = await self._store.get(PasswordReset, {"_id": link.object_id})
        member_id = password_resets.refuse_dead(found, link, self._store.clock.now())
        return _active(await self._store.get(Member, {"_id": member_id}))

    async def by_link(self, given: ByLink) -> tuple[str, Member]:
        """The member and the token of his new session. Raises as ``look`` does, and Invalid."""
        link = read_token(self._signer, LinkPurpose.PASSWORD_RESET, given.token)
        await self.look(given.token)
        hashed = await _hashed(given.password)

        async def work(tx: Transaction) -> Member:
            reset = await tx.get(PasswordReset, {"_id": link.object_id})
            member_id = password_resets.refuse_dead(reset, link, tx.now)
            member = _active(await tx.get(Member, {"_id": member_id}))
            await sign_ins.end_all(tx, member_id)
            return await self._set(tx, member, hashed, by="link")

        member = await self._store.transact(work)
        self._store.bus.publish(Topic.SIGN_OUTS, b"")
        token = await sign_ins.begin(
            self._store, member.id, device=given.device, address=given.address
        )
        return token, member

    async def by_present_one(
        self, member: Member, sign_in_id: Id, present: str, wanted: str
    ) -> None:
        """Raises Invalid, also when the present one is wrong; TooManyAttempts."""
        limits = [Limit(f"password:{member.id}", TRIES, WINDOW)]
        await attempts.check(self._store, limits)
        stored, typed = member.password_hash, present[: MAX_CHARACTERS + 1]
        if not await asyncio.to_thread(password_fits, stored, typed):
            left = await attempts.count_failure(self._store, limits)
            raise Invalid(
                fields={"present": "is not the present password"}, extra={"triesLeft": left}
            )
        if present == wanted:
            raise Invalid(fields={"password": "is the present one; choose another"})
        hashed = await _hashed(wanted)

        async def work(tx: Transaction) -> None:
            await sign_ins.end_all(tx, member.id, but=sign_in_id)
            await self._set(tx, member, hashed, by="member")

        await self._store.transact(work)
        await attempts.forget(self._store, limits)
        self._store.bus.publish(Topic.SIGN_OUTS, b"")

    async def _set(self, tx: Transaction, member: Member, hashed: str, *, by: str) -> Member:
        for reset_id in await password_resets.use_all(tx, member.id):
            await system_mails.end_links(tx, reset_id)
        changed = await members.set_password(tx, member.id, hashed, actor_of(member), by=by)
        house = self._directory.workspace
        language = changed.language or house.default_language
        await system_mails.write(
            tx,
            mails.password_changed(changed, tx.now, house, language),
            to=changed.email,
            kind=MailKind.PASSWORD_CHANGED,
            house=house,
            language=language,
        )
        return changed


def _active(member: Member | None) -> Member:
    if member is None or member.state is not MemberState.ACTIVE:
        raise LinkUnknown
    return member


async def _hashed(password: str) -> str:
    if wrong := weakness(password):
        raise Invalid(fields={"password": wrong})
    return await asyncio.to_thread(hash_password, password)
