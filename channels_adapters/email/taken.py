"""A mailbox that is watched, and who keeps what is taken from it, for tests."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx2

from channels_adapters.base import Account, Payload
from channels_adapters.email import watching
from channels_adapters.email.dovecot import PASSWORD, Dovecot
from channels_adapters.email.settings import EmailSettings
from channels_adapters.kit.waiting import until


def letter(number: int, day: int = 26) -> bytes:
    return (
        f"From: p{number}@pelanggan.example\r\nTo: help@kirim.example\r\nSubject: Surat {number}\r\n"
        f"Date: Thu, {day} Nov 2026 09:00:00 +0700\r\nMessage-ID: <l{number}@pelanggan.example>\r\n\r\n"
        f"Surat {number}\r\n"
    ).encode()


@dataclass
class Taken:
    """Stands for the hub: keeps the mails and the place as it would, in one step."""

    payloads: list[Payload] = field(default_factory=list)
    place: dict[str, Any] = field(default_factory=dict)
    fails: int = 0

    async def deliver(self, payloads: Sequence[Payload], place: Mapping[str, Any]) -> None:
        if payloads and self.fails:
            self.fails -= 1
            raise ConnectionError("the store is away")
        self.payloads += payloads
        self.place = json.loads(json.dumps(place))

    @property
    def numbers(self) -> list[int]:
        bodies = [one.raw.rsplit(b"Surat ", 1)[1] for one in self.payloads]
        return [int(body.strip()) for body in bodies]

    @property
    def past(self) -> Any:
        """What is left of it in the first folder."""
        return self.place["folders"][0]["past"]

    async def has(self, *numbers: int) -> None:
        await until(lambda: set(numbers) <= set(self.numbers))

    async def begun(self) -> None:
        await until(lambda: self.place)


def account(box: Dovecot, http: httpx2.AsyncClient, **more: Any) -> Account:
    values = {
        "address": box.user,
        "imap_host": "127.0.0.1",
        "imap_port": box.imap,
        "imap_security": "none",
        "smtp_host": "127.0.0.1",
        "smtp_security": "none",
        **more,
    }
    return Account("box", EmailSettings(**values), {"password": PASSWORD}, "", http)


@contextlib.asynccontextmanager
async def watched(account: Account, taken: Taken) -> AsyncIterator["asyncio.Task[None]"]:
    task = asyncio.create_task(watching.watch(account, taken.place, taken.deliver))
    try:
        yield task
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError, OSError):
            await task
