"""The providers' stand-ins of the demo, each on a free port of this machine."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from channels_adapters.kit.serving import served
from channels_adapters.whatsapp.simulator import Simulator
from hub.demo.mail_house import MailHouse, mail_house


@dataclass(frozen=True)
class StandIns:
    whatsapp: Simulator
    whatsapp_url: str
    mail: MailHouse


@asynccontextmanager
async def stand_ins() -> AsyncIterator[StandIns]:
    async with AsyncExitStack() as stack:
        whatsapp = Simulator()
        stack.push_async_callback(whatsapp.close)
        whatsapp_url = await stack.enter_async_context(served(whatsapp.app))
        mail = await stack.enter_async_context(mail_house())
        yield StandIns(whatsapp, whatsapp_url, mail)
