"""A mailbox full of mails, and the channel that reads it."""

from channels_adapters.email.broken_mails import broken
from channels_adapters.email.dovecot import PASSWORD, Dovecot
from hub.kit.sealing import seal
from hub.kit.tokens import Signer
from hub.store.mongo import Store
from models.documents import Channel
from tests.inbound.conftest import SECRET


def letter(number: int) -> bytes:
    """Every fourth answers the one before it."""
    head = f"References: <l{number - 1}@pelanggan.example>\r\n" if number % 4 == 3 else ""
    words = "Paket saya belum sampai, mohon dicek. " * 8
    return (
        f"From: Pelanggan {number} <p{number // 4}@pelanggan.example>\r\nTo: help@kirim.example\r\n"
        f"Date: Thu, 26 Nov 2026 09:00:00 +0700\r\nSubject: Surat {number}\r\n{head}"
        f"Message-ID: <l{number}@pelanggan.example>\r\n\r\n{words}{number}\r\n"
    ).encode()


def mails(whole: int, spoilt: int) -> list[bytes]:
    """The broken ones spread among the others."""
    every = (whole + spoilt) // spoilt
    made: list[bytes] = []
    for number in range(whole + spoilt):
        at, rest = divmod(number, every)
        made.append(broken(at) if rest == 0 and at < spoilt else letter(number))
    return made


async def connect(store: Store, box: Dovecot, start: str) -> Channel:
    """Stores the channel of this mailbox."""
    channel = Channel(
        kind="email",
        name="E-mail",
        settings={
            "address": box.user,
            "imap_host": "127.0.0.1",
            "imap_port": box.imap,
            "imap_security": "none",
            "smtp_host": "127.0.0.1",
            "smtp_security": "none",
            "start": start,
        },
        created_at=store.clock.now(),
    )
    key = Signer(SECRET, store.clock).derived_key("channel secrets")
    channel.sealed_secrets = seal(key, {"password": PASSWORD}, str(channel.id))
    channel.secret_names = ["password"]
    await store.insert(channel)
    return channel
