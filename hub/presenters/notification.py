"""A notification as its member sees it: what it is about only while he may see that."""

from hub.rules.audience import sees
from hub.rules.news import DEFAULTS, kinds_for
from hub.store.directory import Directory
from models.documents import Conversation, Member, Notification, NotificationSettings
from models.wire import notification as wire
from models.wire.conversation import EventActor
from models.wire.people import NamedContact


def for_member(
    document: Notification, about: Conversation | None, member: Member, house: Directory
) -> wire.Notification:
    """``about``: the conversation it names, when there is one."""
    seen = about if about is not None and sees(member, about) else None
    department = house.departments.get(document.department_id) if document.department_id else None
    channel = house.channels.get(document.channel_id) if document.channel_id else None
    actor = document.actor
    return wire.Notification(
        id=str(document.id),
        kind=document.kind,
        actor=EventActor(
            kind=actor.kind,
            id=str(actor.id) if actor.id else None,
            name=actor.name,
        ),
        at=document.at,
        read_at=document.read_at,
        count=document.times,
        bell=document.bell,
        hidden=document.conversation_id is not None and seen is None,
        conversation_id=str(seen.id) if seen else None,
        contact=NamedContact(id=str(seen.contact.id), name=seen.contact.name) if seen else None,
        message_id=str(document.message_id) if seen and document.message_id else None,
        department_id=str(document.department_id) if document.department_id else None,
        department_name=department.name if department else None,
        channel_id=str(document.channel_id) if document.channel_id else None,
        channel_name=channel.name if channel else None,
        version=document.version,
    )


def settings(document: NotificationSettings | None, member: Member) -> wire.NotificationSettings:
    """What he chose, and for the rest the defaults."""
    chosen = document or NotificationSettings(_id=member.id)
    quiet = chosen.quiet_hours
    return wire.NotificationSettings(
        id=str(member.id),
        kinds=[
            wire.KindOfNotification(
                kind=kind, **(chosen.kinds.get(kind) or DEFAULTS[kind]).model_dump()
            )
            for kind in kinds_for(member.role)
        ],
        sound=chosen.sound,
        volume=chosen.volume,
        show_text=chosen.show_text,
        quiet_hours=wire.QuietHours(start=quiet.start, end=quiet.end) if quiet else None,
        quiet_until=chosen.quiet_until,
        muted=[str(id) for id in chosen.muted_ids],
        oldest_wait=chosen.oldest_wait,
        unanswered=chosen.unanswered,
        mention_mail=chosen.mention_mail,
        version=chosen.version,
    )
