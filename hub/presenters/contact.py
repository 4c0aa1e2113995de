"""A contact as staff may see him."""

from models.documents import Contact
from models.wire import contact as wire


def for_staff(document: Contact) -> wire.Contact:
    return wire.Contact(
        id=str(document.id),
        name=document.name,
        phones=document.phones,
        emails=document.emails,
        address=document.address,
        language=document.language,
        time_zone=document.time_zone,
        created_at=document.created_at,
        version=document.version,
    )
