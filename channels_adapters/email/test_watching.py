"""A real mailbox is watched: what comes in is taken once, whatever the server, the line or we do."""

import asyncio
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from channels_adapters.base import Account, AccountBroken
from channels_adapters.email import checking, watching
from channels_adapters.email.adapter import ADAPTER
from channels_adapters.email.dovecot import Dovecot, running
from channels_adapters.email.mail_peer import MailPeer, serving
from channels_adapters.email.taken import Taken, account, letter, watched
from channels_adapters.kit.serving import served
from channels_adapters.kit.waiting import until


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "PAST_PAUSE", 0.0)
    monkeypatch.setattr(watching, "FIRST_PAUSE", 0.1)


async def test_from_now_on_by_default_and_each_once(box: Dovecot, http: httpx2.AsyncClient) -> None:
    await asyncio.to_thread(box.put, letter(1))
    taken = Taken()
    async with watched(account(box, http), taken):
        await taken.begun()
        await asyncio.to_thread(box.put, letter(2), letter(3))
        await taken.has(2, 3)
    await asyncio.to_thread(box.put, letter(4))
    async with watched(account(box, http), taken):
        await asyncio.to_thread(box.put, letter(5))
        await taken.has(4, 5)
    assert taken.numbers == [2, 3, 4, 5]
    assert not any(one.history for one in taken.payloads)
    assert all(one.received_at is not None for one in taken.payloads)


async def test_reading_changes_nothing_in_the_mailbox(
    box: Dovecot, http: httpx2.AsyncClient
) -> None:
    taken = Taken()
    async with watched(account(box, http), taken):
        await taken.begun()
        await asyncio.to_thread(box.put, letter(1))
        await taken.has(1)
    unseen = await asyncio.to_thread(
        box.admin, "mailbox", "status", "-u", box.user, "unseen", "INBOX"
    )
    assert "unseen=1" in unseen


async def test_the_past_is_history_and_what_comes_meanwhile_is_not(
    box: Dovecot, http: httpx2.AsyncClient
) -> None:
    await asyncio.to_thread(box.put_files, [letter(n) for n in range(60)])
    taken = Taken()
    async with watched(account(box, http, start="all"), taken):
        await taken.begun()
        await asyncio.to_thread(box.put, letter(100))
        await taken.has(*range(60), 100)
        await until(lambda: taken.past is None)
    assert sorted(taken.numbers) == [*range(60), 100]
    history = {n: one.history for n, one in zip(taken.numbers, taken.payloads, strict=True)}
    assert history == {**dict.fromkeys(range(60), True), 100: False}


