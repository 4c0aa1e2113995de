"""A stored message as its adapter is to send it."""

from collections.abc import AsyncIterator, Callable

from models.documents import Conversation, Message
from models.documents.base import Id
from models.documents.message import AttachedFile
from models.envelopes import Outgoing, OutgoingFile, TemplateUse

Read = Callable[[Id, int, int], AsyncIterator[bytes]]
"""The bytes of a file of ours, from one place up to another."""


def outgoing(
    message: Message, conversation: Conversation, quoted: Message | None, read: Read
) -> Outgoing:
    """``quoted``: the message that it replies to."""
    files = [_file(one, read) for one in message.attachments]
    template = _template(message, files)
    return Outgoing(
        message_id=str(message.id),
        address=conversation.address,
        chat_id=conversation.chat_id,
        text="" if template else message.text,
        files=[] if template else files,
        reply_to=quoted.external_id if quoted else None,
        template=template,
    )


def _template(message: Message, files: list[OutgoingFile]) -> TemplateUse | None:
    used = message.template
    if used is None:
        return None
    media = files[0] if files else None
    return TemplateUse(used.name, used.language, used.parameters, media)


def _file(file: AttachedFile, read: Read) -> OutgoingFile:
    return OutgoingFile(
        id=str(file.id),
        kind=file.kind.value,
        name=file.name,
        mime=file.mime,
        size=file.size,
        open=lambda: read(file.id, 0, file.size),
    )
