"""A provider that replaces the refresh token at each use, and locks who comes with an old one."""

import asyncio
import sys
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

from channels_adapters.base import Account, AccountBroken, SendDelayed
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
    before: str | None = None
    lenient: bool = False
    """Who comes with the one before it gets the newest again, as where a lost answer is allowed for."""
    says: int | None = None
    locked: bool = False
    refreshes: list[str] = field(default_factory=list)
    answering: asyncio.Event = field(default_factory=asyncio.Event)
    url: str = ""

    async def token(self, request: Request) -> Response:
        given = parse_qs((await request.body()).decode())["refresh_token"][0]
        is_late = self.lenient and given == self.before
        self.locked |= given != self.good and not is_late
        if self.locked:
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        self.refreshes.append(given)
        self.before = given
        self.good = f"penyegar-{len(self.refreshes)}"
        body = {"access_token": self.latest, "refresh_token": self.good, "expires_in": 3600}
        await self.answering.wait()
        if self.says is not None:
            return Response(status_code=self.says)
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
    office.provider.answering.clear()
    waiting = asyncio.create_task(access_token(office.process()))
    while not office.provider.refreshes:
        await asyncio.sleep(0.01)
    # The database takes no grant for a while.
    grants = ChannelGrant.collection_name()
    await store.db.command("collMod", grants, validator={"never": True})
    office.provider.answering.set()
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


RENEWING = """
import asyncio, sys
import httpx2
from channels_adapters.base import Account
from channels_adapters.email.oauth import access_token
from channels_adapters.email.settings import EmailSettings
from hub.kit.clock import SystemClock
from hub.services.grants import GrantsOfChannel
from hub.store.bus import LocalBus
from hub.store.mongo import Store
from models.documents.base import Id

async def main(mongodb, database, channel, url, entered):
    store = await Store.open(mongodb, SystemClock(), LocalBus(), database=database)
    settings = EmailSettings(
        address="help@kirim.example", smtp_host="localhost", sign_in="oauth", client_id="app", oauth_url=url
    )
    grants = GrantsOfChannel(store, b"k" * 32, Id(channel), lease_seconds=0.6)
    async with httpx2.AsyncClient() as http:
        await access_token(Account(channel, settings, {"refresh_token": entered}, "", http, grants))

asyncio.run(main(*sys.argv[1:]))
"""


async def killed_before_it_could_store(office: Office, mongodb_url: str) -> None:
    """A process of its own asks; the provider replaces the token, and nobody hears the new one."""
    provider = office.provider
    provider.answering.clear()
    arguments = [mongodb_url, office.store.db.name, str(office.channel_id), provider.url, ENTERED]
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", RENEWING, *arguments)
    asked = len(provider.refreshes)
    while len(provider.refreshes) == asked:
        assert process.returncode is None
        await asyncio.sleep(0.01)
    process.kill()
    await process.wait()
    provider.answering.set()


async def test_a_token_that_was_lost_with_its_process_says_so_and_what_to_do(
    office: Office, provider: Strict, mongodb_url: str
) -> None:
    await killed_before_it_could_store(office, mongodb_url)
    for _ in range(2):
        # Also when an admin only tries again.
        with pytest.raises(AccountBroken) as broken:
            await access_token(office.process())
        assert broken.value.code == "token_lost"
        assert "enter the new refresh token" in broken.value.detail
        assert broken.value.code in oauth.REMEDIES
    provider.locked, provider.good = False, "masuk-lagi"
    assert await access_token(office.process(entered="masuk-lagi")) == "akses-2"


async def test_where_the_provider_allows_for_it_nothing_is_lost(
    office: Office, provider: Strict, mongodb_url: str
) -> None:
    provider.lenient = True
    await killed_before_it_could_store(office, mongodb_url)
    assert await access_token(office.process()) == "akses-2"
    # It is over: what is refused later is not put down to it.
    provider.locked = True
    with pytest.raises(AccountBroken, match="invalid_grant"):
        await access_token(office.process(), refused="akses-2")


@pytest.mark.parametrize("lost", [502, 504])
async def test_an_answer_that_a_gateway_lost_is_remembered_as_well(
    office: Office, provider: Strict, lost: int
) -> None:
    provider.says = lost
    with pytest.raises(SendDelayed):
        await access_token(office.process())
    provider.says = None
    with pytest.raises(AccountBroken, match="token_lost"):
        await access_token(office.process())


async def test_a_provider_that_only_asks_for_patience_has_replaced_nothing(
    office: Office, provider: Strict
) -> None:
    for says in (429, 503):
        # It answers before it looks at anything.
        provider.good, provider.says = ENTERED, says
        with pytest.raises(SendDelayed):
            await access_token(office.process())
    provider.says, provider.locked = None, True
    with pytest.raises(AccountBroken, match="invalid_grant"):
        await access_token(office.process())


async def test_nobody_asks_whose_answer_could_not_be_stored(office: Office, store: Store) -> None:
    """Restarted in an outage of the database, a process would take the new token with it."""
    grants = ChannelGrant.collection_name()
    await store.db.command("collMod", grants, validator={"never": True})
    with pytest.raises(SendDelayed, match="database_away"):
        await access_token(office.process())
    assert office.provider.refreshes == []
    await store.db.command("collMod", grants, validator={})
    assert await access_token(office.process()) == "akses-1"
