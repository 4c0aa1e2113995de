"""Connects the demo's channels to the stand-ins, anew at each start: their ports are others.

A stand-in keeps nothing. What its customers have on their phones is told to it from what the hub
has stored, so that chats go on where they were.
"""

from datetime import timedelta
from typing import Any

from channels_adapters.registry import adapter_of
from hub.demo import house
from hub.demo.ageing import Ageing
from hub.demo.mail_house import PASSWORD
from hub.demo.play.mail import MailSide
from hub.demo.play.sides import Side
from hub.demo.play.telegram import TelegramSide
from hub.demo.play.whatsapp import WhatsAppSide
from hub.demo.recalling import recall_mails, recall_talks, recall_whatsapp
from hub.demo.stand_ins import StandIns
from hub.demo.wire import EMAIL, HOST, MAILBOX, TELEGRAM, WHATSAPP
from hub.rules.actors import SYSTEM
from hub.services import channels
from hub.store.transaction import Transaction
from hub.wiring import Hub
from models.documents import Channel

WEBHOOK_TOKEN = "simpul-demo-webhook"  # noqa: S105  # nobody else calls this machine
REMEMBERED = timedelta(days=1)
"""How far back customers scroll."""


async def connect(hub: Hub, stand_ins: StandIns) -> list[Side]:
    """The customers' side of each channel that a stand-in is on the other end of."""
    ways = {WHATSAPP: _whatsapp, TELEGRAM: _telegram, EMAIL: _mail}
    sides: list[Side] = []
    for line in house.LINES:
        channel = await hub.store.get(Channel, {"_id": line.id, "enabled": True})
        if channel is not None:
            sides.append(await ways[line.kind](hub, channel, stand_ins))
    await hub.directory.refresh()
    return sides


async def _whatsapp(hub: Hub, channel: Channel, stand_ins: StandIns) -> Side:
    simulator = stand_ins.whatsapp
    number = simulator.number
    settings = {
        "phone_number_id": number.id,
        "waba_id": number.waba_id,
        "api_base": stand_ins.whatsapp_url,
    }
    secrets = {
        "access_token": number.access_token,
        "app_secret": number.app_secret,
        "verify_token": number.verify_token,
    }
    await _set(hub, channel, settings, secrets)
    number.webhook_url = f"{hub.settings.public_url}/webhooks/{channel.id}"
    number.is_subscribed = True
    await recall_whatsapp(hub, channel, simulator, since=hub.clock.now() - REMEMBERED)
    ageing = Ageing(hub, channel.id)
    return WhatsAppSide(str(channel.id), channel.name, simulator, ageing.by_hours)


async def _telegram(hub: Hub, channel: Channel, stand_ins: StandIns) -> Side:
    simulator = stand_ins.telegram
    settings = {"mode": "webhook", "api_base": stand_ins.telegram_url}
    secrets = {"bot_token": simulator.token, "webhook_token": WEBHOOK_TOKEN}
    await _set(hub, channel, settings, secrets)
    simulator.webhook_url = f"{hub.settings.public_url}/webhooks/{channel.id}"
    simulator.webhook_secret = WEBHOOK_TOKEN
    ageing = Ageing(hub, channel.id)
    side = TelegramSide(str(channel.id), channel.name, simulator, ageing.by_hours)
    await recall_talks(hub, channel, side, since=hub.clock.now() - REMEMBERED)
    return side


async def _mail(hub: Hub, channel: Channel, stand_ins: StandIns) -> Side:
    mail = stand_ins.mail
    wanted = {
        "address": MAILBOX,
        "smtp_host": HOST,
        "smtp_port": mail.smtp_port,
        "smtp_security": "none",
        "imap_host": HOST,
        "imap_port": mail.imap_port,
        "imap_security": "none",
    }
    known = adapter_of(EMAIL).Settings.model_fields
    settings = {name: value for name, value in wanted.items() if name in known}
    await _set(hub, channel, settings, {"password": PASSWORD})
    side = MailSide(str(channel.id), channel.name, mail)
    await recall_mails(hub, channel, side, since=hub.clock.now() - REMEMBERED)
    return side


async def _set(
    hub: Hub, channel: Channel, settings: dict[str, Any], secrets: dict[str, str]
) -> None:
    async def work(tx: Transaction) -> None:
        fresh = await channels.get(tx, channel.id)
        known = channels.secrets_of(fresh, hub.sealing_key) == secrets
        given = {"settings": settings} if known else {"settings": settings, "secrets": secrets}
        news = await channels.news_of(tx, fresh, given, hub.sealing_key)
        if news:
            await channels.put(tx, fresh, news, SYSTEM)

    await hub.store.transact(work)
