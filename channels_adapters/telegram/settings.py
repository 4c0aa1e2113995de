"""What an admin sets for a Telegram bot."""

from enum import StrEnum
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, Field

from channels_adapters.kit.forms import grouped, told

API = "https://api.telegram.org"


class Mode(StrEnum):
    """How updates come. ``polling`` needs no public address."""

    WEBHOOK = "webhook"
    POLLING = "polling"


def _base(text: str) -> str:
    """An address without a path. Loopback may go without TLS, for stand-ins and local servers."""
    base = text.strip().rstrip("/")
    parts = urlsplit(base)
    host = parts.hostname or ""
    if not host or f"{parts.scheme}://{parts.netloc}" != base or "@" in parts.netloc:
        raise ValueError("must be an address without a path, such as https://api.telegram.org")
    loopback = host in ("127.0.0.1", "::1", "localhost")
    if parts.scheme != "https" and not (parts.scheme == "http" and loopback):
        raise ValueError("must begin with https://")
    return base


class TelegramSettings(BaseModel):
    model_config = {"json_schema_extra": grouped({"advanced": ("Advanced", "Lanjutan")})}

    mode: Mode = Field(
        Mode.WEBHOOK,
        json_schema_extra=told(
            "How messages arrive",
            "Cara pesan masuk",
            "Being called is quickest and needs a public HTTPS address. Asking works anywhere, also on "
            "this machine alone.",
            "Dipanggil paling cepat dan memerlukan alamat HTTPS publik. Bertanya berfungsi di mana saja, "
            "juga di mesin ini saja.",
            without_address="polling",
            choices={
                "webhook": ("Telegram calls the hub (webhook)", "Telegram memanggil hub (webhook)"),
                "polling": (
                    "The hub asks Telegram (long polling)",
                    "Hub bertanya kepada Telegram (long polling)",
                ),
            },
        ),
    )
    api_base: Annotated[str, AfterValidator(_base)] = Field(
        API,
        json_schema_extra=told(
            "Address of the Bot API",
            "Alamat Bot API",
            "Change it for a Bot API server of your own, or to try things out with a stand-in.",
            "Ubah untuk server Bot API milik sendiri, atau untuk uji coba dengan simulator.",
            group="advanced",
        ),
    )


class TelegramSecrets(BaseModel):
    """``webhook_token`` comes back with every call of Telegram and proves it."""

    bot_token: str = Field(
        "",
        json_schema_extra=told(
            "Bot token",
            "Token bot",
            "From @BotFather: /newbot, or /token for a bot that exists.",
            "Dari @BotFather: /newbot, atau /token untuk bot yang sudah ada.",
            needed=True,
            placeholder="7742091834:AAF...",
        ),
    )
    webhook_token: str = Field(
        "",
        pattern=r"^[A-Za-z0-9_-]{0,256}$",
        json_schema_extra=told(
            "Secret of the calls",
            "Rahasia panggilan",
            "Any letters and digits; the hub tells them to Telegram when it connects.",
            "Huruf dan angka apa pun; hub memberitahukannya kepada Telegram saat terhubung.",
            generated=True,
            shown_when={"mode": "webhook"},
        ),
    )


def bot_id_of(token: str) -> str:
    """The digits before the colon are the bot's own id."""
    return token.partition(":")[0] if ":" in token else ""
