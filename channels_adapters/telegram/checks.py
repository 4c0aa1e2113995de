"""The connection test of a bot, and telling Telegram where to call."""

from typing import Any

from channels_adapters.base import (
    Account,
    ChannelError,
    CheckStep,
    SendDelayed,
    SendRefused,
)
from channels_adapters.telegram.bot import Bot
from channels_adapters.telegram.polling import ALLOWED
from channels_adapters.telegram.settings import Mode
from models.words import Language

EN, ID = Language.ENGLISH, Language.INDONESIAN


async def check(account: Account) -> list[CheckStep]:
    bot = Bot(account)
    try:
        me = await bot.call("getMe", harmless=True)
    except ChannelError as error:
        return [_reachable(error), *([_token(error)] if not isinstance(error, SendDelayed) else [])]
    steps = [_reachable(None), _token(None, me)]
    try:
        info = await bot.call("getWebhookInfo", harmless=True)
    except ChannelError as error:
        return [*steps, _told(bot, {}, error)]
    return [*steps, _told(bot, info if isinstance(info, dict) else {}, None)]


async def connect(account: Account) -> None:
    """Raises SendRefused, SendDelayed, AccountBroken."""
    bot = Bot(account)
    if bot.settings.mode is Mode.POLLING:
        await bot.call("deleteWebhook", harmless=True)
        return
    secret = account.secrets.get("webhook_token", "")
    if not secret:
        raise SendRefused("no_secret", "the secret of the calls is missing")
    await bot.call(
        "setWebhook",
        harmless=True,
        url=account.webhook_url,
        secret_token=secret,
        allowed_updates=ALLOWED,
    )


async def disconnect(account: Account) -> None:
    await Bot(account).call("deleteWebhook", harmless=True)


def _reachable(error: ChannelError | None) -> CheckStep:
    away = isinstance(error, SendDelayed)
    return CheckStep(
        name="reachable",
        titles={EN: "Telegram can be reached", ID: "Telegram dapat dijangkau"},
        well=not away,
        detail=error.detail if away and error else "",
        remedy={
            EN: "Check this machine's way to the internet and the address of the Bot API.",
            ID: "Periksa koneksi internet mesin ini dan alamat Bot API.",
        },
    )


def _token(error: ChannelError | None, me: Any = None) -> CheckStep:
    name = me.get("username") if isinstance(me, dict) else None
    return CheckStep(
        name="token",
        titles={EN: "The token is valid", ID: "Token berlaku"},
        well=error is None,
        detail=f"@{name}" if name else (error.detail if error else ""),
        remedy={
            EN: "Copy the token from @BotFather once more; /revoke makes a new one.",
            ID: "Salin ulang token dari @BotFather; /revoke membuat yang baru.",
        },
    )


def _told(bot: Bot, info: dict[str, Any], error: ChannelError | None) -> CheckStep:
    """Where Telegram calls, or that it does not while we ask."""
    url = str(info.get("url") or "")
    polling = bot.settings.mode is Mode.POLLING
    expected = "" if polling else bot.account.webhook_url
    trouble = str(info.get("last_error_message") or "")
    waiting = info.get("pending_update_count") or 0
    detail = error.detail if error else trouble or (f"{waiting} waiting" if waiting else "")
    return CheckStep(
        name="subscribed",
        titles={EN: "Telegram knows where to bring messages", ID: "Telegram tahu tujuan pesan"},
        well=error is None and url == expected and not (trouble and not polling),
        detail=detail,
        remedy={
            EN: "Press Test connection. Telegram needs a public HTTPS address; without one choose long polling.",
            ID: "Tekan Uji koneksi. Telegram perlu alamat HTTPS publik; tanpa itu, pilih long polling.",
        },
    )
