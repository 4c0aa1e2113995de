"""The connection test of a mailbox: its server answers, lets us in, has the folder; mail goes out, and a
test mail comes back.
"""

import asyncio
import secrets
from datetime import UTC, datetime

from channels_adapters.base import Account, AccountBroken, ChannelError, CheckStep, SendDelayed
from channels_adapters.email import sending
from channels_adapters.email.composing import compose
from channels_adapters.email.mailbox import ImapServer, Mailbox
from channels_adapters.email.settings import EmailSettings
from channels_adapters.email.smtp_sending import hand_over
from channels_adapters.email.watching import server_of
from channels_adapters.kit.forms import EN, ID
from models.envelopes import Outgoing, OutgoingMail
from models.words import Language

BACK_SECONDS = 20.0
"""How long a test mail may take to come back."""
LOOK_SECONDS = 0.5

RECEIVING = {EN: "Receiving: connect and sign in", ID: "Penerimaan: tersambung dan masuk"}
FOLDER = {EN: "Receiving: the folder is there", ID: "Penerimaan: folder tersedia"}
BACK = {EN: "A test mail there and back", ID: "Email uji terkirim dan diterima kembali"}

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
    "invalid_grant": {
        EN: "The refresh token is no longer valid. Sign in at your provider again and enter a new one.",
        ID: "Token penyegar tidak berlaku lagi. Masuk kembali di penyedia Anda dan isi token baru.",
    },
    "certificate": {
        EN: "The server's certificate does not fit its name. Check the name of the server.",
        ID: "Sertifikat server tidak cocok dengan namanya. Periksa nama server.",
    },
    "folder_missing": {
        EN: "Write the folder as your mail program names it, such as INBOX or INBOX.Help.",
        ID: "Tulis folder seperti di program email Anda, misalnya INBOX atau INBOX.Bantuan.",
    },
    "not_back": {
        EN: "It was sent, but did not arrive in the folder. Check that receiving and sending are of "
        "the same mailbox, and its filters.",
        ID: "Email terkirim, tetapi tidak sampai di folder. Pastikan penerimaan dan pengiriman memakai "
        "kotak surat yang sama, dan periksa filternya.",
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
    steps.append(await sending.check(account))
    if box is not None:
        try:
            if all(step.well for step in steps):
                steps.append(await _there_and_back(account, box))
        finally:
            await asyncio.to_thread(box.close)
    return steps


async def _connected(account: Account) -> Mailbox:
    server: ImapServer = await server_of(account)
    box = Mailbox(server)
    await asyncio.to_thread(box.connect)
    return box


async def _there_and_back(account: Account, box: Mailbox) -> CheckStep:
    """It is one of ours, so the watcher leaves it alone."""
    settings: EmailSettings = account.settings
    mail = OutgoingMail(to=[settings.address], subject="Simpul: test / uji", automatic=True)
    outgoing = Outgoing(
        secrets.token_hex(12), settings.address, text="This is a test. / Ini uji coba.", mail=mail
    )
    composed = compose(
        outgoing, {}, address=settings.address, plus_addressing=False, now=datetime.now(UTC)
    )
    try:
        await sending.signed_in(account, lambda server: hand_over(server, composed))
        until = asyncio.get_running_loop().time() + BACK_SECONDS
        while not await asyncio.to_thread(box.has_id, composed.message_id):
            if asyncio.get_running_loop().time() > until:
                return _failed("round_trip", BACK, AccountBroken("not_back", "no mail came back"))
            await asyncio.sleep(LOOK_SECONDS)
    except (ChannelError, OSError) as wrong:
        return _failed("round_trip", BACK, wrong)
    return CheckStep("round_trip", BACK, well=True)


def _failed(name: str, titles: dict[Language, str], wrong: Exception) -> CheckStep:
    code = wrong.code if isinstance(wrong, ChannelError) else "unreachable"
    detail = str(wrong) if not isinstance(wrong, SendDelayed) else wrong.detail or wrong.code
    return CheckStep(name, titles, well=False, detail=detail, remedy=REMEDIES.get(code, OTHERWISE))
