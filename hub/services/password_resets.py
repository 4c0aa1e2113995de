"""Forgotten passwords: the wishes for a new one, and whether a link still opens one."""

from datetime import datetime, timedelta

from hub.rules.links import Link, LinkExpired, LinkUnknown, LinkUsed
from hub.store.due_times import set_due
from hub.store.transaction import Transaction
from models.documents.base import Id
from models.documents.password_reset import PasswordReset
from models.documents.system_mail import MailLink
from models.words import DueKind, LinkPurpose

LIFETIME = timedelta(hours=1)

ROUND = 1
"""A wish is sent once; another one has a link of its own."""


async def ask(tx: Transaction, email: str) -> None:
    """The same work for every address; whose it is, a worker finds out."""
    reset = PasswordReset(
        email=email[:254].strip().lower(), created_at=tx.now, expires_at=tx.now + LIFETIME
    )
    await tx.insert(reset)
    await set_due(tx, DueKind.SEND_RESET, reset.id, tx.now)


async def get(tx: Transaction, reset_id: Id) -> PasswordReset | None:
    return await tx.get(PasswordReset, {"_id": reset_id})


async def drop(tx: Transaction, reset_id: Id) -> None:
    """Nobody's: what a stranger typed is not kept."""
    await tx.delete(PasswordReset, {"_id": reset_id})


async def belongs_to(tx: Transaction, reset: PasswordReset, member_id: Id) -> MailLink:
    """Name its member; the link that his mail will hold."""
    await tx.change(PasswordReset, {"_id": reset.id}, {"$set": {"member_id": member_id}})
    return MailLink(
        purpose=LinkPurpose.PASSWORD_RESET,
        object_id=reset.id,
        round=ROUND,
        expires_at=reset.expires_at,
    )


def refuse_dead(reset: PasswordReset | None, link: Link, now: datetime) -> Id:
    """Whose it is, if this link still opens it. Raises LinkUnknown, LinkUsed, LinkExpired."""
    if reset is None or reset.member_id is None or link.round != ROUND:
        raise LinkUnknown
    if reset.used_at is not None:
        raise LinkUsed
    if now >= reset.expires_at:
        raise LinkExpired
    return reset.member_id


async def use_all(tx: Transaction, member_id: Id) -> list[Id]:
    """With a new password every link of this member ends; which of them were still open."""
    open_ones = {"member_id": member_id, "used_at": None}
    ended = [reset.id for reset in await tx.find(PasswordReset, open_ones)]
    await tx.change_many(PasswordReset, open_ones, {"$set": {"used_at": tx.now}})
    return ended
