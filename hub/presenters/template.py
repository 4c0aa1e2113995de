"""Templates as staff see them."""

from hub.rules.templates import is_approved
from models.documents import ChannelTemplate, TemplateSync
from models.wire import template as wire


def templates(found: list[ChannelTemplate], sync: TemplateSync | None) -> wire.ChannelTemplates:
    return wire.ChannelTemplates(
        items=[_template(one) for one in found],
        synced_at=sync.synced_at if sync else None,
        trouble=(sync.detail or sync.code) if sync else None,
    )


def _template(document: ChannelTemplate) -> wire.ChannelTemplate:
    return wire.ChannelTemplate(
        name=document.name,
        language=document.language,
        category=document.category,
        status=document.status,
        approved=is_approved(document),
        header=document.header,
        header_text=document.header_text,
        body=document.body,
        footer=document.footer,
        buttons=document.buttons,
        parameters=document.parameters,
    )
