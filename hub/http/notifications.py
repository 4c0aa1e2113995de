"""The caller's own bell, and how he wants to be told."""

from typing import Any

from hub.http.conversation_query import PageQuery
from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.kit.errors import Invalid
from hub.presenters import notification as present
from hub.rules.cursors import read_time, time_cursor
from hub.rules.news import kinds_for
from hub.rules.policy import Act
from hub.services import conversations, notification_settings, notifications
from hub.store.transaction import Transaction
from models.documents import Conversation
from models.documents.base import Id
from models.documents.notification import Media
from models.wire.notification import (
    Notification,
    NotificationPage,
    NotificationSettings,
    NotificationSettingsPatch,
    ReadNotificationsBody,
    UnreadFigure,
)

doors = Doors("Notifications")

EMPTIED = frozenset({"quiet_hours", "quiet_until"})
"""Where null is a value: there are none any more."""


class NotificationsQuery(PageQuery):
    """``unread``: only entries that have not been read."""

    unread: bool = False


@doors.get("/notifications", Act.READ_NOTIFICATIONS)
async def list_notifications(call: Call, query: NotificationsQuery) -> NotificationPage:
    """The caller's bell, the newest first.

    An entry about a conversation that he may not see any more says only that there was one.
    """
    store, member = call.hub.store, call.caller.member
    found = await notifications.page(
        store,
        member,
        unread_only=query.unread,
        after=read_time(query.cursor),
        limit=query.limit + 1,
    )
    entries, more = found[: query.limit], len(found) > query.limit
    ids = list({one.conversation_id for one in entries if one.conversation_id})
    about = {one.id: one for one in await store.find(Conversation, {"_id": {"$in": ids}})}
    return NotificationPage(
        items=[_shown(call, one, about) for one in entries],
        next_cursor=time_cursor(entries[-1].at, entries[-1].id) if more else None,
        unread=await notifications.unread_count(store, member),
    )


def _shown(call: Call, one: Any, about: dict[Id, Conversation]) -> Notification:
    conversation = about.get(one.conversation_id)
    return present.for_member(one, conversation, call.caller.member, call.hub.directory)


@doors.post("/notifications/read", Act.READ_NOTIFICATIONS, refuses=(404,))
async def read_notifications(call: Call, body: ReadNotificationsBody) -> UnreadFigure:
    """Mark entries as read: those named, one and all older ones, or all. How many are left."""
    named = [body.ids is not None, bool(body.all), body.up_to is not None]
    if named.count(True) != 1:
        raise Invalid("Say which: ids, all, or upTo.", fields={"ids": "exactly one of the three"})
    member = call.caller.member
    ids = None if body.ids is None else [Id(id) for id in body.ids]
    up_to = Id(body.up_to) if body.up_to else None

    async def work(tx: Transaction) -> None:
        await notifications.mark_read(tx, member, ids=ids, up_to=up_to)

    await call.hub.store.transact(work)
    return UnreadFigure(unread=await notifications.unread_count(call.hub.store, member))


@doors.get("/me/notifications", Act.READ_ACCOUNT)
async def read_notification_settings(call: Call) -> NotificationSettings:
    """How the caller wants to be told."""
    member = call.caller.member
    chosen = await notification_settings.of_member(call.hub.store, member.id)
    return present.settings(chosen, member)


@doors.patch("/me/notifications", Act.CHANGE_ACCOUNT)
async def change_notification_settings(
    call: Call, body: NotificationSettingsPatch
) -> NotificationSettings:
    """Change what is named. Holds at once in all tabs and on all devices."""
    member = call.caller.member
    given = body.model_dump(exclude_unset=True, exclude={"kinds"})
    values = {key: value for key, value in given.items() if value is not None or key in EMPTIED}
    for choice in body.kinds or []:
        if choice.kind not in kinds_for(member.role):
            raise Invalid(fields={"kinds": f"{choice.kind} is for supervisors"})
        media = Media(sound=choice.sound, desktop=choice.desktop, bell=choice.bell)
        values[f"kinds.{choice.kind}"] = media.model_dump()

    async def work(tx: Transaction) -> NotificationSettings:
        return present.settings(await notification_settings.change(tx, member, values), member)

    return await call.hub.store.transact(work)


@doors.put("/conversations/{conversation_id}/mute", Act.MUTE_CONVERSATION)
async def mute_conversation(call: Call, conversation_id: Id) -> NotificationSettings:
    """No notifications from this conversation any more, but for mentions and assignments."""
    return await _set_muted(call, conversation_id, muted=True)


@doors.delete("/conversations/{conversation_id}/mute", Act.MUTE_CONVERSATION)
async def unmute_conversation(call: Call, conversation_id: Id) -> NotificationSettings:
    """Be told of this conversation again."""
    return await _set_muted(call, conversation_id, muted=False)


async def _set_muted(call: Call, conversation_id: Id, *, muted: bool) -> NotificationSettings:
    store, member = call.hub.store, call.caller.member
    await conversations.seen_by(store, member, conversation_id)

    async def work(tx: Transaction) -> NotificationSettings:
        chosen = await notification_settings.set_muted(tx, member, conversation_id, muted=muted)
        return present.settings(chosen, member)

    return await store.transact(work)
