"""A file as its audience sees it."""

from models.documents import Attachment
from models.documents.message import AttachedFile
from models.wire import message as wire


def attachment(file: Attachment | AttachedFile, url: str) -> wire.Attachment:
    """``url`` from ``file_links``, of the audience it is for."""
    return wire.Attachment(
        id=str(file.id),
        kind=file.kind,
        name=file.name,
        mime=file.mime,
        size=file.size,
        width=file.width,
        height=file.height,
        url=url,
        inline=isinstance(file, AttachedFile) and file.content_id is not None,
    )
