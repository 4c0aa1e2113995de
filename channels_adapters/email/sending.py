"""One mail out of what the hub hands over: its files read, composed, handed to the account's server."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TypeVar

from channels_adapters.base import Account, AccountBroken, ChannelError, CheckStep, SendRefused
from channels_adapters.email import oauth
from channels_adapters.email.composing import Composed, compose
from channels_adapters.email.oauth import access_token
from channels_adapters.email.settings import EmailSettings
from channels_adapters.email.smtp_sending import SmtpServer, connect, hand_over, leave
from models.envelopes import Outgoing, Sent
from models.words import Language

T = TypeVar("T")

CHECKED = {
    Language.ENGLISH: "Sending: connect and sign in",
    Language.INDONESIAN: "Pengiriman: tersambung dan masuk",
}

REMEDIES = {
    **oauth.REMEDIES,
    "auth_failed": {
        Language.ENGLISH: "Check user name and password. With two-step sign-in you need an app password.",
        Language.INDONESIAN: "Periksa nama pengguna dan kata sandi. Verifikasi dua langkah memerlukan sandi aplikasi.",
    },
    "certificate": {
        Language.ENGLISH: "The server's certificate does not fit its name. Check the name of the server.",
        Language.INDONESIAN: "Sertifikat server tidak cocok dengan namanya. Periksa nama server.",
    },
    "unreachable": {
        Language.ENGLISH: "Check server and port, and that this machine may connect to it.",
        Language.INDONESIAN: "Periksa server dan porta, serta izin koneksi dari mesin ini.",
    },
}
OTHERWISE = {
    Language.ENGLISH: "Check server, port and encryption; what the server said stands beside it.",
    Language.INDONESIAN: "Periksa server, porta, dan enkripsi; jawaban server tercantum di samping.",
}


async def server_of(account: Account, *, refused: str = "") -> SmtpServer:
    """``refused``: an access token that is not good any more. Raises AccountBroken, SendDelayed when no
    other can be had.
    """
    settings: EmailSettings = account.settings
    secrets = account.secrets
    password = secrets.get("smtp_password") or secrets.get("password") or ""
    token = await access_token(account, refused=refused)
    user = settings.smtp_user or (settings.address if password or token else "")
    return SmtpServer(
        settings.smtp_host, settings.smtp_port, settings.smtp_security.value, user, password, token
    )


async def signed_in(account: Account, act: Callable[[SmtpServer], Awaitable[T]]) -> T:
    """Do it; a token may be withdrawn before its time, and another one tells whether it is that."""
    server = await server_of(account)
    try:
        return await act(server)
    except AccountBroken as broken:
        if broken.code != "auth_failed" or not server.token:
            raise
    return await act(await server_of(account, refused=server.token))


async def send(account: Account, outgoing: Outgoing) -> Sent:
    """Raises SendRefused, SendDelayed, SendUncertain, AccountBroken."""
    if outgoing.mail is None:
        raise SendRefused("no_head", "a mail needs recipients and a subject")
    contents = {
        file.id: b"".join([piece async for piece in file.open()]) for file in outgoing.files
    }
    try:
        composed = await asyncio.to_thread(_composed, account.settings, outgoing, contents)
    except ValueError as wrong:
        raise SendRefused("cannot_be_written", str(wrong)) from None
    handed = await signed_in(account, lambda server: hand_over(server, composed))
    return Sent(
        composed.message_id,
        other_ids=handed.other_ids,
        refused=handed.refused,
        deferred=handed.deferred,
    )


async def check(account: Account) -> CheckStep:
    """Whether the server lets us in. Sends nothing."""
    settings: EmailSettings = account.settings
    try:
        own_name = settings.address.rpartition("@")[2]
        client = await signed_in(account, lambda server: connect(server, own_name))
    except ChannelError as wrong:
        remedy = REMEDIES.get(wrong.code, OTHERWISE)
        return CheckStep("sending", CHECKED, well=False, detail=str(wrong), remedy=remedy)
    await leave(client)
    return CheckStep("sending", CHECKED, well=True)


def _composed(settings: EmailSettings, outgoing: Outgoing, contents: dict[str, bytes]) -> Composed:
    return compose(
        outgoing,
        contents,
        address=settings.address,
        plus_addressing=settings.plus_addressing,
        now=datetime.now(UTC),
    )
