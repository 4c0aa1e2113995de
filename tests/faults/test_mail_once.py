"""Real processes: the worker that sends mail is killed between the message and the server's answer."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from hub.flows.invite_members import InviteMembers, Wanted
from hub.kit.clock import SystemClock
from hub.store import migrations
from hub.store.bus import LocalBus
from hub.store.directory import Directory
from hub.store.leases import LONG_AGO
from hub.store.mongo import Store
from models.documents import Invitation, Member, SystemMail
from models.words import MailState, Role
from tests.journeys.conftest import in_database
from tests.services.command import start_hub
from tests.services.smtp_server import SmtpServer

pytestmark = pytest.mark.faults

SECRET = "0123456789abcdef0123456789abcdef"


@pytest.fixture
async def server() -> AsyncIterator[SmtpServer]:
    server = SmtpServer()
    yield server
    await server.stop()


@pytest.fixture
async def store(mongodb_url: str, database_name: str) -> AsyncIterator[Store]:
    url = in_database(mongodb_url, database_name)
    store = await Store.open(url, SystemClock(), LocalBus())
    await migrations.migrate(store)
    yield store
    await store.client.drop_database(database_name)
    await store.close()


async def invite(store: Store, *names: str) -> None:
    dewi = Member(
        email="dewi@toko.example", name="Dewi", role=Role.ADMIN, created_at=store.clock.now()
    )
    emails = [f"{name}@toko.example" for name in names]
    await InviteMembers(store, Directory(store))(Wanted(emails, Role.AGENT, [], [], None), dewi)


async def worker(
    mongodb_url: str, redis_url: str, database: str, server: SmtpServer, cwd: Path
) -> asyncio.subprocess.Process:
    return await start_hub(
        "worker",
        cwd=cwd,
        HUB_MONGODB_URL=in_database(mongodb_url, database),
        HUB_REDIS_URL=redis_url,
        HUB_SECRET_KEY=SECRET,
        HUB_SMTP_URL=server.url,
        HUB_MAIL_FROM="halo@toko.example",
        HUB_PUBLIC_URL="https://hub.example",
    )


async def until(store: Store, state: MailState, count: int) -> None:
    for _ in range(600):
        if await store.count(SystemMail, {"state": state.value}) == count:
            return
        await asyncio.sleep(0.1)
    found = await store.find(SystemMail, {})
    raise AssertionError([(mail.state, mail.trouble, mail.error) for mail in found])


@pytest.mark.timeout(180)
async def test_a_killed_worker_sends_no_mail_twice_and_loses_none(
    mongodb_url: str,
    redis_url: str,
    database_name: str,
    store: Store,
    server: SmtpServer,
    tmp_path: Path,
) -> None:
    await invite(store, "eka", "fitri", "gilang")
    first = await worker(mongodb_url, redis_url, database_name, server, tmp_path)
    try:
        # No server yet: all wait, and say why.
        for _ in range(600):
            waiting = await store.find(SystemMail, {"trouble": "unreachable"})
            if len(waiting) == 3:
                break
            await asyncio.sleep(0.1)
        assert {mail.state for mail in waiting} == {MailState.PENDING}

        server.holds = asyncio.Event()
        await server.start()
        await asyncio.wait_for(server.in_data.wait(), 60)
        # The server has the whole message, and has not answered.
        first.kill()
        await first.wait()
    finally:
        if first.returncode is None:
            first.kill()
    server.holds.set()
    server.holds = None
    assert await store.count(SystemMail, {"state": MailState.SENDING.value}) == 1
    sending = {"state": MailState.SENDING.value}
    # Its lease runs out.
    await store.change(SystemMail, sending, {"$set": {"claimed_until": LONG_AGO}})

    second = await worker(mongodb_url, redis_url, database_name, server, tmp_path)
    try:
        await until(store, MailState.SENT, 2)
        await until(store, MailState.UNKNOWN, 1)
        await asyncio.sleep(3)
    finally:
        second.terminate()
        await asyncio.wait_for(second.wait(), 40)
    assert sorted(one.to for one in server.received) == [
        "eka@toko.example",
        "fitri@toko.example",
        "gilang@toko.example",
    ]
    shown = {one.mail_state for one in await store.find(Invitation, {})}
    assert shown == {MailState.SENT, MailState.UNKNOWN}
