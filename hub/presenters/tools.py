"""What staff work with inside a chat: labels, quick replies, drafts."""

from hub.presenters.attachment import attachment
from hub.rules.file_links import staff_url
from models.documents import Draft, Label, LabelCategory, QuickReply
from models.wire import draft as draft_wire
from models.wire import label as label_wire
from models.wire import quick_reply as reply_wire
from models.wire.message import MailHead, UsedTemplate


def label(document: Label) -> label_wire.Label:
    return label_wire.Label(
        id=str(document.id),
        name=document.name,
        color=document.color,
        category_id=str(document.category_id),
        priority=document.priority,
        rank=document.rank,
        archived=document.archived,
        version=document.version,
    )


def category(document: LabelCategory) -> label_wire.LabelCategory:
    return label_wire.LabelCategory(
        id=str(document.id),
        name=document.name,
        rank=document.rank,
        archived=document.archived,
        version=document.version,
    )


def quick_reply(document: QuickReply) -> reply_wire.QuickReply:
    return reply_wire.QuickReply(
        id=str(document.id),
        shortcut=document.shortcut,
        title=document.title,
        text=document.text,
        scope=document.scope,
        department_id=str(document.department_id) if document.department_id else None,
        language=document.language,
        updated_at=document.updated_at,
        version=document.version,
    )


def draft(document: Draft) -> draft_wire.Draft:
    return draft_wire.Draft(
        id=str(document.id),
        conversation_id=str(document.conversation_id),
        kind=document.kind,
        text=document.text,
        mentions=[str(id) for id in document.mention_ids],
        email=MailHead.model_validate(document.mail.model_dump()) if document.mail else None,
        attachments=[attachment(file, staff_url(file.id)) for file in document.files],
        template=UsedTemplate.model_validate(document.template.model_dump())
        if document.template
        else None,
        reply_to=str(document.reply_to_id) if document.reply_to_id else None,
        updated_at=document.updated_at,
        version=document.version,
    )
