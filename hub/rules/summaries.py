"""How a message is summed up in the row of its conversation."""

from models.documents import Message
from models.documents.conversation import LastMessage

LETTERS = 200


def last_message_of(message: Message) -> LastMessage:
    return LastMessage(
        number=message.number,
        direction=message.direction,
        author_kind=message.author.kind,
        author_name=message.author.name,
        kind=message.kind,
        unsupported_type=message.unsupported_type,
        text=message.text[:LETTERS],
        attachments=len(message.attachments),
        at=message.at,
    )
