"""The addresses of files, as each audience is told them.

Staff read with their cookie or bearer, and their rights are checked again. The widget's pictures
load without a header, so its addresses carry a signature of their own that ends: for one file, one
visitor, one channel. Within half a day the same file keeps the same address, so browsers need not
load it again.
"""

from datetime import datetime

from hub.kit.tokens import Signer
from models.documents.base import Id

PURPOSE = "chat attachment"
WINDOW_SECONDS = 12 * 3600
"""An address is good for one to two of these."""


def staff_url(attachment_id: Id) -> str:
    return f"/api/v1/attachments/{attachment_id}"


def signed_url(
    signer: Signer, channel_id: Id, identity_id: Id, attachment_id: Id, now: datetime
) -> str:
    """For the visitor ``identity_id`` and whomever he gives it to, until it ends."""
    expires = (int(now.timestamp()) // WINDOW_SECONDS + 2) * WINDOW_SECONDS
    signature = signer.sign(PURPOSE, _signed(channel_id, identity_id, attachment_id, expires))
    path = f"/api/v1/chat/{channel_id}/attachments/{attachment_id}"
    return f"{path}?exp={expires}&sig={signature}"


def is_signed_url(
    signer: Signer,
    channel_id: Id,
    identity_id: Id,
    attachment_id: Id,
    now: datetime,
    *,
    expires: int,
    signature: str,
) -> bool:
    """Whether these are the end and the signature that ``signed_url`` gave, and it has not ended."""
    value = _signed(channel_id, identity_id, attachment_id, expires)
    return signer.is_signed(PURPOSE, value, signature) and now.timestamp() < expires


def _signed(channel_id: Id, identity_id: Id, attachment_id: Id, expires: int) -> str:
    return f"{channel_id}.{identity_id}.{attachment_id}.{expires}"
