"""What one writes a mail with: known addresses and signatures."""

from models.documents import MailAddress, Signature
from models.wire import compose as wire


def known_address(document: MailAddress) -> wire.KnownAddress:
    return wire.KnownAddress(
        address=document.address,
        name=document.name,
        contact_id=str(document.contact_id) if document.contact_id else None,
    )


def signature(document: Signature) -> wire.Signature:
    return wire.Signature(
        scope=document.scope,
        owner_id=str(document.owner_id),
        html=document.html,
        updated_at=document.updated_at,
    )
