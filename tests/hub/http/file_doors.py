"""Sending files, and conversations that have kept them, for the tests of their doors."""

import httpx2

from hub.kit.tokens import Signer
from hub.rules.visitor_token import VisitorClaims, issue_visitor_token
from hub.store.mongo import Store
from models.documents import Attachment, Conversation, Message
from models.documents.base import ContactName, Id
from models.documents.message import Author
from models.words import (
    AttachmentState,
    AuthorKind,
    ConversationState,
    Direction,
    MessageStatus,
    Visibility,
)
from tests.conftest import START
from tests.hub.http.doors import Api


def visitor_token(signer: Signer, channel_id: Id, identity_id: Id) -> str:
    return issue_visitor_token(
        signer, VisitorClaims(identity_id, channel_id, "http://shop.test"), START
    )


async def send(
    api: Api, path: str, token: str, name: str, data: bytes, mime: str = "image/png"
) -> httpx2.Response:
    return await api.client.post(
        "/api/v1" + path,
        files={"file": (name, data, mime)},
        headers={"Authorization": f"Bearer {token}"},
    )


async def keep_in_conversation(
    store: Store,
    id: Id,
    audience: list[str],
    *,
    channel_id: Id | None = None,
    identity_id: Id | None = None,
    visibility: Visibility = Visibility.PUBLIC,
) -> None:
    """As the flows leave it: part of a message of a conversation that these rooms see."""
    now, contact = store.clock.now(), ContactName(id=Id(), name="Siti")
    conversation = Conversation(
        number=int(str(id)[-6:], 16),
        state=ConversationState.HANDLED,
        channel_id=channel_id or Id(),
        channel_kind="livechat",
        thread_key=str(id),
        identity_id=identity_id or Id(),
        address="visitor",
        contact=contact,
        department_id=Id(),
        audience=audience,
        started_at=now,
        last_activity_at=now,
    )
    message = Message(
        conversation_id=conversation.id,
        channel_id=conversation.channel_id,
        number=1,
        direction=Direction.OUTBOUND,
        visibility=visibility,
        author=Author(kind=AuthorKind.AGENT),
        status=MessageStatus.SENT,
        at=now,
    )
    await store.insert(conversation)
    await store.insert(message)
    await store.change(
        Attachment,
        {"_id": id},
        {
            "$set": {
                "state": AttachmentState.KEPT,
                "conversation_id": conversation.id,
                "message_id": message.id,
            }
        },
    )
