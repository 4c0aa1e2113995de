"""The reply window: what may be written when, and what is told when it closes."""

import pytest

from channels_adapters.whatsapp.adapter import ADAPTER
from hub.flows.mark_expired import MarkExpired
from hub.flows.receive_message import ReceiveMessages
from hub.jobs.due_times import DueTimes
from hub.kit.errors import Invalid
from hub.presenters import conversation as present
from hub.rules.incoming import Incoming
from hub.rules.tabs import Looking, Tab, rows_of
from hub.rules.windows import WindowClosed
from models.documents import Conversation, Event, Member
from models.documents.base import Id
from models.envelopes import MessageEnvelope
from models.words import DueKind, EventType, MessageStatus, Role, Visibility
from tests.sending.conftest import Post

DAY = 24 * 3600


async def pass_due(post: Post) -> None:
    acts = {DueKind.CONVERSATION_EXPIRED: MarkExpired(post.store)}
    while await DueTimes(post.store, acts).act_on_next():
        pass


async def writes(post: Post, address: str, text: str) -> Conversation:
    """As it comes from the provider."""
    envelope = MessageEnvelope(
        account_id="1",
        timestamp=post.clock.now(),
        channel_message_id=f"in-{Id()}",
        thread_key=address,
        sender_id=address,
        sender_name="Dewi",
        text=text,
        kind="text",
    )
    receive = ReceiveMessages(post.store, post.directory)
    [received] = await receive([Incoming(post.channel, envelope)])
    assert received.message is not None
    found = await post.store.get(Conversation, {"_id": received.message.conversation_id})
    assert found is not None
    return found


def expired_tab(post: Post) -> dict[str, object]:
    admin = Member(email="a@b.example", name="Hana", role=Role.ADMIN, created_at=post.clock.now())
    looking = Looking(admin, post.clock.now(), 900, {"whatsapp": DAY})
    return rows_of(Tab.EXPIRED, looking) or {}


async def test_free_text_is_refused_after_a_day_and_says_since_when(post: Post) -> None:
    dewi = await post.customer(1)
    post.clock.advance(DAY - 1)
    await post.answer(dewi, "masih boleh")
    post.clock.advance(1)
    with pytest.raises(WindowClosed) as closed:
        await post.answer(dewi, "sudah terlambat")
    assert closed.value.error == "window_closed"
    assert closed.value.extra["windowExpiresAt"] == "2026-11-26T03:00:00.000+00:00"
    note = await post.send(dewi, text="catatan", visibility=Visibility.INTERNAL)
    assert note.status is MessageStatus.SENT


async def test_it_expires_once_leaves_the_load_and_comes_back_with_the_customer(
    post: Post,
) -> None:
    address = "628123000111"
    begun = await writes(post, address, "Halo")
    await post.store.change(
        Conversation,
        {"_id": begun.id},
        {"$set": {"state": "handled", "counts": True, "assignee": begun_by(post)}},
    )
    await post.store.db["agents"].update_one({"_id": post.sari.id}, {"$set": {"load": 1}})
    post.clock.advance(DAY - 1)
    await pass_due(post)
    assert await post.store.count(Event, {"type": EventType.CONVERSATION_EXPIRED}) == 0

    for _ in range(3):
        post.clock.advance(60)
        await pass_due(post)
    assert await post.store.count(Event, {"type": EventType.CONVERSATION_EXPIRED}) == 1
    expired = await post.store.get(Conversation, {"_id": begun.id})
    assert expired is not None
    assert expired.counts is False
    shown = present.for_staff(expired, post.directory, post.clock.now())
    assert shown.expired
    assert await post.store.count(Conversation, expired_tab(post)) == 1
    agent = await post.store.db["agents"].find_one({"_id": post.sari.id})
    assert agent is not None
    assert agent["load"] == 0

    again = await writes(post, address, "Halo lagi")
    assert (again.id, again.expired_since, again.counts) == (begun.id, None, True)
    assert not present.for_staff(again, post.directory, post.clock.now()).expired
    assert await post.store.count(Conversation, expired_tab(post)) == 0
    post.clock.advance(DAY)
    await pass_due(post)
    assert await post.store.count(Event, {"type": EventType.CONVERSATION_EXPIRED}) == 2


def begun_by(post: Post) -> dict[str, object]:
    return {"id": post.sari.id, "name": post.sari.name}


async def test_who_never_wrote_can_be_sent_templates_only(post: Post) -> None:
    dewi = await post.customer(1)
    await post.store.change(
        Conversation, {"_id": post.conversations[dewi].id}, {"$unset": {"last_inbound_at": ""}}
    )
    with pytest.raises(WindowClosed):
        await post.answer(dewi, "Halo")
    shown = present.for_staff(await post.conversation(dewi), post.directory, post.clock.now())
    assert shown.window_expires_at == shown.started_at
    assert not shown.expired


async def test_a_text_or_a_file_beyond_the_channel_s_limits_is_refused_by_field(post: Post) -> None:
    dewi = await post.customer(1)
    with pytest.raises(Invalid) as long:
        await post.answer(dewi, "a" * (ADAPTER.traits.max_text + 1))
    assert long.value.fields == {"text": "at most 4096 characters on this channel"}
    await post.answer(dewi, "a" * ADAPTER.traits.max_text)
