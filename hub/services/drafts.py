"""Drafts: each author's own, one for each conversation and kind. The newest save wins, knowingly."""

from hub.kit.errors import Conflict
from hub.rules.actors import actor_of
from hub.rules.audience import member_room
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Draft, Member
from models.documents.base import Id
from models.documents.draft import DraftMail
from models.documents.event import ObjectRef
from models.words import DraftKind, EventType, ObjectKind

MOST_LISTED = 200


class DraftOvertaken(Conflict):
    """Saved meanwhile in another tab or on another device; ``draft`` in the answer is that one."""

    detail_by_default = "This draft was changed elsewhere. Nothing was overwritten."

    def __init__(self, present: Draft) -> None:
        super().__init__()
        self.present = present


async def of_conversation(store: Store, member_id: Id, conversation_id: Id) -> list[Draft]:
    """His own there, the emptied ones too."""
    filter = {"member_id": member_id, "conversation_id": conversation_id}
    return await store.find(Draft, filter)


async def filled(store: Store, member_id: Id) -> list[Draft]:
    """His own that have text, the newest first."""
    return await store.find(
        Draft,
        {"member_id": member_id, "filled": True},
        sort=[("updated_at", -1)],
        limit=MOST_LISTED,
    )


async def save(
    tx: Transaction,
    member: Member,
    conversation_id: Id,
    kind: DraftKind,
    *,
    text: str,
    mention_ids: list[Id],
    mail: DraftMail | None = None,
    upon: int | None,
) -> Draft:
    """``upon`` is the version it was written upon; None overwrites. Raises DraftOvertaken."""
    before = await _get(tx, member.id, conversation_id, kind)
    if before is None:
        draft = Draft(
            member_id=member.id,
            conversation_id=conversation_id,
            kind=kind,
            text=text,
            mention_ids=mention_ids,
            mail=mail,
            filled=True if text else None,
            emptied_at=None if text else tx.now,
            updated_at=tx.now,
        )
        await tx.insert(draft)
        _record(tx, draft, member)
        return draft
    if (before.text, before.mention_ids, before.mail) == (text, mention_ids, mail):
        return before
    if upon is not None and upon != before.version:
        raise DraftOvertaken(before)
    return await _change(tx, before, member, text, mention_ids, mail)


async def empty(
    tx: Transaction, member: Member, conversation_id: Id, kinds: tuple[DraftKind, ...]
) -> None:
    """Throw away, or take out what has been sent."""
    for kind in kinds:
        before = await _get(tx, member.id, conversation_id, kind)
        if before is not None and before.filled:
            await _change(tx, before, member, "", [])


async def _get(
    tx: Transaction, member_id: Id, conversation_id: Id, kind: DraftKind
) -> Draft | None:
    place = {"member_id": member_id, "conversation_id": conversation_id, "kind": kind}
    return await tx.get(Draft, place)


async def _change(
    tx: Transaction,
    before: Draft,
    member: Member,
    text: str,
    mention_ids: list[Id],
    mail: DraftMail | None = None,
) -> Draft:
    values = {"text": text, "mention_ids": mention_ids, "updated_at": tx.now}
    gone = {"emptied_at" if text else "filled": ""}
    values |= {"filled": True} if text else {"emptied_at": tx.now}
    if mail is not None and text:
        values["mail"] = mail.model_dump(exclude_none=True)
    else:
        gone["mail"] = ""
    changed = await tx.change(
        Draft, {"_id": before.id}, {"$set": values, "$unset": gone, "$inc": {"version": 1}}
    )
    assert changed is not None
    _record(tx, changed, member)
    return changed


def _record(tx: Transaction, draft: Draft, member: Member) -> None:
    """Told to his own sockets alone; the text stays out of the journal."""
    tx.record(
        EventType.DRAFT_SAVED,
        object=ObjectRef(kind=ObjectKind.DRAFT, id=draft.id, version=draft.version),
        actor=actor_of(member),
        rooms=[member_room(member.id)],
    )
