"""Sending, fetching, polling and the connection test, at the stand-in."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from channels_adapters.base import (
    Account,
    AccountBroken,
    Payload,
    SendDelayed,
    SendRefused,
    SendUncertain,
)
from channels_adapters.kit.serving import served
from channels_adapters.kit.waiting import until
from channels_adapters.telegram.adapter import ADAPTER
from channels_adapters.telegram.settings import TelegramSettings
from channels_adapters.telegram.simulator import Simulator
from models.envelopes import Outgoing, OutgoingFile

DEWI = 55667788


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    made = Simulator()
    made.person(DEWI)
    yield made
    await made.close()


@pytest.fixture
async def account(simulator: Simulator) -> AsyncIterator[Account]:
    async with served(simulator.app) as url, httpx2.AsyncClient(timeout=5) as http:
        yield Account(
            channel_id="66a1f0c2e4b0a1b2c3d4e5f6",
            settings=TelegramSettings(api_base=url),
            secrets={"bot_token": simulator.token, "webhook_token": "rahasia"},
            webhook_url="https://hub.example/webhooks/66a1f0c2e4b0a1b2c3d4e5f6",
            http=http,
        )


def outgoing(text: str = "Halo", **more: Any) -> Outgoing:
    return Outgoing(message_id="m1", address=str(DEWI), text=text, **more)


def a_file(content: bytes, kind: str, mime: str, name: str = "a") -> OutgoingFile:
    async def read() -> AsyncIterator[bytes]:
        yield content

    return OutgoingFile("f1", kind, name, mime, len(content), lambda: read())


async def send_all(account: Account, message: Outgoing) -> list[str]:
    return [(await ADAPTER.send(account, part)).external_id for part in ADAPTER.split(message)]


async def test_a_text_goes_out_and_quotes(account: Account, simulator: Simulator) -> None:
    [id] = await send_all(account, outgoing(reply_to=f"{DEWI}:101"))

    [taken] = simulator.accepted
    assert id == f"{DEWI}:{taken.message_id}"
    assert taken.fields["reply_parameters"]["message_id"] == 101
    assert simulator.refused == []


async def test_a_long_text_is_cut_where_emoji_count_twice(
    account: Account, simulator: Simulator
) -> None:
    await send_all(account, outgoing("😀" * 5000))

    assert "".join(simulator.got(DEWI)) == "😀" * 5000
    assert simulator.refused == []


async def test_files_go_as_what_they_are(account: Account, simulator: Simulator) -> None:
    files = [
        a_file(b"png", "image", "image/png", 'na"me.png'),
        a_file(b"pdf", "document", "application/pdf", "a.pdf"),
        a_file(b"ogg", "audio", "audio/ogg", "a.ogg"),
    ]
    await send_all(account, outgoing("Ini", files=files))

    methods = [(one.method, one.text, one.file) for one in simulator.accepted]
    assert methods == [
        ("sendPhoto", "Ini", b"png"),
        ("sendDocument", "", b"pdf"),
        ("sendVoice", "", b"ogg"),
    ]
    assert simulator.refused == []


async def test_what_telegram_cannot_show_as_a_picture_goes_as_a_document(
    account: Account, simulator: Simulator
) -> None:
    simulator.plan(400, description="Bad Request: PHOTO_INVALID_DIMENSIONS")
    long = a_file(b"png", "image", "image/png", "panjang.png")
    await send_all(account, outgoing("Ini", files=[long]))
    assert [(one.method, one.text) for one in simulator.accepted] == [("sendDocument", "Ini")]


async def test_topics_and_business_chats_are_answered_in_their_place(
    account: Account, simulator: Simulator
) -> None:
    await send_all(account, outgoing(chat_id="-1001234567890:9"))
    await send_all(account, outgoing(chat_id=f"{DEWI}@bc1"))

    topic, business = simulator.accepted
    assert topic.fields["message_thread_id"] == 9
    assert business.fields["business_connection_id"] == "bc1"


@pytest.mark.parametrize(
    ("code", "more", "error"),
    [
        (429, {"retry_after": 7}, SendDelayed),
        (502, {}, SendDelayed),
        (401, {}, AccountBroken),
        (403, {}, SendRefused),
        (400, {"description": "Bad Request: message thread not found"}, SendRefused),
    ],
)
async def test_each_refusal_means_something(
    account: Account, simulator: Simulator, code: int, more: dict[str, Any], error: type[Exception]
) -> None:
    simulator.plan(code, **more)

    with pytest.raises(error) as refused:
        await send_all(account, outgoing())

    if code == 429:
        assert getattr(refused.value, "retry_after", None) == 7
    assert simulator.accepted == []
    assert simulator.token not in str(refused.value)


async def test_a_lost_answer_is_uncertain_and_a_closed_door_is_not(
    account: Account, simulator: Simulator
) -> None:
    simulator.plan(0)
    with pytest.raises(SendUncertain) as uncertain:
        await send_all(account, outgoing())
    assert len(simulator.accepted) == 1
    assert simulator.token not in str(uncertain.value)

    nowhere = replace(account, settings=TelegramSettings(api_base="http://127.0.0.1:9"))
    with pytest.raises(SendDelayed):
        await send_all(nowhere, outgoing())


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (504, "<html>Gateway Time-out</html>", SendUncertain),
        (200, "<html>Welcome to the hotel</html>", SendUncertain),
        (200, '{"ok": tr', SendUncertain),
        (502, "<html>Bad Gateway</html>", SendDelayed),
        (302, "", AccountBroken),
        (500, '{"ok": false, "error_code": 500, "description": "Internal"}', SendDelayed),
    ],
)
async def test_what_a_gateway_in_between_means(
    account: Account, status: int, body: str, error: type[Exception]
) -> None:
    async def answers(_: Request) -> Response:
        return Response(body, status, headers={"Location": "/"} if status == 302 else None)

    app = Starlette(routes=[Route("/{path:path}", answers, methods=["POST"])])
    async with served(app) as url:
        there = replace(account, settings=TelegramSettings(api_base=url))
        with pytest.raises(error):
            await send_all(there, outgoing())


async def test_who_blocked_us_is_told_apart(account: Account, simulator: Simulator) -> None:
    simulator.people[DEWI].blocked = True

    with pytest.raises(SendRefused) as refused:
        await send_all(account, outgoing())

    assert refused.value.code == "blocked"


async def test_a_file_is_fetched(account: Account, simulator: Simulator) -> None:
    simulator.files["AgAC"] = b"bytes" * 1000

    remote = await ADAPTER.fetch(account, "AgAC")

    assert b"".join([piece async for piece in remote.pieces]) == b"bytes" * 1000
    with pytest.raises(SendRefused):
        await ADAPTER.fetch(account, "nothing")


async def test_polling_confirms_only_what_was_stored(
    account: Account, simulator: Simulator
) -> None:
    for n in range(3):
        simulator.people[DEWI].writes(f"pesan {n}")
    got: list[str] = []
    tries = 0

    async def deliver(payloads: Sequence[Payload], place: Mapping[str, Any]) -> None:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise RuntimeError("the database is away")
        got.extend(one.text for each in payloads for one in ADAPTER.normalise(each.raw))  # type: ignore[union-attr]

    with pytest.raises(RuntimeError):
        await ADAPTER.watch(account, {}, deliver)
    watching = asyncio.create_task(ADAPTER.watch(account, {}, deliver))
    await until(lambda: len(got) == 3 and not simulator.waiting)
    simulator.next_update = 9_000
    simulator.people[DEWI].writes("setelah lompatan")
    await until(lambda: len(got) == 4)
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)

    assert got == ["pesan 0", "pesan 1", "pesan 2", "setelah lompatan"]


async def test_numbers_that_begin_anew_lower_and_repeats_after_a_kill(
    account: Account, simulator: Simulator
) -> None:
    dewi, got = simulator.people[DEWI], list[str]()
    kept: Mapping[str, Any] = {}

    async def deliver(payloads: Sequence[Payload], place: Mapping[str, Any]) -> None:
        nonlocal kept
        got.extend(one.text for each in payloads for one in ADAPTER.normalise(each.raw))  # type: ignore[union-attr]
        kept = place

    async def watch_until(count: int) -> None:
        watching = asyncio.create_task(ADAPTER.watch(account, kept, deliver))
        await until(lambda: len(got) >= count and not simulator.waiting)
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)

    simulator.next_update = 9_000
    dewi.writes("tinggi")
    unconfirmed = dict(simulator.waiting)
    await watch_until(1)
    # Stored, and killed before Telegram heard of it; meanwhile a second one came.
    simulator.waiting.update(unconfirmed)
    dewi.writes("sesudah")
    await watch_until(2)
    simulator.next_update = 100
    dewi.writes("rendah")
    await watch_until(3)

    assert got == ["tinggi", "sesudah", "rendah"]


async def test_a_group_that_moved_is_followed_and_written_to_once(
    account: Account, simulator: Simulator
) -> None:
    simulator.plan(400, description="group chat was upgraded", migrate_to=DEWI)

    [id] = await send_all(account, outgoing(chat_id="-4455"))

    assert id.startswith(f"{DEWI}:") and len(simulator.accepted) == 1


async def test_the_connection_test_says_what_to_do(account: Account, simulator: Simulator) -> None:
    before = {step.name: step.well for step in await ADAPTER.check(account)}
    await ADAPTER.connect(account)
    after = {step.name: step.well for step in await ADAPTER.check(account)}

    assert before == {"reachable": True, "token": True, "subscribed": False}
    assert all(after.values())
    assert simulator.webhook_secret == "rahasia"
    assert "message_reaction" in simulator.allowed
    simulator.token = "1:other"
    [_, token] = await ADAPTER.check(account)
    assert not token.well
    assert token.remedy


async def test_only_who_knows_the_secret_calls(account: Account) -> None:
    header = "x-telegram-bot-api-secret-token"

    assert ADAPTER.is_authentic(account, b"{}", {header: "rahasia"})
    assert not ADAPTER.is_authentic(account, b"{}", {header: "Rahasia"})
    assert not ADAPTER.is_authentic(account, b"{}", {})
    without = replace(account, secrets={})
    assert not ADAPTER.is_authentic(without, b"{}", {header: ""})
