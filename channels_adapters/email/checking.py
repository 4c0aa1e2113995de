"""The connection test of a mailbox: its server answers, lets us in, has the folder; mail may go out. Sends
nothing.
"""

import asyncio

from channels_adapters.base import Account, ChannelError, CheckStep, SendDelayed
from channels_adapters.email import oauth, sending
from channels_adapters.email.mailbox import ImapServer, Mailbox
from channels_adapters.email.settings import EmailSettings
from channels_adapters.email.watching import server_of
from channels_adapters.kit.forms import EN, ID
from models.words import Language

RECEIVING = {EN: "Receiving: connect and sign in", ID: "Penerimaan: tersambung dan masuk"}
FOLDER = {EN: "Receiving: the folder is there", ID: "Penerimaan: folder tersedia"}

OTHERWISE = {
    EN: "Check server, port and encryption; what the server said stands beside it.",
    ID: "Periksa server, porta, dan enkripsi; jawaban server tercantum di samping.",
}
REMEDIES: dict[str, dict[Language, str]] = {
    "auth_failed": {
        EN: "Check user name and password. With two-step sign-in you need an app password, and IMAP "
        "has to be switched on in the mailbox's settings.",
        ID: "Periksa nama pengguna dan kata sandi. Verifikasi dua langkah memerlukan sandi aplikasi, "
        "dan IMAP harus diaktifkan di pengaturan kotak surat.",
    },
    **oauth.REMEDIES,
    "certificate": {
        EN: "The server's certificate does not fit its name. Check the name of the server.",
        ID: "Sertifikat server tidak cocok dengan namanya. Periksa nama server.",
    },
    "folder_missing": {
        EN: "Write the folder as your mail program names it, such as INBOX or INBOX.Help.",
        ID: "Tulis folder seperti di program email Anda, misalnya INBOX atau INBOX.Bantuan.",
    },
}


async def check(account: Account) -> list[CheckStep]:
    """Never raises for what a server says."""
    settings: EmailSettings = account.settings
    if not settings.imap_host:
        return [await sending.check(account)]
    box: Mailbox | None = None
    steps: list[CheckStep] = []
    try:
        box = await _connected(account)
        steps.append(CheckStep("receiving", RECEIVING, well=True))
        await asyncio.to_thread(box.open, settings.folder)
        steps.append(CheckStep("folder", FOLDER, well=True))
    except (ChannelError, OSError) as wrong:
        name, titles = ("folder", FOLDER) if steps else ("receiving", RECEIVING)
        steps.append(_failed(name, titles, wrong))
    finally:
        if box is not None:
            await asyncio.to_thread(box.close)
    return [*steps, await sending.check(account)]


async def folders(account: Account) -> list[str]:
    """Raises AccountBroken, SendDelayed, OSError."""
    box = await _connected(account)
    try:
        return await asyncio.to_thread(box.folders)
    finally:
        await asyncio.to_thread(box.close)


async def _connected(account: Account) -> Mailbox:
    server: ImapServer = await server_of(account)
    box = Mailbox(server)
    await asyncio.to_thread(box.connect)
    return box


def _failed(name: str, titles: dict[Language, str], wrong: Exception) -> CheckStep:
    code = wrong.code if isinstance(wrong, ChannelError) else "unreachable"
    detail = str(wrong) if not isinstance(wrong, SendDelayed) else wrong.detail or wrong.code
    return CheckStep(name, titles, well=False, detail=detail, remedy=REMEDIES.get(code, OTHERWISE))
