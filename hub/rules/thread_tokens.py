"""The token in the address for answers (``help+TOKEN@...``): which conversation, signed.

Lower-case letters and digits only, as the part before ``@`` may lose its case, and 32 of them, as it
holds no more than 64.
"""

import hmac
import re
from base64 import b32decode, b32encode

from hub.kit.tokens import Signer
from models.documents.base import Id

PURPOSE = "mail thread"
SIGNATURE_BYTES = 8
TOKEN = re.compile(r"[a-z2-7]{32}")


def thread_token(signer: Signer, conversation_id: Id) -> str:
    whole = conversation_id.binary + _signature(signer, conversation_id)
    return b32encode(whole).decode().lower()


def read_thread_token(signer: Signer, token: str) -> Id | None:
    """The conversation; None when it is not ours or not whole."""
    plain = token.strip().lower()
    if not TOKEN.fullmatch(plain):
        return None
    raw = b32decode(plain.upper())
    conversation_id = Id(raw[:12])
    expected = thread_token(signer, conversation_id)
    return conversation_id if hmac.compare_digest(expected, plain) else None


def _signature(signer: Signer, conversation_id: Id) -> bytes:
    return signer.digest(PURPOSE, str(conversation_id))[:SIGNATURE_BYTES]
