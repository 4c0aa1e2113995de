"""What an edit, a deletion or a reaction makes of a message."""

from typing import Any

from models.documents import Message
from models.documents.message import Reaction
from models.envelopes import DeleteEnvelope, EditEnvelope, ReactionEnvelope

Alteration = EditEnvelope | DeleteEnvelope | ReactionEnvelope


def altered(message: Message, by: Alteration) -> dict[str, Any]:
    """The fields that change; none when it says nothing new. An older edit than the last is none."""
    if isinstance(by, ReactionEnvelope):
        return _reacted(message, by)
    if message.deleted_at is not None:
        return {}
    if isinstance(by, DeleteEnvelope):
        return {"deleted_at": by.timestamp, "text": "", "attachments": [], "remote_files": []}
    late = message.edited_at is not None and by.timestamp < message.edited_at
    same = by.text == message.text
    return {} if late or same else {"text": by.text, "edited_at": by.timestamp}


def _reacted(message: Message, by: ReactionEnvelope) -> dict[str, Any]:
    """One reaction a person: a new one takes the place of his last."""
    before = next((one for one in message.reactions if one.by == by.sender_id), None)
    if before is not None and by.timestamp < before.at:
        return {}
    others = [one for one in message.reactions if one.by != by.sender_id]
    if not by.removed and by.emoji:
        others.append(Reaction(by=by.sender_id, emoji=by.emoji, at=by.timestamp))
    return {} if others == message.reactions else {"reactions": others}
