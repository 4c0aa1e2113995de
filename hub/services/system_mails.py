"""The mails of the house: written with the act that causes them, sent by a worker, kept in a log."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from hub.kit.dice import DICE
from hub.kit.errors import Conflict, NotFound
from hub.presenters.letter import Letter, as_html, as_text
from hub.rules.cursors import read_id
from hub.rules.links import mail_link_ended
from hub.store.leases import LONG_AGO
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Workspace
from models.documents.base import Id
from models.documents.system_mail import MailLink, SystemMail
from models.words import Language, MailKind, MailState, MailTrouble

PATIENCE = timedelta(days=3)
"""How long a mail is tried before it is given up."""

FIRST_PAUSE, LONGEST_PAUSE = 30.0, 3600.0
"""Seconds between tries of a mail that the server wants later."""

SENDABLE = (MailState.PENDING, MailState.KEPT, MailState.FAILED, MailState.UNKNOWN)


class MailOnItsWay(Conflict):
    detail_by_default = "This mail is being sent, or was sent already."


class MailLinkEnded(Conflict):
    detail_by_default = "The link in this mail has ended. Send a new one instead."


@dataclass(frozen=True)
class Outcome:
    """How a try to send ended. With ``again`` it will be tried once more, unless it is too old."""

    state: MailState
    trouble: MailTrouble | None = None
    error: str | None = None


@dataclass(frozen=True)
class By:
    """From which mailbox of ours it goes out, and where an answer to it belongs."""

    channel_id: Id | None = None
    conversation_id: Id | None = None


async def write(
    tx: Transaction,
    letter: Letter,
    *,
    to: str,
    kind: MailKind,
    house: Workspace,
    language: Language | None,
    link: MailLink | None = None,
    by: By | None = None,
) -> SystemMail:
    """Put a mail into the outbox, in the transaction of what causes it."""
    spoken = language or house.default_language
    mail = SystemMail(
        to=to,
        kind=kind,
        language=spoken,
        subject=letter.subject,
        text=as_text(letter, house.name),
        html=as_html(letter, house.name, spoken),
        link=link,
        channel_id=by.channel_id if by else None,
        conversation_id=by.conversation_id if by else None,
        next_try_at=tx.now,
        tried_until=tx.now + PATIENCE,
        created_at=tx.now,
    )
    await tx.insert(mail)
    return mail


async def list_page(store: Store, *, cursor: str | None, limit: int) -> list[SystemMail]:
    """The newest first. Raises Invalid."""
    before = read_id(cursor)
    filter: dict[str, Any] = {} if before is None else {"_id": {"$lt": before}}
    return await store.find(SystemMail, filter, sort=[("_id", -1)], limit=limit)


async def get(store: Store, mail_id: Id) -> SystemMail:
    mail = await store.get(SystemMail, {"_id": mail_id})
    if mail is None:
        raise NotFound
    return mail


async def end_links(tx: Transaction, object_id: Id) -> None:
    """What has not been sent and holds a link to this object is worth nothing any more."""
    await tx.change_many(
        SystemMail,
        {
            "link.object_id": object_id,
            "state": {"$in": [MailState.PENDING.value, MailState.KEPT.value]},
        },
        {"$set": {"state": MailState.FAILED, "trouble": MailTrouble.LINK_ENDED, "error": None}},
    )


async def is_due(store: Store) -> bool:
    return await store.get(SystemMail, _due(store)) is not None


async def claim(store: Store, seconds: float, *, by_account: bool = False) -> SystemMail | None:
    """The oldest that is due, for this worker alone; None when nothing is due. ``by_account``: of those
    that go out from a mailbox of ours, else of the others.

    What is due follows the injected clock, the claim itself the database server's.
    """
    until = {
        "$dateAdd": {"startDate": "$$NOW", "unit": "millisecond", "amount": int(seconds * 1000)}
    }
    return await store.change(
        SystemMail,
        _due(store, by_account=by_account),
        [
            {
                "$set": {
                    "state": MailState.SENDING.value,
                    "claimed_until": until,
                    "attempts": {"$add": ["$attempts", 1]},
                }
            }
        ],
    )


async def find_lost(store: Store) -> list[SystemMail]:
    """Those whose worker has not come back in time."""
    late = {"$lt": [{"$ifNull": ["$claimed_until", LONG_AGO]}, "$$NOW"]}
    return await store.find(SystemMail, {"state": MailState.SENDING.value, "$expr": late}, limit=50)


async def settle(tx: Transaction, mail: SystemMail, outcome: Outcome) -> SystemMail | None:
    """Write down how this try ended; None when somebody else has settled it otherwise.

    A worker that was thought lost may still come back with the truth.
    """
    found = [mail.state.value, MailState.SENDING.value, MailState.UNKNOWN.value]
    state, trouble = outcome.state, outcome.trouble
    if state is MailState.PENDING and tx.now >= mail.tried_until:
        state, trouble = MailState.FAILED, MailTrouble.GAVE_UP
    done: dict[str, Any] = {"state": state, "trouble": trouble, "error": outcome.error}
    if state is MailState.SENT:
        done["sent_at"] = tx.now
    if state is MailState.PENDING and mail.state is MailState.SENDING:
        # It was tried; those that only wait for a server stay due.
        done["next_try_at"] = tx.now + timedelta(seconds=_pause(mail.attempts))
    return await tx.change(
        SystemMail,
        {"_id": mail.id, "attempts": mail.attempts, "state": {"$in": found}},
        {"$set": done, "$unset": {"claimed_until": ""}},
    )


async def find_waiting(store: Store, *, limit: int = 200) -> list[SystemMail]:
    """All that have not been tried to the end, due or not, the oldest first."""
    waiting = {"state": MailState.PENDING.value, "channel_id": None}
    return await store.find(SystemMail, waiting, sort=[("next_try_at", 1)], limit=limit)


async def send_again(tx: Transaction, mail_id: Id) -> SystemMail:
    """Into the outbox once more. Raises NotFound, MailOnItsWay, MailLinkEnded."""
    mail = await tx.get(SystemMail, {"_id": mail_id})
    if mail is None:
        raise NotFound
    if mail.state not in SENDABLE:
        raise MailOnItsWay
    if mail_link_ended(mail, tx.now):
        raise MailLinkEnded
    sent = await tx.change(
        SystemMail,
        {"_id": mail_id, "state": mail.state.value, "attempts": mail.attempts},
        {
            "$set": {
                "state": MailState.PENDING,
                "next_try_at": tx.now,
                "tried_until": tx.now + PATIENCE,
                "trouble": None,
                "error": None,
            }
        },
    )
    if sent is None:
        raise MailOnItsWay
    return sent


def _due(store: Store, *, by_account: bool = False) -> dict[str, Any]:
    return {
        "state": MailState.PENDING.value,
        "next_try_at": {"$lte": store.clock.now()},
        "channel_id": {"$ne": None} if by_account else None,
    }


def _pause(attempts: int) -> float:
    """Seconds, twice as long each time, and never the same for two."""
    longest: float = min(FIRST_PAUSE * 2 ** max(0, min(attempts, 10) - 1), LONGEST_PAUSE)
    return longest * DICE.uniform(0.75, 1.25)
