"""What a provider says about the account itself: that it may not send, or again; that templates changed.

News come in any order and several times: what is older than the last mending changes nothing.
"""

from hub.kit.log import get_logger
from hub.services import channels, templates
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Channel
from models.documents.channel import Trouble
from models.envelopes import ErrorEnvelope, StatusEnvelope, SystemEnvelope

log = get_logger(__name__)

News = SystemEnvelope | ErrorEnvelope | StatusEnvelope


class NoteAccountNews:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, channel: Channel, news: News) -> None:
        code = news.kind if isinstance(news, SystemEnvelope) else news.error_code
        log.warning("account_news", channel=str(channel.id), code=code, text=_told(news)[:300])

        async def work(tx: Transaction) -> None:
            if isinstance(news, SystemEnvelope) and news.of_templates:
                await templates.ask_again(tx, channel.id)
            await _stand(tx, channel, news)

        await self._store.transact(work)


async def _stand(tx: Transaction, channel: Channel, news: News) -> None:
    present = await tx.get(Channel, {"_id": channel.id})
    if present is None or (present.mended_at is not None and news.timestamp < present.mended_at):
        return
    trouble = news.trouble
    if trouble is not None and (trouble.until is None or trouble.until > tx.now):
        begun = Trouble(
            code=trouble.code, detail=_told(news)[:500], since=tx.now, until=trouble.until
        )
        await channels.begin_trouble(tx, present, begun, stops=trouble.stops)
    elif isinstance(news, SystemEnvelope) and _is_over(present, news):
        # Also when the trouble is heard of only afterwards.
        await channels.end_trouble(tx, present, news.timestamp)


def _is_over(channel: Channel, news: SystemEnvelope) -> bool:
    return bool(news.over) and (channel.trouble is None or channel.trouble.code in news.over)


def _told(news: News) -> str:
    return (news.error_detail or "") if isinstance(news, StatusEnvelope) else news.text
