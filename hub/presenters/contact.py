"""A contact as staff may see him, his identities, and the house's own fields."""

from collections.abc import Mapping
from datetime import date

from hub.rules.merging import Difference
from hub.store.directory import Directory
from models.documents import Contact, ContactField, ContactMerge, Identity, MergeSuggestion
from models.documents.base import Id
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
        priority=document.priority,
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


def past_merge(document: ContactMerge) -> wire.PastMerge:
    return wire.PastMerge(
        id=str(document.id),
        name=document.gone["name"],
        by_name=document.by.name,
        at=document.at,
        undo_until=document.undo_until,
    )


def difference(one: Difference) -> wire.FieldDifference:
    hides = one.field == "nik"
    kept, gone = (masked(value) if hides else value for value in (one.kept, one.gone))
    return wire.FieldDifference(field=one.field, kept=kept, gone=gone)


def suggestion(document: MergeSuggestion, people: Mapping[Id, Contact]) -> wire.MergeSuggestion:
    return wire.MergeSuggestion(
        id=str(document.id),
        contacts=[for_staff(people[id]) for id in document.contact_ids],
        shared=[wire.SharedAddress(kind=one.kind, value=one.value) for one in document.shared],
        at=document.at,
    )
