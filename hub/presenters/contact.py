"""A contact as staff may see him, his identities, and the house's own fields."""

from datetime import date

from hub.store.directory import Directory
from models.documents import Contact, ContactField, Identity
from models.wire import contact as wire


def for_staff(document: Contact) -> wire.Contact:
    return wire.Contact(
        id=str(document.id),
        name=document.name,
        phones=document.phones,
        emails=document.emails,
        address=document.address,
        birthday=date.fromisoformat(document.birthday) if document.birthday else None,
        nik=masked(document.nik),
        custom=document.custom,
        erased=document.erased_at is not None,
        language=document.language,
        time_zone=document.time_zone,
        created_at=document.created_at,
        version=document.version,
    )


def masked(nik: str | None) -> str | None:
    """All but the last four digits."""
    return None if nik is None else "•" * (len(nik) - 4) + nik[-4:]


def identity(document: Identity, house: Directory) -> wire.Identity:
    channel = house.channels.get(document.channel_id)
    return wire.Identity(
        id=str(document.id),
        channel_id=str(document.channel_id),
        channel_kind=channel.kind if channel else "",
        address=document.address,
        name=document.name,
        verified=document.verified,
        unreachable=bool(document.unreachable),
        created_at=document.created_at,
    )


def field(document: ContactField) -> wire.ContactField:
    return wire.ContactField(
        id=str(document.id),
        name=document.name,
        type=document.type,
        choices=document.choices,
        required=document.required,
        position=document.position,
        archived=document.archived_at is not None,
        version=document.version,
    )
