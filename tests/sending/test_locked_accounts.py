"""While Meta lets an account send nothing, messages wait; when it is lifted they go out, in order, once."""

from channels_adapters.whatsapp.adapter import ADAPTER
from channels_adapters.whatsapp.simulator.webhooks import Change, body_of
from hub.flows.note_account_news import NoteAccountNews
from models.documents import Channel
from models.envelopes import SystemEnvelope
from models.words import ChannelState, MessageStatus
from tests.sending.conftest import Post

PENDING, SENT = MessageStatus.PENDING, MessageStatus.SENT


async def told(post: Post, state: str) -> Channel:
    """The channel after Meta's webhook."""
    value = {"event": "DISABLED_UPDATE", "ban_info": {"waba_ban_state": state}}
    raw = body_of([Change(post.simulator.number, "account_update", value, post.clock.now())])
    [news] = ADAPTER.normalise(raw)
    assert isinstance(news, SystemEnvelope)
    at = news.model_copy(update={"timestamp": post.clock.now()})
    await NoteAccountNews(post.store)(post.channel, at)
    found = await post.store.get(Channel, {"_id": post.channel.id})
    assert found is not None
    return found


async def test_messages_wait_while_the_account_is_banned_and_go_out_after_it(post: Post) -> None:
    dewi = await post.customer(1)
    assert (await told(post, "DISABLE")).state is ChannelState.NEEDS_ATTENTION
    post.simulator.number.locked_by = 131031
    await post.answer(dewi, "satu", "dua")
    for _ in range(3):
        await post.worker().send_due()
        post.clock.advance(3600)
    assert await post.statuses(dewi) == [PENDING, PENDING]

    post.simulator.number.locked_by = 0
    await told(post, "REINSTATE")
    await post.worker().send_due()

    assert post.got(dewi) == ["satu", "dua"]
    assert await post.statuses(dewi) == [SENT, SENT]


async def test_what_meta_says_at_the_call_is_lifted_by_its_news_too(post: Post) -> None:
    dewi = await post.customer(1)
    post.simulator.number.locked_by = 131031
    await post.answer(dewi, "satu")
    await post.worker().send_due()
    post.simulator.number.locked_by = 0

    assert (await told(post, "REINSTATE")).state is ChannelState.CONNECTED
    await post.worker().send_due()
    assert await post.statuses(dewi) == [SENT]


async def test_a_warning_lets_messages_go(post: Post) -> None:
    dewi = await post.customer(1)
    warned = await told(post, "SCHEDULE_FOR_DISABLE")
    assert warned.trouble is not None
    await post.answer(dewi, "satu")
    await post.worker().send_due()
    assert await post.statuses(dewi) == [SENT]
