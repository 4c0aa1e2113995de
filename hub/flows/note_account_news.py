"""What a provider says about the account itself: written down; a lock or a ban needs an admin."""

from hub.kit.log import get_logger
from models.documents import Channel
from models.envelopes import ErrorEnvelope, SystemEnvelope

log = get_logger(__name__)


class NoteAccountNews:
    async def __call__(self, channel: Channel, news: SystemEnvelope | ErrorEnvelope) -> None:
        code = news.error_code if isinstance(news, ErrorEnvelope) else news.kind
        log.warning("account_news", channel=str(channel.id), code=code, text=news.text[:300])
