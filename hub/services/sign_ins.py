"""The places where members are signed in. A token is kept as its hash only."""

from datetime import timedelta

from hub.kit.tokens import hash_token, new_token
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents.base import Id
from models.documents.member import Member, SignIn
from models.words import MemberState

LIFETIME = timedelta(days=14)

SEEN_EVERY = timedelta(minutes=5)
"""How exact ``last_seen_at`` is: finer would be a write per request."""

MOST_LISTED = 100


async def find_member(store: Store, token: str) -> tuple[Member, SignIn] | None:
    """Who holds this token now; None when it is unknown, ended, or its member deactivated."""
    now = store.clock.now()
    sign_in = await store.get(SignIn, {"token_hash": hash_token(token), "expires_at": {"$gt": now}})
    if sign_in is None:
        return None
    member = await store.get(Member, {"_id": sign_in.member_id, "state": MemberState.ACTIVE.value})
    if member is None:
        return None
    if now - sign_in.last_seen_at >= SEEN_EVERY:
        await store.change(SignIn, {"_id": sign_in.id}, {"$max": {"last_seen_at": now}})
        await store.change(Member, {"_id": member.id}, {"$max": {"last_seen_at": now}})
    return member, sign_in


async def begin(store: Store, member_id: Id, *, device: str, address: str) -> str:
    """Sign a member in and return the token, which nothing can show again."""
    return await store.transact(lambda tx: begin_in(tx, member_id, device=device, address=address))


async def begin_in(tx: Transaction, member_id: Id, *, device: str, address: str) -> str:
    """The same as part of a transaction."""
    token = new_token()
    await tx.insert(
        SignIn(
            member_id=member_id,
            token_hash=hash_token(token),
            created_at=tx.now,
            expires_at=tx.now + LIFETIME,
            last_seen_at=tx.now,
            device=device[:200],
            address=address[:64],
        )
    )
    await tx.change(Member, {"_id": member_id}, {"$max": {"last_seen_at": tx.now}})
    return token


async def list_of(store: Store, member_id: Id) -> list[SignIn]:
    """The newest first."""
    return await store.find(
        SignIn,
        {"member_id": member_id, "expires_at": {"$gt": store.clock.now()}},
        sort=[("created_at", -1)],
        limit=MOST_LISTED,
    )


async def still_good(tx: Transaction, ids: list[Id]) -> set[Id]:
    """Those of these that have not ended."""
    good = {"_id": {"$in": ids}, "expires_at": {"$gt": tx.now}}
    return {sign_in.id for sign_in in await tx.find(SignIn, good)}


async def end_these(tx: Transaction, ids: list[Id]) -> None:
    """Tell ``Topic.SIGN_OUTS`` once it is committed."""
    await tx.delete(SignIn, {"_id": {"$in": ids}})


async def end_all(tx: Transaction, member_id: Id, *, but: Id | None = None) -> int:
    """End all of his, ``but`` this one; tell ``Topic.SIGN_OUTS`` once it is committed."""
    rest = {} if but is None else {"_id": {"$ne": but}}
    return await tx.delete(SignIn, {"member_id": member_id, **rest})