async def test_the_past_ends_when_the_admin_says_so(
    box: Dovecot, http: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    # It is not over before it is stopped.
    monkeypatch.setattr(watching, "PAST_PAUSE", 600.0)
    await asyncio.to_thread(box.put_files, [letter(n) for n in range(60)])
    taken = Taken()
    async with watched(account(box, http, start="all"), taken):
        await taken.has(0)
    before = len(taken.payloads)
    assert 0 < before < 60
    assert taken.past["total"] == 60
    async with watched(account(box, http, start="now"), taken):
        await asyncio.to_thread(box.put, letter(100))
        await taken.has(100)
        await asyncio.sleep(0.2)
    assert len(taken.payloads) == before + 1


async def test_a_store_that_fails_gets_the_same_again(
    box: Dovecot, http: httpx2.AsyncClient
) -> None:
    taken = Taken(fails=2)
    async with watched(account(box, http), taken):
        await taken.begun()
        await asyncio.to_thread(box.put, letter(1))
        await taken.has(1)
    assert taken.numbers == [1]


async def test_shown_out_it_comes_back(box: Dovecot, http: httpx2.AsyncClient) -> None:
    taken = Taken()
    async with watched(account(box, http), taken):
        await taken.begun()
        for number in (1, 2, 3):
            await asyncio.to_thread(box.put, letter(number))
            await taken.has(number)
            await asyncio.to_thread(box.kick)
        await asyncio.to_thread(box.put, letter(4))
        await taken.has(4)
    assert taken.numbers == [1, 2, 3, 4]


async def test_a_server_that_restarts_is_waited_for(box: Dovecot, http: httpx2.AsyncClient) -> None:
    taken = Taken()
    async with watched(account(box, http), taken):
        await taken.begun()
        await asyncio.to_thread(box.stop)
        await asyncio.sleep(0.3)
        await asyncio.to_thread(box.start)
        await asyncio.to_thread(box.put, letter(1))
        await taken.has(1)
    assert taken.numbers == [1]


async def test_a_line_that_is_only_half_there_is_given_up(
    box: Dovecot, http: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "RENEW_SECONDS", 0.5)
    # On a busy machine a server that is well may be as late, again and again.
    monkeypatch.setattr(watching, "STEADY_SECONDS", 0.0)
    slow = watching.server_of

    async def impatient(*of: Any, **more: Any) -> Any:
        server = await slow(*of, **more)
        object.__setattr__(server, "answer_seconds", 1.0)
        return server

    monkeypatch.setattr(watching, "server_of", impatient)
    taken = Taken()
    async with watched(account(box, http), taken):
        await taken.begun()
        await asyncio.sleep(0.3)
        with box.frozen():
            await asyncio.to_thread(box.put, letter(1))
            await taken.has(1)
    assert taken.numbers == [1]


async def test_a_server_that_numbers_its_mails_anew_skips_none(
    box: Dovecot, http: httpx2.AsyncClient
) -> None:
    taken = Taken()
    async with watched(account(box, http), taken):
        await taken.begun()
        await asyncio.to_thread(box.put, letter(1), letter(2))
        await taken.has(1, 2)
    await asyncio.to_thread(box.number_anew)
    await asyncio.to_thread(box.put, letter(3))
    async with watched(account(box, http), taken):
        await taken.has(3)
        await asyncio.to_thread(box.put, letter(4))
        await taken.has(4)
    # Those that come again are folded by their ids in the hub.
    assert set(taken.numbers) == {1, 2, 3, 4}
    assert taken.place["folders"][0]["validity"] == 777_000_777


async def test_of_a_mail_too_large_the_head_is_taken(
    box: Dovecot, http: httpx2.AsyncClient
) -> None:
    taken = Taken()
    async with watched(account(box, http, largest=1), taken):
        await taken.begun()
        await asyncio.to_thread(
            box.put,
            letter(1).replace(
                b"\r\n\r\nSurat",
                b"\r\n\r\n" + b"x" * 70 + (b"\r\n" + b"y" * 70) * 20_000 + b"\r\nSurat",
            ),
        )
        await asyncio.to_thread(box.put, letter(2))
        await until(lambda: len(taken.payloads) == 2)
    stub = taken.payloads[0].raw
    assert b"Subject: Surat 1" in stub
    assert b"too large" in stub
    assert len(stub) < 5000


async def test_what_lies_in_the_spam_folder_is_suspected(
    box: Dovecot, http: httpx2.AsyncClient
) -> None:
    await asyncio.to_thread(box.admin, "mailbox", "create", "-u", box.user, "Junk")
    await asyncio.to_thread(box.put, letter(1))
    taken = Taken()
    async with watched(account(box, http, junk_folder="Junk"), taken):
        await until(lambda: len(taken.place.get("folders", [])) == 2)
        await asyncio.to_thread(
            box.admin, "move", "-u", box.user, "Junk", "mailbox", "INBOX", "all"
        )
        await taken.has(1)
    [found] = ADAPTER.normalise(taken.payloads[0].raw)
    assert getattr(found, "suspected", None) is True


async def test_a_wrong_password_and_a_missing_folder_want_an_admin(
    box: Dovecot, http: httpx2.AsyncClient
) -> None:
    wrong = account(box, http)
    wrong = Account("box", wrong.settings, {"password": "salah"}, "", http)
    with pytest.raises(AccountBroken, match="auth_failed"):
        await watching.watch(wrong, {}, Taken().deliver)
    with pytest.raises(AccountBroken, match="folder_missing"):
        await watching.watch(account(box, http, folder="Nirgends"), {}, Taken().deliver)


class TokenServer:
    """Gives access tokens and tells Dovecot which of them are good."""

    def __init__(self) -> None:
        self.given = 0
        self.good: set[str] = set()
        self.revoked = False
        self.app = Starlette(
            routes=[
                Route("/token", self.token, methods=["POST"]),
                Route("/tokeninfo", self.info),
                Route("/introspect", self.info),
            ]
        )

    async def token(self, request: Request) -> Response:
        form = (await request.body()).decode()
        if self.revoked or "refresh_token=penyegar" not in form:
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        self.given += 1
        name = f"token{self.given}"
        self.good.add(name)
        return JSONResponse({"access_token": name, "expires_in": 3600})

    async def info(self, request: Request) -> Response:
        if request.query_params.get("access_token") not in self.good:
            return JSONResponse({"error": "invalid_token"}, status_code=400)
        return JSONResponse({"email": "help@kirim.example", "active": "yes"})


async def test_sign_in_with_a_token_that_is_fetched_once_and_anew_when_withdrawn(
    http: httpx2.AsyncClient,
) -> None:
    tokens = TokenServer()
    async with served(tokens.app) as url:
        with running(token_server=url) as box:
            settings = {"sign_in": "oauth", "client_id": "app", "oauth_url": f"{url}/token"}
            plain = account(box, http, **settings)
            oauth = Account("by-token", plain.settings, {"refresh_token": "penyegar"}, "", http)
            taken = Taken()
            async with watched(oauth, taken):
                await taken.begun()
                await asyncio.to_thread(box.put, letter(1))
                await taken.has(1)
            assert tokens.given == 1
            tokens.good.clear()
            async with watched(oauth, taken):
                await asyncio.to_thread(box.put, letter(2))
                await taken.has(2)
            assert tokens.given == 2
            tokens.good.clear()
            tokens.revoked = True
            with pytest.raises(AccountBroken, match="invalid_grant"):
                await watching.watch(oauth, taken.place, taken.deliver)


async def test_the_check_tries_both_ways_and_sends_nothing(
    box: Dovecot, http: httpx2.AsyncClient
) -> None:
    with serving(MailPeer(signs_in=True)) as peer:
        steps = await checking.check(account(box, http, smtp_port=peer.port))
    assert [(step.name, step.well, step.detail) for step in steps] == [
        ("receiving", True, ""),
        ("folder", True, ""),
        ("sending", True, ""),
    ]
    assert peer.mails == []


async def test_the_folders_of_the_server_are_offered(
    box: Dovecot, http: httpx2.AsyncClient
) -> None:
    mine = account(box, http)
    assert await ADAPTER.offers(mine, "folder") == ["INBOX"]
    box.admin("mailbox", "create", "-u", box.user, "Bantuan", "Ärger")
    assert await ADAPTER.offers(mine, "junk_folder") == ["INBOX", "Bantuan", "Ärger"]
    assert await ADAPTER.offers(mine, "address") == []


async def test_the_check_says_what_to_do(box: Dovecot, http: httpx2.AsyncClient) -> None:
    mine = account(box, http, folder="Nirgends")
    steps = {step.name: step for step in await checking.check(mine)}
    assert steps["receiving"].well
    assert not steps["folder"].well
    assert "INBOX" in "".join(steps["folder"].remedy.values())
