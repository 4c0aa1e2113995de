"""The providers' stand-ins of the demo, each on a free port of this machine."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from time import time

from channels_adapters.kit.serving import served
from channels_adapters.telegram.simulator import Simulator as Bots
from channels_adapters.whatsapp.simulator import Simulator
from hub.demo.mail_house import MailHouse, mail_house


@dataclass(frozen=True)
class StandIns:
    whatsapp: Simulator
    whatsapp_url: str
    telegram: Bots
    telegram_url: str
    mail: MailHouse


@asynccontextmanager
async def stand_ins() -> AsyncIterator[StandIns]:
    async with AsyncExitStack() as stack:
        whatsapp = Simulator()
        stack.push_async_callback(whatsapp.close)
        whatsapp_url = await stack.enter_async_context(served(whatsapp.app))
        # Ids of updates go on where an earlier run ended.
        telegram = Bots(next_update=int(time()))
        stack.push_async_callback(telegram.close)
        telegram_url = await stack.enter_async_context(served(telegram.app))
        mail = await stack.enter_async_context(mail_house())
        yield StandIns(whatsapp, whatsapp_url, telegram, telegram_url, mail)
