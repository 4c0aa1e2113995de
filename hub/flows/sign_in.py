"""Sign-in: an e-mail address and a password become a session of 14 days.

Whoever tries learns nothing about which accounts exist: unknown, deactivated and real ones answer
alike, take as long, and run out of tries alike. Tries are counted for the account as reached from
one address, so a stranger cannot lock a member out, and more widely for each alone.
"""

import asyncio
from dataclasses import dataclass
from functools import partial

from hub.kit.errors import Unauthenticated
from hub.kit.log import get_logger
from hub.rules.actors import actor_of
from hub.rules.passwords import MAX_CHARACTERS, password_fits
from hub.services import agents, attempts, members, sign_ins
from hub.services.attempts import Limit
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents.member import Member
from models.words import MemberState, SessionStep

log = get_logger(__name__)

WINDOW = 15 * 60
"""Seconds."""

FROM_ONE_ADDRESS = 5
PER_ACCOUNT = 50
PER_ADDRESS = 100

# A hash takes tens of milliseconds of one core: so many at once, the others wait their turn. It also
# bounds how far guesses sent at the same instant can run past a limit.
_hashing = asyncio.Semaphore(2)


class SignInRefused(Unauthenticated):
    """``extra`` has ``triesLeft``, for the sentence on the screen."""


@dataclass(frozen=True)
class Attempted:
    """``device`` as the browser describes itself; ``address`` of the network."""

    email: str
    password: str
    device: str
    address: str


async def sign_in(store: Store, tried: Attempted) -> tuple[str, Member]:
    """The new token and its member. Raises SignInRefused, TooManyAttempts."""
    limits = _limits(tried)
    await attempts.check(store, limits)
    async with _hashing:
        # Again, because others may have used up the tries while this one waited.
        await attempts.check(store, limits)
        member = await _proven(store, tried)
        if member is None:
            left = await attempts.count_failure(store, limits)
            log.info("sign_in_refused", tries_left=left)
            raise SignInRefused(_told(left), extra={"triesLeft": left})
    await attempts.forget(store, limits[:1])
    token = await store.transact(partial(_begin, member, tried))
    log.info("signed_in", member=str(member.id))
    return token, member


async def _begin(member: Member, tried: Attempted, tx: Transaction) -> str:
    by = actor_of(member)
    await agents.log_session(tx, member, SessionStep.SIGNED_IN, tried.device, by)
    return await sign_ins.begin_in(tx, member.id, device=tried.device, address=tried.address)


async def _proven(store: Store, tried: Attempted) -> Member | None:
    member = await members.find_by_email(store, tried.email)
    known = member is not None and member.state is MemberState.ACTIVE
    stored = member.password_hash if member is not None and known else None
    password = tried.password[: MAX_CHARACTERS + 1]
    fits = await asyncio.to_thread(password_fits, stored, password)
    return member if fits else None


def _limits(tried: Attempted) -> list[Limit]:
    account = tried.email.strip().lower()
    return [
        Limit(f"sign-in:{account}:from:{tried.address}", FROM_ONE_ADDRESS, WINDOW),
        Limit(f"sign-in:{account}", PER_ACCOUNT, WINDOW),
        Limit(f"sign-in-from:{tried.address}", PER_ADDRESS, WINDOW),
    ]


def _told(left: int) -> str:
    told = "E-mail and password do not match."
    if left == 0:
        return f"{told} Wait {WINDOW // 60} minutes before you try again."
    return f"{told} You can try {left} more time{'s' if left > 1 else ''}."
