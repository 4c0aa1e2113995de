"""The line to a mailbox is cut, its mails are taken away or numbered anew while they are read, the server
cannot hand one over: each mail is taken once all the same.
"""

import asyncio
import contextlib
import os
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest

from channels_adapters.base import Payload
from channels_adapters.email import watching
from channels_adapters.email.dovecot import Dovecot
from channels_adapters.email.mailbox import Mailbox
from channels_adapters.email.normalising import normalised
from channels_adapters.email.taken import Taken, account, letter, watched
from channels_adapters.kit.waiting import until
from models.envelopes import MessageEnvelope


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "PAST_PAUSE", 0.0)
    monkeypatch.setattr(watching, "FIRST_PAUSE", 0.05)


LONG_BEFORE = 1_764_100_000
"""When those of the past arrived, in seconds since 1970."""


class Line:
    """Between us and the server; cut after so many bytes of an answer, as often as there are numbers."""

    def __init__(self, port: int, cuts: list[int]) -> None:
        self._port = port
        self._cuts = cuts
        self.port = 0
        self._carrying: list[asyncio.Task[Any]] = []

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator["Line"]:
        server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            for task in self._carrying:
                task.cancel()
            await asyncio.gather(*self._carrying, return_exceptions=True)

    async def _carry(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        carrying = asyncio.current_task()
        assert carrying is not None
        self._carrying.append(carrying)
        far, there = await asyncio.open_connection("127.0.0.1", self._port)
        left = self._cuts.pop(0) if self._cuts else None
        up = asyncio.create_task(self._pass(near, there, None))
        try:
            with contextlib.suppress(ConnectionError):
                await self._pass(far, back, left)
        finally:
            up.cancel()
            await asyncio.gather(up, return_exceptions=True)
            back.transport.abort()
            there.transport.abort()

    async def _pass(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, left: int | None
    ) -> None:
        while piece := await source.read(4096):
            if left is not None:
                piece, left = piece[:left], left - len(piece)
            sink.write(piece)
            await sink.drain()
            if left is not None and left <= 0:
                return


async def test_a_line_cut_in_the_middle_of_mails_loses_and_doubles_none(
    box: Dovecot, http: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "STEADY_SECONDS", 0.0)
    many = 40
    await asyncio.to_thread(box.put_files, [letter(n) for n in range(many)])
    cuts = [1_500, 2_000, 3_000, 5_000, 4_000, 6_000, 2_500, 7_000]
    taken = Taken()
    async with (
        Line(box.imap, cuts).open() as line,
        watched(account(box, http, start="all", imap_port=line.port), taken),
    ):
        await taken.has(*range(many))
        await asyncio.sleep(0.1)
    assert cuts == []
    assert Counter(taken.numbers) == dict.fromkeys(range(many), 1)


async def test_numbered_anew_while_it_is_watched(box: Dovecot, http: httpx2.AsyncClient) -> None:
    taken = Taken()
    async with watched(account(box, http), taken):
        await taken.begun()
        await asyncio.to_thread(box.put, letter(1), letter(2))
        await taken.has(1, 2)
        await asyncio.to_thread(box.number_anew)
        await asyncio.to_thread(box.put, letter(3))
        await taken.has(3)
        await asyncio.to_thread(box.put, letter(4))
        await taken.has(4)
    assert set(taken.numbers) == {1, 2, 3, 4}
    assert not any(one.history for one in taken.payloads)


@dataclass
class Interrupted(Taken):
    """``then`` happens once, when the first mails have been kept."""

    then: Callable[[], None] | None = None

    async def deliver(self, payloads: Sequence[Payload], place: Mapping[str, Any]) -> None:
        await super().deliver(payloads, place)
        if payloads and self.then is not None:
            then, self.then = self.then, None
            await asyncio.to_thread(then)


async def test_numbered_anew_in_the_middle_of_the_past(
    box: Dovecot, http: httpx2.AsyncClient
) -> None:
    many = 80
    await asyncio.to_thread(box.put_files, [letter(n) for n in range(many)])
    for file in (box.folder / "mail" / box.user).rglob("*.test"):
        os.utime(file, (LONG_BEFORE, LONG_BEFORE))

    def anew() -> None:
        assert 0 < len(taken.payloads) < many
        box.number_anew()
        box.kick()

    taken = Interrupted(then=anew)
    async with watched(account(box, http, start="all"), taken):
        await until(lambda: taken.then is None)
        await asyncio.to_thread(box.put, letter(100))
        await taken.has(*range(many), 100)
    history = {n: one.history for n, one in zip(taken.numbers, taken.payloads, strict=True)}
    assert all(history[n] for n in range(many))
    assert taken.place["folders"][0]["validity"] == 777_000_777


async def test_what_is_deleted_between_two_questions_holds_up_nothing(
    box: Dovecot, http: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = Mailbox.list

    def and_deletes(self: Mailbox, uids: Any) -> Any:
        found = listed(self, uids)
        if len(found) > 1:
            box.admin("expunge", "-u", box.user, "mailbox", "INBOX", "header", "subject", "Surat 2")
        return found

    monkeypatch.setattr(Mailbox, "list", and_deletes)
    await asyncio.to_thread(box.put_files, [letter(n) for n in (1, 2, 3)])
    taken = Taken()
    async with watched(account(box, http, start="all"), taken):
        await taken.has(1, 3)
        await asyncio.to_thread(box.put, letter(4))
        await taken.has(4)
    assert sorted(taken.numbers) == [1, 3, 4]


async def test_a_mail_that_the_server_cannot_hand_over_stops_none_of_the_others(
    box: Dovecot, http: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As of a damaged store: nobody may read its file."""
    asked: Counter[int] = Counter()
    bodies = Mailbox.bodies

    def and_counts(self: Mailbox, uids: Any) -> Any:
        asked.update(uids)
        return bodies(self, uids)

    monkeypatch.setattr(Mailbox, "bodies", and_counts)
    await asyncio.to_thread(box.put_files, [letter(n) for n in (1, 2, 3)])
    box.admin("mailbox", "status", "-u", box.user, "messages vsize", "INBOX")
    [file] = (box.folder / "mail" / box.user).rglob("*M1P1.test*")
    file.chmod(0)
    taken = Taken()
    async with watched(account(box, http, start="all"), taken):
        await until(lambda: len(taken.payloads) == 3)
        await asyncio.to_thread(box.put, letter(4))
        await until(lambda: len(taken.payloads) == 4)
    found = [normalised(one.raw)[0] for one in taken.payloads]
    texts = [one.text for one in found if isinstance(one, MessageEnvelope)]
    assert texts[0] == "Surat 1"
    assert texts[1].startswith("[The mail server does not hand this mail over")
    assert texts[2:] == ["Surat 3", "Surat 4"]
    assert asked[2] == watching.MOST_REFUSED


async def test_one_too_large_of_which_not_even_the_head_is_handed_over_stops_none_either(
    box: Dovecot, http: httpx2.AsyncClient
) -> None:
    large = letter(2).replace(b"\r\n\r\nSurat", b"\r\n\r\n" + b"x" * 78 + b"\r\n" * 600_000)
    await asyncio.to_thread(box.put_files, [letter(1), large, letter(3)])
    box.admin("mailbox", "status", "-u", box.user, "messages vsize", "INBOX")
    [file] = (box.folder / "mail" / box.user).rglob("*M1P1.test*")
    file.chmod(0)
    taken = Taken()
    async with watched(account(box, http, start="all", largest=1), taken):
        await until(lambda: len(taken.payloads) == 3)
    found = [normalised(one.raw)[0] for one in taken.payloads]
    texts = [one.text for one in found if isinstance(one, MessageEnvelope)]
    assert (texts[0], texts[2]) == ("Surat 1", "Surat 3")
    assert "too large" in texts[1]
