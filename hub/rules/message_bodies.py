"""What staff have written, before it becomes a message."""

import hashlib
import json
from datetime import datetime

from hub.kit.errors import Invalid
from hub.rules.blank_text import is_blank_text
from hub.rules.mail_html import is_blank
from models.documents import Conversation, Message
from models.documents.base import Id
from models.documents.message import AttachedFile, Author, Mail
from models.wire.message import MAX_FILES, MAX_MENTIONS, MessageBody
from models.wire.starting import StartBody
from models.words import AuthorKind, Direction, MessageKind, MessageStatus, Visibility


def check_body(body: MessageBody) -> None:
    """What needs no look at the channel. Raises Invalid, by field."""
    html = body.email.html if body.email else None
    written = not is_blank_text(body.text or "") or (html and not is_blank(html))
    if not written and not body.attachment_ids and body.template is None:
        raise Invalid("Write something or attach a file.", fields={"text": "is empty"})
    if len(body.attachment_ids) > MAX_FILES:
        raise Invalid(
            f"A message takes up to {MAX_FILES} files.", fields={"attachmentIds": "too many"}
        )
    if body.template is not None and (body.text or body.visibility is Visibility.INTERNAL):
        raise Invalid("A template has its own text.", fields={"text": "not with a template"})
    if body.mentions and body.visibility is not Visibility.INTERNAL:
        raise Invalid("Mentions belong to private notes.", fields={"mentions": "not in a reply"})
    if len(body.mentions) > MAX_MENTIONS:
        raise Invalid(fields={"mentions": f"at most {MAX_MENTIONS}"})


def first_words(body: StartBody) -> MessageBody | None:
    """The first message; none when the conversation is only opened for writing."""
    if not (body.text or body.attachment_ids or body.email or body.template):
        return None
    return MessageBody(
        client_id=body.client_id,
        text=body.text,
        attachment_ids=body.attachment_ids,
        email=body.email,
        template=body.template,
    )


def fingerprint_of(conversation_id: Id, body: MessageBody) -> str:
    """Tells a repeated request from another message under the same ``clientId``."""
    parts: list[object] = [
        str(conversation_id),
        body.text or "",
        body.attachment_ids,
        body.reply_to,
        body.visibility.value,
        body.mentions,
    ]
    if body.template is not None:
        parts.append(body.template.model_dump())
    if body.email is not None:
        parts.append(body.email.model_dump())
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def fingerprint_of_start(body: StartBody) -> str:
    """Tells a repeated request from another start under the same ``clientId``."""
    return hashlib.sha256(body.model_dump_json().encode()).hexdigest()


def kind_of(text: str, files: list[AttachedFile], mail: Mail | None) -> MessageKind:
    if mail is not None:
        return MessageKind.EMAIL
    return MessageKind.TEXT if text or not files else MessageKind(files[0].kind.value)


def automatic_message(
    conversation: Conversation, text: str, at: datetime, *, delivered_by_feed: bool
) -> Message:
    """What the house says by itself in a chat; it waits for a worker where a provider sends it."""
    return Message(
        conversation_id=conversation.id,
        channel_id=conversation.channel_id,
        number=conversation.last_number + 1,
        direction=Direction.OUTBOUND,
        author=Author(kind=AuthorKind.SYSTEM),
        text=text,
        status=MessageStatus.SENT if delivered_by_feed else MessageStatus.PENDING,
        at=at,
    )
