"""Drafts: each author's own, one for each conversation and kind. The newest save wins, knowingly."""

from dataclasses import dataclass, field, replace

from hub.kit.errors import Conflict
from hub.kit.html import html_of
from hub.rules.actors import actor_of
from hub.rules.audience import member_room
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Draft, Member, Message
from models.documents.base import Id
from models.documents.draft import DraftMail
from models.documents.event import ObjectRef
from models.documents.message import AttachedFile, UsedTemplate
from models.words import DraftKind, EventType, ObjectKind

MOST_LISTED = 200


class DraftOvertaken(Conflict):
    """Saved meanwhile in another tab or on another device; ``draft`` in the answer is that one."""

    detail_by_default = "This draft was changed elsewhere. Nothing was overwritten."

    def __init__(self, present: Draft) -> None:
        super().__init__()
        self.present = present


@dataclass(frozen=True)
class Written:
    """What is in a draft. ``files`` are the author's, staged."""

    text: str = ""
    mention_ids: list[Id] = field(default_factory=list)
    mail: DraftMail | None = None
    files: list[AttachedFile] = field(default_factory=list)
    template: UsedTemplate | None = None
    reply_to_id: Id | None = None

    def __bool__(self) -> bool:
        return bool(self.text or self.files or self.template)


async def of_conversation(store: Store, member_id: Id, conversation_id: Id) -> list[Draft]:
    """His own there, the emptied ones too."""
    filter = {"member_id": member_id, "conversation_id": conversation_id}
    return await store.find(Draft, filter)


async def filled(store: Store, member_id: Id) -> list[Draft]:
    """His own that have something in them, the newest first."""
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
    written: Written,
    *,
    upon: int | None,
) -> Draft:
    """``upon`` is the version it was written upon; None overwrites. Raises DraftOvertaken."""
    before = await get(tx, member.id, conversation_id, kind)
    if before is None:
        draft = Draft(
            member_id=member.id,
            conversation_id=conversation_id,
            kind=kind,
            **vars(written),
            filled=True if written else None,
            emptied_at=None if written else tx.now,
            updated_at=tx.now,
        )
        await tx.insert(draft)
        _record(tx, draft, member)
        return draft
    if written_in(before) == written:
        return before
    if upon is not None and upon != before.version:
        raise DraftOvertaken(before)
    return await _change(tx, before, member, written)


async def take_back(tx: Transaction, member: Member, message: Message) -> Draft:
    """A message that was not sent after all is his draft again, above what he has begun since."""
    before = await get(tx, member.id, message.conversation_id, DraftKind.REPLY)
    begun = written_in(before) if before is not None else Written()
    written = Written(
        # What a template says is no text of his.
        text=begun.text if message.template else _joined(message.text, begun.text, "\n\n"),
        mail=_mail(message, begun),
        files=[*message.attachments, *begun.files],
        template=message.template or begun.template,
        reply_to_id=message.reply_to_id or begun.reply_to_id,
    )
    place = (message.conversation_id, DraftKind.REPLY)
    return await save(tx, member, *place, written, upon=None)


def _mail(message: Message, begun: Written) -> DraftMail | None:
    if message.mail is None:
        return begun.mail
    mail, html = message.mail, message.mail.html
    later = begun.mail.html if begun.mail else None
    if html or later:
        below = later or (html_of(begun.text) if begun.text else "")
        html = _joined(html or html_of(message.text), below, "")
    return DraftMail(
        to=mail.to,
        cc=mail.cc,
        bcc=mail.bcc,
        subject=mail.subject,
        html=html,
        quotes=mail.quoted_id is not None,
    )


def _joined(first: str, second: str, between: str) -> str:
    return between.join(part for part in (first, second) if part)


async def holds_file(tx: Transaction, id: Id) -> bool:
    """Whether somebody still means to send this file."""
    return await tx.get(Draft, {"files.id": id}) is not None


async def empty(
    tx: Transaction, member: Member, conversation_id: Id, kinds: tuple[DraftKind, ...]
) -> None:
    """Throw away, or take out what has been sent."""
    for kind in kinds:
        before = await get(tx, member.id, conversation_id, kind)
        if before is not None and before.filled:
            await _change(tx, before, member, Written())


async def take_out_template(tx: Transaction, member: Member, message: Message) -> None:
    """A template was sent: what else he has begun stays."""
    before = await get(tx, member.id, message.conversation_id, DraftKind.REPLY)
    if before is None or not before.filled:
        return
    sent = {file.id for file in message.attachments}
    files = [file for file in before.files if file.id not in sent]
    await _change(tx, before, member, replace(written_in(before), template=None, files=files))


def written_in(draft: Draft) -> Written:
    return Written(**{name: getattr(draft, name) for name in Written.__dataclass_fields__})


async def get(tx: Transaction, member_id: Id, conversation_id: Id, kind: DraftKind) -> Draft | None:
    place = {"member_id": member_id, "conversation_id": conversation_id, "kind": kind}
    return await tx.get(Draft, place)


async def _change(tx: Transaction, before: Draft, member: Member, written: Written) -> Draft:
    told = {"filled": True if written else None, "emptied_at": None if written else tx.now}
    after = before.model_copy(update={**vars(written), **told, "updated_at": tx.now})
    raw = after.to_mongo()
    names = (*vars(written), *told, "updated_at")
    changed = await tx.change(
        Draft,
        {"_id": before.id},
        {
            "$set": {name: raw[name] for name in names if name in raw},
            "$unset": {name: "" for name in names if name not in raw},
            "$inc": {"version": 1},
        },
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
