"""The visitor's post as an envelope."""

import hashlib
import json
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from channels_adapters.base import NoSecrets, Traits
from channels_adapters.livechat.settings import LiveChatSettings
from models.envelopes import AnyEnvelope, AttachmentEnvelope, MessageEnvelope
from models.words import Language, MessageKind


class Post(BaseModel):
    """What a visitor wrote, and who he is by his token. ``visitor_id`` is 24 hex digits."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    channel_id: str
    visitor_id: str
    client_id: str
    text: str = ""
    attachments: list[AttachmentEnvelope] = Field(default_factory=list)
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    language: Language | None = None
    topic: str | None = None
    at: datetime


def envelope_of(post: Post) -> MessageEnvelope:
    """The identity is the visitor, the thread is the identity, the message id is his own."""
    return MessageEnvelope(
        account_id=post.channel_id,
        timestamp=post.at,
        channel_message_id=f"{post.visitor_id}:{post.client_id}",
        thread_key=post.visitor_id,
        sender_id=post.visitor_id,
        identity_id=post.visitor_id,
        sender_name=post.name,
        emails=[post.email] if post.email else [],
        phones=[post.phone] if post.phone else [],
        language=post.language,
        topic=post.topic,
        kind=kind_of(post),
        text=post.text,
        attachments=post.attachments,
        fingerprint=fingerprint_of(post.text, [file.stored_id or "" for file in post.attachments]),
    )


def kind_of(post: Post) -> MessageKind:
    if post.text or not post.attachments:
        return MessageKind.TEXT
    return MessageKind(post.attachments[0].kind)


def fingerprint_of(text: str, attachment_ids: list[str]) -> str:
    """Tells a repeated post from another one under the same ``clientId``."""
    return hashlib.sha256(json.dumps([text, attachment_ids]).encode()).hexdigest()


TITLES = {Language.ENGLISH: "Live chat", Language.INDONESIAN: "Live chat"}


class LiveChatAdapter:
    kind = "livechat"
    titles: dict[Language, str] = TITLES
    traits = Traits(delivers_by_feed=True, answer_target=60)
    Settings: type[BaseModel] = LiveChatSettings
    Secrets: type[BaseModel] = NoSecrets

    def normalise(self, raw: bytes, settings: BaseModel | None = None) -> list[AnyEnvelope]:  # noqa: ARG002
        try:
            post = Post.model_validate_json(raw)
        except ValidationError:
            return []
        return [envelope_of(post)]


ADAPTER = LiveChatAdapter()
