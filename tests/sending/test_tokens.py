"""A provider that replaces the refresh token at each use, and locks who comes with an old one."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from channels_adapters.base import Account, AccountBroken
from channels_adapters.email import oauth
from channels_adapters.email.mail_peer import MailPeer, serving
from channels_adapters.email.oauth import access_token
from channels_adapters.email.sending import send
from channels_adapters.email.settings import EmailSettings
from channels_adapters.kit.serving import served
from hub.kit.clock import SettableClock
from hub.services.grants import GrantsOfChannel
from hub.store.leases import LeaseHolder
from hub.store.mongo import Store
from models.documents import ChannelGrant
from models.documents.base import Id
from models.envelopes import Outgoing, OutgoingMail

KEY = b"k" * 32
ENTERED = "penyegar-0"


@dataclass
class Strict:
    """``refreshes``: the refresh tokens that were used, in their order."""

    good: str = ENTERED
    locked: bool = False
    refreshes: list[str] = field(default_factory=list)
    answering: asyncio.Event = field(default_factory=asyncio.Event)
    url: str = ""

    async def token(self, request: Request) -> Response:
        given = parse_qs((await request.body()).decode())["refresh_token"][0]
        self.locked |= given != self.good
        if self.locked:
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        self.refreshes.append(given)
        self.good = f"penyegar-{len(self.refreshes)}"
        body = {"access_token": self.latest, "refresh_token": self.good, "expires_in": 3600}
        await self.answering.wait()
        return JSONResponse(body)

    @property
    def latest(self) -> str:
        return f"akses-{len(self.refreshes)}"


@pytest.fixture
async def provider() -> AsyncIterator[Strict]:
    strict = Strict()
    strict.answering.set()
    app = Starlette(routes=[Route("/token", strict.token, methods=["POST"])])
    async with served(app) as url:
        strict.url = f"{url}/token"
        yield strict


@pytest.fixture
async def http() -> AsyncIterator[httpx2.AsyncClient]:
    async with httpx2.AsyncClient(timeout=5) as client:
        yield client


@pytest.fixture
def channel_id() -> Id:
    return Id()


@dataclass
class Office:
    """Makes accounts of one channel as processes do that have nothing but the database in common."""

    store: Store
    provider: Strict
    http: httpx2.AsyncClient
    channel_id: Id

    def process(
        self, *, entered: str = ENTERED, lease_seconds: float = 30.0, **values: Any
    ) -> Account:
        settings = EmailSettings(
            **{
                "address": "help@kirim.example",
                "smtp_host": "localhost",
                "sign_in": "oauth",
                "client_id": "app",
                "oauth_url": self.provider.url,
                **values,
            }
        )
        grants = GrantsOfChannel(self.store, KEY, self.channel_id, lease_seconds=lease_seconds)
        secrets = {"refresh_token": entered}
        return Account(str(self.channel_id), settings, secrets, "", self.http, grants)


@pytest.fixture
def office(store: Store, provider: Strict, http: httpx2.AsyncClient, channel_id: Id) -> Office:
    return Office(store, provider, http, channel_id)


async def test_ten_processes_at_once_refresh_once_and_all_get_the_token(office: Office) -> None:
    tokens = await asyncio.gather(*(access_token(office.process()) for _ in range(10)))
    assert set(tokens) == {"akses-1"}
    assert office.provider.refreshes == [ENTERED]


async def test_the_next_refresh_goes_on_with_the_new_one_in_any_process(
    office: Office, clock: SettableClock
) -> None:
    for round in range(1, 6):
        tokens = await asyncio.gather(*(access_token(office.process()) for _ in range(5)))
        assert set(tokens) == {f"akses-{round}"}
        clock.advance(3600)
    assert office.provider.refreshes == [ENTERED, *(f"penyegar-{n}" for n in range(1, 5))]
    assert not office.provider.locked


async def test_all_whose_token_was_refused_at_once_get_the_same_new_one(office: Office) -> None:
    refused = await access_token(office.process())
    again = await asyncio.gather(
        *(access_token(office.process(), refused=refused) for _ in range(10))
    )
    assert set(again) == {"akses-2"}


async def test_what_is_stored_is_sealed(office: Office, store: Store) -> None:
    await access_token(office.process())
    raw = await store.db[ChannelGrant.collection_name()].find_one({})
    assert raw is not None
    assert not any(word in str(raw) for word in ("akses", "penyegar"))


async def test_a_new_one_is_stored_although_nobody_waits_for_it_any_more(
    office: Office, provider: Strict
) -> None:
    provider.answering.clear()
    impatient = asyncio.create_task(access_token(office.process()))
    while not provider.refreshes:
        await asyncio.sleep(0.01)
    impatient.cancel()
    await asyncio.gather(impatient, return_exceptions=True)
    other = asyncio.create_task(access_token(office.process()))
    await asyncio.sleep(0.2)
    provider.answering.set()
    assert await other == "akses-1"
    assert provider.refreshes == [ENTERED]


async def test_it_is_not_used_before_it_is_stored(office: Office, store: Store) -> None:
    # The database takes no grant for a while.
    grants = ChannelGrant.collection_name()
    await store.db.command("collMod", grants, validator={"never": True})
    waiting = asyncio.create_task(access_token(office.process()))
    while not office.provider.refreshes:
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.8)
    assert not waiting.done()
    await store.db.command("collMod", grants, validator={})
    assert await waiting == "akses-1"
    assert await access_token(office.process(), refused="akses-1") == "akses-2"


async def test_a_process_that_died_while_renewing_holds_up_the_others_for_its_lease_only(
    office: Office, store: Store, channel_id: Id
) -> None:
    dead = LeaseHolder(store, f"grant:{channel_id}", "dead", 0.5)
    assert await dead.take()
    assert await access_token(office.process()) == "akses-1"


async def test_whose_lease_ran_out_unnoticed_loses_nothing(
    office: Office, provider: Strict, monkeypatch: pytest.MonkeyPatch
) -> None:
    """He asked first and stores last; who came in between was refused, and finds what he stored."""
    monkeypatch.setattr(oauth, "LATE_SECONDS", 0.5)
    provider.answering.clear()
    slow = asyncio.create_task(access_token(office.process()))
    while not provider.refreshes:
        await asyncio.sleep(0.01)
    await office.store.db["leases"].delete_many({})
    quick = asyncio.create_task(access_token(office.process()))
    await asyncio.sleep(0.2)
    provider.answering.set()
    assert set(await asyncio.gather(slow, quick)) == {"akses-1"}


async def test_what_an_admin_enters_anew_counts_whatever_others_still_do_with_the_old(
    office: Office, provider: Strict
) -> None:
    assert await access_token(office.process()) == "akses-1"
    provider.locked = True
    with pytest.raises(AccountBroken, match="invalid_grant"):
        await access_token(office.process(), refused="akses-1")
    provider.locked, provider.good = False, "masuk-lagi"
    assert await access_token(office.process(entered="masuk-lagi")) == "akses-2"
    # A process that has not heard of it yet.
    assert await access_token(office.process()) == "akses-1"
    assert await access_token(office.process(entered="masuk-lagi")) == "akses-2"
    assert provider.refreshes[-1] == "masuk-lagi"


async def test_a_mail_whose_token_was_withdrawn_goes_out_with_a_new_one(office: Office) -> None:
    mail = OutgoingMail(to=["dewi@x.example"], subject="Paket")
    outgoing = Outgoing("m1", "dewi@x.example", text="Sudah dikirim.", mail=mail)
    with serving(MailPeer(signs_in=True, token="akses-2")) as peer:
        account = office.process(smtp_port=peer.port, smtp_security="none")
        await send(account, outgoing)
    assert len(peer.raw) == 1
    assert office.provider.refreshes == [ENTERED, "penyegar-1"]
