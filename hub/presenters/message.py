"""A message as staff see it, and as the customer may."""

from datetime import datetime
from typing import TypeVar

from pydantic import BaseModel

from hub.kit.tokens import Signer
from hub.presenters.attachment import attachment
from hub.presenters.mail_page import has_remote_pictures
from hub.rules.file_links import signed_url, staff_url
from hub.rules.names import first_name
from models.documents import Message
from models.documents.base import Id
from models.documents.message import Mail
from models.wire import chat
from models.wire import message as wire
from models.words import AuthorKind, Visibility

SHORT_HTML = 16_000
"""Characters of html that come with a message."""

Shape = TypeVar("Shape", bound=BaseModel)


def for_staff(document: Message) -> wire.Message:
    author = document.author
    return wire.Message(
        id=str(document.id),
        conversation_id=str(document.conversation_id),
        number=document.number,
        direction=document.direction,
        visibility=document.visibility,
        mentions=[str(id) for id in document.mention_ids],
        author=wire.Author(
            kind=author.kind, id=str(author.id) if author.id else None, name=author.name
        ),
        kind=document.kind,
        text=document.text,
        attachments=[attachment(file, staff_url(file.id)) for file in document.attachments],
        remote_files=[_as(wire.RemoteFile, file) for file in document.remote_files],
        status=document.status,
        held_until=document.held_until,
        error=document.error,
        error_code=document.error_code,
        location=document.location and _as(wire.Location, document.location),
        contacts=[_as(wire.SharedContact, one) for one in document.contacts],
        payload=document.payload,
        referral=document.referral,
        order=document.order,
        unsupported_type=document.unsupported_type,
        forwarded=bool(document.forwarded),
        reactions=[wire.Reaction(emoji=one.emoji, at=one.at) for one in document.reactions],
        edited_at=document.edited_at,
        deleted_at=document.deleted_at,
        template=document.template and _as(wire.UsedTemplate, document.template),
        email=document.mail and _mail(document.mail),
        reply_to=str(document.reply_to_id) if document.reply_to_id else None,
        client_id=document.client_id,
        at=document.at,
        version=document.version,
    )


def _mail(document: Mail) -> wire.Mail:
    """Short html comes along; what is long is read as a page, when it is shown."""
    html = document.html
    shape = _as(wire.Mail, document.model_copy(update={"quoted_id": None}))
    shape.quoted_id = str(document.quoted_id) if document.quoted_id else None
    shape.has_html = bool(html)
    shape.has_remote_pictures = bool(html) and has_remote_pictures(html or "")
    if html and len(html) > SHORT_HTML:
        shape.html = None
    return shape


def _as(shape: type[Shape], document: BaseModel) -> Shape:
    """Of a part of the document what the shape shows."""
    return shape.model_validate(document, from_attributes=True)


def for_customer(
    document: Message, identity_id: Id, signer: Signer, now: datetime
) -> chat.VisitorMessage | None:
    """None for what is internal. Files come with addresses that only this visitor was given."""
    if document.visibility is not Visibility.PUBLIC:
        return None
    author = document.author
    staff = author.kind is AuthorKind.AGENT
    name = first_name(author.name) if staff and author.name else None
    return chat.VisitorMessage(
        id=str(document.id),
        conversation_id=str(document.conversation_id),
        number=document.number,
        direction=document.direction,
        author=chat.VisitorAuthor(kind=author.kind, name=name),
        kind=document.kind,
        text=(document.mail and document.mail.reply_text) or document.text,
        attachments=[
            attachment(file, signed_url(signer, document.channel_id, identity_id, file.id, now))
            for file in document.attachments
        ],
        status=document.status,
        client_id=own_client_id(document, identity_id),
        at=document.at,
        version=document.version,
    )


def own_client_id(document: Message, identity_id: Id) -> str | None:
    """The ``clientId`` under which the visitor himself sent it."""
    prefix = f"{identity_id}:"
    external = document.external_id or ""
    return external.removeprefix(prefix) if external.startswith(prefix) else None
